// Keeps a page as its source is: shows what is wrong with it, and loads it again when it has changed. The browser comes back
// to where the reader was, and the reader's values are in its storage.

(() => {
  const { version } = document.currentScript.dataset;
  let known = "";
  let asked;

  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const STYLE = `
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 60vh; padding: 12px 16px; overflow: auto;
      color: #f3f4f6; background: #1c1f24; border-top: 4px solid #e5534b; font: 15px/1.5 system-ui, sans-serif; }
    section.warnings { border-color: #d9a514; }
    .head { display: flex; justify-content: space-between; gap: 16px; }
    h2 { margin: 0; font-size: 16px; }
    button { min-height: 32px; padding: 4px 12px; color: inherit; background: none; border: 1px solid #8b939c; border-radius: 6px; font: inherit; cursor: pointer; }
    :focus-visible { outline: 2px solid #7cc4ff; outline-offset: 2px; }
    ol { margin: 8px 0 0; padding: 0; list-style: none; }
    li { padding: 8px 0; border-top: 1px solid #3a4048; }
    b { color: #ff9a91; }
    .warning b { color: #f0c45c; }
    code, pre { font: 13px/1.5 ui-monospace, monospace; }
    code { color: #b8c0ca; }
    pre { margin: 4px 0; padding: 6px 10px; overflow-x: auto; background: #0f1114; border-radius: 4px; }
    p { margin: 4px 0 0; color: #cdd3da; }
  `;

  const host = make("div");
  const shadow = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [style];
  // What was closed stays closed until something else is wrong.
  let closed = "";

  const place = ({ file, line, column }) => (line ? `${file}:${line}:${column}` : file);

  const item = (problem) => {
    const { severity, code, message, excerpt, column, help } = problem;
    const head = make("div", {}, make("b", { textContent: code ? `${severity}[${code}]` : severity }), `: ${message}`);
    const made = make("li", { className: severity }, head);
    if (problem.file) made.append(make("code", { textContent: place(problem) }));
    if (excerpt) made.append(make("pre", { textContent: `${excerpt}\n${" ".repeat(Math.max(0, column - 1))}^` }));
    if (help) made.append(make("p", { textContent: `What to do: ${help}` }));
    return made;
  };

  const count = (problems, severity) => {
    const number = problems.filter((problem) => problem.severity === severity).length;
    return number ? [`${number} ${severity}${number > 1 ? "s" : ""}`] : [];
  };

  const show = (problems) => {
    const now = JSON.stringify(problems);
    shadow.replaceChildren();
    if (!problems.length || now === closed) return;
    const title = [...count(problems, "error"), ...count(problems, "warning")].join(", ");
    const close = make("button", { type: "button", textContent: "Close", onclick: () => show(problems, (closed = now)) });
    const head = make("div", { className: "head" }, make("h2", { textContent: title }), close);
    const isError = problems.some(({ severity }) => severity === "error");
    const panel = make("section", { className: isError ? "errors" : "warnings", role: "alert" }, head, make("ol", {}, ...problems.map(item)));
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && close.click());
    shadow.append(panel);
    if (!host.isConnected) document.body.append(host);
  };

  /** What is shown once the server has not answered this often, a second each. */
  const MISSED = 3;
  const GONE = {
    severity: "warning",
    message: "`sitevar serve` does not answer, so this page is no longer kept up to date",
    help: "start it again on the same port, and the page follows",
  };
  let missed = 0;

  /** Waits for the next news of the page; a page that nobody sees keeps no connection open. */
  const follow = async () => {
    while (!document.hidden) {
      asked = new AbortController();
      const { signal } = asked;
      try {
        const query = `page=${encodeURIComponent(location.pathname)}&known=${known}`;
        const response = await fetch(`/.sitevar/wait?${query}`, { signal, cache: "no-store" });
        const news = await response.json();
        missed = 0;
        if (news.version !== version) return location.reload();
        known = news.known;
        show(news.problems);
      } catch {
        if (signal.aborted) return;
        // The server was stopped: it may come back, and then says at once what is wrong.
        known = "";
        missed += 1;
        if (missed === MISSED) show([GONE]);
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  };

  addEventListener("visibilitychange", () => (document.hidden ? asked?.abort() : follow()));
  // Before all of that is over, a request that waits would keep the page from being loaded.
  addEventListener("load", () => setTimeout(follow));
})();
