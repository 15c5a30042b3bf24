((rows, variables, elsewhere) => {
  const spaces = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"];
  const more = { link: { rel: "stylesheet" }, input: { type: "image" }, track: { default: "" }, object: { type: "image/png" } };
  const own = document.createElement("div");
  own.id = "hand-written";
  document.body.append(own);
  const put = (parent, space, element, attributes) => {
    const made = document.createElementNS(space, element);
    for (const [name, value] of Object.entries({ ...more[element], ...attributes })) {
      if (name === "xlink:href") made.setAttributeNS("http://www.w3.org/1999/xlink", name, value);
      else made.setAttribute(name, value);
    }
    parent.append(made);
    return made;
  };
  rows.forEach(([element, attribute], row) => {
    for (const space of spaces) {
      // The parts of a picture and of a video load in these only.
      const outer = { source: "picture", track: "video", option: "select" }[element];
      const parent = space === spaces[0] ? (outer ? put(own, space, outer, {}) : own) : put(own, space, space === spaces[1] ? "svg" : "math", {});
      for (const [name, shown] of variables) {
        for (const start of [`${elsewhere}/${row}/`, `/own/${row}/`]) {
          put(parent, space, element, { [`data-sitevar-${attribute}`]: `${start}{${name}}/x`, [attribute]: `${start}${shown}/x` });
        }
      }
    }
  });
  // Slots that are no text, with a link that tells whoever it leads to more than the press means.
  for (const [name, shown] of variables) {
    for (const element of ["style", "script", "textarea", "title", "option", "xmp", "noscript"]) {
      put(own, spaces[0], element, { "data-sitevar": name, type: "x/x" }).textContent = shown;
    }
    for (const outer of ["option", "textarea", "title", "figcaption"]) {
      const parent = outer === "title" ? document.head : put(own, spaces[0], outer === "option" ? "datalist" : "figure", {});
      put(put(parent, spaces[0], outer, {}), spaces[0], "span", { "data-sitevar": name }).textContent = shown;
    }
    put(own, spaces[0], "input", { type: "text", value: `a ${shown}`, "data-sitevar-value": `a {${name}}`, title: shown, "data-sitevar-title": `{${name}}` });
    put(own, spaces[0], "a", { ping: elsewhere, href: `${elsewhere}/${shown}`, "data-sitevar-href": `${elsewhere}/{${name}}` });
    put(own, spaces[0], "a", { "data-sitevar-href": `${elsewhere}/${shown}`, "data-sitevar-data-sitevar-href": `${elsewhere}/{${name}}` });
    document.title = `Travel ${shown}`;
  }
  return own.querySelectorAll("*").length;
})
