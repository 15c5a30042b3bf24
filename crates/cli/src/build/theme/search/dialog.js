// The dialog in which a reader types and goes through what was found. Nothing of that is kept or sent anywhere.

const SHOWN = 20; // pages

const root = island ? location.href.split("#")[0] : new URL(".", import.meta.url).href;

const load = async () => {
  if (island) return read(JSON.parse(island.textContent));
  const response = await fetch(new URL("sitevar-search.json", root));
  if (!response.ok) throw new Error(response.statusText);
  return read(await response.json());
};

/** Loads a page, which stays inert; a policy of Trusted Types lets a request parse it, but no script. */
const request = (address) =>
  new Promise((resolve, reject) => {
    const asked = Object.assign(new XMLHttpRequest(), { responseType: "document", onloadend: () => (asked.status === 200 ? resolve(asked.response) : reject(asked.status)) });
    asked.open("GET", new URL(address, root));
    asked.send();
  });

const contents = new Map();

/** Returns the part of a page that is its own; nothing where it cannot be had. */
const contentOf = (address) => {
  const get = async () => {
    if (island) return document.getElementById(address.slice(1));
    const page = await request(address);
    return page.querySelector("article") ?? page.querySelector("main");
  };
  const missing = () => {
    contents.delete(address);
    return null;
  };
  if (!contents.has(address)) contents.set(address, get().catch(missing));
  return contents.get(address);
};

const say = (key, parts) => {
  const text = WORDS[key];
  const form = typeof text === "string" ? text : (text[new Intl.PluralRules(LANGUAGE).select(parts.number)] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
};

const field = element("input", { type: "search", ariaLabel: WORDS.searchFor, placeholder: WORDS.searchFor, autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
field.setAttribute("autocapitalize", "none");
const close = element("button", { type: "button", className: "close", textContent: WORDS.close });
const status = element("p", { role: "status" });
const keys = element("p", { className: "keys", textContent: WORDS.searchKeys });
const results = element("ol");
const dialog = element("dialog", { className: "search", ariaLabel: WORDS.search }, element("div", { className: "field" }, field, close), keys, status, results);

/** Returns the titles of the pages above one. */
const above = ({ pages }, { address }) => {
  const parts = address.split("/").slice(0, -2);
  const addresses = parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`);
  return addresses.flatMap((above) => pages.find(({ address }) => address === above)?.title ?? []).join(" / ");
};

/** Writes what a section says around the words, as soon as that is there. */
const explain = async (line, { page, anchor }, terms) => {
  const content = line.isConnected && (await contentOf(page.address));
  if (content && line.isConnected) line.append(...around(textFrom(content, anchor), terms));
};

/** Makes a link to a section, and below its name room for what is around the words. */
const link = (section, name) => {
  const { page, anchor } = section;
  const address = anchor ? `${page.address.split("#")[0]}#${anchor}` : page.address;
  const line = element("span", { className: "excerpt" });
  lines.push([line, section]);
  return element("a", { href: new URL(address, root).href }, element("b", { textContent: name }), line);
};

/** The link that Enter follows: the page where its title says it, and else its best section. */
let best;

const row = (list, { page, sections, isTitle }) => {
  const top = link(page.top, page.title);
  const path = above(list, page);
  if (path) top.prepend(element("small", { textContent: path }));
  const made = element("li", {}, top);
  best ??= top;
  if (!sections.length) return made;
  // What there is to read is in the sections.
  top.lastChild.remove();
  const below = sections.map((section) => link(section, section.heading || section.anchor));
  made.append(element("ul", {}, ...below.map((link) => element("li", {}, link))));
  if (best === top && !isTitle) [best] = below;
  return made;
};

/** The places of what is around the words; a page is asked for once nobody types any more. */
let lines = [];
let pause;
const PAUSE = island ? 0 : 150; // ms

const show = (list, { pages, terms }) => {
  lines = [];
  best = undefined;
  results.replaceChildren(...pages.slice(0, SHOWN).map((found) => row(list, found)));
  best?.classList.add("best");
  dialog.scrollTop = 0;
  clearTimeout(pause);
  pause = setTimeout(() => lines.forEach(([line, section]) => explain(line, section, terms)), PAUSE);
};

let reading;
let isRead = false;
const loaded = () => {
  if (!reading) {
    reading = load();
    reading.then(
      () => (isRead = true),
      () => (reading = undefined),
    );
  }
  return reading;
};

let asked = 0;
// Enter was pressed before anything was found.
let isAwaited = false;

const answer = async () => {
  const text = field.value.trim();
  const turn = (asked += 1);
  isAwaited = false;
  keys.hidden = Boolean(text);
  if (!text) {
    best = undefined;
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  if (!isRead) status.textContent = WORDS.searchLoading;
  let list;
  try {
    list = await loaded();
  } catch {
    status.textContent = WORDS.searchNotLoaded;
    return;
  }
  // Another key was pressed meanwhile.
  if (turn !== asked) return;
  const found = find(list, text);
  show(list, found);
  status.textContent = summary(found, text.length > 60 ? `${text.slice(0, 60)}…` : text);
  if (isAwaited) best?.click();
};

const summary = ({ pages: { length: number }, isPartly, isEverywhere }, text) => {
  if (isPartly && number) return WORDS.searchPartly;
  if (number) return say(number > SHOWN ? "searchMany" : "searchFound", { number, shown: SHOWN });
  return isEverywhere ? say("searchEverywhere", { text }) : `${say("searchNothing", { text })} ${WORDS.searchHint}`;
};

const links = () => [...results.querySelectorAll("a")];

/** Goes through the results by key, and back to the field where a letter is typed. */
const step = (event) => {
  const all = [field, ...links()];
  const at = all.indexOf(document.activeElement);
  const { key, ctrlKey, metaKey, shiftKey, altKey, isComposing, keyCode } = event;
  // What an input method does with a key is its own; Safari tells of the last one by this number alone.
  if (isComposing || keyCode === 229) return;
  if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, at + (key === "ArrowDown" ? 1 : -1)))].focus();
  } else if (key === "Enter" && at === 0) {
    // With Ctrl it opens in a new tab, as any link does.
    if (best) best.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    else isAwaited = true;
  } else if (key === "Escape") {
    // In the field it would only empty that.
    event.preventDefault();
    dialog.close();
  } else if (at > 0 && !ctrlKey && !metaKey && !altKey && (key.length === 1 || key === "Backspace")) {
    field.focus();
  }
};

field.addEventListener("input", answer);
dialog.addEventListener("keydown", step);
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  const isLeft = event.target === dialog || (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey);
  if (isLeft) dialog.close();
});

addEventListener("sitevar-search", () => {
  if (!dialog.isConnected) document.body.append(dialog);
  if (!dialog.open) dialog.showModal();
  field.select();
  loaded().catch(() => (status.textContent = WORDS.searchNotLoaded));
});
