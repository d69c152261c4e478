//! What a page may do, as browsers enforce it: run its own script, wear its own style sheet, and nothing else. Nothing is fetched,
//! nothing is sent; both are known by their checksums, so that nothing that found its way into the page would run.

use sha2::{Digest, Sha256};

/// The policy for a page with this script and this style sheet.
pub(super) fn policy(script: &str, style: &str) -> String {
    let (script, style) = (source(script), source(style));
    format!("default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'")
}

/// A text as a source that a policy names.
fn source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let three = [chunk[0], *chunk.get(1).unwrap_or(&0), *chunk.get(2).unwrap_or(&0)];
        let whole = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for at in 0..4 {
            let sextet = (whole >> (18 - 6 * at)) & 63;
            // The sextet is below 64, the number of letters.
            text.push(if at <= chunk.len() { char::from(LETTERS[sextet as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let known =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (text, expected) in known {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_script_is_known_by_its_checksum() {
        // The example of the specification of content security policies.
        assert_eq!(source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
