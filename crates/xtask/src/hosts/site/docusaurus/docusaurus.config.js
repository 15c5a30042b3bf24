export default {
  title: "Notes",
  url: "http://127.0.0.1",
  baseUrl: "/",
  onBrokenLinks: "throw",
  plugins: ["./sitevar.mjs"],
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: "./sidebars.js" }, blog: false, pages: false }]],
  markdown: { format: "detect" },
  themeConfig: {
    prism: { additionalLanguages: ["bash", "yaml", "ini"] },
    navbar: { title: "Notes" },
  },
};
