// Puts slots into a page that another generator built, and takes them out again where it changes its text.
//
// A text node of the host stays in its place and keeps what is before its first slot, so that the host finds it when it
// goes on with its page.

import { document } from "./clean.js";
import { make } from "./dom.js";

/** The attribute that holds a slot's default: a copy that a host makes of its page has nothing else of it. */
const DEFAULT = "data-sitevar-default";

/**
 * A slot and where it is: text nodes and positions in them; `end` is in the last of `nodes`.
 * @typedef {{variable: string, format: string, instead: string, after: string}} Slot
 * @typedef {{slot: Slot, nodes: Text[], start: number, end: number, text: string}} Spot
 */

/** What was done to the text nodes of a passage. */
export class Placement {
  constructor() {
    /** @type {Map<Text, {before: string, after: string, added: Node[]}>} */
    this.changed = new Map();
    /** @type {HTMLElement[]} */
    this.slots = [];
  }

  /**
   * Puts slots in, the last one first, so that no text moves before its turn.
   * @param {Spot[]} spots in the order of the page
   */
  put(spots) {
    for (const spot of [...spots].reverse()) this.slots.unshift(this.wrap(spot));
    for (const [node, change] of this.changed) change.after = node.data;
  }

  wrap({ slot, nodes, start, end, text }) {
    const made = make("span", {
      "data-sitevar": slot.variable,
      "data-sitevar-format": slot.format || false,
      "data-sitevar-instead": slot.instead || false,
      "data-sitevar-after": slot.after || false,
      [DEFAULT]: text,
    });
    nodes.forEach((node) => this.note(node));
    const [first] = nodes;
    const last = nodes.at(-1);
    // What goes over several elements stands in the first one.
    if (last === first) this.split(first, end);
    else last.data = last.data.slice(end);
    for (const node of nodes.slice(1, -1)) node.data = "";
    first.data = first.data.slice(0, start);
    made.append(text);
    first.after(made);
    this.changed.get(first).added.push(made);
    return made;
  }

  split(node, at) {
    if (at === node.length) return;
    const rest = document.createTextNode(node.data.slice(at));
    node.after(rest);
    this.changed.get(node).added.push(rest);
  }

  note(node) {
    if (!this.changed.has(node)) this.changed.set(node, { before: node.data, after: "", added: [] });
  }

  /** Tells whether all is as it was left: the host has neither changed nor removed a part. */
  isWhole() {
    return [...this.changed].every(
      ([node, { after, added }]) => node.isConnected && node.data === after && added.every((part) => part.isConnected && part.parentNode === node.parentNode),
    );
  }

  /** Takes the slots out; what the host has changed meanwhile stays as the host wants it. */
  undo() {
    for (const [node, { before, after, added }] of this.changed) {
      added.forEach((part) => part.remove());
      if (node.data === after) node.data = before;
    }
  }
}

/** Returns the default of a slot that was put in here, or of a host's copy of one. */
export function defaultOf(span) {
  return span.getAttribute(DEFAULT) ?? undefined;
}

/** Takes slots out of copies that a host has made of its page, which nobody here knows of. */
export function dissolve(span) {
  const text = document.createTextNode(defaultOf(span));
  span.replaceWith(text);
  // The host's own text is one node again.
  text.parentNode?.normalize();
}
