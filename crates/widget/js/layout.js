// The text of a page that another generator built: its text nodes in the order of the document, and the passages that
// they belong to. What elements and classes mean is what core's `locate::conventions` says, which reads finished HTML.

import { document } from "./clean.js";
import { OFF } from "./dom.js";

const words = (text) => new Set(text.split(" "));

/** Elements that end a paragraph where they start and where they end; in code they end a line. */
const BLOCKS = words(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul " +
    "starlight-tabs starlight-tabs-restore sitevar-preferences",
);

const SPANS = words("code kbd samp");

/** What is no text of a page, or not for us to change. */
const LEFT_OUT =
  "script,style,noscript,template,title,button,textarea,select,option,datalist,svg,iframe,object,audio,video,canvas,nav,rp," +
  `[hidden],${OFF},[data-line-number],[role=navigation i],` +
  ".linenos,.lineno,.linenodiv,.lnt,.ln,.line-numbers-rows,.line-numbers-wrapper,.hljs-ln-numbers,.toc,.toc-tree,.toc-drawer,.table-of-contents," +
  "sitevar-preferences,.sitevar-tools,.sitevar-corner,.sitevar-dialog,.sitevar-missing";

/** How far above code its language and its title may be named. */
const LEVELS = 5;

/** Names of languages by which a host says that it knows none. */
const NO_LANGUAGE = ["", "default", "none", "plain", "plaintext", "text", "txt", "undefined"];

/** A class that names a language. */
const CLASS = /(?:^|\s)(?:language|lang|highlight-source|highlight)-([\w+#.-]+)/;

const matches = (element, selector) => Element.prototype.matches.call(element, selector);

/**
 * A piece of a page's text; `node` is `null` for a line break that an element makes.
 * @typedef {{node: Node | null, text: string, passage: number, slot?: HTMLElement, startsLine: boolean}} Piece
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
      const turn = pause();
      if (turn) await turn;
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
    if (name === "br") this.endLine();
    else if (BLOCKS.has(name)) this.end();
    if (matches(node, LEFT_OUT) || (!this.block && matches(node, "[aria-hidden=true i]"))) return false;
    const text = name === "span" ? this.defaultOf(node) : undefined;
    if (text !== undefined) {
      this.add(node.firstChild, text, node);
      return false;
    }
    if (name === "pre" && !this.block) this.begin("block", (this.block = node));
    else if (SPANS.has(name) && !this.block && !this.span) this.begin("span", (this.span = node));
    return true;
  }

  leave(node) {
    if (node === this.block) this.block = this.current = undefined;
    else if (node === this.span) this.span = this.current = undefined;
    if (BLOCKS.has(node.localName)) this.end();
  }

  /** Ends a line in code, and elsewhere the paragraph. */
  end() {
    this.startsLine = true;
    if (this.block) return;
    this.current = undefined;
    this.isInParagraph = false;
  }

  /** Ends a line; in code one without text is a line, too. */
  endLine() {
    if (this.block) this.push(null, "\n");
    else this.startsLine = true;
  }

  begin(kind, element) {
    const [language, title] = kind === "block" ? [languageOf(element), titleOf(element)] : ["", ""];
    this.current = this.passages.push({ kind, element, language, title }) - 1;
    this.isInParagraph = true;
  }

  add(node, text, slot) {
    if (this.current === undefined) {
      if (!this.isInParagraph && !text.trim()) return;
      this.begin("prose", (slot ?? node).parentNode);
    }
    this.push(node, text, slot);
  }

  push(node, text, slot) {
    this.pieces.push({ node, text, passage: this.current, slot, startsLine: this.startsLine });
    this.startsLine = false;
  }
}

/** Returns the code's element, and those above it as long as they hold no other code. */
function around(pre) {
  const found = [pre.querySelector("code") ?? pre, pre];
  for (let above = pre.parentElement; above && found.length < LEVELS + 2; above = above.parentElement) {
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
