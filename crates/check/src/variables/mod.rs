//! Values that a page writes by hand although it has a variable for them: a reader who sets it still has to edit those.
//!
//! What is [`near`] an example is a slip, [`reserved`] domains are one where one is meant, and [`defaults`] are those that
//! the site declares. [`kinds`] finds places that cannot hold what a variable takes.

mod defaults;
mod kinds;
mod near;
mod reserved;

use std::ops::Range;

use sitevar_core::{
    Code, Diagnostic, Edit, Found, Kind, Passage, PassageKind, Scope, SourcePassage, Span, Variables,
    find_examples,
};

use crate::page::Page;
pub use kinds::narrow_places;

/// Looks for the domains of a page's slots in the rest of its code, those in regular expressions too.
pub(crate) fn check(page: &Page, variables: &Variables, found: &mut Vec<Diagnostic>) {
    defaults::check(page, variables, found);
    near::check(page, variables, found);
    reserved::check(page, found);
    let domains = domains(page, variables);
    if domains.is_empty() {
        return;
    }
    let examples = examples(page, &domains);
    // What is almost another text is a slip first.
    let mut slips: Vec<Span> =
        found.iter().filter(|found| found.code == Code::NearMiss).map(|found| found.span).collect();
    slips.sort_unstable();
    for (number, passage) in page.passages().iter().enumerate() {
        if passage.passage.kind == PassageKind::Prose {
            continue;
        }
        let start = examples.partition_point(|found| found.passage < number);
        let end = examples.partition_point(|found| found.passage <= number);
        let examples = examples.get(start..end).unwrap_or_default();
        for (variable, domain) in &domains {
            let same = domains.iter().filter(|(other, shown)| other != variable && shown == domain);
            let others = same.map(|(other, _)| *other).collect();
            let place = Place { page, passage, variable, examples, slips: &slips, others };
            place.report(domain, "", found);
            place.report(&domain.replace('.', "\\."), " format=\"regex\"", found);
        }
    }
}

/// Returns where the domains would be slots if they were examples: by the rules for these, an identifier such as
/// `apiVersion: example.com/v1` and a list of domains side by side stay as they are.
fn examples(page: &Page, domains: &[(&str, &str)]) -> Vec<Found> {
    let mut variables = Variables::default();
    for (variable, domain) in domains {
        let declared = variables.variables.entry((*variable).to_owned()).or_default();
        declared.kind = Kind::Domain;
        declared.examples.push((*domain).to_owned());
    }
    let passages: Vec<Passage> = page.passages().iter().map(|passage| passage.passage.clone()).collect();
    find_examples(&passages, &variables, Scope::Own).slots
}

/// A passage in which a variable's domain is looked for.
struct Place<'a> {
    page: &'a Page,
    passage: &'a SourcePassage,
    variable: &'a str,
    /// Where the domains of the page are examples in it, in order.
    examples: &'a [Found],
    /// What is almost another text of the page, in order.
    slips: &'a [Span],
    /// Further variables that the page shows in the same way: only the author knows which is meant.
    others: Vec<&'a str>,
}

impl Place<'_> {
    fn report(&self, shown: &str, format: &str, found: &mut Vec<Diagnostic>) {
        let Self { page, passage, variable, .. } = *self;
        let call = format!("{{{{< sitevar name=\"{variable}\" nojs=\"{shown}\"{format} >}}}}");
        // A span of code in a sentence may be about this very text; in a regular expression, a value may have to be
        // written in another way than this one.
        let is_block = matches!(passage.passage.kind, PassageKind::CodeBlock { .. });
        let has_one_answer = is_block && format.is_empty() && self.others.is_empty();
        let is_mended = |at: &&Range<usize>| has_one_answer && !self.is_slip(at);
        for mut places in by_hand(page, passage, shown) {
            places.retain(|at| self.is_example(at));
            let Some(first) = places.first() else { continue };
            let message =
                format!("`{shown}` is written by hand, and the page has the variable `{variable}` for it");
            let edit = |at: &Range<usize>| Edit { span: page.span(passage, at), text: call.clone() };
            let edits: Vec<Edit> = places.iter().filter(is_mended).map(edit).collect();
            let span = page.span(passage, first);
            let help = match self.others.join("`, `") {
                others if others.is_empty() => format!("write `{call}`"),
                others => {
                    format!("write `{call}`, or the call of `{others}`, which the page shows in the same way")
                }
            };
            found.push(Diagnostic::warning(Code::TypedValue, message, span).help(help).edits(edits));
        }
    }

    fn is_example(&self, at: &Range<usize>) -> bool {
        let next = self.examples.partition_point(|found| found.range.end <= at.start);
        let here = self.examples.get(next).filter(|found| found.range.start < at.end);
        here.is_some_and(|found| found.slot.variable == self.variable)
    }

    fn is_slip(&self, at: &Range<usize>) -> bool {
        let at = self.page.span(self.passage, at);
        let next = self.slips.partition_point(|slip| slip.end < at.end);
        self.slips.get(next).is_some_and(|slip| slip.start <= at.start)
    }
}

/// Returns the variables of a page that are domains, each with what the page shows in its place.
fn domains<'a>(page: &'a Page, variables: &Variables) -> Vec<(&'a str, &'a str)> {
    let is_domain =
        |name: &str| variables.variables.get(name).is_some_and(|known| known.kind == Kind::Domain);
    let slots = page.slots().iter().filter(|(_, slot)| is_domain(&slot.variable) && slot.format.is_none());
    let mut domains: Vec<(&str, &str)> =
        slots.map(|(_, slot)| (slot.variable.as_str(), slot.default.as_str())).collect();
    domains.retain(|(_, domain)| domain.contains('.'));
    domains.sort_unstable();
    domains.dedup();
    domains
}

/// Returns where a passage has a domain that is no slot, line by line; the labels before it may be any.
fn by_hand(page: &Page, passage: &SourcePassage, domain: &str) -> Vec<Vec<Range<usize>>> {
    let text = passage.passage.text.as_str();
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let ends = |rest: &str| {
        let mut after = rest.chars();
        match after.next() {
            Some('.') => !after.next().is_some_and(is_word),
            Some(c) => !is_word(c),
            None => true,
        }
    };
    let is_whole = |at: usize| {
        let (before, after) = (text.get(..at), text.get(at + domain.len()..));
        !before.is_some_and(|before| before.ends_with(is_word)) && after.is_some_and(ends)
    };
    let all =
        text.match_indices(domain).map(|(at, _)| at).filter(|at| is_whole(*at) && !is_in_call(text, *at));
    let by_hand = all.map(|at| at..at + domain.len()).filter(|at| !page.is_slot(passage, at));
    // One place of a line leads an author to the others.
    let mut lines: Vec<(Option<usize>, Vec<Range<usize>>)> = Vec::new();
    for at in by_hand {
        let start = text.get(..at.start).and_then(|before| before.rfind('\n'));
        match lines.last_mut().filter(|(line, _)| *line == start) {
            Some((_, places)) => places.push(at),
            None => lines.push((start, vec![at])),
        }
    }
    lines.into_iter().map(|(_, places)| places).collect()
}

/// Tells whether a place is in a call that is escaped or unknown, which has it as its own default.
fn is_in_call(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default();
    line.rfind("{{").is_some_and(|opening| line.rfind("}}").is_none_or(|closing| closing < opening))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitevar_core::Variable;

    #[test]
    fn a_domain_beside_its_variable_is_found_once_a_line() {
        let mut variables = Variables::default();
        variables
            .variables
            .insert("domain".to_owned(), Variable { kind: Kind::Domain, ..Variable::default() });
        let call = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
        let lines = |code: &str| {
            let source = format!("`{call}`\n\n```yaml\n{code}\n```\n");
            let page = Page::new(&source, &variables);
            let mut found = Vec::new();
            check(&page, &variables, &mut found);
            found.len()
        };
        assert_eq!(
            lines("a: https://auth.example.com/ # example.com\nb: me@example.com\nc: '^a\\.example\\.com$'"),
            3
        );
        for code in [
            "a: myexample.com",
            "a: example.com.au",
            "a: example.community",
            "a: app.{{< x nojs=\"example.com\" >}}",
            &format!("a: auth.{call}"),
        ] {
            assert_eq!(lines(code), 0, "{code}");
        }
    }

    #[test]
    fn what_two_variables_show_is_left_to_the_author() {
        let mut variables = Variables::default();
        for name in ["domain", "mail_domain"] {
            let domain = Variable { kind: Kind::Domain, ..Variable::default() };
            variables.variables.insert(name.to_owned(), domain);
        }
        let told = |calls: &[&str]| {
            let calls = calls
                .iter()
                .map(|name| format!("`{{{{< sitevar name=\"{name}\" nojs=\"example.com\" >}}}}`\n\n"));
            let source = format!("{}```yaml\na: example.com\n```\n", calls.collect::<String>());
            let mut found = Vec::new();
            check(&Page::new(&source, &variables), &variables, &mut found);
            let edits: usize = found.iter().map(|found| found.edits.len()).sum();
            (found.len(), edits)
        };
        assert_eq!(told(&["domain"]), (1, 1));
        assert_eq!(told(&["domain", "mail_domain"]), (1, 0));
    }
}
