// What a page that another generator built gets beside its text: these few words come without the application.

export const labels = {
  open: "Use your own values",
  isSet: "Your values are set",
  copy: (isExample) => (isExample ? "Copy with examples" : "Copy"),
  copied: "Copied",
  notCopied: "Not copied: select the text",
  download: "Download",
};
