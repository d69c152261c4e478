//! Messages on their way out: as text for people, or as data for editors and other programs. Another way is one file and
//! one line in [`MESSAGE_FORMATS`].

mod json;
mod terminal;

use super::{ReportError, Style};
use crate::words::{Class, Diagnostics};
use std::io;

/// A way to write messages.
#[derive(Debug, Clone, Copy)]
pub struct MessageFormat {
    /// The word that asks for it: `json`.
    pub name: &'static str,
    /// What it is good for, in one sentence.
    pub about: &'static str,
    write: fn(&Diagnostics, Style, &mut dyn io::Write) -> io::Result<()>,
}

/// Every way to write messages, the usual one first.
pub static MESSAGE_FORMATS: &[MessageFormat] = &[terminal::FORMAT, json::FORMAT];

impl MessageFormat {
    /// The way that a word asks for.
    pub fn named(name: &str) -> Option<&'static Self> {
        MESSAGE_FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes every message in the order found; nothing where there is none.
    ///
    /// # Errors
    /// Fails where the stream does.
    pub fn write(&self, messages: &Diagnostics, style: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
        (self.write)(messages, style, to)?;
        Ok(())
    }
}

/// The word for how serious a message is; the exit code, not this word, tells wrong input from a model without an answer.
fn severity(class: Class) -> &'static str {
    match class {
        Class::Warning => "warning",
        Class::Input | Class::Model => "error",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::words::{Code, Diagnostic, Place};

    /// One message of every kind of place.
    pub(super) fn messages() -> Diagnostics {
        let text: std::sync::Arc<str> =
            "format = 1\n\n[base]\ntable = \"chile-2021\"\nfocuss = \"Información\" # año\n".into();
        let start = text.find("focuss").unwrap_or(0);
        let mut messages = Diagnostics::default();
        messages.push(
            Diagnostic::new(Code::UNKNOWN_KEY, "`base` has no key `focuss`")
                .at(Place::text("scenarios/a.toml", text.clone(), start..start + 6))
                .help("did you mean `focus`? allowed are table, closure, focus"),
        );
        messages.push(Diagnostic::new(Code::OUTPUT_GAP, "the two output totals differ by 2.7e-6").at(Place::cell(
            "MIP_2017.xlsx",
            "MIP 12x12",
            13,
            2,
        )));
        messages.push(
            Diagnostic::new(Code::UNREADABLE_FILE, "the file cannot be opened")
                .at(Place::file("missing.toml"))
                .help("`eslabon table list` names the shipped tables"),
        );
        messages.push(Diagnostic::new(Code::NOT_PRODUCTIVE, "`ITS` needs 1.2 of its own output to make 1"));
        messages
    }

    pub(super) fn text(format: &MessageFormat, messages: &Diagnostics, style: Style) -> String {
        let mut bytes = Vec::new();
        format.write(messages, style, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_way_says_every_message_and_nothing_where_there_is_none() {
        for format in MESSAGE_FORMATS {
            let text = text(format, &messages(), Style::default());
            for message in messages().iter() {
                assert!(text.contains(message.code.id) && text.contains(&message.message), "{}", format.name);
                assert!(text.contains(message.help.as_deref().unwrap_or("")), "{}", format.name);
            }
            assert_eq!(self::text(format, &Diagnostics::default(), Style::default()), "");
            assert_eq!(MessageFormat::named(format.name).map(|f| f.name), Some(format.name));
            assert!(format.about.ends_with('.'));
        }
    }
}
