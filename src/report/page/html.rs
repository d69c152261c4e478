//! A pen for HTML. Names of elements and attributes are the program's own and known when it is built; every text and every value of an
//! attribute is escaped, so that nothing a user wrote can become a mark.

use crate::report::chart::escaped;

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A page, or a part of one.
#[derive(Debug, Default)]
pub(super) struct Html {
    text: String,
}

impl Html {
    /// The end of an element. That of a cell or a row is seen by what follows (HTML, 13.1.2.4), and a page has thousands.
    fn close(&mut self, element: &'static str) {
        if !["td", "tr"].contains(&element) {
            self.text.push_str("</");
            self.text.push_str(element);
            self.text.push('>');
        }
    }

    /// The beginning of an element.
    fn open(&mut self, element: &'static str, attributes: Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(element);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            // An attribute whose being there is all that it says.
            if !value.is_empty() {
                self.text.push_str("=\"");
                self.text.push_str(&escaped(value));
                self.text.push('"');
            }
        }
        self.text.push('>');
    }

    /// An element without content: `input`, `meta`.
    pub(super) fn empty(&mut self, element: &'static str, attributes: Attributes<'_>) {
        self.open(element, attributes);
    }

    /// An element with what is written inside.
    pub(super) fn inside(&mut self, element: &'static str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.open(element, attributes);
        inside(self);
        self.close(element);
        self.text.push('\n');
    }

    /// An element with a text.
    pub(super) fn element(&mut self, element: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(element, attributes);
        self.text(text);
        self.close(element);
    }

    /// An element with a sentence, in which what stands between back quotes, names and codes, is code.
    pub(super) fn sentence(&mut self, element: &'static str, attributes: Attributes<'_>, sentence: &str) {
        self.open(element, attributes);
        self.coded(sentence);
        self.close(element);
    }

    /// A sentence, as in [`Html::sentence`].
    pub(super) fn coded(&mut self, sentence: &str) {
        let pieces: Vec<&str> = sentence.split('`').collect();
        // A single back quote is one.
        if pieces.len().is_multiple_of(2) {
            return self.text(sentence);
        }
        for (at, piece) in pieces.into_iter().enumerate() {
            if at % 2 == 0 { self.text(piece) } else { self.element("code", &[], piece) }
        }
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(&escaped(text));
    }

    /// What is HTML already: a drawing, the program's own script and style sheet.
    pub(super) fn ready(&mut self, html: &str) {
        self.text.push_str(html);
    }

    /// All that was written.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_user_wrote_becomes_a_mark() {
        let mut html = Html::default();
        html.inside("p", &[("title", "\"><script>")], |html| html.element("b", &[("hidden", "")], "<script>'&"));
        let expected = "<p title=\"&quot;&gt;&lt;script&gt;\"><b hidden>&lt;script&gt;&#39;&amp;</b></p>\n";
        assert_eq!(html.finish(), expected);
        let said = |sentence: &str| {
            let mut html = Html::default();
            html.sentence("li", &[], sentence);
            html.finish()
        };
        assert_eq!(said("`<a>` & b"), "<li><code>&lt;a&gt;</code> &amp; b</li>");
        assert_eq!(said("a ` b"), "<li>a ` b</li>");
    }
}
