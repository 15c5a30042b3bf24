// What the site lets its readers set: from the page itself, or from `sitevar.json`.

import { Missing } from "./engine.js";
import { words } from "./words.js";

/**
 * Reads the declarations.
 * @returns {Promise<{variables: Object<string, object>, derived: Object<string, string>, pages: object[], base: string}>}
 */
export async function readDeclarations() {
  const island = document.getElementById("sitevar-declarations");
  const script = document.querySelector("script[data-declarations]");
  const address = new URL(script?.dataset.declarations ?? "sitevar.json", document.baseURI).href;
  let read;
  try {
    read = island ? JSON.parse(island.textContent) : await fetchJson(address);
  } catch (error) {
    throw new Missing(words.noDeclarations(island ? "" : address), error);
  }
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(read) || !isObject(read.variables)) throw new Missing(words.noDeclarations(island ? "" : address));
  return {
    variables: read.variables,
    derived: isObject(read.derived) ? read.derived : {},
    pages: Array.isArray(read.pages) ? read.pages : [],
    base: new URL(".", island ? document.baseURI : address).pathname,
  };
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
