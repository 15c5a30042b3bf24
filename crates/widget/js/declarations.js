// What the site lets its readers set: from the page itself, or from `sitevar.json`.

import { document } from "./clean.js";
import { Missing } from "./engine.js";
import { words } from "./words.js";

/** Kinds that stay in memory. */
export const SECRETS = ["secret", "digest"];

/**
 * Reads the declarations.
 * @returns {Promise<{variables: Object<string, object>, secrets: Map<string, object>, derived: Object<string, string>, blocks: object[]}>}
 */
export async function readDeclarations() {
  // A heading of the page may have the same id.
  const island = document.querySelector("script#sitevar-declarations");
  const script = document.querySelector("script[data-declarations]");
  // Only this site says what is a secret, wherever a `base` of the page leads.
  const base = new URL(document.baseURI).origin === location.origin ? document.baseURI : location.href;
  const address = new URL(script?.dataset.declarations ?? "sitevar.json", base).href;
  let read;
  try {
    read = island ? JSON.parse(island.textContent) : await fetchJson(address);
  } catch (error) {
    throw new Missing(words.noDeclarations(island ? "" : address), error);
  }
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(read) || !isObject(read.variables)) throw new Missing(words.noDeclarations(island ? "" : address));
  const page = findPage(read.pages, new URL(".", island ? document.baseURI : address).pathname);
  return {
    // A page may declare variables of its own.
    variables: { ...read.variables, ...(isObject(page?.variables) ? page.variables : {}) },
    secrets: secretsOf(read.pages),
    derived: isObject(read.derived) ? read.derived : {},
    blocks: Array.isArray(page?.blocks) ? page.blocks : [],
  };
}

/** Returns what any page of the site declares as a secret: this page may be at an address that the build did not know. */
function secretsOf(pages) {
  const rows = Array.isArray(pages) ? pages.flatMap((page) => Object.entries(page?.variables ?? {})) : [];
  return new Map(rows.filter(([, declaration]) => SECRETS.includes(declaration?.type)));
}

/** Finds the row of this page, whose address is counted from the site's root. */
function findPage(pages, base) {
  if (!Array.isArray(pages)) return undefined;
  const withSlash = (path) => (path.endsWith("/") ? path : `${path}/`);
  const here = withSlash(location.pathname.replace(/index\.html?$/, ""));
  return pages.find((page) => withSlash(base.replace(/\/$/, "") + page?.address) === here);
}

async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** Returns a declaration as keys and values, one after the other: the WebAssembly has no reader of JSON. */
export function asFields(declaration) {
  const fields = [];
  for (const [key, value] of Object.entries(declaration ?? {})) {
    for (const text of Array.isArray(value) ? value : [value]) {
      if (text !== null && typeof text !== "object") fields.push(key, String(text));
    }
  }
  return fields;
}
