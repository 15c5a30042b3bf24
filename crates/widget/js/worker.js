// Digests beside the page. It gets the program and a job, and answers with progress and the result; without a
// job it only gets ready. Each derivation is one call, so whoever wants no answer any more ends the worker.

import { breathe } from "./dom.js";
import { work } from "./job.js";
import { start } from "./start.js";
import { Pair } from "./wasm.js";

/** How many samples a browser takes at most to compile well what runs often. */
const WARM = 20;

/** Whether somebody waits now. */
let isWanted = false;

onmessage = async ({ data }) => {
  try {
    await start(data.program);
    if (!data.job) return await warmUp();
    isWanted = true;
    const result = await work(data.job, (done, left) => postMessage({ done, left }));
    postMessage({ result }, result.secret ? [result.secret.buffer] : []);
    return undefined;
  } catch (error) {
    return postMessage({ error: typeof error === "string" ? error : "broken" });
  }
};

/** Computes for nobody, so that the digest is compiled well before somebody waits for one. */
async function warmUp() {
  const pair = Pair.check(`$pbkdf2-sha512$1$${"A".repeat(22)}$${"A".repeat(86)}`, new Uint8Array(8));
  for (let taken = 0; taken < WARM && !isWanted; taken += 1) {
    pair.sample();
    await breathe();
  }
  pair.free();
}
