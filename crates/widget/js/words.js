// The words of the widget in the language of the page: data, of which only that language is loaded. With another language
// than English come the texts of the program, which speaks English itself: why a value is refused, what was changed in it.

import { document } from "./clean.js";
import { files } from "./files.js";

/** @type {Object<string, string | Object<string, string>>} */
let words = { texts: {} };

/** The texts of the program that have parts, the most telling first. */
let patterns = [];

/** How many texts may be in each other: what a reader typed may look like any number of them. */
const DEEPEST = 6;

/** A part of a text. */
const PART = /\{(\w+)\}/g;

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
  if (!Object.hasOwn(all ?? {}, language())) return;
  const own = all[language()];
  use({ ...words, ...own, texts: { ...words.texts, ...own.texts }, language: language() });
}

function use(loaded) {
  words = { texts: {}, ...loaded };
  patterns = Object.entries(words.texts).filter(([english]) => english.search(PART) >= 0).map(patternOf);
  patterns.sort((one, other) => other.literal.length - one.literal.length);
  try {
    rules = new Intl.PluralRules(words.language);
  } catch {
    // What is no language has the rules of English.
  }
}

/** Reads a text with parts: its own words, and what is code, which is in no language. */
function patternOf([english, own]) {
  // Literal texts and the names of parts in turn.
  const pieces = english.split(PART);
  const escaped = pieces.map((piece, index) => (index % 2 === 0 ? piece.replace(/\W/g, "\\$&") : "(.+?)"));
  const isCode = (_, index) => pieces.slice(0, index).join("").split("\u0060").length % 2 === 0;
  const odd = (_, index) => index % 2 === 1;
  const [names, codes] = [pieces.filter(odd), pieces.map(isCode).filter(odd)];
  return { own, names, codes, literal: english.replace(PART, ""), pattern: new RegExp(`^${escaped.join("")}$`, "s") };
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
  const found = words[key] ?? translated(key);
  const text = typeof found === "string" ? found : (found[rules.select(parts.number)] ?? found.other);
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(rules.resolvedOptions().locale) : value);
  return text.replace(PART, (whole, part) => (Object.hasOwn(parts, part) ? shown(parts[part]) : whole));
}

/**
 * Returns a text of the program in the language of the page. The English text is the key; a part of it, in braces there, may
 * be such a text itself, unless it is code. What has no translation stays as it is, and so does what only a sign joins.
 */
export const translated = (text) => translatedTo(text, DEEPEST);

function translatedTo(text, depth) {
  if (Object.hasOwn(words.texts, text)) return words.texts[text];
  for (const { pattern, names, codes, literal, own } of depth > 0 ? patterns : []) {
    const found = pattern.exec(text)?.slice(1);
    const parts = found?.map((part, index) => (codes[index] ? part : translatedTo(part, depth - 1)));
    if (parts && (/\w/.test(literal) || String(parts) !== String(found))) return own.replace(PART, (_, name) => parts[names.indexOf(name)]);
  }
  return text;
}
