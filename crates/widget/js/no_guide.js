// In place of `guide.js` where the program renders none: on pages that had no guide when they began, and without
// WebAssembly.

import { isPlain } from "./engine.js";
import { Missing } from "./missing.js";

/** Says why there is no guide. */
export async function showGuide() {
  throw new Missing(isPlain ? "plainGuide" : "lateGuide");
}
