//! Which template file a name means.
//!
//! A site's own files come first, the shipped ones after them. Names are looked up without regard to case, and a
//! folder in a name is a folder on disk. Every file is read and parsed once, when it is first asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use sitevar_core::{Code, Delimiter, Dialect, Failure, OutputFormat};

use crate::engine::function_table::FunctionTable;
use crate::engine::rewrite::Reads;
use crate::engine::template::Template;
use crate::hugo::files::Files;
use crate::hugo::options::{Shipped, SiteOptions};

/// The shortcodes that come with the product: file name and text.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Shipped shortcodes that only lay out what the call gives them.
///
/// In static Markdown they replace a site's own HTML, because they say the same. Others have words of their own, and there
/// the site's words count.
const LAYOUT_ONLY: [&str; 9] =
    ["callout", "details", "figure", "tab", "tabs", "envtab", "envtabs", "sessiontab", "sessiontabs"];

/// The folders of a Hugo site, the newer name first.
const SHORTCODES: [&str; 2] = ["layouts/_shortcodes", "layouts/shortcodes"];
const PARTIALS: [&str; 2] = ["layouts/_partials", "layouts/partials"];

/// All template files of a site.
pub(crate) struct Lookup {
    files: Arc<dyn Files>,
    functions: &'static FunctionTable,
    shortcodes: OnceLock<BTreeMap<String, Pair>>,
    shipped: BTreeMap<String, Pair>,
    partials: OnceLock<BTreeMap<String, TemplateFile>>,
    /// What templates that look at the call around theirs read.
    of_parents: OnceLock<Reads>,
    folders: Vec<String>,
}

/// The templates of one shortcode.
#[derive(Default)]
struct Pair {
    html: Option<TemplateFile>,
    markdown: Option<TemplateFile>,
    /// The parameters that they read together.
    reads: OnceLock<Reads>,
}

/// A template file that is parsed when it is first needed.
struct TemplateFile {
    path: String,
    embedded: Option<&'static str>,
    parsed: OnceLock<Result<Arc<Template>, Failure>>,
}

impl TemplateFile {
    fn new(path: impl Into<String>, embedded: Option<&'static str>) -> Self {
        Self { path: path.into(), embedded, parsed: OnceLock::new() }
    }
}

/// Returns the names of the shipped shortcodes, each once.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    let names = SHIPPED.iter().filter_map(|(file, _)| Some(file.rsplit_once('.')?.0));
    names.collect::<std::collections::BTreeSet<_>>().into_iter()
}

impl Lookup {
    pub(crate) fn new(
        files: Arc<dyn Files>,
        options: &SiteOptions,
        functions: &'static FunctionTable,
    ) -> Self {
        let mut shipped: BTreeMap<String, Pair> = BTreeMap::new();
        for (file, text) in SHIPPED {
            let Some((name, extension)) = file.rsplit_once('.') else { continue };
            let wanted = match &options.shipped {
                Shipped::All => true,
                Shipped::None => false,
                Shipped::Only(names) => names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)),
            };
            if wanted {
                let template = TemplateFile::new(format!("shipped/{file}"), Some(text));
                shipped.entry(name.to_lowercase()).or_default().put(extension, template);
            }
        }
        let folders = options.shortcodes.iter().cloned().chain(SHORTCODES.map(str::to_owned)).collect();
        Self {
            files,
            functions,
            shortcodes: OnceLock::new(),
            shipped,
            partials: OnceLock::new(),
            of_parents: OnceLock::new(),
            folders,
        }
    }

    fn own(&self) -> &BTreeMap<String, Pair> {
        self.shortcodes.get_or_init(|| {
            let mut all: BTreeMap<String, Pair> = BTreeMap::new();
            for (path, below) in listed(&*self.files, &self.folders) {
                if let Some((name, extension)) = below.rsplit_once('.') {
                    let template = TemplateFile::new(&path, None);
                    all.entry(name.to_lowercase()).or_default().put(extension, template);
                }
            }
            all
        })
    }

    fn candidates(&self, name: &str) -> [Option<&Pair>; 2] {
        let name = name.to_lowercase();
        [self.own().get(&name), self.shipped.get(&name)]
    }

    /// Tells whether a shortcode takes inner text; `None` where there is no template.
    ///
    /// A site's own files decide where there are any, even where a shipped one replaces them.
    pub(crate) fn needs_inner(&self, name: &str) -> Option<bool> {
        let pair = self.candidates(name).into_iter().flatten().next()?;
        Some(pair.all().any(|file| match self.template(file) {
            Ok(template) => template.needs_inner,
            // A broken template is reported when it runs; until then, its call should not look wrong too.
            Err(_) => self.text_of(file).contains(".Inner"),
        }))
    }

    /// Returns the parameters that the templates of a shortcode read: those of the site, and ours.
    pub(crate) fn reads(&self, name: &str) -> impl Iterator<Item = &Reads> {
        let pairs = self.candidates(name).into_iter().flatten();
        pairs.map(|pair| pair.reads.get_or_init(|| self.reads_of(pair.all())))
    }

    fn reads_of<'a>(&self, files: impl Iterator<Item = &'a TemplateFile>) -> Reads {
        let mut reads = Reads::default();
        for file in files {
            match self.template(file) {
                Ok(template) => reads.add(&template.reads),
                Err(_) => reads.any = true,
            }
        }
        reads
    }

    /// Tells whether a shortcode is one of ours and none of the site.
    pub(crate) fn is_shipped(&self, name: &str) -> bool {
        !self.own().contains_key(&name.to_lowercase())
    }

    /// Returns what templates read that look at the call around theirs, of which some may be its parameters.
    pub(crate) fn reads_of_parents(&self) -> &Reads {
        self.of_parents.get_or_init(|| {
            let all = self.own().values().chain(self.shipped.values()).flat_map(Pair::all);
            self.reads_of(all.filter(|file| self.text_of(file).contains(".Parent")))
        })
    }

    /// Returns the template of a file, which is read and parsed when it is first asked for.
    fn template(&self, file: &TemplateFile) -> Result<Arc<Template>, Failure> {
        file.parsed.get_or_init(|| self.parse(file)).clone()
    }

    fn parse(&self, file: &TemplateFile) -> Result<Arc<Template>, Failure> {
        let path = &file.path;
        let escape = path.ends_with(".html");
        if let Some(text) = file.embedded {
            let mut template = Template::parse(path, text, escape, self.functions)?;
            template.shipped = true;
            return Ok(Arc::new(template));
        }
        match self.files.read(path) {
            Ok(Some(text)) => Template::parse(path, &text, escape, self.functions).map(Arc::new),
            Ok(None) => Err(Failure::new(Code::BadTemplate, format!("`{path}` no longer exists"))),
            Err(message) => Err(Failure::new(Code::BadTemplate, format!("`{path}`: {message}"))),
        }
    }

    /// Parses the template that is written in a call.
    ///
    /// # Errors
    ///
    /// Fails where the text is not a template.
    pub(crate) fn inline(&self, name: &str, text: &str) -> Result<Arc<Template>, Failure> {
        Template::parse(name, text, false, self.functions).map(Arc::new)
    }

    fn text_of(&self, file: &TemplateFile) -> String {
        match file.embedded {
            Some(text) => text.to_owned(),
            None => self.files.read(&file.path).ok().flatten().unwrap_or_default(),
        }
    }

    /// Returns the template that a call runs.
    ///
    /// # Errors
    ///
    /// Fails where no file fits the call, or the file is not a template.
    pub(crate) fn shortcode(
        &self,
        name: &str,
        delimiter: Delimiter,
        output: OutputFormat,
        dialect: Dialect,
    ) -> Result<Arc<Template>, Failure> {
        let [own, shipped] = self.candidates(name);
        let shipped = shipped.filter(|_| dialect == Dialect::Sitevar);
        let replaces = LAYOUT_ONLY.contains(&name.to_lowercase().as_str());
        let file = match (dialect, output, delimiter) {
            (Dialect::Sitevar, OutputFormat::Markdown, Delimiter::Angle) => own
                .and_then(|pair| pair.markdown.as_ref())
                .or(shipped.filter(|_| replaces).and_then(|pair| pair.markdown.as_ref()))
                .or(own.and_then(|pair| pair.html.as_ref()))
                .or(shipped.and_then(|pair| pair.markdown.as_ref().or(pair.html.as_ref()))),
            (Dialect::Sitevar, OutputFormat::Markdown, Delimiter::Percent) => own
                .and_then(|pair| pair.for_hugo(delimiter))
                .or(shipped.and_then(|pair| pair.markdown.as_ref().or(pair.html.as_ref()))),
            _ => own
                .and_then(|pair| pair.for_hugo(delimiter))
                .or(shipped.and_then(|pair| pair.for_hugo(delimiter))),
        };
        let Some(file) = file else {
            let there = own.or(shipped).map(|_| format!("`{name}.md` exists, but is not HTML"));
            let failure = Failure::new(
                Code::UnknownShortcode,
                there.unwrap_or_else(|| format!("there is no template for `{name}`")),
            );
            return Err(failure.help(format!("write `{{{{% {name} %}}}}`, or add `{name}.html`")));
        };
        self.template(file)
    }

    /// Returns the template of a partial, if there is one.
    ///
    /// # Errors
    ///
    /// Fails where the file is not a template.
    pub(crate) fn partial(&self, name: &str) -> Option<Result<Arc<Template>, Failure>> {
        let all = self.partials();
        let name = name.trim_start_matches('/').to_lowercase();
        let file = all.get(&name).or_else(|| all.get(&format!("{name}.html")))?;
        Some(self.template(file))
    }

    /// Returns the template that defines a name, looking into all files.
    pub(crate) fn defined(&self, name: &str) -> Option<Arc<Template>> {
        let own = self.own().values().flat_map(Pair::all);
        own.chain(self.partials().values())
            .filter_map(|file| self.template(file).ok())
            .find(|template| template.defines().contains(name))
    }

    fn partials(&self) -> &BTreeMap<String, TemplateFile> {
        self.partials.get_or_init(|| {
            let mut all = BTreeMap::new();
            for (path, below) in listed(&*self.files, &PARTIALS.map(str::to_owned)) {
                all.entry(below.to_lowercase()).or_insert_with(|| TemplateFile::new(path, None));
            }
            all
        })
    }

    /// Returns the names of all shortcodes.
    pub(crate) fn names(&self) -> Vec<String> {
        self.own().keys().chain(self.shipped.keys()).cloned().collect()
    }
}

impl Pair {
    fn put(&mut self, extension: &str, file: TemplateFile) {
        let place = match extension {
            "html" => &mut self.html,
            "md" => &mut self.markdown,
            _ => return,
        };
        place.get_or_insert(file);
    }

    fn all(&self) -> impl Iterator<Item = &TemplateFile> {
        self.html.iter().chain(&self.markdown)
    }

    /// Hugo prefers HTML, and takes a Markdown template only for `{{% … %}}`.
    fn for_hugo(&self, delimiter: Delimiter) -> Option<&TemplateFile> {
        let markdown = self.markdown.as_ref().filter(|_| delimiter == Delimiter::Percent);
        self.html.as_ref().or(markdown)
    }
}

/// Returns the files below some folders: the whole path, and the path below the folder.
fn listed(files: &dyn Files, folders: &[String]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in folders {
        let folder = folder.trim_end_matches('/');
        for path in files.list(folder) {
            if let Some(below) = path.strip_prefix(folder) {
                let below = below.trim_start_matches('/').to_owned();
                all.push((path, below));
            }
        }
    }
    all
}
