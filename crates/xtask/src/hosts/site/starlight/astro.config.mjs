import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";
import * as sitevar from "./sitevar.mjs";
export default defineConfig({
  site: "http://127.0.0.1",
  telemetry: false,
  integrations: [
    starlight({
      title: "Notes",
      plugins: [sitevar.starlight()],
      sidebar: [{ label: "Home", link: "/" }, { label: "A server for notes", link: "/guide/" }, { label: "Moving", link: "/other/" }],
    }),
  ],
});
