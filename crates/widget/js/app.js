// The application.
import init, { reads_digest } from "./wasm.js";
import { files } from "./files.js";

export async function start() {
  await init({ module_or_path: files.wasm.bytes ? files.wasm.bytes() : files.wasm.url });
  return reads_digest("");
}
