// The reader's values: checked, kept, shown on the page, and the same in every tab.

import { document } from "./clean.js";
import { OFF } from "./dom.js";
import { Reader } from "./wasm.js";
import { SECRETS, asFields } from "./declarations.js";
import { Page } from "./page.js";
import * as store from "./store.js";

/** Elements in which a value is that of a field, or of a title: a secret is neither. */
const FIELDS = "title,textarea,select,datalist,option,figcaption";

/** Kinds whose default works as it is, so that a snippet with it holds no example. */
const WORKING = ["subdomain", "host", "port", "path", "choice", "toggle"];

export class Values {
  constructor(declarations) {
    this.declared = new Map(Object.entries(declarations.variables));
    this.secrets = declarations.secrets;
    this.derived = new Map(Object.entries(declarations.derived).filter(([, pattern]) => typeof pattern === "string"));
    this.reader = new Reader();
    for (const [name, declaration] of this.declared) this.declare(name, declaration);
    for (const [name, pattern] of this.derived) this.reader.derive(name, pattern);
    /** What the site itself declares. */
    this.known = new Set([...this.declared.keys(), ...this.derived.keys()]);
    this.page = new Page(this.reader);
    /** What the reader set, by name. */
    this.set = new Map();
    this.loaded = new Set();
    this.listeners = new Set();
    store.watch((name) => this.follow(name));
  }

  /**
   * Takes over what a part of the document shows, and shows what is saved.
   * @param {Document | HTMLElement} root
   * @param {boolean} isComplete whether everything else that it names may be set as text; otherwise it may be a secret
   */
  adopt(root, isComplete = true) {
    const isKnown = (name) => isComplete || [name, ...this.reader.parts(name)].every((part) => this.known.has(part));
    this.page.scan(root, (name, slot) => isKnown(name) && this.mayStand(name, slot));
    for (const name of this.page.names) {
      if (this.derived.has(name)) continue;
      const own = this.page.defaults.get(name);
      // A name that the site forgot to declare can be set all the same: as text, with the page's own default.
      if (!this.declared.has(name)) {
        if (isComplete) this.declare(name, this.secrets.get(name) ?? { type: "text", default: own ?? "" });
      } else if (own !== undefined && !["toggle", ...SECRETS].includes(this.kind(name))) this.reader.set_default(name, own);
    }
    // Where nothing can be saved, loading again would forget what is set.
    const fresh = [...this.declared.keys()].filter((name) => !this.loaded.has(name));
    fresh.forEach((name) => this.loaded.add(name));
    this.load(fresh);
    // What was set before this part was there.
    this.page.show(this.page.names.filter((name) => this.reader.value(name) !== undefined));
    this.tell();
  }

  /** Goes to another page of the site, which may declare some names in its own way. */
  visit({ variables }) {
    this.page.forgetDefaults();
    for (const [name, declaration] of Object.entries(variables)) this.declare(name, declaration);
  }

  /** Tells whether a value may be written at a place in the page: a secret is no part of what else reads it. */
  mayStand(name, element) {
    return !element?.closest(OFF) && !(element?.closest(FIELDS) && this.isOfSecret(name));
  }

  declare(name, declaration) {
    this.declared.set(name, declaration);
    try {
      this.reader.declare(name, asFields(declaration));
    } catch {
      // The build may know kinds that this does not.
      this.reader.declare(name, asFields({ ...declaration, type: "text" }));
    }
  }

  kind(name) {
    return (this.declared.get(name) ?? this.secrets.get(name))?.type ?? "text";
  }

  label(name) {
    return this.declared.get(name)?.label || name;
  }

  isSecret(name) {
    return SECRETS.includes(this.kind(name));
  }

  /** Returns the names that the form shows for this page: those used, and what derived ones are made of. */
  used() {
    const names = new Set();
    for (const name of this.page.names) {
      for (const part of this.derived.has(name) ? this.reader.parts(name) : [name]) {
        if (this.declared.has(part)) names.add(part);
      }
    }
    return [...names];
  }

  /** Returns what the form's field shows: the value as it was set, or the default. */
  text(name) {
    return this.set.get(name) ?? this.default(name);
  }

  default(name) {
    const declared = this.declared.get(name);
    if (this.kind(name) === "toggle") return String(isOn(declared?.default));
    return this.page.defaults.get(name) ?? this.reader.default_text(name) ?? "";
  }

  isDefault(name, value) {
    if (value !== this.default(name)) return false;
    return this.kind(name) === "toggle" || this.page.isOnlyDefault(name, value);
  }

  /**
   * Sets what was typed; an empty field, where that is no value, is the default again.
   * @returns {{note: string | undefined, changed: string[], saved: boolean}}
   * @throws {string} the reason, where the value is refused
   */
  type(name, input) {
    const { value, note } = this.accept(name, input);
    const saved = this.isSecret(name) || store.save(name, value);
    this.page.waitForPause();
    return { note, changed: this.change(new Map([[name, value]])), saved };
  }

  /**
   * Checks an input; the value is `null` where it is the default or none.
   * @throws {string} the reason, where it is refused
   */
  accept(name, input) {
    const accepted = this.reader.accept(name, input);
    const { value = null, note } = accepted;
    accepted.free();
    return { value: value === null || this.isDefault(name, value) ? null : value, note };
  }

  /** Takes changes of several values over at once; `null` is the default. Returns the names that show something else. */
  change(changes) {
    const names = [...this.declared.keys(), ...this.derived.keys()];
    const before = names.map((name) => this.reader.value(name));
    for (const [name, value] of changes) {
      if (value === null) {
        this.set.delete(name);
        this.reader.unset(name);
      } else {
        this.set.set(name, value);
        this.reader.set(name, value);
      }
    }
    const changed = names.filter((name, index) => this.reader.value(name) !== before[index]);
    this.page.show(changed);
    this.tell(changed);
    return changed;
  }

  /** Tells the form, the buttons beside code and the site's own scripts; these never hear of a secret. */
  tell(changed = []) {
    // Buttons can wait until a word is typed, and is written everywhere.
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.page.settled.then(() => this.tellButtons()), 100);
    for (const name of changed.filter((name) => !this.isOfSecret(name))) {
      const detail = { name, value: this.reader.value(name) ?? this.default(name) };
      document.dispatchEvent(new CustomEvent("sitevar:change", { detail }));
    }
    for (const listener of this.listeners) listener(changed);
  }

  tellButtons() {
    const isExample = (code) => [...code.querySelectorAll("[data-sitevar]")].some((slot) => this.isExample(slot));
    dispatchEvent(new CustomEvent("sitevar:shown", { detail: isExample }));
  }

  /** Tells whether a value is a secret, its digest or made of one. */
  isOfSecret(name) {
    return [name, ...this.reader.parts(name)].some((part) => this.isSecret(part));
  }

  isExample(slot) {
    const name = slot.dataset.sitevar;
    if (slot.classList.contains("sitevar-yours")) return false;
    const parts = this.derived.has(name) ? this.reader.parts(name) : [name];
    // What is set and is not here was refused.
    return parts.some((part) => this.set.has(part) || !WORKING.includes(this.kind(part)));
  }

  /** Reads saved values, as if they were typed: somebody may have written them by hand. */
  load(names) {
    const changes = new Map();
    for (const name of names.filter((name) => !this.isSecret(name))) {
      const saved = store.load(name);
      let value = null;
      try {
        if (saved !== null) value = this.accept(name, saved).value;
      } catch {
        // What is no value is as if it were not there.
      }
      if (value !== (this.set.get(name) ?? null)) changes.set(name, value);
    }
    if (changes.size > 0) this.change(changes);
  }

  /** Follows another tab. */
  follow(name) {
    this.load(name === null ? [...this.declared.keys()] : [name].filter((name) => this.declared.has(name)));
  }

  /**
   * Forgets everything, and returns what it was, so that it can be undone.
   * @returns {{set: Map<string, string>, saved: Map<string, string>} | undefined} nothing where there was nothing
   */
  reset() {
    const before = { set: new Map(this.set), saved: store.clear() };
    this.change(new Map([...this.set.keys()].map((name) => [name, null])));
    return before.set.size + before.saved.size > 0 ? before : undefined;
  }

  /** Undoes a reset, also of what belongs to other pages of the site. */
  restore({ set, saved }) {
    for (const [name, value] of saved) store.save(name, value);
    this.change(set);
  }
}

/** Tells whether the default of a toggle is on: YAML writes `false`, and a text `"false"` is no truth either. */
function isOn(value) {
  return ["true", "on", "yes", "1"].includes(String(value));
}
