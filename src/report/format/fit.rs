//! Which columns of a table fit a terminal, and how wide each is to be.

/// A column that wants room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    /// The width at which nothing of it has to break.
    pub natural: usize,
    /// The width below which it cannot be read well.
    pub least: usize,
    /// Whether it says which row this is; such columns come first and go last.
    pub key: bool,
}

/// The widths of the leading columns, with `gap` between two; columns beyond the list do not fit.
///
/// Columns go from the right until the rest can have their least width; the keys stay, and become narrower than they
/// wished, as long as one character each is left. What room remains is dealt out one by one to those that wish more.
pub(super) fn fitted(wishes: &[Wish], width: usize, gap: usize) -> Vec<usize> {
    let keys = wishes.iter().take_while(|wish| wish.key).count();
    let taken = |widths: &[usize]| widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1);
    let mut widths: Vec<usize> = wishes.iter().map(|wish| wish.least.min(wish.natural).max(1)).collect();
    while widths.len() > keys.max(1) && taken(&widths) > width {
        widths.pop();
    }
    while taken(&widths) > width {
        if let Some(widest) = widths.iter_mut().filter(|one| **one > 1).max() {
            *widest -= 1;
        } else if widths.len() > 1 {
            widths.pop();
        } else {
            break;
        }
    }
    let mut room = width.saturating_sub(taken(&widths));
    while room > 0 {
        let before = room;
        for (one, wish) in widths.iter_mut().zip(wishes) {
            if room > 0 && *one < wish.natural {
                *one += 1;
                room -= 1;
            }
        }
        if room == before {
            break;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(natural: usize, least: usize) -> Wish {
        Wish { natural, least, key: true }
    }

    fn number(natural: usize) -> Wish {
        Wish { natural, least: natural, key: false }
    }

    #[test]
    fn all_have_what_they_wish_where_there_is_room() {
        assert_eq!(fitted(&[key(3, 3), key(30, 16), number(9)], 46, 2), [3, 30, 9]);
        assert!(fitted(&[], 80, 2).is_empty());
    }

    #[test]
    fn names_become_narrow_before_a_column_is_left_out() {
        assert_eq!(fitted(&[key(3, 3), key(30, 16), number(9)], 40, 2), [3, 24, 9]);
        assert_eq!(fitted(&[key(3, 3), key(30, 16), number(9)], 31, 2), [3, 26]);
    }

    #[test]
    fn keys_stay_as_long_as_a_character_each_is_left() {
        assert_eq!(fitted(&[key(3, 3), key(30, 16), number(9)], 12, 2), [3, 7]);
        assert_eq!(fitted(&[key(3, 3), key(30, 16)], 4, 2), [1, 1]);
        assert_eq!(fitted(&[key(3, 3), key(30, 16)], 3, 2), [3]);
        assert_eq!(fitted(&[number(9), number(9)], 5, 2), [5]);
    }

    proptest! {
        #[test]
        fn no_table_is_wider_than_the_terminal(
            wishes in prop::collection::vec((1usize..40, 1usize..40, any::<bool>()), 1..12), width in 1usize..120,
        ) {
            let wishes: Vec<Wish> =
                wishes.into_iter().map(|(natural, least, key)| Wish { natural, least, key }).collect();
            let widths = fitted(&wishes, width, 2);
            prop_assert!(!widths.is_empty() && widths.iter().all(|one| *one > 0));
            prop_assert!(widths.iter().sum::<usize>() + 2 * (widths.len() - 1) <= width);
        }
    }
}
