// What stays in the browser: one entry for each value that is not the default. Secrets never come here.

const PREFIX = "sitevar:";

/** Returns what is saved under a name. */
export function load(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Saves a value, or removes it where it is `null`; tells whether the browser did. */
export function save(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

/** Removes everything of ours, also what other pages saved, and returns it by name. */
export function clear() {
  const removed = new Map();
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      removed.set(key.slice(PREFIX.length), localStorage.getItem(key));
      localStorage.removeItem(key);
    }
  } catch {
    // Where nothing can be saved, nothing is.
  }
  return removed;
}

/** Calls back when another tab changes values, or a page after this one did; `null` stands for all of them. */
export function watch(changed) {
  // A page that waits in the browser's memory hears of nothing.
  addEventListener("pageshow", ({ persisted }) => persisted && changed(null));
  addEventListener("storage", (event) => {
    if (event.key === null) changed(null);
    else if (event.key.startsWith(PREFIX)) changed(event.key.slice(PREFIX.length));
  });
}

/** Tells whether anything of ours is saved. */
export function isSaved() {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}
