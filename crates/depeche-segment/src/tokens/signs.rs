//! T13, T14 and T15: hashtags and handles, runs of hyphens, emoji.

use super::Walk;
use crate::class::{Class, is_flag, is_skin, last_letters};
use depeche_text::{TokenKind, typography};

/// How many characters a bracket is looked for that waits for the mouth of a face.
const NEAR: usize = 120;

impl Walk<'_> {
    pub(super) fn punctuation(&mut self, at: usize, c: char, after: usize) -> usize {
        let text = self.text;
        // *(#crue)*, *«#crue»*; not the anchor of an address, *page/#crue*.
        let free = match text.class_before(at) {
            Class::Letter | Class::Digit => false,
            Class::Punctuation => !matches!(text.before(at), '#' | '@' | '/' | '&' | '_' | '*'),
            _ => true,
        };
        match c {
            ':' | ';' if let Some(end) = self.emoticon(at) => self.emit(at, end, TokenKind::Emoji),
            // T14
            '#' if free && self.begins_with_figures(after) => {
                self.emit(at, self.run_end(after), TokenKind::Hashtag)
            }
            '#' | '@' if free && text.class(after) == Class::Letter => {
                let mut end = self.run_end(after);
                if c == '@' {
                    while text.byte(end) == b'.' && self.joins(end) {
                        end = self.run_end(end.wrapping_add(1));
                    }
                }
                let kind = if c == '#' { TokenKind::Hashtag } else { TokenKind::Handle };
                self.emit(at, end, kind)
            }
            '"' | ';' | ':' | '\u{37E}' => self.emit_stop(at, self.extend(after), TokenKind::Punctuation),
            _ => self.emit(at, self.extend(after), TokenKind::Punctuation),
        }
    }

    /// T15: the end of the face of signs at `at`, after white space and before no letter: *:-)*, *;)*, *:D*. A bracket alone is no
    /// mouth where another waits for it, *(lire aussi :)*.
    fn emoticon(&self, at: usize) -> Option<usize> {
        let text = self.text;
        let eyes = at.wrapping_add(1);
        let nose = text.byte(eyes) == b'-';
        let mouth = eyes.wrapping_add(usize::from(nose));
        let end = mouth.wrapping_add(1);
        if !matches!(text.byte(mouth), b')' | b'(' | b'D' | b'P')
            || !matches!(text.class_before(at), Class::Space | Class::Line)
            || text.is_alnum(end)
            || matches!(text.class(end), Class::Extend)
        {
            return None;
        }
        let waits = || {
            let mut near = last_letters(text.slice(0, at), NEAR);
            near.find(|&c| matches!(c, '(' | ')') || typography::is_line_end(c)) == Some('(')
        };
        (nose || text.byte(mouth) != b')' || !waits()).then_some(end)
    }

    /// T14: whether figures and three letters at least stand at `at`: *#8mars*; not *#3*, *#20h*.
    fn begins_with_figures(&self, at: usize) -> bool {
        let letters = self.digits(at);
        letters > at
            && self.text.slice(letters, self.run_end(at)).chars().filter(|c| c.is_alphabetic()).count() >= 3
    }

    /// T13, T5: `--`, a sign before a number, or a hyphen alone.
    pub(super) fn hyphen(&mut self, at: usize, after: usize) -> usize {
        let end = self.same(at, b'-');
        if end.wrapping_sub(at) >= 2 {
            return self.emit(at, self.extend(end), TokenKind::Punctuation);
        }
        self.signed(at, after).unwrap_or_else(|| self.emit(at, self.extend(after), TokenKind::Punctuation))
    }

    /// T15: an emoji with its modifiers, flags by two, joined sequences whole.
    pub(super) fn emoji(&mut self, at: usize) -> usize {
        let text = self.text;
        let mut end = text.after(at);
        if is_flag(text.char(at)) && is_flag(text.char(end)) {
            end = text.after(end);
        }
        loop {
            let c = text.char(end);
            if is_skin(c) {
                end = text.after(end);
            } else if c == '\u{200D}' && text.class(text.after(end)) == Class::Emoji {
                end = text.after(text.after(end));
            } else if text.class(end) == Class::Extend {
                end = text.after(end);
            } else {
                return self.emit(at, end, TokenKind::Emoji);
            }
        }
    }

    /// The end of the bytes equal to `byte` from `at`.
    pub(super) fn same(&self, mut at: usize, byte: u8) -> usize {
        while self.text.byte(at) == byte {
            at = at.wrapping_add(1);
        }
        at
    }
}
