// Digests beside the page. It hears a compiled WebAssembly and a job, and answers with progress and the result;
// without a job it only gets ready.

import { initSync } from "./wasm.js";
import { WORKER_STEP, work } from "./steps.js";

let stop = new AbortController();

onmessage = async ({ data }) => {
  if (data.cancel) return stop.abort();
  stop = new AbortController();
  try {
    initSync({ module: data.module });
    if (!data.job) return undefined;
    const result = await work(data.job, (done) => postMessage({ done }), stop.signal, WORKER_STEP);
    postMessage({ result }, result.secret ? [result.secret.buffer] : []);
    return undefined;
  } catch (error) {
    return postMessage({ error: typeof error === "string" ? error : "broken" });
  }
};
