// Sitevar in Docusaurus, VitePress and Starlight.
//
// Docusaurus, in docusaurus.config.js:
//
//     plugins: ["./sitevar.mjs"],
//
// VitePress, in .vitepress/config.mjs:
//
//     import { vitepress } from "../sitevar.mjs";
//     export default vitepress({ title: "My guides", … });
//
// Starlight, in astro.config.mjs and in src/content.config.ts:
//
//     starlight({ plugins: [sitevar.starlight()], … })      // import * as sitevar from "./sitevar.mjs";
//     docs: defineCollection({ loader: sitevar.loader(docsLoader()), schema: docsSchema() })
//
// It calls the command `sitevar`, from PATH or as the environment variable SITEVAR names it:
//
// 1. At the start `sitevar assets` writes the form's files into a folder that goes away, and tells what the head of pages needs.
// 2. The text of a page with shortcodes goes through `sitevar expand`, everything else stays as it is.
// 3. Every page gets the lines, with addresses below the site's base path.
// 4. At the end the files are copied beside the pages, and `sitevar assets --check` looks for values without a place.
//
// sitevar.yml is in the folder that the site is built from.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = "sitevar";
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

/** Runs the command; returns how it ended, what it wrote and what it said. */
function sitevar(args, input) {
  const program = process.env.SITEVAR || "sitevar";
  const run = spawnSync(program, args, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error) {
    throw new Error(`cannot start \`${program}\`: ${run.error.code}; install Sitevar, or name it in SITEVAR`);
  }
  return { status: run.status, written: run.stdout, said: run.stderr.trim() };
}

/** Runs the command, whose own words stop the build where it fails. */
function succeeding(args, input) {
  const run = sitevar(args, input);
  if (run.status !== 0) throw new Error(run.said);
  return run;
}

/** Makes the form's files and the lines for the head, once; they go away with the process. */
let made;
function assets(root) {
  if (made) return made;
  const room = mkdtempSync(join(tmpdir(), "sitevar-"));
  process.on("exit", () => rmSync(room, { recursive: true, force: true }));
  const files = join(room, FOLDER);
  const { written, said } = succeeding(["assets", root, "-o", files, "--json"]);
  if (said) console.warn(said);
  made = { files, elements: JSON.parse(written).head };
  return made;
}

/** Returns where the site serves the files; `base` is its base path. */
const address = (base) => `${base.replace(/\/*$/, "/")}${FOLDER}/`;

/** Returns the elements for the head as their names and attributes. */
function head(root, base) {
  const at = (name, value) => (name === "src" || name === "href" ? address(base) + value : value);
  return assets(root).elements.map(({ element, attributes }) => {
    const pairs = Object.entries(attributes).map(([name, value]) => [name, at(name, value)]);
    return [element, Object.fromEntries(pairs)];
  });
}

/** Returns a page's text without shortcodes. */
function expand(text, path, root) {
  if (!/\{\{[<%]/.test(text)) return text;
  return succeeding(["expand", "-", "--as", path, "--site", root], text).written;
}

/** Puts the files beside the pages, and says what the pages have lost. */
function finish(root, output) {
  const visible = (path) => !basename(path).startsWith(".");
  cpSync(assets(root).files, join(output, FOLDER), { recursive: true, filter: visible });
  if (!sitevar(["assets", "--help"]).written.includes("--check")) return;
  const { said } = sitevar(["assets", root, "--check", output]);
  if (said) console.warn(said);
}

/** Answers for the files while a development server has no output folder. */
function serve(server, root, base) {
  const at = address(base);
  server.middlewares.use((request, response, next) => {
    const path = request.url.split("?")[0];
    if (!path.startsWith(at)) return next();
    try {
      const bytes = readFileSync(join(assets(root).files, normalize(path.slice(at.length))));
      response.setHeader("Content-Type", TYPES[extname(path)] ?? "text/plain");
      response.end(bytes);
    } catch {
      next();
    }
  });
}

/** Docusaurus: a plugin. */
export default function docusaurus(context) {
  const { siteDir, siteConfig, baseUrl } = context;
  const { markdown } = siteConfig;
  const { preprocessor, parseFrontMatter } = markdown;
  // The one makes the page, the other its title and description.
  markdown.preprocessor = (page) => {
    const fileContent = expand(page.fileContent, page.filePath, siteDir);
    return preprocessor ? preprocessor({ ...page, fileContent }) : fileContent;
  };
  markdown.parseFrontMatter = (page) => {
    return parseFrontMatter({ ...page, fileContent: expand(page.fileContent, page.filePath, siteDir) });
  };
  return {
    name: "sitevar",
    injectHtmlTags: () => ({
      headTags: head(siteDir, baseUrl).map(([tagName, attributes]) => ({ tagName, attributes })),
    }),
    configureWebpack: () => ({
      devServer: { static: [{ directory: assets(siteDir).files, publicPath: address(baseUrl) }] },
    }),
    postBuild: ({ outDir }) => finish(siteDir, outDir),
  };
}

/** VitePress: wraps its configuration. */
export function vitepress(config, root = process.cwd()) {
  const base = config.base ?? "/";
  return {
    ...config,
    head: [...(config.head ?? []), ...head(root, base)],
    markdown: {
      ...config.markdown,
      config: async (markdown) => {
        await config.markdown?.config?.(markdown);
        // What renders a page and what fills the search index take the text with its front matter.
        for (const name of ["render", "renderAsync"].filter((name) => markdown[name])) {
          const render = markdown[name];
          markdown[name] = (text, page) => render.call(markdown, page?.path ? expand(text, page.path, root) : text, page);
        }
      },
    },
    vite: {
      ...config.vite,
      plugins: [
        ...(config.vite?.plugins ?? []),
        { name: "sitevar", configureServer: (server) => serve(server, root, base) },
      ],
    },
    buildEnd: async (site) => {
      await config.buildEnd?.(site);
      finish(root, site.outDir);
    },
  };
}

/** Starlight: a plugin. */
export function starlight(root = process.cwd()) {
  let base = "/";
  const integration = {
    name: "sitevar",
    hooks: {
      "astro:server:setup": ({ server }) => serve(server, root, base),
      "astro:build:done": ({ dir }) => finish(root, fileURLToPath(dir)),
    },
  };
  return {
    name: "sitevar",
    hooks: {
      "config:setup": ({ config, astroConfig, updateConfig, addIntegration }) => {
        base = astroConfig.base;
        const elements = head(root, base).map(([tag, attrs]) => ({ tag, attrs }));
        updateConfig({ head: [...(config.head ?? []), ...elements] });
        addIntegration(integration);
      },
    },
  };
}

/** Starlight: a loader of pages around another one. */
export function loader(inner, root = process.cwd()) {
  const expanding = (type) => ({
    ...type,
    getEntryInfo: (entry) => {
      const contents = expand(entry.contents, fileURLToPath(entry.fileUrl), root);
      return type.getEntryInfo({ ...entry, contents });
    },
  });
  const load = (context) => {
    const types = [...context.entryTypes].map(([extension, type]) => [extension, expanding(type)]);
    return inner.load({ ...context, entryTypes: new Map(types) });
  };
  return { ...inner, load };
}
