// The form: a native dialog beside the page, so that the snippets can be seen changing.

import { document } from "./clean.js";
import { breathe, button, freshId, make, takeKeys } from "./dom.js";
import { press } from "./edit.js";
import { Ending } from "./ending.js";
import { Field, refusedAt } from "./field.js";
import { SecretPanel } from "./panel.js";
import { prepare } from "./runner.js";
import { Status } from "./status.js";
import { all } from "./store.js";
import { say } from "./words.js";

export class Form {
  /** @param {import("./values.js").Values} values */
  constructor(values) {
    this.values = values;
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
    if (secret) this.partOf(secret)?.focus();
    // On a phone the keyboard would cover what the form says.
    else if (!matchMedia("(pointer: coarse)").matches) this.fields[0]?.focus();
    const refused = this.labels(this.values.reader.refused());
    if (refused.length > 0) this.tell(notUsed(refused));
    if (this.values.reader.secrets_of(this.values.used()).length > 0) prepare();
  }

  build() {
    this.dialog?.remove();
    this.fields = [];
    const title = make("h2", { id: freshId("title") }, say("title"));
    this.status = new Status(this.values);
    this.stays = make("p", { class: "sitevar-help" }, say("stays"));
    this.undo = button(say("undo"), () => this.undoReset());
    this.undo.hidden = true;
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
      make("header", {}, title, button(say("done"), () => this.done())),
      make("div", { class: "sitevar-content" }, this.stays, ...content),
      make("footer", {}, button(say("reset"), () => this.reset()), this.undo, this.status.element),
    );
    this.closeFromOutside();
    this.dialog.addEventListener("close", () => {
      this.values.closed();
      for (const panel of this.panels) {
        panel.wipe();
        panel.refresh();
      }
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

  /** Returns a panel for every secret among these; each panel stays what it is. */
  secrets(names) {
    return this.values.reader.secrets_of(names).map((name) => this.panel(name).element);
  }

  panel(name) {
    let panel = this.panels.find((panel) => panel.name === name);
    if (!panel) this.panels.push((panel = new SecretPanel(this.values, name, (text) => this.tell(text))));
    return panel;
  }

  tell(text) {
    this.status.tell(text);
  }

  /** Edits a value where it is. */
  edit(slot) {
    press(slot, this);
  }

  /** Returns where a value is set: its field, that of what it is made of, or the panel of a secret. */
  partOf(name) {
    const { reader } = this.values;
    const used = reader.used([name]);
    const names = [...used, ...reader.secrets_of(used)];
    return [...this.fields, ...this.panels].find((part) => names.includes(part.name));
  }

  /** Closes, unless the state wants the reader to see first what is refused. */
  done() {
    const { reader, page } = this.values;
    page.finish();
    const refused = reader.done(page.refused());
    this.values.follow();
    this.refresh();
    const part = refused.map((name) => this.partOf(name)).find(Boolean);
    if (!part) return this.dialog.close();
    const inFields = this.labels(reader.refused());
    const [place] = refused.flatMap((name) => page.refusals(name));
    this.tell(`${inFields.length > 0 ? notUsed(inFields) : refusedAt(place)} ${say("doneAgain")}`);
    return part.focus();
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
    for (const part of [...this.fields, ...this.panels]) if (changed.includes(part.name)) part.refresh();
    this.undo.hidden = !reader.can_undo();
    this.stays.textContent = say(reader.is_memory_only() ? "memory" : "stays");
    this.showDerived();
  }

  showDerived() {
    const made = this.values.reader.made(this.values.page.shown);
    const rows = made.map((text, index) => (index % 2 === 0 ? make("dt", {}, this.values.label(text)) : make("dd", {}, text)));
    this.derived.replaceChildren(...rows);
    this.derived.parentElement?.toggleAttribute("hidden", rows.length === 0);
  }
}

/** Says which fields hold what cannot be used. */
function notUsed(labels) {
  return say("notUsed", { labels: labels.join(", "), number: labels.length });
}
