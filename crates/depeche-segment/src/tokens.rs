//! The token rules, T1 to T18, and the walk that applies them.

use crate::class::{Class, Text, class, is_capital, is_flag, is_skin};
use crate::key::Key;
use crate::lexicon::{Abbreviation, Lexicon};
use crate::words;
use depeche_text::{Contraction, Span, Token, TokenKind, typography};

/// Something the sentence rules will ask about, in the order of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Event {
    /// In bytes of the passage.
    pub start: usize,
    pub end: usize,
    /// The index of the token in the sink.
    pub token: usize,
    pub what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    /// A mark that may end a sentence, or a token that ends with a full stop.
    Stop(TokenKind),
    /// A straight double quote.
    Quote,
    /// The end of a line.
    Line,
}

/// Where the walk puts what it finds.
pub(crate) struct Sink<'s> {
    pub tokens: &'s mut Vec<Token>,
    pub events: &'s mut Vec<Event>,
    /// The indices of the tokens that are *des*.
    pub des: &'s mut Vec<usize>,
}

/// Applies the token rules to the bytes `from..to` of `text`; spans are moved right by `base`.
///
/// `from` is the beginning of the text or a place after white space, `to` its end or a place before white space. Gives the
/// number of tokens; those of the sink are overwritten, and more may stand behind them, so that their room is used again.
pub(crate) fn tokens(
    text: Text<'_>,
    from: usize,
    to: usize,
    base: usize,
    lexicon: &Lexicon,
    sink: Sink<'_>,
) -> usize {
    // User lists may give any sign a meaning; then every sign is put to the rules.
    let plain = !lexicon.has_odd_exceptions() && !lexicon.has_terminators();
    tokens_by(text, from, to, base, lexicon, sink, plain)
}

/// The same, by the rules alone unless `plain`.
pub(crate) fn tokens_by(
    text: Text<'_>,
    from: usize,
    to: usize,
    base: usize,
    lexicon: &Lexicon,
    sink: Sink<'_>,
    plain: bool,
) -> usize {
    let mut walk = Walk { text, lexicon, base, sink, count: 0 };
    let mut at = from;
    while at < to {
        if plain {
            at = walk.plain(at, to);
        }
        if at < to {
            at = walk.other(at);
        }
    }
    walk.count
}

/// A walk over a text. The plain part of it is in [`plain`](crate::plain).
pub(crate) struct Walk<'w> {
    pub text: Text<'w>,
    pub lexicon: &'w Lexicon,
    pub base: usize,
    pub sink: Sink<'w>,
    /// How many tokens of the sink are of this walk.
    pub count: usize,
}

impl Walk<'_> {
    /// Emits a token and gives back its end.
    #[inline]
    fn emit(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let span = Span::new(start.wrapping_add(self.base), end.wrapping_add(self.base));
        let token = Token::new(span, kind);
        if kind == TokenKind::Word
            && words::may_be_contraction(self.text.byte(start), end.wrapping_sub(start))
        {
            self.emit_contraction(token, start, end);
        } else {
            self.put(token);
        }
        end
    }

    fn put(&mut self, token: Token) {
        match self.sink.tokens.get_mut(self.count) {
            Some(place) => *place = token,
            None => self.sink.tokens.push(token),
        }
        self.count = self.count.wrapping_add(1);
    }

    /// W1: emits a token that may be a contraction.
    #[inline(never)]
    fn emit_contraction(&mut self, mut token: Token, start: usize, end: usize) {
        if let Some(contraction) = words::contraction(self.text.slice(start, end)) {
            let des = contraction == Contraction::Des;
            if des {
                self.sink.des.push(self.count);
            }
            token = token.with_contraction(contraction, if des { words::ODDS } else { 255 });
        }
        self.put(token);
    }

    /// Emits a token that the sentence rules ask about.
    fn emit_stop(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let what = if self.text.byte(start) == b'"' { What::Quote } else { What::Stop(kind) };
        self.sink.events.push(Event { start, end, token: self.count, what });
        self.emit(start, end, kind)
    }

    /// The end of the marks that belong to what ends at `at`.
    fn extend(&self, mut at: usize) -> usize {
        while self.text.byte(at) >= 0x80 && self.text.class(at) == Class::Extend {
            at = self.text.after(at);
        }
        at
    }

    /// The end of the letters, figures and marks from `at`.
    fn run_end(&self, mut at: usize) -> usize {
        loop {
            while self.text.byte(at).is_ascii_alphanumeric() {
                at = at.wrapping_add(1);
            }
            match self.text.class(at) {
                Class::Letter | Class::Digit | Class::Extend => at = self.text.after(at),
                _ if self.text.byte(at) == b'_' && self.text.is_alnum(at.wrapping_add(1)) => {
                    at = at.wrapping_add(1)
                }
                _ => return at,
            }
        }
    }

    /// Whether a letter or figure follows the one character at `at`.
    fn joins(&self, at: usize) -> bool {
        self.text.is_alnum(self.text.after(at))
    }

    /// The end of the word with its inner hyphens, apostrophes and middle dots (T1) from `at`, looking at no more than
    /// `limit` bytes when one is given.
    fn chunk_end(&self, at: usize, limit: usize) -> usize {
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

    /// T3: the end of the listed exception that begins at `at`.
    fn exception(&self, at: usize, run: usize) -> Option<usize> {
        let next = self.text.after(run);
        if !self.lexicon.may_be_exception(self.text.byte(at), run.wrapping_sub(at), self.text.byte(next)) {
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
    fn odd_exception(&self, at: usize) -> Option<usize> {
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

    /// A word that begins at `at` and is not plain letters up to a space.
    fn word(&mut self, at: usize) -> usize {
        let run = self.run_end(at);
        if let Some(end) = self.address(at, run) {
            return end;
        }
        match self.text.class(run) {
            Class::Apostrophe => return self.apostrophe(at, run),
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

    /// T2, T3: a word `at..run` with an apostrophe after it.
    fn apostrophe(&mut self, at: usize, run: usize) -> usize {
        let after = self.extend(self.text.after(run));
        if let Some(end) = self.exception(at, run) {
            return self.finish(at, end);
        }
        let elided = is_elided(self.text.slice(at, run));
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

    /// T4: a word with hyphens or apostrophes in it: clitics are cut off, the rest stays one token.
    fn compound(&mut self, at: usize, run: usize) -> usize {
        if let Some(end) = self.exception(at, run) {
            return self.finish(at, end);
        }
        let end = self.chunk_end(at, usize::MAX);
        if let Some(sign) = self.glued_sign(at, end) {
            return self.emit(at, sign, word_kind(self.text, at));
        }
        match self.clitics(at, end) {
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
        (figures > 0
            && self.text.byte(hyphen) == b'-'
            && word.chars().filter(|&c| class(c) != Class::Extend).count() > 1
            && letters_only(word))
        .then_some(hyphen)
    }

    /// Where the clitics of the compound `at..end` begin.
    fn clitics(&self, at: usize, end: usize) -> Option<(usize, Option<usize>)> {
        // The last three hyphens.
        let mut hyphens = [None; 3];
        for (i, c) in self.text.slice(at, end).char_indices().rev().take(24) {
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
                "-moi" | "-nous" | "-vous" | "-lui" | "-leur" | "-en" | "-y" | "-le" | "-la" | "-les"
            ) && stem.chars().filter(|&c| class(c) != Class::Extend).count() >= 3
                && letters_only(stem)
            {
                return Some((before, Some(last)));
            }
        }
        if keeps_its_hyphen(first, tail.as_str()) {
            return None;
        }
        if !letters_only(verb) {
            return None;
        }
        let simple = hyphens[1].is_none();
        let long = |least: usize| verb.chars().filter(|&c| class(c) != Class::Extend).count() >= least;
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

    /// The end of a word: what its last sign allows after it (T10 to T13, T17).
    fn finish(&mut self, at: usize, end: usize) -> usize {
        let kind = word_kind(self.text, at);
        match self.text.byte(end) {
            b'.' => return self.dotted(at, end),
            b'(' => {
                if let Some(end) = self.optional_ending(end) {
                    return self.emit(at, end, TokenKind::Word);
                }
            }
            b'/' => {
                if let Some(end) = self.code(at, end) {
                    return self.emit(at, end, kind);
                }
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

    /// T10, T11, T12: a word `at..dot` with a full stop after it.
    fn dotted(&mut self, at: usize, dot: usize) -> usize {
        let after = dot.wrapping_add(1);
        let word = self.text.slice(at, dot);
        let next = self.text.class(after);
        if matches!(next, Class::Dot | Class::Extend) {
            return self.emit(at, dot, word_kind(self.text, at));
        }
        let mut letters = word.chars().filter(|&c| class(c) != Class::Extend);
        let single = letters.next().filter(|&c| letters.next().is_none() && class(c) == Class::Letter);
        if let Some(letter) = single
            && let Some(end) = self.acronym(at, dot, letter)
        {
            return end;
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

    /// T12: *S.N.C.F.*, *U.S.A.*, *J.-C.*, *J.-P.* from the single letter at `at`.
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
        let next = if spaced { self.text.after(after) } else { after };
        let c = self.text.char(next);
        if word == "M" && spaced && class(c) == Class::Letter {
            return true;
        }
        if !spaced && class(c) == Class::Letter && single.is_some() {
            return true;
        }
        if single.is_some_and(is_capital) {
            if spaced
                && (c.is_lowercase() || class(c) == Class::Digit && self.digits(next).wrapping_sub(next) < 4)
            {
                return true;
            }
            if spaced && self.follows_section_word(dot) {
                return false;
            }
            let second = self.text.class(self.extend(self.text.after(next)));
            return is_capital(c)
                && matches!(second, Class::Letter | Class::Dot)
                && !(spaced
                    && self.is_opener(next)
                    && !crate::sentences::is_one_name(self.text, dot.wrapping_sub(word.len()), next));
        }
        let Some(key) = Key::new(word) else { return false };
        match self.lexicon.abbreviation(&key) {
            _ if key.as_str() == "al" && self.follows_et(dot, word) => true,
            None => false,
            Some(Abbreviation::Never | Abbreviation::May) => key.as_str() != "m" || word == "M",
            // *art. 3*, *vol. II*, *art. L. 123-4*
            Some(Abbreviation::Number) => {
                class(c) == Class::Digit
                    || self.is_roman(next)
                    || is_capital(c) && self.text.byte(self.text.after(next)) == b'.'
            }
            Some(Abbreviation::Lower) => {
                c.is_lowercase() || class(c) == Class::Digit || matches!(c, ',' | ';' | ')' | ':')
            }
        }
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
        let end = self.run_end(at);
        let end = if self.text.class(end) == Class::Apostrophe { self.text.after(end) } else { end };
        Key::new(self.text.slice(at, end)).is_some_and(|key| crate::sentences::opens_sentences(&key))
    }

    /// Whether a Roman number stands at `at`.
    fn is_roman(&self, at: usize) -> bool {
        let end = self.run_end(at);
        let word = self.text.slice(at, end);
        !word.is_empty() && word.len() <= 8 && word.bytes().all(|byte| b"IVXLC".contains(&byte))
    }

    /// T14: the end of a web address, e-mail or file name that begins with the word `at..run`.
    fn address(&mut self, at: usize, run: usize) -> Option<usize> {
        let word = self.text.slice(at, run);
        match self.text.byte(run) {
            b':' if ["http", "https", "ftp"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme)) => {
                let rest = run.wrapping_add(3);
                (self.text.slice(run, rest) == "://").then_some(())?;
                let end = self.url_end(rest);
                (end > rest).then(|| self.emit(at, end, TokenKind::Url))
            }
            b'.' if word.eq_ignore_ascii_case("www") && self.joins(run) => {
                let end = self.url_end(run);
                Some(self.emit(at, end, TokenKind::Url))
            }
            b'.' | b'@' | b'-' | b'+' if self.text.byte(run) == b'@' || self.joins(run) => {
                self.dotted_name(at, run)
            }
            _ => None,
        }
    }

    /// T14: *a.b@c.fr*, *exemple.fr*, *notes.v2.txt*.
    fn dotted_name(&mut self, at: usize, run: usize) -> Option<usize> {
        let limit = at.saturating_add(128);
        let mut end = run;
        let mut sign = None;
        let mut last_dot = None;
        while end < limit {
            match self.text.byte(end) {
                b'@' if sign.is_none() && self.text.is_alnum(end.wrapping_add(1)) => {
                    sign = Some(end);
                    last_dot = None;
                }
                b'.' if self.text.is_alnum(end.wrapping_add(1)) => last_dot = Some(end),
                b'-' | b'_' if self.text.is_alnum(end.wrapping_add(1)) => {}
                b'+' if sign.is_none() && self.text.is_alnum(end.wrapping_add(1)) => {}
                _ => break,
            }
            end = self.run_end(end.wrapping_add(1));
        }
        let dot = last_dot?;
        if sign.is_some() {
            return Some(self.emit(at, end, TokenKind::Email));
        }
        let ending = Key::new(self.text.slice(dot.wrapping_add(1), end))?;
        if self.text.slice(run, end).contains('+') {
            return None;
        }
        if is_domain(ending.as_str()) {
            let end = if self.text.byte(end) == b'/' && self.joins(end) { self.url_end(end) } else { end };
            return Some(self.emit(at, end, TokenKind::Url));
        }
        is_file(ending.as_str()).then(|| self.emit(at, end, TokenKind::File))
    }

    /// The end of a web address that has begun: up to white space or a bracket, final punctuation left out.
    fn url_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut kept = start;
        loop {
            let c = self.text.char(end);
            let class = self.text.class(end);
            if matches!(class, Class::Space | Class::Line)
                || matches!(c, '<' | '>' | '«' | '»' | '"' | '“' | '”')
            {
                return self.extend(kept);
            }
            end = self.text.after(end);
            if !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…') && class != Class::Apostrophe
            {
                kept = end;
            }
        }
    }

    /// T5 to T9: a number that begins at `digit`; `at` is its sign, if it has one.
    fn number(&mut self, at: usize, digit: usize) -> usize {
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
    fn code(&self, at: usize, run: usize) -> Option<usize> {
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
    fn digits(&self, mut at: usize) -> usize {
        while self.text.byte(at).is_ascii_digit() {
            at = at.wrapping_add(1);
        }
        at
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

    /// What begins neither with a plain letter nor with a figure.
    fn other(&mut self, at: usize) -> usize {
        let text = self.text;
        let c = text.char(at);
        let after = text.after(at);
        if self.lexicon.has_odd_exceptions()
            && let Some(end) = self.odd_exception(at)
        {
            return self.emit(at, end, TokenKind::Word);
        }
        if self.lexicon.has_terminators() && self.lexicon.is_terminator(c) {
            return self.emit_stop(at, self.extend(after), TokenKind::Punctuation);
        }
        match class(c) {
            Class::Space => after,
            Class::Line => {
                self.sink.events.push(Event { start: at, end: after, token: self.count, what: What::Line });
                after
            }
            Class::Letter => self.word(at),
            Class::Digit => self.number(at, at),
            // T13
            Class::Dot => {
                let end = self.same(at, b'.');
                self.emit_stop(at, self.extend(end), TokenKind::Punctuation)
            }
            Class::Ellipsis | Class::Mark => self.emit_stop(at, self.extend(after), TokenKind::Punctuation),
            Class::Hyphen => self.hyphen(at, after),
            Class::Apostrophe => {
                // T2: a detached 's
                let detached = matches!(text.class_before(at), Class::Space)
                    && matches!(text.byte(after), b's' | b'n' | b'S')
                    && !self.joins(after)
                    && matches!(
                        text.class(after.wrapping_add(1)),
                        Class::Space | Class::Line | Class::Dot | Class::Mark | Class::Punctuation
                    );
                let end = if detached { after.wrapping_add(1) } else { self.extend(after) };
                self.emit(at, end, if detached { TokenKind::Word } else { TokenKind::Punctuation })
            }
            Class::Emoji => self.emoji(at),
            Class::Symbol if matches!(c, '+' | '±' | '\u{2212}') => {
                if text.slice(at, at.wrapping_add(3)) == "+/-" {
                    return self.emit(at, self.extend(at.wrapping_add(3)), TokenKind::Symbol);
                }
                self.signed(at, after).unwrap_or_else(|| self.emit(at, self.extend(after), TokenKind::Symbol))
            }
            Class::Symbol if c == '°' && matches!(text.byte(after), b'C' | b'F') && !self.joins(after) => {
                // T6: 9 °C, but 9|°|C
                if text.class_before(at) == Class::Digit {
                    return self.emit(at, after, TokenKind::Symbol);
                }
                self.emit(at, self.extend(after.wrapping_add(1)), TokenKind::Symbol)
            }
            Class::Symbol => self.emit(at, self.extend(after), TokenKind::Symbol),
            Class::Punctuation => self.punctuation(at, c, after),
            Class::Middle => self.emit(at, self.extend(after), TokenKind::Punctuation),
            Class::Extend | Class::Other => self.emit(at, self.extend(after), TokenKind::Other),
        }
    }

    fn punctuation(&mut self, at: usize, c: char, after: usize) -> usize {
        let text = self.text;
        let free = !matches!(text.class_before(at), Class::Letter | Class::Digit | Class::Punctuation);
        match c {
            // T14
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

    /// T13, T5: `--`, a sign before a number, or a hyphen alone.
    fn hyphen(&mut self, at: usize, after: usize) -> usize {
        let end = self.same(at, b'-');
        if end.wrapping_sub(at) >= 2 {
            return self.emit(at, self.extend(end), TokenKind::Punctuation);
        }
        self.signed(at, after).unwrap_or_else(|| self.emit(at, self.extend(after), TokenKind::Punctuation))
    }

    /// T5: a number with its sign at `at`, at the start of what white space or a parenthesis opens.
    fn signed(&mut self, at: usize, after: usize) -> Option<usize> {
        let free =
            matches!(self.text.class_before(at), Class::Space | Class::Line) || self.text.before(at) == '(';
        (free && self.text.class(after) == Class::Digit).then(|| self.number(at, after))
    }

    /// The end of the bytes equal to `byte` from `at`.
    fn same(&self, mut at: usize, byte: u8) -> usize {
        while self.text.byte(at) == byte {
            at = at.wrapping_add(1);
        }
        at
    }

    /// T15: an emoji with its modifiers, flags by two, joined sequences whole.
    fn emoji(&mut self, at: usize) -> usize {
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
fn keeps_its_hyphen(first: &str, tail: &str) -> bool {
    let head = first.split('-').next().unwrap_or_default();
    matches!(head, "rendez" | "chez" | "celui" | "celle" | "celles" | "ceux" | "entre" | "oui\u{308}" | "sot")
        || matches!(head, "au" | "par" | "de" | "la\u{300}" | "en" | "jusque" | "ou" | "lui" | "elle" | "soi")
        || first == "on" && tail == "-dit"
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
fn is_roman_ordinal(word: &str) -> bool {
    let figures = word.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    word.bytes().take(figures).any(|byte| b"IVX".contains(&byte))
        && word.split_at_checked(figures).is_some_and(|(_, rest)| {
            Key::new(rest).is_some_and(|key| is_ordinal_ending(key.as_str()))
                && rest.starts_with(char::is_lowercase)
        })
}

fn is_domain(ending: &str) -> bool {
    matches!(
        ending,
        "com"
            | "fr"
            | "org"
            | "net"
            | "eu"
            | "be"
            | "ch"
            | "info"
            | "gouv"
            | "ca"
            | "qc"
            | "lu"
            | "uk"
            | "de"
            | "tv"
            | "io"
            | "edu"
            | "gov"
    )
}

fn is_file(ending: &str) -> bool {
    matches!(
        ending,
        "pdf"
            | "txt"
            | "doc"
            | "docx"
            | "xls"
            | "xlsx"
            | "csv"
            | "html"
            | "htm"
            | "xml"
            | "json"
            | "jpg"
            | "jpeg"
            | "png"
            | "gif"
            | "mp3"
            | "mp4"
            | "zip"
            | "exe"
            | "odt"
            | "ods"
            | "ppt"
            | "pptx"
            | "md"
            | "rs"
            | "py"
            | "js"
            | "php"
    )
}

/// The kind of a word by its form.
fn word_kind(text: Text<'_>, at: usize) -> TokenKind {
    let c = text.char(at);
    let second = text.byte(at.wrapping_add(1));
    if matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')
        && (matches!(second, b'I' | b'V' | b'X' | b'L' | b'C' | b'e' | b'i' | b'r' | b'n') || second >= 0x80)
    {
        let rest = text.slice(at, text.len()).chars();
        let letters = rest.take_while(|&c| matches!(class(c), Class::Letter | Class::Digit | Class::Extend));
        let end = at.wrapping_add(letters.map(char::len_utf8).fold(0, usize::wrapping_add));
        if is_roman_ordinal(text.slice(at, end)) {
            return TokenKind::Ordinal;
        }
    }
    if c.is_numeric() && !c.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word }
}
