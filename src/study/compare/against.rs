//! A number against another: difference, and percent of the other's size.

use crate::words::{Column, Unit, Value};

/// A number against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::study) struct Against {
    /// The number.
    pub(in crate::study) value: f64,
    /// What it is compared with, where there is something.
    pub(in crate::study) reference: Option<f64>,
    /// The number less the reference.
    pub(in crate::study) difference: Option<f64>,
    /// The difference in percent of the reference's size, so that its sign is that of the difference; none where the reference is zero.
    pub(in crate::study) percent: Option<f64>,
}

impl Against {
    pub(in crate::study) fn of(value: f64, reference: Option<f64>) -> Self {
        let finite = |number: &f64| number.is_finite();
        let difference = reference.map(|reference| value - reference).filter(finite);
        let percent = difference.zip(reference).map(|(d, r)| 100.0 * (d / r.abs())).filter(finite);
        Self { value, reference, difference, percent }
    }

    /// The same of numbers in a unit: a place in an order has no percent.
    pub(in crate::study) fn in_unit(value: f64, reference: Option<f64>, unit: &Unit) -> Self {
        let against = Self::of(value, reference);
        if *unit == Unit::Rank { Self { percent: None, ..against } } else { against }
    }

    /// The three cells.
    pub(in crate::study) fn cells(self) -> [Value; 3] {
        [self.reference.into(), self.difference.into(), self.percent.into()]
    }
}

/// The columns of a number, what it is compared with, difference and percent; their unit stands in a column of its own.
pub(super) fn columns() -> [Column; 4] {
    let number = |id, name, about| Column::number(id, name, Unit::None, about);
    [
        number("value", "Value", "The number, in the unit of its row."),
        number("reference", "Reference", "The same in the scenario that is compared with."),
        number("difference", "Difference", "Value less reference."),
        Column::number(
            "percent",
            "Percent",
            Unit::Percent,
            "Difference in percent of the reference; empty where that is zero, and for ranks.",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_has_the_sign_of_the_difference_and_needs_a_reference() {
        let of = |value, reference| {
            let found = Against::of(value, reference);
            (found.difference, found.percent)
        };
        assert_eq!(of(110.0, Some(100.0)), (Some(10.0), Some(10.0)));
        assert_eq!(of(-90.0, Some(-100.0)), (Some(10.0), Some(10.0)));
        assert_eq!(of(3.0, Some(0.0)), (Some(3.0), None));
        assert_eq!(of(0.0, Some(0.0)), (Some(0.0), None));
        assert_eq!(of(3.0, None), (None, None));
        assert_eq!(of(1e308, Some(-1e308)), (None, None));
        let place = Against::in_unit(3.0, Some(4.0), &Unit::Rank);
        assert_eq!((place.difference, place.percent), (Some(-1.0), None));
        assert_eq!(Against::in_unit(3.0, Some(4.0), &Unit::Share), Against::of(3.0, Some(4.0)));
    }
}
