// Texts with slots in them: code, whose language says how a value is written, and the words of a sentence.

import { document } from "./clean.js";
import { Block } from "./wasm.js";
import { say } from "./words.js";

const SLOT = "[data-sitevar]";
const YOURS = "sitevar-yours";

/** A place that cannot hold what the reader set, for the form. */
/** @typedef {{name: string, where: string, line: number, reason: string}} Refusal */

/**
 * Reads the texts that slots are in.
 * @param {HTMLElement[]} slots in the order of the page
 * @param {Map<string, Block>} blocks texts that are the same are worked out once
 */
export function readTexts(slots, blocks) {
  const texts = new Map();
  for (const slot of slots) {
    const code = slot.closest("code") ?? slot.closest("pre");
    const first = code ?? firstOfText(slot);
    if (!texts.has(first)) texts.set(first, { code, slots: [] });
    texts.get(first).slots.push(slot);
  }
  return [...texts].map(([first, { code, slots }]) => {
    const pieces = code ? piecesOf(code, slots) : piecesFrom(first, slots);
    const element = code ?? first.parentElement;
    const [language, title] = code ? [languageOf(code), titleOf(code)] : ["", ""];
    return new Text({ element, slots, pieces, language, title }, blocks);
  });
}

/**
 * What is known of a text: the pieces are literal texts and slots in turn, beginning and ending with a literal text.
 * @typedef {{element: HTMLElement, slots: HTMLElement[], pieces: string[], language: string, title: string}} Placed
 */

/** A text with its slots. */
export class Text {
  /** @param {Placed} placed */
  constructor({ element, slots, pieces, language, title }, blocks) {
    this.element = element;
    this.slots = slots;
    this.pieces = pieces;
    this.names = slots.map((slot) => slot.dataset.sitevar);
    this.original = slots.map((slot) => slot.textContent);
    this.shown = [...this.original];
    /** @type {(string | undefined)[]} what is not the page's own */
    this.written = slots.map(() => undefined);
    this.isYours = slots.map(() => false);
    this.isMarked = slots.map(() => false);
    this.title = title;
    this.language = language;
    /** @type {Map<number, [string, number]>} the reason and the line */
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

  /** @param {Set<string>} marked names for which the reader typed something that is refused */
  update(reader, filled, marked) {
    const block = this.block();
    if (!filled.has(block)) filled.set(block, block.fill(reader));
    this.refused.clear();
    filled.get(block).forEach((value, index) => {
      const isYours = typeof value === "string";
      const [text, line] = isYours ? [value] : (value ?? []);
      if (line) this.refused.set(index, value);
      this.written[index] = line ? undefined : text;
      this.write(index, this.written[index] ?? this.original[index], isYours);
      this.mark(index, this.refused.has(index) || marked.has(this.names[index]));
    });
  }

  /** Writes a value into its element, where that changes anything; without values of its own a page is as it was built. */
  write(index, text, isYours) {
    const slot = this.slots[index];
    if (text !== this.shown[index]) setWords(slot, (this.shown[index] = text));
    if (isYours === this.isYours[index]) return;
    this.isYours[index] = isYours;
    slot.classList.toggle(YOURS, isYours);
    if (slot.classList.length === 0) slot.removeAttribute("class");
  }

  /** Marks a slot that does not show what the reader wants there; the style says the words, which are no part of the text. */
  mark(index, isMarked) {
    if (isMarked === this.isMarked[index]) return;
    this.isMarked[index] = isMarked;
    const { dataset } = this.slots[index];
    if (isMarked) dataset.sitevarRefused = ` ${say("isRefused")}`;
    else delete dataset.sitevarRefused;
  }

  /** Returns the whole text, with the defaults or as its slots show it: as its source has it, whatever the page makes of it. */
  source(isDefault = false) {
    return this.pieces.map((piece, index) => (index % 2 === 0 || isDefault ? piece : (this.written[index >> 1] ?? piece))).join("");
  }

  restore() {
    this.original.forEach((text, index) => {
      this.written[index] = undefined;
      this.write(index, text, false);
      this.mark(index, false);
    });
  }

  /** @returns {Refusal[]} */
  refusals(name) {
    const rows = [...this.refused].filter(([index]) => this.names[index] === name);
    return rows.map(([, [reason, line]]) => ({ name, where: this.title, line, reason }));
  }
}

/** Changes words where they are, which is less work for the browser than new ones. */
function setWords(slot, text) {
  const words = slot.firstChild;
  if (text && words?.nodeType === Node.TEXT_NODE && !words.nextSibling) words.data = text;
  else slot.textContent = text;
}

/** Returns what tells how a slot is written: name, format, text in place of a value, text after a value. */
export function fieldsOf({ dataset }) {
  return [dataset.sitevar, dataset.sitevarFormat ?? "", dataset.sitevarInstead ?? "", dataset.sitevarAfter ?? ""];
}

/** Returns the text of code as literal texts and slots in turn, beginning and ending with a literal text. */
function piecesOf(code, slots) {
  const pieces = [""];
  // What is no slot of these is text like any other.
  const own = new Set(slots);
  let next = 0;
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    // An empty slot has no text to walk over.
    for (; next < slots.length && isBefore(slots[next], node); next += 1) pieces.push(slots[next].textContent, "");
    if (!own.has(node.parentNode.closest(SLOT))) pieces[pieces.length - 1] += node.data;
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
  // A form may have fields that are named as what is asked of it.
  const near = code.closest(":is([data-lang], [class*=language-], figure, article):not(form)");
  const named = [...(near?.classList ?? [])].find((name) => name.startsWith("language-"));
  return near?.dataset.lang || (named?.slice("language-".length) ?? "");
}

/** Returns the title of the figure that code is in, without the buttons beside it. */
function titleOf(code) {
  const caption = code.closest("figure")?.querySelector("figcaption");
  const words = [...(caption?.childNodes ?? [])].filter((node) => !node.classList?.contains("sitevar-tools"));
  return words.map((node) => node.textContent).join("").trim();
}
