//! Messages as data: one object a line, so that an editor can read them as they come. `file`, `line` and `column` (from 1,
//! columns in characters) are null where a message has no such place; a cell of a workbook has `sheet` and `cell` too.

use super::{MessageFormat, severity};
use crate::report::Style;
use crate::words::{Diagnostic, Diagnostics, Place, Spot};
use serde_json::{Value as Json, json};
use std::io;

pub(super) const FORMAT: MessageFormat =
    MessageFormat { name: "json", about: "One JSON object a line, for editors and other programs.", write };

fn write(messages: &Diagnostics, _: Style, to: &mut dyn io::Write) -> io::Result<()> {
    messages.iter().try_for_each(|message| writeln!(to, "{}", object(message)))
}

fn object(message: &Diagnostic) -> Json {
    let position = message.place.as_ref().and_then(Place::line_and_column);
    let mut object = json!({
        "code": message.code.id,
        "severity": severity(message.code.class),
        "message": message.message,
        "help": message.help,
        "file": message.place.as_ref().map(|place| &place.file),
        "line": position.map(|(line, _)| line),
        "column": position.map(|(_, column)| column),
    });
    if let Some(Place { spot: Spot::Cell { sheet, cell }, .. }) = &message.place {
        object["sheet"] = json!(sheet);
        object["cell"] = json!(cell);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, text};
    use super::*;

    #[test]
    fn a_message_is_an_object_on_a_line() {
        insta::assert_snapshot!(text(&FORMAT, &messages(), Style::default()), @r#"
        {"code":"unknown-key","severity":"error","message":"`base` has no key `focuss`","help":"did you mean `focus`? allowed are table, closure, focus","file":"scenarios/a.toml","line":5,"column":1}
        {"code":"output-gap","severity":"warning","message":"the two output totals differ by 2.7e-6","help":null,"file":"MIP_2017.xlsx","line":null,"column":null,"sheet":"MIP 12x12","cell":"C14"}
        {"code":"unreadable-file","severity":"error","message":"the file cannot be opened","help":"`eslabon table list` names the shipped tables","file":"missing.toml","line":null,"column":null}
        {"code":"not-productive","severity":"error","message":"`ITS` needs 1.2 of its own output to make 1","help":null,"file":null,"line":null,"column":null}
        "#);
    }
}
