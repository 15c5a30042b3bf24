// The end of the form: the page's files in order, each to be copied or saved, and ticked once it was. Who made a secret
// and leaves before every file that holds it was taken is asked first.

import { document } from "./clean.js";
import { make } from "./dom.js";
import { put, save } from "./take.js";
import { say } from "./words.js";

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
    /** @type {WeakMap<import("./text.js").Text, {element: HTMLElement, show: () => void}>} */
    this.rows = new WeakMap();
    this.list = make("ol", { class: "sitevar-files" });
    this.element = make("section", { class: "sitevar-ending" }, make("h3", {}, say("files")), this.list);
    this.leave = (event) => this.askBeforeLeaving(event);
    // Before the button itself hears it: in WebKit a button may say that it has copied before anybody else is called.
    addEventListener("click", (event) => this.hear(event), true);
    addEventListener("copy", () => this.hearSelection());
    addEventListener("sitevar:shown", () => this.refresh());
  }

  /** Draws the list again: what changed has to be taken again. */
  refresh() {
    if (!this.element.isConnected) return;
    const { page, reader } = this.values;
    // What is asked for each of many slots and files is worked out once.
    this.examples = new Map();
    this.secrets = new Set(page.names.filter((name) => reader.is_of_secret(name)));
    this.files = this.findFiles();
    this.draw();
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

  /** Draws each row anew in its place: a button that is being pressed stays where it is. */
  draw() {
    const rows = this.files.map((file) => this.rowOf(file));
    rows.forEach(({ show }) => show());
    const isSame = rows.length === this.list.children.length && rows.every(({ element }, index) => element === this.list.children[index]);
    if (!isSame) this.list.replaceChildren(...rows.map(({ element }) => element));
  }

  rowOf(file) {
    if (!this.rows.has(file)) this.rows.set(file, this.row(file));
    return this.rows.get(file);
  }

  /** Returns what a file is called: its title, or its language and the heading that it is under. */
  nameOf(file) {
    const language = file.language || say("code");
    const heading = this.headings.get(file)?.textContent.trim();
    return file.title || (heading ? say("fileOf", { language, heading }) : language);
  }

  row(file) {
    const mark = make("span", { class: "sitevar-mark", role: "img" });
    const name = make("span", { class: "sitevar-name" });
    const button = (press) => make("button", { type: "button", class: "sitevar-button", onclick: press });
    const label = (made, text) => Object.assign(made, { textContent: text, ariaLabel: `${text}: ${this.nameOf(file)}` });
    // What came of the last press, and the text that it was about: the next one is another matter.
    let [said, of] = ["", ""];
    const show = () => {
      if (of !== file.source()) said = "";
      const isTaken = this.isTaken(file);
      Object.assign(mark, { textContent: isTaken ? "✓" : "○", ariaLabel: say(isTaken ? "taken" : "notTaken") });
      name.textContent = this.nameOf(file);
      label(copying, said || say(this.holdsExample(file) ? "copyExamples" : "copy"));
      label(saving, say("download"));
    };
    const copying = button(async () => {
      this.values.page.finish();
      const text = file.source();
      // While the form is open, nothing outside of it can be selected.
      const done = await put(text.replace(/\n$/, ""), copying.parentElement);
      if (done) this.taken.set(file, text);
      [said, of] = [say(done ? "copied" : "notCopied"), text];
      this.tell(`${this.nameOf(file)}: ${said}`);
      this.draw();
      setTimeout(() => {
        said = "";
        this.draw();
      }, SAID);
    });
    const saving = button(() => {
      this.values.page.finish();
      save(file.title || `${this.nameOf(file)}.txt`, file.source());
      this.take(file);
    });
    return { element: make("li", {}, mark, name, copying, saving), show };
  }

  take(file) {
    this.taken.set(file, file.source());
    this.refresh();
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
    if (target.textContent === say("download")) return this.take(file);
    // Its label may change meanwhile, which says nothing of it.
    const heard = new MutationObserver(() => {
      const { textContent } = target;
      if (textContent === say("copied")) this.take(file);
      if ([say("copied"), say("notCopied")].includes(textContent)) heard.disconnect();
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
