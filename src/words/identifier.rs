//! Identifiers of columns: a text of the analyst or of a table in the letters that identifiers have.

use std::collections::HashSet;

/// The text in lower case, with `_` for all but letters from a to z and digits.
pub fn identifier(text: &str) -> String {
    text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// An identifier for each of some texts, all after the same beginning: one that an earlier text has is followed by the place of the
/// later one, counted from 1.
pub fn identifiers<'t>(beginning: &str, texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let each = (1..).zip(texts).map(|(place, text): (usize, &str)| {
        let mut id = format!("{beginning}{}", identifier(text));
        while !taken.insert(id.clone()) {
            id = format!("{id}_at_{place}");
        }
        id
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_hold_plain_letters_and_none_stands_twice() {
        assert_eq!(identifier("Valor agregado-3"), "valor_agregado_3");
        let found = identifiers("to_", ["A-B", "A_B", "C", "a_b_at_2", "a.b"]);
        assert_eq!(found, ["to_a_b", "to_a_b_at_2", "to_c", "to_a_b_at_2_at_4", "to_a_b_at_5"]);
    }
}
