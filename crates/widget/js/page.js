// The page: finds where values stand, and writes them there as text.

import { Attribute, Block, Refused } from "./wasm.js";

const SLOT = "[data-sitevar]";
const YOURS = "sitevar-yours";
const PATTERN = "data-sitevar-";

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
    this.seen = new WeakSet();
  }

  /** Returns the names that the page uses, in the order of their first use. */
  get names() {
    return [...this.parts.keys()];
  }

  /** Finds the slots in a part of the document. What stands there now is their default. */
  scan(root) {
    const codes = new Map();
    for (const slot of root.querySelectorAll(SLOT)) {
      if (this.seen.has(slot)) continue;
      this.seen.add(slot);
      const name = slot.dataset.sitevar;
      if (!slot.dataset.sitevarFormat) this.learnDefault(name, slot.textContent);
      const code = slot.closest("pre") ?? slot.closest("code");
      if (!code) this.add(new Prose(slot));
      else if (!codes.has(code)) codes.set(code, [slot]);
      else codes.get(code).push(slot);
    }
    for (const [code, slots] of codes) this.add(new Code(code, slots));
    this.scanAttributes(root);
  }

  learnDefault(name, text) {
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
      if (shown === null || this.seen.has(pattern)) continue;
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
   * Shows what the reader set for these variables, and returns in how many places it now stands.
   * @param {Iterable<string>} names
   */
  show(names) {
    const changed = new Set();
    for (const name of names) this.parts.get(name)?.forEach((part) => changed.add(part));
    const formatted = new Map();
    let places = 0;
    for (const part of changed) places += part.update(this.reader, formatted);
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
  return shown !== text;
}

/** A value in running text, which can hold anything. */
class Prose {
  constructor(slot) {
    this.slot = slot;
    this.names = [slot.dataset.sitevar];
    this.format = slot.dataset.sitevarFormat ?? "";
    this.shown = this.original = slot.textContent;
  }

  update(reader, formatted) {
    const key = `${this.format}:${this.names[0]}`;
    if (!formatted.has(key)) formatted.set(key, reader.formatted(this.names[0], this.format));
    const value = formatted.get(key);
    const text = value ?? this.original;
    const changed = write(this.slot, this.shown, text, value !== undefined);
    this.shown = text;
    return changed ? 1 : 0;
  }

  refusals() {
    return [];
  }
}

/** A block or a span of code: its language says how a value is written in it. */
class Code {
  constructor(code, slots) {
    this.slots = slots;
    this.names = slots.map((slot) => slot.dataset.sitevar);
    this.original = slots.map((slot) => slot.textContent);
    this.shown = [...this.original];
    this.refused = new Map();
    const formats = slots.map((slot) => slot.dataset.sitevarFormat ?? "");
    this.title = code.closest("figure")?.querySelector("figcaption")?.firstChild?.textContent.trim() ?? "";
    const pieces = textAround(code, slots);
    this.lines = pieces.map((piece) => piece.split("\n").length - 1);
    this.block = new Block(languageOf(code), this.title, pieces, this.names, formats);
  }

  update(reader) {
    let changes = 0;
    this.refused.clear();
    this.block.fill(reader).forEach((value, index) => {
      const isRefused = value instanceof Refused;
      if (isRefused) {
        this.refused.set(index, value.reason);
        value.free();
      }
      const isYours = value !== undefined && !isRefused;
      const text = isYours ? value : this.original[index];
      if (write(this.slots[index], this.shown[index], text, isYours)) changes += 1;
      this.shown[index] = text;
    });
    return changes;
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
        this.reason = String(reason);
      }
    }
    if (text === this.shown) return 0;
    this.element.setAttribute(this.name, text);
    this.shown = text;
    return 1;
  }

  refusals(name) {
    return this.reason ? [{ name, where: this.element.textContent.trim(), line: 0, reason: this.reason }] : [];
  }
}

/** Returns the text of code as literal texts and slots in turn, beginning and ending with a literal text. */
function textAround(code, slots) {
  const pieces = [""];
  let next = 0;
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    while (next < slots.length && isBefore(slots[next], node)) {
      // An empty slot has no text to walk over.
      pieces.push(slots[next].textContent, "");
      next += 1;
    }
    if (!node.parentNode.closest(SLOT)) pieces[pieces.length - 1] += node.data;
  }
  for (; next < slots.length; next += 1) pieces.push(slots[next].textContent, "");
  return pieces;
}

/** Tells whether a slot begins before a text, or around it. */
function isBefore(slot, node) {
  return Boolean(slot.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Returns the language that a block names, as `language-yaml` or `data-lang`. */
function languageOf(code) {
  for (let element = code.querySelector("code") ?? code; element; element = element.parentElement) {
    const named = [...element.classList].find((name) => name.startsWith("language-"));
    if (named) return named.slice("language-".length);
    if (element.dataset.lang) return element.dataset.lang;
    if (element.localName === "figure" || element.localName === "article") break;
  }
  return "";
}
