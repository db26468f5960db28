//! The plain walk: the words, spaces, figures and marks of which nearly all text is made.
//!
//! It cuts what a few bytes decide and leaves everything else to the rules of [`tokens`](crate::tokens), one step at a time.
//! It never cuts otherwise than the rules would.
//!
//! The text is looked at through windows of 64 bytes that begin at a token, one bit for each byte. Where letters begin and
//! end, tokens do: that takes no branch. Then the signs are looked at one by one: some join what stands beside them, some
//! end sentences, and the first one that a few bytes do not explain ends the window. At last the tokens are written, all by
//! the same code, whatever they are: what a processor cannot guess, it is not asked.

use crate::cuts::{Cuts, below};
use crate::elision::is_elided;
use crate::figures::{EURO, NARROW_SPACE, NO_BREAK_SPACE, Number, digits_end, is_temperature, number};
use crate::hyphens::{Compound, compound};
use crate::key::Key;
use crate::known;
use crate::lexicon::{LIGATURE, Start, keeps_apostrophe};
use crate::openers;
use crate::sign::{Byte, CLOSE_GUILLEMET, OPEN_GUILLEMET, Sign};
use crate::stops::{Blocks, Window, last_bytes, letters};
use crate::tokens::abbreviations::{self, WordStop, spaced_stop};
use crate::tokens::{Event, Walk, What};
use crate::words::Asked;
use depeche_text::{Span, Token, TokenKind};
use std::hint::select_unpredictable;

/// Why the walk leaves a window, and where in it.
#[derive(Clone, Copy)]
enum Leave {
    /// The next token may end beyond it.
    Next(usize),
    /// The rules must look at what begins here.
    Rules(usize),
}

impl Walk<'_> {
    /// Cuts the bytes `from..to`, with the rules wherever they are needed.
    pub(crate) fn plain(&mut self, from: usize, to: usize) {
        let bytes = self.text.bytes();
        let bytes = bytes.get(..to).unwrap_or(bytes);
        let mut at = from;
        while at < to {
            let rest = bytes.get(at..).unwrap_or_default();
            let last;
            let window = match rest.first_chunk() {
                Some(window) => window,
                None => {
                    last = last_bytes(rest);
                    &last
                }
            };
            at = self.window(at, to, window);
        }
        self.settle();
    }

    /// Cuts the tokens that begin in the first 64 bytes of `window`, which begins at `at` of the text; gives where the next
    /// window begins.
    #[inline(always)]
    fn window(&mut self, at: usize, to: usize, window: &Window) -> usize {
        let blocks = Blocks::of(window);
        let mut from = 0;
        loop {
            let reached = match self.part(at, from, window, &blocks) {
                Leave::Next(reached) if reached > 0 => return at.wrapping_add(reached),
                // Or a word as long as the window.
                Leave::Next(reached) | Leave::Rules(reached) => at.wrapping_add(reached),
            };
            if reached >= to {
                return to;
            }
            let end = self.other(reached);
            from = end.wrapping_sub(at);
            // What is left of the window is not worth another look at it.
            if from > WORTH {
                return end;
            }
        }
    }

    /// Cuts the tokens that begin at `from` and after it in a window, up to the first that takes the rules.
    #[inline(always)]
    fn part(&mut self, at: usize, from: usize, window: &Window, blocks: &Blocks) -> Leave {
        self.make_room(at);
        let base = u32::try_from(self.base.wrapping_add(at)).unwrap_or(u32::MAX);
        let mut cuts = Cuts::new(blocks, window, from);
        let mut leave = Leave::Next(cuts.limit);
        while cuts.signs != 0 {
            let sign = cuts.signs.trailing_zeros() as usize;
            if let Some(reason) = self.sign(at, window, sign, &mut cuts) {
                leave = reason;
                break;
            }
        }
        let (Leave::Next(reached) | Leave::Rules(reached)) = leave;
        let count = self.count;
        let room = self.sink.tokens.get_mut(count..).and_then(|room| room.first_chunk_mut::<64>());
        let Some(room) = room else { return leave };
        let starts = cuts.starts & below(reached);
        let mut written = starts.count_ones() as usize;
        let places = room.get_mut(..written.next_multiple_of(STEP)).unwrap_or_default();
        if write(window, base, count, starts, &cuts, places, &mut self.asked)
            && let Some(start) = first_mark(window, starts)
        {
            let from = at.wrapping_add(start);
            while self.sink.events.pop_if(|event| event.start() >= from).is_some() {}
            leave = Leave::Rules(start);
            written = (starts & below(start)).count_ones() as usize;
            self.asked.forget(count.wrapping_add(written));
        }
        self.count = count.wrapping_add(written);
        let mut told = cuts.told;
        while told != 0 {
            let start = told.trailing_zeros() as usize;
            told &= told.wrapping_sub(1);
            let place = (cuts.starts & below(start)).count_ones() as usize;
            if let Some(token) = room.get_mut(place).filter(|_| place < written) {
                *token = Token::new(token.span(), cuts.kind(start));
            }
        }
        if self.asked.is_full() {
            self.settle();
        }
        leave
    }

    /// Looks at the sign at `sign` of the window: gives why the window must be left there, or changes the cuts.
    #[inline(always)]
    fn sign(&mut self, at: usize, window: &Window, sign: usize, cuts: &mut Cuts) -> Option<Leave> {
        let byte = |at: usize| window.get(at).copied().unwrap_or(0);
        let Sign { class, len } = Sign::of(window, sign);
        let after = sign.wrapping_add(len);
        let next = byte(after);
        let touches = cuts.touches(sign);
        let rules = |cuts: &Cuts| Some(Leave::Rules(cuts.begin(sign)));
        if after > cuts.limit {
            return Some(Leave::Next(cuts.begin(sign)));
        }
        match class {
            Byte::Space => cuts.sign(sign, after),
            Byte::Line => {
                self.tell(at, sign, after, cuts, What::Line);
                cuts.pass(after);
            }
            Byte::Mark if is_free(window, after) && !(touches && byte(sign) == b'(') => {
                cuts.token(sign, after)
            }
            Byte::Stop if is_free(window, after) && !matches!(next, b'.' | 0xC3) => {
                if touches && !self.stands_alone(window, sign, next, cuts.begin(sign)) {
                    let begin = cuts.begin(sign);
                    // T10: *M. Dupont*, the abbreviation of news.
                    let mister = window.get(begin..after) == Some(b"M.")
                        && next == b' '
                        && byte(after.wrapping_add(1)).is_ascii_alphabetic();
                    let kind = if mister {
                        TokenKind::Abbreviation
                    } else {
                        match self.word_stop(window, at, begin, sign, next) {
                            Some(WordStop::Of(kind)) => kind,
                            Some(WordStop::Alone) => {
                                self.tell(at, sign, after, cuts, What::Stop(TokenKind::Punctuation));
                                cuts.token(sign, after);
                                return None;
                            }
                            None => return rules(cuts),
                        }
                    };
                    self.tell(at, begin, after, cuts, What::Stop(kind));
                    cuts.token_of(kind, begin, after);
                    return None;
                }
                // T15: *:-)*, *;)*
                if !touches
                    && matches!(byte(sign), b':' | b';')
                    && matches!(next, b'-' | b'(' | b')' | b'D' | b'P')
                {
                    return rules(cuts);
                }
                self.tell(at, sign, after, cuts, What::Stop(TokenKind::Punctuation));
                cuts.token(sign, after);
            }
            Byte::Quote if next < 0x80 => {
                self.tell(at, sign, after, cuts, What::Quote);
                cuts.token(sign, after);
            }
            Byte::Percent if next < 0x80 && !touches => cuts.token(sign, after),
            Byte::Figure if !touches => {
                let before = self.text.byte(at.wrapping_add(sign).wrapping_sub(1));
                match number(window, sign, before, self.no_address.saturating_sub(at)) {
                    Number::Alone(end) => cuts.token(sign, end),
                    Number::Ordinal(end) => cuts.token_of(TokenKind::Ordinal, sign, end),
                    Number::Hour(hour, end) => {
                        cuts.token(sign, hour);
                        let minutes = hour.wrapping_add(1);
                        cuts.token(hour, minutes);
                        if end > minutes {
                            cuts.token(minutes, end);
                        }
                    }
                    // It may only be too near to the end.
                    Number::Other if sign > WORTH => return Some(Leave::Next(sign)),
                    Number::Other => return rules(cuts),
                }
            }
            // *G20*, *m2*
            Byte::Figure => {
                let end = digits_end(window, after);
                let begin = cuts.begin(sign);
                let stop = byte(end) == b'.'
                    && matches!(byte(end.wrapping_add(1)), b' ' | b'\n')
                    && !self.may_be_abbreviation(window, begin, end);
                // *PM2,5*
                let ends = match byte(end) {
                    b' ' | b')' | b'\n' => true,
                    b',' => !byte(end.wrapping_add(1)).is_ascii_digit(),
                    _ => stop,
                };
                if !ends || end >= 64 {
                    return rules(cuts);
                }
                cuts.token(begin, end);
            }
            // T14: no hashtag begins in a word.
            Byte::Number if touches && next < 0x80 && byte(sign.wrapping_sub(1)).is_ascii_lowercase() => {
                cuts.token(sign, after);
            }
            Byte::Number if touches => return rules(cuts),
            Byte::Number if matches!(next, b' ' | b'#') => cuts.token(sign, after),
            // T14
            Byte::Number if matches!(self.text.byte(at.wrapping_add(sign).wrapping_sub(1)), b' ' | b'\n') => {
                let Some(end) = hashtag_end(window, after) else { return rules(cuts) };
                cuts.token_of(TokenKind::Hashtag, sign, end);
            }
            // T9: no code with slashes begins with a small letter.
            Byte::Slash
                if is_free(window, after) && (!touches || byte(cuts.begin(sign)).is_ascii_lowercase()) =>
            {
                cuts.token(sign, after);
            }
            // T13
            Byte::Lone if byte(sign) == b'`' && next == b'`' => return rules(cuts),
            Byte::Lone if !touches && is_free(window, after) => cuts.token(sign, after),
            Byte::Apostrophe if touches => return self.apostrophe_after(at, window, sign, after, cuts),
            // T13
            Byte::Apostrophe if matches!(next, b'\'' | 0xE2) => {
                let end = after.wrapping_add(1);
                if end > cuts.limit {
                    return Some(Leave::Next(sign));
                }
                if [byte(sign), next] != [b'\''; 2] || !is_free(window, end) {
                    return rules(cuts);
                }
                cuts.sign(sign, end);
                cuts.token(sign, end);
            }
            // T2: of a detached *'s* it is a part.
            Byte::Apostrophe if is_free(window, after) && !matches!(next, b's' | b'n' | b'S') => {
                cuts.sign(sign, after);
                cuts.token(sign, after);
            }
            Byte::Hyphen if touches => {
                let begin = cuts.begin(sign);
                let (hyphen, end) = match compound(window, begin, sign, !cuts.letters) {
                    Compound::Ends(end) => (end, end),
                    Compound::Clitic(hyphen, end) => (hyphen, end),
                    Compound::Beyond => return Some(Leave::Next(begin)),
                    Compound::Other => return rules(cuts),
                };
                if !self.lexicon.keeps_compounds() {
                    return rules(cuts);
                }
                if self.may_be_exception(window, (begin, sign), b'-', after) {
                    match self.is_exception(at, begin, end).filter(|_| is_word_end(window, end)) {
                        None => return rules(cuts),
                        Some(true) => {
                            cuts.token(begin, end);
                            return None;
                        }
                        Some(false) => {}
                    }
                }
                cuts.token(begin, hyphen);
                if hyphen < end {
                    cuts.token_of(TokenKind::Clitic, hyphen, end);
                }
            }
            Byte::Hyphen if matches!(next, b' ' | b',') => cuts.token(sign, after),
            // T5: after a figure it is no sign of a number.
            Byte::Hyphen if next.is_ascii_digit() && byte(sign.wrapping_sub(1)).is_ascii_digit() => {
                cuts.token(sign, after);
            }
            Byte::LongMark if is_free(window, after) => {
                cuts.sign(sign, after);
                cuts.token(sign, after);
            }
            Byte::Ellipsis if is_free(window, after) => {
                cuts.sign(sign, after);
                self.tell(at, sign, after, cuts, What::Stop(TokenKind::Punctuation));
                cuts.token(sign, after);
            }
            Byte::Degree if !touches && is_temperature(window, sign) => {
                cuts.sign(sign, after);
                cuts.token_of(TokenKind::Symbol, sign, after.wrapping_add(1));
            }
            // *85 °Oe*
            Byte::Degree if !touches && !matches!(next, b'C' | b'F') && is_free(window, after) => {
                cuts.sign(sign, after);
                cuts.token_of(TokenKind::Symbol, sign, after);
            }
            Byte::E2 if next == 0x82 && byte(after.wrapping_add(1)) == EURO => {
                let after = after.wrapping_add(2);
                if after > cuts.limit {
                    return Some(Leave::Next(cuts.begin(sign)));
                }
                if touches || !is_free(window, after) {
                    return rules(cuts);
                }
                cuts.sign(sign, after);
                cuts.token_of(TokenKind::Symbol, sign, after);
            }
            _ => return rules(cuts),
        }
        None
    }

    /// T2: the apostrophe `sign..after`, a letter before it.
    #[inline(always)]
    fn apostrophe_after(
        &self,
        at: usize,
        window: &Window,
        sign: usize,
        after: usize,
        cuts: &mut Cuts,
    ) -> Option<Leave> {
        let next = key_letter(window, after);
        if is_elided(window, sign, next, cuts.starts, self.lexicon) {
            cuts.elide(sign, after);
            return None;
        }
        self.other_apostrophe(at, window, (sign, after), next, cuts)
    }

    /// T2, T3: the same where a few bytes do not tell: longer words, and what an exception may begin with.
    #[inline(never)]
    fn other_apostrophe(
        &self,
        at: usize,
        window: &Window,
        (sign, after): (usize, usize),
        next: u8,
        cuts: &mut Cuts,
    ) -> Option<Leave> {
        let begin = cuts.begin(sign);
        if !(next.is_ascii_alphabetic() || next == LIGATURE) {
            return Some(Leave::Rules(begin));
        }
        // *aujourd'hui*, *l'on*: nothing goes on there that would ask for more than the word.
        let end = after.saturating_add((!cuts.letters >> (after & 63)).trailing_zeros() as usize);
        let ends = after < 64 && end < 64 && is_word_end(window, end);
        if self.may_be_exception(window, (begin, sign), b'\'', after) {
            match self.is_exception(at, begin, end).filter(|_| ends) {
                None => return Some(Leave::Rules(begin)),
                Some(true) => {
                    cuts.sign(sign, after);
                    cuts.token(begin, end);
                    return None;
                }
                Some(false) => {}
            }
        }
        let len = sign.wrapping_sub(begin);
        let first = window.get(begin).copied().unwrap_or(0);
        let elided = known::known(known::key(letters(window, begin), len)).elided;
        if !elided || len == 1 && keeps_apostrophe(first, next) {
            // T4: *prud'homme*, *O'Brien*: letters and an apostrophe that are one word.
            let plain = (!cuts.letters >> (begin & 63)).trailing_zeros() as usize == len;
            if !(ends && plain) {
                return Some(Leave::Rules(begin));
            }
            cuts.sign(sign, after);
            cuts.token(begin, end);
            return None;
        }
        cuts.token(begin, sign);
        cuts.elide(sign, after);
        None
    }

    /// T3: whether an exception may begin with the word `at..end`, a sign that is `sign` or like it, and what stands at `next`.
    #[inline(always)]
    fn may_be_exception(&self, window: &Window, (at, end): (usize, usize), sign: u8, next: usize) -> bool {
        let start = Start::new(key_letter(window, at), end.wrapping_sub(at), sign, key_letter(window, next));
        self.lexicon.may_be_exception(start)
            && (next > 64 || self.lexicon.may_go_on_as_exception(start, letters(window, next)))
    }

    /// T3: whether `begin..end` of the window at `at` is an exception; `None` when it is longer than any.
    #[inline(never)]
    fn is_exception(&self, at: usize, begin: usize, end: usize) -> Option<bool> {
        let key = Key::new(self.text.slice(at.wrapping_add(begin), at.wrapping_add(end)))?;
        Some(self.lexicon.is_exception(&key))
    }

    /// T10, T14: whether the stop at `sign` is a token for sure, after the word that begins at `begin`: that is no
    /// abbreviation and no beginning of an address.
    #[inline(always)]
    fn stands_alone(&self, window: &Window, sign: usize, next: u8, begin: usize) -> bool {
        match window.get(sign) {
            Some(b'.') => {
                let len = sign.wrapping_sub(begin);
                let key = known::key(letters(window, begin), len);
                // *J-P. Morel*, *Jean-Ch. Petit*, *Jean-Guill. Roy*
                let word = window.get(begin..sign).unwrap_or_default();
                let near = letters(window, sign.saturating_sub(abbreviations::MOST_SHORT));
                let is_second = known::has_hyphen(near) && abbreviations::may_be_double_name(word);
                // Nearly all words before a stop.
                let quick = matches!(next, b' ' | b'\n') & (len > 1) & known::is_ascii(key) & !is_second;
                if quick && !self.lexicon.may_abbreviate(key) {
                    return true;
                }
                // One letter, in either normal form.
                let is_letter = |byte: &u8| byte.is_ascii_alphabetic() | ((*byte >= 0xC3) & (*byte != 0xCC));
                let three: [u8; 3] =
                    window.get(begin..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
                let inside = |(at, byte): (usize, &u8)| usize::from((at < len) & is_letter(byte));
                let letters = three.iter().enumerate().map(inside).fold(0, usize::wrapping_add);
                let is_short = (len < 2) | (!known::is_ascii(key) & (letters < 2));
                let letter = next == 0xC2
                    && !matches!(
                        window.get(sign.wrapping_add(2)),
                        Some(&(NO_BREAK_SPACE | OPEN_GUILLEMET | CLOSE_GUILLEMET))
                    );
                // *5 °C.*, *dites-le.*: no word at all, and a clitic.
                if matches!(window.get(begin), Some(0xC2 | b'-')) {
                    return true;
                }
                !(next.is_ascii_alphanumeric()
                    || matches!(next, b',' | b'-')
                    || letter
                    || is_short
                    || is_second
                    || self.lexicon.may_be_abbreviation(key, word))
            }
            Some(b':') => next != b'/',
            _ => true,
        }
    }

    /// T10: whether the word `begin..end` of the window may be an abbreviation.
    #[inline(always)]
    fn may_be_abbreviation(&self, window: &Window, begin: usize, end: usize) -> bool {
        let key = known::key(letters(window, begin), end.wrapping_sub(begin));
        self.lexicon.may_be_abbreviation(key, window.get(begin..end).unwrap_or_default())
    }

    /// T10, T11: what the sign at `sign` of the window at `at` is, after the word that begins at `begin`, `next` after it; `None`
    /// where the rules must tell.
    #[inline(always)]
    fn word_stop(&self, window: &Window, at: usize, begin: usize, sign: usize, next: u8) -> Option<WordStop> {
        let byte = |at: usize| window.get(at).copied().unwrap_or(0);
        if byte(sign) != b'.' {
            return None;
        }
        // *a.bc* and *a.b.c.d…*, which were read to their end and are no address; *s.v.p.* is more, *c.-à-d.* and *p.ex.* begin otherwise.
        if next.is_ascii_alphabetic() {
            let letter = byte(begin);
            let single = sign.wrapping_sub(begin) == 1
                && letter.is_ascii_lowercase()
                && !matches!(letter, b'c' | b'p')
                && (!matches!(byte(sign.wrapping_add(2)), b'.' | 0)
                    || self.is_long_chain(at.wrapping_add(sign)));
            let known = single && at.wrapping_add(sign) <= self.no_address;
            return known.then_some(WordStop::Of(TokenKind::Abbreviation));
        }
        spaced_stop(self.text, self.lexicon, at.wrapping_add(begin), at.wrapping_add(sign))
    }

    /// T10: whether more letters with stops follow the stop at `dot` than a shortened expression has: *a.b.c.d.e.f.g.h.i.*
    #[inline(never)]
    fn is_long_chain(&self, dot: usize) -> bool {
        let after = self.text.bytes().get(dot.wrapping_add(1)..).unwrap_or_default();
        let chain: Option<&[u8; abbreviations::MOST_DOTTED]> = after.first_chunk();
        // All of them, without a branch for each.
        chain.is_some_and(|chain| {
            chain
                .as_chunks()
                .0
                .iter()
                .fold(true, |all, [letter, stop]| all & letter.is_ascii_lowercase() & (*stop == b'.'))
        })
    }

    #[inline(always)]
    fn tell(&mut self, at: usize, start: usize, end: usize, cuts: &Cuts, what: What) {
        if !self.sink.asks {
            return;
        }
        let token = self.count.wrapping_add((cuts.starts & below(start)).count_ones() as usize);
        let (start, end) = (at.wrapping_add(start), at.wrapping_add(end));
        self.sink.events.push(Event::new(start, end, token, what));
    }

    /// Makes room for the tokens that begin in the window at `at`.
    #[inline(always)]
    fn make_room(&mut self, at: usize) {
        if self.sink.tokens.len() < self.count.wrapping_add(64) {
            self.grow(at);
        }
    }

    #[cold]
    fn grow(&mut self, at: usize) {
        let more = (self.count / 4).clamp(size_of::<Window>(), 4096);
        self.reserve(at, more);
        let empty = Token::new(Span::empty(0), TokenKind::Word);
        self.sink.tokens.resize(self.count.saturating_add(more), empty);
    }
}

/// Whether a word ends at `end` of the window and nothing after it asks for more of it.
#[inline(always)]
fn is_word_end(window: &Window, end: usize) -> bool {
    matches!(window.get(end..), Some([b' ' | b'\n', ..] | [b',', b' ', ..]))
}

/// T14: the end of a hashtag of ASCII letters and figures, the first letter at `at`.
#[inline(never)]
fn hashtag_end(window: &Window, at: usize) -> Option<usize> {
    let rest = window.get(at..).filter(|rest| rest.first().is_some_and(u8::is_ascii_alphabetic))?;
    let end = at.wrapping_add(rest.iter().position(|byte| !byte.is_ascii_alphanumeric())?);
    (end < 64 && matches!(window.get(end), Some(b' ' | b'\n' | b',' | b'.'))).then_some(end)
}

/// How many tokens are written together, so that the processor seldom guesses wrong how many there are.
const STEP: usize = 4;

/// Writes the tokens that begin at the bits of `starts`, all by the same code: what a word is is found without a branch; and
/// notes those that may be contractions or Roman figures, `count` tokens having been written before. Gives whether a mark
/// begins one.
///
/// What is written behind the last one is written over. Not inlined: here all of it stays in registers.
#[inline(never)]
fn write(
    window: &Window,
    base: u32,
    count: usize,
    mut starts: u64,
    cuts: &Cuts,
    room: &mut [Token],
    asked: &mut Asked,
) -> bool {
    let Cuts { mut lasts, elided, .. } = *cuts;
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let written = starts.count_ones();
    let firsts = asked.firsts;
    let Some(asks) = asked.room() else { return false };
    let mut found = 0_usize;
    let mut index = count;
    for places in room.as_chunks_mut::<STEP>().0 {
        for place in places {
            // Behind the last one 64.
            let start = starts.trailing_zeros();
            let last = lasts.trailing_zeros();
            starts &= starts.wrapping_sub(1);
            lasts &= lasts.wrapping_sub(1);
            let byte = window.get(start as usize).copied().unwrap_or(0);
            let first = firsts.get(usize::from(byte)).copied().unwrap_or(First::SIGN);
            if let Some(ask) = asks.get_mut(found & (MARK - 1)) {
                *ask = index;
            }
            index = index.wrapping_add(1);
            found = found.wrapping_add(usize::from(first.asks));
            let kind = select_unpredictable(elided >> (last & 63) & 1 == 1, TokenKind::Elided, first.kind);
            let end = last.wrapping_add(1);
            *place = Token::new(Span::of_u32(base.wrapping_add(start), base.wrapping_add(end)), kind);
        }
    }
    let spare = index.wrapping_sub(count).wrapping_sub(written) as usize;
    let behind = window.get(64).and_then(|&byte| firsts.get(usize::from(byte))).map_or(0, |first| first.asks);
    let found = found.wrapping_sub(spare.wrapping_mul(behind.into()));
    asked.note(found & (MARK - 1));
    found >= MARK
}

/// The first of the tokens that begin at the bits of `starts` that a combining mark or a part of a letter begins.
#[cold]
fn first_mark(window: &Window, mut starts: u64) -> Option<usize> {
    while starts != 0 {
        let start = starts.trailing_zeros() as usize;
        if matches!(window.get(start), Some(0x80..=0xBF | 0xCC)) {
            return Some(start);
        }
        starts &= starts.wrapping_sub(1);
    }
    None
}

/// Up to where a window is used on after the rules took a step in it.
const WORTH: usize = 40;

/// What the first byte of a token says.
#[derive(Clone, Copy)]
pub(crate) struct First {
    /// What the token is, unless it is elided.
    kind: TokenKind,
    /// 1 if it may be a contraction or a Roman figure, [`MARK`] if no token should begin so.
    asks: u8,
}

impl First {
    const SIGN: First = First { kind: TokenKind::Punctuation, asks: 0 };
}

/// More than a window has tokens.
const MARK: usize = 128;

/// The first bytes of words, numbers and signs. A combining mark belongs to what stands before it.
pub(crate) static FIRSTS: [First; 256] = firsts(false);
/// The same where words that may open sentences are asked about.
pub(crate) static FIRSTS_AND_OPENERS: [First; 256] = firsts(true);

const fn firsts(openers: bool) -> [First; 256] {
    let mut firsts = [First::SIGN; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [First] = &mut firsts;
    while let [first, tail @ ..] = rest {
        let kind = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 | 0xCC => TokenKind::Word,
            b'0'..=b'9' => TokenKind::Number,
            b'%' | b'$' | b'<' | b'=' | b'>' | b'|' | b'\\' | b'^' | b'`' | b'~' => TokenKind::Symbol,
            _ => TokenKind::Punctuation,
        };
        let asks = match byte {
            b'I' | b'V' | b'X' | b'L' | b'C' | b'A' | b'D' | b'a' | b'd' => 1,
            0x80..=0xBF | 0xCC => 128,
            _ if openers && openers::look(0, byte) != 0 => 1,
            _ => 0,
        };
        *first = First { kind, asks };
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    firsts
}

/// Whether what begins at `at` surely belongs to nothing before it: combining marks begin at U+0300; U+00AD and some of the
/// signs before U+2010 and after U+2028 are other characters that extend the one before.
#[inline(always)]
fn is_free(window: &Window, at: usize) -> bool {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    match byte(at) {
        0..0x80 | 0xC3 => true,
        0xC2 => byte(at.wrapping_add(1)) != 0xAD,
        0xE2 => {
            byte(at.wrapping_add(1)) == 0x80 && matches!(byte(at.wrapping_add(2)), 0x90..=0xA7 | NARROW_SPACE)
        }
        _ => false,
    }
}

/// The first byte of the key of what begins at `at`: *e* for É, [`LIGATURE`] for Œ; no ASCII letter where that takes more than
/// a look.
#[inline(always)]
fn key_letter(window: &Window, at: usize) -> u8 {
    let bytes = window.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
    let [first, second] = bytes;
    select_unpredictable(first == 0xC3, known::plain_letter(second), Start::letter(bytes))
}

#[cfg(test)]
pub(crate) mod tests;
