// Excerpts: what a page says around the words. It comes from the page itself, and shows examples and never a reader's value.

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const HEADINGS = "h1, h2, h3, h4, h5, h6";
// What is for pressing, or no text of the page; the form's own bar repeats values.
const SILENT = "button, script, select, style, svg, template, textarea, sitevar-preferences, .sitevar-tools";

// The places of readers' values, and what was in them when the file was opened: only that is shown here.
const SLOTS = "[data-sitevar], [data-sitevar-made]";
const island = document.querySelector("script#sitevar-search");
const examples = new Map(island ? [...document.querySelectorAll(SLOTS)].map((slot) => [slot, slot.textContent]) : []);

/** Returns what may be shown of a place of a reader's value. */
const shownOf = (slot) => (OWN_VALUES ? "…" : island ? (examples.get(slot) ?? "…") : slot.textContent);

/** Returns the text of a page from a heading to the next one, or from the page's beginning. */
const textFrom = (content, anchor) => {
  const isSilent = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(SILENT);
  const accept = (node) => (isSilent(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = content.ownerDocument.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
  const start = anchor ? content.querySelector(`[id="${CSS.escape(anchor)}"]`) : null;
  const [first] = content.querySelectorAll(HEADINGS);
  const title = first?.localName === "h1" ? first : null;
  if (start) walker.currentNode = start;
  let text = "";
  let last = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (start?.contains(node) || title?.contains(node)) continue;
    if (node.nodeType === Node.TEXT_NODE) {
      const slot = node.parentElement.closest(SLOTS);
      if (!slot) text += node.data;
      else if (slot !== last) text += shownOf(slot);
      last = slot;
    } else if (node.matches(HEADINGS) && node.id) break;
    else if (node.localName === "img") text += node.matches("[data-sitevar-alt]") ? " " : node.alt;
    else if (node.matches(WORD_ENDS)) text += " ";
  }
  return text.replace(/\s+/g, " ").trim();
};

/** Returns the words of a text that are looked for, each with its place and the terms that it is. */
const hitsIn = (text, terms) => {
  const hits = [];
  for (const { 0: run, index } of text.matchAll(MARKED_RUN)) {
    const letters = HAS_NO_SPACES.test(run) ? [...run] : [run];
    let at = index;
    letters.forEach((letter, number) => {
      const word = letter + (letters[number + 1] ?? "");
      const words = wordsOf(word);
      const found = terms.filter(({ term }) => words.some((other) => other.startsWith(term)));
      if (found.length) hits.push({ at, end: at + ([...(found[0]?.term ?? "")].length > 1 ? word : letter).length, found });
      at += letter.length;
    });
  }
  return hits;
};

/** Returns what of a text is around the words, where those that say most are together; each is marked. */
const around = (text, terms) => {
  const hits = hitsIn(text, terms);
  const together = (first) => {
    const near = hits.filter(({ at }) => at >= first.at && at < first.at + 100).flatMap(({ found }) => found);
    return [...new Set(near)].reduce((sum, { worth }) => sum + worth, 0);
  };
  const ranked = hits.slice(0, 200).map((hit) => ({ hit, worth: together(hit) }));
  const best = ranked.sort((a, b) => b.worth - a.worth || a.hit.at - b.hit.at)[0]?.hit;
  const from = best?.at > 60 ? text.lastIndexOf(" ", best.at - 30) + 1 || best.at - 30 : 0;
  const space = text.indexOf(" ", from + 160);
  const end = space < 0 ? Math.min(text.length, from + 300) : space;
  const parts = [from ? "… " : ""];
  let done = from;
  for (const hit of hits.filter(({ at }) => at >= from && at < end)) {
    const start = Math.max(done, hit.at);
    if (hit.end <= start) continue;
    parts.push(text.slice(done, start), element("mark", { textContent: text.slice(start, hit.end) }));
    done = hit.end;
  }
  return [...parts, text.slice(done, end), end < text.length ? " …" : ""];
};
