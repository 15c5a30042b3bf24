// How a worker starts the WebAssembly that its page has compiled.

import { initSync } from "./wasm.js";

/** Whether the program is plain JavaScript, which derives keys slowly. */
export const isPlain = false;

export function start(module) {
  initSync({ module });
}
