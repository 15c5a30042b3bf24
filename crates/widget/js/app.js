// The application: loaded when a reader opens the form, has saved values, or reads a guide that is rendered here.

import { placeSlots } from "./blocks.js";
import { document } from "./clean.js";
import { readDeclarations } from "./declarations.js";
import { breathe } from "./dom.js";
import { startEngine } from "./engine.js";
import { Form } from "./form.js";
import { showGuide } from "./guide.js";
import { Values } from "./values.js";

/** @type {Promise<{values: Values, form: Form}> | undefined} */
let begun;

function begin() {
  begun ??= start().catch((error) => {
    // The next press tries again.
    begun = undefined;
    throw error;
  });
  return begun;
}

async function start() {
  const [module, declarations] = await Promise.all([startEngine(), readDeclarations()]);
  placeSlots(declarations.blocks);
  const values = new Values(declarations);
  values.adopt(document);
  // On a large page that was work for one turn.
  await breathe();
  document.dispatchEvent(new CustomEvent("sitevar:ready", { detail: { names: values.page.names } }));
  return { values, form: new Form(values, module) };
}

/** Shows what the reader saved. */
export async function restore() {
  const { values } = await begin();
  await values.page.settled;
}

/** Ends when the guides of the page are there, or are known to be missing. */
let rendered = Promise.resolve();

/** Opens the form, with the names of every guide in it. */
export async function open() {
  const { form } = await begin();
  await rendered;
  form.show();
}

/** Renders a `<sitevar-guide>`. */
export async function render(element) {
  const { values } = await begin();
  const shown = showGuide(element, values);
  rendered = Promise.allSettled([rendered, shown]);
  await shown;
}
