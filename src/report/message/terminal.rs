//! Messages for people, drawn as compilers draw them: what is wrong and its code, the place, the line with the exact words
//! underlined, and the next step.

use super::{MessageFormat, severity};
use crate::report::Style;
use crate::report::wrap::one_line;
use crate::words::{Class, Diagnostic, Diagnostics, Place, Spot};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::io;
use std::ops::Range;

pub(super) const FORMAT: MessageFormat =
    MessageFormat { name: "text", about: "Text for people, with the line that a message is about.", write };

/// Below this an excerpt has no room for what it shows.
const NARROWEST: usize = 40;

fn write(messages: &Diagnostics, style: Style, to: &mut dyn io::Write) -> io::Result<()> {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.columns().max(NARROWEST));
    for message in messages.iter() {
        writeln!(to, "{}\n", renderer.render(&[group(message)]))?;
    }
    if messages.iter().len() > 1 {
        writeln!(to, "{}", count(messages))?;
    }
    Ok(())
}

fn group(message: &Diagnostic) -> Group<'_> {
    let level = match message.code.class {
        Class::Warning => Level::WARNING,
        Class::Input | Class::Model => Level::ERROR,
    };
    let title = level.primary_title(&message.message).id(message.code.id);
    let group = Group::with_title(title).elements(message.place.iter().map(element));
    group.elements(message.help.iter().map(|help| Level::HELP.message(one_line(help))))
}

fn element(place: &Place) -> Element<'_> {
    match &place.spot {
        Spot::File => Origin::path(&place.file).into(),
        Spot::Cell { sheet, cell } => Origin::path(format!("{}, sheet {sheet}, cell {cell}", place.file)).into(),
        Spot::Text { source, span } => {
            let excerpt = excerpt(source, span);
            Snippet::source(excerpt.line)
                .path(&place.file)
                .line_start(excerpt.number)
                .annotation(AnnotationKind::Primary.span(excerpt.span))
                .into()
        }
    }
}

/// The line that a span starts on.
struct Excerpt<'s> {
    line: &'s str,
    number: usize,
    span: Range<usize>,
}

/// Only the first line of a span is shown, which is enough to find it, and only that line is handed on: a table may
/// have a hundred messages and a hundred thousand lines.
fn excerpt<'s>(source: &'s str, span: &Range<usize>) -> Excerpt<'s> {
    // A span comes from a parser, yet a message about a mistake is no place to panic.
    let whole =
        |position: usize| (0..=position.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    let start = whole(span.start);
    let from = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let until = source[start..].find('\n').map_or(source.len(), |newline| start + newline);
    // The other half of a Windows line end is no part of what was typed.
    let until = if source[start..until].ends_with('\r') { until - 1 } else { until };
    let end = whole(span.end).clamp(start, until);
    let number = source[..from].matches('\n').count() + 1;
    Excerpt { line: &source[from..until], number, span: start - from..end - from }
}

/// `2 errors and 1 warning`.
fn count(messages: &Diagnostics) -> String {
    let counted = |class: Class| {
        let word = severity(class);
        let count = messages.iter().filter(|message| severity(message.code.class) == word).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {word}{plural}"))
    };
    [Class::Input, Class::Warning].into_iter().filter_map(counted).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, text};
    use super::*;
    use crate::words::Code;
    use proptest::prelude::*;

    #[test]
    fn messages_show_what_where_and_the_next_step() {
        insta::assert_snapshot!(text(&FORMAT, &messages(), Style::default()), @r#"
        error[unknown-key]: `base` has no key `focuss`
         --> scenarios/a.toml:5:1
          |
        5 | focuss = "Información" # año
          | ^^^^^^
          |
          = help: did you mean `focus`? allowed are table, closure, focus

        warning[output-gap]: the two output totals differ by 2.7e-6
        --> MIP_2017.xlsx, sheet MIP 12x12, cell C14

        error[unreadable-file]: the file cannot be opened
        --> missing.toml
         = help: `eslabon table list` names the shipped tables

        error[not-productive]: `ITS` needs 1.2 of its own output to make 1

        3 errors and 1 warning
        "#);
    }

    #[test]
    fn colour_comes_only_where_asked() {
        assert!(!text(&FORMAT, &messages(), Style::default()).contains('\u{1b}'));
        assert!(text(&FORMAT, &messages(), Style { width: None, colour: true }).contains("\u{1b}["));
    }

    #[test]
    fn a_long_line_is_cut_to_the_terminal_and_a_long_span_to_its_line() {
        let source = format!("{}, wrong, {}\nnext\n", "1.5, ".repeat(60), "2.5, ".repeat(60));
        let start = source.find("wrong").unwrap();
        let place = Place::text("table.csv", source.clone().into(), start..source.len());
        let message = Diagnostic::new(Code::TABLE_CELL, "not a number").at(place);
        let text = text(&FORMAT, &message.into(), Style { width: Some(60), colour: false });
        assert!(text.contains("table.csv:1:303") && text.contains("wrong") && !text.contains("next"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }

    #[test]
    fn line_ends_of_windows_are_not_shown() {
        let place = Place::text("a.toml", "focsu = 1\r\nname = 2\r\n".into(), 0..5);
        let message = Diagnostic::new(Code::UNKNOWN_KEY, "no key").at(place);
        let text = text(&FORMAT, &message.into(), Style::default());
        assert!(text.contains("1 | focsu = 1\n  | ^^^^^\n"), "{text}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_span_is_a_panic(source in "[a-zñ\t\n\r]{0,40}", start in 0usize..100, length in 0usize..50) {
            let place = Place::text("f", source.as_str().into(), start..start + length);
            let message = Diagnostic::new(Code::SYNTAX, "not TOML").at(place);
            prop_assert!(text(&FORMAT, &message.into(), Style::default()).contains("--> f:"));
        }
    }
}
