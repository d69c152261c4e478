//! A plain decimal number at the start of a text, read eight digits at a time.
//!
//! ## Formula
//!
//! The digits without their point are a whole number w, and k of them stand behind the point: the number is w 10⁻ᵏ = w 5⁻ᵏ 2⁻ᵏ. With
//! w = w' 2⁻ˢ shifted to 64 bits and r = ⌊2⁶⁴⁺ᶠ 5⁻ᵏ⌋, also of 64 bits, the upper half of w' r is less than two below the true one. Its first
//! 53 bits, rounded by those that follow, are the nearest double, unless the true half may lie where rounding turns: then (about once in
//! a thousand numbers) nothing is given. Without unit.
//!
//! ## Source
//!
//! D. Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51 (2021), whose first step this is.
//!
//! ## What it is not
//!
//! Not a parser of every number: exponents, signs other than a minus, more than nineteen digits and all other text are left to
//! [`super::number::number`], which says what is wrong with them.

/// The most digits that a whole number of 64 bits holds for sure.
const DIGITS: usize = 19;

/// The largest power of five below 2⁶⁴ is the 27th.
const POWERS: usize = 28;

/// Of the powers of five: f, the whole part of their logarithm to base 2, and r = ⌊2⁶⁴⁺ᶠ 5⁻ᵏ⌋.
static RECIPROCALS: [(u32, u64); POWERS] = reciprocals();

const fn reciprocals() -> [(u32, u64); POWERS] {
    let (mut table, mut power, mut k) = ([(0, 0); POWERS], 1_u64, 0);
    while k < POWERS {
        let f = power.ilog2();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "from the first power on it has 64 bits; that of 1 is not used"
        )]
        let reciprocal = ((1_u128 << (64 + f)) / power as u128) as u64;
        table[k] = (f, reciprocal);
        k += 1;
        if k < POWERS {
            power *= 5;
        }
    }
    table
}

/// The number at the start of these bytes and how many of them it takes; nothing where it is not plain. What follows is not
/// looked at.
#[inline]
pub(super) fn plain(bytes: &[u8], point: u8) -> Option<(f64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let mut mantissa = 0_u64;
    let whole_end = digits(bytes, start, &mut mantissa);
    let (mut end, mut behind) = (whole_end, 0);
    if bytes.get(whole_end) == Some(&point) {
        end = digits(bytes, whole_end + 1, &mut mantissa);
        behind = end - whole_end - 1;
        if behind == 0 {
            return None;
        }
    }
    let count = whole_end - start + behind;
    if whole_end == start || behind >= POWERS || (count > DIGITS && count - leading_zeros(&bytes[start..end]) > DIGITS)
    {
        return None;
    }
    let number = scaled(mantissa, behind)?;
    Some((if negative { -number } else { number }, end))
}

/// Reads digits from a position on, appends them to the number (which wraps around beyond nineteen) and gives where they end.
#[inline]
fn digits(bytes: &[u8], mut at: usize, number: &mut u64) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*eight);
        let Some(value) = eight_digits(word) else { break };
        *number = number.wrapping_mul(100_000_000).wrapping_add(value);
        at += 8;
    }
    while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        *number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    at
}

/// The number of eight digits that stand in eight bytes, the first in the lowest; nothing where any is no digit.
#[inline]
fn eight_digits(word: u64) -> Option<u64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // A byte above 9 + 0x76 or, less 0x30, below nothing shows in its highest bit.
    let outside = word.wrapping_add(0x46 * ONES) | word.wrapping_sub(0x30 * ONES);
    if outside & (0x80 * ONES) != 0 {
        return None;
    }
    // Pairs of neighbours become one number: of two digits, then of four, then of eight.
    let pairs = (word & (0x0F * ONES)).wrapping_mul((10 << 8) + 1) >> 8;
    let fours = (pairs & 0x00FF_00FF_00FF_00FF).wrapping_mul((100 << 16) + 1) >> 16;
    Some((fours & 0x0000_FFFF_0000_FFFF).wrapping_mul((10_000 << 32) + 1) >> 32)
}

/// How many noughts stand before the first other digit, the sign between them left out.
fn leading_zeros(number: &[u8]) -> usize {
    number.iter().take_while(|byte| !(b'1'..=b'9').contains(*byte)).filter(|byte| **byte == b'0').count()
}

/// w 10⁻ᵏ as the nearest double; nothing where rounding cannot be decided by 64 bits.
#[inline]
fn scaled(w: u64, k: usize) -> Option<f64> {
    if w == 0 || k == 0 {
        return Some(w as f64);
    }
    let (f, reciprocal) = RECIPROCALS[k];
    let zeros = w.leading_zeros();
    let product = u128::from(w << zeros) * u128::from(reciprocal);
    let upper = (product >> 64) as u64;
    let below = if upper >> 63 == 1 { 11 } else { 10 };
    let (mantissa, rest, half) = (upper >> below, upper & ((1 << below) - 1), 1_u64 << (below - 1));
    // The true half is less than two above this one.
    if rest == half || rest + 1 == half {
        return None;
    }
    let rounded = mantissa + u64::from(rest > half);
    let exponent = i64::from(below) - i64::from(zeros) - i64::from(f) - i64::try_from(k).ok()?;
    // Far inside the exponents of normal numbers, so that nothing is lost in the product.
    let power = f64::from_bits(u64::try_from(1023 + exponent).ok()? << 52);
    Some(rounded as f64 * power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(text: &str) -> Result<(), TestCaseError> {
        // What follows a number in a file must not matter, also where eight bytes are looked at together.
        for tail in ["", ",", ",12345678,", "\n"] {
            if let Some((found, used)) = plain(format!("{text}{tail}").as_bytes(), b'.') {
                prop_assert_eq!(used, text.len(), "{}", text);
                let exact: f64 = text.parse().unwrap();
                prop_assert_eq!(found.to_bits(), exact.to_bits(), "{}", text);
            }
        }
        Ok(())
    }

    #[test]
    fn numbers_by_hand() {
        let read = |text: &str| plain(text.as_bytes(), b'.');
        assert_eq!(read("0"), Some((0.0, 1)));
        assert_eq!(read("-12.5,"), Some((-12.5, 5)));
        assert_eq!(read("123456789.25"), Some((123_456_789.25, 12)));
        assert_eq!(read("9007199254740993"), Some((9_007_199_254_740_992.0, 16)), "a tie goes to even");
        assert_eq!(read("0.3"), Some((0.3, 3)));
        assert_eq!(
            read("0.000000000123456789012345").map(|(number, _)| number),
            Some(0.000_000_000_123_456_789_012_345)
        );
        assert_eq!(plain(b"1,5;", b','), Some((1.5, 3)));
        assert!(read("-0.0").is_some_and(|(number, used)| number.to_bits() == (-0.0_f64).to_bits() && used == 4));
    }

    #[test]
    fn what_is_not_plain_is_left_to_others() {
        for text in
            ["", "-", ".5", "5.", "+5", "--5", " 5", "inf", "n.d.", "12345678901234567890", "1.23456789012345678901"]
        {
            assert_eq!(plain(text.as_bytes(), b'.'), None, "{text}");
        }
        // More noughts than there are powers of five.
        assert_eq!(plain(b"0.0000000000000000000000000001", b'.'), None);
        // Halfway between two doubles, where 64 bits cannot tell: 2^53 + 1 with a nought behind the point.
        assert_eq!(plain(b"9007199254740993.0", b'.'), None);
        // The exponent stands behind what is read, and whoever asks sees that it does.
        assert_eq!(plain(b"1.5e3", b'.'), Some((1.5, 3)));
    }

    #[test]
    fn eight_bytes_are_digits_or_not() {
        let read = |text: &[u8; 8]| eight_digits(u64::from_le_bytes(*text));
        assert_eq!(read(b"12345678"), Some(12_345_678));
        assert_eq!(read(b"00000000"), Some(0));
        for at in 0..8 {
            for wrong in [b'/', b':', b',', b'.', 0, 0x7F, 0x80, 0xB5, 0xFF] {
                let mut text = *b"99999999";
                text[at] = wrong;
                assert_eq!(read(&text), None, "{wrong} at {at}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        /// To the last bit what the standard library reads.
        #[test]
        fn any_digits(digits in "-?[0-9]{1,12}(\\.[0-9]{1,20})?") {
            same(&digits)?;
        }

        #[test]
        fn any_number_as_programs_write_it(part in 0.0_f64..1.0, size in -6_i32..9, places in 0_usize..19) {
            let number = part * 10_f64.powi(size);
            same(&number.to_string())?;
            same(&format!("{number:.places$}"))?;
        }

        /// Decimals on and beside the middle between two doubles, where rounding turns.
        #[test]
        fn near_the_middle(whole in (1_u64 << 53)..(1 << 54), shift in 1_u32..4, beside in -1_i64..=1) {
            // An odd number of 54 bits is such a middle; halved a few times it has as many decimals.
            let digits = (((whole | 1) * 5_u64.pow(shift)).cast_signed() + beside).to_string();
            let (whole, rest) = digits.split_at(digits.len() - shift as usize);
            same(&format!("{whole}.{rest}"))?;
        }
    }

    /// What is left to others is rare.
    #[test]
    fn nearly_every_plain_number_is_read() {
        let mut state = 1_u64;
        let left = (0..100_000).filter(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = (state >> 11) as f64 / (1_u64 << 53) as f64 * 1e4;
            number > 1e-3 && plain(number.to_string().as_bytes(), b'.').is_none()
        });
        let left = left.count();
        assert!(left < 400, "{left}");
    }
}
