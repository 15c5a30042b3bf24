// The button in a corner of a page that another generator built, and the form that it opens: both in a shadow root, so
// that no style of the page reaches them; a site styles the button with `::part(button)`.

import { document } from "./clean.js";
import { make } from "./dom.js";
import { files } from "./files.js";
import { schemeOf } from "./scheme.js";

const PLACES = ["bottom-right", "bottom-left", "top-left", "top-right"];

export class Corner {
  /**
   * @param {string | undefined} wish where the button is, or `off`
   * @param {() => void} press
   * @param {Object<string, string>} words the loader's
   */
  constructor(wish, press, words) {
    Object.assign(this, { wish, words });
    const place = PLACES.includes(wish) ? wish : PLACES[0];
    this.element = make("div", { class: "sitevar-corner", "data-place": place });
    this.root = this.element.attachShadow({ mode: "open" });
    this.button = make("button", { type: "button", part: "button", class: "sitevar-corner-button", "aria-haspopup": "dialog", onclick: press }, words.open);
    /** Says what was done, for those who hear the page. */
    this.said = make("output", { class: "sitevar-said" });
    const { url, integrity } = files.style;
    this.isStyled = new Promise((done) => {
      // Where the style does not come, the form can be used without it.
      this.root.append(make("link", { rel: "stylesheet", href: url, integrity, onload: done, onerror: done }), make("slot"), this.said);
    });
  }

  /** Shows the button where the page may hold values and its author has none; what else is in here stays in the page. */
  show(isWanted) {
    // A host that changes the whole page takes the element out.
    if (!this.element.isConnected) document.documentElement.append(this.element);
    this.follow();
    const isShown = isWanted && this.wish !== "off" && !document.querySelector("sitevar-preferences");
    if (!isShown) this.button.remove();
    else if (!this.button.isConnected) this.isStyled.then(() => this.root.append(this.button));
  }

  /** Says whether the reader has set values. */
  tell(isSet) {
    const text = isSet ? this.words.isSet : this.words.open;
    if (this.button.textContent !== text) this.button.textContent = text;
  }

  /** Follows the page where it is switched between light and dark. */
  follow() {
    const scheme = schemeOf();
    for (const element of [document.documentElement, this.element, ...this.root.querySelectorAll(".sitevar-dialog")]) {
      if (element.dataset.sitevarScheme !== scheme) element.dataset.sitevarScheme = scheme;
    }
  }

  /** Puts the form into the page, or a field of it. */
  mount(dialog) {
    this.root.append(dialog);
    this.follow();
  }
}
