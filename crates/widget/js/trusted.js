// The one Trusted Types policy, for the two things that browsers want somebody to answer for.

import { clean } from "./clean.js";
import { files } from "./files.js";

/** @type {TrustedTypePolicy | undefined} */
let policy;

/** Returns the policy, made when it is first asked for: a page may allow one of this name, and may start a second program. */
function trusted() {
  policy ??= globalThis.trustedTypes?.createPolicy?.("sitevar", {
    // The worker's script is ours: its address is written here by the build, or is a blob of this page.
    createScriptURL: (address) => {
      if (address === String(files.worker.url) || address.startsWith("blob:")) return address;
      throw new TypeError("no script of the widget");
    },
    // A guide is the site's own text with its defaults. What readers set never passes here: it is put in as text.
    createHTML: (html) => html,
  });
  return policy;
}

export function scriptUrl(address) {
  return trusted()?.createScriptURL(String(address)) ?? String(address);
}

/** Reads HTML of the site's own into nodes; scripts in it do not run. */
export function readHtml(html) {
  const parsed = new DOMParser().parseFromString(trusted()?.createHTML(html) ?? html, "text/html");
  return [...clean(parsed).body.childNodes];
}
