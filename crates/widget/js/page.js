// The page: finds where values stand, and writes them there as text.

import { breathe } from "./dom.js";
import { Attribute, Block, Refused } from "./wasm.js";

const SLOT = "[data-sitevar]";
const YOURS = "sitevar-yours";
const PATTERN = "data-sitevar-";

/** How long values are written before the page gets its turn again, in milliseconds. */
const SLICE = 4;

/** A place that cannot hold what the reader set, for the form. */
/** @typedef {{name: string, where: string, line: number, reason: string}} Refusal */

export class Page {
  constructor(reader) {
    this.reader = reader;
    /** @type {Map<string, Set<Part>>} */
    this.parts = new Map();
    /** What the page shows for a variable where a use has no format: the page's own default. */
    this.defaults = new Map();
    /** @type {Map<string, Set<string>>} */
    this.plain = new Map();
    /** Texts that are the same are worked out once. */
    this.blocks = new Map();
    /** What is to be written yet, and the promise that it was. */
    this.waiting = new Set();
    this.filled = new Map();
    this.isWriting = false;
    this.settled = Promise.resolve();
    this.seen = new WeakSet();
  }

  /** Returns the names that the page uses, in the order of their first use. */
  get names() {
    return [...this.parts.keys()];
  }

  /** Finds the slots in a part of the document. What stands there now is their default. */
  scan(root) {
    const texts = new Map();
    for (const slot of root.querySelectorAll(SLOT)) {
      if (this.seen.has(slot)) continue;
      this.seen.add(slot);
      this.learnDefault(slot);
      const code = slot.closest("code") ?? slot.closest("pre");
      const first = code ?? firstOfText(slot);
      if (!texts.has(first)) texts.set(first, { code, slots: [] });
      texts.get(first).slots.push(slot);
    }
    for (const [first, { code, slots }] of texts) {
      const pieces = code ? piecesOf(code, slots) : piecesFrom(first, slots);
      this.add(new Text(slots, pieces, code ? languageOf(code) : "", code ? titleOf(code) : "", this.blocks));
    }
    this.scanAttributes(root);
  }

  learnDefault(slot) {
    const { sitevar: name, sitevarFormat, sitevarInstead, sitevarAfter } = slot.dataset;
    if (sitevarFormat || sitevarInstead) return;
    let text = slot.textContent;
    if (sitevarAfter && text.endsWith(sitevarAfter)) text = text.slice(0, -sitevarAfter.length);
    if (!this.defaults.has(name)) this.defaults.set(name, text);
    if (!this.plain.has(name)) this.plain.set(name, new Set());
    this.plain.get(name).add(text);
  }

  /** Tells whether every use without a format shows this: a page may have two defaults for one variable. */
  isOnlyDefault(name, text) {
    const shown = this.plain.get(name);
    return !shown || (shown.size === 1 && shown.has(text));
  }

  scanAttributes(root) {
    const start = root.nodeType === Node.DOCUMENT_NODE ? root.documentElement : root;
    const found = document.evaluate(`.//@*[starts-with(name(), "${PATTERN}")]`, start, null, 6, null);
    for (let index = 0; index < found.snapshotLength; index += 1) {
      const pattern = found.snapshotItem(index);
      const element = pattern.ownerElement;
      const name = pattern.name.slice(PATTERN.length);
      const shown = element.getAttribute(name);
      // What stands on a slot's own element says how its text is written.
      if (shown === null || this.seen.has(pattern) || element.matches(SLOT)) continue;
      this.seen.add(pattern);
      const read = Attribute.read(element.localName, name, pattern.value, shown);
      if (read) this.add(new Address(element, name, shown, read));
    }
  }

  add(part) {
    for (const name of part.names) {
      if (!this.parts.has(name)) this.parts.set(name, new Set());
      this.parts.get(name).add(part);
    }
  }

  /**
   * Shows what the reader set for these variables: most pages at once, a page with a thousand slots in slices.
   * @param {Iterable<string>} names
   */
  show(names) {
    for (const name of names) this.parts.get(name)?.forEach((part) => this.waiting.add(part));
    if (this.waiting.size === 0) return;
    // What was worked out for earlier values is no use any more.
    this.filled.clear();
    const isRunning = this.isWriting;
    this.write();
    if (!isRunning && this.waiting.size > 0) this.settled = this.writeRest();
  }

  /** Writes all that waits, now: a page that goes away gets no other turn, and may come back as it is. */
  finish() {
    this.write(Infinity);
  }

  /** Writes for the time of one slice. */
  write(slice = SLICE) {
    const end = performance.now() + slice;
    for (const part of this.waiting) {
      this.waiting.delete(part);
      this.update(part);
      if (performance.now() > end) break;
    }
  }

  /** Writes a part; where that fails for a fault of ours, it is as it was built. */
  update(part) {
    try {
      part.update(this.reader, this.filled);
    } catch (error) {
      part.restore();
      if (!this.hasFailed) console.warn("sitevar: a snippet keeps its examples", error);
      this.hasFailed = true;
    }
  }

  async writeRest() {
    this.isWriting = true;
    try {
      while (this.waiting.size > 0) {
        await breathe();
        this.write();
      }
    } finally {
      // The next change goes on with what is left.
      this.isWriting = false;
    }
  }

  /** Returns in how many places these variables stand. */
  places(names) {
    let places = 0;
    for (const name of names) {
      this.parts.get(name)?.forEach((part) => (places += part.names.filter((used) => used === name).length));
    }
    return places;
  }

  /** Returns the places that cannot hold what was set for a variable. */
  refusals(name) {
    const found = [];
    this.parts.get(name)?.forEach((part) => found.push(...part.refusals(name)));
    return found;
  }
}

/** Writes a value into its element, where that changes anything; a page without values of its own is as it was built. */
function write(slot, shown, text, isYours) {
  if (shown !== text) slot.textContent = text;
  if (isYours) slot.classList.add(YOURS);
  else if (slot.classList.contains(YOURS)) {
    slot.classList.remove(YOURS);
    if (slot.classList.length === 0) slot.removeAttribute("class");
  }
}

/** A text with slots in it: code, whose language says how a value is written, or the words of a sentence. */
class Text {
  constructor(slots, pieces, language, title, blocks) {
    this.slots = slots;
    this.names = slots.map((slot) => slot.dataset.sitevar);
    this.original = slots.map((slot) => slot.textContent);
    this.shown = [...this.original];
    this.title = title;
    this.lines = pieces.map((piece) => piece.split("\n").length - 1);
    /** @type {Map<number, string>} */
    this.refused = new Map();
    // Most readers change a few values, so a text is read when one of its own is.
    this.block = () => {
      const fields = slots.flatMap(fieldsOf);
      const key = JSON.stringify([language, title, pieces, fields]);
      if (!blocks.has(key)) blocks.set(key, new Block(language, title, pieces, fields));
      const block = blocks.get(key);
      this.block = () => block;
      return block;
    };
  }

  update(reader, filled) {
    const block = this.block();
    if (!filled.has(block)) filled.set(block, block.fill(reader).map(read));
    this.refused.clear();
    filled.get(block).forEach((value, index) => {
      const isYours = typeof value === "string";
      if (value && !isYours) this.refused.set(index, value.reason);
      this.write(index, isYours ? value : this.original[index], isYours);
    });
  }

  write(index, text, isYours) {
    write(this.slots[index], this.shown[index], text, isYours);
    this.shown[index] = text;
  }

  restore() {
    this.original.forEach((text, index) => this.write(index, text, false));
  }

  /** @returns {Refusal[]} */
  refusals(name) {
    const rows = [...this.refused].filter(([index]) => this.names[index] === name);
    return rows.map(([index, reason]) => {
      const before = this.lines.slice(0, 2 * index + 1);
      return { name, where: this.title, line: before.reduce((sum, lines) => sum + lines, 1), reason };
    });
  }
}

/** Returns what tells how a slot is written: name, format, text in place of a value, text behind a value. */
function fieldsOf({ dataset }) {
  return [dataset.sitevar, dataset.sitevarFormat ?? "", dataset.sitevarInstead ?? "", dataset.sitevarAfter ?? ""];
}

/** Reads what a slot shows out of the WebAssembly's memory. */
function read(value) {
  if (!(value instanceof Refused)) return value;
  const { reason } = value;
  value.free();
  return { reason };
}

/** An attribute, such as where a link leads. */
class Address {
  constructor(element, name, shown, read) {
    this.element = element;
    this.name = name;
    this.shown = this.original = shown;
    this.read = read;
    this.names = read.variables();
    this.reason = "";
  }

  update(reader) {
    let text = this.original;
    this.reason = "";
    if (this.names.some((name) => reader.value(name) !== undefined)) {
      try {
        text = this.read.fill(reader);
      } catch (reason) {
        // What is no text is a fault of ours, and no reason for a reader.
        if (typeof reason !== "string") throw reason;
        this.reason = reason;
      }
    }
    this.write(text);
  }

  write(text) {
    if (text !== this.shown) this.element.setAttribute(this.name, text);
    this.shown = text;
  }

  restore() {
    this.write(this.original);
  }

  refusals(name) {
    return this.reason ? [{ name, where: this.element.textContent.trim(), line: 0, reason: this.reason }] : [];
  }
}

/** Returns the text of code as literal texts and slots in turn, beginning and ending with a literal text. */
function piecesOf(code, slots) {
  const pieces = [""];
  let next = 0;
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    // An empty slot has no text to walk over.
    for (; next < slots.length && isBefore(slots[next], node); next += 1) pieces.push(slots[next].textContent, "");
    if (!node.parentNode.closest(SLOT)) pieces[pieces.length - 1] += node.data;
  }
  for (; next < slots.length; next += 1) pieces.push(slots[next].textContent, "");
  return pieces;
}

/** Returns the first node of the words around a slot: they go from one tag to the next, `span` not counted. */
function firstOfText(slot) {
  let first = slot;
  for (;;) {
    const before = first.previousSibling;
    if (before && isOfText(before)) first = before;
    else if (!before && first.parentNode.localName === "span") first = first.parentNode;
    else return first;
  }
}

/** Returns the same pieces as `piecesOf` for the words that begin at a node. */
function piecesFrom(first, slots) {
  const pieces = [""];
  const read = (node) => {
    if (slots.includes(node)) pieces.push(node.textContent, "");
    else if (node.nodeType === Node.TEXT_NODE) pieces[pieces.length - 1] += node.data;
    else node.childNodes.forEach(read);
  };
  for (let node = first; node && isOfText(node); node = node.nextSibling) read(node);
  return pieces;
}

/** Tells whether a node belongs to the words around it. */
function isOfText(node) {
  return node.nodeType === Node.TEXT_NODE || (node.localName === "span" && !node.querySelector(":not(span)"));
}

/** Tells whether a slot begins before a text, or around it. */
function isBefore(slot, node) {
  return Boolean(slot.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Returns the language that a block names, as `language-yaml` or `data-lang`. */
function languageOf(code) {
  for (let element = code; element; element = element.parentElement) {
    if (element.dataset.lang) return element.dataset.lang;
    const named = [...element.classList].find((name) => name.startsWith("language-"));
    if (named) return named.slice("language-".length);
    if (element.localName === "figure" || element.localName === "article") break;
  }
  return "";
}

/** Returns the title of the figure that code stands in, without the buttons beside it. */
function titleOf(code) {
  const caption = code.closest("figure")?.querySelector("figcaption");
  const words = [...(caption?.childNodes ?? [])].filter((node) => !node.classList?.contains("sitevar-tools"));
  return words.map((node) => node.textContent).join("").trim();
}
