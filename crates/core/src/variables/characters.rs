//! Characters that no value may contain, whatever its kind.
//!
//! Each of them would make a snippet mean something other than what the reader sees, or cannot be written at all.

use super::kind::Kind;

/// As many bytes as the longest secret that `sitevar secret` makes.
const LONGEST: usize = 100_000;

/// Refuses inputs of unreasonable length, and those with characters that cannot or must not be written.
pub(super) fn check(input: &str, kind: Kind) -> Result<(), String> {
    if input.len() > LONGEST {
        return Err(format!("a value of {} bytes is too long: at most {LONGEST} are allowed", input.len()));
    }
    // White space at the ends, including a copied line feed, is removed later.
    let inner = if kind == Kind::Text { input } else { input.trim() };
    match inner.chars().find_map(|character| Some((character, reason(character, kind)?))) {
        Some((character, reason)) => {
            Err(format!("it contains {reason} (U+{:04X}): remove it", character as u32))
        }
        None => Ok(()),
    }
}

/// Says why a character is refused.
fn reason(character: char, kind: Kind) -> Option<&'static str> {
    let text = kind == Kind::Text;
    Some(match character {
        '\0' => "a NUL character, which ends the text for many programs",
        '\n' | '\r' | '\t' if text => return None,
        '\n' | '\r' => "a line break, and this value is a single line",
        '\t' => "a tab",
        _ if character.is_control() => "a control character",
        '\u{2028}' | '\u{2029}' => "a line separator, which programs read in different ways",
        // Unicode Technical Report 36, section 2.5: text whose order on the screen is not its order in the file.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a mark that changes the direction of the text around it"
        }
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => {
            "a private-use character, which has no meaning"
        }
        '\u{FDD0}'..='\u{FDEF}' => "a noncharacter, which has no meaning",
        _ if character as u32 & 0xFFFE == 0xFFFE => "a noncharacter, which has no meaning",
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' if !text => {
            "an invisible character"
        }
        _ => return None,
    })
}
