// The list of all words, as `build/search/index.rs` writes and describes it.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Returns the id that most headings have. */
const anchorOf = (heading) => heading.toLowerCase().replace(/[^\p{Alphabetic}\p{N} _-]/gu, "").replaceAll(" ", "-");

/** Reads numbers in Base64 VLQ. */
const numbers = (text) => {
  const found = [];
  let [number, shift] = [0, 0];
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    number += (digit & 31) << shift;
    shift += 5;
    if (digit < 32) {
      found.push(number);
      [number, shift] = [0, 0];
    }
  }
  return found;
};

/** Reads texts of which each says what it shares with the one before. */
const unshortened = (texts) => {
  let last = [];
  return texts.map((text) => {
    last = [...last.slice(0, DIGITS.indexOf(text[0])), ...text.slice(1)];
    return last.join("");
  });
};

/** Makes of the stored list what can be searched. */
const read = (stored) => {
  const addresses = unshortened(stored.pages.map(([address]) => address));
  const pages = stored.pages.map(([, title], page) => ({ title, address: addresses[page], words: wordsOf(title) }));
  const known = stored.headings.map((text) => ({ text, anchor: anchorOf(text), words: wordsOf(text) }));
  const sections = stored.pages.flatMap(([, , headings], number) => {
    const page = pages[number];
    page.top = { page, heading: "", anchor: "", words: [] };
    const others = headings.map((entry) => {
      const [heading, id] = [entry].flat();
      const { text, anchor, words } = known[heading];
      return { page, heading: text, anchor: id ?? anchor, words };
    });
    return [page.top, ...others];
  });
  return { pages, sections, words: unshortened(stored.words.split(" ")), postings: stored.postings.split(" ") };
};

/** Returns where the words begin that are not before one. */
const place = (words, word) => {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
};
