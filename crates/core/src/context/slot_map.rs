//! Something for each of some slots, by the slot's row.
//!
//! Slots come in the order of the text, so a sorted list is enough: it grows at its end, and needs less code than a tree.

/// A list in the order of the rows.
#[derive(Debug, Clone)]
pub(super) struct SlotMap<T>(Vec<(usize, T)>);

impl<T> Default for SlotMap<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> SlotMap<T> {
    /// Returns what a row has.
    pub(super) fn get(&self, row: usize) -> Option<&T> {
        let at = self.find(row).ok()?;
        self.0.get(at).map(|(_, item)| item)
    }

    /// Gives a row something, in place of what it had.
    pub(super) fn insert(&mut self, row: usize, item: T) {
        match self.find(row) {
            Ok(at) => self.0[at].1 = item,
            Err(at) => self.0.insert(at, (row, item)),
        }
    }

    /// Keeps what belongs to some rows.
    pub(super) fn retain(&mut self, keeps: impl Fn(usize) -> bool) {
        self.0.retain(|(row, _)| keeps(*row));
    }

    fn find(&self, row: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&row, |(row, _)| *row)
    }
}

impl<T> IntoIterator for SlotMap<T> {
    type Item = (usize, T);
    type IntoIter = std::vec::IntoIter<(usize, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T> FromIterator<(usize, T)> for SlotMap<T> {
    fn from_iter<I: IntoIterator<Item = (usize, T)>>(items: I) -> Self {
        let mut rows = Self::default();
        for (row, item) in items {
            rows.insert(row, item);
        }
        rows
    }
}
