/** Something that the page lacks; `reason` is for the reader. */
export class Missing extends Error {
  constructor(reason, cause) {
    super(reason, { cause });
    this.reason = reason;
  }
}
