//! How cells look: headers, units, texts and numbers of each column.

use crate::report::format::shown::figures;
use crate::words::{ColumnKind, Frame};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const GREY: Color = Color::RGB(0x5B_616B);
const PALE: Color = Color::RGB(0xE8_EDF3);

/// A title.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

/// The name of a column, above its cells.
pub(super) fn name(is_text: bool) -> Format {
    aligned(Format::new().set_bold().set_text_wrap().set_background_color(PALE), is_text).set_align(FormatAlign::Bottom)
}

/// The unit of a column, below its name.
pub(super) fn unit(is_text: bool) -> Format {
    aligned(Format::new().set_italic().set_font_color(GREY).set_background_color(PALE).set_text_wrap(), is_text)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(GREY)
}

/// A text that may take several lines.
pub(super) fn lines() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The cells of the column at a position: texts broken where they are long, numbers by their unit.
pub(super) fn cells(frame: &Frame, at: usize, is_long: bool) -> Format {
    match frame.columns[at].kind {
        ColumnKind::Text if is_long => lines(),
        ColumnKind::Text => Format::new().set_align(FormatAlign::Top),
        ColumnKind::Integer | ColumnKind::Number => {
            Format::new().set_num_format(figures(frame, at).pattern()).set_align(FormatAlign::Top)
        }
    }
}

fn aligned(format: Format, is_text: bool) -> Format {
    format.set_align(if is_text { FormatAlign::Left } else { FormatAlign::Right })
}
