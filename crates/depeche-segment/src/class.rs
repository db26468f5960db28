//! What a character is to the rules.

use crate::stops::last_bytes;
use depeche_text::typography;

/// The class of a character, as the token rules see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// A letter of any script, and a number sign that is not a figure (`½`, `Ⅷ`).
    Letter,
    /// `0` to `9`.
    Digit,
    /// What belongs to the character before it: combining marks, joiners, the soft hyphen.
    Extend,
    /// White space inside a line.
    Space,
    /// The end of a line.
    Line,
    Apostrophe,
    Hyphen,
    /// The middle dot of *étudiant·es*.
    Middle,
    /// `.`
    Dot,
    /// `! ?` and the characters that stand for several of them.
    Mark,
    /// `…`
    Ellipsis,
    /// Other punctuation.
    Punctuation,
    Symbol,
    Emoji,
    Other,
}

/// Whether `c` is white space, inside a line or at its end.
pub(crate) fn is_white(c: char) -> bool {
    matches!(class(c), Class::Space | Class::Line)
}

/// The class of `c`.
#[inline]
pub(crate) fn class(c: char) -> Class {
    match ASCII.get(c as usize) {
        Some(&class) => class,
        None if matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ') => Class::Letter,
        None if matches!(c, '\u{300}'..='\u{36F}') => Class::Extend,
        None if is_other_letter(c) => Class::Letter,
        None => beyond_ascii(c),
    }
}

/// A letter of the scripts that news quotes: what [`beyond_ascii`] says of it in eight searches, the ranges say at once.
#[inline]
const fn is_other_letter(c: char) -> bool {
    matches!(
        c,
        'Α'..='Ρ'
            | 'Σ'..='ϵ'
            | 'Ϸ'..='ҁ'
            | 'Ҋ'..='ԯ'
            | 'א'..='ת'
            | 'ؠ'..='ي'
            | 'ٮ'..='ٯ'
            | 'ٱ'..='ۓ'
            | 'ぁ'..='ゖ'
            | 'ァ'..='ヺ'
            | '一'..='鿿'
            | '가'..='힣'
    )
}

const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut byte = 0_u8;
    let mut rest: &mut [Class] = &mut classes;
    while let [first, tail @ ..] = rest {
        *first = ascii(byte as char);
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    classes
};

const fn ascii(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        ' ' | '\t' => Class::Space,
        '\n' | '\r' | '\u{B}' | '\u{C}' => Class::Line,
        '.' => Class::Dot,
        '!' | '?' => Class::Mark,
        '\'' => Class::Apostrophe,
        '-' => Class::Hyphen,
        '$' | '%' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' | '\\' => Class::Symbol,
        _ if c.is_ascii_punctuation() => Class::Punctuation,
        _ => Class::Other,
    }
}

fn beyond_ascii(c: char) -> Class {
    match c {
        '«' | '»' => Class::Punctuation,
        '\u{A0}' | '\u{202F}' => Class::Space,
        '‼' | '⁇' | '⁈' | '⁉' | '¡' | '¿' => Class::Mark,
        '…' => Class::Ellipsis,
        '\u{2012}'..='\u{2017}' | '\u{201C}'..='\u{201F}' => Class::Punctuation,
        '·' | '\u{387}' => Class::Middle,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => Class::Extend,
        '\u{FEFF}' => Class::Space,
        _ if typography::is_apostrophe(c) => Class::Apostrophe,
        _ if typography::is_hyphen(c) => Class::Hyphen,
        _ if typography::is_line_end(c) => Class::Line,
        _ if typography::is_space(c) || c.is_whitespace() => Class::Space,
        _ if typography::is_mark(c) || ('\u{E0020}'..='\u{E007F}').contains(&c) => Class::Extend,
        _ if c.is_alphanumeric() => Class::Letter,
        // T1: *mol·L⁻¹*, *Ca²⁺*
        '⁺' | '⁻' | '₊' | '₋' => Class::Letter,
        '\u{80}'..='\u{9F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2061}'..='\u{206F}' => {
            Class::Other
        }
        '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{10FFFF}' => Class::Other,
        '§' | '¶' | '\u{37E}' => Class::Punctuation,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => match c {
            '‰' | '‱' | '⁄' | '⁒' => Class::Symbol,
            _ => Class::Punctuation,
        },
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' => Class::Punctuation,
        '\u{2329}' | '\u{232A}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => Class::Punctuation,
        '\u{231A}'
        | '\u{231B}'
        | '\u{23E9}'..='\u{23FA}'
        | '\u{2600}'..='\u{27BF}'
        | '\u{2B05}'..='\u{2B07}' => Class::Emoji,
        '\u{2B1B}' | '\u{2B1C}' | '\u{2B50}' | '\u{2B55}' | '\u{1F000}'..='\u{1FAFF}' => Class::Emoji,
        _ if c.is_control() => Class::Other,
        _ => Class::Symbol,
    }
}

/// Whether `c` is a capital, in either normal form: `ᾨ` is no upper-case letter of Unicode, but taken apart it begins with one.
pub(crate) fn is_capital(c: char) -> bool {
    c.is_uppercase()
        || matches!(
            c,
            '\u{1F88}'..='\u{1F8F}'
                | '\u{1F98}'..='\u{1F9F}'
                | '\u{1FA8}'..='\u{1FAF}'
                | '\u{1FBC}'
                | '\u{1FCC}'
                | '\u{1FFC}'
        )
}

/// How many letters `c` is when it is taken apart: none for a mark, two or three for a syllable of Hangul.
pub(crate) fn parts(c: char) -> usize {
    match c {
        '\u{AC00}'..='\u{D7A3}' if u32::from(c).wrapping_sub(0xAC00) % 28 == 0 => 2,
        '\u{AC00}'..='\u{D7A3}' => 3,
        _ if class(c) == Class::Extend => 0,
        _ => 1,
    }
}

/// How many letters a word has, in either normal form.
pub(crate) fn letters(word: &str) -> usize {
    word.chars().map(parts).fold(0, usize::wrapping_add)
}

/// The last characters of `head`, the last one first, marks aside: as many as `most` letters have, in either normal form.
pub(crate) fn last_letters(head: &str, most: usize) -> impl Iterator<Item = char> {
    few_letters(head.chars().rev(), most)
}

/// The first of `chars`, marks aside: as many as `most` letters have, in either normal form.
pub(crate) fn few_letters(chars: impl Iterator<Item = char>, most: usize) -> impl Iterator<Item = char> {
    let letters = chars.filter(|&c| parts(c) > 0);
    letters.scan(0_usize, move |count, c| {
        *count = count.wrapping_add(parts(c));
        (*count <= most).then_some(c)
    })
}

/// Whether `c` is a flag letter: two of them are one flag.
pub(crate) const fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Whether `c` is an emoji that points at what follows it, as a bullet does: 👉 📍 📅 ☎ ➡ ✅ ⚠.
pub(crate) const fn points_ahead(c: char) -> bool {
    // Nearly all signs come before them.
    c >= '\u{23F0}'
        && matches!(
            c,
            '\u{1F449}'
                | '\u{1F4C5}'
                | '\u{1F4C6}'
                | '\u{1F4CC}'
                | '\u{1F4CD}'
                | '\u{1F4DE}'
                | '\u{1F4E7}'
                | '\u{1F517}'
                | '\u{1F550}'
                ..='\u{1F567}'
                    | '\u{1F5D3}'
                    | '\u{1F39F}'
                    | '\u{1F3AB}'
                    | '\u{23F0}'
                    | '\u{260E}'
                    | '\u{2611}'
                    | '\u{26A0}'
                    | '\u{2705}'
                    | '\u{2709}'
                    | '\u{2713}'
                    | '\u{2714}'
                    | '\u{27A1}'
                    | '\u{27A4}'
        )
}

/// Whether `c` changes the colour of the emoji before it.
pub(crate) const fn is_skin(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// The characters of a text, by byte offset.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    text: &'t str,
    bytes: &'t [u8],
}

impl<'t> Text<'t> {
    pub(crate) const fn new(text: &'t str) -> Text<'t> {
        Text { text, bytes: text.as_bytes() }
    }

    #[inline]
    pub(crate) const fn len(self) -> usize {
        self.bytes.len()
    }

    #[inline]
    pub(crate) const fn bytes(self) -> &'t [u8] {
        self.bytes
    }

    /// The byte at `at`; 0 past the end.
    #[inline]
    pub(crate) fn byte(self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The four bytes from `at`, the first one lowest; zeros past the end.
    #[inline(always)]
    pub(crate) fn four(self, at: usize) -> u32 {
        match self.bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            Some(four) => u32::from_le_bytes(*four),
            None => u32::from_le_bytes(last_bytes(self.bytes.get(at..).unwrap_or_default())),
        }
    }

    /// The character that begins at `at`; NUL past the end.
    #[inline]
    pub(crate) fn char(self, at: usize) -> char {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 => char::from(byte),
            Some(_) => self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0'),
            None => '\0',
        }
    }

    /// The class of the character at `at`; [`Class::Line`] past the end, which ends everything.
    #[inline]
    pub(crate) fn class(self, at: usize) -> Class {
        if at < self.len() { class(self.char(at)) } else { Class::Line }
    }

    /// The offset after the character at `at`.
    #[inline]
    pub(crate) fn after(self, at: usize) -> usize {
        at.wrapping_add(self.char(at).len_utf8()).min(self.len())
    }

    /// The character before `at`, marks aside (at most 32 of them); NUL at the beginning.
    pub(crate) fn before(self, at: usize) -> char {
        let mut chars = self.text.get(..at).unwrap_or_default().chars().rev().take(32);
        chars.find(|&c| c.is_ascii() || class(c) != Class::Extend).unwrap_or('\0')
    }

    /// The class of the character before `at`, marks aside; [`Class::Line`] at the beginning.
    #[inline]
    pub(crate) fn class_before(self, at: usize) -> Class {
        match at.checked_sub(1).and_then(|last| self.bytes.get(last)) {
            Some(&byte) if byte < 0x80 => class(char::from(byte)),
            _ => self.class_before_marks(at),
        }
    }

    fn class_before_marks(self, at: usize) -> Class {
        let mut chars = self.text.get(..at).unwrap_or_default().chars().rev();
        for _ in 0..32 {
            match chars.next() {
                // A mark that begins a text stands after nothing, as it would after white space.
                None => return Class::Line,
                Some(c) if !c.is_ascii() && class(c) == Class::Extend => {}
                Some(c) => return class(c),
            }
        }
        Class::Other
    }

    #[inline]
    pub(crate) fn slice(self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a letter or a figure begins at `at`.
    #[inline]
    pub(crate) fn is_alnum(self, at: usize) -> bool {
        match self.byte(at) {
            byte if byte < 0x80 => byte.is_ascii_alphanumeric(),
            _ => matches!(self.class(at), Class::Letter | Class::Digit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, beyond_ascii, is_other_letter};

    #[test]
    fn letters_told_by_ranges_are_those_of_unicode() {
        let told = (char::MIN..=char::MAX).filter(|&c| is_other_letter(c));
        assert!(told.clone().count() > 30_000);
        assert!(
            told.clone().all(|c| beyond_ascii(c) == Class::Letter),
            "{:?}",
            told.filter(|&c| beyond_ascii(c) != Class::Letter).collect::<String>()
        );
    }
}
