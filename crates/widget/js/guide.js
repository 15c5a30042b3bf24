// `<sitevar-guide src="guide.md">`: a whole guide out of Markdown with shortcodes, rendered here as the build renders it.

import { document } from "./clean.js";
import { make } from "./dom.js";
import { Missing } from "./engine.js";
import { readHtml } from "./trusted.js";
import { render_guide } from "./wasm.js";
import { words } from "./words.js";

/** The longest guide in characters: the page waits while it is rendered. The largest real one has 200,000. */
const LONGEST = 500000;

/**
 * Loads and shows a guide.
 * @param {HTMLElement} element
 * @param {import("./values.js").Values} values
 */
export async function showGuide(element, values) {
  if (!render_guide) throw new Missing(words.lateGuide);
  const address = new URL(element.getAttribute("src") ?? "", document.baseURI);
  if (address.origin !== location.origin) throw new Missing(words.foreignGuide);
  element.setAttribute("aria-busy", "true");
  try {
    const text = await load(address);
    if (text.length > LONGEST) throw new Missing(words.longGuide(address.pathname, LONGEST));
    const rendered = render_guide(address.pathname, text, values.reader);
    const { declares, problems, html } = rendered;
    rendered.free();
    element.replaceChildren(...told(declares ? [...problems, words.ownDeclarations] : problems), ...readHtml(html));
    values.adopt(element, !declares);
  } finally {
    element.removeAttribute("aria-busy");
  }
}

async function load(address) {
  try {
    // A redirect could lead to another site.
    const response = await fetch(address, { redirect: "error" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new Missing(words.noGuide(address.pathname), error);
  }
}

function told(found) {
  if (found.length === 0) return [];
  const list = make("ul", {}, ...found.map((problem) => make("li", {}, problem)));
  return [make("div", { class: "sitevar-missing", role: "note" }, words.guideProblems, list)];
}
