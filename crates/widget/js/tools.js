// Copy and Download beside code of a page that another generator built: only where values were put in, and where the
// page has no copy button of its own.

import { document } from "./clean.js";
import { button, make } from "./dom.js";

/** What hosts have beside code to copy it. */
const COPIES = "button,[class*=copy i]:not([class*=copyright i]),[data-clipboard-target],[data-clipboard-text],clipboard-copy";

/** How much more text an element around code may have, in characters, to be no more than its frame. */
const FRAME = 100;

export class Tools {
  /** @param {{run: Function, copy: Function, said: HTMLOutputElement, words: Object<string, string>}} loader */
  constructor(loader) {
    Object.assign(this, loader);
    /** @type {Map<HTMLElement, {element: HTMLElement, label: () => void}>} */
    this.made = new Map();
    this.holdsExample = () => true;
    addEventListener("sitevar:shown", (event) => {
      this.holdsExample = event.detail;
      for (const { label } of this.made.values()) label();
    });
  }

  /**
   * Gives blocks their buttons, and takes those away that have no block any more, in as many steps as that takes.
   * @param {Map<HTMLElement, import("./text.js").Text>} blocks by their `pre`
   * @returns {Generator<() => void>}
   */
  *refresh(blocks) {
    this.blocks = blocks;
    for (const [pre, { element }] of this.made) {
      if (blocks.has(pre) && element.nextSibling === pre && !hasCopy(pre)) continue;
      yield () => element.remove();
      this.made.delete(pre);
    }
    if (document.documentElement.dataset.sitevarTools === "off") return;
    for (const [pre, text] of blocks) {
      if (!this.made.has(pre) && !hasCopy(pre)) yield () => this.add(pre, text);
    }
  }

  add(pre, text) {
    const { title } = text;
    const { words } = this;
    const say = (made, label) => Object.assign(made, { textContent: label, ariaLabel: title ? `${label}: ${title}` : null });
    const current = () => this.blocks.get(pre) ?? text;
    const label = () => say(copying, this.holdsExample(pre) ? words.copyExamples : words.copy);
    const copying = button("", async () => {
      const done = await this.copy(pre, current().source().replace(/\n$/, ""));
      this.said.value = done ? words.copied : words.notCopied;
      say(copying, this.said.value);
      setTimeout(() => {
        this.said.value = "";
        label();
      }, 2000);
    });
    label();
    const element = make("span", { class: "sitevar-tools" }, copying);
    if (title) {
      const downloading = button("", () => this.run("download", element, title, current().source()));
      element.append(say(downloading, words.download));
    }
    pre.before(element);
    this.made.set(pre, { element, label });
  }
}

/** Tells whether a page has a copy button of its own for code: in it, or in what frames it. */
function hasCopy(pre) {
  const { length } = pre.textContent;
  for (let frame = pre; frame && frame !== document.body && frame.textContent.length < length + FRAME; frame = frame.parentElement) {
    const found = [...frame.querySelectorAll(COPIES)];
    if (found.some((element) => !element.closest(".sitevar-tools,.sitevar-corner"))) return true;
  }
  return false;
}
