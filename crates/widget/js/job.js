// A job: a digest that is made and verified, or compared with a secret. It is the same in a worker and on the page, which
// differ in who derives the keys.

import { Pair } from "./wasm.js";

/** How long samples are taken, in milliseconds, and how many at most where the clock does not move. */
const LONG_ENOUGH = 5;
const MOST = 20;

/**
 * What is to be done: a pair is made, of a new secret or the reader's own, or a secret and a digest are compared.
 * @typedef {{charset: string, length: number, algorithm: string, iterations: number, secret?: Uint8Array}
 *   | {secret: Uint8Array, digest: string}} Job
 */

/**
 * Who derives keys. `sample` tells how many milliseconds one takes; `derive` derives one, and tells whether it was the last.
 * @typedef {{sample: (pair: Pair) => number | Promise<number>, derive: (pair: Pair, time: number) => boolean | Promise<boolean>}} Means
 */

/** The program itself. */
const OWN = { sample, derive: (pair) => pair.derive() };

/**
 * Does a job.
 * @param {Job} job its secret is wiped
 * @param {(done: number, left: number) => void} progress hears, before each derivation, how much of the job is done (from
 *   0 to 1) and how many milliseconds the rest should take
 * @param {Means} means
 * @returns {Promise<{secret?: Uint8Array, digest?: string, matches?: boolean, warnings?: string[]}>}
 */
export async function work(job, progress, means = OWN) {
  const isCheck = "digest" in job;
  const pair = begin(job);
  try {
    const time = await means.sample(pair);
    progress(0, isCheck ? time : 2 * time);
    while (!(await means.derive(pair, time))) progress(0.5, time);
    const digest = pair.digest();
    return isCheck ? { matches: Boolean(digest), warnings: pair.warnings() } : { secret: pair.secret(), digest };
  } finally {
    // The WebAssembly wipes what it frees.
    pair.free();
  }
}

/** Returns how many milliseconds a derivation should take. */
export function sample(pair) {
  const start = performance.now();
  for (let taken = 1; ; taken += 1) {
    const times = pair.sample();
    const took = performance.now() - start;
    if (took > LONG_ENOUGH || taken === MOST) return (Math.max(took, 1) / taken) * times;
  }
}

function begin(job) {
  try {
    if ("digest" in job) return Pair.check(job.digest, job.secret);
    return Pair.make(job.charset, job.length, job.algorithm, job.iterations, job.secret);
  } finally {
    job.secret?.fill(0);
  }
}
