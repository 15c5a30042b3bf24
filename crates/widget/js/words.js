// The words of the widget in the language of the page: data, of which only that language is loaded.

import { document } from "./clean.js";
import { files } from "./files.js";

/** @type {Object<string, string | Object<string, string>>} */
let words = {};

/** What says which form goes with a number. */
let rules = new Intl.PluralRules("en");

/** Returns the language of the page, such as `de` where it says `de-AT`. */
const language = () => document.documentElement.lang.split("-")[0].toLowerCase();

/** What a reader is told who gets no words at all. */
const LOST = "The words of this form did not load, so it cannot be opened. Reload the page and try again.";

/** Loads the words of the page's language, or else the English ones. */
export async function loadWords() {
  // A single file holds its own.
  if (typeof files.words === "function") return use(files.words());
  const { en, ...others } = files.words;
  const own = Object.hasOwn(others, language()) ? others[language()] : en;
  try {
    // A form in English is better than none.
    return use(await fetchWords(own).catch(() => fetchWords(en)));
  } catch (error) {
    throw Object.assign(error, { reason: LOST });
  }
}

/** Puts a site's own words in place of those. */
export function useOwnWords(all) {
  if (Object.hasOwn(all ?? {}, language())) use({ ...words, ...all[language()], language: language() });
}

function use(loaded) {
  words = loaded;
  try {
    rules = new Intl.PluralRules(words.language);
  } catch {
    // What is no language has the rules of English.
  }
}

async function fetchWords({ url, integrity }) {
  const response = await fetch(url, { integrity });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/**
 * Returns a text.
 * @param {string} key
 * @param {Object<string, string | number>} parts what stands in place of `{name}`; `number` chooses among plural forms
 */
export function say(key, parts = {}) {
  const found = words[key] ?? key;
  const text = typeof found === "string" ? found : (found[rules.select(parts.number)] ?? found.other);
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(rules.resolvedOptions().locale) : value);
  return text.replace(/\{(\w+)\}/g, (whole, part) => (Object.hasOwn(parts, part) ? shown(parts[part]) : whole));
}
