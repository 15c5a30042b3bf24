// Where the slots of a page belong that another generator built: as its table says, or else where its text shows what
// the site declares as examples.

import { document } from "./clean.js";
import { OFF, pushTo } from "./dom.js";

/** A place that is not known. */
const LOST = 0xffffffff;

/** The language of code whose page names none: few values can be written there. */
const UNNAMED = "unnamed";

/** How many members describe an example: passage, start, length, a place of four numbers, and the slot. */
const EXAMPLE = 11;

/**
 * A text with slots: of the table, or a passage of the page.
 * @typedef {{text: string, kind: string, language: string, title: string, slots: {start: number, length: number, place: number[], slot: import("./place.js").Slot}[]}} Source
 */

export class Spots {
  /** @param {import("./layout.js").Layout} layout */
  constructor(layout, { values, PageText }) {
    this.pieces = layout.pieces;
    this.layout = layout;
    this.values = values;
    this.PageText = PageText;
    /** @type {Map<number, Source[]>} */
    this.sources = new Map();
    /** The slots that are there already, by passage. */
    this.old = new Map();
    for (const { passage, slot } of this.pieces) if (slot) pushTo(this.old, passage, slot);
  }

  /**
   * Finds all slots, and gives the page its turn now and then; returns the passages that have some, or had.
   * @param {{runs?: object[]} | undefined} table
   * @param {() => Promise<void> | undefined} pause
   */
  async find(table, pause) {
    const { pieces, passages } = this.layout;
    const page = new this.PageText(
      pieces.map(({ text }) => text).join(""),
      Uint32Array.from(pieces, ({ text }) => text.length),
      Uint32Array.from(pieces, ({ passage }) => passage),
      Uint8Array.from(pieces, ({ startsLine }) => startsLine),
      passages.flatMap(({ kind, language, title }) => [kind, language, title]),
    );
    await pause();
    const sources = table ? await located(page, table.runs ?? [], pause) : this.found(page);
    page.free();
    for (const source of sources) {
      await pause();
      this.sort(source);
    }
    return new Set([...this.sources.keys(), ...this.old.keys()]);
  }

  /** Finds examples; the page itself may declare variables. */
  found(page) {
    const [slots, declared] = page.find(this.values.reader);
    this.values.declareOwn(declared);
    const sources = new Map();
    for (let at = 0; at < slots.length; at += EXAMPLE) {
      const [passage, start, length, ...place] = slots.slice(at, at + 7);
      const [variable, format, instead, after] = slots.slice(at + 7, at + EXAMPLE);
      if (!sources.has(passage)) sources.set(passage, { ...this.layout.passages[passage], text: page.text(passage), slots: [] });
      sources.get(passage).slots.push({ start, length, place, slot: { variable, format, instead, after } });
    }
    for (const source of sources.values()) if (source.kind === "block") source.language ||= UNNAMED;
    return [...sources.values()];
  }

  /** Keeps what can be put into one passage. */
  sort(source) {
    const { pieces } = this;
    const ofPassage = new Map();
    for (const row of source.slots) {
      const [first, , last] = row.place;
      const piece = pieces[first];
      if (first === LOST || !piece?.node || piece.passage !== pieces[last]?.passage) continue;
      if (!this.values.mayStand(row.slot.variable, piece.slot ?? piece.node.parentElement)) continue;
      pushTo(ofPassage, piece.passage, row);
    }
    for (const [passage, slots] of ofPassage) pushTo(this.sources, passage, { ...source, slots });
  }

  /** Returns the slots of a passage in the order of the page, each with its source. */
  rows(passage) {
    const rows = (this.sources.get(passage) ?? []).flatMap((source) => source.slots.map((row) => ({ ...row, source })));
    return rows.sort((one, other) => one.place[0] - other.place[0] || one.place[1] - other.place[1]);
  }

  /** Returns the slots that a passage has already. */
  slots(passage) {
    return this.old.get(passage) ?? [];
  }

  /** Tells whether a passage has exactly its slots already. */
  isThere(passage) {
    const old = this.slots(passage);
    const rows = this.rows(passage);
    return (
      old.length === rows.length &&
      rows.every(({ place: [first, start, last, end], slot }) => {
        const { slot: there, text } = this.pieces[first];
        return there && first === last && start === 0 && end === text.length && isSame(there, slot);
      })
    );
  }

  /** Tells whether the page is still as it was read. */
  isCurrent(passage) {
    return this.rows(passage).every(({ place }) => this.between(place).every(({ node, text }) => node.isConnected && node.data === text));
  }

  /** Returns the pieces of a place that are in the page. */
  between([first, , last]) {
    return this.pieces.slice(first, last + 1).filter(({ node }) => node);
  }

  /** @returns {import("./place.js").Spot[]} */
  of(passage) {
    return this.rows(passage).map(({ place, slot }) => {
      const [first, start, last, end] = place;
      const all = this.pieces.slice(first, last + 1).map(({ text }) => text);
      const text = first === last ? all[0].slice(start, end) : [all[0].slice(start), ...all.slice(1, -1), all.at(-1).slice(0, end)].join("");
      return { slot, nodes: this.between(place).map(({ node }) => node), start, end, text };
    });
  }

  /**
   * Returns the texts of a passage with the elements of their slots.
   * @returns {(import("./text.js").Placed & {pre?: HTMLElement})[]}
   */
  texts(passage, elements) {
    const rows = this.rows(passage);
    return (this.sources.get(passage) ?? []).map((source) => {
      const own = rows.map((row, index) => [row, elements[index]]).filter(([row]) => row.source === source);
      own.sort(([one], [other]) => one.start - other.start);
      const slots = own.map(([, element]) => element);
      const { language, title } = source;
      const pre = slots[0].closest("pre") ?? undefined;
      const element = pre?.querySelector("code") ?? pre ?? slots[0].parentElement;
      return { element, slots, pieces: piecesOf(source.text, own.map(([row]) => row)), language, title, pre };
    });
  }
}

/** Returns a text as literal texts and slots in turn. */
function piecesOf(text, rows) {
  const pieces = [];
  let at = 0;
  for (const { start, length } of rows) {
    pieces.push(text.slice(at, start), text.slice(start, start + length));
    at = start + length;
  }
  return [...pieces, text.slice(at)];
}

function isSame({ dataset }, { variable, format, instead, after }) {
  const { sitevar, sitevarFormat = "", sitevarInstead = "", sitevarAfter = "" } = dataset;
  return sitevar === variable && sitevarFormat === format && sitevarInstead === instead && sitevarAfter === after;
}

/**
 * Asks core where the runs of a table are.
 * @returns {Promise<Source[]>}
 */
async function located(page, runs, pause) {
  // A page that has the form itself does not show the table that stands for it.
  const isForm = document.querySelector("sitevar-preferences") !== null;
  const sources = runs.filter(({ form }) => !(form && isForm)).map(({ kind = "prose", language = "", title = "", text = "", slots = [] }) => ({
    kind, language, title, text,
    slots: slots.map(([start, length, variable, format = "", instead = "", after = ""]) => ({ start, length, slot: { variable, format, instead, after } })),
  }));
  const texts = sources.flatMap(({ kind, language, title, text, slots }) => [
    kind, language, title, text,
    ...slots.flatMap(({ slot }) => [slot.variable, slot.format, slot.instead, slot.after]),
  ]);
  const numbers = sources.flatMap(({ slots }) => [slots.length, ...slots.flatMap(({ start, length }) => [start, length])]);
  page.locate(texts, Uint32Array.from(numbers));
  while (!page.step()) await pause();
  const places = page.places();
  let at = 0;
  for (const row of sources.flatMap(({ slots }) => slots)) {
    row.place = [...places.slice(at, at + 4)];
    at += 4;
  }
  return sources;
}

/**
 * Returns the attributes that hold values, with their patterns.
 * @param {{addresses?: string[][]} | undefined} table
 */
export function addressesOf(table) {
  return (table?.addresses ?? []).flatMap(([element, attribute, pattern, shown]) => {
    const found = [...document.querySelectorAll(`${CSS.escape(element)}[${CSS.escape(attribute)}]`)];
    const name = `data-sitevar-${attribute}`;
    const fits = (one) => sameAddress(one.getAttribute(attribute)) === sameAddress(shown) && !one.hasAttribute(name) && !one.closest(OFF);
    return found.filter(fits).map((one) => ({ element: one, name, pattern }));
  });
}

/** Returns an address as every generator would write it, as `assets --check` does. */
function sameAddress(address) {
  const bare = address.replace(/\/+$/, "");
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
