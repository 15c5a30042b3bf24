//! Pages: random rows of the pieces that guides are made of.

use bolero::ValueGenerator;

use super::grammar::PIECES;

/// A page that shows itself as text when it breaks a rule.
#[derive(Clone)]
pub struct Page(pub String);

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.0, f)
    }
}

/// Generates pages; every number chooses a piece, so a page shrinks by losing pieces.
pub fn pages() -> impl ValueGenerator<Output = Page> {
    let numbers = bolero::produce::<Vec<u16>>().with().len(0..60usize);
    numbers.map_gen(|numbers| Page(text(&numbers, PIECES)))
}

/// Returns the pieces that numbers choose, one after the other.
pub fn text(numbers: &[u16], pieces: &[&str]) -> String {
    numbers.iter().map(|number| pieces[usize::from(*number) % pieces.len()]).collect()
}
