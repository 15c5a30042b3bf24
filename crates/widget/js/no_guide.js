// In place of `guide.js` on pages that had no guide when they began: their WebAssembly renders none.

import { Missing } from "./engine.js";
import { words } from "./words.js";

/** Says so where a guide came late. */
export async function showGuide() {
  throw new Missing(words.lateGuide);
}
