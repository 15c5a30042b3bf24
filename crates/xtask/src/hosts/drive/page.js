// What the driver does inside of a page: an expression, so that it is there on every page that the reader gets to.
(() => {
  const OURS = ".sitevar-tools, .sitevar-corner, .sitevar-dialog, sitevar-preferences";
  const wait = async (test, millis) => {
    for (const end = Date.now() + millis; ; await new Promise((done) => setTimeout(done, 20))) {
      const found = test();
      if (found || Date.now() > end) return found;
    }
  };
  const shadow = () => document.querySelector(".sitevar-corner")?.shadowRoot;
  const opener = () => document.querySelector(".sitevar-open") ?? shadow()?.querySelector("button");
  const dialog = () => document.querySelector(".sitevar-dialog") ?? shadow()?.querySelector(".sitevar-dialog");
  const main = () => document.querySelector("main, [role=main], article, .vp-doc") ?? document.body;
  const bare = (text) => text.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  const isOurs = (element) => element.closest(OURS);
  const pres = () => [...main().querySelectorAll("pre")].filter((pre) => !isOurs(pre));
  const shown = (element) => element.getClientRects().length > 0;

  /** Returns the text of code without white space: hosts have their own ways to break lines. */
  const codes = () => pres().map((pre) => bare((pre.querySelector("code") ?? pre).textContent));

  /** Marks a button for the mouse. */
  const mark = (button) => {
    document.querySelector("[data-driven]")?.removeAttribute("data-driven");
    if (button) button.dataset.driven = "";
    return Boolean(button);
  };
  const preWith = (text) => pres().find((pre) => bare(pre.textContent).includes(bare(text)));
  const STYLES = ["color", "background-color", "font-family", "font-size", "font-weight", "line-height", "display", "position", "opacity", "border-top-color", "visibility"];

  return {
    codes,
    bare,
    /** Waits until all of these are among the page's code. */
    holds: (wanted, millis) => wait(() => { const all = codes(); return wanted.every((text) => all.includes(bare(text))); }, millis),
    open: async () => {
      const button = await wait(opener, 10000);
      button?.click();
      return Boolean(await wait(() => dialog()?.open, 10000));
    },
    /** Gives a field the focus, with its text selected. */
    focus: (name) => {
      const labels = [...(dialog()?.querySelectorAll("label") ?? [])];
      const label = labels.find((label) => label.textContent === name);
      const field = label && dialog().getRootNode().getElementById(label.htmlFor);
      field?.focus();
      field?.select();
      return Boolean(field);
    },
    press: (text) => {
      const button = [...(dialog()?.querySelectorAll("button") ?? [])].find((button) => button.textContent === text && shown(button));
      button?.click();
      return Boolean(button);
    },
    /** Waits for a secret and its digest. */
    pair: async () => {
      const outputs = () => [...(dialog()?.querySelectorAll(".sitevar-result output") ?? [])];
      await wait(() => outputs().length > 1, 60000);
      return outputs().slice(0, 2).map((output) => output.textContent);
    },
    settle: () => wait(() => !document.documentElement.hasAttribute("data-sitevar-writing"), 10000),
    text: () => main().textContent.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").replace(/\s+/g, " "),
    spans: () => [...main().querySelectorAll("code")].filter((code) => !code.closest("pre")).map((code) => code.textContent),
    links: () => [...main().querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
    /** Finds the host's own copy button of a block. */
    hostCopy: (text) => {
      const pre = preWith(text);
      for (let frame = pre; frame && frame !== main() && frame.textContent.length < pre.textContent.length + 100; frame = frame.parentElement) {
        const found = [...frame.querySelectorAll("button, [class*=copy i][role=button], clipboard-copy")].filter((button) => !isOurs(button));
        const copy = found.find((button) => /copy|clip/i.test(`${button.title} ${button.ariaLabel} ${button.className} ${button.dataset.mdType} ${button.textContent}`));
        if (copy) return mark(copy);
      }
      return mark(null);
    },
    /** Finds our copy button of a block. */
    ourCopy: (text) => {
      const tools = [...document.querySelectorAll(".sitevar-tools")];
      const pre = preWith(text);
      const own = tools.find((tools) => tools.nextElementSibling === pre || tools.closest("figure")?.contains(pre));
      return mark(own?.querySelector("button"));
    },
    /** Returns the middle of the marked button. */
    middle: () => {
      const button = document.querySelector("[data-driven]");
      button.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = button.getBoundingClientRect();
      return [Math.round(x + width / 2), Math.round(y + height / 2)];
    },
    field: () => {
      const field = document.createElement("textarea");
      field.dataset.driver = "";
      field.style.cssText = "position:fixed;top:0;left:0;width:9px;height:9px";
      document.body.append(field);
      field.focus();
    },
    pasted: async () => {
      const field = document.querySelector("[data-driver]");
      await wait(() => field.value, 3000);
      const { value } = field;
      field.remove();
      return value;
    },
    /** Finds a link to a page that the reader can see. */
    linkTo: (path) => {
      const plain = (path) => path.replace(/(index)?(\.html)?\/?$/, "");
      const leads = (link) => plain(new URL(link.href, location).pathname) === plain(path);
      return mark([...document.querySelectorAll("a[href]")].find((link) => leads(link) && shown(link)));
    },
    /** Describes how everything looks that is not ours. */
    look: (withPlaces) => [...document.body.querySelectorAll("*")]
      .filter((element) => !isOurs(element) && !element.matches("[data-sitevar], script, link, style, body > output") && shown(element))
      .map((element) => {
        const style = getComputedStyle(element);
        const { x, y, width, height } = element.getBoundingClientRect();
        const place = withPlaces ? [x, y, width, height].map((number) => number.toFixed(1)).join(" ") : "";
        return [element.tagName, ...STYLES.map((name) => style.getPropertyValue(name)), place].join("|");
      }),
  };
})()
