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
        if text.is_ascii() && !text.is_empty() {
            let room = key.bytes.get_mut(..text.len())?;
            room.copy_from_slice(text.as_bytes());
            room.make_ascii_lowercase();
            key.len = text.len();
            return Some(key);
        }
        for c in text.chars() {
            key.push(c)?;
        }
        Some(key)
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

/// Gives the characters of the key of `c` to `each`.
pub(crate) fn fold(c: char, mut each: impl FnMut(char)) {
    match c {
        'A'..='Z' => each(c.to_ascii_lowercase()),
        _ if c.is_ascii() => each(c),
        // What French writes most, taken apart here.
        'à' | 'À' => ['a', '\u{300}'].into_iter().for_each(each),
        'â' | 'Â' => ['a', '\u{302}'].into_iter().for_each(each),
        'ç' | 'Ç' => ['c', '\u{327}'].into_iter().for_each(each),
        'è' | 'È' => ['e', '\u{300}'].into_iter().for_each(each),
        'é' | 'É' => ['e', '\u{301}'].into_iter().for_each(each),
        'ê' | 'Ê' => ['e', '\u{302}'].into_iter().for_each(each),
        'î' | 'Î' => ['i', '\u{302}'].into_iter().for_each(each),
        'ô' | 'Ô' => ['o', '\u{302}'].into_iter().for_each(each),
        'û' | 'Û' => ['u', '\u{302}'].into_iter().for_each(each),
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => {}
        _ if typography::is_apostrophe(c) => each('\''),
        _ if typography::is_hyphen(c) => each('-'),
        _ if typography::is_group_space(c) => each(' '),
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
    use super::{Key, fold, owned};
    use depeche_text::typography;

    #[test]
    fn letters_taken_apart_here_are_those_of_unicode() {
        for c in 'À'..='ÿ' {
            let (mut folded, mut apart) = (String::new(), String::new());
            fold(c, |part| folded.push(part));
            c.to_lowercase().for_each(|c| typography::decompose(c, |part| apart.push(part)));
            assert_eq!(folded, apart);
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
