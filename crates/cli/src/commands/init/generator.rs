//! The generators whose sites are known: how each is found, where its pages are, and what lets it use Sitevar.

use std::path::Path;

/// A generator.
pub(super) struct Generator {
    pub(super) name: &'static str,
    /// Files of which one says that a folder is such a site; a folder before the name may be left out.
    configs: &'static [&'static str],
    /// What the file must say as well; empty where its name is enough.
    says: &'static str,
    /// Where the pages are, the first that is there.
    content: &'static [&'static str],
    /// The files that are written, with their texts.
    pub(super) files: &'static [(&'static str, &'static str)],
    /// What is to be added, and to which file.
    pub(super) add: &'static str,
}

const NODE: (&str, &str) = ("sitevar.mjs", include_str!("../../../plugins/sitevar.mjs"));
const MKDOCS: (&str, &str) = ("sitevar_mkdocs.py", include_str!("../../../plugins/sitevar_mkdocs.py"));
const SPHINX: (&str, &str) = ("sitevar_sphinx.py", include_str!("../../../plugins/sitevar_sphinx.py"));
const HUGO: (&str, &str) =
    ("layouts/_partials/sitevar-head.html", include_str!("../../../plugins/sitevar-head.html"));
const HUGO_TEXT: (&str, &str) =
    ("layouts/_shortcodes/sitevar.html", include_str!("../../../plugins/sitevar-text.html"));

/// A site of VitePress in the folder itself; most have it in `docs`.
const VITEPRESS: Generator = Generator {
    name: "VitePress",
    configs: &[
        ".vitepress/config.mjs",
        ".vitepress/config.mts",
        ".vitepress/config.ts",
        ".vitepress/config.js",
    ],
    says: "",
    content: &["docs", "."],
    files: &[NODE],
    add: "`export default vitepress({ … })` to `.vitepress/config.mjs`, with \
          `import { vitepress } from \"../sitevar.mjs\"`",
};

/// All of them; a site may be of two, such as a program with a page of Hugo, and then the first counts.
const ALL: [Generator; 9] = [
    Generator {
        name: "Docusaurus",
        configs: &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"],
        says: "",
        content: &["docs"],
        files: &[NODE],
        add: "`\"./sitevar.mjs\"` to the `plugins` of the site's configuration",
    },
    Generator {
        name: "Starlight",
        configs: &["astro.config.mjs", "astro.config.ts", "astro.config.js"],
        says: "starlight",
        content: &["src/content/docs"],
        files: &[NODE],
        add: "`plugins: [sitevar.starlight()]` to `astro.config.mjs`, and \
              `loader: sitevar.loader(docsLoader())` to `src/content.config.ts`",
    },
    VITEPRESS,
    Generator {
        configs: &[
            "docs/.vitepress/config.mjs",
            "docs/.vitepress/config.mts",
            "docs/.vitepress/config.ts",
            "docs/.vitepress/config.js",
        ],
        add: "`export default vitepress({ … })` to `docs/.vitepress/config.mjs`, with \
              `import { vitepress } from \"../../sitevar.mjs\"`",
        ..VITEPRESS
    },
    Generator {
        name: "Zensical",
        configs: &["zensical.toml"],
        says: "",
        content: &["docs"],
        files: &[MKDOCS],
        add: "the line `[project.markdown_extensions.sitevar_mkdocs]` to `zensical.toml`",
    },
    Generator {
        name: "MkDocs",
        configs: &["mkdocs.yml", "mkdocs.yaml"],
        says: "",
        content: &["docs"],
        files: &[MKDOCS],
        add: "`hooks: [sitevar_mkdocs.py]` to `mkdocs.yml`",
    },
    Generator {
        name: "mdBook",
        configs: &["book.toml"],
        says: "",
        content: &["src"],
        files: &[],
        add: "`[preprocessor.sitevar]` with `command = \"sitevar mdbook\"` to `book.toml`",
    },
    Generator {
        name: "Hugo",
        configs: &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.yml",
        ],
        says: "",
        content: &["content"],
        files: &[HUGO, HUGO_TEXT],
        add: "`{{ partial \"sitevar-head.html\" . }}` to the head of the layout, and run \
              `sitevar assets -o static/sitevar` before Hugo",
    },
    Generator {
        name: "Sphinx",
        configs: &["conf.py", "source/conf.py", "docs/conf.py", "docs/source/conf.py"],
        says: "extensions",
        content: &["source", "docs/source", "docs", "."],
        files: &[SPHINX],
        add: "`\"sitevar_sphinx\"` to the `extensions` of `conf.py`",
    },
];

/// Finds the generator of the site in a folder.
pub(super) fn of(folder: &Path) -> Option<&'static Generator> {
    ALL.iter().find(|generator| generator.config(folder).is_some())
}

impl Generator {
    /// Returns the configuration that says so, below the folder.
    fn config(&self, folder: &Path) -> Option<&'static str> {
        let says = |config: &&&str| {
            let path = folder.join(config);
            path.is_file()
                && (self.says.is_empty()
                    || std::fs::read_to_string(path).is_ok_and(|text| text.contains(self.says)))
        };
        self.configs.iter().find(says).copied()
    }

    /// Returns the folder of the pages, below that of the site.
    pub(super) fn content(&self, folder: &Path) -> &'static str {
        let there = self.content.iter().find(|content| folder.join(content).is_dir());
        there.copied().unwrap_or(".")
    }
}
