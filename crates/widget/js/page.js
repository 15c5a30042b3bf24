// The page: finds where values are, and writes them there as text.

import { readAddresses } from "./address.js";
import { document } from "./clean.js";
import { breathe, isShown } from "./dom.js";
import { Text, fieldsOf, readTexts } from "./text.js";

/** Nothing but a `span` is a slot: the text of other elements may be a style, a script, a title or the value of a field. */
const SLOT = "span[data-sitevar]";

/** How long values are written before the page gets its turn again, in milliseconds. */
const SLICE = 4;

/** How long a reader who types must pause before the rest of a large page is written, in milliseconds. */
const PAUSE = 400;

export class Page {
  constructor(reader) {
    this.reader = reader;
    /** @type {Map<string, Set<Part>>} */
    this.parts = new Map();
    /** Texts that are the same are worked out once. */
    this.blocks = new Map();
    /** What is to be written yet, on the screen and elsewhere, and the promise that it was. */
    this.near = new Set();
    this.far = new Set();
    this.filled = new Map();
    /** Names for which the reader typed something that is refused. */
    this.marked = new Set();
    this.isWriting = false;
    this.settled = Promise.resolve();
    /** When the reader will have paused, unless they go on. */
    this.pausedAt = 0;
    this.seen = new WeakSet();
    /** @type {WeakSet<Element>} */
    this.onScreen = new WeakSet();
    this.eye = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) this.onScreen[isIntersecting ? "add" : "delete"](target);
    });
    // Nobody prints or copies what was there before.
    for (const type of ["beforeprint", "copy"]) addEventListener(type, () => this.finish(), true);
    const isTool = ({ className }) => className === "sitevar-tools";
    addEventListener("click", (event) => event.composedPath().some(isTool) && this.finish(), true);
  }

  /** Returns the names that the page uses, in the order of their first use. */
  get names() {
    return [...this.parts.keys()];
  }

  /** Returns the names that the guide in front of the reader uses. */
  get shown() {
    return this.names.filter((name) => [...this.parts.get(name)].some(({ element }) => isShown(element)));
  }

  /** Returns the blocks of code with slots. */
  files() {
    const texts = new Set([...this.parts.values()].flatMap((parts) => [...parts]));
    return [...texts].filter((text) => text.pieces && text.element.closest("pre"));
  }

  /**
   * Finds the slots in a part of the document. What is there now is their default.
   * @param {(name: string, slot?: HTMLElement) => boolean} mayFill
   */
  scan(root, mayFill) {
    const fresh = [...root.querySelectorAll(SLOT)].filter((slot) => !this.seen.has(slot) && mayFill(slot.dataset.sitevar, slot));
    fresh.forEach((slot) => this.see(slot));
    for (const part of [...readTexts(fresh, this.blocks), ...readAddresses(root, this.seen, (name) => mayFill(name))]) this.add(part);
  }

  /**
   * Takes a text whose slots were put into a page of another generator.
   * @param {import("./text.js").Placed} placed
   */
  take(placed) {
    placed.slots.forEach((slot) => this.see(slot));
    const text = new Text(placed, this.blocks);
    this.add(text);
    return text;
  }

  see(slot) {
    this.seen.add(slot);
    this.reader.show_default(fieldsOf(slot), slot.textContent);
  }

  /** Forgets parts that are not in the page any more. */
  drop(isGone) {
    for (const [name, parts] of this.parts) {
      for (const part of parts) {
        if (!isGone(part)) continue;
        parts.delete(part);
        this.near.delete(part);
        this.far.delete(part);
        this.eye.unobserve(part.element);
      }
      if (parts.size === 0) this.parts.delete(name);
    }
  }

  add(part) {
    for (const name of part.names) {
      if (!this.parts.has(name)) this.parts.set(name, new Set());
      this.parts.get(name).add(part);
    }
    this.eye.observe(part.element);
  }

  /** Lets the rest of a large page wait until the reader pauses: who types sees few of a thousand places. */
  waitForPause() {
    this.pausedAt = performance.now() + PAUSE;
  }

  /**
   * Shows what the reader set for these variables: most pages at once, a page with a thousand slots in slices.
   * @param {Iterable<string>} names
   */
  show(names) {
    for (const name of [...names, ...this.remarked()]) {
      this.parts.get(name)?.forEach((part) => (this.onScreen.has(part.element) ? this.near : this.far).add(part));
    }
    if (this.isDone()) return;
    // What was worked out for earlier values is no use any more.
    this.filled.clear();
    const isRunning = this.isWriting;
    this.write();
    if (!isRunning && !this.isDone()) this.settled = this.writeRest();
  }

  /** Returns the names that are marked now and were not, or were and are not. */
  remarked() {
    const before = this.marked;
    this.marked = new Set(this.reader.marked());
    return [...before, ...this.marked].filter((name) => before.has(name) !== this.marked.has(name));
  }

  isDone() {
    return this.near.size + this.far.size === 0;
  }

  /** Writes all that waits, now: a page that goes away or is printed gets no other turn. */
  finish() {
    this.write(Infinity);
  }

  /** Writes for the time of one slice, what is on the screen first. */
  write(slice = SLICE) {
    const end = performance.now() + slice;
    for (const parts of [this.near, this.far]) {
      for (const part of parts) {
        parts.delete(part);
        this.update(part);
        if (performance.now() > end) return;
      }
    }
  }

  /** Writes a part; where that fails for a fault of ours, it is as it was built. */
  update(part) {
    try {
      part.update(this.reader, this.filled, this.marked);
    } catch (error) {
      part.restore();
      if (!this.hasFailed) console.warn("sitevar: a snippet keeps its examples", error);
      this.hasFailed = true;
    }
  }

  /** Writes what is left, in slices; meanwhile the document says so. */
  async writeRest() {
    const { dataset } = document.documentElement;
    this.isWriting = true;
    dataset.sitevarWriting = "";
    try {
      while (!this.isDone()) {
        const pause = this.near.size > 0 ? 0 : this.pausedAt - performance.now();
        await (pause > 0 ? new Promise((done) => setTimeout(done, pause)) : breathe());
        if (this.near.size > 0 || performance.now() >= this.pausedAt) this.write();
      }
    } finally {
      // The next change goes on with what is left.
      this.isWriting = false;
      delete dataset.sitevarWriting;
    }
  }

  /** Returns in how many places these variables are. */
  places(names) {
    let places = 0;
    for (const name of names) {
      this.parts.get(name)?.forEach((part) => (places += part.names.filter((used) => used === name).length));
    }
    return places;
  }

  /** Returns those of these names that a place refuses. */
  refused(names = this.names) {
    return names.filter((name) => this.refusals(name).length > 0);
  }

  /** Returns the places that cannot hold what was set for a variable. */
  refusals(name) {
    const found = [];
    this.parts.get(name)?.forEach((part) => found.push(...part.refusals(name)));
    return found;
  }
}
