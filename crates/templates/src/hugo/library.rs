//! The shortcodes of a site as one page sees them; core asks for the text of each call.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use sitevar_core::{
    Call, Code, Delimiter, Diagnostic, Dialect, Expander, Failure, Inner, Library, OutputFormat, Params,
    Source, did_you_mean,
};

use crate::engine::call_context::{self, CallContext};
use crate::engine::limits::Budget;
use crate::engine::run::Answer;
use crate::engine::template::Template;
use crate::hugo::content::Content;
use crate::hugo::page::Page;
use crate::hugo::shortcode::Shortcode;
use crate::hugo::site::Site;

/// The library of one page.
pub(crate) struct PageLibrary {
    page: Arc<Page>,
    budget: Arc<Budget>,
}

impl Site {
    /// Returns the shortcodes as the page at `path` (below the content folder) sees them.
    pub fn library(self: &Arc<Self>, path: &str, source: Arc<Source>) -> Arc<dyn Library> {
        Arc::new(PageLibrary::new(Page::new(self.clone(), path, Content::new(source))))
    }
}

impl PageLibrary {
    pub(crate) fn new(page: Arc<Page>) -> Self {
        let budget = Arc::new(Budget::new(page.site.options.limits));
        Self { page, budget }
    }

    /// Warns of parameters that no template reads. Those of a site may be for another theme, so that only what is almost
    /// one that is read is told there.
    fn check_parameters(&self, call: &Call, expander: &Expander) {
        let Params::Named(given) = &call.params else { return };
        let lookup = &self.page.site.lookup;
        let of_parents = lookup.reads_of_parents();
        let is_read = |name: &String| {
            let mut reads = lookup.reads(&call.name).chain([of_parents]);
            reads.any(|reads| reads.any || reads.names.contains(name))
        };
        for (name, _) in given.iter().filter(|(name, _)| !is_read(name)) {
            let known: BTreeSet<&String> = lookup.reads(&call.name).flat_map(|reads| &reads.names).collect();
            let is_given = |name: &&&String| given.iter().any(|(given, _)| given == **name);
            let free: Vec<String> =
                known.iter().filter(|name| !is_given(name)).map(ToString::to_string).collect();
            let all = || format!("it takes {}", quoted(&known));
            let otherwise = || if lookup.is_shipped(&call.name) { all() } else { String::new() };
            let help = did_you_mean(name, &free, otherwise);
            if !help.is_empty() {
                let message = format!("`{}` has no parameter `{name}`", call.name);
                expander.report(Diagnostic::warning(Code::BadShortcodeSyntax, message, call.span).help(help));
            }
        }
    }

    fn run(
        &self,
        template: &Arc<Template>,
        call: &Arc<Call>,
        inner: &Inner,
        expander: &Expander,
    ) -> Result<String, Failure> {
        // A page that is included counts against the limits of the one that includes it.
        let budget =
            call_context::current().map_or_else(|_| self.budget.clone(), |context| context.budget.clone());
        if budget.is_spent() {
            return Ok(String::new());
        }
        let inner =
            if template.needs_inner { again(template, call, inner, expander)? } else { Inner::default() };
        let between = inner.text.clone();
        let dot = Shortcode::value(call, &self.page, inner);
        let context = Rc::new(CallContext {
            page: self.page.clone(),
            call: call.clone(),
            expander: expander.clone(),
            budget,
            told: Cell::default(),
        });
        match template.run(None, &dot, context)? {
            Answer::Text(text) if is_finished(template, call, expander) => {
                Ok(expander.finished_call(text, &between))
            }
            Answer::Text(text) => Ok(text),
            Answer::Value(_) => {
                let mut failure = Failure::new(Code::TemplateFailed, "`return` is outside a partial")
                    .help("only partials return values; a shortcode prints its text");
                failure.trace.push(template.frame_at(0, 0));
                Err(failure)
            }
        }
    }
}

/// Tells whether what a template writes is HTML and nothing else.
///
/// A site's own may leave Markdown in it: Hugo reads the text of `{{% … %}}` as Markdown, and core looks into calls.
fn is_finished(template: &Template, call: &Call, expander: &Expander) -> bool {
    let in_markdown = expander.output() == OutputFormat::Markdown && call.delimiter == Delimiter::Angle;
    template.is_html() && (template.shipped || in_markdown)
}

/// Returns the inner text; where a Markdown template replaces one that would have rendered it, the calls that were escaped
/// in it are expanded, as that rendering does.
fn again(
    template: &Template,
    call: &Arc<Call>,
    inner: &Inner,
    expander: &Expander,
) -> Result<Inner, Failure> {
    let replaces = call.delimiter == Delimiter::Angle || template.shipped;
    let markdown = expander.output() == OutputFormat::Markdown && expander.dialect() == Dialect::Sitevar;
    if !markdown || template.is_html() || !replaces || !inner.text.contains("{{") {
        return Ok(inner.clone());
    }
    let text = expander.expand_string(&inner.text, call)?;
    Ok(Inner { deindented: text.clone(), text })
}

/// Returns names as a message lists them.
fn quoted(names: &BTreeSet<&String>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl Library for PageLibrary {
    fn needs_inner(&self, name: &str) -> Option<bool> {
        self.page.site.lookup.needs_inner(name)
    }

    fn expand(&self, call: &Arc<Call>, inner: &Inner, expander: &Expander) -> Result<String, Failure> {
        let lookup = &self.page.site.lookup;
        let template = lookup.shortcode(&call.name, call.delimiter, expander.output(), expander.dialect())?;
        self.check_parameters(call, expander);
        self.run(&template, call, inner, expander)
    }

    fn expand_inline(
        &self,
        call: &Arc<Call>,
        template: &str,
        expander: &Expander,
    ) -> Result<String, Failure> {
        let template = self.page.site.lookup.inline(&call.name, template)?;
        self.run(&template, call, &Inner::default(), expander)
    }

    fn names(&self) -> Vec<String> {
        self.page.site.lookup.names()
    }
}
