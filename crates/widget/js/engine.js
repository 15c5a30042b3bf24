// The WebAssembly: that of a page, and the one that makes secrets. Each is loaded once, and where it cannot be had, there is
// the reason in words that help the site's owner.

import init, { Reader } from "./wasm.js";
import { files } from "./files.js";
import { Missing } from "./missing.js";

/** There is no WebAssembly for this page: its browser has none, or a policy refuses it. */
export class Refused extends Missing {}

/** Whether the program is plain JavaScript, which derives keys slowly. */
export const isPlain = false;

/** Returns a function that does something once; after a failure it is tried again. */
function once(act) {
  let result;
  return () => {
    result ??= act().catch((error) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}

/** Compiles and starts the WebAssembly of a page. */
export const startEngine = once(begin);

/** Compiles the WebAssembly that makes secrets, and returns it, for a worker or for `secretsHere`. */
export const secretProgram = once(() => orMissing("secretNotLoaded", async () => WebAssembly.compile(await load(files.secretWasm))));

/** Starts it on the page itself, and returns the members of `secret.js`. */
export async function secretsHere() {
  const program = await secretProgram();
  return orMissing("secretNotLoaded", async () => {
    const secrets = await files.secret();
    await secrets.start(program);
    return secrets;
  });
}

/** The smallest module there is: a policy that refuses it need not be asked with the whole program. */
const SMALLEST = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

async function begin() {
  if (typeof WebAssembly !== "object") throw new Refused("noWasm");
  // WebKit compiles what it then does not start.
  await tried(() => WebAssembly.instantiate(SMALLEST));
  const bytes = await orMissing("wasmNotLoaded", () => load(files.wasm));
  await tried(async () => {
    await init({ module_or_path: bytes });
    new Reader().free();
  });
}

async function tried(act) {
  try {
    return await act();
  } catch (error) {
    const policy = /content security|csp|unsafe-eval/i.test(String(error));
    throw new Refused(policy ? "wasmRefused" : "wasmBroken", error);
  }
}

async function orMissing(key, act) {
  try {
    return await act();
  } catch (error) {
    throw new Missing(key, error);
  }
}

async function load({ bytes, url, integrity }) {
  if (bytes) return bytes();
  const response = await fetch(url, { integrity });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.arrayBuffer();
}
