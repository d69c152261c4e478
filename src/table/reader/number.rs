//! A number in a cell of text.

/// Which sign stands between whole numbers and fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalSign {
    Point,
    Comma,
}

/// Why the text of a cell is not a number to calculate with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotANumber {
    /// It is other text.
    Text,
    /// It is a number without a finite value.
    NotFinite,
}

/// The number in a cell. An empty cell and a lone dash are zero, as statistical offices print it.
pub(super) fn number(cell: &str, sign: DecimalSign) -> Result<f64, NotANumber> {
    let cell = cell.trim();
    if cell.is_empty() || cell == "-" {
        return Ok(0.0);
    }
    let parsed = match sign {
        DecimalSign::Point => cell.parse::<f64>(),
        // A point would separate thousands, and which is which must not be guessed.
        DecimalSign::Comma if cell.contains('.') => return Err(NotANumber::Text),
        DecimalSign::Comma => cell.replace(',', ".").parse::<f64>(),
    };
    match parsed {
        Ok(number) if number.is_finite() => Ok(number),
        Ok(_) => Err(NotANumber::NotFinite),
        Err(_) => Err(NotANumber::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_a_dash_are_zero() {
        assert_eq!(number("", DecimalSign::Point), Ok(0.0));
        assert_eq!(number(" - ", DecimalSign::Point), Ok(0.0));
    }

    #[test]
    fn numbers_are_read_and_anything_else_is_refused() {
        assert_eq!(number(" -1.5e3 ", DecimalSign::Point), Ok(-1500.0));
        for text in ["n.d.", "1,5", "1 000", "0x1F", "--", "1.2.3", "5%"] {
            assert_eq!(number(text, DecimalSign::Point), Err(NotANumber::Text), "{text}");
        }
        for text in ["inf", "-Infinity", "NaN", "1e999"] {
            assert_eq!(number(text, DecimalSign::Point), Err(NotANumber::NotFinite), "{text}");
        }
    }

    #[test]
    fn a_decimal_comma_leaves_no_room_for_points() {
        assert_eq!(number("1234,5", DecimalSign::Comma), Ok(1234.5));
        assert_eq!(number("1234", DecimalSign::Comma), Ok(1234.0));
        assert_eq!(number("1.234,5", DecimalSign::Comma), Err(NotANumber::Text));
        assert_eq!(number("1,234,5", DecimalSign::Comma), Err(NotANumber::Text));
    }
}
