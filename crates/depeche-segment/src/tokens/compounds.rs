//! T1 to T4, T16 and T17: words with their apostrophes, hyphens and clitics, and what may hang on their end.

use super::{Walk, word_kind};
use crate::class::{Class, class, letters};
use crate::key::Key;
use crate::lexicon::{Start, keeps_apostrophe};
use depeche_text::{TokenKind, typography};

impl Walk<'_> {
    /// A word that begins at `at` and is not plain letters up to a space.
    pub(super) fn word(&mut self, at: usize) -> usize {
        let run = self.run_end(at);
        if let Some(end) = self.address(at, run) {
            return end;
        }
        match self.text.class(run) {
            Class::Apostrophe => return self.apostrophe(at, run),
            Class::Hyphen if self.is_hour_of_range(at, run) => return self.emit(at, run, TokenKind::Word),
            Class::Hyphen | Class::Middle if self.joins(run) => return self.compound(at, run),
            _ => {}
        }
        if self.text.byte(run) == b'&'
            && self.joins(run)
            && let Some(end) = self.exception(at, run)
        {
            return self.emit(at, end, TokenKind::Word);
        }
        self.finish(at, run)
    }

    /// T7: whether the word `at..run`, before a hyphen, is the *h* of *8 h-12 h*.
    fn is_hour_of_range(&self, at: usize, run: usize) -> bool {
        let head = self.text.slice(0, at);
        matches!(self.text.slice(at, run), "h" | "H")
            && self.text.class(self.text.after(run)) == Class::Digit
            && head
                .strip_suffix(|c: char| class(c) == Class::Space)
                .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// T2, T3: a word `at..run` with an apostrophe after it.
    fn apostrophe(&mut self, at: usize, run: usize) -> usize {
        let after = self.extend(self.text.after(run));
        if let Some(end) = self.exception(at, run) {
            return self.finish(at, end);
        }
        let elided = is_elided(self.text.slice(at, run)) && !self.is_name(at, run, after);
        if elided && after == self.text.after(run) {
            return self.emit(at, after, TokenKind::Elided);
        }
        if self.text.is_alnum(after) {
            return self.compound(at, run);
        }
        // T2: O' Brien
        if self.text.slice(at, run) == "O" {
            return self.emit(at, after, TokenKind::Word);
        }
        self.finish(at, run)
    }

    /// T2: whether the word `at..run` and what stands at `after`, behind an apostrophe, are one name: *N'Djamena*, *C'hoat*.
    fn is_name(&self, at: usize, run: usize, after: usize) -> bool {
        let mut next = None;
        typography::decompose(self.text.char(after), |part| next = next.or(u8::try_from(part).ok()));
        run == at.wrapping_add(1) && next.is_some_and(|next| keeps_apostrophe(self.text.byte(at), next))
    }

    /// T4: a word with hyphens or apostrophes in it: clitics are cut off, the rest stays one token.
    pub(super) fn compound(&mut self, at: usize, run: usize) -> usize {
        if let Some(end) = self.exception(at, run) {
            return self.finish(at, end);
        }
        let end = self.chunk_end(at, usize::MAX);
        if let Some(sign) = self.glued_sign(at, end) {
            return self.emit(at, sign, word_kind(self.text, at));
        }
        match self.clitics(at, end).or_else(|| self.elided_clitic(at, end)) {
            Some((first, None)) => {
                self.emit(at, first, word_kind(self.text, at));
                self.emit(first, end, TokenKind::Clitic)
            }
            Some((first, Some(second))) => {
                self.emit(at, first, word_kind(self.text, at));
                self.emit(first, second, TokenKind::Clitic);
                self.emit(second, end, TokenKind::Clitic)
            }
            None => self.finish(at, end),
        }
    }

    /// The end of a word: what its last sign allows after it (T10 to T13, T17).
    fn finish(&mut self, at: usize, end: usize) -> usize {
        let kind = word_kind(self.text, at);
        match self.text.byte(end) {
            b'.' => return self.dotted(at, end),
            b'(' => {
                if let Some(end) = self.optional_ending(end) {
                    // *ami(e)(s)*
                    let more = if self.text.byte(end) == b'(' { self.optional_ending(end) } else { None };
                    return self.emit(at, more.unwrap_or(end), TokenKind::Word);
                }
            }
            b'/' => {
                if let Some(end) = self.code(at, end) {
                    return self.emit(at, end, kind);
                }
            }
            b',' if self.text.slice(at, end) == "PM2" && self.text.byte(end.wrapping_add(1)) == b'5' => {
                let end = end.wrapping_add(2);
                if !self.text.is_alnum(end) {
                    return self.emit(at, self.extend(end), kind);
                }
            }
            b'+' if let Some(end) = self.plus(end) => return self.emit(at, end, kind),
            // T9: *C#*
            b'#' if self.text.slice(at, end).bytes().all(|byte| byte.is_ascii_uppercase())
                && end == at.wrapping_add(1)
                && !self.joins(end)
                && self.text.byte(end.wrapping_add(1)) != b'#' =>
            {
                return self.emit(at, self.extend(end.wrapping_add(1)), kind);
            }
            // T1: a word cut short in a transcription of speech, *hô~*
            b'~' if !self.joins(end) => return self.emit(at, self.extend(end.wrapping_add(1)), kind),
            _ => {}
        }
        if self.text.char(end) == '°' && matches!(self.text.slice(at, end), "n" | "N") {
            let mut end = self.text.after(end);
            if self.text.byte(end) == b's' && !self.joins(end) {
                end = end.wrapping_add(1);
            }
            return self.emit(at, self.extend(end), TokenKind::Abbreviation);
        }
        self.emit(at, end, kind)
    }

    /// T9: the end of one `+` or two that end a name, at `at`: *Canal+*, *LGBT+*, *C++*; not *bac+5*, *a +/- b*.
    fn plus(&self, at: usize) -> Option<usize> {
        let end = self.same(at, b'+');
        let free = match self.text.class(end) {
            Class::Space | Class::Line | Class::Dot | Class::Mark | Class::Ellipsis => true,
            _ => matches!(self.text.char(end), ',' | ';' | ':' | ')' | '»' | '"' | '”'),
        };
        (end.wrapping_sub(at) <= 2 && free).then_some(end)
    }

    /// T3: the end of the listed exception that begins at `at`.
    fn exception(&self, at: usize, run: usize) -> Option<usize> {
        let next = self.text.after(run);
        let sign = match self.text.class(run) {
            Class::Apostrophe => b'\'',
            Class::Hyphen => b'-',
            _ => self.text.byte(run),
        };
        let letter = Start::letter([self.text.byte(next), self.text.byte(next.wrapping_add(1))]);
        let start = Start::new(self.text.byte(at), run.wrapping_sub(at), sign, letter);
        if !self.lexicon.may_be_exception(start) {
            return None;
        }
        let mut end = self.chunk_end(at, crate::key::MAX.saturating_mul(3));
        if self.text.byte(end) == b'&' && self.joins(end) {
            end = self.run_end(end.wrapping_add(1));
        }
        let key = Key::new(self.text.slice(at, end))?;
        self.lexicon.is_exception(&key).then_some(end)
    }

    /// T3: the end of the longest listed exception at `at`, whatever signs it holds.
    pub(super) fn odd_exception(&self, at: usize) -> Option<usize> {
        let most = self.lexicon.longest_exception().saturating_mul(3);
        let mut found = None;
        let mut end = at;
        while end.wrapping_sub(at) < most && !matches!(self.text.class(end), Class::Space | Class::Line) {
            end = self.extend(self.text.after(end));
            let whole = !(self.text.is_alnum(end)
                && matches!(self.text.class_before(end), Class::Letter | Class::Digit));
            if whole && Key::new(self.text.slice(at, end)).is_some_and(|key| self.lexicon.is_exception(&key))
            {
                found = Some(end);
            }
        }
        found
    }

    /// The end of the word with its inner hyphens, apostrophes and middle dots (T1) from `at`, looking at no more than
    /// `limit` bytes when one is given.
    pub(super) fn chunk_end(&self, at: usize, limit: usize) -> usize {
        let bound = at.saturating_add(limit);
        let mut end = self.run_end(at);
        while end < bound
            && matches!(self.text.class(end), Class::Hyphen | Class::Apostrophe | Class::Middle)
            && self.joins(end)
        {
            end = self.run_end(self.text.after(end));
        }
        end
    }

    /// T5: where the sign of a decimal glued to a word stands, *fémur|-1,5*.
    fn glued_sign(&self, at: usize, end: usize) -> Option<usize> {
        let decimal = matches!(self.text.byte(end), b',' | b'.')
            && self.text.class(end.wrapping_add(1)) == Class::Digit;
        if !decimal {
            return None;
        }
        let figures = self.text.slice(at, end).bytes().rev().take_while(u8::is_ascii_digit).count();
        let hyphen = end.wrapping_sub(figures).wrapping_sub(1);
        let word = self.text.slice(at, hyphen);
        (figures > 0 && self.text.byte(hyphen) == b'-' && letters(word) > 1 && letters_only(word))
            .then_some(hyphen)
    }

    /// T4: where the clitics of *donne|-m'|en*, *va|-t'|en*, *mène|-l'|y* begin, if `at..end` is one.
    fn elided_clitic(&self, at: usize, end: usize) -> Option<(usize, Option<usize>)> {
        let word = self.text.slice(at, end);
        let (hyphen, _) = word.char_indices().rev().take(8).find(|&(_, c)| typography::is_hyphen(c))?;
        let (stem, tail) = word.split_at_checked(hyphen)?;
        let key = Key::new(tail)?;
        let (second, _) = tail.char_indices().find(|&(_, c)| typography::is_apostrophe(c))?;
        let second = self.text.after(at.wrapping_add(hyphen).wrapping_add(second));
        // *y a|-t'il*, as it is often written
        if matches!(key.as_str(), "-t'il" | "-t'ils" | "-t'elle" | "-t'elles" | "-t'on")
            && self.text.class(second) == Class::Letter
            && letters_only(stem)
        {
            return Some((at.wrapping_add(hyphen), None));
        }
        (matches!(key.as_str(), "-m'en" | "-t'en" | "-l'en" | "-m'y" | "-t'y" | "-l'y")
            && self.text.class(second) == Class::Letter
            && letters(stem) >= 2
            && letters_only(stem))
        .then(|| (at.wrapping_add(hyphen), Some(second)))
    }

    /// Where the clitics of the compound `at..end` begin.
    fn clitics(&self, at: usize, end: usize) -> Option<(usize, Option<usize>)> {
        // The last three hyphens.
        let mut hyphens = [None; 3];
        let tail = self.text.slice(at, end).char_indices().rev().filter(|&(_, c)| class(c) != Class::Extend);
        for (i, c) in tail.take(24) {
            if typography::is_hyphen(c) {
                let place = hyphens.iter_mut().find(|hyphen| hyphen.is_none())?;
                *place = Some(at.wrapping_add(i));
                if hyphens.iter().all(Option::is_some) {
                    break;
                }
            } else if typography::is_apostrophe(c) {
                return None;
            }
        }
        let last = hyphens[0]?;
        let tail = Key::new(self.text.slice(last, end))?;
        if self.lexicon.is_clitic(&tail) {
            return Some((last, None));
        }
        if let Some(before) = hyphens[1]
            && Key::new(self.text.slice(before, last)).is_some_and(|middle| middle.as_str() == "-t")
            && matches!(tail.as_str(), "-il" | "-ils" | "-elle" | "-elles" | "-on" | "-y")
        {
            return Some((before, None));
        }
        let verb = self.text.slice(at, last);
        let lower = self.text.char(self.text.after(last)).is_lowercase();
        let first = Key::new(verb)?;
        let first = first.as_str();
        if let Some(before) = hyphens[1] {
            let middle = Key::new(self.text.slice(before, last))?;
            let stem = self.text.slice(at, before);
            if matches!(
                middle.as_str(),
                "-le" | "-la" | "-les" | "-nous" | "-vous" | "-moi" | "-lui" | "-leur"
            ) && matches!(
                tail.as_str(),
                "-moi"
                    | "-toi"
                    | "-nous"
                    | "-vous"
                    | "-lui"
                    | "-leur"
                    | "-en"
                    | "-y"
                    | "-le"
                    | "-la"
                    | "-les"
            ) && letters(stem) >= 3
                && letters_only(stem)
            {
                return Some((before, Some(last)));
            }
        }
        if keeps_its_hyphen(first) {
            return None;
        }
        if !letters_only(verb) {
            return None;
        }
        let simple = hyphens[1].is_none();
        let long = |least: usize| letters(verb) >= least;
        let cut = match tail.as_str() {
            "-il" | "-ils" | "-elle" | "-elles" | "-je" | "-tu" | "-on" => true,
            "-ce" => {
                ends_with_any(
                    first,
                    &["est", "etait", "e\u{301}tait", "sera", "serait", "soit", "sont", "fut", "furent"],
                ) || matches!(first, "ce" | "e\u{301}taient" | "seraient" | "fu\u{302}t" | "seront")
            }
            "-ci" | "-la\u{300}" => long(3) && !matches!(first, "voi" | "voila\u{300}"),
            "-le" | "-la" | "-les" => {
                simple
                    && long(3)
                    && lower
                    && matches!(first.as_bytes().last(), Some(b's' | b'e' | b'z' | b't'))
            }
            "-en" | "-y" => simple && lower,
            "-leur" | "-lui" | "-moi" | "-toi" | "-nous" | "-vous" => simple && long(3),
            _ => false,
        };
        cut.then_some((last, None))
    }

    /// T17: the end of *(s)*, *(e)s*, *(trice)* at the parenthesis `open`.
    fn optional_ending(&self, open: usize) -> Option<usize> {
        let start = open.wrapping_add(1);
        let end = start
            .wrapping_add(self.text.bytes().get(start..)?.iter().take(7).position(|&byte| byte == b')')?);
        let key = Key::new(self.text.slice(start, end))?;
        if !matches!(
            key.as_str(),
            "s" | "e" | "es" | "x" | "ne" | "nes" | "le" | "les" | "trice" | "rice" | "se" | "ve"
        ) {
            return None;
        }
        let after = end.wrapping_add(1);
        let plural = matches!(self.text.byte(after), b's' | b'S') && !self.joins(after);
        Some(self.extend(if plural { after.wrapping_add(1) } else { after }))
    }
}

/// T2: the closed class of words that lose their vowel before another.
fn is_elided(stem: &str) -> bool {
    let is = |word: &&str| word.eq_ignore_ascii_case(stem);
    match stem.as_bytes() {
        [letter] => b"ldjmtscnyLDJMTSCNY".contains(letter),
        [b'q' | b'Q', b'u' | b'U'] => true,
        [_, _, _, _, _, ..] => ["jusqu", "lorsqu", "presqu", "puisqu", "quoiqu", "quelqu"].iter().any(is),
        _ => false,
    }
}

/// T4: compounds whose last part only looks like a clitic.
fn keeps_its_hyphen(first: &str) -> bool {
    let head = first.split('-').next().unwrap_or_default();
    matches!(head, "rendez" | "chez" | "celui" | "celle" | "celles" | "ceux" | "entre" | "oui\u{308}" | "sot")
        || matches!(head, "au" | "par" | "de" | "la\u{300}" | "en" | "jusque" | "ou" | "lui" | "elle" | "soi")
        || first.split('-').skip(1).any(|part| {
            matches!(
                part,
                "au" | "par"
                    | "de"
                    | "en"
                    | "sur"
                    | "sous"
                    | "le\u{300}s"
                    | "les"
                    | "la"
                    | "le"
                    | "du"
                    | "des"
            )
        })
}

fn letters_only(text: &str) -> bool {
    text.chars().all(|c| matches!(class(c), Class::Letter | Class::Extend | Class::Hyphen))
}

fn ends_with_any(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending))
}
