//! Where a slot stands, which decides how a value is written there.

/// What surrounds a slot, from the inside out.
///
/// Only the room for it is here so far: every slot is [`Place::Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Plain text, in which every value can stand as it is.
    #[default]
    Text,
}
