//! The plain walk: the words, spaces, figures and marks of which nearly all text is made, in one loop without a call.
//!
//! It cuts what a few bytes decide and stops in front of everything else; the rules of [`tokens`](crate::tokens) take one
//! step there, and it goes on. It never cuts otherwise than the rules would.
//!
//! The text is looked at through a window of 64 bytes that begins at a token, one bit for each byte that is no plain
//! letter ([`stops`](crate::stops)): the next bit ends the word, and the byte there says what the walk may do.

use crate::known::{self, Known};
use crate::lexicon::Lexicon;
use crate::stops::stops_of;
use crate::tokens::{Event, Sink, Walk, What};
use depeche_text::{Contraction, Span, Token, TokenKind};

/// What the walk does at a byte that ends a word or begins a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// The rules are asked.
    Other,
    /// A space or a tab.
    Space,
    /// `, ( ) [ ]`: tokens of one character, and nothing else.
    Mark,
    /// `. ! ? ; :`: tokens that the sentence rules ask about.
    Stop,
    /// `"`
    Quote,
    Line,
    Apostrophe,
    Figure,
    Hyphen,
    /// `%`
    Percent,
    /// The first byte of U+0080 to U+00BF: the no-break space, the guillemets.
    C2,
    /// The first byte of U+2000 to U+2FFF: the apostrophe ’, the narrow no-break space, dashes, `…`.
    E2,
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut byte = 0_u8;
    while byte < 255 {
        bytes[byte as usize] = match byte {
            b' ' | b'\t' => Byte::Space,
            b',' | b'(' | b')' | b'[' | b']' => Byte::Mark,
            b'.' | b'!' | b'?' | b';' | b':' => Byte::Stop,
            b'"' => Byte::Quote,
            b'\n' | b'\r' => Byte::Line,
            b'\'' => Byte::Apostrophe,
            b'0'..=b'9' => Byte::Figure,
            b'-' => Byte::Hyphen,
            b'%' => Byte::Percent,
            0xC2 => Byte::C2,
            0xE2 => Byte::E2,
            _ => Byte::Other,
        };
        byte = byte.wrapping_add(1);
    }
    bytes
};

/// 64 bytes in which tokens begin, and the few after them that may have to be looked at; zeros past the end of the text.
type Window = [u8; 72];

/// Where the tokens and events of a walk are put.
struct Out<'o> {
    tokens: &'o mut [Token],
    count: usize,
    events: &'o mut Vec<Event>,
    /// Where the window begins, in the text.
    at: usize,
    /// Where the window begins, in the source.
    base: u32,
}

impl Out<'_> {
    #[inline(always)]
    fn put(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.put_token(Token::new(self.span(start, end), kind));
    }

    #[inline(always)]
    fn put_token(&mut self, token: Token) {
        if let Some(place) = self.tokens.get_mut(self.count) {
            *place = token;
        }
        self.count = self.count.wrapping_add(1);
    }

    /// A word and what is known of it.
    #[inline(always)]
    fn put_word(&mut self, start: usize, end: usize, known: &Known) {
        let word = Token::new(self.span(start, end), TokenKind::Word);
        self.put_token(word.with_contraction(known.contraction, known.odds));
    }

    /// The span of `start..end` of the window.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "both are in the window")]
    fn span(&self, start: usize, end: usize) -> Span {
        Span::of_u32(self.base.wrapping_add(start as u32), self.base.wrapping_add(end as u32))
    }

    #[inline(always)]
    fn tell(&mut self, start: usize, end: usize, what: What) {
        let (start, end) = (self.at.wrapping_add(start), self.at.wrapping_add(end));
        self.events.push(Event { start, end, token: self.count, what });
    }

    /// A mark that the sentence rules ask about.
    #[inline(always)]
    fn put_stop(&mut self, start: usize, end: usize) {
        self.tell(start, end, What::Stop(TokenKind::Punctuation));
        self.put(start, end, TokenKind::Punctuation);
    }
}

/// Why the walk leaves a window, and where in it.
enum Leave {
    /// The next token may end beyond it.
    Next(usize),
    /// The rules must look at what begins here.
    Rules(usize),
}

impl Walk<'_> {
    /// Walks from `at` to the first place where the rules are needed, or to `to`.
    pub(crate) fn plain(&mut self, mut at: usize, to: usize) -> usize {
        let bytes = self.text.bytes();
        let bytes = bytes.get(..to).unwrap_or(bytes);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let last;
            let window = match rest.first_chunk() {
                Some(window) => window,
                None => {
                    last = last_window(rest);
                    &last
                }
            };
            match self.window(at, window) {
                Leave::Next(reached) if reached > 0 => at = at.wrapping_add(reached),
                // A word as long as the window.
                Leave::Next(reached) | Leave::Rules(reached) => return at.wrapping_add(reached),
            }
        }
    }

    /// Cuts the tokens that begin in the first 64 bytes of `window`, which begins at `at` of the text.
    #[inline(always)]
    fn window(&mut self, at: usize, window: &Window) -> Leave {
        self.make_room();
        let Walk { lexicon, base, sink: Sink { tokens, events, des }, count, text } = self;
        let base = u32::try_from(base.wrapping_add(at)).unwrap_or(u32::MAX);
        let mut out = Out { tokens, count: *count, events, at, base };
        let stops = stops_of(window);
        let byte = |at: usize| window.get(at).copied().unwrap_or(0);
        let mut from = 0_usize;
        let leave = 'walk: loop {
            let mut ahead = if from < 64 { stops & (u64::MAX << from) } else { 0 };
            // Words and their spaces.
            let (mut stop, end) = loop {
                if ahead == 0 {
                    break 'walk Leave::Next(from);
                }
                let stop = ahead.trailing_zeros() as usize;
                let end = byte(stop);
                if end != b' ' || stop == from {
                    break (stop, end);
                }
                let letters = letters(window, from);
                let known = known::known(known::key(letters, stop.wrapping_sub(from)));
                if known.partly || !begins_plainly(letters) {
                    break 'walk Leave::Rules(from);
                }
                if known.contraction == Contraction::Des {
                    des.push(out.count);
                }
                out.put_word(from, stop, known);
                from = stop.wrapping_add(1);
                ahead &= ahead.wrapping_sub(1);
            };
            if stop == from {
                // No letter: a sign, a figure, white space.
                let after = from.wrapping_add(1);
                let next = byte(after);
                let after = match class(end) {
                    Byte::Space => after,
                    Byte::Mark if is_free(window, after) => {
                        out.put(from, after, TokenKind::Punctuation);
                        after
                    }
                    Byte::Stop if next < 0x80 && next != b'.' => {
                        out.put_stop(from, after);
                        after
                    }
                    Byte::Quote if next < 0x80 => {
                        out.tell(from, after, What::Quote);
                        out.put(from, after, TokenKind::Punctuation);
                        after
                    }
                    Byte::Line => {
                        out.tell(from, after, What::Line);
                        after
                    }
                    Byte::Figure => {
                        let before = at.wrapping_add(from).wrapping_sub(1);
                        match figures(window, from, text.byte(before)) {
                            Some(end) => {
                                out.put(from, end, TokenKind::Number);
                                end
                            }
                            None => break Leave::Rules(from),
                        }
                    }
                    Byte::Hyphen if next == b' ' => {
                        out.put(from, after, TokenKind::Punctuation);
                        after
                    }
                    Byte::Percent if next < 0x80 => {
                        out.put(from, after, TokenKind::Symbol);
                        after
                    }
                    Byte::C2 => {
                        let after = after.wrapping_add(1);
                        match next {
                            NO_BREAK_SPACE => {}
                            OPEN_GUILLEMET | CLOSE_GUILLEMET if is_free(window, after) => {
                                out.put(from, after, TokenKind::Punctuation);
                            }
                            _ => break Leave::Rules(from),
                        }
                        after
                    }
                    Byte::E2 if next == 0x80 => {
                        let last = byte(after.wrapping_add(1));
                        let after = after.wrapping_add(2);
                        match last {
                            NARROW_SPACE => {}
                            ELLIPSIS if is_free(window, after) => out.put_stop(from, after),
                            EN_DASH | EM_DASH | OPEN_QUOTE | CLOSE_QUOTE if is_free(window, after) => {
                                out.put(from, after, TokenKind::Punctuation);
                            }
                            _ => break Leave::Rules(from),
                        }
                        after
                    }
                    _ => break Leave::Rules(from),
                };
                from = after.wrapping_add(usize::from(byte(after) == b' '));
                continue;
            }
            let letters = letters(window, from);
            if !begins_plainly(letters) {
                break Leave::Rules(from);
            }
            let len = stop.wrapping_sub(from);
            let key = known::key(letters, len);
            let mut known = known::known(key);
            let mut after = stop.wrapping_add(1);
            let mut what = class(end);
            if what == Byte::Hyphen {
                match compound(window, stop, stops) {
                    Compound::Ends(end)
                        if lexicon.keeps_compound(byte(from), len, key_letter(window, after)) =>
                    {
                        stop = end;
                        after = stop.wrapping_add(1);
                        what = class(byte(stop));
                        known = &known::NOTHING;
                    }
                    Compound::Beyond if from > 0 => break Leave::Next(from),
                    _ => break Leave::Rules(from),
                }
            }
            let mut mark = None;
            let next = byte(after);
            match what {
                Byte::Space => {}
                Byte::Mark if byte(stop) != b'(' && is_free(window, after) => mark = Some(Byte::Mark),
                Byte::Stop if next < 0x80 && next != b'.' => {
                    // T10: not an abbreviation; T14: not an address.
                    match byte(stop) {
                        b'.' if next.is_ascii_alphanumeric()
                            || matches!(next, b',' | b'-')
                            || len < 2
                            || !known::is_ascii(key) && has_marks(window, from, stop)
                            || lexicon.may_be_abbreviation(key, stop.wrapping_sub(from)) =>
                        {
                            break Leave::Rules(from);
                        }
                        b':' if next == b'/' => break Leave::Rules(from),
                        _ => mark = Some(Byte::Stop),
                    }
                }
                Byte::Line | Byte::Quote => after = stop,
                Byte::Apostrophe if known.elided && is_elision(lexicon, window, from, len, after) => {
                    out.put(from, after, TokenKind::Elided);
                    from = after;
                    continue;
                }
                Byte::C2 if matches!(next, NO_BREAK_SPACE | OPEN_GUILLEMET | CLOSE_GUILLEMET) => after = stop,
                Byte::E2 if next == 0x80 => match byte(after.wrapping_add(1)) {
                    APOSTROPHE => {
                        let after = after.wrapping_add(2);
                        if !known.elided || !is_elision(lexicon, window, from, len, after) {
                            break Leave::Rules(from);
                        }
                        out.put(from, after, TokenKind::Elided);
                        from = after;
                        continue;
                    }
                    NARROW_SPACE | ELLIPSIS | EN_DASH | EM_DASH | OPEN_QUOTE | CLOSE_QUOTE => after = stop,
                    _ => break Leave::Rules(from),
                },
                _ => break Leave::Rules(from),
            }
            if known.partly {
                break Leave::Rules(from);
            }
            if known.contraction == Contraction::Des {
                des.push(out.count);
            }
            out.put_word(from, stop, known);
            from = after;
            if let Some(mark) = mark {
                if mark == Byte::Stop {
                    out.put_stop(stop, after);
                } else {
                    out.put(stop, after, TokenKind::Punctuation);
                }
                from = after.wrapping_add(usize::from(byte(after) == b' '));
            }
        };
        *count = out.count;
        leave
    }

    /// Makes room for the tokens that begin in a window, and those that are cut together with the last of them.
    #[inline(always)]
    fn make_room(&mut self) {
        if self.sink.tokens.len() < self.count.wrapping_add(size_of::<Window>()) {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        let tokens = &mut *self.sink.tokens;
        let empty = Token::new(Span::empty(0), TokenKind::Word);
        let more = (tokens.len() / 4).clamp(size_of::<Window>(), 4096);
        tokens.resize(self.count.saturating_add(more), empty);
    }
}

#[cold]
fn last_window(rest: &[u8]) -> Window {
    let mut window = [0; 72];
    window.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
    window
}

// The second byte after C2, the third one after E2 80.
const NO_BREAK_SPACE: u8 = 0xA0;
const OPEN_GUILLEMET: u8 = 0xAB;
const CLOSE_GUILLEMET: u8 = 0xBB;
const EN_DASH: u8 = 0x93;
const EM_DASH: u8 = 0x94;
const APOSTROPHE: u8 = 0x99;
const OPEN_QUOTE: u8 = 0x9C;
const CLOSE_QUOTE: u8 = 0x9D;
const ELLIPSIS: u8 = 0xA6;
const NARROW_SPACE: u8 = 0xAF;
const THIN_SPACE: u8 = 0x89;

/// The eight bytes from `at`, the first one lowest.
#[inline(always)]
fn letters(window: &Window, at: usize) -> u64 {
    let letters = window.get(at..).and_then(|rest| rest.first_chunk()).copied();
    u64::from_le_bytes(letters.unwrap_or_default())
}

#[inline(always)]
fn class(byte: u8) -> Byte {
    BYTES.get(usize::from(byte)).copied().unwrap_or(Byte::Other)
}

/// Whether what begins at `at` surely belongs to nothing before it: combining marks begin at U+0300, and U+00AD is one
/// of the characters that extend the one before.
#[inline(always)]
fn is_free(window: &Window, at: usize) -> bool {
    match window.get(at) {
        None | Some(0..0x80 | 0xC3) => true,
        Some(0xC2) => window.get(at.wrapping_add(1)) != Some(&0xAD),
        Some(_) => false,
    }
}

/// Whether what begins with these bytes, the first one lowest, begins like a plain word: not with a mark of what stands
/// before it, and not like a number in Roman figures (T8).
#[inline(always)]
fn begins_plainly(letters: u64) -> bool {
    let [first, second, ..] = letters.to_le_bytes();
    let first = FIRSTS.get(usize::from(first)).copied().unwrap_or(First::Mark);
    first == First::Plain || begins_like_a_word(first, second)
}

#[inline(never)]
fn begins_like_a_word(first: First, second: u8) -> bool {
    let figure = matches!(second, b'I' | b'V' | b'X' | b'L' | b'C');
    match first {
        First::Figure => !figure && !matches!(second, b'e' | b'i' | b'r' | b'n' | 0x80..),
        First::LargeFigure => !figure,
        First::Plain => true,
        First::Mark => false,
    }
}

/// What the first byte of a word says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Plain,
    /// `I`, `V`, `X`
    Figure,
    /// `L`, `C`: a figure only beside others.
    LargeFigure,
    /// The first byte of a combining mark.
    Mark,
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
static FIRSTS: [First; 256] = {
    let mut firsts = [First::Plain; 256];
    firsts[b'I' as usize] = First::Figure;
    firsts[b'V' as usize] = First::Figure;
    firsts[b'X' as usize] = First::Figure;
    firsts[b'L' as usize] = First::LargeFigure;
    firsts[b'C' as usize] = First::LargeFigure;
    firsts[0xCC] = First::Mark;
    firsts
};

/// The first letter of the key of what begins at `at`: *e* for É; no ASCII letter where that takes more than a look.
#[inline(always)]
fn key_letter(window: &Window, at: usize) -> u8 {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    match byte(at) {
        0xC3 => match byte(at.wrapping_add(1)) & !0x20 {
            0x80..=0x85 => b'a',
            0x87 => b'c',
            0x88..=0x8B => b'e',
            0x8C..=0x8F => b'i',
            0x92..=0x96 => b'o',
            0x99..=0x9C => b'u',
            _ => 0xC3,
        },
        byte => byte,
    }
}

/// T2, T3: whether the elided word `at..at + len` is one before what begins at `next`, and no exception.
#[inline(always)]
fn is_elision(lexicon: &Lexicon, window: &Window, at: usize, len: usize, next: usize) -> bool {
    let letter = key_letter(window, next);
    letter.is_ascii_alphabetic()
        && (!lexicon.may_be_exception(key_letter(window, at), len, letter)
            || next <= 64 && !lexicon.may_go_on_as_exception(letters(window, next)))
}

/// Where a word goes on after its first hyphen.
enum Compound {
    /// To this place, by letters and single hyphens, and its last part is no clitic.
    Ends(usize),
    /// Past the window.
    Beyond,
    /// The rules must look at it.
    Other,
}

/// T1, T4: follows a word from its first hyphen.
#[inline(always)]
fn compound(window: &Window, mut hyphen: usize, stops: u64) -> Compound {
    loop {
        let part = hyphen.wrapping_add(1);
        let ahead = if part < 64 { stops & (u64::MAX << part) } else { 0 };
        if ahead == 0 {
            return Compound::Beyond;
        }
        let end = ahead.trailing_zeros() as usize;
        // Nothing, or a mark of the hyphen.
        if end == part || window.get(part) == Some(&0xCC) {
            return Compound::Other;
        }
        if window.get(end) == Some(&b'-') {
            hyphen = end;
            continue;
        }
        let tail = known::key(letters(window, part), end.wrapping_sub(part));
        return if known::may_be_clitic(tail) { Compound::Other } else { Compound::Ends(end) };
    }
}

/// Whether a combining mark stands in the word: its bytes say nothing about its letters then.
fn has_marks(window: &Window, from: usize, stop: usize) -> bool {
    window.get(from..stop).is_some_and(|word| word.contains(&0xCC))
}

/// T5: the end of the number that begins with the figure at `at`, `before` being the byte before it, when it is for sure
/// one without a sign or a letter: *12*, *120 000*, *3,5*.
#[inline(always)]
fn figures(window: &Window, at: usize, before: u8) -> Option<usize> {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    let digits = |mut at: usize| {
        while byte(at).is_ascii_digit() {
            at = at.wrapping_add(1);
        }
        at
    };
    let is_digit = |at: usize| byte(at).is_ascii_digit();
    // Beyond ASCII it may be a mark of a stop, *3.\u{301}120 000*: the rules look past it.
    if matches!(before, b'.' | b',' | 0x80..) || before.is_ascii_digit() {
        return None;
    }
    let mut end = digits(at);
    let first = end.wrapping_sub(at);
    let mut groups = false;
    loop {
        let group = end.wrapping_add(group_space(window, end));
        if group == end || !is_digit(group) {
            break;
        }
        // T18: a zero first may begin a phone number.
        if byte(at) == b'0' {
            return None;
        }
        let after = digits(group);
        if first > 3 || after.wrapping_sub(group) != 3 {
            break;
        }
        (end, groups) = (after, true);
    }
    let after = end.wrapping_add(1);
    if byte(end) == b',' && is_digit(after) {
        if groups {
            return None;
        }
        end = digits(after);
    }
    let plain = match byte(end) {
        b' ' | b'\n' | b';' | b':' | b'!' | b'?' | b')' | b'%' => true,
        b',' => !is_digit(end.wrapping_add(1)),
        b'.' => matches!(byte(end.wrapping_add(1)), b' ' | b'\n'),
        0xC2 => byte(end.wrapping_add(1)) == NO_BREAK_SPACE,
        0xE2 => byte(end.wrapping_add(1)) == 0x80 && byte(end.wrapping_add(2)) == NARROW_SPACE,
        _ => false,
    };
    // What follows must lie in the window too.
    (plain && end < 64).then_some(end)
}

/// The length of the space that may group figures at `at`; 0 for none.
#[inline(always)]
fn group_space(window: &Window, at: usize) -> usize {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    match byte(at) {
        b' ' => 1,
        0xC2 if byte(at.wrapping_add(1)) == NO_BREAK_SPACE => 2,
        0xE2 if byte(at.wrapping_add(1)) == 0x80
            && matches!(byte(at.wrapping_add(2)), NARROW_SPACE | THIN_SPACE) =>
        {
            3
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::class::Text;
    use crate::lexicon::Abbreviation;
    use crate::segmenter::Segmenter;
    use crate::tokens::{Event, Sink, tokens_by};
    use depeche_text::{Token, strategies};
    use proptest::prelude::*;

    /// Words and signs in the places where the plain walk decides.
    fn near_plain() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "le",
            "du",
            "Des",
            "AUX",
            "auxquelles",
            "desquels",
            "audit",
            "été",
            "É",
            "e\u{301}te\u{301}",
            "Il",
            "IV",
            "XIXe",
            "Ve",
            "Ce",
            "l",
            "L",
            "qu",
            "jusqu",
            "quelqu",
            "on",
            "est",
            "c",
            "t",
            "il",
            "là",
            "la\u{300}",
            "moi",
            "Saint",
            "Ours",
            "prés",
            "paragr",
            "M",
            "Mme",
            "etc",
            "anticonstitutionnellement",
            "www",
            "http",
            "1",
            "12",
            "120",
            "000",
            "2024",
            "01",
            "3",
            "h",
            "er",
            "ŗ",
            "×",
            "abcdefgh",
            "abcdefghi",
        ]);
        let signs = prop::sample::select(vec![
            " ", " ", " ", " ", "", "", ".", ". ", ",", ", ", "'", "’", "-", "-", "(", ")", "/", ":", ": ",
            "; ", "!", "? ", "…", "\u{A0}", "\u{202F}", "\u{2009}", "«", "»", " – ", "\n", "\"", "%",
            "\u{AD}", "\u{301}", "\u{30F}", "\u{345}", "&", "@", "_", "°",
        ]);
        prop::collection::vec((words, signs), 0..40)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(word, sign)| [word, sign]).collect())
    }

    fn cut(text: &str, segmenter: &Segmenter, plain: bool) -> (Vec<Token>, Vec<Event>, Vec<usize>) {
        let (mut tokens, mut events, mut des) = (Vec::new(), Vec::new(), Vec::new());
        let sink = Sink { tokens: &mut tokens, events: &mut events, des: &mut des };
        let count = tokens_by(Text::new(text), 0, text.len(), 7, segmenter.lexicon(), sink, plain);
        tokens.truncate(count);
        (tokens, events, des)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// The law *fast is slow*: the walk with its plain part gives what the rules give alone, one character at a time.
        #[test]
        fn the_plain_walk_is_the_rules(text in prop_oneof![near_plain(), strategies::any_text()], lists in any::<bool>()) {
            let builder = Segmenter::builder();
            let builder = if lists {
                builder.abbreviation("prés", Abbreviation::Never).exception("l'été").exception("prés-ours").clitic("ours")
            } else {
                builder
            };
            let segmenter = builder.build();
            prop_assert_eq!(cut(&text, &segmenter, true), cut(&text, &segmenter, false));
        }
    }
}
