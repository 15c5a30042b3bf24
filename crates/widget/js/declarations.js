// What the site lets its readers set: from `sitevar.json`, or in a single file from the file itself.
//
// Whoever writes a page may write elements that look like the site's own, so only the site's own are asked.

import { document } from "./clean.js";
import { Missing } from "./missing.js";
import { files } from "./files.js";
import { find_page, is_below } from "./wasm.js";

/**
 * Reads the declarations.
 * @param {string | undefined} loader the address of the loader, where the build knows it
 */
export async function readDeclarations(loader) {
  // The build puts its own before all content; on a page with an address nothing in it is the site's word.
  const island = files.offline && document.head.querySelector("script#sitevar-declarations");
  const address = files.offline ? "" : addressOf(loader);
  try {
    const read = files.offline ? JSON.parse(island.textContent) : await fetchJson(address);
    if (isObject(read.variables)) return new Declarations(read, address);
  } catch (error) {
    throw missing(address, error);
  }
  throw missing(address);
}

const missing = (address, cause) => new Missing(address ? "noDeclarations" : "noIsland", cause, { address });

/** What `sitevar.json` says. */
class Declarations {
  constructor(read, address) {
    this.read = read;
    this.address = address;
    this.pages = (Array.isArray(read.pages) ? read.pages : []).filter(isObject);
    this.secrets = secretsOf([...this.pages, read]);
    this.tables = new Map();
  }

  /** Finds the row of a page. */
  find(path = location.pathname) {
    const addresses = this.pages.map((page) => String(page.address));
    return this.pages[find_page(addresses, path, new URL(this.address || document.baseURI).pathname)];
  }

  /**
   * Returns what a page declares, which may have variables of its own.
   * @returns {{variables: Object<string, object>, secrets: Map<string, object>, derived: Object<string, string>}}
   */
  of(page) {
    const { read, secrets } = this;
    const variables = { ...read.variables, ...(isObject(page?.variables) ? page.variables : {}) };
    // What is a secret anywhere is one everywhere.
    const weaker = [...secrets].filter(([name]) => Object.hasOwn(variables, name) && !isSecret(variables[name]));
    return {
      variables: { ...variables, ...Object.fromEntries(weaker) },
      secrets,
      derived: isObject(read.derived) ? read.derived : {},
    };
  }

  /** Tells whether the site wants a page left as it is. */
  isOff(path = location.pathname) {
    return Array.isArray(this.read.off) && is_below(path, this.read.off.map(String));
  }

  /**
   * Loads where the slots of a page are; nothing where only examples tell.
   * @returns {Promise<{runs?: object[], addresses?: string[][]} | undefined>}
   */
  async table(page) {
    if (typeof page?.table !== "string") return undefined;
    const address = new URL(page.table, this.address).href;
    if (!this.tables.has(address)) this.tables.set(address, fetchJson(address));
    try {
      return await this.tables.get(address);
    } catch (error) {
      this.tables.delete(address);
      throw new Missing("noTable", error, { address });
    }
  }
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Tells whether values stay in memory. */
const isSecret = (declaration) => ["secret", "digest"].includes(declaration?.type);

/**
 * Returns the address of the declarations, as the loader's own element names it: it is known by its address.
 *
 * Where two have it, one is not the site's, and neither is believed; an element in the content has no other say.
 */
function addressOf(loader) {
  const here = location.href;
  // Only this site says what is a secret, wherever a `base` of the page leads.
  const bases = new URL(document.baseURI).origin === location.origin ? [here, document.baseURI] : [here];
  const declared = ({ dataset: { declarations } }, base) => resolve(declarations ?? "sitevar.json", declarations === undefined && loader ? loader : base);
  const own = [...document.querySelectorAll("script[src]")].flatMap((script) => {
    // A `base` after the element leads elsewhere than where it was loaded from.
    const base = bases.find((base) => loader && resolve(script.getAttribute("src"), base) === loader);
    return base ? [declared(script, base)] : [];
  });
  const script = document.head.querySelector("script[data-declarations]");
  const base = bases.at(-1);
  const [address, ...others] = own.length > 0 ? own : [script ? declared(script, base) : resolve("sitevar.json", base)];
  if (others.some((other) => other !== address)) throw missing(address);
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
