// The program as plain JavaScript, where there is no WebAssembly; it is in place of `engine.js`.

import { files } from "./files.js";
import { Missing } from "./missing.js";
import { start } from "./start.js";

/** What this program itself is for; it refuses nobody. */
export class Refused extends Missing {}

/** Starts the program, and returns where it is, for workers. */
export async function startEngine() {
  const { url, integrity } = files.program;
  const program = { url: String(url), integrity };
  try {
    await start(program);
    return program;
  } catch (error) {
    throw new Missing("plainNotLoaded", error);
  }
}
