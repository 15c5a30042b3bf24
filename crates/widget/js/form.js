// The form: a native dialog beside the page, so that the snippets can be seen changing.

import { document } from "./clean.js";
import { freshId, make, setMessage } from "./dom.js";
import { Field } from "./field.js";
import { SecretPanel } from "./panel.js";
import { prepare } from "./runner.js";
import { words } from "./words.js";

/** How long the reader has to pause before what changed is told, in milliseconds. */
const PAUSE = 700;

export class Form {
  /**
   * @param {import("./values.js").Values} values
   * @param {WebAssembly.Module} module for the worker
   */
  constructor(values, module) {
    this.values = values;
    this.module = module;
    this.fields = [];
    this.panels = [];
    /** Puts the dialog into the page; a page of another generator has a place for it that its style does not reach. */
    this.mount = (dialog) => document.body.append(dialog);
    values.listeners.add((changed) => this.follow(changed));
    // What can be undone may hold a secret.
    addEventListener("pagehide", () => this.forgetReset());
  }

  /** Opens the form; the dialog gives the focus back to what opened it. */
  show() {
    if (this.dialog?.open) return;
    // A guide that was rendered meanwhile may have brought names.
    const names = JSON.stringify([[...this.values.declared.keys()], this.values.used()]);
    if (names !== this.names) this.build();
    this.names = names;
    this.fields.forEach((field) => field.refresh());
    this.dialog.showModal();
    if (this.values.used().some((name) => this.values.isSecret(name))) prepare(this.module);
  }

  build() {
    this.dialog?.remove();
    this.fields = [];
    const title = make("h2", { id: freshId("title") }, words.title);
    this.status = make("p", { class: "sitevar-status", role: "status" });
    this.stays = make("p", { class: "sitevar-help" }, words.stays);
    this.undo = make("button", { type: "button", class: "sitevar-button", hidden: true, onclick: () => this.undoReset() }, words.undo);
    this.derived = make("dl", { class: "sitevar-derived" });
    const close = () => this.dialog.close();
    const used = this.values.used();
    const rest = [...this.values.declared.keys()].filter((name) => !used.includes(name));
    const content = [
      ...(this.values.page.names.length > 0 ? [] : [make("p", { class: "sitevar-nothing" }, words.nothing)]),
      ...this.inputs(used),
      make("section", { class: "sitevar-made" }, make("h3", {}, words.derived), this.derived),
      ...this.secrets(used),
    ];
    const more = [...this.inputs(rest), ...this.secrets(rest).filter((panel) => !content.includes(panel))];
    if (more.length > 0) content.push(make("details", { class: "sitevar-all" }, make("summary", {}, words.all), ...more));
    this.dialog = make(
      "dialog",
      { class: "sitevar-dialog", "aria-labelledby": title.id },
      make("header", {}, title, make("button", { type: "button", class: "sitevar-button", onclick: close }, words.done)),
      make("div", { class: "sitevar-content" }, this.stays, ...content),
      make(
        "footer",
        {},
        make("button", { type: "button", class: "sitevar-button", onclick: () => this.reset() }, words.reset),
        this.undo,
        this.status,
      ),
    );
    this.closeFromOutside();
    this.dialog.addEventListener("close", () => {
      this.panels.forEach((panel) => panel.wipe());
      // Who closes the form copies next.
      this.values.page.finish();
    });
    // A page may turn its pages at a key.
    for (const type of ["keydown", "keypress", "keyup"]) this.dialog.addEventListener(type, (event) => event.stopPropagation());
    this.mount(this.dialog);
    this.showDerived();
    // All texts are read before the first key, which would wait for that.
    this.values.page.show(this.values.page.names);
  }

  /** Closes on a press beside the dialog; what began inside, such as selecting text, is none. */
  closeFromOutside() {
    let from;
    this.dialog.addEventListener("pointerdown", ({ target }) => (from = target));
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog && from === this.dialog) this.dialog.close();
    });
  }

  inputs(names) {
    const plain = names.filter((name) => !this.values.isSecret(name));
    const hear = { changed: (...what) => this.changed(...what), refused: (text) => this.tellLater(() => text) };
    const fields = plain.map((name) => new Field(this.values, name, hear));
    this.fields.push(...fields);
    return fields.map((field) => field.element);
  }

  /** Returns a panel for every secret among these, also where only its digest is among them; each panel stays what it is. */
  secrets(names) {
    const { declared } = this.values;
    const digestOf = (name) => (this.values.kind(name) === "digest" ? declared.get(name).of : name);
    const secrets = new Set(names.filter((name) => this.values.isSecret(name)).map(digestOf));
    return [...secrets].filter((name) => declared.has(name)).map((name) => this.panel(name).element);
  }

  panel(name) {
    let panel = this.panels.find((panel) => panel.name === name);
    if (!panel) this.panels.push((panel = new SecretPanel(this.values, name, this.module, (text) => this.tell(text))));
    return panel;
  }

  changed(label, names, saved) {
    this.forgetReset();
    this.stays.textContent = saved ? words.stays : words.memory;
    this.tellLater(() => {
      const places = this.values.page.places(names);
      return places > 0 ? words.changed(label, places) : "";
    });
  }

  /** Tells what holds then, once the reader pauses: who hears the page cannot listen and type at once. */
  tellLater(say) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.tell(say()), PAUSE);
  }

  tell(text) {
    clearTimeout(this.pause);
    setMessage(this.status, text);
  }

  reset() {
    this.before = this.values.reset();
    this.fields.forEach((field) => field.refresh());
    this.panels.forEach((panel) => panel.refresh());
    this.undo.hidden = !this.before;
    this.tell(words.resetDone);
  }

  forgetReset() {
    this.before = undefined;
    if (this.undo) this.undo.hidden = true;
  }

  undoReset() {
    this.values.restore(this.before);
    this.fields.forEach((field) => field.refresh());
    this.panels.forEach((panel) => panel.refresh());
    this.dialog.querySelector("footer button").focus();
    this.forgetReset();
    this.tell(words.undone);
  }

  /** Shows what changed elsewhere, such as in another tab; the field that is being typed in stays as it is. */
  follow(changed) {
    if (!this.dialog) return;
    for (const field of this.fields) {
      if (changed.includes(field.name) && !field.busy) field.refresh();
    }
    this.showDerived();
  }

  showDerived() {
    const { values } = this;
    const names = [...values.derived.keys()].filter((name) => values.page.names.includes(name) || values.reader.parts(name).some((part) => values.used().includes(part)));
    const rows = names.flatMap((name) => [
      make("dt", {}, values.label(name)),
      make("dd", {}, values.reader.value(name) ?? values.default(name)),
    ]);
    this.derived.replaceChildren(...rows);
    this.derived.parentElement?.toggleAttribute("hidden", rows.length === 0);
  }
}
