// The end of the form: the page's files in order, each to be copied or saved, and ticked once it was. Who made a secret
// and leaves before every file that holds it was taken is asked first.

import { document } from "./clean.js";
import { make } from "./dom.js";
import { labels } from "./labels.js";
import { put, save } from "./take.js";
import { words } from "./words.js";

/** How long a button says what came of it, in milliseconds. */
const SAID = 2000;

/** The headings that code without a title can be named after. */
const HEADINGS = ":is(main, article) :is(h1, h2, h3, h4, h5, h6)";

export class Ending {
  /**
   * @param {import("./values.js").Values} values
   * @param {(text: string) => void} tell says something to the reader
   */
  constructor(values, tell) {
    Object.assign(this, { values, tell });
    /** @type {WeakMap<import("./text.js").Text, string>} what was taken of each file */
    this.taken = new WeakMap();
    /** @type {WeakMap<import("./text.js").Text, Element | undefined>} the heading that each is under */
    this.headings = new WeakMap();
    /** What the list shows. */
    this.shown = [];
    this.list = make("ol", { class: "sitevar-files" });
    this.element = make("section", { class: "sitevar-ending" }, make("h3", {}, words.files), this.list);
    this.leave = (event) => this.askBeforeLeaving(event);
    // Before the button itself hears it: in WebKit a button may say that it has copied before anybody else is called.
    addEventListener("click", (event) => this.hear(event), true);
    addEventListener("copy", () => this.hearSelection());
    addEventListener("sitevar:shown", () => this.refresh());
  }

  /** Draws the list again where anything changed: what changed has to be taken again. */
  refresh() {
    if (!this.element.isConnected) return;
    const { page, reader } = this.values;
    const before = this.shown;
    // What is asked for each of many slots and files is worked out once.
    this.examples = new Map();
    this.secrets = new Set(page.names.filter((name) => reader.is_of_secret(name)));
    this.files = this.findFiles();
    this.shown = this.files.flatMap((file) => [file, this.isTaken(file), this.holdsExample(file)]);
    // A button that is being pressed stays where it is.
    if (this.shown.length !== before.length || this.shown.some((part, index) => part !== before[index])) this.draw();
    this.element.hidden = this.files.length === 0;
    const holds = this.files.some((file) => this.holdsSecret(file));
    if (!holds) this.isAsked = false;
    (holds ? addEventListener : removeEventListener)("beforeunload", this.leave);
  }

  /** Returns the files in the order of the page, and notes the heading that each is under: in one walk, which is quick. */
  findFiles() {
    const files = new Map(this.values.page.files().map((file) => [file.element.closest("pre"), file]));
    const found = [];
    let heading;
    for (const element of document.querySelectorAll(`${HEADINGS}, pre`)) {
      if (element.localName !== "pre") heading = element;
      else if (files.has(element)) {
        found.push(files.get(element));
        this.headings.set(files.get(element), heading);
      }
    }
    return found;
  }

  draw() {
    this.list.replaceChildren(...this.files.map((file) => this.row(file)));
  }

  /** Returns what a file is called: its title, or its language and the heading that it is under. */
  nameOf(file) {
    return file.title || words.fileOf(file.language, this.headings.get(file)?.textContent.trim());
  }

  row(file) {
    const name = this.nameOf(file);
    const isTaken = this.isTaken(file);
    const button = (label, press) => make("button", { type: "button", class: "sitevar-button", "aria-label": `${label}: ${name}`, onclick: press }, label);
    const copying = button(labels.copy(this.holdsExample(file)), async () => {
      const text = file.source();
      // While the form is open, nothing outside of it can be selected.
      const done = await put(text.replace(/\n$/, ""), copying.parentElement);
      if (done) this.taken.set(file, text);
      copying.textContent = done ? labels.copied : labels.notCopied;
      this.tell(`${name}: ${copying.textContent}`);
      setTimeout(() => this.redraw(), SAID);
    });
    const saving = button(labels.download, () => {
      save(file.title || `${name}.txt`, file.source());
      this.take(file);
    });
    const mark = make("span", { class: "sitevar-mark", role: "img", "aria-label": isTaken ? words.taken : words.notTaken }, isTaken ? "✓" : "○");
    return make("li", {}, mark, make("span", { class: "sitevar-name" }, name), copying, saving);
  }

  take(file) {
    this.taken.set(file, file.source());
    this.redraw();
  }

  /** Draws the list again under a reader who is in it. */
  redraw() {
    const focused = [...this.list.querySelectorAll("button")].indexOf(this.list.getRootNode().activeElement);
    this.shown = [];
    this.refresh();
    this.list.querySelectorAll("button")[focused]?.focus();
  }

  isTaken(file) {
    return this.taken.get(file) === file.source();
  }

  holdsExample(file) {
    const names = [...new Set(file.names.filter((_, index) => !file.isYours[index]))];
    const key = String(names);
    if (!this.examples.has(key)) this.examples.set(key, this.values.reader.is_example(names));
    return this.examples.get(key);
  }

  holdsSecret(file) {
    return file.names.some((name, index) => file.isYours[index] && this.secrets.has(name));
  }

  /** A button beside code was pressed: the code is taken once the button says so, or at once with a download. */
  hear({ target }) {
    const tools = target.closest?.("button") && target.closest(".sitevar-tools");
    const pre = tools && (tools.closest("figure")?.querySelector("pre") ?? tools.nextElementSibling);
    const file = pre && this.files?.find(({ element }) => pre.contains(element));
    if (!file) return;
    if (target.textContent === labels.download) return this.take(file);
    const heard = new MutationObserver(() => {
      heard.disconnect();
      if (target.textContent === labels.copied) this.take(file);
    });
    heard.observe(target, { childList: true });
  }

  /** A reader may select code as well. */
  hearSelection() {
    const selected = String(getSelection());
    for (const file of this.files ?? []) if (selected.includes(file.source().trim())) this.take(file);
  }

  /** One question is enough. */
  askBeforeLeaving(event) {
    if (this.isAsked || this.files.every((file) => !this.holdsSecret(file) || this.isTaken(file))) return;
    this.isAsked = true;
    event.preventDefault();
  }
}
