// One field of the form: a label, an input, a help line, what is wrong, and what was changed. What counts is decided in
// the reader's state; here it is drawn.

import { button, freshId, make, sentence, setMessage } from "./dom.js";
import { secretsHere } from "./engine.js";
import { keyOf, Missing } from "./missing.js";
import { say, translated } from "./words.js";

/** How many refused places are told one by one. */
const TOLD = 3;

export class Field {
  /**
   * @param {import("./values.js").Values} values
   * @param {string} name
   * @param {{typed: (field: Field, changed: string[]) => void, entered: () => void}} hear
   */
  constructor(values, name, hear) {
    Object.assign(this, { values, name, hear });
    const declaration = values.declared.get(name);
    const id = freshId("field");
    this.label = values.label(name);
    this.input = this.makeInput(declaration, id);
    this.help = make("p", { class: "sitevar-help", id: `${id}-help` }, translated(declaration.help ?? ""));
    this.note = make("p", { class: "sitevar-note", id: `${id}-note` });
    this.problem = make("p", { class: "sitevar-problem", id: `${id}-problem` });
    this.refusals = make("ul", { class: "sitevar-problem", id: `${id}-refusals` });
    const about = [this.help, this.problem, this.refusals, this.note];
    this.input.setAttribute("aria-describedby", about.map((element) => element.id).join(" "));
    const more = declaration.type === "client-id" ? [this.makeDraw()] : [];
    this.element = make("div", { class: "sitevar-field" }, make("label", { for: id }, this.label), this.input, ...more, ...about);
    this.refresh();
  }

  makeInput({ type, choices, on, off }, id) {
    const left = () => this.left();
    if (type === "toggle") return this.makeSelect(id, [["true", on ?? say("on")], ["false", off ?? say("off")]]);
    if (type === "choice" && Array.isArray(choices)) return this.makeSelect(id, choices.map((choice) => [choice, choice]));
    return make("input", {
      id,
      type: "text",
      inputmode: { port: "numeric", email: "email", url: "url", domain: "url" }[type] ?? "text",
      enterkeyhint: "done",
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      oninput: () => this.typed(),
      onchange: left,
      // What was typed and taken back is no change for the browser.
      onblur: left,
      onkeydown: ({ key, isComposing }) => key === "Enter" && !isComposing && this.entered(),
    });
  }

  makeSelect(id, options) {
    const rows = options.map(([value, text]) => make("option", { value: String(value) }, String(text)));
    const chosen = () => {
      this.typed();
      this.left();
    };
    return make("select", { id, onchange: chosen }, ...rows);
  }

  /** Makes the button that puts a random id into the field, as if it was typed. */
  makeDraw() {
    const draw = button(say("draw"), () => this.draw());
    draw.ariaLabel = `${say("draw")}: ${this.label}`;
    return draw;
  }

  async draw() {
    try {
      const secrets = await secretsHere();
      const id = secrets.draw_client_id();
      if (!id) throw new Missing("broken");
      this.input.value = id;
    } catch (error) {
      console.warn("sitevar:", error);
      return setMessage(this.problem, sentence(say(keyOf(error))));
    }
    this.typed();
    return this.left();
  }

  typed() {
    try {
      const changed = this.values.typed(this.name, this.input.value);
      this.refresh();
      this.hear.typed(this, changed);
    } catch (error) {
      console.warn("sitevar:", error);
      setMessage(this.problem, say("broken"));
    }
  }

  left() {
    this.values.follow(this.values.reader.left(this.name));
    this.refresh();
  }

  entered() {
    this.left();
    this.hear.entered();
  }

  /** Puts the focus here, also where the field is folded away; what is typed takes the place of what is there. */
  focus() {
    this.element.closest("details")?.setAttribute("open", "");
    this.input.focus();
    this.input.select?.();
  }

  /** Shows what the state says. */
  refresh() {
    const [text, problem, note] = this.values.reader.field(this.name);
    // Who types stays where they are in the text.
    if (this.input.value !== text) this.input.value = text;
    this.input.ariaInvalid = problem ? "true" : null;
    setMessage(this.problem, sentence(translated(problem)));
    setMessage(this.note, sentence(translated(note)));
    this.showRefusals();
  }

  async showRefusals() {
    this.refusals.replaceChildren(...(await refusals(this.values, [this.name])));
  }
}

/** Returns a line of a list for each of the first places that cannot hold what was set for these variables. */
export async function refusals(values, names) {
  await values.page.settled;
  const found = names.flatMap((name) => values.page.refusals(name));
  const told = found.slice(0, TOLD).map(refusedAt);
  if (found.length > TOLD) told.push(say("more", { number: found.length - TOLD }));
  return told.map((text) => setMessage(make("li"), text));
}

/** Says which place keeps its example. */
export function refusedAt({ where, line, reason }) {
  const key = line ? (where ? "line" : "lineOfSnippet") : "link";
  return say("keepsExample", { place: where && !line ? where : say(key, { where, line: String(line) }), reason: translated(reason) });
}
