//! The guides of the product's own site: what a reader pastes is judged by the product that it is for.
//!
//! 1. [`guide`] reads what the built site declares for each guide, and has the command write a guide for values.
//! 2. [`values`] makes values: plain ones that no context has to escape, and random ones.
//! 3. [`judge`] asks `judges.py`, which reads every block as its product does.
//! 4. [`leaf`] says what a product should find: what it finds with plain values, with each replaced by the reader's.
//! 5. [`policy`] asks the same judges about the headers of a how-to.
//! 6. [`returned`] and [`published`] are the two rules: every value comes back, and no example is left.

pub mod guide;
mod judge;
mod leaf;
mod policy;
pub mod published;
mod returned;
pub mod values;

use guide::Set;

#[test]
fn every_guide_is_expanded_without_a_word_and_without_a_shortcode_left() {
    for guide in guide::all() {
        let (text, said) = guide.expand(&Set::new());
        assert_eq!(said, "", "{}", guide.source);
        assert!(!text.contains("{{<") && !text.contains("{{%"), "{}: {text}", guide.source);
    }
}

#[test]
fn every_block_of_a_guide_has_a_language_and_the_name_of_a_file() {
    for guide in guide::all() {
        let is_fence = |line: &&str| ["```", "~~~"].iter().any(|mark| line.trim_start().starts_with(mark));
        let (fences, blocks) = (guide.text.lines().filter(is_fence).count(), guide.own_blocks());
        assert_eq!(fences, 2 * blocks.len(), "{}: a block has no title, or is indented", guide.source);
        for block in blocks {
            assert!(!block.language.is_empty(), "{}, {}: no language", guide.source, block.title);
            assert!(!block.title.contains([' ', '/']), "{}, {}: no file's name", guide.source, block.title);
        }
    }
}
