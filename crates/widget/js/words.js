// Every text that a reader sees, but the few of the loader, in one place.

/** Returns a number with its noun: `1 place`, `2 places`. */
function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

export const words = {
  title: "Your values",
  stays: "They stay in this browser, and change every snippet of this site as you type.",
  memory: "This browser keeps nothing for this site, so they last until the page is closed.",
  done: "Done",
  reset: "Reset",
  resetDone: "All values are the examples again.",
  undo: "Undo",
  undone: "Your values are back.",
  all: "Show all values of this site",
  derived: "Made of these",
  changed: (label, places) => `${label}: changed in ${count(places, "place", "places")}.`,
  refused: (label, reason) => `${label}: ${reason}`,
  refusedAt: ({ where, line, reason }) => {
    const place = where && line ? `${where}, line ${line}` : where || (line ? `A snippet, line ${line}` : "A link");
    return `${place} keeps its example: ${reason}.`;
  },
  refusedMore: (number) => `And ${count(number, "more place", "more places")} on this page.`,

  secretNote: "A new secret for the application, and its digest for Authelia. Both are made here and stay in the memory of this page: nothing is sent or saved, and they are gone when you leave.",
  make: "Make a secret",
  options: "Options",
  length: "Length",
  charset: "Characters",
  algorithm: "Algorithm",
  iterations: "Iterations",
  have: "I have a secret already",
  haveField: "Your secret",
  haveMake: "Make its digest",
  check: "Check a digest",
  checkDigest: "Digest",
  checkSecret: "Secret",
  checkNow: "Check",
  matches: "They belong together: this is a digest of this secret.",
  differs: "They do not belong together: this is not a digest of this secret.",
  working: "Computing the digest",
  workingFor: (seconds, blocks) => `${words.working}, about ${seconds} s${blocks ? ". This page does not respond meanwhile." : ""}`,
  cancel: "Cancel",
  cancelled: "Cancelled. Nothing was changed.",
  replace: "A secret is in use on this page. A new one takes its place here; systems that have the old one need the new one too.",
  replaceYes: "Replace it",
  replaceNo: "Keep it",
  secretLabel: "Secret",
  secretGoes: "For the application: paste it where the application asks for the client secret.",
  digestLabel: "Digest",
  digestGoes: "For Authelia: paste it as the client_secret in its configuration. Never paste the digest on both sides.",
  commandLabel: "Command",
  commandGoes: "To make such a pair with Authelia's own command instead:",
  commandAsks: "The same with Authelia's own command, which asks for the secret:",
  took: (seconds) => `Made and verified in ${seconds} s.`,
  inPlace: "The snippets on this page contain them now.",
  copy: "Copy",
  copied: "Copied",
  copySelf: "Select and copy it",
  forget: "Forget this secret",
  forgotten: "The secret is gone.",
  emptySecret: "Type or paste the secret first.",

  noWasm: "This browser has no WebAssembly, or it is switched off; the page shows its example values.",
  wasmRefused: "This site's Content-Security-Policy does not allow WebAssembly; the page shows its example values. The site's owner can add 'wasm-unsafe-eval' to script-src.",
  wasmBroken: "The WebAssembly of this page did not start; the page shows its example values.",
  broken: "Something went wrong in the script of this page. Reload the page and try again.",
  wasmNotLoaded: "The WebAssembly of this page did not load; the page shows its example values. If the site has a Content-Security-Policy, it needs connect-src 'self'.",
  noDeclarations: (address) =>
    `${address ? `The file ${address}` : "The list of values in this page"} is missing or broken, so nothing can be set; the page shows its example values.`,
  noGuide: (address) => `The guide ${address} did not load.`,
  longGuide: (address, longest, most) => `The guide ${address} has more than ${longest} characters or ${most} elements: only the build can render it.`,
  foreignGuide: "A guide can only be loaded from this site.",
  lateGuide: "This guide was put into the page after the page had loaded its script; the page shows what is here. The site's owner can have the guide in the page from the beginning.",
  ownDeclarations: "the guide declares values of its own, under sitevars: in its front matter; those that the site does not declare keep their examples here",
  guideProblems: "Some parts of this guide need the build:",
};
