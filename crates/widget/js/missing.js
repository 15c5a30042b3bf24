// What is told where the page lacks something.

import { say } from "./words.js";

/** Something that the page lacks; `reason` is for the reader, in words that may come later than the fault. */
export class Missing extends Error {
  constructor(key, cause, parts) {
    super(key, { cause });
    this.parts = parts;
  }

  get reason() {
    return say(this.message, this.parts);
  }
}

/** Returns what a reader is told of a failure: a phrase of the program, or the key of a sentence. */
export const keyOf = (error) => (error instanceof Missing ? error.message : typeof error === "string" ? error : "broken");
