// The program as plain JavaScript, where there is no WebAssembly; it is in place of `engine.js`.

import { files } from "./files.js";
import { Missing } from "./missing.js";
import { start } from "./start.js";

/** What this program itself is for; it refuses nobody. */
export class Refused extends Missing {}

/** Starts the program, and returns where it is, for workers. */
export async function startEngine() {
  // A single file holds it itself; there no worker asks where it is.
  const { url, integrity } = files.program;
  const program = url ? { url: String(url), integrity } : files.program;
  try {
    await start(program);
    return program;
  } catch (error) {
    throw new Missing("plainNotLoaded", error);
  }
}
