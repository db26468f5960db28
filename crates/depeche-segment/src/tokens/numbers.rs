//! T5 to T9 and T18: numbers with their signs and letters, fractions, codes, phone numbers.

use super::Walk;
use crate::class::{Class, is_capital};
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
            && let Some((end, kind)) = self.groups(first)
        {
            return self.emit(at, self.round_price(end).unwrap_or(end), kind);
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
        if let Some(end) = self.round_price(end) {
            return self.emit(at, end, TokenKind::Number);
        }
        if (text.byte(end) == b'.' || text.byte(end) == b'-' && end == first)
            && self.joins(end)
            && at == digit
            && let Some(end) = self.dotted_name(at, end)
        {
            return end;
        }
        match text.class(end) {
            Class::Letter => self.number_and_letters(at, digit, end),
            // T7: *14h30-16h*
            Class::Hyphen if self.is_hour(text.after(end)) => self.emit(at, end, TokenKind::Number),
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
    /// T8: or of *5 000e*.
    fn groups(&self, first: usize) -> Option<(usize, TokenKind)> {
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
        let decimals = self.text.byte(end) == b',' && self.text.class(end.wrapping_add(1)) == Class::Digit;
        if decimals {
            end = self.digits(end.wrapping_add(1));
        }
        if self.text.class(end) == Class::Letter {
            let run = self.run_end(end);
            let letters = self.text.slice(end, run);
            // T6: *3 000m*
            if is_unit(letters) && !(self.text.class(run) == Class::Hyphen && self.joins(run)) {
                return Some((end, TokenKind::Number));
            }
            let ordinal = !decimals && Key::new(letters).is_some_and(|key| is_ordinal_ending(key.as_str()));
            return ordinal.then_some((run, TokenKind::Ordinal));
        }
        (!self.text.is_alnum(end)).then(|| (self.extend(end), TokenKind::Number))
    }

    /// T5: the end of a Swiss price without centimes, *1'200.-*, *5.–*, its figures ending at `end`; not of *3.- Le prix*.
    fn round_price(&self, end: usize) -> Option<usize> {
        let text = self.text;
        let dash = end.wrapping_add(1);
        let c = text.char(dash);
        if text.byte(end) != b'.' || !(typography::is_hyphen(c) || typography::is_dash(c)) {
            return None;
        }
        let mut after = text.after(dash);
        if text.char(after) == c {
            after = text.after(after);
        }
        let next = text.char(text.after(after));
        let goes_on = text.is_alnum(after)
            || text.class(after) == Class::Hyphen
            || text.class(after) == Class::Extend
            || text.class(after) == Class::Space && is_capital(next);
        (!goes_on).then_some(after)
    }

    /// T18: the end of a phone number of France, Belgium, Switzerland or Québec, or of one with `00` before it:
    /// *01 23 45 67 89*, *02 555 12 34*, *022 345 67 89*, *0475/12.34.56*, *514 555-1234*, *0032 2 555 12 34*.
    fn phone(&self, at: usize) -> Option<usize> {
        if matches!(self.text.before(at), '.' | ',' | '/' | '-') {
            return None;
        }
        let first = self.text.byte(at);
        if first == b'0' {
            let abroad = self.text.byte(at.wrapping_add(1)) == b'0';
            return if abroad { self.phone_abroad(at) } else { self.phone_at_home(at) };
        }
        self.phone_of_america(at)
    }

    /// The end of the group of figures after the separator at `end`: its size and its end.
    fn phone_group(&self, end: usize, slash: bool) -> Option<(usize, usize)> {
        let c = self.text.char(end);
        let parts =
            typography::is_group_space(c) || c == '.' || typography::is_hyphen(c) || slash && c == '/';
        let group = self.text.after(end);
        let last = self.digits(group);
        (parts && last > group).then(|| (last.wrapping_sub(group), last))
    }

    /// T18: a zero, then groups of two and three figures, nine or ten figures in all.
    fn phone_at_home(&self, at: usize) -> Option<usize> {
        let mut end = self.digits(at);
        let mut figures = end.wrapping_sub(at);
        if !matches!(figures, 1..=4) {
            return None;
        }
        let mut groups = 1_u8;
        while figures < 9 {
            let (size, last) = self.phone_group(end, groups == 1)?;
            if !matches!(size, 2 | 3) {
                return None;
            }
            (end, figures, groups) = (last, figures.wrapping_add(size), groups.wrapping_add(1));
        }
        (figures <= 10 && groups >= 3 && !self.text.is_alnum(end)).then(|| self.extend(end))
    }

    /// T18: *00* or *+* and the number of a country, then groups, ten to fifteen figures in all; a number in groups of three
    /// is a number.
    pub(super) fn phone_abroad(&self, digit: usize) -> Option<usize> {
        let mut end = self.digits(digit);
        let mut figures = end.wrapping_sub(digit);
        let mut threes = true;
        let mut groups = 1_u8;
        // +32 (0)2 555 12 34
        let space = if self.text.class(end) == Class::Space { self.text.after(end) } else { end };
        if self.text.slice(space, space.wrapping_add(3)) == "(0)" {
            let group = space.wrapping_add(3);
            let last = self.digits(group);
            threes = false;
            (figures, end) = (figures.wrapping_add(last.wrapping_sub(group)), last);
        }
        while figures < 15
            && let Some((size @ 1..=4, last)) = self.phone_group(end, true)
        {
            threes &= size == 3;
            (end, figures, groups) = (last, figures.wrapping_add(size), groups.wrapping_add(1));
        }
        ((10..=15).contains(&figures) && (groups == 1 || groups >= 3 && !threes) && !self.text.is_alnum(end))
            .then(|| self.extend(end))
    }

    /// T18: *514 555-1234*, *1 800 555-1234*: neither the area nor the exchange begins with 0 or 1.
    fn phone_of_america(&self, at: usize) -> Option<usize> {
        let mut area = at;
        let mut end = self.digits(at);
        if self.text.slice(at, end) == "1" {
            area = self.text.after(end);
            end = self.phone_group(end, false)?.1;
        }
        let (exchange, middle) = self.phone_group(end, false)?;
        let (last, close) = self.phone_group(middle, false)?;
        let open = self.text.after(end);
        (end.wrapping_sub(area) == 3
            && (exchange, last) == (3, 4)
            && typography::is_hyphen(self.text.char(middle))
            && [area, open].iter().all(|&at| matches!(self.text.byte(at), b'2'..=b'9'))
            && !self.text.is_alnum(close)
            && !(self.text.class(close) == Class::Hyphen && self.joins(close)))
        .then(|| self.extend(close))
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

    /// T9: the end of a code with slashes that begins with the word `at..run`: *GPIIb/IIIa*, *H/C/562*,
    /// *A/H1N1*.
    pub(super) fn code(&self, at: usize, run: usize) -> Option<usize> {
        let text = self.text;
        let mut end = run;
        let mut parts = 1_usize;
        let mut roman = is_lettered_roman(text.slice(at, run), false);
        let mut plain = run.wrapping_sub(at) == 1 && text.char(at).is_ascii_uppercase();
        let mut mixed = false;
        while text.byte(end) == b'/' && self.joins(end) && end.wrapping_sub(at) < 48 {
            let part = end.wrapping_add(1);
            end = self.run_end(part);
            parts = parts.wrapping_add(1);
            let word = text.slice(part, end);
            roman &= is_lettered_roman(word, true);
            plain &= word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            mixed = word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.contains(|c: char| c.is_ascii_digit());
        }
        (parts == 2 && roman || plain && (parts >= 3 || mixed)).then_some(end)
    }

    /// T7: whether an hour stands at `at`, *16h*, *16h30*.
    fn is_hour(&self, at: usize) -> bool {
        let letter = self.digits(at);
        let minutes = letter.wrapping_add(1);
        let end = self.digits(minutes);
        matches!(letter.wrapping_sub(at), 1 | 2)
            && matches!(self.text.byte(letter), b'h' | b'H')
            && matches!(end.wrapping_sub(minutes), 0 | 2)
            && !self.text.is_alnum(end)
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
        let joins =
            matches!(text.class(run), Class::Hyphen | Class::Apostrophe | Class::Middle) && self.joins(run);
        if text.slice(end, run).chars().all(|c| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁺' | '⁻'))
            && !joins
        {
            return self.emit(at, run, TokenKind::Number);
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

/// T8: *XVIe*, *Ier*; not *Le*, *Les*, *Ce*, which would be the fiftieth and the hundredth, nor *Vers*, nor *Inde*: only the first
/// ends in *-er*, and only the second in *-nde*.
pub(super) fn is_roman_ordinal(word: &str) -> bool {
    let figures = word.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    word.split_at_checked(figures).is_some_and(|(figures, rest)| {
        let fits = |ending: &str| match ending.strip_suffix('s').unwrap_or(ending) {
            "er" | "e\u{300}re" | "ere" | "re" => figures == "I",
            "nd" | "nde" => figures == "II",
            _ => figures.contains(['I', 'V', 'X']),
        };
        rest.starts_with(char::is_lowercase)
            && Key::new(rest).is_some_and(|key| is_ordinal_ending(key.as_str()) && fits(key.as_str()))
    })
}
