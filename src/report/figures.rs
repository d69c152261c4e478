//! Numbers for people: one column, one number of decimals, chosen so that its largest number shows a few significant
//! digits; thousands separated by commas. Files are written by [`crate::words::shortest`] instead, without any rounding.
//!
//! An exact zero prints as `0` and another number that rounds to zero as `~0`, so that nothing and little can be told apart.

use crate::words::Unit;

/// How the numbers of one column are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figures {
    digits: i32,
    decimals: Decimals,
    separators: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decimals {
    /// So many for the whole column.
    Fixed(usize),
    /// Too large or too small for plain decimals: so many after the point, then an exponent.
    Exponent(usize),
    /// The rows have different units, so each number finds its own.
    Each,
}

impl Figures {
    /// For numbers of this unit, with so many significant digits for the largest of them.
    pub(super) fn of(unit: &Unit, digits: i32, numbers: &[f64]) -> Self {
        // Percentages and years are not measured to a ten-thousandth.
        let digits = if matches!(unit, Unit::Percent | Unit::Years) { digits - 1 } else { digits };
        let decimals = if *unit == Unit::None { Decimals::Each } else { decimals(digits, numbers) };
        Self { digits, decimals, separators: *unit != Unit::Years }
    }

    /// For whole numbers of this unit. A column without a unit may hold years of the calendar, which take no separators.
    pub(super) fn whole(unit: &Unit) -> Self {
        let separators = matches!(unit, Unit::Money(_) | Unit::Count(_) | Unit::Named(_));
        Self { digits: 0, decimals: Decimals::Fixed(0), separators }
    }

    /// The same for the marks of an axis, which all have so many decimals, unless its numbers have an exponent.
    pub(super) fn with_decimals(self, places: usize) -> Self {
        let decimals = match self.decimals {
            Decimals::Exponent(_) => Decimals::Exponent(1),
            Decimals::Fixed(_) | Decimals::Each => Decimals::Fixed(places),
        };
        Self { decimals, ..self }
    }

    /// The same as a number format of spreadsheets, which keep every digit and show so many.
    pub(super) fn pattern(self) -> String {
        let zeros = |places: usize| if places > 0 { format!(".{}", "0".repeat(places)) } else { String::new() };
        match self.decimals {
            Decimals::Fixed(places) => format!("{}{}", if self.separators { "#,##0" } else { "0" }, zeros(places)),
            Decimals::Exponent(places) => format!("0{}E+00", zeros(places)),
            Decimals::Each => "General".to_owned(),
        }
    }

    /// A number as the column prints it.
    pub(super) fn text(self, number: f64) -> String {
        if number == 0.0 {
            return "0".to_owned();
        }
        let decimals = match self.decimals {
            Decimals::Each => decimals(self.digits, &[number]),
            column => column,
        };
        let plain = match decimals {
            Decimals::Exponent(places) => return format!("{number:.places$e}"),
            Decimals::Fixed(places) => format!("{number:.places$}"),
            Decimals::Each => number.to_string(),
        };
        if !plain.contains(|digit| ('1'..='9').contains(&digit)) {
            return "~0".to_owned();
        }
        if self.separators { separated(&plain) } else { plain }
    }
}

fn decimals(digits: i32, numbers: &[f64]) -> Decimals {
    let largest = numbers.iter().fold(0.0, |largest: f64, number| largest.max(number.abs()));
    let exponent = if largest == 0.0 { 0 } else { exponent(largest) };
    if !(-6..15).contains(&exponent) {
        return Decimals::Exponent(usize::try_from(digits - 1).unwrap_or(0));
    }
    if numbers.iter().all(|number| number.fract() == 0.0) {
        return Decimals::Fixed(0);
    }
    // Below one, the zero before the point is no significant digit but takes the place of one: 0.1234 beside 1.2345.
    let places = if exponent >= 0 { digits - 1 - exponent } else { digits - 2 - exponent };
    Decimals::Fixed(usize::try_from(places).unwrap_or(0))
}

/// The power of ten of a positive number's first digit, read off its decimal form, which a logarithm may miss by one.
fn exponent(number: f64) -> i32 {
    format!("{number:e}").split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0)
}

/// The same decimal with a comma between thousands.
fn separated(plain: &str) -> String {
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut text = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Money;

    fn column(unit: &Unit, numbers: &[f64]) -> Vec<String> {
        let figures = Figures::of(unit, 5, numbers);
        numbers.iter().map(|&number| figures.text(number)).collect()
    }

    fn money() -> Unit {
        Unit::Money(Money { currency: "CLP".into(), scale: 1e6, price_year: Some(2021) })
    }

    #[test]
    fn a_column_has_one_number_of_decimals() {
        assert_eq!(column(&Unit::Ratio, &[1.234_567, 0.2, 0.0, 0.000_01]), ["1.2346", "0.2000", "0", "~0"]);
        assert_eq!(column(&Unit::Ratio, &[0.5, 0.123_45]), ["0.5000", "0.1235"]);
        assert_eq!(column(&Unit::Share, &[0.012_345]), ["0.01235"]);
        assert_eq!(column(&Unit::Percent, &[12.345, -0.1]), ["12.35", "-0.10"]);
        assert_eq!(column(&Unit::Years, &[2021.0]), ["2021"]);
    }

    #[test]
    fn money_has_separators_and_no_decimals_where_it_is_large() {
        assert_eq!(column(&money(), &[1_234_567.8, -12.3, -0.2]), ["1,234,568", "-12", "~0"]);
        assert_eq!(column(&money(), &[970.588_235, -29.411_765]), ["970.59", "-29.41"]);
        assert_eq!(column(&money(), &[1000.0, 2_000_000.0, -300.0]), ["1,000", "2,000,000", "-300"]);
    }

    #[test]
    fn rows_of_different_units_each_find_their_decimals() {
        assert_eq!(column(&Unit::None, &[1_234_567.8, 0.012_345, 3.0]), ["1,234,568", "0.01235", "3"]);
    }

    #[test]
    fn what_does_not_fit_decimals_has_an_exponent() {
        assert_eq!(column(&Unit::Ratio, &[1.234_567e20, 1.0]), ["1.2346e20", "1.0000e0"]);
        assert_eq!(column(&Unit::Ratio, &[-1.5e-9]), ["-1.5000e-9"]);
        assert_eq!(column(&Unit::Ratio, &[]), Vec::<String>::new());
    }

    #[test]
    fn spreadsheets_show_what_a_table_prints() {
        let pattern = |unit: &Unit, numbers: &[f64]| Figures::of(unit, 5, numbers).pattern();
        assert_eq!(pattern(&money(), &[1_234_567.8]), "#,##0");
        assert_eq!(pattern(&money(), &[970.588_235]), "#,##0.00");
        assert_eq!(pattern(&Unit::Ratio, &[1.234_567]), "#,##0.0000");
        assert_eq!(pattern(&Unit::Percent, &[12.345]), "#,##0.00");
        assert_eq!(pattern(&Unit::Years, &[2021.0]), "0");
        assert_eq!(pattern(&Unit::Ratio, &[-1.5e-9]), "0.0000E+00");
        assert_eq!(pattern(&Unit::None, &[1.5]), "General");
        assert_eq!(Figures::whole(&Unit::None).pattern(), "0");
    }

    #[test]
    fn whole_numbers_that_may_be_years_take_no_separators() {
        assert_eq!(Figures::whole(&Unit::None).text(2021.0), "2021");
        assert_eq!(Figures::whole(&Unit::Named("jobs".into())).text(-1_234_567.0), "-1,234,567");
        assert_eq!(separated("123456.7890"), "123,456.7890");
    }
}
