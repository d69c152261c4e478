//! Buyers that cannot pay: one message for each entry and reason, however many buyers there are.

use super::{Arc, Code, Diagnostics, EntryName, told};

/// One buyer that cannot pay.
struct Refusal {
    entries: Vec<Arc<EntryName>>,
    code: String,
    message: String,
    help: &'static str,
}

/// All of them, in the order in which they were found.
#[derive(Default)]
pub(super) struct Refusals {
    list: Vec<Refusal>,
}

impl Refusals {
    /// Keeps that a buyer, called by its code, cannot pay for what entries change.
    pub(super) fn add(&mut self, entries: &[Arc<EntryName>], code: &str, message: String, help: &'static str) {
        let mut entries = entries.to_vec();
        entries.dedup();
        self.list.push(Refusal { entries, code: code.to_owned(), message, help });
    }

    /// The first buyer of each entry and reason in full, with the codes of the others.
    pub(super) fn told(self) -> Diagnostics {
        let mut groups: Vec<(Refusal, Vec<String>)> = Vec::new();
        for refusal in self.list {
            let is_same = |(first, _): &&mut (Refusal, Vec<String>)| {
                first.entries == refusal.entries && first.help == refusal.help
            };
            match groups.iter_mut().find(is_same) {
                Some((first, others)) if first.code != refusal.code => {
                    if !others.contains(&refusal.code) {
                        others.push(refusal.code);
                    }
                }
                Some(_) => {}
                None => groups.push((refusal, Vec::new())),
            }
        }
        let mut told_of = Diagnostics::default();
        for (Refusal { entries, message, help, .. }, others) in groups {
            let others = match others.len() {
                0 => String::new(),
                1 => format!("; the same holds of {}", others[0]),
                count => format!("; the same holds of {count} more buyers: {}", others.join(", ")),
            };
            told_of.push(told(Code::CANNOT_PAY, &format!("{message}{others}"), &entries).help(help));
        }
        told_of
    }
}
