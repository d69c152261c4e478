//! Prices that an option names: those of one table beside those of another, which are one. Statistical offices publish index numbers with
//! a base of 100, and who forgets to divide by it makes the later table a hundredth of itself.

use crate::analysis::order;
use crate::table::IoTable;
use crate::words::{Code, Diagnostic, six_digits};
use nalgebra::DVector;

/// Where most prices have risen to more than this, they are more likely index numbers with a base of 100.
pub(in crate::analysis) const UNLIKELY: f64 = 20.0;

/// Whether most prices are more than [`UNLIKELY`]; a sector whose price is left at one does not make an index a price.
pub(in crate::analysis) fn are_unlikely(prices: &DVector<f64>) -> bool {
    let by_size = order(prices.as_slice());
    by_size.get(by_size.len() / 2).is_some_and(|&middle| prices[middle] > UNLIKELY)
}

/// Says that the prices of an option look like index numbers with a base of 100; nothing where they do not.
pub(super) fn doubt(option: &str, prices: &DVector<f64>, table: &IoTable) -> Option<Diagnostic> {
    let by_size = order(prices.as_slice());
    let (&highest, &lowest) = (by_size.first()?, by_size.last()?);
    let said = |at: usize| format!("{} ({})", six_digits(prices[at]), table.sectors().code(at));
    let message = format!(
        "`{option}` names prices from {} to {}, most above {UNLIKELY}, as index numbers with a base of 100 are",
        said(lowest),
        said(highest)
    );
    let help =
        "prices of the other table are one: divide index numbers by their base; the result takes them as they are";
    are_unlikely(prices).then(|| Diagnostic::new(Code::UNLIKELY_PRICES, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::two_sectors;
    use nalgebra::dvector;

    #[test]
    fn index_numbers_are_doubted_and_prices_are_not() {
        let said = |prices: DVector<f64>| doubt("deflator", &prices, &two_sectors());
        assert_eq!(said(dvector![2.5, 1.0 / 3.0]), None);
        let doubt = said(dvector![150.0, 148.5]).unwrap();
        assert_eq!(doubt.code.id, "unlikely-prices");
        assert_eq!(
            doubt.message,
            "`deflator` names prices from 148.5 (S2) to 150 (S1), most above 20, as index numbers with a base of 100 are"
        );
        // One sector is left at one.
        assert!(are_unlikely(&dvector![150.0, 1.0, 148.5]) && !are_unlikely(&dvector![150.0, 1.0, 1.0]));
    }
}
