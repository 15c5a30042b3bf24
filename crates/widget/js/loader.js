// The only script that a page names: loads the application where a page has something for it.
import { files } from "./files.js";

if (document.querySelector("[data-sitevar], sitevar-preferences")) {
  addEventListener("sitevar:open", async () => {
    const app = await files.app.load();
    await app.start();
  });
}
