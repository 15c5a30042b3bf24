// The WebAssembly: loaded once, and where it is refused, the reason in words that help the site's owner.

import init, { Reader } from "./wasm.js";
import { files } from "./files.js";
import { words } from "./words.js";

/** Something that the page lacks; `reason` is for the reader. */
export class Missing extends Error {
  constructor(reason, cause) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** @type {Promise<WebAssembly.Module> | undefined} */
let started;

/** Compiles and starts the WebAssembly, and returns it compiled, for workers. */
export function startEngine() {
  started ??= compile().catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function compile() {
  if (typeof WebAssembly !== "object") throw new Missing(words.noWasm);
  const bytes = await load();
  try {
    const module = await WebAssembly.compile(bytes);
    await init({ module_or_path: module });
    new Reader().free();
    return module;
  } catch (error) {
    const policy = /content security|csp|unsafe-eval/i.test(String(error));
    throw new Missing(policy ? words.wasmRefused : words.wasmBroken, error);
  }
}

async function load() {
  if (files.wasm.bytes) return files.wasm.bytes();
  try {
    const response = await fetch(files.wasm.url, { integrity: files.wasm.integrity });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    throw new Missing(words.wasmNotLoaded, error);
  }
}
