// The text of a page that another generator built: its text nodes in the order of the document, and the passages that
// they belong to, as core's `locate` reads finished HTML.
//
// A passage is a block of code, a span of code, or the words between elements that end a line.

import { document } from "./clean.js";

/** What is no text of the page, or not for us to change. */
const LEFT_OUT =
  "script,style,noscript,template,button,textarea,select,option,svg,[hidden],[data-sitevar-off],[contenteditable]:not([contenteditable=false])," +
  ".linenos,.lineno,.ln,.lnt,[data-line-number],.sitevar-tools,.sitevar-dialog,.sitevar-corner,sitevar-preferences";

/** Elements that are a part of the line they are in; all others end it. */
const INLINE = new Set(
  ("a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark picture q rp rt ruby s samp small span " +
    "strike strong sub sup time tt u var wbr").split(" "),
);

const SPANS = new Set(["code", "kbd", "samp"]);

/** How far above code its language and its title may be named. */
const LEVELS = 6;

/** Names of languages by which a host says that it knows none. */
const NO_LANGUAGE = ["", "default", "none", "plain", "plaintext", "text", "txt", "undefined"];

/** A class that names a language. */
const CLASS = /(?:^|\s)(?:language|lang|highlight-source|highlight)-([\w+#.-]+)/;

const matches = (element, selector) => Element.prototype.matches.call(element, selector);

/**
 * A piece of a page's text; `node` is `null` for a line break that an element makes.
 * @typedef {{node: Node | null, text: string, passage: number, slot?: HTMLElement}} Piece
 * @typedef {{kind: "prose" | "span" | "block", element: HTMLElement, language: string, title: string}} Passage
 */

export class Layout {
  constructor() {
    /** @type {Piece[]} */
    this.pieces = [];
    /** @type {Passage[]} */
    this.passages = [];
  }

  /**
   * Walks through a part of the page, and gives it its turn now and then.
   * @param {(slot: HTMLElement) => string | undefined} defaultOf the text that a slot has in place of what it shows
   * @param {() => Promise<void> | undefined} pause
   */
  async read(root, defaultOf, pause) {
    this.defaultOf = defaultOf;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let isDown = true; ; ) {
      const node = walker.currentNode;
      if (isDown && this.enter(node) && walker.firstChild()) continue;
      this.leave(node);
      await pause();
      if (node === root) return;
      isDown = Boolean(walker.nextSibling());
      // What was taken out of the page meanwhile leads nowhere; that it was is a change of its own.
      if (!isDown && !walker.parentNode()) return;
    }
  }

  /** Tells whether what is inside of a node is to be read. */
  enter(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      this.add(node, node.data);
      return false;
    }
    const name = node.localName;
    if (matches(node, LEFT_OUT) || (!this.block && node.getAttribute("aria-hidden") === "true")) return false;
    const text = name === "span" ? this.defaultOf(node) : undefined;
    if (text !== undefined) {
      this.add(node.firstChild, text, node);
      return false;
    }
    if (name === "br") this.add(null, "\n");
    else if (name === "pre" && !this.block) this.begin("block", (this.block = node));
    else if (SPANS.has(name) && !this.block && !this.span) this.begin("span", (this.span = node));
    else if (!INLINE.has(name)) this.endLine();
    else if (this.block && matches(node, ".line")) this.endLine();
    return true;
  }

  leave(node) {
    if (node === this.block) this.block = this.current = undefined;
    else if (node === this.span) this.span = this.current = undefined;
    else if (node.nodeType === Node.ELEMENT_NODE && (!INLINE.has(node.localName) || (this.block && matches(node, ".line"))) && node.localName !== "br") this.endLine();
  }

  /** In code a line ends, elsewhere the passage does. */
  endLine() {
    if (this.block) this.isLineOver = true;
    else if (!this.span) this.current = undefined;
  }

  begin(kind, element) {
    this.isLineOver = false;
    const [language, title] = kind === "block" ? [languageOf(element), titleOf(element)] : ["", ""];
    this.current = this.passages.push({ kind, element, language, title }) - 1;
    this.last = "";
  }

  add(node, text, slot) {
    if (this.current === undefined) {
      if (!text.trim()) return;
      this.begin("prose", (slot ?? node).parentNode);
    }
    if (this.isLineOver && text) {
      this.isLineOver = false;
      if (this.last && !this.last.endsWith("\n") && !text.startsWith("\n")) this.push(null, "\n");
    }
    this.push(node, text, slot);
  }

  push(node, text, slot) {
    this.pieces.push({ node, text, passage: this.current, slot });
    if (text) this.last = text;
  }
}

/** Returns the code's element, and those above it as long as they hold no other code. */
function around(pre) {
  const found = [pre.querySelector("code") ?? pre, pre];
  for (let above = pre.parentElement; above && found.length < LEVELS + 1; above = above.parentElement) {
    if (above === document.body || [...above.querySelectorAll("pre")].some((other) => other !== pre && !other.closest(LEFT_OUT))) break;
    found.push(above);
  }
  return found;
}

/** Returns the language that a host names, or nothing. */
export function languageOf(pre) {
  for (const element of around(pre)) {
    const named = element.getAttribute("data-lang") ?? element.getAttribute("data-language") ?? CLASS.exec(element.getAttribute("class") ?? "")?.[1];
    if (named !== undefined) return NO_LANGUAGE.includes(named.toLowerCase()) ? "" : named;
  }
  return "";
}

/** Where hosts write the title of code. */
const TITLE = "figcaption .title,figcaption,[class*=codeBlockTitle],.filename,.code-block-caption .caption-text,.code-block-caption";

/** Returns the title that a host writes above code, or nothing. */
export function titleOf(pre) {
  const all = around(pre);
  const found = all.slice(2).map((element) => element.querySelector(TITLE)).find((title) => title && !pre.contains(title));
  const words = [...(found?.childNodes ?? [])].filter((node) => !(node.nodeType === Node.ELEMENT_NODE && matches(node, "button,.sitevar-tools,.headerlink")));
  const title = words.map((node) => node.textContent).join("").trim();
  return title || labelOf(pre);
}

/** Returns the label of the tab that shows code in a group. */
function labelOf(pre) {
  const group = pre.closest(".vp-code-group");
  const blocks = [...(group?.querySelectorAll(".blocks pre") ?? [])];
  return group?.querySelectorAll(".tabs label")[blocks.indexOf(pre)]?.textContent.trim() ?? "";
}
