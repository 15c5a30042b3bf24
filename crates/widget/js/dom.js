// Builds elements: text is text, and nothing here reads markup.

import { document } from "./clean.js";

/** What is not ours to change: what the author has turned off, and what somebody is writing. */
export const OFF = "[data-sitevar-off],[contenteditable]:not([contenteditable=false i])";

/**
 * Makes an element.
 * @param {string} tag
 * @param {Object<string, string | boolean | EventListener>} attributes functions under `onclick` and the like are
 *   listeners; `true` is an attribute without a value; `false` leaves it out
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Makes a button. */
export function button(text, press) {
  return make("button", { type: "button", class: "sitevar-button", onclick: press }, text);
}

/** Shows a message in an element, and returns that: what is between backticks is code. */
export function setMessage(element, message) {
  const parts = message.split("\u0060");
  element.replaceChildren(...parts.map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part)).filter(Boolean));
  return element;
}

/** Returns a message as a sentence: the messages of the core begin in lower case and end without a dot. */
export function sentence(message) {
  if (message === "") return "";
  const end = /[.!?]$/.test(message) ? "" : ".";
  return message[0].toUpperCase() + message.slice(1) + end;
}

/** Keeps the keys that are pressed in an element from the page, which may turn its pages at one. */
export function takeKeys(element) {
  for (const type of ["keydown", "keypress", "keyup"]) element.addEventListener(type, (event) => event.stopPropagation());
}

let made = 0;

/** Returns an id that nothing else on the page has. */
export function freshId(stem) {
  made += 1;
  return `sitevar-${stem}-${made}`;
}

/** How long a page is read or changed before it gets its turn again, in milliseconds. */
const SLICE = 8;

/** Returns what gives the page its turn whenever a slice is over. */
export function slices() {
  let end = performance.now() + SLICE;
  return () => (performance.now() < end ? undefined : breathe().then(() => (end = performance.now() + SLICE)));
}

/** Tells whether a reader sees an element's guide: a file of several shows one of them. */
export function isShown(element) {
  return element.closest(".guide")?.checkVisibility() ?? true;
}

/** Puts a value into the list that a map has for a key. */
export function pushTo(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

/** Lets the browser draw and react before going on, without the four milliseconds of a timer. */
export function breathe() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    const end = () => {
      port1.close();
      removeEventListener("pageshow", end);
      done();
    };
    port1.onmessage = end;
    // Messages to a page that waits in the browser's memory may be lost.
    addEventListener("pageshow", end);
    port2.postMessage(null);
  });
}
