//! The atoms of a name or of a text: what is compared one by one.
//!
//! An atom is a run of letters, figures and marks, or one other character with its marks; a letter of a script that is
//! written without spaces (Chinese, Japanese, Thai) is an atom of its own. White space and hyphens stand
//! between atoms and are none, so `Saint-Étienne`, `Saint Étienne` and `Saint\nÉtienne` have the same atoms; but a hyphen
//! that touches no word (`Paris - Nice`), or that begins a name, is one. The cut depends on the characters alone, never on a
//! tokenizer: that is what lets one compiled gazetteer serve all of them.

use depeche_text::fold::{folded_hash, hash, is_ignorable, is_mark, mix, scan_word};
use depeche_text::typography::{is_apostrophe, is_hyphen, is_line_end};

/// The longest white space that may stand inside a name, in bytes.
pub(crate) const MAX_GAP: usize = 256;

/// The longest word of a text that can be part of a name, in bytes; far more than any form of it can have.
pub(crate) const MAX_TEXT_WORD: usize = 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Atom {
    pub start: usize,
    pub end: usize,
    pub word: bool,
}

const OTHER: u8 = 0;
const WORD: u8 = 1;
const SPACE: u8 = 2;
const HYPHEN: u8 = 3;

const CLASS: [u8; 128] = {
    let mut table = [OTHER; 128];
    let mut rest: &mut [u8] = &mut table;
    let mut b = 0u8;
    while let [first, tail @ ..] = rest {
        *first = match b {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => WORD,
            b' ' | b'\t'..=b'\r' => SPACE,
            b'-' => HYPHEN,
            _ => OTHER,
        };
        b = b.wrapping_add(1);
        rest = tail;
    }
    table
};

fn class(c: char) -> u8 {
    match CLASS.get(c as usize) {
        Some(&class) => class,
        // Latin letters, all of this block but two, need no look at the tables of Unicode.
        None if matches!(c, 'À'..='\u{24F}' if !matches!(c, '×' | '÷')) => WORD,
        // One of the apostrophes, ʼ, is a letter to Unicode.
        None if is_apostrophe(c) => OTHER,
        None if is_unspaced(c) => OTHER,
        None if c.is_alphanumeric() || is_mark(c) || is_ignorable(c) => WORD,
        None if c.is_whitespace() => SPACE,
        None if is_hyphen(c) => HYPHEN,
        None => OTHER,
    }
}

/// A letter of a script that does not part words by spaces.
const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0E00}'..='\u{0EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether `c` belongs to a run of letters and figures.
pub(crate) fn is_word_char(c: char) -> bool {
    class(c) == WORD
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The end of the word that begins at `at`, or `at` when none does. Stops looking beyond [`MAX_TEXT_WORD`] bytes.
#[inline]
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let bound = at.saturating_add(MAX_TEXT_WORD);
    let mut end = at;
    while let Some(&b) = bytes.get(end) {
        match CLASS.get(usize::from(b)) {
            Some(&WORD) => end = end.wrapping_add(1),
            Some(_) => break,
            None => match char_at(text, end) {
                Some(c) if is_word_char(c) => end = end.wrapping_add(c.len_utf8()),
                _ => break,
            },
        }
        if end > bound {
            break;
        }
    }
    end
}

/// The end of a run of marks at `at`.
fn marks_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end).filter(|&c| is_mark(c)) {
        end = end.wrapping_add(c.len_utf8());
        if end.wrapping_sub(at) > MAX_TEXT_WORD {
            break;
        }
    }
    end
}

/// The atom that begins at `at`, whatever stands there; `None` at the end of the text and at white space.
#[inline]
pub(crate) fn first_atom(text: &str, at: usize) -> Option<Atom> {
    let end = word_end(text, at);
    if end > at {
        return Some(Atom { start: at, end, word: true });
    }
    let c = char_at(text, at)?;
    let after = at.wrapping_add(c.len_utf8());
    let end = marks_end(text, after);
    if class(c) == SPACE && end == after {
        return None;
    }
    Some(Atom { start: at, end, word: false })
}

/// The atom after `before`, and the number of line ends between the two.
pub(crate) fn next_atom(text: &str, before: Atom) -> Option<(Atom, usize)> {
    // One plain space or hyphen between two words is nearly every gap.
    if let (true, Some([b' ' | b'-', next, ..])) = (before.word, text.as_bytes().get(before.end..))
        && next.is_ascii_alphanumeric()
    {
        return first_atom(text, before.end.wrapping_add(1)).map(|atom| (atom, 0));
    }
    let mut at = before.end;
    let mut lines: usize = 0;
    let mut after_word = before.word;
    let mut last = ' ';
    while let Some(c) = char_at(text, at) {
        let next = at.wrapping_add(c.len_utf8());
        let separates = match class(c) {
            SPACE => true,
            HYPHEN => after_word || char_at(text, next).is_some_and(|c| is_word_char(c) && !is_mark(c)),
            _ => false,
        };
        if !separates || char_at(text, next).is_some_and(is_mark) {
            return first_atom(text, at).map(|atom| (atom, lines));
        }
        if is_line_end(c) && !(c == '\n' && last == '\r') {
            lines = lines.wrapping_add(1);
        }
        after_word = false;
        last = c;
        at = next;
        if at.wrapping_sub(before.end) > MAX_GAP {
            return None;
        }
    }
    None
}

/// The atoms of a whole name.
#[derive(Clone)]
pub(crate) struct Atoms<'t> {
    text: &'t str,
    last: Option<Atom>,
    begun: bool,
}

pub(crate) const fn atoms(text: &str) -> Atoms<'_> {
    Atoms { text, last: None, begun: false }
}

impl Iterator for Atoms<'_> {
    type Item = Atom;

    fn next(&mut self) -> Option<Atom> {
        self.last = if self.begun {
            self.last.and_then(|last| next_atom(self.text, last)).map(|(atom, _)| atom)
        } else {
            self.begun = true;
            first_atom(self.text, 0)
        };
        self.last
    }
}

/// The hash of the atoms so far and one more.
#[inline]
pub(crate) const fn chain(so_far: u64, atom: u64) -> u64 {
    mix(so_far.rotate_left(25) ^ atom, 0xA076_1D64_78BD_642F)
}

/// The atom that begins at `at`, in the text before `limit`, and its hash.
#[inline(never)]
pub(crate) fn first_hashed(text: &str, at: usize, limit: usize, scratch: &mut String) -> Option<(Atom, u64)> {
    if let Some((len, hash)) = text.as_bytes().get(at..).and_then(scan_word)
        && at.wrapping_add(len) <= limit
    {
        return Some((Atom { start: at, end: at.wrapping_add(len), word: true }, hash));
    }
    let text = text.get(..limit)?;
    let atom = first_atom(text, at)?;
    Some((atom, atom_hash(text, atom, scratch)))
}

/// The atom after one that ends at `end` (`after_word` when that is a word) in the text before `limit`, its hash, and the number
/// of line ends between the two.
#[inline]
pub(crate) fn next_hashed(
    text: &str,
    end: usize,
    after_word: bool,
    limit: usize,
    scratch: &mut String,
) -> Option<(Atom, u64, usize)> {
    // One plain space or hyphen before a word is nearly every gap.
    let at = end.wrapping_add(1);
    if matches!(text.as_bytes().get(end), Some(b' ' | b'-'))
        && let Some((len, hash)) = text.as_bytes().get(at..).and_then(scan_word)
        && at.wrapping_add(len) <= limit
    {
        return Some((Atom { start: at, end: at.wrapping_add(len), word: true }, hash, 0));
    }
    if let Some(found) = beside(text.as_bytes(), end, after_word, limit) {
        return Some(found);
    }
    next_slowly(text.get(..limit)?, Atom { start: end, end, word: after_word }, scratch)
}

/// The atom that stands against the one before without a gap, as in *d'Ivoire*: an apostrophe or another sign, a word after a sign.
#[inline]
fn beside(bytes: &[u8], end: usize, after_word: bool, limit: usize) -> Option<(Atom, u64, usize)> {
    let rest = bytes.get(end..)?;
    // What comes after a sign must begin no mark, and none is below U+0300.
    let (len, hash, word) = match rest {
        [sign @ b'!'..=b'~', 0..=0xCB, ..] if !sign.is_ascii_alphanumeric() && *sign != b'-' => {
            (1, hash(std::slice::from_ref(sign)), false)
        }
        [0xE2, 0x80, 0x99, 0..=0xCB, ..] => (3, hash(b"'"), false),
        _ if after_word => return None,
        _ => {
            let (len, hash) = scan_word(rest)?;
            (len, hash, true)
        }
    };
    let after = end.wrapping_add(len);
    let atom = Atom { start: end, end: after, word };
    (after <= limit).then_some((atom, hash, 0))
}

#[inline(never)]
fn next_slowly(text: &str, before: Atom, scratch: &mut String) -> Option<(Atom, u64, usize)> {
    let (atom, lines) = next_atom(text, before)?;
    Some((atom, atom_hash(text, atom, scratch), lines))
}

/// The hash of one atom, case and diacritics folded.
#[inline]
pub(crate) fn atom_hash(text: &str, atom: Atom, scratch: &mut String) -> u64 {
    folded_hash(text.get(atom.start..atom.end).unwrap_or_default(), scratch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use depeche_text::strategies::any_text;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        atoms(text).map(|atom| &text[atom.start..atom.end]).collect()
    }

    #[test]
    fn hyphens_and_white_space_separate() {
        for name in [
            "Saint-Étienne",
            "Saint Étienne",
            "Saint-\n  Étienne",
            "Saint\u{A0}Étienne",
            "Saint\u{2011}Étienne",
        ] {
            assert_eq!(cut(name), ["Saint", "Étienne"]);
        }
        assert_eq!(cut("Paris - Nice"), ["Paris", "-", "Nice"]);
        assert_eq!(cut("-Paris"), ["-", "Paris"]);
        assert_eq!(cut("AT&T"), ["AT", "&", "T"]);
        assert_eq!(cut("Côte d’Ivoire"), ["Côte", "d", "’", "Ivoire"]);
        assert_eq!(cut("a -\u{301}b"), ["a", "-\u{301}", "b"]);
        assert_eq!(cut("a &\u{301}\u{302}\u{327}b"), ["a", "&\u{301}\u{302}\u{327}", "b"]);
        assert_eq!(cut("北京 abc京"), ["北", "京", "abc", "京"]);
        assert_eq!(cut(""), [""; 0]);
    }

    proptest! {
        #[test]
        fn atoms_are_in_order_and_never_empty(text in any_text()) {
            let mut reached = 0;
            for atom in atoms(text.trim_start()) {
                prop_assert!(atom.start >= reached && atom.end > atom.start);
                prop_assert!(text.trim_start().get(atom.start..atom.end).is_some());
                reached = atom.end;
            }
        }
    }
}
