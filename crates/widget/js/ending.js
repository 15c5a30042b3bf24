// The end of the form: the page's files in order, each to be copied or saved, and ticked once it was. What is ticked, what
// the buttons say, and whether who leaves is asked first, is decided in the reader's state; here it is drawn.

import { document } from "./clean.js";
import { button, isShown, make } from "./dom.js";
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
    Object.assign(this, { values, tell, reader: values.reader });
    /** @type {import("./text.js").Text[]} */
    this.files = [];
    /** @type {WeakMap<import("./text.js").Text, Element | undefined>} the heading that each is under */
    this.headings = new WeakMap();
    /** @type {WeakMap<import("./text.js").Text, {id: number, element: HTMLElement, show: () => void}>} */
    this.rows = new WeakMap();
    this.made = 0;
    this.list = make("ol", { class: "sitevar-files" });
    this.element = make("section", { class: "sitevar-ending" }, make("h3", {}, say("files")), this.list);
    this.leave = (event) => this.reader.asks_before_leaving() && event.preventDefault();
    // Before the button itself hears it: in WebKit a button may say that it has copied before anybody else is called.
    addEventListener("click", (event) => this.hear(event), true);
    addEventListener("copy", () => this.take(String(getSelection())));
    addEventListener("sitevar:shown", () => this.refresh());
  }

  /** Draws the list again: what changed has to be taken again. */
  refresh() {
    if (!this.element.isConnected) return;
    this.files = this.findFiles();
    this.draw();
    this.element.hidden = this.list.childElementCount === 0;
    const holdsSecret = this.reader.list_files(Uint32Array.from(this.files, (file) => this.rowOf(file).id));
    (holdsSecret ? addEventListener : removeEventListener)("beforeunload", this.leave);
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
    const rows = this.files.filter(({ element }) => isShown(element)).map((file) => this.rowOf(file));
    rows.forEach(({ show }) => show());
    const isSame = rows.length === this.list.children.length && rows.every(({ element }, index) => element === this.list.children[index]);
    if (!isSame) this.list.replaceChildren(...rows.map(({ element }) => element));
  }

  rowOf(file) {
    if (!this.rows.has(file)) this.rows.set(file, this.row(file, (this.made += 1)));
    return this.rows.get(file);
  }

  /** Returns what a file is called: its title, or its language and the heading that it is under. */
  nameOf(file) {
    const language = file.language || say("code");
    const heading = this.headings.get(file)?.textContent.trim();
    return file.title || (heading ? say("fileOf", { language, heading }) : language);
  }

  row(file, id) {
    const mark = make("span", { class: "sitevar-mark", role: "img" });
    const name = make("span", { class: "sitevar-name" });
    const label = (made, text) => Object.assign(made, { textContent: text, ariaLabel: `${text}: ${this.nameOf(file)}` });
    const show = () => {
      const names = (isYours) => [...new Set(file.names.filter((_, index) => file.isYours[index] === isYours))];
      const [taken, copy] = this.reader.show_file(id, file.source(), names(false), names(true));
      Object.assign(mark, { textContent: taken === "taken" ? "✓" : "", ariaLabel: say(taken) });
      name.textContent = this.nameOf(file);
      label(copying, say(copy));
      label(saving, say("download"));
    };
    const copying = button("", async () => {
      this.values.page.finish();
      const text = file.source();
      const tell = (isCopied) => {
        this.reader.say_of_file(id, text, isCopied);
        this.draw();
      };
      // While the form is open, nothing outside of it can be selected.
      const isCopied = await put(text.replace(/\n$/, ""), copying.parentElement);
      if (isCopied) this.take(text);
      tell(isCopied);
      this.tell(`${this.nameOf(file)}: ${say(isCopied ? "copied" : "notCopied")}`);
      setTimeout(tell, SAID);
    });
    const saving = button("", () => {
      this.values.page.finish();
      save(file.title || `${this.nameOf(file)}.txt`, file.source());
      this.take(file.source());
    });
    return { id, element: make("li", {}, mark, name, copying, saving), show };
  }

  /** A text was copied or saved. */
  take(text) {
    this.draw();
    this.reader.took(text);
    this.draw();
  }

  /** A button beside code was pressed: the code is taken once the button says so, or at once with a download. */
  hear({ target }) {
    const tools = target.closest?.("button") && target.closest(".sitevar-tools");
    const pre = tools && (tools.closest("figure")?.querySelector("pre") ?? tools.nextElementSibling);
    const file = pre && this.files.find(({ element }) => pre.contains(element));
    if (!file) return undefined;
    const take = () => this.take(file.source());
    if (target.textContent === say("download")) return take();
    // Its label may change meanwhile, which says nothing of it.
    const heard = new MutationObserver(() => {
      const { textContent } = target;
      if (textContent === say("copied")) take();
      if ([say("copied"), say("notCopied")].includes(textContent)) heard.disconnect();
    });
    return heard.observe(target, { childList: true });
  }
}
