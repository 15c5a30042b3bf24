// The WebAssembly: loaded once, and where it cannot be had, the reason in words that help the site's owner.

import init, { Reader } from "./wasm.js";
import { files } from "./files.js";
import { Missing } from "./missing.js";

/** There is no WebAssembly for this page: its browser has none, or a policy refuses it. */
export class Refused extends Missing {}

/** @type {Promise<WebAssembly.Module> | undefined} */
let started;

/** Compiles and starts the WebAssembly, and returns it compiled, for workers. */
export function startEngine() {
  started ??= begin().catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** The smallest module there is: a policy that refuses it need not be asked with the whole program. */
const SMALLEST = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

async function begin() {
  if (typeof WebAssembly !== "object") throw new Refused("noWasm");
  // WebKit compiles what it then does not start.
  await tried(() => WebAssembly.instantiate(SMALLEST));
  const bytes = await load();
  return tried(async () => {
    const module = await WebAssembly.compile(bytes);
    await init({ module_or_path: module });
    new Reader().free();
    return module;
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

async function load() {
  if (files.wasm.bytes) return files.wasm.bytes();
  try {
    const response = await fetch(files.wasm.url, { integrity: files.wasm.integrity });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    throw new Missing("wasmNotLoaded", error);
  }
}
