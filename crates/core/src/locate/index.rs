//! An index of a text, in which many others are looked for.
//!
//! Every position is in a chain of those where the same eight bytes may be. A text is looked for by the rarest eight
//! of its bytes, so that almost nothing is compared in vain.

/// How many bytes are looked up at once.
const GRAM: usize = 8;

/// How many positions are looked at before a text counts as being almost everywhere: hostile pages would cost too much.
const PATIENCE: usize = 512;

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// The index. It holds no text: what it was made of is handed in again.
pub(super) struct Index {
    /// The first position of every chain, and its length.
    heads: Vec<(u32, u32)>,
    /// The position that follows in the chain.
    next: Vec<u32>,
}

impl Index {
    pub(super) fn new(text: &str) -> Self {
        let text = text.as_bytes();
        let count = (text.len() / 2).next_power_of_two().clamp(1 << 8, 1 << 18);
        let mut index =
            Self { heads: vec![(NONE, 0); count], next: vec![NONE; text.len().saturating_sub(GRAM - 1)] };
        for at in (0..index.next.len()).rev() {
            let chain = index.chain(text, at);
            let (head, length) = index.heads[chain];
            index.next[at] = head;
            index.heads[chain] = (at as u32, length + 1);
        }
        index
    }

    /// Returns the chain of the bytes at a position.
    fn chain(&self, text: &[u8], at: usize) -> usize {
        let gram = text.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
        let mixed = u64::from_le_bytes(gram).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize & (self.heads.len() - 1)
    }

    /// Finds where a text is in the one that is indexed, in ascending order; `None` where it is almost everywhere.
    pub(super) fn find(&self, text: &str, wanted: &str) -> Option<Vec<usize>> {
        let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
        if wanted.len() < GRAM { scan(text, wanted) } else { self.follow(text, wanted) }
    }

    fn follow(&self, text: &[u8], wanted: &[u8]) -> Option<Vec<usize>> {
        let mut rarest = (NONE, u32::MAX, 0);
        for at in 0..=wanted.len() - GRAM {
            let (head, length) = self.heads[self.chain(wanted, at)];
            if length < rarest.1 {
                rarest = (head, length, at);
            }
        }
        let (mut position, length, offset) = rarest;
        if length as usize > PATIENCE {
            return None;
        }
        let mut found = Vec::new();
        while position != NONE {
            let start = (position as usize).checked_sub(offset);
            found.extend(
                start.filter(|start| text.get(*start..).is_some_and(|text| text.starts_with(wanted))),
            );
            position = self.next.get(position as usize).copied().unwrap_or(NONE);
        }
        Some(found)
    }
}

/// Finds a text that is shorter than what is indexed.
fn scan(text: &[u8], wanted: &[u8]) -> Option<Vec<usize>> {
    let (first, rest) = wanted.split_first()?;
    let mut found = Vec::new();
    for at in memchr::memchr_iter(*first, text) {
        if text.get(at + 1..).is_some_and(|text| text.starts_with(rest)) {
            if found.len() == PATIENCE {
                return None;
            }
            found.push(at);
        }
    }
    Some(found)
}
