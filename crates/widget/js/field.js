// One field of the form: a label, an input, a help line, what is wrong, and what was changed.

import { freshId, make, sentence, setMessage } from "./dom.js";
import { words } from "./words.js";

/** How many refused places are told one by one. */
const TOLD = 3;

export class Field {
  /**
   * @param {import("./values.js").Values} values
   * @param {string} name
   * @param {{changed: (label: string, names: string[], saved: boolean) => void, refused: (text: string) => void}} hear
   */
  constructor(values, name, hear) {
    Object.assign(this, { values, name, hear });
    const declaration = values.declared.get(name);
    const id = freshId("field");
    this.input = this.makeInput(declaration, id);
    this.help = make("p", { class: "sitevar-help", id: `${id}-help` }, declaration.help ?? "");
    this.note = make("p", { class: "sitevar-note", id: `${id}-note` });
    this.problem = make("p", { class: "sitevar-problem", id: `${id}-problem` });
    this.refusals = make("ul", { class: "sitevar-problem", id: `${id}-refusals` });
    const about = [this.help, this.problem, this.refusals, this.note];
    this.input.setAttribute("aria-describedby", about.map((element) => element.id).join(" "));
    const label = make("label", { for: id }, values.label(name));
    this.element = make("div", { class: "sitevar-field" }, label, this.input, ...about);
    this.refresh();
  }

  makeInput(declaration, id) {
    const options = this.options(declaration);
    if (options) {
      const rows = options.map(([value, text]) => make("option", { value }, text));
      return make("select", { id, onchange: () => this.typed() }, ...rows);
    }
    const mode = { port: "numeric", email: "email", url: "url", domain: "url" }[declaration.type] ?? "text";
    return make("input", {
      id,
      type: "text",
      inputmode: mode,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      oninput: () => this.typed(),
      // What was typed becomes what is kept, once the reader goes on.
      onchange: () => this.input.ariaInvalid !== "true" && this.showText(),
    });
  }

  options({ type, choices, on, off }) {
    if (type === "toggle") return [["true", on ?? "on"], ["false", off ?? "off"]];
    if (type === "choice" && Array.isArray(choices)) return choices.map((choice) => [String(choice), String(choice)]);
    return null;
  }

  typed() {
    const { values, name } = this;
    this.busy = true;
    try {
      const { note, changed, saved } = values.type(name, this.input.value);
      this.say("", note ?? "");
      this.showRefusals();
      this.hear.changed(values.label(name), changed, saved);
    } catch (reason) {
      const problem = typeof reason === "string" ? reason : words.broken;
      this.say(problem, "");
      this.hear.refused(words.refused(values.label(name), sentence(problem)));
    } finally {
      this.busy = false;
    }
  }

  say(problem, note) {
    this.input.ariaInvalid = problem ? "true" : null;
    setMessage(this.problem, sentence(problem));
    setMessage(this.note, sentence(note));
  }

  async showRefusals() {
    await this.values.page.settled;
    const found = this.values.page.refusals(this.name);
    const told = found.slice(0, TOLD).map((refusal) => toldAt(refusal));
    if (found.length > TOLD) told.push(make("li", {}, words.refusedMore(found.length - TOLD)));
    this.refusals.replaceChildren(...told);
  }

  showText() {
    this.input.value = this.values.text(this.name);
  }

  /** Shows what is set now, which another tab or a reset may have changed. */
  refresh() {
    this.showText();
    this.say("", "");
    this.showRefusals();
  }
}

function toldAt(refusal) {
  const row = make("li");
  setMessage(row, words.refusedAt(refusal));
  return row;
}
