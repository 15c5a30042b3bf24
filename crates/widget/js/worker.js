// Digests beside the page. It hears a compiled WebAssembly and a job, and answers with progress and the result;
// without a job it only gets ready. Who wants no answer any more ends it.

import { initSync } from "./wasm.js";
import { WORKER_STEP, warmUp, work } from "./steps.js";

let isWanted = false;

onmessage = async ({ data }) => {
  try {
    initSync({ module: data.module });
    if (!data.job) return await warmUp(() => isWanted);
    isWanted = true;
    const result = await work(data.job, (done) => postMessage({ done }), undefined, WORKER_STEP);
    postMessage({ result }, result.secret ? [result.secret.buffer] : []);
    return undefined;
  } catch (error) {
    return postMessage({ error: typeof error === "string" ? error : "broken" });
  }
};
