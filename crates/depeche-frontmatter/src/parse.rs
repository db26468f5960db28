//! What every nom grammar of this crate shares: the error, and words folded without allocation.
//!
//! nom stays inside: its types never appear in a public signature.

use crate::date::{DateError, Reason};
use nom::error::{ErrorKind, ParseError};

/// The result of a grammar function.
pub(crate) type Parse<'i, T> = nom::IResult<&'i str, T, Stop<'i>>;

/// Where and why a grammar stopped: no allocation, whatever number of branches failed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Stop<'i> {
    pub rest: &'i str,
    pub reason: Reason,
}

impl<'i> ParseError<&'i str> for Stop<'i> {
    fn from_error_kind(rest: &'i str, _: ErrorKind) -> Stop<'i> {
        Stop { rest, reason: Reason::Syntax }
    }

    fn append(_: &'i str, _: ErrorKind, other: Stop<'i>) -> Stop<'i> {
        other
    }

    /// Of two branches the one that got further tells more; at the same place, the one with a reason.
    fn or(self, other: Stop<'i>) -> Stop<'i> {
        match self.rest.len().cmp(&other.rest.len()) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal if self.reason == Reason::Syntax => other,
            std::cmp::Ordering::Equal => self,
        }
    }
}

/// The grammar does not apply here.
pub(crate) fn no<T>(rest: &str) -> Parse<'_, T> {
    Err(nom::Err::Error(Stop { rest, reason: Reason::Syntax }))
}

/// The grammar applies, and what it says cannot be.
pub(crate) fn impossible<T>(rest: &str) -> Parse<'_, T> {
    Err(nom::Err::Error(Stop { rest, reason: Reason::Impossible }))
}

/// A value, or [`impossible`].
pub(crate) fn possible<'i, T>(rest: &'i str, at: &'i str, value: Option<T>) -> Parse<'i, T> {
    match value {
        Some(value) => Ok((rest, value)),
        None => impossible(at),
    }
}

pub(crate) fn to_date_error(text: &str, error: nom::Err<Stop<'_>>) -> DateError {
    match error {
        nom::Err::Error(stop) | nom::Err::Failure(stop) => {
            DateError::new(stop.reason, text.len().saturating_sub(stop.rest.len()))
        }
        nom::Err::Incomplete(_) => DateError::new(Reason::Syntax, text.len()),
    }
}

/// The longest word that is folded; a longer one is no word of a closed class.
const LONGEST: usize = 24;

/// A word in small letters without accents, kept on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    pub(crate) const fn new() -> Folded {
        Folded { bytes: [0; LONGEST], len: 0 }
    }

    /// Adds a character; false when it does not fit or has no ASCII form.
    pub(crate) fn push(&mut self, c: char) -> bool {
        let two = |a, b| [Some(a), Some(b)];
        let ascii = match c {
            'A'..='Z' => [Some(c.to_ascii_lowercase() as u8), None],
            '!'..='~' => [Some(c as u8), None],
            'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => [Some(b'a'), None],
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => [Some(b'e'), None],
            'î' | 'ï' | 'Î' | 'Ï' => [Some(b'i'), None],
            'ô' | 'ö' | 'Ô' | 'Ö' => [Some(b'o'), None],
            'û' | 'ù' | 'ü' | 'Û' | 'Ù' | 'Ü' => [Some(b'u'), None],
            'ç' | 'Ç' => [Some(b'c'), None],
            'ÿ' | 'Ÿ' => [Some(b'y'), None],
            'œ' | 'Œ' => two(b'o', b'e'),
            'æ' | 'Æ' => two(b'a', b'e'),
            'ᵉ' => [Some(b'e'), None],
            'ʳ' => [Some(b'r'), None],
            '\u{2019}' | '\u{02BC}' => [Some(b'\''), None],
            // A combining mark of a decomposed letter: the letter stands before it.
            c if is_accent(c) => [None, None],
            _ => return false,
        };
        for byte in ascii.into_iter().flatten() {
            match self.bytes.get_mut(self.len) {
                Some(slot) => *slot = byte,
                None => return false,
            }
            self.len = self.len.saturating_add(1);
        }
        true
    }

    pub(crate) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

/// A combining mark of the Latin script, which is part of the word whose letter it stands on.
pub(crate) const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// A run of letters, folded. Fails on an empty run and on a word too long or too foreign to be in a closed class, so no
/// more than three times [`LONGEST`] characters are read. What is counted is the same in every normal form: a letter that
/// is composed with its mark is one character that is not ASCII, and so is its mark alone.
pub(crate) fn word(i: &str) -> Parse<'_, Folded> {
    // Most of what is asked is a figure or a sign.
    if i.as_bytes().first().is_none_or(|first| first.is_ascii() && !first.is_ascii_alphabetic()) {
        return no(i);
    }
    let mut folded = Folded::new();
    let (mut end, mut accents) = (0usize, 0usize);
    for c in i.chars() {
        if !(is_accent(c) || c.is_alphabetic()) {
            break;
        }
        accents = accents.saturating_add(usize::from(!c.is_ascii()));
        if accents > LONGEST.saturating_mul(2) || !folded.push(c) {
            return no(i);
        }
        end = end.saturating_add(c.len_utf8());
    }
    match i.split_at_checked(end) {
        Some((_, rest)) if folded.len > 0 => Ok((rest, folded)),
        _ => no(i),
    }
}

/// A word for which `of` has a value.
pub(crate) fn one_of<'i, T>(i: &'i str, of: impl Fn(&str) -> Option<T>) -> Parse<'i, T> {
    let (rest, folded) = word(i)?;
    match of(folded.as_str()) {
        Some(value) => Ok((rest, value)),
        None => no(i),
    }
}
