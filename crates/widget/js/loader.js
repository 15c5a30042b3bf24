// The only script that a page names. Every reader gets it and most need no more, so it is small:
// it knows the two elements, gives code its buttons, and loads the rest when somebody asks for it.

import { files, words } from "./files.js";

// The document with the browser's own members: an image that is named `querySelector` takes the place of the method.
const page = new Proxy(document, {
  get: (made, key) => {
    const value = Reflect.get(Document.prototype, key, made);
    return value?.bind?.(made) ?? value;
  },
});

const after = (event, isOver) => new Promise((done) => (isOver ? done() : addEventListener(event, done)));
const ready = after("DOMContentLoaded", page.readyState !== "loading");

const make = (name, members) => Object.assign(page.createElement(name), members);

let loaded;

/** Runs a function of the application; where that fails, the page stays as it is and the element says why. */
async function run(name, element, ...more) {
  const busy = () => element?.classList.toggle("sitevar-busy");
  busy();
  try {
    const app = await (loaded ??= files.app());
    await ready;
    return await app[name](element, files.href, ...more);
  } catch (error) {
    // The next press tries again.
    loaded = undefined;
    const textContent = error.reason || words.missing;
    console.warn("sitevar:", textContent, error);
    element?.querySelector(".sitevar-missing")?.remove();
    element?.append(make("p", { className: "sitevar-missing", role: "alert", textContent }));
  } finally {
    busy();
  }
}

/** Opens the form; a page of another generator gets its slots before. */
let open = (element) => run("open", element);

/** Gives an element of ours what it does once it is in the page. */
const define = (name, connected) => customElements.define(name, class extends HTMLElement {
  connectedCallback() {
    connected(this);
  }
});

const button = (textContent, onclick) => make("button", { className: "sitevar-button", type: "button", textContent, onclick });

/** Puts a text on the clipboard; on plain `http` there is only the old way, which few need. */
async function copy(code, text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return run("copy", null, code, text);
  }
}

/** Tells whether code still holds an example that must be replaced; the application knows better once it runs. */
let holdsExample = (code) => code.querySelector("[data-sitevar]");

/** What came of the last press, for those who hear the page; it cannot be seen. */
const said = make("output", { className: "sitevar-said" });

function addTools(code) {
  const title = code.closest("figure")?.querySelector("figcaption");
  const tools = make("span", { className: "sitevar-tools" });
  // A title may hold values too.
  const name = () => title?.textContent.replace(tools.textContent, "").trim();
  const say = (made, textContent) => Object.assign(made, { textContent, ariaLabel: name() && `${textContent}: ${name()}` });
  const label = () => say(copying, holdsExample(code) ? words.copyExamples : words.copy);
  const copying = button("", async () => {
    said.value = (await copy(code, code.textContent.replace(/\n$/, ""))) ? words.copied : words.notCopied;
    say(copying, said.value);
    setTimeout(() => label((said.value = "")), 2000);
  });
  addEventListener("sitevar:shown", label);
  label();
  tools.append(copying);
  // A path without a last step names no file.
  if (/[^\\/]$/.test(name() || "")) tools.append(say(button("", () => run("download", tools, name(), code.textContent)), words.download));
  title ? title.append(tools) : code.parentNode.before(tools);
}

function showTools(part) {
  if (page.documentElement.dataset.sitevarTools === "off") return;
  page.body.append(said);
  // A page that somebody saved has buttons that do nothing.
  part.querySelectorAll(".sitevar-tools").forEach((made) => made.remove());
  part.querySelectorAll("pre > code").forEach(addTools);
}

/** Shows saved values, where there are any; a browser may refuse to say. */
async function restore() {
  try {
    if (/sitevar:/.test(Object.keys({ ...localStorage, ...sessionStorage }))) await run("restore");
  } catch {
    // Where nothing can be saved, nothing is.
  }
  // Until then the style shows no example: somebody who has values of their own would see them for a moment.
  page.documentElement.dataset.sitevarShown = "";
}

// A page may name the script twice, or hold two of it.
if (!customElements.get("sitevar-preferences")) {
  addEventListener("sitevar:shown", (event) => (holdsExample = event.detail), true);
  // Also on pages that have no slots yet.
  addEventListener("click", (event) => event.target.dataset?.sitevar && run("edit", page.querySelector("sitevar-preferences"), event.target));
  define("sitevar-preferences", (element) => {
    if (element.querySelector(".sitevar-open")) return;
    const made = button(words.open, () => open(element));
    element.prepend(Object.assign(made, { className: "sitevar-button sitevar-open", ariaHasPopup: "dialog" }));
  });
  define("sitevar-guide", (element) => run("render", element).then(() => showTools(element)));
  await ready;
  const tag = [...page.scripts].find(({ src }) => src === files.href);
  const slots = page.querySelector("[data-sitevar],sitevar-guide");
  // Nothing is to be found where a build of ours has put the slots; elsewhere nothing is touched before all is there.
  if (!slots && tag && tag.dataset.find !== "") {
    await after("load", page.readyState === "complete");
    let soon;
    const look = () => {
      soon = 0;
      // Every page may hold a value where the site does not say what one looks like.
      if (!RegExp(tag.dataset.find, "i").test(page.body.textContent)) return;
      watcher.disconnect();
      // A page that is left meanwhile gets nothing more.
      files.foreign().then(({ start }) => (open = start({ tag, run, copy, files, words })), (error) => console.warn("sitevar:", error));
    };
    const watcher = new MutationObserver(() => (soon ||= setTimeout(look, 200)));
    watcher.observe(page.documentElement, { childList: true, subtree: true });
    look();
  } else {
    if (slots) {
      restore();
      // Another tab may set the first value, or the page after this one, from which the reader comes back.
      addEventListener("storage", restore);
      addEventListener("pageshow", restore);
    }
    showTools(page);
  }
}
