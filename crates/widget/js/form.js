// The form: a native dialog beside the page, so that the snippets can be seen changing.

import { document } from "./clean.js";
import { breathe, freshId, make, takeKeys } from "./dom.js";
import { press } from "./edit.js";
import { Ending } from "./ending.js";
import { Field } from "./field.js";
import { SecretPanel } from "./panel.js";
import { prepare } from "./runner.js";
import { Status } from "./status.js";
import { all } from "./store.js";
import { say } from "./words.js";

export class Form {
  /**
   * @param {import("./values.js").Values} values
   * @param {object} program for the worker
   */
  constructor(values, program) {
    this.values = values;
    this.program = program;
    this.fields = [];
    this.panels = [];
    /** Puts the dialog into the page; a page of another generator has a place for it that its style does not reach. */
    this.mount = (dialog) => document.body.append(dialog);
    this.ending = new Ending(values, (text) => this.tell(text));
    values.listeners.add((changed) => this.follow(changed));
  }

  /** Opens the form, at a secret where one is named; the dialog gives the focus back to what opened it. */
  show(secret) {
    if (this.dialog?.open) return;
    // A guide that was rendered meanwhile may have brought names.
    const names = JSON.stringify([[...this.values.declared.keys()], this.values.used()]);
    if (names !== this.names) this.build();
    this.names = names;
    this.refresh();
    this.dialog.showModal();
    const panel = this.panels.find(({ name, digests }) => [name, ...digests].includes(secret));
    if (panel) panel.makeButton.focus();
    // On a phone the keyboard would cover what the form says.
    else if (!matchMedia("(pointer: coarse)").matches) this.fields[0]?.input.focus();
    const refused = this.labels(this.values.reader.refused());
    if (refused.length > 0) this.tell(notUsed(refused));
    if (this.values.used().some((name) => this.values.reader.is_secret(name))) prepare(this.program);
  }

  build() {
    this.dialog?.remove();
    this.fields = [];
    const title = make("h2", { id: freshId("title") }, say("title"));
    this.status = new Status(this.values);
    this.stays = make("p", { class: "sitevar-help" }, say("stays"));
    this.undo = make("button", { type: "button", class: "sitevar-button", hidden: true, onclick: () => this.undoReset() }, say("undo"));
    this.derived = make("dl", { class: "sitevar-derived" });
    const used = this.values.used();
    const rest = [...this.values.declared.keys()].filter((name) => !used.includes(name));
    const content = [
      ...(this.values.page.names.length > 0 ? [] : [make("p", { class: "sitevar-nothing" }, say("nothing"))]),
      ...this.inputs(used),
      make("section", { class: "sitevar-made" }, make("h3", {}, say("derived")), this.derived),
      ...this.secrets(used),
    ];
    const more = [...this.inputs(rest), ...this.secrets(rest).filter((panel) => !content.includes(panel))];
    content.push(this.ending.element);
    if (more.length > 0) content.push(make("details", { class: "sitevar-all" }, make("summary", {}, say("all")), ...more));
    this.dialog = make(
      "dialog",
      { class: "sitevar-dialog", "aria-labelledby": title.id },
      make("header", {}, title, make("button", { type: "button", class: "sitevar-button", onclick: () => this.done() }, say("done"))),
      make("div", { class: "sitevar-content" }, this.stays, ...content),
      make(
        "footer",
        {},
        make("button", { type: "button", class: "sitevar-button", onclick: () => this.reset() }, say("reset")),
        this.undo,
        this.status.element,
      ),
    );
    this.closeFromOutside();
    this.dialog.addEventListener("close", () => {
      this.panels.forEach((panel) => panel.wipe());
      this.values.closed();
    });
    takeKeys(this.dialog);
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
    const plain = names.filter((name) => !this.values.reader.is_secret(name));
    const fields = plain.map((name) => new Field(this.values, name, this.status));
    this.fields.push(...fields);
    return fields.map((field) => field.element);
  }

  /** Returns a panel for every secret among these, also where only its digest is among them; each panel stays what it is. */
  secrets(names) {
    const { declared, reader } = this.values;
    const secretOf = (name) => (declared.get(name).type === "digest" ? declared.get(name).of : name);
    const secrets = new Set(names.filter((name) => reader.is_secret(name)).map(secretOf));
    return [...secrets].filter((name) => declared.has(name)).map((name) => this.panel(name).element);
  }

  panel(name) {
    let panel = this.panels.find((panel) => panel.name === name);
    if (!panel) this.panels.push((panel = new SecretPanel(this.values, name, this.program, (text) => this.tell(text))));
    return panel;
  }

  tell(text) {
    this.status.tell(text);
  }

  /** Edits a value where it is. */
  edit(slot) {
    press(slot, this);
  }

  /** Closes, unless the state wants the reader to see first what is refused. */
  done() {
    const refused = this.values.reader.done();
    this.values.follow();
    this.refresh();
    const field = this.fields.find(({ name }) => refused.includes(name));
    if (!field) return this.dialog.close();
    this.tell(`${notUsed(this.labels(refused))} ${say("doneAgain")}`);
    return field.focus();
  }

  reset() {
    this.values.follow(this.values.reader.reset(all()));
    this.refresh();
    this.tell(say("resetDone"));
  }

  undoReset() {
    this.values.follow(this.values.reader.undo());
    this.refresh();
    this.dialog.querySelector("footer button").focus();
    this.tell(say("undone"));
  }

  refresh() {
    for (const part of [...this.fields, ...this.panels]) part.refresh();
    // On a large page the list of files is work for a turn of its own.
    breathe().then(() => this.ending.refresh());
  }

  labels(names) {
    return names.map((name) => this.values.label(name));
  }

  /** Shows what changed, here or in another tab. */
  follow(changed) {
    if (!this.dialog) return;
    const { reader } = this.values;
    for (const field of this.fields) if (changed.includes(field.name)) field.refresh();
    this.undo.hidden = !reader.can_undo();
    this.stays.textContent = say(reader.is_memory_only() ? "memory" : "stays");
    this.showDerived();
  }

  showDerived() {
    const made = this.values.reader.made(this.values.page.names);
    const rows = made.map((text, index) => (index % 2 === 0 ? make("dt", {}, this.values.label(text)) : make("dd", {}, text)));
    this.derived.replaceChildren(...rows);
    this.derived.parentElement?.toggleAttribute("hidden", rows.length === 0);
  }
}

/** Says which fields hold what cannot be used. */
function notUsed(labels) {
  return say("notUsed", { labels: labels.join(", "), number: labels.length });
}
