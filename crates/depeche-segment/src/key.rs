//! The form in which words are looked up in the lists: lower case, accents taken apart, one apostrophe, one hyphen.

use depeche_text::typography;

/// The most bytes a listed word may have in its key form.
pub(crate) const MAX: usize = 48;

/// The key form of a short text, on the stack.
///
/// `É` and `É` (NFD), `l’` and `l'` have one key: what is decided by a list is blind to both.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    bytes: [u8; MAX],
    len: usize,
}

impl Key {
    /// The key of `text`; `None` when it is longer than any listed word may be.
    pub(crate) fn new(text: &str) -> Option<Key> {
        let mut key = Key { bytes: [0; MAX], len: 0 };
        // Most words are short: byte by byte they are copied sooner than a function that copies is called.
        let mut signs = 0_u8;
        for (slot, byte) in key.bytes.iter_mut().zip(text.bytes()) {
            *slot = byte.to_ascii_lowercase();
            signs |= byte;
        }
        if signs < 0x80 && text.len() <= MAX {
            key.len = text.len();
            return Some(key);
        }
        let bytes = text.as_bytes();
        let mut at = 0_usize;
        while let Some(&byte) = bytes.get(at) {
            let next = at.wrapping_add(1);
            if byte < 0x80 {
                key.put([byte.to_ascii_lowercase()])?;
                at = next;
            } else if byte == 0xC3
                && let Some([letter, mark]) = bytes.get(next).and_then(|&second| apart(second))
            {
                key.put([letter, 0xCC, mark])?;
                at = next.wrapping_add(1);
            } else {
                let c = text.get(at..).and_then(|rest| rest.chars().next())?;
                key.push(c)?;
                at = at.wrapping_add(c.len_utf8());
            }
        }
        Some(key)
    }

    #[inline]
    fn put<const COUNT: usize>(&mut self, bytes: [u8; COUNT]) -> Option<()> {
        let end = self.len.wrapping_add(COUNT);
        *self.bytes.get_mut(self.len..end)?.first_chunk_mut()? = bytes;
        self.len = end;
        Some(())
    }

    fn push(&mut self, c: char) -> Option<()> {
        let mut fits = Some(());
        fold(c, |part| {
            let end = self.len.wrapping_add(part.len_utf8());
            match self.bytes.get_mut(self.len..end) {
                Some(room) => {
                    part.encode_utf8(room);
                    self.len = end;
                }
                None => fits = None,
            }
        });
        fits
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

/// Whether `key`, which is ASCII, is the key of `word`.
pub(crate) fn has_key(word: &str, key: &str) -> bool {
    if word.is_ascii() {
        word.eq_ignore_ascii_case(key)
    } else {
        Key::new(word).is_some_and(|found| found.as_str() == key)
    }
}

/// The letter and the last byte of the mark of a letter from À to ý, which have one key with their small letters; `second` is
/// its second byte, the first being C3, and that of its mark is CC.
#[inline]
pub(crate) fn apart(second: u8) -> Option<[u8; 2]> {
    let [letter, mark] = *APART.get(usize::from(second & 0x1F))?;
    (mark != 0).then_some([letter, mark])
}

static APART: [[u8; 2]; 32] = {
    const NONE: [u8; 2] = [0; 2];
    const GRAVE: u8 = 0x80;
    const ACUTE: u8 = 0x81;
    const CIRCUMFLEX: u8 = 0x82;
    const TILDE: u8 = 0x83;
    const DIAERESIS: u8 = 0x88;
    const RING: u8 = 0x8A;
    const CEDILLA: u8 = 0xA7;
    [
        [b'a', GRAVE],
        [b'a', ACUTE],
        [b'a', CIRCUMFLEX],
        [b'a', TILDE],
        [b'a', DIAERESIS],
        [b'a', RING],
        NONE,
        [b'c', CEDILLA],
        [b'e', GRAVE],
        [b'e', ACUTE],
        [b'e', CIRCUMFLEX],
        [b'e', DIAERESIS],
        [b'i', GRAVE],
        [b'i', ACUTE],
        [b'i', CIRCUMFLEX],
        [b'i', DIAERESIS],
        NONE,
        [b'n', TILDE],
        [b'o', GRAVE],
        [b'o', ACUTE],
        [b'o', CIRCUMFLEX],
        [b'o', TILDE],
        [b'o', DIAERESIS],
        NONE,
        NONE,
        [b'u', GRAVE],
        [b'u', ACUTE],
        [b'u', CIRCUMFLEX],
        [b'u', DIAERESIS],
        [b'y', ACUTE],
        NONE,
        NONE,
    ]
};

/// Gives the characters of the key of `c` to `each`.
pub(crate) fn fold(c: char, mut each: impl FnMut(char)) {
    match c {
        'A'..='Z' => each(c.to_ascii_lowercase()),
        _ if c.is_ascii() => each(c),
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => {}
        _ if typography::is_apostrophe(c) => each('\''),
        _ if typography::is_hyphen(c) => each('-'),
        _ if typography::is_group_space(c) => each(' '),
        // Dashes, quotes and other signs have no small form and no parts.
        '\u{2010}'..='\u{205E}' => each(c),
        _ => c.to_lowercase().for_each(|c| typography::decompose(c, &mut each)),
    }
}

/// The key of a listed word of any length.
pub(crate) fn owned(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    text.chars().for_each(|c| fold(c, |part| key.push(part)));
    key
}

#[cfg(test)]
mod tests {
    use super::{Key, owned};
    use depeche_text::typography;

    #[test]
    fn letters_taken_apart_here_are_those_of_unicode() {
        for c in 'À'..='ÿ' {
            let mut apart = String::new();
            c.to_lowercase().for_each(|c| typography::decompose(c, |part| apart.push(part)));
            assert_eq!(Key::new(c.encode_utf8(&mut [0; 4])).unwrap().as_str(), apart);
        }
    }

    #[test]
    fn one_key_for_one_word() {
        for [a, b] in [["É", "E\u{301}"], ["L’", "l'"], ["lÀ", "la\u{300}"], ["Œuvre", "œuvre"]] {
            assert_eq!(Key::new(a).unwrap().as_str(), Key::new(b).unwrap().as_str());
            assert_eq!(Key::new(a).unwrap().as_str(), owned(b));
        }
        assert_ne!(owned("la"), owned("là"));
        assert!(Key::new(&"a".repeat(99)).is_none());
    }
}
