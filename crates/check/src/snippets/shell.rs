//! Shell: quotation marks and here-documents that nothing closes, by the rules of bash.
//!
//! Whether a command exists or takes its options is not asked. No crate of reasonable size reads scripts: this reads
//! quotation marks, what is in `$( )` and `${ }`, comments and here-documents, and nothing else.

use crate::yaml::Problem;

/// How deep quotation marks may be in each other.
const DEEPEST: usize = 100;

/// Returns the first thing that nothing closes.
pub(super) fn read(text: &str) -> Result<(), Problem> {
    if is_session(text) {
        return Ok(());
    }
    let mut scanner = Scanner { text, at: 0, open: Vec::new(), here: Vec::new() };
    while let Some(c) = scanner.peek() {
        scanner.step(c)?;
    }
    scanner.end()
}

/// Tells whether a block shows what is typed after a prompt, and what is printed.
fn is_session(text: &str) -> bool {
    text.lines()
        .any(|line| ["$ ", "# $", "> ", "% "].iter().any(|prompt| line.trim_start().starts_with(prompt)))
}

/// What is open.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// `" "`
    Double,
    /// `$( )`, and any parentheses in it.
    Parentheses,
    /// `${ }`
    Braces,
}

/// A here-document that begins on the next line.
struct Here {
    at: usize,
    word: String,
    /// Tabs may be before the end.
    has_tabs: bool,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    open: Vec<(Kind, usize)>,
    here: Vec<Here>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    fn inner(&self) -> Option<Kind> {
        self.open.last().map(|(kind, _)| *kind)
    }

    fn step(&mut self, c: char) -> Result<(), Problem> {
        let rest = self.rest();
        let (start, length) = (self.at, c.len_utf8());
        let is_quoted = self.inner() == Some(Kind::Double);
        match c {
            '\\' => {
                let next = rest.chars().nth(1).map_or(0, char::len_utf8);
                self.at += length + next;
                // A line that goes on is still a line, after which a here-document begins.
                if rest.starts_with("\\\n") && !self.here.is_empty() {
                    self.at -= next;
                }
                return Ok(());
            }
            '$' if rest.starts_with("$((") => return self.arithmetic(start),
            '$' if rest.starts_with("$(") => return self.push(Kind::Parentheses, 2),
            '$' if rest.starts_with("${") => return self.push(Kind::Braces, 2),
            '$' if rest.starts_with("$'") && !is_quoted => return self.single(start + 1, true),
            '\'' if !is_quoted && !self.is_in_quoted_braces() => return self.single(start, false),
            '"' if is_quoted => drop(self.open.pop()),
            '"' => return self.push(Kind::Double, 1),
            '`' => return self.backquote(start),
            '(' if self.inner() == Some(Kind::Parentheses) => return self.push(Kind::Parentheses, 1),
            ')' if self.inner() == Some(Kind::Parentheses) => drop(self.open.pop()),
            '}' if self.inner() == Some(Kind::Braces) => drop(self.open.pop()),
            '#' if !is_quoted && self.inner() != Some(Kind::Braces) && self.is_at_word() => {
                self.at += rest.find('\n').unwrap_or(rest.len());
                return Ok(());
            }
            '<' if rest.starts_with("<<<") => {
                self.at += 3;
                return Ok(());
            }
            '<' if rest.starts_with("<<") && !is_quoted => {
                self.here_word();
                return Ok(());
            }
            '(' if rest.starts_with("((") && self.is_at_word() => return self.arithmetic(start),
            '\n' if !self.here.is_empty() => {
                self.at += 1;
                return self.documents();
            }
            _ => {}
        }
        self.at += length;
        Ok(())
    }

    fn is_at_word(&self) -> bool {
        self.before().is_none_or(|c| c.is_whitespace() || ";&|(`".contains(c))
    }

    /// In `"${a:-'}"`, an apostrophe is one.
    fn is_in_quoted_braces(&self) -> bool {
        let outer = self.open.iter().rev().find(|(kind, _)| *kind != Kind::Braces);
        self.inner() == Some(Kind::Braces) && outer.is_some_and(|(kind, _)| *kind == Kind::Double)
    }

    fn push(&mut self, kind: Kind, length: usize) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            return Err(problem("quotation marks are nested too deep", self.at));
        }
        self.open.push((kind, self.at));
        self.at += length;
        Ok(())
    }

    /// Skips a text in apostrophes.
    fn single(&mut self, quote: usize, has_escapes: bool) -> Result<(), Problem> {
        let inner = self.text.get(quote + 1..).unwrap_or_default();
        let mut is_escaped = false;
        for (at, c) in inner.char_indices() {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' if has_escapes => is_escaped = true,
                '\'' => {
                    self.at = quote + 1 + at + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        // `can't` is a word of what is printed.
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let before = self.text.get(..quote).and_then(|before| before.chars().next_back());
        if is_letter(before) && is_letter(inner.chars().next()) {
            self.at = self.text.len();
            self.open.clear();
            self.here.clear();
            return Ok(());
        }
        Err(problem("nothing closes this apostrophe", quote))
    }

    /// Skips a text in backquotes, which ends at the next one, whatever is in it: `#optional` is an idiom.
    fn backquote(&mut self, start: usize) -> Result<(), Problem> {
        let inner = self.text.get(start + 1..).unwrap_or_default();
        let mut is_escaped = false;
        for (at, c) in inner.char_indices() {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '`' => {
                    self.at = start + 1 + at + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(problem("nothing closes this backquote", start))
    }

    /// Skips `(( ))`, in which `<<` shifts.
    fn arithmetic(&mut self, start: usize) -> Result<(), Problem> {
        let rest = self.text.get(start..).unwrap_or_default();
        match rest.find("))") {
            Some(end) if !rest.get(..end).unwrap_or_default().contains('\n') => self.at = start + end + 2,
            _ => self.at += if rest.starts_with('$') { 3 } else { 2 },
        }
        Ok(())
    }

    /// Reads the word after `<<`.
    fn here_word(&mut self) {
        let start = self.at;
        let rest = self.rest().get(2..).unwrap_or_default();
        let has_tabs = rest.starts_with('-');
        let rest = rest.strip_prefix('-').unwrap_or(rest).trim_start_matches([' ', '\t']);
        let from = self.text.len() - rest.len();
        let word = self.text.get(from..from + word_length(rest)).unwrap_or_default();
        let bare: String = word.chars().filter(|c| !"'\"\\".contains(*c)).collect();
        self.at = from + word.len();
        if bare.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            self.here.push(Here { at: start, word: bare, has_tabs });
        }
    }

    /// Skips the here-documents that begin on this line.
    fn documents(&mut self) -> Result<(), Problem> {
        for here in std::mem::take(&mut self.here) {
            match end_of(self.text, self.at, &here) {
                Some(end) => self.at = end,
                None => {
                    let message = format!("nothing ends the here-document: no line is `{}`", here.word);
                    return Err(problem(&message, here.at));
                }
            }
        }
        Ok(())
    }

    fn end(&self) -> Result<(), Problem> {
        if let Some(here) = self.here.first() {
            let message = format!("nothing ends the here-document: no line is `{}`", here.word);
            return Err(problem(&message, here.at));
        }
        let Some((kind, at)) = self.open.last() else { return Ok(()) };
        let what = match kind {
            Kind::Double => "nothing closes this quotation mark",
            Kind::Parentheses => "nothing closes this parenthesis",
            Kind::Braces => "nothing closes this brace",
        };
        Err(problem(what, *at))
    }
}

fn word_length(rest: &str) -> usize {
    let first = rest.chars().next().filter(|c| "'\"".contains(*c));
    match first.and_then(|quote| Some(rest.get(1..)?.find([quote, '\n'])? + 2)) {
        Some(length) => length,
        None => rest.find(|c: char| c.is_whitespace() || ";&|<>()`".contains(c)).unwrap_or(rest.len()),
    }
}

/// Returns where the text goes on after a here-document.
fn end_of(text: &str, from: usize, here: &Here) -> Option<usize> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim_end_matches(['\n', '\r']);
        let bare = if here.has_tabs { bare.trim_start_matches('\t') } else { bare };
        if bare == here.word {
            return Some(at);
        }
    }
    None
}

fn problem(message: &str, at: usize) -> Problem {
    Problem { message: message.to_owned(), at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bash_takes_is_shell() {
        for text in [
            "echo 'a' \"b 'c\" # it's fine\necho \\' \\\"\n",
            "a=$(echo \"$(b 'c)')\" `d \"e\"`)\necho \"${a:-it's}\" ${b:-'}'}\n",
            "cat <<EOF\nit's \"\nEOF\necho\n",
            "cat <<-'E F' >a && cat << B\n\"\n\tE F\n'\nB\n",
            "cat <<EOF \\\n  > x\n'\nEOF\n",
            "echo $((1<<2)) $'it\\'s' <<< 'x'\n((a<<b))\n",
            "echo a#b 'x' $# ${#a}\ncase a in a) echo \"x\";; esac\n",
            "docker run x\nError: can't connect\n",
            "docker run \\\n  -p 80:80 `#optional` \\\n  -v \"`echo 'a'`\" `# it's`\n",
            "$ echo 'a\n",
            "",
        ] {
            assert_eq!(read(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_nothing_closes_is_found_where_it_opens() {
        for (text, at) in [
            ("echo a\necho 'b\n", 12),
            ("echo \"a\n", 5),
            ("echo \"a $(b \"c)\"\n", 8),
            ("echo $(a\n", 5),
            ("echo `a\n", 5),
            ("echo ${a\n", 5),
            ("echo $'a\\'\n", 6),
            ("cat <<EOF\na\n EOF\n", 4),
            ("cat <<EOF", 4),
        ] {
            assert_eq!(read(text).map_err(|problem| problem.at), Err(at), "{text}");
        }
        assert!(read(&"\"$(".repeat(100_000)).is_err());
    }
}
