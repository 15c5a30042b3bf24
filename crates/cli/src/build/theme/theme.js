// What the theme's own controls need of a script: the choice between light and dark, the sidebar, the list of contents, tabs,
// and the way to the search. It runs before anything is painted, so that nobody sees the wrong colours for a moment, and after
// the style is there, so that it can measure. Without it all of a page is there, in the system's colours.

(() => {
  // Before the page's own elements are there, whose names could take the place of the document's members.
  const root = document.documentElement;
  // A browser may look up the hosts of links in advance, and a reader's own domain may be one of them: this forbids it. It is
  // added here because the HTML standard does not know it.
  const noLookups = { httpEquiv: "x-dns-prefetch-control", content: "off" };
  document.head.append(Object.assign(document.createElement("meta"), noLookups));

  const all = (selector, from = root) => [...from.querySelectorAll(selector)];

  /** Reads what was kept under a name; a browser may refuse, and then nothing was. */
  const read = (area, name) => {
    try {
      return JSON.parse(window[area].getItem(name));
    } catch {
      return null;
    }
  };

  const keep = (area, name, value) => {
    try {
      window[area].setItem(name, JSON.stringify(value));
    } catch {
      // It lasts as long as the page.
    }
  };

  // Light and dark: the style follows the attribute, and so do other tabs and pages that the reader comes back to.
  const THEME = "sitevar-theme";
  let theme = "system";
  const follow = () => {
    theme = read("localStorage", THEME) ?? theme;
    root.dataset.theme = theme;
    for (const input of all(`[name=${THEME}]`)) input.checked = input.value === theme;
  };
  follow();
  addEventListener("storage", follow);
  addEventListener("pageshow", follow);

  /** Returns the element that the part of an address after `#` names. */
  const find = (hash) => {
    try {
      return root.querySelector(`[id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`);
    } catch {
      return null;
    }
  };

  /** Does something once the page is laid out, and before it is painted: measuring earlier would lay it out twice. */
  const afterLayout = (element, act) => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      act();
    });
    observer.observe(element);
  };

  /** Scrolls a box, and only it, so that something in it can be seen. */
  const reveal = (box, item) => {
    const seen = box.getBoundingClientRect();
    const { top, bottom } = item.getBoundingClientRect();
    if (top < seen.top || bottom > Math.min(seen.bottom, innerHeight)) box.scrollTop += top - seen.top - seen.height / 3;
  };

  /** The list of pages: it is where the reader left it, and shows the page that is open. */
  const followPages = (nav) => {
    const PAGES = "sitevar-pages";
    const groups = all("details", nav);
    const name = (group) => group.previousElementSibling.href;
    const { open = [], scroll = 0 } = read("sessionStorage", PAGES) ?? {};
    const isKept = (group) => [].concat(open).includes(name(group));
    // What is open because the page is in it closes again once the reader is elsewhere.
    const ofPage = groups.filter((group) => group.open);
    for (const group of groups) group.open ||= isKept(group);
    const show = () => {
      for (const current of all("[aria-current]", nav)) reveal(nav, current);
    };
    afterLayout(nav, () => {
      nav.scrollTop = scroll;
      show();
    });
    nav.addEventListener("toggle", show);
    // In a file of several guides a link leads to another part of the same page.
    nav.addEventListener("click", ({ target }) => target.closest("a") && nav.hidePopover?.());
    // Nobody can see what the drawer covers, so it closes when the focus goes there.
    nav.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !nav.contains(relatedTarget) && nav.matches(":popover-open")) nav.hidePopover();
    });
    const markGuide = () => {
      for (const link of all("a[href^='#']", nav)) link.ariaCurrent = find(link.hash)?.checkVisibility() ? "page" : null;
    };
    markGuide();
    // The guide that the address names may be shown later than this runs.
    for (const event of ["load", "hashchange"]) addEventListener(event, markGuide);
    matchMedia("(min-width: 60rem)").addEventListener("change", () => nav.hidePopover?.());
    addEventListener("pagehide", () => {
      const kept = groups.filter((group) => group.open && (isKept(group) || !ofPage.includes(group)));
      keep("sessionStorage", PAGES, { open: kept.map(name), scroll: nav.scrollTop });
    });
  };

  /** The list of contents: unfolded where it is beside the text, and its entry of what is being read is marked. */
  const followContents = (nav) => {
    const [details] = all("details", nav);
    const wide = matchMedia("(min-width: 80rem)");
    const unfold = () => (details.open = wide.matches);
    unfold();
    wide.addEventListener("change", unfold);
    const links = all("a", nav);
    const headings = links.map(({ hash }) => find(hash));
    const top = (heading) => heading?.getBoundingClientRect().top;
    const mark = () => {
      waiting = false;
      // At the end of the page no heading comes to the top any more: the last one that is seen counts, or the one that was
      // asked for.
      const isEnd = scrollY > 0 && scrollY + innerHeight > root.scrollHeight - 2;
      const line = isEnd ? innerHeight : (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 24;
      const asked = isEnd ? links.findIndex(({ hash }, index) => hash === location.hash && top(headings[index]) >= 0) : -1;
      const at = asked < 0 ? headings.findLastIndex((heading) => top(heading) < line) : asked;
      links.forEach((link, index) => (link.ariaCurrent = index === at ? "location" : null));
      if (links[at] && wide.matches) reveal(details, links[at]);
    };
    // Once for each frame: a page scrolls more often than it is painted.
    let waiting = false;
    const soon = () => (waiting ||= Boolean(requestAnimationFrame(mark)));
    for (const event of ["scroll", "resize", "hashchange"]) addEventListener(event, soon, { passive: true });
    afterLayout(nav, mark);
  };

  // Search: its script is loaded when it is asked for; in a file of guides it is there already.
  const script = document.currentScript.src;
  const SEARCH = ".to-search";
  // A page that was opened from a disk may load nothing.
  const canSearch = !script || location.protocol !== "file:";
  if (canSearch) root.dataset.search = "";
  let loading;
  const loadSearch = () => (loading ??= script ? import(new URL("sitevar-search.js", script).href) : Promise.resolve());
  const search = async (button) => {
    try {
      await loadSearch();
      dispatchEvent(new Event("sitevar-search"));
    } catch {
      loading = undefined;
      button.textContent = button.dataset.failed;
    }
  };

  addEventListener("click", ({ target }) => {
    const button = target.closest?.(SEARCH);
    if (button) search(button);
    // An address that the page has already opens no tab by itself.
    const link = target.closest?.("a[href]");
    if (link?.hash && link.href === location.href) openTabs();
  });
  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
    const [button] = all(SEARCH);
    const isTyped = target.isContentEditable || target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");
    const isHeld = ctrlKey || metaKey;
    const isAsked = !altKey && (isHeld ? !shiftKey && key.toLowerCase() === "k" : key === "/" && !isTyped);
    if (!isAsked || !button || !canSearch || event.defaultPrevented) return;
    event.preventDefault();
    search(button);
  });

  // Tabs: what is chosen in one group is chosen in all that offer it, on this page and the next ones.
  const TABS = "sitevar-tabs";
  const TAB = ".sitevar-tabs > label > input";
  const labelOf = (input) => input.parentElement.textContent.trim();
  const chosen = () => [].concat(read("localStorage", TABS) ?? []);
  const choose = (label) => {
    for (const input of all(TAB)) if (labelOf(input) === label) input.checked = true;
  };

  /** Opens the tabs around the element that the address names. */
  const openTabs = () => {
    const target = find(location.hash);
    let panel = target?.closest(".sitevar-tab");
    if (!panel) return;
    for (; panel; panel = panel.parentElement.closest(".sitevar-tab")) panel.previousElementSibling.firstElementChild.checked = true;
    target.scrollIntoView();
  };

  addEventListener("change", ({ target }) => {
    if (target.name === THEME) {
      theme = target.value;
      keep("localStorage", THEME, theme);
      follow();
    } else if (target.matches(TAB)) {
      // What is above may become longer or shorter; the reader stays where they are.
      const { top } = target.parentElement.getBoundingClientRect();
      const label = labelOf(target);
      choose(label);
      scrollBy(0, target.parentElement.getBoundingClientRect().top - top);
      keep("localStorage", TABS, [label, ...chosen().filter((other) => other !== label)].slice(0, 20));
    }
  });

  /** The bar stays in view while something is missing: a link must not lead to below it. */
  const followBar = (bar) => {
    const measure = () => bar.offsetHeight && root.style.setProperty("--bar", `${bar.offsetHeight}px`);
    new ResizeObserver(measure).observe(bar);
  };

  addEventListener("DOMContentLoaded", () => {
    follow();
    chosen().reverse().forEach(choose);
    openTabs();
    addEventListener("hashchange", openTabs);
    all("nav.site").forEach(followPages);
    all(".sitevar-bar").forEach(followBar);
    all(".contents").forEach(followContents);
  });
})();
