// Attributes with values in them, such as where a link leads.

import { clean, document } from "./clean.js";
import { Attribute } from "./wasm.js";

const PATTERN = "data-sitevar-";

/**
 * Reads the attributes that have values in them: beside each is its pattern.
 * @param {Document | HTMLElement} root
 * @param {WeakSet<Node>} seen the patterns that were read, now and before
 * @param {(name: string) => boolean} mayFill
 */
export function readAddresses(root, seen, mayFill) {
  const addresses = [];
  const start = root.nodeType === Node.DOCUMENT_NODE ? root.documentElement : root;
  const found = document.evaluate(`.//@*[starts-with(name(), "${PATTERN}")]`, start, null, XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE, null);
  for (let index = 0; index < found.snapshotLength; index += 1) {
    const pattern = found.snapshotItem(index);
    const element = pattern.ownerElement;
    const own = clean(element);
    const name = pattern.name.slice(PATTERN.length);
    const shown = own.getAttribute(name);
    // What a slot's own element has says how its text is written.
    if (shown === null || seen.has(pattern) || own.matches("[data-sitevar]")) continue;
    seen.add(pattern);
    const read = Attribute.read(own.localName, name, pattern.value, shown);
    // With a press on a link, its `ping` is sent to others, and the link's address with it.
    if (read?.variables().every(mayFill) && !own.hasAttribute("ping")) addresses.push(new Address(element, name, shown, read));
  }
  return addresses;
}

/** Tells whether relative addresses are those of this page's origin, wherever a `base` leads; a file on a disk has none. */
function isAtHome() {
  const { origin } = new URL(document.baseURI);
  return origin === location.origin && origin !== "null";
}

/** An attribute of an element. */
class Address {
  constructor(element, name, shown, read) {
    this.element = element;
    this.own = clean(element);
    this.name = name;
    this.shown = this.original = shown;
    this.read = read;
    this.names = read.variables();
    this.reason = "";
  }

  update(reader) {
    let text = this.original;
    this.reason = "";
    try {
      text = this.read.fill(reader, isAtHome()) ?? this.original;
    } catch (reason) {
      // What is no text is a fault of ours, and no reason for a reader.
      if (typeof reason !== "string") throw reason;
      this.reason = reason;
    }
    this.write(text);
  }

  write(text) {
    if (text !== this.shown) this.own.setAttribute(this.name, text);
    this.shown = text;
  }

  restore() {
    this.write(this.original);
  }

  refusals(name) {
    return this.reason ? [{ name, where: this.own.textContent.trim(), line: 0, reason: this.reason }] : [];
  }
}
