// The secret panel: makes a secret and its digest, shows where each goes, and forgets them.
// Secrets are in memory only: nothing here saves, sends, logs or puts one into an address.

import { document } from "./clean.js";
import { freshId, make, sentence, setMessage } from "./dom.js";
import { refusals } from "./field.js";
import { run, stopWorker } from "./runner.js";
import { put } from "./take.js";
import { algorithms, charsets, command } from "./wasm.js";
import { say } from "./words.js";

/** Keeps password managers, dictionaries and search engines away from a field; the style draws its dots. */
const PRIVATE = { type: "text", class: "sitevar-private", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "data-nosnippet": true };

/** How often the bar moves, in milliseconds. */
const TICK = 50;

export class SecretPanel {
  /**
   * @param {import("./values.js").Values} values
   * @param {string} name of the secret's variable
   * @param {object} program for the worker
   * @param {(text: string) => void} tell says something to the reader
   */
  constructor(values, name, program, tell) {
    Object.assign(this, { values, name, program, tell });
    this.declaration = values.declared.get(name);
    const digests = [...values.declared].filter(([, row]) => row.type === "digest" && row.of === name);
    this.digests = digests.map(([digest]) => digest);
    this.method = digests[0]?.[1] ?? {};
    this.element = this.build();
    addEventListener("pagehide", () => {
      this.forget();
      values.page.finish();
    });
  }

  build() {
    const title = make("h3", { id: freshId("secret") }, this.values.label(this.name));
    this.makeButton = action(say("make"), () => this.askBefore({}));
    this.question = make("p", { id: freshId("question") }, say("replace"));
    this.ask = make("div", { class: "sitevar-ask", role: "group", "aria-labelledby": this.question.id, hidden: true });
    this.progress = make("div", { class: "sitevar-progress", hidden: true });
    this.problem = make("p", { class: "sitevar-problem", role: "alert" });
    this.told = make("p");
    this.refusals = make("ul", { class: "sitevar-problem" });
    this.result = make("div", { class: "sitevar-result", "data-nosnippet": true, hidden: true });
    return make(
      "section",
      { class: "sitevar-secret", "aria-labelledby": title.id },
      title,
      make("p", { class: "sitevar-help" }, say("secretNote")),
      this.makeButton,
      this.ask,
      this.progress,
      this.problem,
      this.result,
      this.buildOptions(),
      this.buildHave(),
      this.buildCheck(),
    );
  }

  buildOptions() {
    const { declaration, method } = this;
    const known = algorithms();
    const names = known.filter((_, index) => index % 2 === 0);
    this.length = labelled(say("length"), make("input", { type: "number", min: "1", max: "1024", value: String(declaration.length ?? 72) }));
    this.charset = labelled(say("charset"), choice(charsets(), declaration.charset ?? "rfc3986"));
    this.algorithm = labelled(say("algorithm"), choice(names, method.algorithm ?? names[0]));
    const usual = () => known[known.indexOf(this.algorithm.value) + 1];
    this.iterations = labelled(say("iterations"), make("input", { type: "number", min: "100000", step: "1000", value: String(method.iterations ?? usual()) }));
    this.algorithm.addEventListener("change", () => (this.iterations.value = usual()));
    const fields = [this.length, this.charset, this.algorithm, this.iterations];
    return make("details", {}, make("summary", {}, say("options")), ...fields.map((field) => field.parentElement));
  }

  buildHave() {
    this.have = labelled(say("haveField"), make("input", PRIVATE));
    const press = () => {
      try {
        const [value, note] = this.values.reader.check(this.name, this.have.value);
        return value ? this.askBefore({ text: value, note }) : this.fail(say("emptySecret"));
      } catch (reason) {
        return this.fail(explain(reason));
      }
    };
    return make("details", {}, make("summary", {}, say("have")), this.have.parentElement, action(say("haveMake"), press));
  }

  buildCheck() {
    this.checkDigest = labelled(say("checkDigest"), make("input", { ...PRIVATE, class: false }));
    this.checkSecret = labelled(say("checkSecret"), make("input", PRIVATE));
    this.answer = make("p", { role: "status" });
    return make(
      "details",
      {},
      make("summary", {}, say("check")),
      this.checkDigest.parentElement,
      this.checkSecret.parentElement,
      action(say("checkNow"), () => this.check()),
      this.answer,
    );
  }

  /** Asks first if the page has a secret already: a system may have it too. */
  askBefore(job) {
    this.problem.textContent = "";
    if (this.values.reader.value(this.name) === undefined) return this.begin(job);
    const answer = (yes) => {
      empty(this.ask);
      this.makeButton.focus();
      if (yes) this.begin(job);
    };
    const keep = action(say("replaceNo"), () => answer(false));
    this.ask.replaceChildren(this.question, action(say("replaceYes"), () => answer(true)), keep);
    this.ask.hidden = false;
    return keep.focus();
  }

  /** Makes the pair, and puts both into the page. */
  async begin({ text, note = "" }) {
    if (this.stop) return;
    const algorithm = this.algorithm.value;
    const iterations = whole(this.iterations.value);
    const length = whole(this.length.value);
    const charset = this.charset.value;
    const job = { algorithm, iterations, length, charset };
    if (text) job.secret = new TextEncoder().encode(text);
    const start = performance.now();
    const result = await this.do(job);
    if (!result) return;
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    const secret = new TextDecoder().decode(result.secret);
    result.secret.fill(0);
    this.have.value = "";
    this.values.setSecrets([[this.name, secret], ...this.digests.map((name) => [name, result.digest])]);
    const written = command(algorithm, iterations, text ? undefined : charset, length);
    this.show(secret, result.digest, written, say(text ? "commandAsks" : "commandGoes"), sentence(note));
    this.tell(say("took", { seconds }));
  }

  show(secret, digest, written, goes, note) {
    const rows = [copyable(say("secretLabel"), say("secretGoes"), secret, this.tell)];
    if (digest) rows.push(copyable(say("digestLabel"), say("digestGoes"), digest, this.tell));
    if (written) rows.push(copyable(say("commandLabel"), goes, written, this.tell));
    const forget = action(say("forget"), () => {
      this.forget();
      this.makeButton.focus();
      this.tell(say("forgotten"));
    });
    this.result.replaceChildren(this.told, this.refusals, ...rows, forget);
    this.result.hidden = false;
    this.showPlaces(note);
  }

  /** Says where the secret is now, or which places cannot hold it. */
  async showPlaces(note) {
    const refused = await refusals(this.values, [this.name, ...this.digests]);
    this.refusals.replaceChildren(...refused);
    setMessage(this.told, refused.length > 0 ? note : `${say("inPlace")} ${note}`.trim());
  }

  async check() {
    if (this.stop) return undefined;
    this.answer.textContent = "";
    const { checkDigest, checkSecret } = this;
    if (checkSecret.value === "") return this.fail(say("emptySecret"));
    const secret = new TextEncoder().encode(checkSecret.value);
    const result = await this.do({ digest: checkDigest.value, secret });
    if (!result) return undefined;
    const answer = [say(result.matches ? "matches" : "differs"), ...result.warnings];
    setMessage(this.answer, answer.map(sentence).join(" "));
    checkSecret.value = "";
    return undefined;
  }

  /** Runs a job with progress and Cancel; returns nothing if it fails or is cancelled. */
  async do(job) {
    this.problem.textContent = "";
    this.stop = new AbortController();
    const id = freshId("progress");
    const label = make("label", { for: id }, say("working"));
    const bar = make("progress", { id, max: "1", value: "0" });
    const cancel = action(say("cancel"), () => this.stop?.abort("cancelled"));
    this.progress.replaceChildren(label, bar, cancel);
    this.progress.hidden = false;
    let clock;
    const show = (done, left, blocks) => {
      label.textContent = say(blocks ? "workingBlocked" : "workingFor", { seconds: Math.ceil(left / 1000) });
      if (blocks) this.tell(label.textContent);
      const start = performance.now();
      clearInterval(clock);
      clock = setInterval(() => (bar.value = done + (1 - done) * Math.min((performance.now() - start) / left, 0.99)), TICK);
    };
    try {
      return await run(job, this.program, show, this.stop.signal);
    } catch (error) {
      if (error === "cancelled") this.wipe();
      // After a secret is forgotten, nobody wants to hear of its job.
      if (error !== "forgotten") this.fail(explain(error));
      return undefined;
    } finally {
      clearInterval(clock);
      const hadFocus = this.progress.contains(this.progress.getRootNode().activeElement);
      empty(this.progress);
      if (hadFocus) this.makeButton.focus();
      this.stop = undefined;
    }
  }

  fail(text) {
    setMessage(this.problem, sentence(text));
  }

  /** Shows what is in the page now: nothing after a reset, and the secret again where that is undone. */
  refresh() {
    const [secret, digest] = [this.name, ...this.digests].map((name) => this.values.reader.value(name));
    if (secret !== undefined) {
      if (this.result.hidden) this.show(secret, digest, "", "", "");
      return;
    }
    [this.result, this.ask].forEach(empty);
  }

  /** Wipes what was typed and not used, even if it waits for an answer: a field keeps nothing when the form closes. */
  wipe() {
    for (const input of [this.have, this.checkDigest, this.checkSecret]) input.value = "";
    this.answer.textContent = "";
    empty(this.ask);
  }

  /** Forgets the secret everywhere: here, in the page and in the worker. */
  forget() {
    this.stop?.abort("forgotten");
    this.wipe();
    this.values.setSecrets([this.name, ...this.digests].map((name) => [name, undefined]));
    this.refresh();
    stopWorker();
  }
}

function empty(part) {
  part.replaceChildren();
  part.hidden = true;
}

function explain(error) {
  if (error === "cancelled") return say("cancelled");
  return typeof error === "string" ? error : say("broken");
}

function action(text, press) {
  return make("button", { type: "button", class: "sitevar-button", onclick: press }, text);
}

function labelled(text, input) {
  input.id = freshId("option");
  make("div", { class: "sitevar-field" }, make("label", { for: input.id }, text), input);
  return input;
}

function choice(names, chosen) {
  const select = make("select", {}, ...names.map((name) => make("option", {}, name)));
  select.value = names.includes(chosen) ? chosen : names[0];
  return select;
}

/** Reads a whole number; anything else becomes 0, which is then refused or means the usual number. */
function whole(text) {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 && number < 2 ** 32 ? number : 0;
}

/** Shows a text with its own copy button, which says whether it worked. */
function copyable(label, goes, text, tell) {
  // An output would be read aloud, and this may be a secret.
  const shown = make("output", { class: "sitevar-output", "aria-live": "off" }, text);
  const name = (what) => {
    button.textContent = what;
    button.setAttribute("aria-label", `${what}: ${label}`);
  };
  const button = action(say("copy"), async () => {
    const done = (await put(text, shown)) ? say("copied") : say("copySelf");
    name(done);
    tell(`${label}: ${done}`);
    setTimeout(name, 2000, say("copy"));
  });
  name(say("copy"));
  return make("div", { class: "sitevar-copyable" }, make("p", {}, make("strong", {}, label), " ", goes), shown, button);
}
