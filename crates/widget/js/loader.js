// The only script that a page names. Every reader gets it and most need no more, so it is small:
// it knows the two elements, gives code its buttons, and loads the rest when somebody asks for it.

import { files } from "./files.js";

// The document with the browser's own members: an image that is named `querySelector` takes the place of the method.
const page = new Proxy(document, {
  get: (made, key) => {
    const value = Reflect.get(Document.prototype, key, made);
    return value?.bind?.(made) ?? value;
  },
});

const root = page.documentElement;
const after = (event, isReady) => isReady || new Promise((done) => addEventListener(event, done));
const ready = after("DOMContentLoaded", page.readyState !== "loading");

const make = (name, members) => Object.assign(page.createElement(name), members);

let loaded;

/** Runs a function of the application; where that fails, the page stays as it is and the element says why. */
async function run(name, element, ...more) {
  try {
    const app = await (loaded ??= files.app(page));
    await ready;
    return await app[name](element, files.href, ...more);
  } catch (error) {
    // The next press tries again.
    loaded = undefined;
    const textContent = error.reason || "Its script did not load.";
    console.warn("sitevar:", textContent, error);
    element?.querySelector(".sitevar-missing")?.remove();
    element?.append(make("p", { className: "sitevar-missing", role: "alert", textContent }));
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
let isExample = (code) => code.querySelector("[data-sitevar]");

/** What came of the last press, for those who hear the page; it cannot be seen. */
const said = make("output", { className: "sitevar-said" });

function addTools(code) {
  if (code.closest(".sitevar-tools + pre")) return;
  const title = code.closest("figure")?.querySelector("figcaption");
  if (title?.querySelector(".sitevar-tools")) return;
  const tools = make("span", { className: "sitevar-tools" });
  // A title may hold values too.
  const name = () => title?.textContent.replace(tools.textContent, "").trim();
  const say = (made, textContent) => Object.assign(made, { textContent, ariaLabel: name() && `${textContent}: ${name()}` });
  const label = () => say(copying, isExample(code) ? "Copy with examples" : "Copy");
  const copying = button("", async () => {
    said.value = (await copy(code, code.textContent.replace(/\n$/, ""))) ? "Copied" : "Not copied: select the text";
    say(copying, said.value);
    setTimeout(() => label((said.value = "")), 2000);
  });
  addEventListener("sitevar:shown", label);
  label();
  tools.append(copying);
  // A path without a last step names no file.
  if (/[^\\/]$/.test(name() || "")) tools.append(say(button("", () => run("download", tools, name(), code.textContent)), "Download"));
  title ? title.append(tools) : code.parentNode.before(tools);
}

function showTools(part) {
  if (root.dataset.sitevarTools === "off") return;
  page.body.append(said);
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
  root.dataset.sitevarShown = "";
}

// A page may name the script twice, or hold two of it.
if (!customElements.get("sitevar-preferences")) {
  addEventListener("sitevar:shown", (event) => (isExample = event.detail), true);
  // Also on pages that have no slots yet.
  addEventListener("click", (event) => event.target.dataset?.sitevar && run("edit", null, event.target));
  define("sitevar-preferences", (element) => {
    if (element.querySelector(".sitevar-open")) return;
    element.prepend(Object.assign(button("Use your own values", () => open(element)), { className: "sitevar-button sitevar-open", ariaHasPopup: "dialog" }));
  });
  define("sitevar-guide", (element) => run("render", element).then(() => showTools(element)));
  await ready;
  const tag = [...page.scripts].find(({ src }) => src === files.href);
  const slots = page.querySelector("[data-sitevar],sitevar-guide");
  // Nothing is to be found where a build of ours has put the slots; elsewhere nothing is touched before all is there.
  if (tag && tag.dataset.find !== "" && !slots) {
    await after("load", page.readyState === "complete");
    let soon;
    const look = () => {
      soon = 0;
      // Every page may hold a value where the site does not say what one looks like.
      if (!RegExp(tag.dataset.find, "i").test(page.body.textContent)) return;
      observer.disconnect();
      // A page that is left meanwhile gets nothing more.
      files.foreign(page).then(({ start }) => (open = start({ tag, run, copy, files })), (error) => console.warn("sitevar:", error));
    };
    const observer = new MutationObserver(() => (soon ||= setTimeout(look, 200)));
    observer.observe(root, { childList: true, subtree: true });
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
