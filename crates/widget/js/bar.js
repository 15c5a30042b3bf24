// The bar below a page's title: its values are slots like all others; here is what became of a secret, and whether
// anything is missing. Who comes back to a page on which they made a secret is told that it is gone.

import { document } from "./clean.js";
import { make } from "./dom.js";
import { say } from "./words.js";

/** Keeps the bars of the page up to date. */
export function followBars(values) {
  const { reader } = values;
  const secrets = () => reader.used(values.page.names).filter((name) => reader.is_secret(name));
  const isMade = () => secrets().some((name) => reader.value(name) !== undefined);
  let wasMade = false;
  let isLost = hasFlag();
  let isLeaving = false;
  const draw = () => {
    for (const bar of document.querySelectorAll(".sitevar-bar")) drawBar(bar, reader, isLost);
  };
  values.listeners.add(() => {
    // A page that is left forgets its secret, which is not what the reader asked for.
    if (isLeaving || isMade() === wasMade) return draw();
    wasMade = !wasMade;
    isLost = false;
    setFlag(wasMade);
    return draw();
  });
  addEventListener("pagehide", () => {
    isLeaving = true;
    wasMade = false;
  });
  addEventListener("pageshow", ({ persisted }) => {
    isLeaving = false;
    isLost = persisted ? hasFlag() : isLost;
    draw();
  });
  draw();
}

function drawBar(bar, reader, isLost) {
  const isMissing = (name) => reader.value(name) === undefined;
  for (const made of bar.querySelectorAll("[data-sitevar-made]")) {
    const isMade = !isMissing(made.dataset.sitevarMade);
    made.textContent = say(isMade ? "isMade" : "isNotMade");
    made.classList.toggle("sitevar-yours", isMade);
  }
  const shown = [...bar.querySelectorAll("[data-sitevar],[data-sitevar-made]")];
  const names = shown.map(({ dataset }) => dataset.sitevar ?? dataset.sitevarMade);
  bar.classList.toggle("sitevar-complete", !reader.is_example(names.filter(isMissing)));
  nameButton(bar.querySelector(".sitevar-open"), names.every(isMissing));
  bar.querySelector(".sitevar-lost")?.remove();
  if (isLost) bar.append(make("p", { class: "sitevar-lost", role: "status" }, say("lost")));
}

/** What the loader wrote on each button. */
const invitations = new WeakMap();

/** Says on the button what a press on it is for: the first values, or other ones. */
function nameButton(button, isFirst) {
  if (!button) return;
  if (!invitations.has(button)) invitations.set(button, button.textContent);
  button.textContent = isFirst ? invitations.get(button) : say("change");
}

/** The flag of a page in the session's storage says that a secret was made there; nothing of the secret is in it. */
const FLAG = "sitevar:made:";

function hasFlag() {
  try {
    return sessionStorage.getItem(FLAG + location.pathname) !== null;
  } catch {
    return false;
  }
}

function setFlag(isOn) {
  try {
    if (isOn) sessionStorage.setItem(FLAG + location.pathname, "");
    else sessionStorage.removeItem(FLAG + location.pathname);
  } catch {
    // Where nothing can be kept, nothing is told.
  }
}
