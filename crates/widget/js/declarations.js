// What the site lets its readers set: from `sitevar.json`, or in a single file from the file itself.
//
// Whoever writes a page may write elements that look like the site's own, so only the site's own are asked.

import { document } from "./clean.js";
import { Missing } from "./engine.js";
import { files } from "./files.js";
import { words } from "./words.js";

/** Kinds that stay in memory. */
export const SECRETS = ["secret", "digest"];

/**
 * Reads the declarations.
 * @param {string | undefined} loader the address of the loader, where the build knows it
 * @returns {Promise<{variables: Object<string, object>, secrets: Map<string, object>, derived: Object<string, string>, blocks: object[]}>}
 */
export async function readDeclarations(loader) {
  // The build puts its own before all content; on a page with an address nothing in it is the site's word.
  const island = files.offline && document.head.querySelector("script#sitevar-declarations");
  const address = files.offline ? "" : addressOf(loader);
  let read;
  try {
    read = files.offline ? JSON.parse(island.textContent) : await fetchJson(address);
  } catch (error) {
    throw new Missing(words.noDeclarations(address), error);
  }
  if (!isObject(read) || !isObject(read.variables)) throw new Missing(words.noDeclarations(address));
  const page = findPage(read.pages, new URL(".", address || document.baseURI).pathname);
  // A page may declare variables of its own.
  const variables = { ...read.variables, ...(isObject(page?.variables) ? page.variables : {}) };
  const secrets = secretsOf([...(Array.isArray(read.pages) ? read.pages : []), read]);
  // What is a secret anywhere is one everywhere.
  const weaker = [...secrets].filter(([name]) => Object.hasOwn(variables, name) && !isSecret(variables[name]));
  return {
    variables: { ...variables, ...Object.fromEntries(weaker) },
    secrets,
    derived: isObject(read.derived) ? read.derived : {},
    blocks: Array.isArray(page?.blocks) ? page.blocks : [],
  };
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const isSecret = (declaration) => SECRETS.includes(declaration?.type);

/**
 * Returns the address of the declarations, as the loader's own element names it: it is known by its address.
 *
 * Where two have it, one is not the site's, and neither is believed; an element in the content has no other say.
 */
function addressOf(loader) {
  const here = location.href;
  // Only this site says what is a secret, wherever a `base` of the page leads.
  const bases = new URL(document.baseURI).origin === location.origin ? [here, document.baseURI] : [here];
  const declared = (script, base) => resolve(script.dataset.declarations ?? "sitevar.json", base);
  const own = [...document.querySelectorAll("script[src]")].flatMap((script) => {
    // A `base` after the element leads elsewhere than where it was loaded from.
    const base = bases.find((base) => loader && resolve(script.getAttribute("src"), base) === loader);
    return base ? [declared(script, base)] : [];
  });
  const script = document.head.querySelector("script[data-declarations]");
  const base = bases.at(-1);
  const [address, ...others] = own.length > 0 ? own : [script ? declared(script, base) : resolve("sitevar.json", base)];
  if (others.some((other) => other !== address)) throw new Missing(words.noDeclarations(address));
  return address;
}

function resolve(text, base) {
  try {
    return new URL(text, base).href;
  } catch {
    return "";
  }
}

/** Returns what any of them, pages or the site, declares as a secret: the last one's word counts. */
function secretsOf(all) {
  const rows = all.flatMap((one) => Object.entries(one?.variables ?? {}));
  return new Map(rows.filter(([, declaration]) => isSecret(declaration)));
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
