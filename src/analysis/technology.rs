//! Technology per unit of output, for analyses of how it is carried from sector to sector: what each sector buys of the focus
//! sector, or any other factor of the table, such as an account of research and development.

use super::{AnalysisError, DefaultTo, Factor, OptionKey, Options, Takes};
use crate::model::Economy;
use crate::words::Unit;

/// The option that names another factor than the purchases of the focus.
pub const TECHNOLOGY: OptionKey = OptionKey {
    name: "technology",
    takes: Takes::Factor,
    about: "What counts as technology; without a word what each sector buys of the focus.",
    default: DefaultTo::Nothing,
};

/// What the options ask for: the factor that is named, else what each sector buys of the focus, a_kj.
///
/// # Errors
/// Fails where neither a factor nor a focus is given.
pub fn technology(economy: &Economy, options: &Options) -> Result<Factor, AnalysisError> {
    match options.factor(&TECHNOLOGY) {
        Ok(key) => Ok(Factor::of(economy, key)),
        Err(_) => purchases(economy, options.sector(&OptionKey::FOCUS)?),
    }
}

/// What each sector buys of the sector at a position, per unit of its output: row k of A.
///
/// # Errors
/// Fails where there is no such sector.
pub fn purchases(economy: &Economy, seller: usize) -> Result<Factor, AnalysisError> {
    let table = economy.table();
    let sectors = table.len();
    if seller >= sectors {
        return Err(AnalysisError::NoSuchSector { position: seller, sectors });
    }
    let sector = &table.sectors()[seller];
    Ok(Factor {
        id: sector.code.clone(),
        name: format!("purchases of {} ({})", sector.name, sector.code),
        unit: table.unit(),
        unit_per_output: Unit::Ratio,
        per_output: economy.technical().matrix().row(seller).transpose(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::NothingOutside;
    use crate::table::Denominator;
    use crate::table::fixture::two_sectors;
    use nalgebra::dvector;
    use std::sync::Arc;

    static KEYS: &[OptionKey] = &[TECHNOLOGY, OptionKey::FOCUS];

    #[test]
    fn a_named_factor_comes_before_the_focus_and_one_of_them_is_needed() {
        let economy = Economy::new(Arc::new(two_sectors()), Denominator::Column).unwrap();
        let of = |words: &[&str]| {
            technology(&economy, &Options::read(KEYS, economy.table(), words, &NothingOutside).unwrap())
        };
        assert_eq!(of(&["focus=S2"]).unwrap().per_output, dvector![0.2, 0.05]);
        assert_eq!(of(&["focus=S2", "technology=income"]).unwrap().per_output, dvector![0.3, 0.25]);
        assert!(matches!(of(&[]), Err(AnalysisError::MissingOption { name: "focus", .. })));
        assert!(matches!(purchases(&economy, 2), Err(AnalysisError::NoSuchSector { position: 2, sectors: 2 })));
    }
}
