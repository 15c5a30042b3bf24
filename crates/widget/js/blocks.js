// Pages that another generator made of the static Markdown: their code has no slots, but `sitevar.json` says where they are.

import { document } from "./clean.js";
import { make } from "./dom.js";

/**
 * A slot in the text of a block, counted in UTF-16 units.
 * @typedef {{variable: string, format?: string, start: number, text: string, instead?: string, after?: string}} SlotRow
 */

/**
 * Puts the slots into the code of this page that `sitevar.json` knows and that has none yet.
 * @param {{index: number, slots: SlotRow[]}[]} blocks
 */
export function placeSlots(blocks) {
  const codes = [...document.querySelectorAll("pre")].map((pre) => pre.querySelector("code") ?? pre);
  for (const { index, slots } of blocks) {
    const fits = (code) => code && slots.every((slot) => code.textContent.startsWith(slot.text, slot.start));
    // Themes have code of their own, so a block is known by its text.
    const code = fits(codes[index]) ? codes[index] : codes.find(fits);
    // From the last to the first, so that no text moves before its turn.
    if (code) [...slots].reverse().forEach((slot) => place(code, slot));
  }
}

/** Puts one slot into code, unless it is there or goes over the end of an element. */
function place(code, { variable, format, start, text, instead, after }) {
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walk.nextNode(); node; at += node.length, node = walk.nextNode()) {
    if (start >= at + node.length) continue;
    const from = start - at;
    if (from < 0 || from + text.length > node.length || node.parentNode.closest("[data-sitevar]")) return;
    const slot = make("span", {
      "data-sitevar": variable,
      "data-sitevar-format": format ?? false,
      "data-sitevar-instead": instead ?? false,
      "data-sitevar-after": after ?? false,
    });
    const inside = node.splitText(from);
    inside.splitText(text.length);
    inside.replaceWith(slot);
    slot.append(inside);
    return;
  }
}
