//! The labels of sectors, columns, rows and groups: which the program could not tell from words of its own or from one
//! another.

use crate::words::{Code, Diagnostic, Group, Sectors};

/// Words that files, options and results use themselves.
const RESERVED: &[&str] = &["all", "code", "output", "total"];

/// A label of a sector, a column, a row or a group that the program could not tell from a word of its own.
pub(in crate::table) fn reserved(what: &str, label: &str) -> Option<Diagnostic> {
    let shown = shortened(label);
    if label.trim().is_empty() {
        let message = format!("a {what} has an empty name");
        return Some(Diagnostic::new(Code::RESERVED_LABEL, message).help("write a name"));
    }
    if label.starts_with('!') {
        let message = format!("the {what} `{shown}` begins with `!`, which leaves a sector out of a list");
        return Some(Diagnostic::new(Code::RESERVED_LABEL, message).help("use another name"));
    }
    if label != label.trim() {
        let message = format!("the {what} `{shown}` has a space at its end or beginning");
        return Some(Diagnostic::new(Code::RESERVED_LABEL, message).help("write the name without it"));
    }
    RESERVED.contains(&label).then(|| {
        Diagnostic::new(Code::RESERVED_LABEL, format!("the {what} `{shown}` has a name that means something else"))
            .help(format!("use another name; reserved are {}", RESERVED.join(", ")))
    })
}

/// A column of final demand or a row of primary inputs that has the name of a sector.
pub(in crate::table) fn of_a_sector(what: &str, label: &str, sectors: &Sectors) -> Option<Diagnostic> {
    sectors.position(label).map(|_| {
        let message = format!("the {what} `{}` has the code of a sector", shortened(label));
        Diagnostic::new(Code::TABLE_SHAPE, message).help("give one of the two another name")
    })
}

/// A group that could be taken for a sector or for an earlier group. One with the same members is no harm: a table of
/// branches has sectors and groups of the same names.
pub(in crate::table) fn shadowed(group: &Group, earlier: &[Group], sectors: &Sectors) -> Option<Diagnostic> {
    let another = earlier.iter().any(|other| other.id == group.id && other.members != group.members);
    let of_sector = sectors.position(&group.id).is_some_and(|position| group.members != [position]);
    (another || of_sector).then(|| {
        let what = if another { "another group" } else { "a sector" };
        let message = format!("the group `{}` has the name of {what}", shortened(&group.id));
        Diagnostic::new(Code::DUPLICATE_GROUP, message).help("give one of the two another name")
    })
}

/// A text for a message: its first forty characters.
pub(in crate::table) fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Sector;

    #[test]
    fn long_labels_are_shortened_between_characters() {
        assert_eq!(shortened("año"), "año");
        assert_eq!(shortened(&"ñ".repeat(50)), format!("{}...", "ñ".repeat(40)));
    }

    #[test]
    fn words_of_the_program_are_reserved() {
        for label in ["all", "code", "output", "total", "", " ", "!X", "X "] {
            assert!(reserved("sector", label).is_some(), "{label}");
        }
        for label in ["All", "01", "ITS", "value added"] {
            assert_eq!(reserved("sector", label), None);
        }
    }

    #[test]
    fn a_group_may_have_the_name_of_its_only_sector() {
        let sectors = Sectors::new(vec![Sector::new("mining", "Mining"), Sector::new("B", "Banks")]).unwrap();
        let group = |id: &str, members: &[usize]| Group { id: id.into(), members: members.to_vec() };
        assert_eq!(shadowed(&group("mining", &[0]), &[], &sectors), None);
        assert_eq!(
            shadowed(&group("mining", &[0, 1]), &[], &sectors).unwrap().message,
            "the group `mining` has the name of a sector"
        );
        let earlier = [group("services", &[1])];
        assert_eq!(shadowed(&group("services", &[1]), &earlier, &sectors), None);
        assert_eq!(
            shadowed(&group("services", &[0]), &earlier, &sectors).unwrap().message,
            "the group `services` has the name of another group"
        );
    }
}
