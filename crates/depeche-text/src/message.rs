//! Messages of errors stay short, whatever the input was.

use std::borrow::Cow;

/// How many characters of a long text are kept from its beginning and from its end.
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
    match excerpt(&message) {
        Cow::Owned(short) => short,
        Cow::Borrowed(_) => message,
    }
}

/// `text`, or when it has more than 360 characters its beginning, `…` and its end: for what is quoted in a message, so
/// that no more of it is written, with all its escapes, than is shown. Takes time for the part that is kept alone.
///
/// ```
/// use depeche_text::excerpt;
///
/// assert_eq!(excerpt("Paris"), "Paris");
/// assert_eq!(excerpt(&"x".repeat(1_000_000)).chars().count(), 361);
/// ```
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    let head = text.char_indices().nth(KEPT.0);
    let tail = text.char_indices().rev().nth(KEPT.1.saturating_sub(1));
    match (head, tail) {
        (Some((head, _)), Some((tail, _))) if head < tail => {
            let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
            Cow::Owned([part(0..head), "…", part(tail..text.len())].concat())
        }
        _ => Cow::Borrowed(text),
    }
}
