//! T10 to T12: words that keep a full stop: abbreviations, initials, acronyms.

use super::{Walk, word_kind};
use crate::class::{Class, Text, class, is_capital, letters, parts};
use crate::key::Key;
use crate::known;
use crate::lexicon::{Abbreviation, Lexicon};
use crate::phrases::last_word;
use depeche_text::{TokenKind, typography};

/// What the full stop after a word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WordStop {
    /// A token of its own.
    Alone,
    /// The end of the word, which is a token of that kind.
    Of(TokenKind),
}

/// T10, T11: what the full stop at `dot` is, after the word that begins at `at`, where a few bytes tell: the word has few letters
/// and all of them are ASCII, and a space and a letter, a blank line, `«` or `"` stands after the stop.
///
/// It says what [`Walk::dotted`] says, or nothing.
#[inline(never)]
pub(crate) fn spaced_stop(text: Text<'_>, lexicon: &Lexicon, at: usize, dot: usize) -> Option<WordStop> {
    let next = dot.wrapping_add(2);
    let (gap, c, second) = (text.byte(dot.wrapping_add(1)), text.byte(next), text.byte(next.wrapping_add(1)));
    let letter = gap == b' ' && c.is_ascii_alphabetic();
    let accented = gap == b' ' && c == 0xC3 && matches!(second, 0x80..=0x96 | 0x98..=0x9E);
    let mark = gap == b' ' && (c == b'"' || [c, second] == [0xC2, 0xAB]) || gap == b'\n' && c == b'\n';
    if !(letter || accented || mark) {
        return None;
    }
    let word = text.bytes().get(at..dot)?;
    if let [capital @ b'A'..=b'Z'] = word {
        if mark {
            return Some(WordStop::Alone);
        }
        if *capital == b'M' {
            return Some(WordStop::Of(TokenKind::Abbreviation));
        }
        // *A. B. Diallo*, and no *quai A.* before it.
        let before = text.byte(at.wrapping_sub(2));
        let begins =
            text.byte(at.wrapping_sub(1)) == b' ' && before.is_ascii() && !before.is_ascii_alphanumeric();
        let initial = c.is_ascii_lowercase() || letter && begins && second == b'.';
        return initial.then_some(WordStop::Of(TokenKind::Initial));
    }
    // *J-P. J-P.*: before no name the second letter of a first name is none.
    if let [b'A'..=b'Z', b'-', b'A'..=b'Z'] = word {
        let begins =
            c.is_ascii_uppercase() && (second.is_ascii_alphabetic() || matches!(second, b'.' | 0x80..));
        let key = known::key(known::letters(text.bytes(), at), word.len());
        let alone = letter && !begins && !lexicon.may_be_abbreviation(key, word);
        return alone.then_some(WordStop::Alone);
    }
    // *JP. Morel*
    if !mark && is_joined_first_name(word) {
        return None;
    }
    // *Perinçek c. Suisse*, *R. Nadal b. Évans*, *1 c. à d. de sel*: of `à` or of a space beyond ASCII is the byte.
    let [before, gap] = [2, 1].map(|back| text.byte(at.wrapping_sub(back))); // wraps: what lies before is outside
    let spoon = || matches!(word, b"d" | b"t") && (matches!(before, 0xA0 | 0x80) || gap >= 0x80);
    if !mark && matches!(word, b"b" | b"c" | b"v") || letter && spoon() {
        return None;
    }
    let class = lexicon.short_abbreviation(known::letters(text.bytes(), at), word)?;
    let folded = |byte: usize| word.get(byte).map_or(0, u8::to_ascii_lowercase);
    let belongs = match (word.len(), folded(0), folded(1)) {
        // *et al.*, *p. ex.*
        (2, b'a', b'l') | (2, b'e', b'x') => return None,
        (1, b'p', _) if text.slice(next, next.wrapping_add(3)) == "ex." => true,
        _ => match class {
            None => false,
            Some(_) if word == b"mm" => return None,
            // *Photo DR. À Lyon*
            Some(Abbreviation::Never) if !c.is_ascii_lowercase() && is_acronym(word) => return None,
            Some(Abbreviation::Never | Abbreviation::May) => word != b"m",
            // *le prof. Diallo*, *mon prof. Elle*
            Some(Abbreviation::Word) if !c.is_ascii_lowercase() => return None,
            Some(Abbreviation::Word) => true,
            // A Roman number, or another abbreviation.
            Some(Abbreviation::Number) if accented || c.is_ascii_uppercase() => return None,
            Some(Abbreviation::Number) => false,
            // *Ph. Diallo*
            Some(Abbreviation::Lower) if !c.is_ascii_lowercase() && is_short_first_name(word) => return None,
            Some(Abbreviation::Lower) => c.is_ascii_lowercase() || is_numeral(text, next),
        },
    };
    Some(if belongs { WordStop::Of(TokenKind::Abbreviation) } else { WordStop::Alone })
}

impl Walk<'_> {
    /// T10, T11, T12: a word `at..dot` with a full stop after it.
    pub(super) fn dotted(&mut self, at: usize, dot: usize) -> usize {
        let after = dot.wrapping_add(1);
        let word = self.text.slice(at, dot);
        let next = self.text.class(after);
        if matches!(next, Class::Dot | Class::Extend) {
            return self.emit(at, dot, word_kind(self.text, at));
        }
        if let Some(end) = self.version(at, dot) {
            return self.emit(at, end, word_kind(self.text, at));
        }
        if let Some(end) = self.degree(at) {
            return self.emit_stop(at, end, TokenKind::Acronym);
        }
        let mut letters = word.chars().filter(|&c| class(c) != Class::Extend);
        let single = letters
            .next()
            .filter(|&c| letters.next().is_none() && class(c) == Class::Letter && parts(c) == 1);
        if let Some(letter) = single.or_else(|| last_part(word))
            && let Some(end) = self.acronym(at, dot, letter)
        {
            return end;
        }
        if let Some(letter) = single
            && let Some(end) = match letter {
                'c' => self.that_is(dot),
                'p' => self.for_example(dot),
                _ => None,
            }
            .or_else(|| self.dotted_letters(dot, letter))
        {
            return self.emit_stop(at, end, TokenKind::Abbreviation);
        }
        if single.is_none()
            && let Some(end) = self.dotted_ending(word, dot)
        {
            return self.emit(at, end, TokenKind::Word);
        }
        if single.is_none() && (self.is_first_name(dot, word) || self.is_double_name(dot, word)) {
            return self.emit_stop(at, after, TokenKind::Initial);
        }
        if self.is_abbreviation(dot, word, single) {
            let kind = if single.is_some_and(is_capital) && word != "M" {
                TokenKind::Initial
            } else {
                TokenKind::Abbreviation
            };
            return self.emit_stop(at, after, kind);
        }
        self.emit(at, dot, word_kind(self.text, at))
    }

    /// T9: the end of *v2.0.1*, *PM2.5*, the word `at..dot` having its first stop at `dot`.
    fn version(&self, at: usize, dot: usize) -> Option<usize> {
        if self.text.class(at) != Class::Letter || !self.text.byte(dot.wrapping_sub(1)).is_ascii_digit() {
            return None;
        }
        let mut end = dot;
        while self.text.byte(end) == b'.' && self.text.byte(end.wrapping_add(1)).is_ascii_digit() {
            end = self.digits(end.wrapping_add(1));
        }
        (end > dot && !self.text.is_alnum(end)).then(|| self.extend(end))
    }

    /// T12: the end of the degree of a university that stands at `at`: *Ph.D.*, *LL.M.*
    fn degree(&self, at: usize) -> Option<usize> {
        let rest = self.text.slice(at, self.text.len());
        let degree = DEGREES.iter().find(|degree| rest.starts_with(**degree))?;
        let end = at.wrapping_add(degree.len());
        (!matches!(self.text.class(end), Class::Dot | Class::Extend)).then_some(end)
    }

    /// T10: the end of *c.-à-d.* and *c.à.d.*, its first stop standing at `dot`.
    fn that_is(&self, dot: usize) -> Option<usize> {
        let start = dot.wrapping_add(1);
        if let Some(end) = self.letter_a(start)
            && self.text.slice(end, end.wrapping_add(3)) == ".d."
            && !matches!(self.text.class(end.wrapping_add(3)), Class::Dot | Class::Extend)
        {
            return Some(end.wrapping_add(3));
        }
        let end = self.chunk_end(start.wrapping_add(1), 8);
        let rest = Key::new(self.text.slice(start, end))?;
        (rest.as_str() == "-a\u{300}-d"
            && self.text.byte(end) == b'.'
            && self.text.byte(end.wrapping_add(1)) != b'.')
            .then(|| end.wrapping_add(1))
    }

    /// The end of an *à*, in either normal form, at `at`.
    fn letter_a(&self, at: usize) -> Option<usize> {
        let end = self.extend(self.text.after(at));
        (Key::new(self.text.slice(at, end))?.as_str() == "a\u{300}").then_some(end)
    }

    /// T10: the end of *p.ex.*, its first stop standing at `dot`.
    fn for_example(&self, dot: usize) -> Option<usize> {
        let end = dot.wrapping_add(4);
        (self.text.slice(dot.wrapping_add(1), end) == "ex."
            && !matches!(self.text.class(end), Class::Dot | Class::Extend))
        .then_some(end)
    }

    /// T10: the end of *s.v.p.*, *i.e.*, *p.-d.g.*, of eight letters at most, the first stop of the small `letter` standing at
    /// `dot`.
    fn dotted_letters(&self, dot: usize, letter: char) -> Option<usize> {
        let mut end = dot;
        while letter.is_ascii_lowercase() && end.wrapping_sub(dot) < MOST_DOTTED {
            let after = end.wrapping_add(1);
            let next = if self.text.class(after) == Class::Hyphen { self.text.after(after) } else { after };
            if !(self.text.byte(next).is_ascii_lowercase() && self.text.byte(next.wrapping_add(1)) == b'.') {
                break;
            }
            end = next.wrapping_add(1);
        }
        let after = end.wrapping_add(1);
        (matches!(end.wrapping_sub(dot), 2..MOST_DOTTED)
            && !self.text.is_alnum(after)
            && !matches!(self.text.class(after), Class::Dot | Class::Extend))
        .then_some(after)
    }

    /// T17: the end of *étudiant.e.s*, *directeur.rice*, the word `word` having its first stop at `dot`.
    fn dotted_ending(&self, word: &str, dot: usize) -> Option<usize> {
        let start = dot.wrapping_add(1);
        if self.text.class(start) != Class::Letter {
            return None;
        }
        let end = self.run_end(start);
        let ending = self.text.slice(start, end);
        let plural = self.text.slice(end, end.wrapping_add(2)) == ".s" && !self.joins(end.wrapping_add(1));
        let close = if plural { end.wrapping_add(2) } else { end };
        (ending.starts_with(char::is_lowercase)
            && is_dotted_ending(ending)
            && letters(word) >= 2
            && word.chars().rev().find(|&c| class(c) != Class::Extend).is_some_and(char::is_lowercase)
            && !self.text.is_alnum(close)
            && !(matches!(self.text.class(close), Class::Hyphen | Class::Apostrophe) && self.joins(close)))
        .then(|| self.extend(close))
    }

    /// T12: *S.N.C.F.*, *U.S.A.*, *J.-C.*, *J.-P.*, *ex-P.-D.G.*, *J.-Jacques* from the word at `at`, whose last letter is
    /// `letter`.
    fn acronym(&mut self, at: usize, dot: usize, letter: char) -> Option<usize> {
        if !is_capital(letter) {
            return None;
        }
        let mut end = dot.wrapping_add(1);
        let mut letters = 1_usize;
        let mut hyphen = false;
        loop {
            let mut next = end;
            if self.text.class(next) == Class::Hyphen {
                next = self.text.after(next);
            }
            if !is_capital(self.text.char(next)) {
                break;
            }
            let after = self.extend(self.text.after(next));
            if self.text.byte(after) == b'.' && self.text.byte(after.wrapping_add(1)) != b'.' {
                hyphen |= next != end;
                letters = letters.wrapping_add(1);
                end = after.wrapping_add(1);
            } else if next != end && letters == 1 && self.text.class(after) == Class::Letter {
                return Some(self.emit(at, self.chunk_end(next, usize::MAX), TokenKind::Word));
            } else if next == end && letters >= 2 && !self.text.is_alnum(after) {
                // U.S.A without its last stop
                return Some(self.emit(at, after, TokenKind::Acronym));
            } else {
                break;
            }
        }
        if letters < 2 {
            return None;
        }
        let kind = if hyphen && letters == 2 { TokenKind::Initial } else { TokenKind::Acronym };
        Some(self.emit_stop(at, self.extend(end), kind))
    }

    /// T10, T11: whether the stop at `dot` belongs to the word before it.
    fn is_abbreviation(&self, dot: usize, word: &str, single: Option<char>) -> bool {
        let after = dot.wrapping_add(1);
        let spaced = self.text.class(after) == Class::Space;
        // A line may have been cut after *M.*, *art.*
        let gap = spaced || self.text.class(after) == Class::Line;
        // Two spaces are as good as one.
        let next = match (spaced, gap) {
            (true, _) => self.after_spaces(after),
            // The two signs of one line end.
            (false, true) if self.text.slice(after, after.wrapping_add(2)) == "\r\n" => after.wrapping_add(2),
            (false, true) => self.text.after(after),
            (false, false) => after,
        };
        let c = self.text.char(next);
        if word == "M" && gap && class(c) == Class::Letter {
            return true;
        }
        if !gap && class(c) == Class::Letter && single.is_some() {
            return true;
        }
        if single.is_some_and(is_capital) && (gap || c != ',') {
            if !gap && c == ')' && self.is_bracketed(dot.wrapping_sub(word.len())) {
                return true;
            }
            if gap && !spaced {
                return false;
            }
            if spaced && (c.is_lowercase() || class(c) == Class::Digit && self.numbers_after(next)) {
                return true;
            }
            // *12°C. Le vent*: a unit is no initial.
            if spaced
                && (self.follows_section_word(dot) || self.text.before(dot.wrapping_sub(word.len())) == '°')
            {
                return false;
            }
            return self.begins_name(next)
                && !(spaced
                    && self.is_opener(next)
                    && !crate::phrases::is_one_name(self.text, dot.wrapping_sub(word.len()), next));
        }
        if spaced
            && single.is_some_and(|letter| {
                self.is_between_names(dot, next, letter) || self.is_spoon(dot, next, letter)
            })
        {
            return true;
        }
        // *M. K., mis en examen*: before a comma a stop belongs to its word.
        if c == ',' && !gap && word.chars().all(|c| matches!(class(c), Class::Letter | Class::Extend)) {
            return true;
        }
        self.is_listed(dot, word, next, gap)
    }

    /// T11: whether a bracket opens before the letter at `at`, or another initial stands there: *Zola (É.)*, *Diop (C. A.)*.
    fn is_bracketed(&self, at: usize) -> bool {
        let head = self.text.slice(0, at);
        let initial = |head: &str| {
            let mut letters = head.chars().rev().filter(|&c| class(c) != Class::Extend);
            letters.next() == Some('.') && letters.next().is_some_and(is_capital)
        };
        let spaced = head.strip_suffix(|c: char| class(c) == Class::Space);
        head.ends_with('(') || spaced.is_some_and(initial)
    }

    /// T10: whether the lists make `word` an abbreviation before what stands at `next`, white space between them or not.
    fn is_listed(&self, dot: usize, word: &str, next: usize, gap: bool) -> bool {
        let text = self.text;
        let Some(key) = Key::new(word) else { return false };
        let at = dot.wrapping_sub(word.len());
        let c = text.char(next);
        let ends_before_opener =
            || gap && is_capital(c) && self.is_opener(next) && !crate::phrases::is_one_name(text, at, next);
        match self.lexicon.abbreviation(&key) {
            _ if key.as_bytes() == b"al" && self.follows_et(dot, word) => true,
            _ if key.as_bytes() == b"ex" && follows_p(text, at) => true,
            _ if word == "p"
                && text.class(dot.wrapping_add(1)) == Class::Space
                && text.slice(next, next.wrapping_add(3)) == "ex." =>
            {
                true
            }
            None => false,
            // *Photo DR. Le maire*, *Valence CF. Il gagne*
            Some(Abbreviation::Never)
                if is_acronym(word.as_bytes())
                    && ends_before_opener()
                    && !is_capital(text.char(self.extend(text.after(next)))) =>
            {
                false
            }
            Some(Abbreviation::Never | Abbreviation::May) => match key.as_bytes() {
                b"m" => word == "M",
                b"mm" => word != "mm" || !self.follows_figure(at),
                _ => true,
            },
            // *le prof. Le Gall*
            Some(Abbreviation::Word) => !ends_before_opener(),
            // *art. 3*, *vol. II*, *art. L. 123-4*
            Some(Abbreviation::Number) => {
                class(c) == Class::Digit
                    || self.is_roman(next)
                    || is_capital(c) && text.byte(text.after(next)) == b'.'
            }
            Some(Abbreviation::Lower) => {
                c.is_lowercase()
                    || class(c) == Class::Digit
                    || matches!(c, ',' | ';' | ')' | ':')
                    // *lun.-ven.*, *sam./dim.*
                    || !gap && (c == '/' || typography::is_hyphen(c))
                    || gap && (self.is_aside(next) || is_numeral(text, next))
            }
        }
    }

    /// T11: whether the stop at `dot` shortens a first name: *Ph. Diallo*; not *Ch. Le prix*, where *Le* opens a sentence.
    fn is_first_name(&self, dot: usize, word: &str) -> bool {
        is_short_first_name(word.as_bytes())
            && self.lexicon.abbreviation_of(word) == Some(Abbreviation::Lower)
            && self.text.class(dot.wrapping_add(1)) == Class::Space
            && {
                let next = self.after_spaces(dot.wrapping_add(1));
                self.begins_name(next) && !self.is_opener(next)
            }
    }

    /// T11: whether the stop at `dot` shortens the second part of a double first name: *J-P. Morel*, *Jean-Ch. Petit*.
    fn is_double_name(&self, dot: usize, word: &str) -> bool {
        if self.text.class(dot.wrapping_add(1)) != Class::Space || !is_double_first_name(word) {
            return false;
        }
        let next = self.after_spaces(dot.wrapping_add(1));
        let one_name = || crate::phrases::is_one_name(self.text, dot.wrapping_sub(word.len()), next);
        self.begins_name(next) && (!self.is_opener(next) || one_name())
    }

    /// T10: whether the small `letter` before `dot` says against whom: *Perinçek c. Suisse*, *X. c. la Banque de France*,
    /// *Federer v. Nadal*, *R. Nadal (Esp) b. N. Djokovic (Ser)*.
    fn is_between_names(&self, dot: usize, next: usize, letter: char) -> bool {
        if !matches!(letter, 'b' | 'c' | 'v') {
            return false;
        }
        let small = letter == 'c' && self.text.char(next).is_lowercase();
        if !(small || self.begins_name(next) && !self.is_opener(next)) {
            return false;
        }
        let head = self.text.slice(0, dot.wrapping_sub(1));
        let Some(head) = head.strip_suffix(|c: char| class(c) == Class::Space) else { return false };
        let name = last_word(head.strip_suffix('.').unwrap_or(head));
        match head.chars().next_back() {
            Some(')') => true,
            Some('.') => letters(name) == 1 && name.starts_with(is_capital),
            _ => name.starts_with(is_capital),
        }
    }

    /// T10: whether the `letter` before `dot` stands in *2 c. à s. de sucre*, *1 c. à café*, *c. à d.*
    fn is_spoon(&self, dot: usize, next: usize, letter: char) -> bool {
        let begins =
            || self.letter_a(next).is_some_and(|end| self.text.class(end) == Class::Space && self.joins(end));
        let goes_on = || {
            let space = |c: char| class(c) == Class::Space;
            let head = self.text.slice(0, dot.wrapping_sub(1)).strip_suffix(space).unwrap_or_default();
            let head = head.strip_suffix('à').or_else(|| head.strip_suffix("a\u{300}"));
            let head =
                head.and_then(|head| head.strip_suffix(space)).and_then(|head| head.strip_suffix("c."));
            head.is_some_and(|head| head.ends_with(space)) && self.text.char(next).is_lowercase()
        };
        letter == 'c' && begins() || matches!(letter, 'c' | 'd' | 's' | 't') && goes_on()
    }

    /// The end of the white space at `at` on its line.
    fn after_spaces(&self, mut at: usize) -> usize {
        while self.text.class(at) == Class::Space {
            at = self.text.after(at);
        }
        at
    }

    /// T10: whether a figure stands before the word at `at`: *12 mm. Le sol est sec.*
    fn follows_figure(&self, at: usize) -> bool {
        let head = self.text.slice(0, at);
        let head = head.strip_suffix(|c: char| class(c) == Class::Space).unwrap_or(head);
        head.ends_with(|c: char| class(c) == Class::Digit)
    }

    /// T11: whether the figures at `at` are no year that opens a sentence: *art. L. 123*, *art. L. 2121-29*.
    fn numbers_after(&self, at: usize) -> bool {
        let end = self.digits(at);
        let part = self.text.after(end);
        let short = |from: usize, to: usize| to.wrapping_sub(from) < 4;
        let code = self.text.class(end) == Class::Hyphen && self.joins(end) && short(part, self.digits(part));
        short(at, end) || end.wrapping_sub(at) == 4 && code
    }

    /// T11: whether a capital stands at `at` that a letter or a full stop follows.
    fn begins_name(&self, at: usize) -> bool {
        is_capital(self.text.char(at))
            && matches!(self.text.class(self.extend(self.text.after(at))), Class::Letter | Class::Dot)
    }

    /// T10: whether a dash and a small letter stand at `at`: *trônes, statues, etc. – étaient conservés*.
    fn is_aside(&self, at: usize) -> bool {
        let dash = self.text.char(at);
        let after = self.text.after(at);
        (typography::is_dash(dash) || typography::is_hyphen(dash))
            && self.text.class(after) == Class::Space
            && self.text.char(self.text.after(after)).is_lowercase()
    }

    /// T10: whether *et* stands before the word that ends at `dot`: *Diallo et al. ont montré*.
    fn follows_et(&self, dot: usize, word: &str) -> bool {
        let head = self.text.slice(0, dot.wrapping_sub(word.len()));
        head.strip_suffix(|c: char| class(c) == Class::Space).is_some_and(|head| {
            head.strip_suffix("et").is_some_and(|head| head.ends_with(|c: char| class(c) == Class::Space))
        })
    }

    /// T11: whether the letter before `dot` names a thing, *quai B.*, *vitamine C.*, and not a person.
    fn follows_section_word(&self, dot: usize) -> bool {
        // The usual case, *J. R. Diallo*: what stands before the space is no word.
        let before = dot.wrapping_sub(3);
        if self.text.byte(dot.wrapping_sub(2)) == b' '
            && self.text.byte(before).is_ascii()
            && !self.text.byte(before).is_ascii_alphanumeric()
        {
            return false;
        }
        let head = self.text.slice(0, dot);
        let mut letters = head.char_indices().rev().skip_while(|&(_, c)| class(c) == Class::Extend).skip(1);
        let Some((gap, c)) = letters.next() else { return false };
        if class(c) != Class::Space {
            return false;
        }
        let head = self.text.slice(0, gap);
        let len =
            head.chars().rev().take(16).take_while(|&c| matches!(class(c), Class::Letter | Class::Extend));
        let len = len.map(char::len_utf8).fold(0, usize::wrapping_add);
        let word = self.text.slice(gap.wrapping_sub(len), gap);
        word.starts_with(char::is_lowercase)
            && Key::new(word).is_some_and(|key| is_section_word(key.as_str()))
    }

    /// Whether the word at `at` is one that opens sentences: *Le*, *Il*, *C'*.
    fn is_opener(&self, at: usize) -> bool {
        if crate::phrases::is_initial(self.text, at) {
            return false;
        }
        let end = self.run_end(at);
        let end = if self.text.class(end) == Class::Apostrophe { self.text.after(end) } else { end };
        Key::new(self.text.slice(at, end)).is_some_and(|key| crate::openers::opens_sentences(&key))
    }

    /// Whether a Roman number stands at `at`.
    fn is_roman(&self, at: usize) -> bool {
        let end = self.run_end(at);
        let word = self.text.slice(at, end);
        !word.is_empty() && word.len() <= 8 && word.bytes().all(|byte| b"IVXLC".contains(&byte))
    }
}

/// T10, S6: whether *p.* stands before the word at `at`, on the same line: *p. ex. Genève*.
pub(crate) fn follows_p(text: Text<'_>, at: usize) -> bool {
    let mut before = text.slice(0, at).chars().rev();
    let gap = before.next().is_some_and(|c| class(c) == Class::Space);
    gap && before.next() == Some('.')
        && before.next().is_some_and(|c| matches!(c, 'p' | 'P'))
        && !before.next().is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit | Class::Extend))
}

/// T10: so many bytes with as many letters and stops are a chain, and nothing shortened: *s.v.p.* has four after its first stop.
pub(crate) const MOST_DOTTED: usize = 16;

/// T10: whether a title is in capitals, and so may be an acronym: *DR*, *PL*, *CF*; *MM.* is none.
fn is_acronym(word: &[u8]) -> bool {
    word.len() > 1 && word != b"MM" && word.iter().all(u8::is_ascii_uppercase)
}

/// T11: first names are shortened to the consonants they begin with, or to their first syllable: *Ph. Diallo*, *Chr. Ba*,
/// *Guill. Roy*; what a unit or a coin is, with a small letter, is none: *90 ch. Le prix*.
const SHORT_FIRST_NAMES: &[&str] =
    &["Ch", "Chr", "Cl", "Edm", "Ferd", "Fr", "Guill", "Gust", "Jacq", "Jos", "Ph", "Th", "Wm"];

/// T11: so many bytes the longest of them has after its hyphen, with it: *Jean-Guill. Roy*.
pub(crate) const MOST_SHORT: usize = 6;

fn is_short_first_name(word: &[u8]) -> bool {
    SHORT_FIRST_NAMES.iter().any(|name| name.as_bytes() == word)
}

/// T11: whether a word is a double first name whose second part is shortened: *J-P*, *Ch-A*, *Jean-Ch*, *Marie-F*.
fn is_double_first_name(word: &str) -> bool {
    let part = |part: &str| match part.as_bytes() {
        [letter] => letter.is_ascii_uppercase(),
        letters => is_short_first_name(letters),
    };
    is_joined_first_name(word.as_bytes())
        || word
            .split_once(typography::is_hyphen)
            .is_some_and(|(first, last)| (part(first) || WHOLE_FIRST_NAMES.contains(&first)) && part(last))
}

/// T11: the same of a word with plain hyphens, or of one whose last part is a letter: *ex-P. D.*
#[inline(never)]
pub(crate) fn may_be_double_name(word: &[u8]) -> bool {
    let letter = word.iter().rev().take(3).any(|&byte| byte == b'-');
    letter || std::str::from_utf8(word).is_ok_and(is_double_first_name)
}

/// T11: whether a word is *Jean* and the letter of a second first name without their hyphen, *JP. Petit*: of these pairs none is an
/// acronym of the news (*JO*, *JT*) or *JC* of dates.
fn is_joined_first_name(word: &[u8]) -> bool {
    matches!(word, [b'J', second] if JOINED.contains(second))
}

/// T11: the second letters of *JB.*, *JF.*, *JM.*
pub(crate) const JOINED: &[u8] = b"BFJLMPY";

/// T11: what a shortened first name is often the second part of.
const WHOLE_FIRST_NAMES: &[&str] = &["Jean", "Marie"];

/// T10, S8: whether a Roman number and a comma stand at `at`: *Bull. civ. I, n° 45*.
pub(crate) fn is_numeral(text: Text<'_>, at: usize) -> bool {
    let rest = text.bytes().get(at..).unwrap_or_default();
    let figures = rest.iter().take(8).take_while(|byte| b"IVXLC".contains(byte)).count();
    figures > 0 && rest.get(figures) == Some(&b',')
}

/// T12: degrees of universities whose parts have more than one letter.
const DEGREES: &[&str] = &["B.Sc.", "D.Sc.", "LL.B.", "LL.D.", "LL.L.", "LL.M.", "M.Sc.", "Ph.D."];

/// T11: words that a letter follows as a name.
fn is_section_word(word: &str) -> bool {
    matches!(
        word,
        "annexe"
            | "aile"
            | "ba\u{302}timent"
            | "bloc"
            | "cate\u{301}gorie"
            | "chapitre"
            | "classe"
            | "colonne"
            | "division"
            | "escalier"
            | "e\u{301}tage"
            | "groupe"
            | "groupes"
            | "hall"
            | "he\u{301}patite"
            | "he\u{301}patites"
            | "immeuble"
            | "lettre"
            | "ligue"
            | "niveau"
            | "option"
            | "plan"
            | "poule"
            | "quai"
            | "salle"
            | "section"
            | "se\u{301}rie"
            | "sujet"
            | "tableau"
            | "terminal"
            | "tribune"
            | "type"
            | "variante"
            | "vitamine"
            | "vitamines"
            | "zone"
    )
}

/// T12: the capital that is the last part of a compound: *ex-P*, of *ex-P.-D.G.*
fn last_part(word: &str) -> Option<char> {
    let mut letters = word.chars().rev().filter(|&c| class(c) != Class::Extend);
    letters.next().filter(|_| letters.next().is_some_and(typography::is_hyphen))
}

/// T17: the endings that a full stop sets apart.
fn is_dotted_ending(ending: &str) -> bool {
    Key::new(ending).is_some_and(|key| {
        matches!(
            key.as_str(),
            "e" | "es"
                | "ne"
                | "nes"
                | "le"
                | "les"
                | "te"
                | "tes"
                | "se"
                | "ses"
                | "ve"
                | "ves"
                | "rice"
                | "rices"
                | "trice"
                | "trices"
                | "euse"
                | "euses"
                | "e\u{300}re"
                | "e\u{300}res"
                | "s"
                | "fe"
                | "fes"
                | "sse"
                | "sses"
                | "enne"
                | "ennes"
                | "ienne"
                | "iennes"
                | "onne"
                | "onnes"
                | "eure"
                | "eures"
        )
    })
}
