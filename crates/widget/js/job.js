// A job: a digest that is made and verified, or compared with a secret. It is the same in a worker and on the page, which
// differ in who derives the keys.

import { breathe } from "./dom.js";
import { Pair } from "./wasm.js";

/** How long samples are taken, in milliseconds, and how many at most where the clock does not move. */
const LONG_ENOUGH = 5;
const MOST = 20;

/** How long they are taken again: a share of what was estimated, and so many milliseconds at most. */
const SHARE = 0.03;
const LONGEST = 200;

/**
 * What is to be done: a pair is made, of a new secret or the reader's own, or a secret and a digest are compared. What is
 * chosen is a length, characters, an algorithm and iterations; without an algorithm there is a secret and no digest.
 * @typedef {{chosen: string[], secret?: Uint8Array}
 *   | {secret: Uint8Array, digest: string}} Job
 */

/**
 * Who derives keys. `sample` tells how many milliseconds one takes; `derive` derives one, and tells whether it was the last.
 * @typedef {{sample: (pair: Pair) => Promise<number>, derive: (pair: Pair, time: number) => boolean | Promise<boolean>}} Means
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
    if (!isCheck && !job.chosen[2]) return { secret: pair.secret(), digest: "" };
    let time = await means.sample(pair);
    progress(0, isCheck ? time : 2 * time);
    const start = performance.now();
    while (!(await means.derive(pair, time))) {
      // The second derivation takes as long as the first.
      time = Math.min(time, performance.now() - start);
      progress(0.5, time);
    }
    const digest = pair.digest();
    return isCheck ? { matches: Boolean(digest), warnings: pair.warnings() } : { secret: pair.secret(), digest };
  } finally {
    // The WebAssembly wipes what it frees.
    pair.free();
  }
}

/**
 * Returns how many milliseconds a derivation should take. A program that has just begun is slow until the browser has
 * compiled it well, so what seems to take long is measured until it may be warm, and the fastest counts.
 */
export async function sample(pair) {
  const start = performance.now();
  let time = sampleOnce(pair);
  while (performance.now() - start < Math.min(SHARE * time, LONGEST)) {
    await breathe();
    time = Math.min(time, sampleOnce(pair));
  }
  return time;
}

function sampleOnce(pair) {
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
    return Pair.make(job.chosen, job.secret);
  } finally {
    job.secret?.fill(0);
  }
}
