// A value that is edited where it is: a press on it opens its field beside it, and the page follows as with the form.
// Who has no pointer has the form, so that a page has no more stops for them.

import { document } from "./clean.js";
import { make, takeKeys } from "./dom.js";
import { Field } from "./field.js";
import { Status } from "./status.js";
import { say } from "./words.js";

/** What does something of its own when it is pressed, as a link that leads on. */
const PRESSED = "a,button,label,summary";

/** How far the field is from the value and from the edges of the screen, in CSS pixels. */
const GAP = 8;

/**
 * Opens what a press on a slot is for: the fields of what its value is made of, or the form where that is a secret. A
 * press that selects text is for nothing else, and so is one on what cannot be set.
 * @param {HTMLElement} slot
 * @param {import("./form.js").Form} form
 */
export function press(slot, form) {
  const { reader, page } = form.values;
  if (!page.seen.has(slot) || slot.closest(PRESSED)) return;
  const names = reader.used([slot.dataset.sitevar]);
  // A press ends an older selection, in Chromium after its event.
  setTimeout(() => {
    if (names.length === 0 || form.dialog?.open || !getSelection().isCollapsed) return;
    const secret = names.find((name) => reader.is_secret(name));
    if (!slot.showPopover || secret) form.show(secret);
    else open(slot, names, form);
  });
}

function open(slot, names, { values, mount }) {
  const { reader } = values;
  const status = new Status(values);
  // What is refused is said first, and with the next press left as it is.
  const entered = () => (reader.done([]).some((name) => names.includes(name)) ? status.entered() : close());
  const hear = { typed: (...what) => status.typed(...what), entered };
  const fields = names.map((name) => new Field(values, name, hear));
  const popover = make(
    "div",
    { class: "sitevar-dialog sitevar-edit", popover: "auto", role: "dialog", "aria-label": values.label(slot.dataset.sitevar) },
    ...fields.map(({ element }) => element),
    make("p", { class: "sitevar-help sitevar-keys" }, say("editKeys")),
    status.element,
  );
  const close = () => {
    popover.hidePopover();
    focusAt(slot);
  };
  popover.addEventListener("keydown", ({ key, shiftKey, target, isComposing }) => {
    if (isComposing) return;
    if (key === "Escape") values.follow(reader.taken_back());
    // The key then leads on from the value.
    if (key === "Escape" || (key === "Tab" && target === fields.at(shiftKey ? 0 : -1).input)) close();
  });
  takeKeys(popover);
  mount(popover);
  const unplace = keepBeside(slot, popover);
  // Another tab may set the same value.
  const follow = () => fields.forEach((field) => field.refresh());
  values.listeners.add(follow);
  // However it closes, also by a press elsewhere: what is accepted is kept.
  popover.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") return;
    unplace();
    values.listeners.delete(follow);
    values.closed();
  });
  popover.addEventListener("toggle", ({ newState }) => newState === "closed" && popover.remove());
  reader.begun(names);
  popover.showPopover();
  const [{ input }] = fields;
  input.focus({ preventScroll: true });
  input.select?.();
}

/** Puts the focus where the value is, which is a stop only as long as it has the focus. */
function focusAt(slot) {
  slot.tabIndex = -1;
  slot.addEventListener("blur", () => slot.removeAttribute("tabindex"), { once: true });
  slot.focus({ preventScroll: true });
}

/** Keeps a popover below a value, or above where there is no room, and within what is seen; returns what ends that. */
function keepBeside(slot, popover) {
  const place = () => {
    const { left, top, bottom } = slot.getBoundingClientRect();
    const { offsetLeft, offsetTop, width, height } = visualViewport;
    const { offsetWidth, offsetHeight } = popover;
    const within = (at, start, length, own) => `${Math.max(start + GAP, Math.min(at, start + length - own - GAP))}px`;
    const isRoom = bottom + offsetHeight + 2 * GAP < offsetTop + height;
    popover.style.left = within(left, offsetLeft, width, offsetWidth);
    popover.style.top = within(isRoom ? bottom + GAP : top - offsetHeight - GAP, offsetTop, height, offsetHeight);
  };
  const watcher = new ResizeObserver(place);
  watcher.observe(popover);
  // A value that becomes longer may push down what is below it, this one too.
  watcher.observe(document.body);
  addEventListener("scroll", place, true);
  // On a phone the keyboard takes half of the screen.
  visualViewport.addEventListener("resize", place);
  return () => {
    watcher.disconnect();
    removeEventListener("scroll", place, true);
    visualViewport.removeEventListener("resize", place);
  };
}
