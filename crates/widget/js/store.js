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

/** Saves a value, or removes it where there is none; tells whether the browser did. */
export function save(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

/** Returns everything of ours, also what other pages saved: names and texts in turn. */
export function all() {
  try {
    const own = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return own.flatMap((key) => [key.slice(PREFIX.length), localStorage.getItem(key)]);
  } catch {
    // Where nothing can be saved, nothing is.
    return [];
  }
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
