// Runs before the page's own scripts, and notes when the reader pressed a button and what the widget's worker told when.
() => {
  const notes = (globalThis.sitevarNotes = []);
  addEventListener("click", (event) => notes.push({ at: event.timeStamp, press: true }), true);
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        notes.push({ at: performance.now(), done: data.result ? 1 : data.done });
      });
    }
  };
}
