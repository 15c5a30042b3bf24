// Runs digests: in a worker, and on the page itself where there may be none.

import { isPlain, secretProgram, secretsHere } from "./engine.js";
import { files } from "./files.js";
import { scriptUrl } from "./trusted.js";
import { is_of_webcrypto } from "./wasm.js";

/** @type {Promise<Worker | null> | undefined} `null` where there can be none */
let worker;

/** Gets a worker and its program ready as soon as somebody is likely to want them. */
export async function prepare() {
  if (worker || (isPlain && crypto.subtle)) return;
  worker = startWorker();
  try {
    const [made, program] = await Promise.all([worker, secretProgram()]);
    made?.postMessage({ program });
  } catch {
    // Who wants a secret hears of it.
  }
}

/** Settles when every job so far has ended: there is one at a time, so that no panel gets another's answer. */
let last = Promise.resolve();

/** Whether the worker is doing a job. */
let isBusy = false;

/**
 * Does a job beside the page, after those that were asked for before.
 * @param {import("./job.js").Job} job its secret is wiped, however the job ends
 * @param {(done: number, left: number, blocks?: boolean) => void} progress hears how much is done, from 0 to 1, how many
 *   milliseconds are left, and whether the page will not respond until then
 * @param {AbortSignal} signal its reason is what the promise fails with
 */
export async function run(job, progress, signal) {
  const turn = last.then(() => runNow(job, progress, signal));
  last = turn.catch(() => undefined);
  try {
    return await Promise.race([turn, aborted(signal)]);
  } finally {
    wipe(job.secret);
  }
}

/** Overwrites a secret, unless it went to the worker. */
function wipe(secret) {
  if (secret?.length > 0) secret.fill(0);
}

/** Fails as soon as the signal says so, with its reason: whoever waits for a job need not wait for its end. */
function aborted(signal) {
  return new Promise((_, failed) => signal.addEventListener("abort", () => failed(signal.reason)));
}

async function runNow(job, progress, signal) {
  signal.throwIfAborted();
  // A worker that is refused may say so while nobody listens, so nothing is waited for between it and its job.
  const program = await secretProgram();
  const made = isForBrowser(job) ? null : await (worker ??= startWorker());
  signal.throwIfAborted();
  if (made) {
    const copy = job.secret ? { ...job, secret: job.secret.slice() } : job;
    isBusy = true;
    try {
      return await ask(made, copy, program, progress, signal);
    } catch (error) {
      if (typeof error === "string" && error !== "broken") throw error;
      endWorker();
      worker = nobody;
    } finally {
      wipe(copy.secret);
      isBusy = false;
    }
  }
  const { sample, work } = await secretsHere();
  signal.throwIfAborted();
  return work(job, progress, withoutWorker(sample, progress, signal));
}

/** Tells whether the browser is to derive the keys, although there may be a worker: plain JavaScript is slow at that. */
function isForBrowser(job) {
  return isPlain && Boolean(crypto.subtle) && is_of_webcrypto(job.digest ?? job.chosen[2]);
}

/** How long a reader gets to read that the page will not respond, in milliseconds. */
const READING = 1500;

/** How many iterations tell how fast the browser is. */
const FEW = 10000;

/**
 * Derives keys without a worker: the browser does it beside the page where it can, else the page is blocked meanwhile.
 * @returns {import("./job.js").Means}
 */
function withoutWorker(sample, progress, signal) {
  return {
    sample: async (pair) => {
      const [hash, iterations] = pair.parameters();
      if (!crypto.subtle || !hash) return sample(pair);
      const start = performance.now();
      await deriveBits(pair, FEW);
      return ((performance.now() - start) * iterations) / FEW;
    },
    derive: async (pair, time) => {
      const [hash, iterations] = pair.parameters();
      if (crypto.subtle && hash) return pair.take(new Uint8Array(await Promise.race([deriveBits(pair, iterations), aborted(signal)])));
      progress(0, time, true);
      await new Promise((done) => setTimeout(done, READING));
      signal.throwIfAborted();
      return pair.derive();
    },
  };
}

/** Has the browser derive a key. */
async function deriveBits(pair, iterations) {
  const [hash, , bits] = pair.parameters();
  const salt = pair.salt();
  const secret = pair.secret();
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]).finally(() => wipe(secret));
  return crypto.subtle.deriveBits({ name: "PBKDF2", hash, salt, iterations }, key, bits);
}

/** Ends the worker, and with it everything in its memory, unless it is working for somebody else. */
export function stopWorker() {
  if (!isBusy) endWorker();
}

function endWorker() {
  worker?.then((made) => made?.terminate());
  worker = undefined;
}

function ask(to, job, program, progress, signal) {
  return new Promise((done, failed) => {
    to.onmessage = ({ data }) => {
      if (data.result) done(data.result);
      else if (data.error) failed(data.error);
      else progress(data.done, data.left);
    };
    to.onerror = () => failed("broken");
    to.onmessageerror = to.onerror;
    signal.onabort = () => {
      // A worker that has ended holds no secret and answers nobody.
      endWorker();
      failed(signal.reason);
    };
    to.postMessage({ program, job }, job.secret ? [job.secret.buffer] : []);
  });
}

/** In place of a worker where there can be none. */
const nobody = Promise.resolve(null);

/** Starts the worker from the site, or from the page itself where it is a single file. */
async function startWorker() {
  try {
    const { url, integrity, source } = files.worker;
    // A worker cannot be requested by its hash, so its bytes are checked first: changed ones do no work here.
    if (integrity) await fetch(url, { integrity });
    const address = url ?? URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const made = new Worker(scriptUrl(address));
    // A policy or a missing file is reported later, perhaps before there is a job.
    made.onerror = () => (worker = nobody);
    if (!url) setTimeout(() => URL.revokeObjectURL(address), 9999);
    return made;
  } catch {
    return null;
  }
}
