//! What a character is, by the methods of `char`, the classes of `depeche-text` and ranges of Unicode.

pub use depeche_text::typography::{is_apostrophe, is_dash, is_group_space, is_hyphen};
use depeche_text::typography::{is_line_end, is_mark};

/// Letters of any script, number signs that are no figures, `½`, `Ⅷ`, and the signs of exponents and of ions, `⁻¹`, `²⁺`.
pub fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || matches!(c, '⁺' | '⁻' | '₊' | '₋'))
        && !c.is_ascii_digit()
        && !is_apostrophe(c)
        && !is_extend(c)
        && !is_middle(c)
}

/// What belongs to the character before it: combining marks, joiners, the soft hyphen, tags.
pub fn is_extend(c: char) -> bool {
    is_mark(c)
        || matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
        || ('\u{E0020}'..='\u{E007F}').contains(&c)
}

/// White space inside a line, and the byte order mark.
pub fn is_space(c: char) -> bool {
    (c.is_whitespace() || c == '\u{FEFF}') && !is_line_end(c)
}

/// White space of any kind.
pub fn is_blank(c: char) -> bool {
    is_space(c) || is_line_end(c)
}

/// The middle dot of *étudiant·es*.
pub fn is_middle(c: char) -> bool {
    matches!(c, '·' | '\u{387}')
}

/// `!`, `?` and their kin.
pub fn is_end_mark(c: char) -> bool {
    "!?‼⁇⁈⁉¡¿".contains(c)
}

/// Punctuation but full stops, ellipses, hyphens, apostrophes, middle dots and `!`, `?`.
pub fn is_punctuation(c: char) -> bool {
    let general = matches!(
        c,
        '«' | '»' | '§' | '¶' | '\u{37E}' | '\u{2329}' | '\u{232A}'
            | '\u{2012}'..='\u{2027}'
            | '\u{2030}'..='\u{205E}'
            | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
            | '\u{3014}'..='\u{301F}'
            | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}'
    );
    let other = is_apostrophe(c)
        || is_hyphen(c)
        || is_end_mark(c)
        || is_extend(c)
        || is_blank(c)
        || c.is_alphanumeric();
    general && !other && !"…‰‱⁄⁒".contains(c) || "\"#&()*,/:;@[]_{}".contains(c)
}

/// What is neither letter nor sign: controls, marks of direction, private and unassigned ends of planes.
pub fn is_nothing(c: char) -> bool {
    let range = matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2061}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}'
            | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{10FFFF}'
    );
    c.is_control() || range
}

/// Pictures.
pub fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{231A}' | '\u{231B}' | '\u{2B1B}' | '\u{2B1C}' | '\u{2B50}' | '\u{2B55}'
            | '\u{23E9}'..='\u{23FA}'
            | '\u{2600}'..='\u{27BF}'
            | '\u{2B05}'..='\u{2B07}'
            | '\u{1F000}'..='\u{1FAFF}'
    ) && !c.is_alphanumeric()
}

/// Two of them are one flag.
pub fn is_flag(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

/// Changes the colour of the emoji before it.
pub fn is_skin(c: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
}

/// A capital, also one that is a capital only when it is taken apart, as `ᾨ`.
pub fn is_capital(c: char) -> bool {
    let mut first = None;
    depeche_text::typography::decompose(c, |part| first = first.or(Some(part)));
    c.is_uppercase() || first.is_some_and(char::is_uppercase)
}
