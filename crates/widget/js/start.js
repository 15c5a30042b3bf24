// How a worker, or a page that has none, starts the WebAssembly that makes secrets.

import init from "./wasm.js";

/** @type {Promise<object> | undefined} */
let started;

export function start(module) {
  started ??= init({ module_or_path: module }).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}
