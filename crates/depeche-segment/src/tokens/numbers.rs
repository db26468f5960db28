//! T5 to T9 and T18: numbers with their signs and letters, fractions, codes, phone numbers.

use super::Walk;
use crate::class::Class;
use crate::key::Key;
use depeche_text::{TokenKind, typography};

impl Walk<'_> {
    /// T5 to T9: a number that begins at `digit`; `at` is its sign, if it has one.
    pub(super) fn number(&mut self, at: usize, digit: usize) -> usize {
        let text = self.text;
        if at == digit
            && let Some(end) = self.phone(digit)
        {
            return self.emit(at, end, TokenKind::Phone);
        }
        let first = self.digits(digit);
        // T5: groups of three
        if first.wrapping_sub(digit) <= 3
            && !matches!(text.before(digit), '.' | ',')
            && let Some(end) = self.groups(first)
        {
            return self.emit(at, end, TokenKind::Number);
        }
        let mut end = first;
        loop {
            let separator = matches!(text.byte(end), b'.' | b',') || text.class(end) == Class::Apostrophe;
            let next = text.after(end);
            if !separator || text.class(next) != Class::Digit {
                break;
            }
            end = self.digits(next);
        }
        if let Some(end) = self.fraction(at, digit, end) {
            return end;
        }
        if let Some(end) = self.section(end) {
            return self.emit(at, end, TokenKind::Number);
        }
        if text.byte(end) == b'.'
            && self.joins(end)
            && at == digit
            && let Some(end) = self.dotted_name(at, end)
        {
            return end;
        }
        match text.class(end) {
            Class::Letter => self.number_and_letters(at, digit, end),
            Class::Hyphen if text.class(text.after(end)) == Class::Digit => {
                let mut last = end;
                while text.class(last) == Class::Hyphen && text.class(text.after(last)) == Class::Digit {
                    last = self.digits(text.after(last));
                    while matches!(text.byte(last), b'.' | b',')
                        && text.class(last.wrapping_add(1)) == Class::Digit
                    {
                        last = self.digits(last.wrapping_add(1));
                    }
                }
                if text.class(last) == Class::Letter || text.class(last) == Class::Hyphen && self.joins(last)
                {
                    return self.number_in_word(at, digit, end);
                }
                self.emit(at, self.extend(last), TokenKind::Number)
            }
            Class::Hyphen if end == first && self.joins(end) => self.number_in_word(at, digit, end),
            _ => self.emit(at, self.extend(end), TokenKind::Number),
        }
    }

    /// T5: a number with its sign at `at`, at the start of what white space or a parenthesis opens.
    pub(super) fn signed(&mut self, at: usize, after: usize) -> Option<usize> {
        let free =
            matches!(self.text.class_before(at), Class::Space | Class::Line) || self.text.before(at) == '(';
        (free && self.text.class(after) == Class::Digit).then(|| self.number(at, after))
    }

    /// T5: the end of *120 000* or *1 250 000,5*, its first figures ending at `first`.
    fn groups(&self, first: usize) -> Option<usize> {
        let mut end = first;
        loop {
            if !typography::is_group_space(self.text.char(end)) {
                break;
            }
            let group = self.text.after(end);
            if self.digits(group).wrapping_sub(group) != 3 {
                break;
            }
            end = group.wrapping_add(3);
        }
        if end == first {
            return None;
        }
        if self.text.byte(end) == b',' && self.text.class(end.wrapping_add(1)) == Class::Digit {
            end = self.digits(end.wrapping_add(1));
        }
        (!self.text.is_alnum(end)).then(|| self.extend(end))
    }

    /// T18: the end of *01 23 45 67 89*, with spaces, dots or hyphens.
    fn phone(&self, at: usize) -> Option<usize> {
        if self.text.byte(at) != b'0' || matches!(self.text.before(at), '.' | ',' | '/' | '-') {
            return None;
        }
        let mut end = self.digits(at);
        if end.wrapping_sub(at) != 2 {
            return None;
        }
        for _ in 0..4 {
            let c = self.text.char(end);
            if !(typography::is_group_space(c) || c == '.' || typography::is_hyphen(c)) {
                return None;
            }
            let pair = self.text.after(end);
            end = self.digits(pair);
            if end.wrapping_sub(pair) != 2 {
                return None;
            }
        }
        (!self.text.is_alnum(end)).then(|| self.extend(end))
    }

    /// T9: dates and fractions, *14/07/2024*, *1/100*; but *1/|10 000* and *92|/|42|/|CEE* have their parts apart.
    fn fraction(&mut self, at: usize, digit: usize, end: usize) -> Option<usize> {
        let text = self.text;
        let mut slash = end;
        let mut four = end.wrapping_sub(digit) == 4;
        while text.byte(slash) == b'/' && text.class(slash.wrapping_add(1)) == Class::Digit {
            let part = slash.wrapping_add(1);
            slash = self.digits(part);
            four &= slash.wrapping_sub(part) == 4;
        }
        let whole = slash > end
            && !four
            && !text.is_alnum(slash)
            && text.before(digit) != '/'
            && !(text.byte(slash) == b'/' && self.joins(slash))
            && self.groups(slash).is_none();
        whole.then(|| self.emit(at, self.extend(slash), TokenKind::Number))
    }

    /// T9: the end of a section number with its last stop, *1.8.2. de*, when the figures end at `end`.
    fn section(&self, end: usize) -> Option<usize> {
        let head = self.text.slice(0, end);
        let figures = head.bytes().rev().take(24).take_while(|byte| byte.is_ascii_digit() || *byte == b'.');
        let dots = figures.filter(|&byte| byte == b'.').count();
        let after = end.wrapping_add(1);
        let section = dots >= 2
            && self.text.byte(end) == b'.'
            && self.text.class(after) == Class::Space
            && self.text.char(self.text.after(after)).is_lowercase();
        section.then_some(after)
    }

    /// T9: the end of a code with slashes that begins with the word `at..run`: *GPIIb/IIIa*, *H/C/562*.
    pub(super) fn code(&self, at: usize, run: usize) -> Option<usize> {
        let text = self.text;
        let mut end = run;
        let mut parts = 1_usize;
        let mut roman = is_lettered_roman(text.slice(at, run), false);
        let mut plain = run.wrapping_sub(at) == 1 && text.char(at).is_ascii_uppercase();
        while text.byte(end) == b'/' && self.joins(end) && end.wrapping_sub(at) < 48 {
            let part = end.wrapping_add(1);
            end = self.run_end(part);
            parts = parts.wrapping_add(1);
            let word = text.slice(part, end);
            roman &= is_lettered_roman(word, true);
            plain &= word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        }
        (parts == 2 && roman || parts >= 3 && plain).then_some(end)
    }

    /// T6, T7, T8: figures `at..end` with letters after them.
    fn number_and_letters(&mut self, at: usize, digit: usize, end: usize) -> usize {
        let text = self.text;
        let run = self.run_end(end);
        let Some(letters) = Key::new(text.slice(end, run)) else {
            return self.number_in_word(at, digit, end);
        };
        let letters = letters.as_str();
        if is_ordinal_ending(letters) {
            return self.emit(at, run, TokenKind::Ordinal);
        }
        // T7: 20h, 20h30
        if end.wrapping_sub(digit) <= 2
            && let Some(minutes) = letters.strip_prefix('h')
            && minutes.len() <= 2
            && minutes.bytes().all(|byte| byte.is_ascii_digit())
        {
            self.emit(at, end, TokenKind::Number);
            return self.emit(end, end.wrapping_add(1), TokenKind::Word);
        }
        let plain = !(text.class(run) == Class::Hyphen && self.joins(run));
        if plain && is_unit(text.slice(end, run)) {
            return self.emit(at, end, TokenKind::Number);
        }
        if text.slice(digit, end).bytes().all(|byte| byte.is_ascii_digit()) {
            return self.number_in_word(at, digit, end);
        }
        self.emit(at, end, TokenKind::Number)
    }

    /// A number that turned out to be part of a word: *3D*, *4-temps*; a sign before it stands alone then.
    fn number_in_word(&mut self, at: usize, digit: usize, end: usize) -> usize {
        if at != digit {
            return self.emit(at, digit, TokenKind::Symbol);
        }
        if self.text.class(end) == Class::Hyphen { self.compound(at, end) } else { self.word(at) }
    }

    /// The end of the figures from `at`.
    pub(super) fn digits(&self, mut at: usize) -> usize {
        while self.text.byte(at).is_ascii_digit() {
            at = at.wrapping_add(1);
        }
        at
    }
}

/// T6: units that are cut from the figures before them.
fn is_unit(letters: &str) -> bool {
    matches!(
        letters,
        "km" | "kg"
            | "cm"
            | "mm"
            | "m²"
            | "m2"
            | "m3"
            | "m³"
            | "ml"
            | "cl"
            | "mg"
            | "µg"
            | "g"
            | "m"
            | "h"
            | "ha"
            | "Go"
            | "Mo"
            | "MHz"
            | "GHz"
            | "kW"
            | "V"
            | "W"
            | "s"
            | "min"
            | "ans"
            | "pts"
            | "fps"
            | "F"
    )
}

/// T8
fn is_ordinal_ending(letters: &str) -> bool {
    let letters = letters.strip_suffix('s').unwrap_or(letters);
    matches!(
        letters,
        "er" | "e\u{300}re"
            | "ere"
            | "re"
            | "nd"
            | "nde"
            | "ie\u{300}me"
            | "ieme"
            | "e\u{300}me"
            | "eme"
            | "e"
    )
}

/// T9: *IIb*, *GPIIb*; the last part of a code has its letter.
fn is_lettered_roman(word: &str, letter: bool) -> bool {
    let figures = word.strip_prefix("GP").unwrap_or(word);
    let bare = figures.trim_end_matches(['a', 'b', 'A', 'B']);
    !bare.is_empty()
        && figures.len().wrapping_sub(bare.len()) <= 1
        && (!letter || bare.len() < figures.len())
        && bare.bytes().all(|byte| b"IVX".contains(&byte))
}

/// T8: *XVIe*, *Ier*; not *Le*, *Les*, *Ce*, which would be the fiftieth and the hundredth.
pub(super) fn is_roman_ordinal(word: &str) -> bool {
    let figures = word.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    word.bytes().take(figures).any(|byte| b"IVX".contains(&byte))
        && word.split_at_checked(figures).is_some_and(|(_, rest)| {
            Key::new(rest).is_some_and(|key| is_ordinal_ending(key.as_str()))
                && rest.starts_with(char::is_lowercase)
        })
}
