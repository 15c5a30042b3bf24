//! Leaves out the spaces of a line of JavaScript that mean nothing: they are some percent of what a reader downloads.
//!
//! Texts, templates and regular expressions stay as they are; a space between two words, or between two signs that would
//! become another one, stays too.

/// Squeezes a line; one with a template inside of a template is left as it is.
pub(super) fn line(line: &str) -> String {
    if line.matches('`').count() > 2 {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' | '`' => literal(rest, first),
            '/' if rest.starts_with("//") => break,
            '/' if begins_expression(&out) => regular_expression(rest),
            ' ' => {
                let next = rest.trim_start();
                if let (Some(before), Some(after)) = (out.chars().last(), next.chars().next())
                    && needs_space(before, after)
                {
                    out.push(' ');
                }
                rest = next;
                continue;
            }
            other => other.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        out.push_str(part);
        rest = after;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns how long a text or a template is, with its quotes.
fn literal(text: &str, quote: char) -> usize {
    end_of(text, |character| character == quote)
}

/// Returns how long a regular expression is; a slash in brackets does not end it.
fn regular_expression(text: &str) -> usize {
    let mut in_brackets = false;
    end_of(text, |character| {
        match character {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        character == '/' && !in_brackets
    })
}

/// Returns the length up to the first character after the beginning that ends it and has no backslash before it.
fn end_of(text: &str, mut ends: impl FnMut(char) -> bool) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if ends(character) {
            return at + character.len_utf8();
        }
    }
    text.len()
}

/// Tells whether a slash begins a regular expression after this; it divides after a name, a number or a bracket's end.
fn begins_expression(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(|last: char| "(,=:[!&|?{};>".contains(last))
        || before.is_empty()
        || before.ends_with("return")
}

fn needs_space(before: char, after: char) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || "_$#\\".contains(character);
    let is_sign = |character: char| "+-/".contains(character);
    (is_word(before) && is_word(after)) || (is_sign(before) && is_sign(after))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_spaces_without_a_meaning_are_left_out() {
        for (line, squeezed) in [
            ("const a = (b) => b ?? { c: 1 };", "const a=(b)=>b??{c:1};"),
            ("return \"a ; b\" + 'c = d';", "return\"a ; b\"+'c = d';"),
            ("const c = `a ${b ? 1 : 2} = c`;", "const c=`a ${b ? 1 : 2} = c`;"),
            ("x = a + +b - -c + d++ + e;", "x=a+ +b- -c+d++ +e;"),
            ("x = / ; [/ ;] = /g.test(y) / 2 / z; // why", "x=/ ; [/ ;] = /g.test(y)/2/z;"),
            ("for (const a of b) if (!(a in c)) delete d [a];", "for(const a of b)if(!(a in c))delete d[a];"),
            ("a = `${b ? ` ; ` : 2}`;", "a = `${b ? ` ; ` : 2}`;"),
            ("\"a \\\" = b\" + 1", "\"a \\\" = b\"+1"),
        ] {
            assert_eq!(super::line(line), squeezed);
        }
    }
}
