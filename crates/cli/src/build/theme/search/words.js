// The words of a text, split as `build/search/words.rs` does it for the list; a test in browsers compares the two.

const LONGEST = 24; // letters of a word that count
const MOST = 16; // words of what somebody types

// In scripts without spaces, every character is a word together with the one after it.
const NO_SPACES = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = "[\\p{Alphabetic}\\p{N}]";
const RUN = new RegExp(`(?:(?=${LETTER})[${NO_SPACES}])+|(?:(?![${NO_SPACES}])${LETTER})+`, "gu");
// The same in a text with marks on its letters.
const MARKED = `(?:${LETTER}|[\\p{Mn}\\u00ad])`;
const MARKED_RUN = new RegExp(`(?:(?=${MARKED})[${NO_SPACES}])+|(?:(?![${NO_SPACES}])${MARKED})+`, "gu");
const HAS_NO_SPACES = new RegExp(`^[${NO_SPACES}]`, "u");
const SPELLED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", þ: "th" };

/** Returns a text in small letters, without accents and other marks. */
const fold = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{Mn}\u00ad]/gu, "")
    .replace(/[ßæœøđłıþ]/g, (letter) => SPELLED[letter]);

const runsOf = (text) => fold(text).match(RUN) ?? [];

/** Returns the words of a run of letters; of a long one its beginning counts. */
const wordsIn = (run) => {
  const letters = [...run];
  return HAS_NO_SPACES.test(run) ? letters.map((letter, at) => letter + (letters[at + 1] ?? "")) : [letters.slice(0, LONGEST).join("")];
};

const wordsOf = (text) => runsOf(text).flatMap(wordsIn);

/** Returns what to look for where somebody typed a text: in pairs of characters, the last one is there already. */
const termsOf = (text) => {
  const terms = runsOf(text).flatMap((run) => (HAS_NO_SPACES.test(run) && [...run].length > 1 ? wordsIn(run).slice(0, -1) : wordsIn(run)));
  return [...new Set(terms)].slice(0, MOST);
};
