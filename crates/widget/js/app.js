// The application: loaded when a reader opens the form, presses a value, has saved values, or reads a guide that is rendered here.

import { followBars } from "./bar.js";
import { document } from "./clean.js";
import { readDeclarations } from "./declarations.js";
import { breathe } from "./dom.js";
import { Refused, startEngine } from "./engine.js";
import { files } from "./files.js";
import { Form } from "./form.js";
import { showGuide } from "./guide.js";
import { putOldWay, save } from "./take.js";
import { Values } from "./values.js";
import { PageText } from "./wasm.js";
import { loadWords, say, useOwnWords } from "./words.js";

/** @type {Promise<object> | undefined} */
let begun;

/** Starts the application, and returns what is used of it. */
export function begin(loader) {
  begun ??= startOne(loader).catch((error) => {
    // The next press tries again.
    begun = undefined;
    throw error;
  });
  return begun;
}

/** Starts this one, or the one that the page needs: one that renders guides, or where there is no WebAssembly, one of plain JavaScript. */
async function startOne(loader) {
  if (files.guide && document.querySelector("sitevar-guide")) return (await files.guide()).begin(loader);
  try {
    return await start(loader);
  } catch (error) {
    if (!(error instanceof Refused) || !files.plain) throw error;
    return (await files.plain()).begin(loader);
  }
}

async function start(loader) {
  const [, declarations] = await withWords(Promise.all([startEngine(), readDeclarations(loader)]));
  useOwnWords(declarations.read.words);
  const values = new Values(declarations.of(declarations.find()));
  values.adopt(document);
  // On a large page that was work for one turn.
  await breathe();
  followBars(values);
  tellReady(values);
  return { values, form: new Form(values), declarations, showGuide, PageText, say };
}

/** Waits for something, and for the words that say what came of it. */
async function withWords(wanted) {
  const loaded = loadWords();
  try {
    return await wanted;
  } finally {
    await loaded;
  }
}

function tellReady(values) {
  document.dispatchEvent(new CustomEvent("sitevar:ready", { detail: { names: values.page.names } }));
}

// Each is called with the element that asks, and with the address of the loader that calls.

/** Shows what the reader saved. */
export async function restore(_, loader) {
  const { values } = await begin(loader);
  await values.page.settled;
}

/** Ends when the guides of the page are there, or are known to be missing. */
let rendered = Promise.resolve();

/** Opens the form, with the names of every guide in it. */
export async function open(_, loader) {
  const { form } = await begin(loader);
  await rendered;
  form.show();
}

/** Edits a value where it is. */
export async function edit(_, loader, slot) {
  const { form } = await begin(loader);
  form.edit(slot);
}

/** Renders a `<sitevar-guide>`. */
export async function render(element, loader) {
  const { values, showGuide } = await begin(loader);
  const shown = showGuide(element, values);
  rendered = Promise.allSettled([rendered, shown]);
  await shown;
}

/** Returns what a page of another generator is given its slots with. */
export async function foreign(_, loader) {
  const app = await begin(loader);
  return { ...app, tellReady: () => tellReady(app.values) };
}

/** Copies a text where the page may not use the clipboard. */
export const copy = (_, loader, code, text) => putOldWay(text, code);

/** Saves a text as a file. */
export const download = (_, loader, title, text) => save(title, text);
