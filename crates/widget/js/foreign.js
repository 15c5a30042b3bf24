// Pages that another generator built: loaded where such a page may hold values. They have no slots of their own, and
// their scripts go on changing them.
//
// 1. A button in a corner opens the form. 2. With the first value, or the first press, the application comes, and slots
// are put into the text where a table or the declared examples say. 3. Whatever the page changes is looked through again.

import { document } from "./clean.js";
import { watchClipboard } from "./clipboard.js";
import { Corner } from "./corner.js";
import { slices } from "./dom.js";
import { files } from "./files.js";
import { Layout } from "./layout.js";
import { Placement, defaultOf, dissolve } from "./place.js";
import { Spots, addressesOf } from "./spots.js";
import { all } from "./store.js";
import { Tools } from "./tools.js";

/** How long the page is left alone after it was looked through, at least and at most, in milliseconds. */
const REST = [40, 1000];

/** What is ours in the page. */
const OWN = "[data-sitevar],.sitevar-tools,.sitevar-corner,sitevar-preferences";

/** Where nothing of a page is ours to change. */
const OFF = "html[data-sitevar-off],body[data-sitevar-off]";

/** Begins, and returns what opens the form. */
export function start(loader) {
  // Such a page needs an application that can find values.
  loader.files.app = files.app;
  const foreign = new Foreign(loader);
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  idle(() => foreign.begin(), { timeout: 1000 });
  return (element) => foreign.open(element);
}

class Foreign {
  constructor({ tag, run, copy, words }) {
    Object.assign(this, { tag, run, words });
    this.corner = new Corner(tag.dataset.button, () => this.open(this.corner.element), words);
    this.tools = new Tools({ run, copy, words, said: this.corner.said });
    /** @type {Set<Placement>} */
    this.placements = new Set();
    /** @type {WeakMap<HTMLElement, Placement>} */
    this.placementOf = new WeakMap();
    /** The blocks of code with slots, by their `pre`. */
    this.blocks = new Map();
    this.rest = REST[0];
    this.endedAt = -REST[1];
    this.settled = Promise.resolve();
    this.observer = new MutationObserver((records) => records.some(isOfPage) && this.look());
  }

  begin() {
    const root = document.documentElement;
    // Nothing of the page waits for values: there are no slots yet.
    root.dataset.sitevarShown = "";
    this.observer.observe(root, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ["hidden", "aria-hidden", "data-sitevar-off"],
    });
    // A switch between light and dark is an attribute of the page, and may take its time.
    const switched = new MutationObserver(() => this.corner.follow());
    for (const element of [root, document.body]) switched.observe(element, { attributes: true });
    root.addEventListener("transitionend", ({ target }) => [root, document.body].includes(target) && this.corner.follow());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.corner.follow());
    addEventListener("storage", () => this.look());
    addEventListener("pageshow", () => this.look());
    this.look();
  }

  /** Opens the form, when the slots are where they belong. */
  async open(element) {
    if (!(await this.load(element))) return;
    await this.look(true);
    await this.corner.isStyled;
    this.app.form.show();
    this.corner.follow();
  }

  /** Loads the application; tells whether it is there. */
  async load(element) {
    if (this.app) return true;
    const app = await this.run("foreign", element);
    this.isMissing = !app;
    // Two may have asked at once.
    if (!app || this.app) return Boolean(app);
    this.app = app;
    const { values, form, say } = this.app;
    // The page may be in another language than the loader.
    for (const key of [...Object.keys(this.words), "isSet"]) this.words[key] = say(key);
    form.mount = (dialog) => this.corner.mount(dialog);
    const tell = () => this.corner.tell(values.reader.is_set());
    values.listeners.add(tell);
    tell();
    watchClipboard(() => {
      values.page.finish();
      return this.blocks.values();
    });
    return true;
  }

  /** Looks through the page: at once, or when it has had some rest. What changes meanwhile is looked through after that. */
  look(isUrgent = false) {
    if (this.isLooking) {
      this.isStale = true;
      return this.settled;
    }
    const wait = this.endedAt + this.rest - performance.now();
    if (wait > 0 && !isUrgent) {
      this.timer ??= setTimeout(() => this.look(true), wait);
      return this.settled;
    }
    clearTimeout(this.timer);
    this.timer = undefined;
    this.settled = this.lookNow();
    return this.settled;
  }

  async lookNow() {
    this.isLooking = true;
    this.isStale = false;
    let isChanged = false;
    try {
      isChanged = await this.pass();
    } catch (error) {
      console.warn("sitevar: the page keeps its examples", error);
    }
    this.isLooking = false;
    this.endedAt = performance.now();
    // A page that changes all the time without giving us anything to do is asked less and less.
    this.rest = isChanged ? REST[0] : Math.min(2 * this.rest, REST[1]);
    if (this.isStale) this.look();
  }

  /** Tells whether it changed anything. */
  async pass() {
    // Where the reader's values are, no example is left.
    const holds = () => this.placements.size > 0 || RegExp(this.tag.dataset.find ?? "", "i").test(document.body.textContent);
    const mayHold = !document.querySelector(OFF) && holds();
    if (!this.app) {
      this.corner.show(mayHold);
      // What did not come is asked for again with the next press.
      if (!mayHold || this.isMissing || all().length === 0 || !(await this.load())) return false;
    }
    const { values, declarations } = this.app;
    const isOff = Boolean(document.querySelector(OFF)) || declarations.isOff();
    this.corner.show(mayHold && !isOff);
    const isElsewhere = this.path !== location.pathname;
    if (isElsewhere) {
      this.path = location.pathname;
      this.page = declarations.find();
      values.visit(declarations.of(this.page));
    }
    const isChanged = this.clear((placement) => isElsewhere || isOff || !placement.isWhole());
    const table = isOff ? undefined : await declarations.table(this.page);
    const placed = isOff ? [] : await this.place(table);
    const isPlaced = await this.adopt(placed, table);
    if (isElsewhere) this.app.tellReady();
    return isChanged || isPlaced;
  }

  /** Takes slots out; tells whether there were any. */
  clear(isGone) {
    let isChanged = false;
    this.change(() => {
      for (const placement of this.placements) {
        if (!isGone(placement)) continue;
        placement.undo();
        this.placements.delete(placement);
        isChanged = true;
      }
      // A host keeps copies of its pages, with slots in them.
      for (const span of document.querySelectorAll("span[data-sitevar-default]")) {
        if (!this.placements.has(this.placementOf.get(span))) dissolve(span);
      }
    });
    return isChanged;
  }

  /** Changes the page, which is no change that we are to hear of; one of the page itself is. */
  change(act) {
    if (this.observer.takeRecords().some(isOfPage)) this.isStale = true;
    act();
    this.observer.takeRecords();
  }

  /** Puts slots in, and returns the texts that got some. */
  async place(table) {
    const pause = slices();
    const layout = new Layout();
    await layout.read(document.body, (span) => (this.placementOf.has(span) ? defaultOf(span) : undefined), pause);
    const spots = new Spots(layout, this.app);
    const placed = [];
    for (const passage of await spots.find(table, pause)) {
      await pause();
      const isThere = spots.isThere(passage);
      if (isThere) continue;
      // It is read again when it is as the host had it.
      const old = new Set(spots.slots(passage).map((slot) => this.placementOf.get(slot)));
      if (old.size > 0) {
        this.clear((placement) => old.has(placement));
        this.isStale = true;
      } else if (spots.isCurrent(passage)) placed.push(...this.put(spots, passage));
      else this.isStale = true;
    }
    return placed;
  }

  put(spots, passage) {
    const placement = new Placement();
    this.change(() => placement.put(spots.of(passage)));
    this.placements.add(placement);
    for (const slot of placement.slots) this.placementOf.set(slot, placement);
    return spots.texts(passage, placement.slots);
  }

  /** Hands texts over to the reader's values, and forgets those that are gone; tells whether there was anything new. */
  async adopt(placed, table) {
    const { values } = this.app;
    const addresses = addressesOf(table);
    const isNew = placed.length + addresses.length > 0;
    const pause = slices();
    for (const one of placed) {
      const text = values.page.take(one);
      if (one.pre) this.blocks.set(one.pre, text);
      await pause();
    }
    const isGone = (part) => !(part.slots ?? [part.element]).every((element) => element.isConnected);
    this.change(() => {
      for (const { element, name, pattern } of addresses) element.setAttribute(name, pattern);
      values.page.drop(isGone);
      if (isNew) values.adopt(document);
      for (const [pre, text] of this.blocks) if (isGone(text)) this.blocks.delete(pre);
    });
    for (const act of this.tools.refresh(this.blocks)) {
      this.change(act);
      await pause();
    }
    return isNew;
  }
}

/** Tells whether a change is one of the page, not of what is ours in it. */
function isOfPage({ target, type, addedNodes, removedNodes }) {
  const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
  if (element?.closest?.(OWN)) return false;
  if (type !== "childList") return true;
  return [...addedNodes, ...removedNodes].some((node) => node.nodeType !== Node.ELEMENT_NODE || !Element.prototype.matches.call(node, OWN));
}
