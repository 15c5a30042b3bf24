// The program as plain JavaScript, where there is no WebAssembly; it is in place of `engine.js`.

import { files } from "./files.js";
import { Missing } from "./missing.js";
import * as secrets from "./secret.js";

/** What this program itself is for; it refuses nobody. */
export class Refused extends Missing {}

/** Whether the program is plain JavaScript, which derives keys slowly. */
export const isPlain = true;

/** Starts the program. */
export async function startEngine() {
  try {
    await secrets.start(place());
  } catch (error) {
    throw new Missing("plainNotLoaded", error);
  }
}

/** Returns what makes secrets, which is the same program, for a worker. */
export const secretProgram = async () => place();

/** Returns the members of `secret.js`, which came with it. */
export const secretsHere = async () => secrets;

/** Returns where the program is. */
function place() {
  // A single file holds it itself; there no worker asks where it is.
  const { url, integrity } = files.program;
  return url ? { url: String(url), integrity } : files.program;
}
