// The one Trusted Types policy, for the two things that browsers want somebody to answer for.

import { clean } from "./clean.js";
import { files } from "./files.js";

const policy = globalThis.trustedTypes?.createPolicy?.("sitevar", {
  // The worker's script is ours: its address is written here by the build, or is a blob of this page.
  createScriptURL: (address) => {
    if (address === String(files.worker.url) || address.startsWith("blob:")) return address;
    throw new TypeError("no script of the widget");
  },
  // A guide is the site's own text with its defaults. What readers set never passes here: it is put in as text.
  createHTML: (html) => html,
});

export function scriptUrl(address) {
  return policy ? policy.createScriptURL(String(address)) : String(address);
}

/** Reads HTML of the site's own into nodes; scripts in it do not run. */
export function readHtml(html) {
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
  return [...clean(parsed).body.childNodes];
}
