// The secret panel: makes a secret, and its digest if it has one, shows where each goes, and forgets them. What is asked, made and said
// is decided in the reader's state; here it is drawn, and the work is handed to the worker.
// Secrets are in memory only: nothing here saves, sends, logs or puts one into an address.

import { button, freshId, make, sentence, setMessage } from "./dom.js";
import { refusals } from "./field.js";
import { keyOf } from "./missing.js";
import { run, stopWorker } from "./runner.js";
import { put } from "./take.js";
import { algorithms, charsets } from "./wasm.js";
import { say, translated } from "./words.js";

/** Keeps password managers, dictionaries and search engines away from a field; the style draws its dots. */
const PRIVATE = { type: "text", class: "sitevar-private", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "data-nosnippet": true };

/** How often the bar moves, in milliseconds. */
const TICK = 50;

export class SecretPanel {
  /**
   * @param {import("./values.js").Values} values
   * @param {string} name of the secret's variable
   * @param {(text: string) => void} tell says something to the reader
   */
  constructor(values, name, tell) {
    Object.assign(this, { values, name, tell, reader: values.reader });
    /** Without a digest there is nothing to compute and to check. */
    this.hasDigest = this.reader.pair(name).length > 1;
    /** What is drawn: the question, and the secret, its digest and the command. */
    this.drawn = ["", ""];
    this.element = this.build();
    addEventListener("pagehide", () => {
      this.forget();
      values.page.finish();
    });
  }

  build() {
    const title = make("h3", { id: freshId("secret") }, this.values.label(this.name));
    this.makeButton = button(say("make"), () => this.want());
    this.question = make("p", { id: freshId("question") });
    this.ask = make("div", { class: "sitevar-ask", role: "group", "aria-labelledby": this.question.id, hidden: true });
    this.progress = make("div", { class: "sitevar-progress", hidden: true });
    this.problem = make("p", { class: "sitevar-problem", role: "alert" });
    this.told = make("p");
    this.refusals = make("ul", { class: "sitevar-problem" });
    this.result = make("div", { class: "sitevar-result", "data-nosnippet": true, hidden: true });
    this.have = labelled("haveField", make("input", PRIVATE));
    this.checkDigest = labelled("checkDigest", make("input", { ...PRIVATE, class: false }));
    this.checkSecret = labelled("checkSecret", make("input", PRIVATE));
    this.answer = make("p", { role: "status" });
    const { help = "" } = this.values.declared.get(this.name);
    const own = button(say(this.hasDigest ? "haveMake" : "haveUse"), () => this.want(this.have.value));
    const check = button(say("checkNow"), () => this.check());
    const checked = folded("check", this.checkDigest.parentElement, this.checkSecret.parentElement, check, this.answer);
    return make(
      "section",
      { class: "sitevar-secret", "aria-labelledby": title.id },
      title,
      make("p", { class: "sitevar-help" }, `${help} ${say(this.hasDigest ? "secretNote" : "secretAlone")}`.trim()),
      this.makeButton,
      this.ask,
      this.progress,
      this.problem,
      this.result,
      folded("options", ...this.buildOptions()),
      folded("have", this.have.parentElement, own),
      ...(this.hasDigest ? [checked] : []),
    );
  }

  buildOptions() {
    const { declared } = this.values;
    const { length = 72, charset } = declared.get(this.name);
    const { algorithm, iterations } = declared.get(this.reader.pair(this.name)[1]) ?? {};
    const known = algorithms();
    const chosen = labelled("algorithm", choice(known.filter((_, index) => index % 2 === 0), algorithm));
    const usual = () => known[known.indexOf(chosen.value) + 1];
    const work = labelled("iterations", number("100000", { value: iterations ?? usual(), step: "1000" }));
    chosen.addEventListener("change", () => (work.value = usual()));
    this.options = [labelled("length", number("1", { value: length, max: "1024" })), labelled("charset", choice(charsets(), charset)), chosen, work];
    return this.options.slice(0, this.hasDigest ? 4 : 2).map((field) => field.parentElement);
  }

  /** The reader wants a secret, or the digest of their own. */
  want(own) {
    if (!this.stop) this.begin(this.reader.wants_secret(this.name, own));
  }

  /** Makes the pair, and puts both into the page; an empty text is a secret that is to be drawn. */
  async begin(own) {
    this.refresh();
    if (own === undefined || this.stop) return;
    const chosen = this.options.map(({ value }, index) => (this.hasDigest || index < 2 ? value : ""));
    const start = performance.now();
    const result = await this.do({ chosen, secret: own ? new TextEncoder().encode(own) : undefined });
    if (!result) return;
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    const secret = new TextDecoder().decode(result.secret);
    result.secret.fill(0);
    this.have.value = "";
    this.values.follow(this.reader.made_secret(this.name, secret, result.digest, chosen));
    this.refresh();
    this.tell(this.hasDigest ? say("took", { seconds }) : sentence(say("isMade")));
  }

  async check() {
    if (this.stop) return;
    this.answer.textContent = "";
    const { checkDigest, checkSecret } = this;
    const secret = new TextEncoder().encode(checkSecret.value);
    const result = await this.do({ digest: checkDigest.value, secret });
    if (!result) return;
    const answer = [say(result.matches ? "matches" : "differs"), ...result.warnings.map(translated)];
    setMessage(this.answer, answer.map(sentence).join(" "));
    checkSecret.value = "";
  }

  /** Runs a job with progress and Cancel; returns nothing if it fails or is cancelled. */
  async do(job) {
    this.problem.textContent = "";
    this.stop = new AbortController();
    const id = freshId("progress");
    const label = make("label", { for: id }, say("working"));
    const bar = make("progress", { id, max: "1", value: "0" });
    const cancel = button(say("cancel"), () => this.stop?.abort("cancelled"));
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
      return await run(job, show, this.stop.signal);
    } catch (error) {
      if (error === "cancelled") this.wipe();
      // After a secret is forgotten, nobody wants to hear of its job.
      if (error !== "forgotten") this.reader.failed(this.name, keyOf(error));
      this.refresh();
      return undefined;
    } finally {
      clearInterval(clock);
      const hadFocus = this.progress.contains(this.progress.getRootNode().activeElement);
      this.progress.replaceChildren();
      this.progress.hidden = true;
      if (hadFocus) this.focus();
      this.stop = undefined;
    }
  }

  focus() {
    this.makeButton.focus();
  }

  /** Shows what the state says; what is there already stays as it is, with the focus in it. */
  refresh() {
    const [question, problem, secret, digest, command, goes] = this.reader.making_shown(this.name, false);
    setMessage(this.problem, sentence(say(problem)));
    const made = [secret, digest, command, goes];
    const [asked, shown] = this.drawn;
    this.drawn = [question, String(made)];
    if (question !== asked) this.drawQuestion(question);
    if (String(made) !== shown) this.drawResult(made);
    this.drawPlaces();
  }

  drawQuestion(question) {
    const answer = (isYes) => {
      this.begin(this.reader.answers(this.name, isYes));
      this.focus();
    };
    const keep = button(say("replaceNo"), () => answer(false));
    this.question.textContent = say(question);
    this.ask.hidden = !question;
    this.ask.replaceChildren(...(question ? [this.question, button(say("replaceYes"), () => answer(true)), keep] : []));
    keep.focus();
  }

  drawResult([secret, digest, command, goes]) {
    const forget = button(say("forget"), () => {
      this.forget();
      this.focus();
      this.tell(say("forgotten"));
    });
    const rows = [
      copyable(say("secretLabel"), this.hasDigest ? say("secretGoes") : "", secret, this.tell),
      copyable(say("digestLabel"), say("digestGoes"), digest, this.tell),
      copyable(say("commandLabel"), say(goes), command, this.tell),
    ].filter((_, index) => [secret, digest, command][index]);
    this.result.hidden = !secret;
    this.result.replaceChildren(...(secret ? [this.told, this.refusals, ...rows, forget] : []));
  }

  /** Says where the secret is now, or which places cannot hold it. */
  async drawPlaces() {
    const refused = await refusals(this.values, this.reader.pair(this.name));
    this.refusals.replaceChildren(...refused);
    const [place, note] = this.reader.making_shown(this.name, refused.length > 0).slice(-2);
    setMessage(this.told, `${say(place)} ${sentence(translated(note))}`.trim());
  }

  /** Wipes what was typed and not used: a field keeps nothing when the form closes. */
  wipe() {
    for (const input of [this.have, this.checkDigest, this.checkSecret]) input.value = "";
    this.answer.textContent = "";
  }

  /** Forgets the secret everywhere: here, in the page and in the worker. */
  forget() {
    this.stop?.abort("forgotten");
    this.wipe();
    this.values.follow(this.reader.forget_secret(this.name));
    this.refresh();
    stopWorker();
  }
}

function folded(key, ...content) {
  return make("details", {}, make("summary", {}, say(key)), ...content);
}

function labelled(key, input) {
  input.id = freshId("option");
  make("div", { class: "sitevar-field" }, make("label", { for: input.id }, say(key)), input);
  return input;
}

function number(min, more) {
  return make("input", { type: "number", min, ...more });
}

function choice(names, chosen) {
  return make("select", {}, ...names.map((name) => make("option", { value: name, selected: name === chosen }, translated(name))));
}

/** Shows a text with its own copy button, which says whether it worked. */
function copyable(label, goes, text, tell) {
  // An output would be read aloud, and this may be a secret.
  const shown = make("output", { class: "sitevar-output", "aria-live": "off" }, text);
  const name = (what) => Object.assign(copying, { textContent: what, ariaLabel: `${what}: ${label}` });
  const copying = button(say("copy"), async () => {
    const done = (await put(text, shown)) ? say("copied") : say("copySelf");
    name(done);
    tell(`${label}: ${done}`);
    setTimeout(name, 2000, say("copy"));
  });
  name(say("copy"));
  return make("div", { class: "sitevar-copyable" }, make("p", {}, make("strong", {}, label), " ", goes), shown, copying);
}
