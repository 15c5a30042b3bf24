// `<sitevar-guide src="guide.md">`: a whole guide out of Markdown with shortcodes, rendered here as the build renders it.

import { document } from "./clean.js";
import { make, slices } from "./dom.js";
import { Missing } from "./missing.js";
import { readHtml } from "./trusted.js";
import { render_guide } from "./wasm.js";
import { say } from "./words.js";

/**
 * The most characters and elements of a guide: browsers need the square of what is nested or beside each other to lay it
 * out. The largest of the real ones that were measured has 66,000 characters and 1,800 elements.
 */
const LONGEST = 200000;
const MOST = 10000;

/**
 * Loads and shows a guide.
 * @param {HTMLElement} element
 * @param {import("./values.js").Values} values
 */
export async function showGuide(element, values) {
  const address = new URL(element.getAttribute("src") ?? "", document.baseURI);
  if (address.origin !== location.origin) throw new Missing("foreignGuide");
  element.setAttribute("aria-busy", "true");
  try {
    const text = await load(address);
    const tooLong = new Missing("longGuide", undefined, { address: address.pathname, longest: LONGEST, most: MOST });
    if (text.length > LONGEST) throw tooLong;
    const rendered = render_guide(address.pathname, text, values.reader);
    const { declared, declares, problems, html } = rendered;
    rendered.free();
    if (html.match(/<\w/g)?.length > MOST) throw tooLong;
    element.replaceChildren(...told(declares ? [...problems, say("ownDeclarations")] : problems));
    // The page would wait for a large guide as a whole.
    const pause = slices();
    for (const node of readHtml(html)) {
      element.append(node);
      await pause();
    }
    values.declareOwn(declared);
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
    throw new Missing("noGuide", error, { address: address.pathname });
  }
}

function told(found) {
  if (found.length === 0) return [];
  const list = make("ul", {}, ...found.map((problem) => make("li", {}, problem)));
  return [make("div", { class: "sitevar-missing", role: "note" }, say("guideProblems"), list)];
}
