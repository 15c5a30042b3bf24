import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import * as sitevar from "../sitevar.mjs";
let loader = docsLoader();
loader = sitevar.loader(loader);
export const collections = { docs: defineCollection({ loader, schema: docsSchema() }) };
