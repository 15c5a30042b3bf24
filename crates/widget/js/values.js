// What the reader's state says, carried out: storage, the page, the form and the site's own scripts follow it. The state
// itself, which decides what counts, is Rust: `src/state/`.

import { document } from "./clean.js";
import { OFF } from "./dom.js";
import { Reader } from "./wasm.js";
import { asFields } from "./declarations.js";
import { Page } from "./page.js";
import * as store from "./store.js";
import { translated } from "./words.js";

/** Elements in which a value is that of a field, or of a title. */
const FIELDS = "title,textarea,select,datalist,option,figcaption";

export class Values {
  constructor(declarations) {
    this.declared = new Map();
    this.secrets = declarations.secrets;
    this.derived = declarations.derived;
    this.reader = new Reader();
    for (const name of this.secrets.keys()) this.reader.keep_secret(name);
    for (const [name, declaration] of Object.entries(declarations.variables)) this.declare(name, declaration);
    for (const [name, pattern] of Object.entries(this.derived)) this.reader.derive(name, String(pattern));
    this.reader.site_is_declared();
    this.page = new Page(this.reader);
    this.listeners = new Set();
    store.watch((name) => this.load(name === null ? [...this.declared.keys()] : [name]));
    addEventListener("pagehide", () => this.closed(true));
  }

  /**
   * Takes over what a part of the document shows, and shows what is saved.
   * @param {Document | HTMLElement} root
   * @param {boolean} isComplete whether everything else that it names may be set as text; otherwise it may be a secret
   */
  adopt(root, isComplete = true) {
    this.page.scan(root, (name, slot) => this.mayStand(name, slot, isComplete));
    // A name that the site forgot to declare can be set all the same: as text, with the page's own default.
    for (const name of isComplete ? this.page.names : []) {
      if (!this.declared.has(name) && !Object.hasOwn(this.derived, name)) this.declare(name, this.secrets.get(name) ?? { type: "text", default: "" });
    }
    this.load(this.reader.unread());
    // What was set, or refused, before this part was there.
    this.page.show(this.page.names.filter((name) => this.reader.value(name) !== undefined || this.page.marked.has(name)));
  }

  /** Goes to another page of the site, which may declare some names in its own way. */
  visit({ variables }) {
    this.reader.forget_defaults();
    for (const [name, declaration] of Object.entries(variables)) this.declare(name, declaration);
  }

  /** Tells whether a value may be written at a place in the page. */
  mayStand(name, element, isComplete = true) {
    return !element?.closest(OFF) && this.reader.may_fill(name, Boolean(element?.closest(FIELDS)), isComplete);
  }

  declare(name, declaration) {
    this.declared.set(name, declaration);
    this.reader.declare(name, asFields(declaration));
  }

  /** Declares what a page itself does: name, type, label, default and help of each. */
  declareOwn(texts) {
    for (let at = 0; at < texts.length; at += 5) {
      const [name, type, label, text, help] = texts.slice(at, at + 5);
      if (!this.declared.has(name)) this.declare(name, { type, label, default: text, help });
    }
  }

  label(name) {
    return translated(this.reader.label(name));
  }

  /** Returns the names that the form shows for this page: those used, and what derived ones are made of. */
  used() {
    return this.reader.used(this.page.shown);
  }

  typed(name, input) {
    this.page.waitForPause();
    return this.follow(this.reader.typed(name, input));
  }

  /** The form was closed; who closes it copies next. */
  closed(isLeaving = false) {
    this.follow(this.reader.closed(isLeaving));
    this.page.finish();
    this.tellButtons();
  }

  /** Reads saved values, also those of another tab. */
  load(names) {
    this.follow(names.flatMap((name) => this.reader.loaded(name, store.load(name))));
  }

  /** Has everybody follow what the state has heard: storage, the page, and those that listen; `found` show something else. */
  follow(found = []) {
    const { reader } = this;
    const changed = [...new Set(found)];
    for (const name of reader.take_unsaved()) reader.saved(name, store.save(name, reader.stored(name)));
    this.page.show(changed);
    this.tell(changed);
    return changed;
  }

  /** Tells the form, the buttons beside code and the site's own scripts; these never hear of a secret. */
  tell(changed) {
    // Buttons can wait until a word is typed, and is written everywhere.
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.page.settled.then(() => this.tellButtons()), 100);
    for (const name of changed.filter((name) => !this.reader.is_of_secret(name))) {
      document.dispatchEvent(new CustomEvent("sitevar:change", { detail: { name, value: this.reader.shown(name) } }));
    }
    for (const listener of this.listeners) listener(changed);
  }

  tellButtons() {
    const defaults = (code) => [...code.querySelectorAll("[data-sitevar]:not(.sitevar-yours)")].map(({ dataset }) => dataset.sitevar);
    dispatchEvent(new CustomEvent("sitevar:shown", { detail: (code) => this.reader.is_example(defaults(code)) }));
  }
}
