//! The characters French typesetting uses, by class.
//!
//! Variants of one sign that must never change a cut or a mention are in one class: the three apostrophes, the
//! no-break spaces. Invisible characters are escaped here and named beside.

/// An apostrophe as French text writes it: `'` U+0027, `’` U+2019, `ʼ` U+02BC; and `‘` U+2018, set for it by mistake.
///
/// ```
/// use depeche_text::typography::is_apostrophe;
/// assert!("'’ʼ".chars().all(is_apostrophe));
/// ```
#[inline]
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '\u{2018}')
}

/// A space inside a line: U+0020, tab, and the no-break and fixed spaces U+00A0, U+202F, U+2000–U+200A, U+205F, U+3000.
///
/// ```
/// use depeche_text::typography::is_space;
///
/// assert!(is_space('\u{202F}'));
/// assert!(!is_space('\n'));
/// ```
#[inline]
#[must_use]
pub const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{00A0}' | '\u{202F}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' | '\u{1680}'
    )
}

/// A space that groups the figures of a number: U+0020, U+00A0, U+202F, U+2009.
///
/// ```
/// use depeche_text::typography::is_group_space;
///
/// assert!(is_group_space('\u{2009}'));
/// assert!(!is_group_space('\t'));
/// ```
#[inline]
#[must_use]
pub const fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{00A0}' | '\u{202F}' | '\u{2009}')
}

/// A character that ends a line: LF, CR, VT, FF, NEL U+0085, LS U+2028, PS U+2029.
///
/// ```
/// use depeche_text::typography::is_line_end;
///
/// assert!(is_line_end('\u{2028}'));
/// assert!(!is_line_end(' '));
/// ```
#[inline]
#[must_use]
pub const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

/// A hyphen inside words: `-` U+002D, U+2010, the no-break hyphen U+2011.
///
/// ```
/// use depeche_text::typography::is_hyphen;
///
/// assert!(is_hyphen('\u{2011}'));
/// assert!(!is_hyphen('–'));
/// ```
#[inline]
#[must_use]
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A dash between words: U+2012 – U+2013 — U+2014 ― U+2015, and the minus sign U+2212.
///
/// ```
/// use depeche_text::typography::is_dash;
///
/// assert!(is_dash('—'));
/// assert!(!is_dash('-'));
/// ```
#[inline]
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2012}'..='\u{2015}' | '\u{2212}')
}

/// A mark that opens a quotation or a parenthesis.
///
/// ```
/// use depeche_text::typography::is_opening;
///
/// assert!(is_opening('«'));
/// assert!(!is_opening('»'));
/// ```
#[inline]
#[must_use]
pub const fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '\u{2039}' | '\u{201C}' | '\u{201E}' | '\u{201A}')
}

/// A mark that closes a quotation or a parenthesis.
///
/// ```
/// use depeche_text::typography::is_closing;
///
/// assert!(is_closing('»'));
/// assert!(!is_closing('«'));
/// ```
#[inline]
#[must_use]
pub const fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '\u{203A}' | '\u{201D}')
}

/// A mark that can end a sentence: `.`, `!`, `?`, `…`, and the doubled forms `‼ ⁇ ⁈ ⁉`.
///
/// ```
/// use depeche_text::typography::is_terminator;
///
/// assert!(is_terminator('…'));
/// assert!(!is_terminator(','));
/// ```
#[inline]
#[must_use]
pub const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉')
}

/// A combining mark: an accent written as a character of its own (U+0301 after *e*), a variation selector, a vowel sign.
///
/// Such a character belongs to the one before it: no span may begin or end between the two.
///
/// ```
/// use depeche_text::typography::is_mark;
/// assert!(is_mark('\u{301}') && !is_mark('é'));
/// ```
#[inline]
#[must_use]
pub fn is_mark(c: char) -> bool {
    c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c)
}

/// Gives the canonical decomposition of `c` to `each`: *é* as *e* and U+0301, *a* as itself.
///
/// ```
/// let mut parts = String::new();
/// depeche_text::typography::decompose('é', |part| parts.push(part));
/// assert_eq!(parts, "e\u{301}");
/// ```
#[inline]
pub fn decompose(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() { each(c) } else { unicode_normalization::char::decompose_canonical(c, each) }
}
