// What a page of another generator copies: its own button may copy a text that it keeps, with the examples. Whatever is
// the text of a block with its examples becomes the block's text with the reader's values.

import { document } from "./clean.js";

/** Characters that typography puts in place of others. */
const PLAIN = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2013": "-", "\u2014": "-", "\u2026": "..." };

/** Returns a text without what hosts change in it: spaces, line breaks, what is not seen. */
export function fold(text) {
  return text.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff\u007f]/g, "").replace(/[\u2018-\u201e\u2013\u2014\u2026]/g, (sign) => PLAIN[sign] ?? sign);
}

/**
 * Watches the clipboard.
 * @param {() => Iterable<import("./text.js").Text>} blocks the blocks of code with slots
 */
export function watchClipboard(blocks) {
  const filled = (text) => {
    const folded = fold(text);
    for (const block of folded ? blocks() : []) {
      // Where lines are elements, the text of the page has no line breaks.
      if (![block.source(true), block.source()].some((source) => fold(source) === folded)) continue;
      const source = block.source();
      return /[\n\u007f]$/.test(text) ? source : source.replace(/\n$/, "");
    }
    return text;
  };
  const { clipboard } = navigator;
  replace(clipboard, "writeText", (write) => (text) => write(filled(String(text))));
  replace(clipboard, "write", (write) => (items) => write([...items].map((item) => filledItem(item, filled))));
  // Last of all: what the page itself puts there counts.
  addEventListener("copy", (event) => {
    const data = event.clipboardData;
    const text = event.defaultPrevented ? data?.getData("text/plain") : selected();
    const changed = text && filled(text);
    if (!data || !changed || changed === text) return;
    data.setData("text/plain", changed);
    event.preventDefault();
  });
}

function replace(object, name, make) {
  const own = object?.[name];
  if (typeof own !== "function") return;
  try {
    object[name] = make(own.bind(object));
  } catch {
    // A page that forbids it copies what it shows.
  }
}

/** Returns an item whose plain text is filled; a browser that cannot read it copies what the page says. */
function filledItem(item, filled) {
  try {
    if (!item.types.includes("text/plain")) return item;
    const text = item.getType("text/plain").then(async (blob) => new Blob([filled(await blob.text())], { type: "text/plain" }));
    const others = item.types.filter((type) => type !== "text/plain");
    return new ClipboardItem({ ...Object.fromEntries(others.map((type) => [type, item.getType(type)])), "text/plain": text });
  } catch {
    return item;
  }
}

/** Returns what is selected, in the page or in a field. */
function selected() {
  const field = document.activeElement;
  if (typeof field?.selectionStart === "number" && typeof field.value === "string") {
    return field.value.slice(field.selectionStart, field.selectionEnd);
  }
  return String(getSelection());
}
