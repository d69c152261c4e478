//! Tables in LaTeX for papers: a `table` with caption, label, units in the header, and the notes below, with the rules of the
//! package `booktabs`, which journals ask for. Numbers are rounded as on the terminal: one number of decimals per column, set to the
//! right, so that their points stand below one another.
//!
//! Every sign that LaTeX could take for one of its own is escaped. Bars of a curve drawn by year become rules. Other letters
//! stay as they are, which takes XeLaTeX or LuaLaTeX where they are not Latin.

use super::shown::{EMPTY, Shown, caption};
use super::{Format, Style};
use crate::report::ReportError;
use crate::report::wrap::{columns, one_line};
use crate::words::Frame;
use std::io;

pub(super) const FORMAT: Format = Format {
    name: "latex",
    extension: "tex",
    media: "text/x-tex",
    about: "LaTeX tables for papers, rounded, with caption, units and notes; needs the package booktabs.",
    is_text: true,
    write,
};

/// A column with a longer text than this is given a width of its own, in which texts are broken.
const LONG: usize = 40;

fn write(frames: &[&Frame], _: Style, to: &mut dyn io::Write) -> Result<(), ReportError> {
    for (index, frame) in frames.iter().enumerate() {
        writeln!(to, "{}", if index == 0 { "% \\usepackage{booktabs}" } else { "" })?;
        one(frame, to)?;
    }
    Ok(())
}

fn one(frame: &Frame, to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(to, "\\begin{{table}}\n\\centering\n\\caption{{{}}}", escaped(&caption(frame)))?;
    writeln!(to, "\\label{{tab:{}}}", label(&frame.id))?;
    let shown = Shown::all(frame);
    if !shown.is_empty() {
        tabular(&shown, to)?;
    }
    for note in &frame.notes {
        writeln!(to, "\n{{\\footnotesize {}\\par}}", escaped(&one_line(note)))?;
    }
    writeln!(to, "\\end{{table}}")
}

fn tabular(shown: &[Shown], to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(to, "\\begin{{tabular}}{{{}}}\n\\toprule", shown.iter().map(place).collect::<Vec<_>>().concat())?;
    row(shown.iter().map(|column| escaped(&column.header())), to)?;
    writeln!(to, "\\midrule")?;
    for at in 0..shown.first().map_or(0, |column| column.cells.len()) {
        row(shown.iter().map(|column| cell(&column.cells[at], column.is_text)), to)?;
    }
    writeln!(to, "\\bottomrule\n\\end{{tabular}}")
}

/// How a column stands: `l`, `r`, or broken into lines where its texts are long.
fn place(column: &Shown) -> &'static str {
    let longest = column.cells.iter().map(|cell| columns(cell)).max().unwrap_or(0);
    match (column.is_text, longest > LONG) {
        (true, true) => "p{0.35\\linewidth}",
        (true, false) => "l",
        (false, _) => "r",
    }
}

fn row(cells: impl Iterator<Item = String>, to: &mut dyn io::Write) -> io::Result<()> {
    // A bracket at the start of a row would be read as the height of the row before.
    let cells: Vec<String> =
        cells.map(|cell| if cell.starts_with('[') { format!("{{}}{cell}") } else { cell }).collect();
    writeln!(to, "{} \\\\", cells.join(" & "))
}

/// A cell; numbers have a sign as wide as a digit, not a hyphen.
fn cell(text: &str, is_text: bool) -> String {
    if is_text || text == EMPTY {
        return escaped(text);
    }
    match (text.strip_prefix('-'), text.strip_prefix('~')) {
        (Some(size), _) => format!("$-${size}"),
        (_, Some(zero)) => format!("$\\approx${zero}"),
        _ => text.to_owned(),
    }
}

/// An identifier as the label of a table: letters, digits and hyphens.
fn label(id: &str) -> String {
    id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}

/// A text in which no sign means anything but itself.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => safe.extend(['\\', letter]),
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '<' => safe.push_str("\\textless{}"),
            '>' => safe.push_str("\\textgreater{}"),
            '|' => safe.push_str("\\textbar{}"),
            // The name of this sign needs another font encoding than the usual one.
            '"' => safe.push_str("\\char34{}"),
            '`' => safe.push_str("\\textasciigrave{}"),
            '·' => safe.push_str("$\\cdot$"),
            // The lower eighths of a square, of which curves by year are drawn.
            '▁'..='█' => {
                let eighths = u32::from(letter) - u32::from('▁') + 1;
                safe.extend(["\\rule{0.3em}{0.", &eighths.to_string(), "em}"]);
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::format::fixture::{frame, text as text_of};
    use crate::words::Column;

    fn text(frames: &[&Frame]) -> String {
        text_of(&FORMAT, frames)
    }

    #[test]
    fn a_table_has_caption_label_units_and_notes_and_no_sign_of_its_own() {
        insta::assert_snapshot!(text(&[&frame()]), @r"
        % \usepackage{booktabs}
        \begin{table}
        \centering
        \caption{R\&D * 100 \% of \#1 (money in million CLP of 2021)}
        \label{tab:winners-2}
        \begin{tabular}{llrrr}
        \toprule
        Sector & Name & Output & Change (\%) & Value added \\
        \midrule
        COP & Copper \textbar{} *the* \textbackslash{}metal & 32,123,457 & $-$12.35 & 1.0 \\
        {}[x] & Información \textless{}b\textgreater{} \rule{0.3em}{0.1em}\rule{0.3em}{0.4em}\rule{0.3em}{0.8em} & $\approx$0 & $\cdot$ & $-$1,234.5 \\
        \bottomrule
        \end{tabular}

        {\footnotesize Shares\_of \{x\} \textasciitilde{} 50 \% with \textasciigrave{}marks\textasciigrave{}.\par}
        \end{table}
        ");
    }

    #[test]
    fn nothing_is_still_a_table() {
        let none = Frame::new("n", "Nothing", vec![]);
        let mut no_rows = Frame::new("e", "No rows", vec![Column::text("a", "A", "A.")]);
        assert_eq!(text(&[]), "");
        assert!(text(&[&none]).ends_with("\\label{tab:n}\n\\end{table}\n"), "{}", text(&[&none]));
        assert!(text(&[&no_rows]).contains("\\toprule\nA \\\\\n\\midrule\n\\bottomrule"), "{}", text(&[&no_rows]));
        no_rows.push(vec!["a long name ".repeat(10).into()]);
        assert!(text(&[&no_rows]).contains("{tabular}{p{0.35\\linewidth}}"));
    }

    #[test]
    fn every_sign_of_latex_is_escaped() {
        let signs = "\\ & % $ # _ { } ~ ^ < > | \" `";
        let safe = escaped(signs);
        // What is left without commands and escaped signs has none of them.
        let mut rest = safe.clone();
        let named = ["backslash", "asciitilde", "asciicircum", "less", "greater", "bar", "asciigrave"];
        for command in named.map(|name| format!("\\text{name}{{}}")).into_iter().chain(["\\char34{}".to_owned()]) {
            assert_eq!(rest.matches(&command).count(), 1, "{safe}");
            rest = rest.replace(&command, "");
        }
        for sign in ["\\&", "\\%", "\\$", "\\#", "\\_", "\\{", "\\}"] {
            rest = rest.replace(sign, "");
        }
        assert_eq!(rest.trim(), "");
        assert_eq!(escaped("Educación 1.5"), "Educación 1.5");
    }
}
