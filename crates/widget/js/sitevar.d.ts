// What a page can use of the widget: two elements, two events, and one attribute for the whole page.

/** The form for a reader's values; what stands inside is shown without JavaScript. */
interface SitevarPreferencesElement extends HTMLElement {}

/** A guide in Markdown with shortcodes, rendered in the browser; `src` must lead to the same site. */
interface SitevarGuideElement extends HTMLElement {}

/** The widget runs; `names` are the variables that the page uses. */
type SitevarReadyEvent = CustomEvent<{ names: string[] }>;

/** A value changed; secrets, their digests and what is made of them are never told. */
type SitevarChangeEvent = CustomEvent<{ name: string; value: string }>;

declare global {
  interface HTMLElementTagNameMap {
    "sitevar-preferences": SitevarPreferencesElement;
    "sitevar-guide": SitevarGuideElement;
  }
  interface DocumentEventMap {
    "sitevar:ready": SitevarReadyEvent;
    "sitevar:change": SitevarChangeEvent;
  }
}

export type { SitevarChangeEvent, SitevarGuideElement, SitevarPreferencesElement, SitevarReadyEvent };
