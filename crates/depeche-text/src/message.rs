//! Messages of errors stay short, whatever the input was.

/// How many characters of a long message are kept from its beginning and from its end.
const KEPT: (usize, usize) = (240, 120);

/// `message`, or when it has more than 360 characters its beginning, `…` and its end: a message says what was found, and
/// what was found may be a line of ten megabytes.
///
/// ```
/// use depeche_text::shortened;
///
/// assert_eq!(shortened("expected a tag, found \"X\"".to_owned()), "expected a tag, found \"X\"");
/// let long = shortened(format!("expected a tag, found {:?}: correct the line", "x".repeat(1_000_000)));
/// assert_eq!(long.chars().count(), 361);
/// assert!(long.starts_with("expected a tag") && long.ends_with("x\": correct the line"));
/// ```
#[must_use]
pub fn shortened(message: String) -> String {
    let head = message.char_indices().nth(KEPT.0);
    let tail = message.char_indices().rev().nth(KEPT.1.saturating_sub(1));
    match (head, tail) {
        (Some((head, _)), Some((tail, _))) if head < tail => {
            let part = |range: std::ops::Range<usize>| message.get(range).unwrap_or_default();
            [part(0..head), "…", part(tail..message.len())].concat()
        }
        _ => message,
    }
}
