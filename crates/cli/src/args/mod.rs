//! What can be asked of the command: its arguments and their help.
//!
//! The shell completions and the manual page are made of the same declaration.

mod secrets;

use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sitevar_core::Unknown;

use secrets::{DIGEST_EXAMPLES, SECRET_EXAMPLES, VERIFY_EXAMPLES};
pub(crate) use secrets::{DigestLimits, MakeDigest, MakeSecret, Verify};

/// Turns documentation guides with shortcodes into pages that are ready to paste.
#[derive(Debug, Parser)]
#[command(name = "sitevar", version, propagate_version = true, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// How to write diagnostics
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
}

const EXAMPLES: &str = "\
Examples:
  sitevar expand guide.md                        the guide as static Markdown
  sitevar expand guide.md --set domain=home.lab  the same with your own domain in it
  sitevar build -o public                        the site in this folder as HTML and Markdown
  sitevar init guides                            a new site to start with";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write pages as static Markdown, every shortcode expanded
    #[command(after_help = EXPAND_EXAMPLES)]
    Expand(Expand),
    /// Build a site: HTML and Markdown of every page, llms.txt, sitemap and sitevar.json
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),
    /// Say what is wrong in guides: in their secrets, snippets, variables, links and OpenID Connect clients
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Show a site in the browser while you write: every change, and what is wrong, at once
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(Serve),
    /// Write one HTML file that holds guides and everything they need
    #[command(after_help = OFFLINE_EXAMPLES)]
    Offline(Offline),
    /// Write the widget's files for a site that another generator builds
    #[command(after_help = ASSETS_EXAMPLES)]
    Assets(Assets),
    /// Expand the chapters of a book: mdBook calls this as its preprocessor
    #[command(after_help = MDBOOK_EXAMPLES)]
    Mdbook(Mdbook),
    /// List the example values in guides, and texts that are almost examples
    #[command(after_help = EXAMPLES_EXAMPLES)]
    Examples(Examples),
    /// Declare what guides show as examples, for any generator; or start a site with a first guide
    #[command(after_help = INIT_EXAMPLES)]
    Init(Init),
    /// Make a random secret and its digest
    #[command(after_help = SECRET_EXAMPLES)]
    Secret(MakeSecret),
    /// Make the digest of a secret from standard input or a hidden prompt
    #[command(after_help = DIGEST_EXAMPLES)]
    Digest(MakeDigest),
    /// Tell whether a digest is that of a secret from standard input or a hidden prompt
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(Verify),
    /// Write shell completions to standard output
    #[command(
        after_help = "Examples:\n  source <(sitevar completions bash)\n  sitevar completions fish | source"
    )]
    Completions {
        /// The shell that they are for
        shell: Shell,
    },
    /// Write the manual page to standard output
    #[command(after_help = "Examples:\n  sitevar man | man -l -\n  sitevar man > sitevar.1")]
    Man,
}

const EXPAND_EXAMPLES: &str = "\
Examples:
  sitevar expand guide.md
  sitevar expand guide.md -o guide.static.md --set domain=home.lab.example.org
  cat guide.md | sitevar expand - --unknown keep
  cat guide.md | sitevar expand - --as content/guide.md
  sitevar expand content -o expanded
  sitevar expand content -o expanded --keep-going

The site of a page is the nearest folder above it that holds `sitevar.yml` or a Hugo configuration.
A folder is copied with everything in it; hidden files, templates and configuration of the site are left out.
Exit status: 0 success, 1 the input has errors, 2 wrong usage, or reading or writing failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Expand {
    /// Pages, one folder of pages, or `-` for standard input [default: -]
    #[arg(value_name = "FILE|-|DIR")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Where to write: a file for one page, a folder for more; `-` is standard output. What sitevar did not write is
    /// not replaced
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) values: ValueArguments,
    /// The site's folder, where it cannot be found from the page
    #[arg(long, value_name = "DIR")]
    pub(crate) site: Option<PathBuf>,
    /// Which page of the site standard input is: its file, or its path below the folder of pages
    #[arg(long = "as", value_name = "PATH")]
    pub(crate) page: Option<PathBuf>,
    /// Write exactly what Hugo's `.RenderShortcodes` gives: nothing built in, no front matter
    #[arg(long, conflicts_with_all = ["set", "set_file"])]
    pub(crate) hugo_exact: bool,
    /// What to do with a call that has no template [default: the site's `unknown_shortcodes`, or error]
    #[arg(long, value_name = "WHAT")]
    pub(crate) unknown: Option<UnknownCalls>,
    /// Write the pages without an error, and leave out the others
    #[arg(long)]
    pub(crate) keep_going: bool,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  sitevar build -o public
  sitevar build docs -o public --set domain=home.lab.example.org

Unchanged pages of an earlier build in OUT are reused; OUT is changed only if no page has an error.
With --keep-going such a page is left out, also of lists and navigation, and an older copy of it is removed.
Exit status: 0 success, 1 the input has errors, 2 wrong usage, or reading or writing failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Build {
    /// The site's folder
    #[arg(value_name = "SITE", default_value = ".")]
    pub(crate) site: PathBuf,
    /// The folder to write: a new or empty one, or one that sitevar wrote; what else is in it stays
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) values: ValueArguments,
    /// What to do with a call that has no template [default: the site's `unknown_shortcodes`, or error]
    #[arg(long, value_name = "WHAT")]
    pub(crate) unknown: Option<UnknownCalls>,
    /// Write the pages without an error, and leave out the others
    #[arg(long)]
    pub(crate) keep_going: bool,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  sitevar check
  sitevar check docs --deny warnings
  sitevar check docs/guides --format github
  sitevar check docs --fix --dry-run

A guide can be for any generator. `check:` in `sitevar.yml` says how bad each code is, and where.
`<!-- sitevar-ignore: code reason -->` leaves a code out in the next block.
Exit status: 0 success, 1 the guides have errors, or warnings that are denied, 2 wrong usage, or reading failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Check {
    /// The site's folder, a folder of guides, or one guide
    #[arg(value_name = "SITE|DIR|FILE", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The site's folder, where it cannot be found from the guides
    #[arg(long, value_name = "SITE")]
    pub(crate) site: Option<PathBuf>,
    /// What ends with exit status 1, besides errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Mend what has one safe answer, then say what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// Write nothing, and show what `--fix` would change
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Say how long each step takes
    #[arg(long)]
    pub(crate) timings: bool,
}

/// What counts as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Every warning
    Warnings,
}

const SERVE_EXAMPLES: &str = "\
Examples:
  sitevar serve
  sitevar serve docs --open
  sitevar serve docs --port 8080 --set domain=home.lab.example.org

Only this computer can reach the server, and nothing is written to the disk.
A page is loaded again when it changes, where you were and with your values; errors are shown over it.
Exit status: 2 wrong usage, or no port is free.";

#[derive(Debug, Arguments)]
pub(crate) struct Serve {
    /// The site's folder
    #[arg(value_name = "SITE", default_value = ".")]
    pub(crate) site: PathBuf,
    /// Open the site in a browser
    #[arg(long)]
    pub(crate) open: bool,
    /// The port to listen at; where it is taken, the next free one
    #[arg(long, value_name = "NUMBER", default_value_t = 4040)]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) values: ValueArguments,
    /// What to do with a call that has no template [default: the site's `unknown_shortcodes`, or error]
    #[arg(long, value_name = "WHAT")]
    pub(crate) unknown: Option<UnknownCalls>,
}

#[derive(Debug, Arguments)]
pub(crate) struct ValueArguments {
    /// Set a variable, as a reader would; may be repeated
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
    /// Set a variable to the content of a file; `-` is standard input, which nobody else can read
    #[arg(long, value_name = "NAME=FILE")]
    pub(crate) set_file: Vec<String>,
}

const OFFLINE_EXAMPLES: &str = "\
Examples:
  sitevar offline guide.md -o guide.html
  sitevar offline content/guides -o guides.html --set domain=home.lab.example.org
  sitevar offline content/guides -o guides.html --keep-going

The file works from a disk with the network off: readers put their own values in and make secrets there too.
Exit status: 0 success, 1 the guides have errors, 2 wrong usage, or reading or writing failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Offline {
    /// Guides, or folders of them, of one site
    #[arg(value_name = "FILE|DIR", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// The file to write, which is replaced only if sitevar wrote it; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) values: ValueArguments,
    /// The site's folder, where it cannot be found from the first guide
    #[arg(long, value_name = "DIR")]
    pub(crate) site: Option<PathBuf>,
    /// What to do with a call that has no template [default: the site's `unknown_shortcodes`, or error]
    #[arg(long, value_name = "WHAT")]
    pub(crate) unknown: Option<UnknownCalls>,
    /// Write the guides without an error, and leave out the others
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Plain JavaScript in place of WebAssembly, for browsers that have none, such as in a lockdown mode
    #[arg(long)]
    pub(crate) no_wasm: bool,
}

const ASSETS_EXAMPLES: &str = "\
Examples:
  sitevar assets -o static/sitevar
  sitevar assets docs -o docs/static/sitevar --at /docs/sitevar/
  sitevar assets docs --check docs/public

`snippet.html` in DIR is what a page needs in its head; the names of the files change with their content.
A page with an error is named and left out of `sitevar.json`; everything else is written.
Exit status: 0 success, 1 the pages have errors or have lost slots, 2 wrong usage, or reading or writing failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Assets {
    /// The site's folder: its `sitevar.yml` and its pages say what readers can set
    #[arg(value_name = "SITE", default_value = ".")]
    pub(crate) site: PathBuf,
    /// The folder to write, below the generator's folder of static files; what else is in it stays
    #[arg(short, long, value_name = "DIR", required_unless_present = "check")]
    pub(crate) output: Option<PathBuf>,
    /// Look for every slot in the HTML that the generator has built, and name what is lost
    #[arg(long, value_name = "PUBLIC")]
    pub(crate) check: Option<PathBuf>,
    /// Where the site serves the folder, from the root of its host on [default: the path of `base_url`, and the name of DIR]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) at: Option<String>,
    /// Write a list of the files as JSON, or what a check alone has counted
    #[arg(long)]
    pub(crate) json: bool,
}

const MDBOOK_EXAMPLES: &str = "\
Examples:
  [preprocessor.sitevar]                two lines of book.toml
  command = \"sitevar mdbook\"
  sitevar mdbook supports html          what mdBook asks first
  sitevar mdbook < book.json            what it does then

The book goes to standard output with every shortcode expanded, and the form's files to `src/sitevar`.
Exit status: 0 success, 1 a chapter has errors, 2 wrong usage, or reading or writing failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Mdbook {
    #[command(subcommand)]
    pub(crate) question: Option<MdbookQuestion>,
}

/// What mdBook asks before it hands a book over.
#[derive(Debug, Subcommand)]
pub(crate) enum MdbookQuestion {
    /// Tell by the exit status whether books for a renderer can be expanded
    Supports {
        /// The renderer, such as `html`
        renderer: String,
    },
}

const EXAMPLES_EXAMPLES: &str = "\
Examples:
  sitevar examples
  sitevar examples docs/guides --format json

What counts is declared under `examples:` of the variables in `sitevar.yml`; `sitevar init` writes a first one.
Exit status: 0 success, 1 a page cannot be read as text, 2 wrong usage, or reading failed.";

#[derive(Debug, Arguments)]
pub(crate) struct Examples {
    /// The site's folder, or a folder of its guides
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The site's folder, where it cannot be found from the guides
    #[arg(long, value_name = "SITE")]
    pub(crate) site: Option<PathBuf>,
}

const INIT_EXAMPLES: &str = "\
Examples:
  sitevar init guides
  sitevar init . --hugo";

#[derive(Debug, Arguments)]
pub(crate) struct Init {
    /// The folder of the new site
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Fit into a Hugo site, with the shortcodes that let Hugo render the same pages
    #[arg(long, group = "generator")]
    pub(crate) hugo: bool,
    /// Fit into an mdBook, whose pages are in `src`
    #[arg(long, group = "generator")]
    pub(crate) mdbook: bool,
    /// Fit into an MkDocs site, whose pages are in `docs`
    #[arg(long, group = "generator")]
    pub(crate) mkdocs: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes the choice known to everything that prints; `auto` asks the terminal and `NO_COLOR`.
    pub(crate) fn write_global(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// How to write diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the source line, for people
    Human,
    /// One line each, columns in bytes, for editors and scripts
    Short,
    /// One JSON object, for programs
    Json,
    /// One line each, which GitHub shows at its line of a pull request
    Github,
    /// One log of SARIF 2.1.0, for code scanning and editors
    Sarif,
}

/// What to do with a call that has no template.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum UnknownCalls {
    /// The call stays as it is
    Keep,
    /// It is an error
    Error,
}

impl From<UnknownCalls> for Unknown {
    fn from(calls: UnknownCalls) -> Self {
        match calls {
            UnknownCalls::Keep => Unknown::Keep,
            UnknownCalls::Error => Unknown::Error,
        }
    }
}
