//! The table of a page: its texts that hold slots, and its addresses that hold them.

use std::ops::Range;

use crate::examples::PassageKind;

/// A text of a page with slots in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// What it is; a block of code brings its language and title.
    pub kind: PassageKind,
    /// The text as the guide has it, with the defaults.
    pub text: String,
    /// Its slots in ascending order.
    pub slots: Vec<RunSlot>,
    /// Whether it is of the table that stands for the form: a page that has the form itself has no such text.
    pub in_form: bool,
}

/// A slot of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunSlot {
    /// Where its default is in the text of the run, in bytes.
    pub range: Range<usize>,
    /// The variable.
    pub variable: String,
    /// The name of the format; empty where there is none.
    pub format: String,
    /// What is written in place of a value; empty where the value is.
    pub instead: String,
    /// What is written after a value.
    pub after: String,
}

/// An attribute with slots in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressRow {
    /// The name of the element.
    pub element: String,
    /// The name of the attribute.
    pub attribute: String,
    /// The value with `{variable}` for every slot.
    pub pattern: String,
    /// The value with the defaults.
    pub shown: String,
}

/// What another generator's page of a guide holds of readers' values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageTable {
    /// The texts, in the order of the page.
    pub runs: Vec<Run>,
    /// The attributes, in the order of the page.
    pub addresses: Vec<AddressRow>,
}
