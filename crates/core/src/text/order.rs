//! Puts items in the order of a number.
//!
//! The standard library's sort is compiled anew for each type, which is four kilobytes to download each time: this one
//! sorts numbers, whatever the items are.

/// Puts items in ascending order of their keys; those with the same key stay in their order.
pub(crate) fn by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> usize) {
    let mut keys: Vec<(usize, usize)> =
        items.iter().enumerate().map(|(number, item)| (key(item), number)).collect();
    keys.sort_unstable();
    let mut old: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(keys.into_iter().filter_map(|(_, number)| old.get_mut(number)?.take()));
}

#[cfg(test)]
mod tests {
    #[test]
    fn items_with_the_same_key_stay_in_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        super::by_key(&mut items, |item| item.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
    }
}
