// A digest in small steps, the same in a worker and on the page: each is short, and in between others get their turn.

import { breathe } from "./dom.js";
import { Check, Pair, known_answers } from "./wasm.js";

/** How long a step should take on a page, in milliseconds; it may be blocked for at most 50. */
export const PAGE_STEP = 12;

/** The same in a worker, where nobody waits. */
export const WORKER_STEP = 100;

/** How many iterations the first step has: it is short on a slow phone too. */
const FIRST = 4000;

/** Whether this browser computes digests as everybody does; asked once, before the first. */
let knows;

/**
 * What is to be done.
 * @typedef {{task: "make", charset: string, length: number, algorithm: string, iterations: number}
 *   | {task: "digest", secret: Uint8Array, algorithm: string, iterations: number}
 *   | {task: "check", secret: Uint8Array, digest: string}} Job
 */

/**
 * Does a job.
 * @param {Job} job its secret is wiped
 * @param {(done: number) => void} progress hears from 0 to 1
 * @param {AbortSignal | undefined} signal stops it
 * @param {number} step how long a step should take, in milliseconds
 * @returns {Promise<{secret?: Uint8Array, digest?: string, matches?: boolean, warnings?: string[]}>}
 */
export async function work(job, progress, signal, step) {
  knows ??= known_answers();
  if (!knows) throw "known-answer";
  const steps = begin(job);
  try {
    let iterations = FIRST;
    for (;;) {
      const start = performance.now();
      if (steps.advance(iterations)) break;
      const took = Math.max(performance.now() - start, 0.1);
      iterations = Math.round(Math.min(Math.max((iterations * step) / took, FIRST / 10), iterations * 4));
      progress(steps.done());
      await breathe();
      signal?.throwIfAborted();
    }
    if (job.task === "check") return { matches: steps.matches(), warnings: steps.warnings() };
    return { secret: steps.secret(), digest: steps.digest() };
  } finally {
    // The WebAssembly wipes what it frees.
    steps.free();
  }
}

/**
 * Computes for nobody: browsers compile what runs often once more, and better, and so they have done it before somebody
 * waits for a digest.
 * @param {() => boolean} isWanted whether somebody waits now
 */
export async function warmUp(isWanted) {
  knows ??= known_answers();
  const nobody = `$pbkdf2-sha512$310000$${"A".repeat(22)}$${"A".repeat(86)}`;
  const steps = Check.begin(nobody, new Uint8Array(8));
  for (let done = 0; done < 20000 && !isWanted(); done += 2000) {
    steps.advance(2000);
    await breathe();
  }
  steps.free();
}

function begin(job) {
  try {
    if (job.task === "make") return Pair.make(job.charset, job.length, job.algorithm, job.iterations);
    if (job.task === "check") return Check.begin(job.digest, job.secret);
    return Pair.of(job.secret, job.algorithm, job.iterations);
  } finally {
    job.secret?.fill(0);
  }
}
