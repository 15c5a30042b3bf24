// Finding: the pages that contain all words, or else most of them, the best first.

const EACH = 3; // sections of a page

// How much a word is worth where it is found: as a whole, and as the beginning of a longer one.
const IN_TEXT = [1, 0.5];
const IN_HEADING = [4, 2];
const IN_TITLE = [8, 4];

/** Tells whether two words differ by at most so many letters that are missing, added, changed or swapped. */
const isNear = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return false;
  let [rowBefore, row] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], rowBefore[j - 2] + 1);
    }
    [rowBefore, row] = [row, next];
  }
  return row.at(-1) <= most;
};

/** What a title or a heading is worth more that has all words of a text, one after the other. */
const AS_TYPED = 2;

/** Returns what a word is worth among others: as a whole, as a beginning, or nothing. */
const worthAmong = (words, term, [whole, beginning]) => {
  if (words.includes(term)) return whole;
  return words.some((word) => word.startsWith(term)) ? beginning : 0;
};

/** Returns what a word is worth in each section and in each title that has it. */
const look = (list, term) => {
  const [sections, titles] = [new Map(), new Map()];
  const put = (section, value) => sections.set(section, Math.max(sections.get(section) ?? 0, value));
  let isEverywhere = false;
  for (let at = place(list.words, term); list.words[at]?.startsWith(term); at += 1) {
    const isWhole = list.words[at] === term;
    isEverywhere ||= !list.postings[at];
    let number = 0;
    for (const step of numbers(list.postings[at])) put(list.sections[(number += step)], IN_TEXT[isWhole ? 0 : 1]);
  }
  for (const section of list.sections) {
    const value = worthAmong(section.words, term, IN_HEADING);
    if (value) put(section, value);
  }
  for (const page of list.pages) {
    const value = worthAmong(page.words, term, IN_TITLE);
    if (value) titles.set(page, value);
  }
  // A rare word says more than one that many sections have.
  const rarity = Math.log(1 + list.sections.length / (sections.size || 1));
  for (const found of [sections, titles]) for (const [key, value] of found) found.set(key, value * rarity);
  // What is in a page's title is said in all its sections.
  for (const section of list.sections) if (isEverywhere || titles.has(section.page)) put(section, 0);
  return { sections, titles, isEverywhere };
};

/** Returns the words that a reader may have meant by one that no page has. */
const meant = (list, term) => {
  const most = term.length < 4 ? 0 : term.length < 8 ? 1 : 2;
  const known = new Set([...list.words, ...[...list.pages, ...list.sections].flatMap(({ words }) => words)]);
  return most ? [...known].filter((word) => isNear(word, term, most)) : [];
};

/** Looks for a word, or where there is none for those that it may stand for. */
const lookFor = (list, term) => {
  const found = look(list, term);
  if (found.sections.size || found.titles.size) return { ...found, terms: [term] };
  const terms = HAS_NO_SPACES.test(term) ? [] : meant(list, term);
  const each = terms.map((other) => look(list, other));
  const all = (key) => new Map(each.flatMap((found) => [...found[key]]));
  return { sections: all("sections"), titles: all("titles"), isEverywhere: false, terms };
};

/** Returns the sections that have all words, or those of pages that have them all in several sections, or most of them. */
const withMost = (found) => {
  const each = found.map(({ sections }) => sections);
  const inOne = [...each[0].keys()].filter((section) => each.every((sections) => sections.has(section)));
  if (inOne.length) return { sections: inOne, isPartly: false };
  const pages = each.map((sections) => new Set([...sections.keys()].map(({ page }) => page)));
  const count = ({ page }) => pages.reduce((sum, some) => sum + some.has(page), 0);
  const all = [...new Set(each.flatMap((sections) => [...sections.keys()]))];
  const most = all.reduce((most, section) => Math.max(most, count(section)), 0);
  return { sections: all.filter((section) => count(section) === most), isPartly: most < each.length };
};

/** Tells whether words stand among others as they were typed, one after the other. */
const hasInOrder = (words, terms) => words.some((_, at) => terms.every((term, index) => words[at + index]?.startsWith(term)));

/**
 * Returns the pages that have the words of a text, the best first, each with its best sections and whether its title alone
 * says what was asked for; the words, each with what it says; whether no page has all of them; and whether all of them are
 * nearly everywhere.
 */
const find = (list, text) => {
  const typed = termsOf(text);
  const found = typed.map((term) => lookFor(list, term));
  const { sections, isPartly } = found.length ? withMost(found) : { sections: [] };
  const sum = (key, of) => found.reduce((sum, worths) => sum + (worths[key].get(of) ?? 0), 0);
  // One word of many in a title says little of the page.
  const share = (key, of) => found.filter((worths) => worths[key].get(of)).length / found.length;
  const asTyped = ({ words }) => (typed.length > 1 && hasInOrder(words, typed) ? AS_TYPED : 1);
  const pages = new Map(list.pages.map((page) => [page, []]));
  for (const section of sections) pages.get(section.page).push({ section, score: sum("sections", section) * asTyped(section) });
  const ranked = [...pages].map(([page, all]) => {
    all.sort((a, b) => b.score - a.score);
    const inTitle = share("titles", page);
    const score = all.length && all[0].score + sum("titles", page) * inTitle ** 2 * asTyped(page);
    const shown = all.filter(({ section, score }) => score > 0 && section !== page.top).map(({ section }) => section);
    // Of pages that are alike, the one with more sections is the better one.
    return { page, isTitle: inTitle === 1, score: score && score + Math.log(all.length), sections: shown.slice(0, EACH) };
  });
  const pagesFound = ranked.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  const says = ({ sections, terms }) => terms.map((term) => ({ term, worth: 1 / (1 + sections.size) }));
  const isEverywhere = found.length > 0 && found.every(({ isEverywhere }) => isEverywhere);
  return { pages: pagesFound, terms: found.flatMap(says), isPartly, isEverywhere };
};
