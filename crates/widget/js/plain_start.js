// How a page and its worker start the program as plain JavaScript; it is in place of `start.js`.

import { startWith } from "./wasm.js";

/** @type {Promise<void> | undefined} */
let started;

export function start(program) {
  started ??= load(program).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function load({ url, integrity, own }) {
  if (own) return startWith(own);
  // An import cannot name a hash, so the bytes are checked first.
  if (integrity) await fetch(url, { integrity });
  const { program } = await import(url);
  return startWith(program);
}
