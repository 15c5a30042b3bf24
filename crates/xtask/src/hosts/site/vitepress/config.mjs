let config = {
  title: "Notes",
  cleanUrls: true,
  vite: { logLevel: "warn" },
  themeConfig: {
    search: { provider: "local" },
    sidebar: [{ text: "Home", link: "/" }, { text: "A server for notes", link: "/guide" }, { text: "Moving", link: "/other" }],
  },
};
import * as sitevar from "../../sitevar.mjs";
config = sitevar.vitepress(config);
export default config;
