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
const ready = new Promise((done) => {
  if (page.readyState === "loading") addEventListener("DOMContentLoaded", done);
  else done();
});

/** Runs a function of the application; where that fails, the page stays as it is and the element says why. */
async function run(name, element) {
  try {
    const app = await files.app.load(page);
    await ready;
    return await app[name](element, files.href);
  } catch (error) {
    const reason = error.reason || "Its script did not load.";
    console.warn("sitevar:", reason, error);
    if (!element) return;
    const text = element.querySelector(".sitevar-missing") || element.appendChild(page.createElement("p"));
    text.className = "sitevar-missing";
    text.role = "alert";
    text.textContent = reason;
  }
}

class Preferences extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(".sitevar-open")) return;
    const open = button("Use your own values", () => run("open", this));
    open.className += " sitevar-open";
    open.ariaHasPopup = "dialog";
    this.prepend(open);
  }
}

class Guide extends HTMLElement {
  connectedCallback() {
    run("render", this).then(() => showTools(this));
  }
}

function button(text, press) {
  const made = page.createElement("button");
  made.type = "button";
  made.className = "sitevar-button";
  made.textContent = text;
  made.onclick = press;
  return made;
}

/** Puts code on the clipboard; on plain `http` there is only the old way, which needs something selected. */
async function copy(code) {
  const text = code.textContent.replace(/\n$/, "");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    addEventListener("copy", put, true);
    getSelection().selectAllChildren(code);
    const done = page.execCommand("copy");
    removeEventListener("copy", put, true);
    if (done) getSelection().removeAllRanges();
    return done;
  }
  return true;
}

/** Tells whether code still holds an example that must be replaced; the application knows better once it runs. */
let holdsExample = (code) => code.querySelector("[data-sitevar]");

/** What came of the last press, for those who hear the page; it cannot be seen. */
const said = page.createElement("output");
said.style.cssText = "position:fixed;clip-path:inset(50%)";

function addTools(code) {
  if (code.parentNode.matches(".sitevar-tools + pre")) return;
  const title = code.closest("figure")?.querySelector("figcaption");
  if (title?.querySelector(".sitevar-tools")) return;
  const tools = page.createElement("span");
  tools.className = "sitevar-tools";
  // A title may hold values too.
  const name = () => title?.textContent.replace(tools.textContent, "").trim().split(/[\\/]/).pop();
  const say = (text, made = copying) => {
    if (made.textContent === text) return made;
    made.textContent = text;
    if (name()) made.ariaLabel = `${text}: ${name()}`;
    return made;
  };
  const label = () => say(holdsExample(code) ? "Copy with examples" : "Copy");
  const copying = button("", async () => {
    said.value = (await copy(code)) ? "Copied" : "Not copied: select the text";
    say(said.value);
    setTimeout(() => {
      said.value = "";
      label();
    }, 2000);
  });
  addEventListener("sitevar:shown", label);
  label();
  tools.append(copying);
  const download = () => {
    const link = page.createElement("a");
    link.download = name();
    link.href = URL.createObjectURL(new Blob([code.textContent]));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 9999);
  };
  if (name()) tools.append(say("Download", button("", download)));
  if (title) title.append(tools);
  else code.parentNode.before(tools);
}

function showTools(part) {
  if (root.dataset.sitevarTools === "off") return;
  page.body.append(said);
  part.querySelectorAll("pre > code").forEach(addTools);
}

/** Shows saved values, where there are any; a browser may refuse to say. */
async function restore() {
  try {
    if (Object.keys(localStorage).some((key) => key.startsWith("sitevar:"))) await run("restore");
  } catch {
    // Where nothing can be saved, nothing is.
  }
  // Until then the style shows no example: somebody who has values of their own would see them for a moment.
  root.dataset.sitevarShown = "";
}

// A page may name the script twice, or hold two of it.
if (!customElements.get("sitevar-preferences")) {
  addEventListener("sitevar:shown", (event) => (holdsExample = event.detail), true);
  customElements.define("sitevar-preferences", Preferences);
  customElements.define("sitevar-guide", Guide);
  restore();
  // Another tab may set the first value, or the page after this one, from which the reader comes back.
  addEventListener("storage", restore);
  addEventListener("pageshow", ({ persisted }) => persisted && restore());
  ready.then(() => showTools(page));
}
