// How a text leaves the page, when the reader asks for that: by the clipboard or as a file.

import { document } from "./clean.js";
import { make } from "./dom.js";

/** Puts a text on the clipboard; tells whether that worked. */
export async function put(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return putOldWay(text, shown);
  }
}

/** The same in the old way, which needs something selected: all that there is on plain `http`. */
export function putOldWay(text, shown) {
  const set = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("copy", set, true);
  getSelection().selectAllChildren(shown);
  const done = document.execCommand("copy");
  removeEventListener("copy", set, true);
  if (done) getSelection().removeAllRanges();
  return done;
}

/** Saves a text as a file; a title may be a whole path. */
export function save(title, text) {
  const href = URL.createObjectURL(new Blob([text]));
  make("a", { href, download: title.split(/[\\/]/).pop() }).click();
  setTimeout(() => URL.revokeObjectURL(href), 9999);
}
