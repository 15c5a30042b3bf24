//! Every colour of code can be read on every background that code has: WCAG 2.2, success criterion 1.4.3.

use sitevar_core::TokenClass;

use super::files::root;

/// The least contrast of text of any size.
const LEAST: f64 = 4.5;

#[test]
fn every_colour_is_readable_on_code_on_marked_lines_and_on_a_readers_value() {
    let [code, theme, widget] =
        ["cli/src/build/theme/code.css", "cli/src/build/theme/frame.css", "widget/style.css"]
            .map(|path| std::fs::read_to_string(root().join("crates").join(path)).unwrap());
    let mut backgrounds = colours_after(&widget, "--sitevar-value, ");
    for (sheet, property) in [(&theme, "--shade"), (&theme, "--value"), (&code, "background")] {
        backgrounds.extend(<[String; 2]>::from(pair(sheet, &format!("{property}: light-dark("))));
    }
    let (light, dark): (Vec<_>, Vec<_>) = backgrounds.iter().partition(|colour| luminance(colour) > 0.4);
    assert!(light.len() > 2 && dark.len() > 2, "{backgrounds:?}");
    for class in TokenClass::ALL {
        let colours = pair(&code, &format!(".{} {{ color: light-dark(", class.name()));
        for (colour, backgrounds) in [(colours.0, &light), (colours.1, &dark)] {
            for background in backgrounds {
                let found = contrast(&colour, background);
                assert!(found >= LEAST, "{class:?}: {colour} on {background} is {found:.2}");
            }
        }
    }
}

#[test]
fn contrast_is_what_the_standard_says() {
    assert_eq!(contrast("#fff", "#000000"), 21.0);
    assert!((contrast("#777777", "#fff") - 4.48).abs() < 0.005);
}

/// Returns the two colours that follow a text, for light and for dark.
fn pair(sheet: &str, text: &str) -> (String, String) {
    let found = sheet.split_once(text).and_then(|(_, rest)| rest.split_once(')')?.0.split_once(", "));
    found.map(|(light, dark)| (light.to_owned(), dark.to_owned())).unwrap_or_else(|| panic!("no {text}"))
}

/// Returns every colour that follows a text.
fn colours_after(sheet: &str, text: &str) -> Vec<String> {
    let colour = |rest: &str| {
        let length = rest.find(|c: char| c != '#' && !c.is_ascii_hexdigit()).unwrap_or(rest.len());
        rest.get(..length).filter(|colour| colour.starts_with('#')).map(str::to_owned)
    };
    sheet.split(text).skip(1).filter_map(colour).collect()
}

/// Returns the relative luminance of a colour, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let digits: Vec<u32> = colour.chars().filter_map(|c| c.to_digit(16)).collect();
    let value = |at: usize| match digits.len() {
        3 => digits[at] * 17,
        6 => digits[at * 2] * 16 + digits[at * 2 + 1],
        _ => panic!("{colour} is no colour"),
    };
    let linear = |at| match f64::from(value(at)) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2)
}

/// Returns the contrast of two colours, from 1 to 21.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
