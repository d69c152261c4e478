//! A number for files: the shortest decimal that reads back as the same number, so that nothing is lost and equal
//! results are equal bytes. What people look at is rounded by the report instead.

/// The shortest text that reads back as this finite number. Very large and very small ones are written with an exponent
/// (`1e300`), which R, Python and spreadsheets read; without it they would run to hundreds of digits.
pub(crate) fn shortest(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        // A negative zero says nothing that a zero does not.
        "0".to_owned()
    } else if (1e-6..1e16).contains(&size) {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// Six digits, which are enough in a sentence; files have them all.
pub(crate) fn six_digits(number: f64) -> String {
    shortest(format!("{number:.5e}").parse().unwrap_or(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let written: Vec<String> =
            [0.0, -0.0, 1.0, -2050.0, 0.1, 1e-6, 970.588_235_294_117_6, 1e15].map(shortest).to_vec();
        assert_eq!(written, ["0", "0", "1", "-2050", "0.1", "0.000001", "970.5882352941176", "1000000000000000"]);
        assert_eq!(
            [1e16, -1e300, 1.5e-7, f64::MIN_POSITIVE].map(shortest),
            ["1e16", "-1e300", "1.5e-7", "2.2250738585072014e-308"]
        );
    }

    #[test]
    fn a_sentence_has_six_digits() {
        let written = [144_419.15, 0.000_123_456_78, -1e308, 2.0, 0.0].map(six_digits).to_vec();
        assert_eq!(written, ["144419", "0.000123457", "-1e308", "2", "0"]);
    }

    proptest! {
        #[test]
        fn every_number_reads_back_as_itself(number in proptest::num::f64::POSITIVE | proptest::num::f64::NEGATIVE | proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
            let text = shortest(number);
            prop_assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(number.to_bits()));
            prop_assert!(text.len() <= 25, "{}", text);
        }
    }
}
