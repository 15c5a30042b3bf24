//! A site's own accent: one colour becomes a pair for light and dark pages that can be read on both.
//!
//! Contrast and luminance are those of WCAG 2.2, "relative luminance".

use std::fmt::Write as _;

/// A colour: red, green and blue.
type Colour = [u8; 3];

/// The pages that text in the accent is on, as `theme/frame.css` has them.
const LIGHT: Colour = [0xfd, 0xfd, 0xfc];
const DARK: Colour = [0x14, 0x19, 0x1a];

/// The contrast of text (WCAG 2.2, success criterion 1.4.3).
const ENOUGH: f64 = 4.5;

/// The share of the accent in the background of a reader's value.
const BACKGROUND: f64 = 0.14;

/// Returns the style of an accent: as close to the colour as can be read.
pub(super) fn style(accent: Colour) -> String {
    let [light, dark] = [(LIGHT, [0; 3]), (DARK, [255; 3])].map(|(paper, end)| readable(accent, paper, end));
    let [background_light, background_dark] =
        [mixed(LIGHT, light, BACKGROUND), mixed(DARK, dark, BACKGROUND)];
    let mut style = String::from(":root {");
    for (name, light, dark) in [("accent", light, dark), ("value", background_light, background_dark)] {
        let _ = write!(style, " --{name}: light-dark({}, {});", hex(light), hex(dark));
    }
    style + " }\n"
}

/// Moves a colour towards an end until it can be read on a page, and on itself as a reader's value is.
fn readable(colour: Colour, paper: Colour, end: Colour) -> Colour {
    let can_be_read = |colour: &Colour| {
        contrast(*colour, paper) >= ENOUGH && contrast(*colour, mixed(paper, *colour, BACKGROUND)) >= ENOUGH
    };
    let steps = (0..=50).map(|step| mixed(colour, end, f64::from(step) / 50.0));
    steps.into_iter().find(can_be_read).unwrap_or(end)
}

/// Mixes two colours; `share` is that of the second.
fn mixed(first: Colour, second: Colour, share: f64) -> Colour {
    std::array::from_fn(|part| {
        (f64::from(first[part]) * (1.0 - share) + f64::from(second[part]) * share).round() as u8
    })
}

fn contrast(a: Colour, b: Colour) -> f64 {
    let [a, b] = [luminance(a), luminance(b)];
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_accent_can_be_read_on_light_and_dark_pages_and_on_itself() {
        for step in 0..4096_u32 {
            let accent = [(step >> 8) as u8 * 17, (step >> 4 & 15) as u8 * 17, (step & 15) as u8 * 17];
            for (paper, end) in [(LIGHT, [0; 3]), (DARK, [255; 3])] {
                let colour = readable(accent, paper, end);
                let background = mixed(paper, colour, BACKGROUND);
                assert!(
                    contrast(colour, paper) >= ENOUGH && contrast(colour, background) >= ENOUGH,
                    "{accent:?}"
                );
            }
        }
    }

    #[test]
    fn the_pages_are_those_of_the_style_sheet() {
        let paper = format!("--paper: light-dark({}, {});", hex(LIGHT), hex(DARK));
        assert!(include_str!("theme/frame.css").contains(&paper));
    }
}
