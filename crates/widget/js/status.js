// What is said while a reader types: in how many places the page follows, or why it does not. It waits until they pause,
// because who hears the page cannot listen and type at once.

import { make, sentence, setMessage } from "./dom.js";
import { say, translated } from "./words.js";

/** How long the reader has to pause, in milliseconds. */
const PAUSE = 700;

export class Status {
  constructor(values) {
    this.values = values;
    this.element = make("p", { class: "sitevar-status", role: "status" });
  }

  /** Tells what came of the keys in a field. */
  typed({ name, label }, changed) {
    this.say = () => {
      const [, problem] = this.values.reader.field(name);
      if (problem) return say("refused", { label, reason: sentence(translated(problem)) });
      const places = this.values.page.places(changed);
      return places > 0 ? say("changed", { label, number: places }) : "";
    };
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.tell(this.say()), PAUSE);
  }

  /** Tells it now: the reader waits for it. */
  entered() {
    if (this.pause) this.tell(this.say());
  }

  tell(text) {
    clearTimeout(this.pause);
    this.pause = undefined;
    setMessage(this.element, text);
  }
}
