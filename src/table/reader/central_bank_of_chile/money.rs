//! The unit of a table's money and the year of its prices: `(miles de millones de pesos de 2013)`.

use super::sheet::Row;
use crate::words::{Money, folded};

/// Powers of ten by the words that say them; the first found decides. A Spanish billion is a million millions.
const SCALES: &[(&str, f64)] = &[
    ("miles de millones", 1e9),
    ("billones", 1e12),
    ("millones", 1e6),
    ("miles", 1e3),
    ("pesos", 1.0),
    ("dolares", 1.0),
];

/// The unit that a text states, if it states one.
pub(super) fn of_text(text: &str) -> Option<Money> {
    let folded = folded(text);
    let currencies = [("pesos", "CLP"), ("dolares", "USD")];
    let (word, currency) = currencies.into_iter().find(|(word, _)| folded.contains(word))?;
    let bracketed = folded.starts_with('(') || folded.starts_with('[');
    // Without brackets a mere mention of pesos in a sentence is no unit.
    if !bracketed && !folded.contains("millones") && !folded.contains("billones") && !folded.starts_with("miles") {
        return None;
    }
    // `(thousands de pesos)` is no unit of one peso: what stands before the currency must be known.
    let before = folded.split(word).next().unwrap_or_default();
    let known = ["miles", "millones", "billones", "de", "en", "valores", "cifras", "montos", "unidad"];
    let is_known = |word: &str| word.is_empty() || known.contains(&word);
    if bracketed && !before.split(|letter: char| !letter.is_alphanumeric()).all(is_known) {
        return None;
    }
    let scale = SCALES.iter().find(|(words, _)| folded.contains(words)).map(|(_, scale)| *scale)?;
    Some(Money { currency: currency.to_owned(), scale, price_year: year(&folded) })
}

/// The first unit that rows state.
pub(super) fn of_rows(rows: &[Row]) -> Option<Money> {
    rows.iter().flat_map(Row::texts).find_map(|(_, text)| of_text(text))
}

/// The first year in a text: four digits that stand alone, from 1900 to 2099.
pub(super) fn year(text: &str) -> Option<i32> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|word| word.parse().ok())
        .find(|year| (1900..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_however_they_are_written() {
        let said = |text: &str| of_text(text).map(|money| (money.currency, money.scale, money.price_year));
        let pesos = |scale: f64, year| Some(("CLP".to_owned(), scale, year));
        assert_eq!(said("(millones de pesos de 2008)"), pesos(1e6, Some(2008)));
        assert_eq!(said("(Miles de  Millones de Pesos de 2013) "), pesos(1e9, Some(2013)));
        assert_eq!(said("MILES DE MILLONES DE PESOS DE 2021"), pesos(1e9, Some(2021)));
        assert_eq!(said("(miles de pesos)"), pesos(1e3, None));
        assert_eq!(said("(pesos de 2003)"), pesos(1.0, Some(2003)));
        assert_eq!(said("(millones de dólares de 2018)"), Some(("USD".to_owned(), 1e6, Some(2018))));
        assert_eq!(said("(valores en pesos de 2003)"), pesos(1.0, Some(2003)));
        assert_eq!(said("(thousands de pesos de 2003)"), None);
        assert_eq!(said("(trillones de pesos)"), None);
        assert_eq!(said("valores en pesos corrientes"), None);
        assert_eq!(said("Consumo de hogares"), None);
    }

    #[test]
    fn a_year_stands_alone() {
        assert_eq!(year("12x12_2008"), Some(2008));
        assert_eq!(year("111x111"), None);
        assert_eq!(year("12008 y 3000 y 2021."), Some(2021));
    }
}
