//! Sentences alone: the text is searched for the places where one may end, and the words around a place are cut only where
//! a few bytes do not tell that the mark is a token of its own.
//!
//! The borders are those of the full path, because the same engine gets the same events: a doubtful mark is looked at
//! inside the tokens of its own run of non-white characters, which are the same wherever the walk begins before them.

use crate::class::{Class, Text, is_white};
use crate::known;
use crate::lanes::{self, Lanes};
use crate::lexicon::Lexicon;
use crate::sentences::Engine;
use crate::stops::Marks;
use crate::tokens::abbreviations::{WordStop, spaced_stop};
use crate::tokens::{Event, Sink, What, tokens};
use depeche_text::{Span, TokenKind};
use std::hint::select_unpredictable;

/// Gives the span of each sentence of `text` to `each`; spans are moved right by `base`.
///
/// The lexicon has no terminators.
pub(crate) fn sentences(
    text: Text<'_>,
    base: usize,
    lexicon: &Lexicon,
    mut engine: Engine<'_>,
    mut scratch: Sink<'_>,
    mut each: impl FnMut(Span),
) {
    let mut start = 0_usize;
    // A sentence that begins here needs no white space cut off.
    let mut begun = usize::MAX;
    macro_rules! emit {
        ($end:expr) => {
            let span = trimmed(text, start, $end);
            if !span.is_empty() {
                each(span.shift(base));
            }
        };
    }
    let plain = !lexicon.has_odd_exceptions();
    macro_rules! tell {
        ($event:expr) => {
            if let Some(verdict) = engine.event($event).filter(|verdict| verdict.border()) {
                emit!(verdict.end);
                start = verdict.end;
            }
        };
    }
    let mut marks = Marks::new(text.bytes());
    let mut at = 0_usize;
    // Up to where tokens have been cut.
    let mut reached = 0_usize;
    loop {
        let mark = marks.next(at);
        if mark >= text.len() {
            break;
        }
        at = mark.wrapping_add(1);
        // No border is there: a space is missing before a capital alone (S14).
        if text.byte(mark) == b'.' && matches!(text.byte(at), b'a'..=b'z' | b'0'..=b'9') {
            continue;
        }
        if plain
            && matches!(text.byte(mark), b'.' | b'?' | b'!')
            && let Some(end) = plain_end(text, mark, lexicon)
        {
            let blank = matches!(end, PlainEnd::Blank);
            let next = at.wrapping_add(if blank { 2 } else { 1 });
            if engine.plain_end(mark, blank) {
                // It ends with a mark, and what follows the gap is known.
                if start == begun {
                    debug_assert_eq!(Span::new(start, at), trimmed(text, start, at), "nothing is cut off");
                    each(Span::new(start, at).shift(base));
                } else {
                    emit!(at);
                }
                (start, begun) = (next, next);
            }
            // The line ends after it are judged with it.
            at = if blank { next } else { at };
            continue;
        }
        let sign = sign_at(text, mark);
        let what = match sign {
            Sign::None => continue,
            Sign::Line => {
                let end = text.after(mark);
                tell!(&Event::new(mark, end, 0, What::Line));
                // The first line end of a gap is judged for all of them.
                at = end;
                while matches!(text.byte(at), b'\n'..=b'\r') {
                    at = at.wrapping_add(1);
                }
                continue;
            }
            Sign::Quote if plain && text.byte(at) < 0x80 => Some((What::Quote, at)),
            Sign::Mark if plain && is_before_end(text, text.after(mark)) => Some((STOP, text.after(mark))),
            Sign::Dot if plain && is_before_end(text, at) && is_alone(text, mark, lexicon) => {
                Some((STOP, at))
            }
            // T10: *M. Dupont*
            Sign::Dot if plain && is_mister(text, mark) => {
                let what = What::Stop(TokenKind::Abbreviation);
                tell!(&Event::new(mark.wrapping_sub(1), at, 0, what));
                continue;
            }
            // T10, T11: *etc.*, *12 s.*, *Mme M.*
            Sign::Dot if plain && let Some((begin, what)) = word_stop(text, mark, lexicon) => {
                tell!(&Event::new(begin, at, 0, what));
                continue;
            }
            Sign::Quote | Sign::Mark | Sign::Dot => None,
        };
        if let Some((what, end)) = what {
            tell!(&Event::new(mark, end, 0, what));
            continue;
        }
        let (from, to) = run_of(text, mark, reached);
        chunk(text, from, to, lexicon, &mut scratch);
        (reached, at) = (to, to);
        // What stands before the mark has been told.
        scratch.events.iter().filter(|event| event.end() > mark).for_each(|event| tell!(event));
    }
    emit!(text.len());
}

const STOP: What = What::Stop(TokenKind::Punctuation);

/// What stands at a place where a sentence may end.
enum Sign {
    None,
    Line,
    Quote,
    /// `.`
    Dot,
    /// `!`, `?`, `…` and their kin.
    Mark,
}

#[inline]
fn sign_at(text: Text<'_>, at: usize) -> Sign {
    match text.byte(at) {
        b'.' => Sign::Dot,
        b'!' | b'?' => Sign::Mark,
        b'"' => Sign::Quote,
        byte if byte >= 0x80 => match text.class(at) {
            Class::Line => Sign::Line,
            Class::Mark | Class::Ellipsis => Sign::Mark,
            _ => Sign::None,
        },
        _ => Sign::Line,
    }
}

/// Whether white space follows, or a quotation mark at which addresses end: no address or number goes on there, nor a run of
/// marks.
#[inline]
fn is_before_end(text: Text<'_>, at: usize) -> bool {
    let byte = |ahead: usize| text.byte(at.wrapping_add(ahead));
    match byte(0) {
        b' ' | b'\n' | b'"' => true,
        0xC2 => byte(1) == 0xBB,
        0xE2 => byte(1) == 0x80 && byte(2) == 0x9D,
        _ => false,
    }
}

/// The bytes before a full stop that are looked at.
const MOST: usize = 16;

/// How many bytes at the end of `last` pass, without another between them.
#[inline(always)]
fn count_last(last: &[u8; MOST], test: impl Fn(Lanes) -> Lanes) -> usize {
    lanes::sixteen(last, test).leading_ones() as usize
}

/// Which bytes are those of plain letters. A combining mark or the second byte of a letter ends nothing before it.
#[inline(always)]
fn are_letters(bytes: Lanes) -> Lanes {
    let letters = bytes.with(0x20).are_among(b'a', 26);
    letters | bytes.are_under(0xC0) | bytes.are(0xC3) | bytes.are(0xCC)
}

/// Whether a multiplication or division sign is among the bytes: they begin with the byte of accented letters. *le ×av. Foch*
#[inline(always)]
fn has_sign(last: &[u8; MOST]) -> bool {
    let leads = lanes::sixteen(last, |bytes| bytes.are(0xC3));
    let signs = lanes::sixteen(last, |bytes| bytes.are(0x97) | bytes.are(0xB7));
    leads << 1 & signs != 0
}

/// What follows a mark at which a sentence ends for sure.
enum PlainEnd {
    /// A space.
    Space,
    /// A blank line.
    Blank,
}

/// Whether a sentence ends for sure at the mark at `mark`, and with it: most do, and it is one guess. A space or a blank line and
/// a capital, a figure or `«` follow a full stop, a capital alone another mark; before the stop stands a word of two letters
/// and more that is no abbreviation and ends with a small one, a closing mark, or a number of three figures and more.
#[inline(always)]
fn plain_end(text: Text<'_>, mark: usize, lexicon: &Lexicon) -> Option<PlainEnd> {
    let around = text.bytes().get(mark.checked_sub(MOST)?..)?.first_chunk::<{ MOST + 5 }>()?;
    let (last, next) = around.split_first_chunk::<MOST>()?;
    let &[sign, first, second, third, fourth] = next.first_chunk()?;
    let stop = sign == b'.';
    let blank = (first == b'\n') & (second == b'\n');
    let next = select_unpredictable(blank, [third, fourth], [second, third]);
    let capital = next[0].is_ascii_uppercase() | (next[0] == 0xC3) & (next[1] < 0x9F) & (next[1] != 0x97);
    let opens = capital | stop & (next[0].is_ascii_digit() | (next == [0xC2, 0xAB]));
    let begins = (blank | (first == b' ')) & opens;
    // The bytes before the mark, the first one the nearest.
    let place = |back: usize| MOST.wrapping_sub(back) & (MOST - 1); // wraps: beyond the first byte any other does
    let byte = |back: usize| last.get(place(back)).copied().unwrap_or(0);
    let run = count_last(last, are_letters);
    // `’` ends with bytes like those of letters.
    let tail = [byte(run.wrapping_add(1)), byte(run), byte(run.wrapping_sub(1))];
    let quoted = (run > 1) & (tail == [0xE2, 0x80, 0x99]);
    let letters = run.wrapping_sub(if quoted { 2 } else { 0 });
    let before = byte(run.wrapping_add(1));
    let free = quoted | matches!(before, b' ' | b'\'' | b'\n' | b'(' | b'-');
    let accented = |back: usize| (byte(back) >= 0x80) & (byte(back.wrapping_add(1)) == 0xC3);
    let prior = if byte(1) < 0x80 { 2 } else { 3 };
    let small = byte(1).is_ascii_lowercase() | accented(1);
    let ends = small & (byte(prior).is_ascii_alphabetic() | accented(prior));
    let begin = byte(letters);
    let whole = (begin != 0xCC) & !matches!(begin, 0x80..=0xBF) & (run < MOST) & (letters > 1);
    let is_word = stop & free & ends & whole & !has_sign(last);
    let figures = (1..=3).fold(true, |all, back| all & byte(back).is_ascii_digit());
    let number = || {
        let figures = count_last(last, |bytes| bytes.are_among(b'0', 10));
        figures < MOST && byte(figures.wrapping_add(1)) == b' '
    };
    let closed = stop & ((byte(1) == b')') | (byte(2) == 0xC2) & (byte(1) == 0xBB));
    let called = !stop & ((byte(1) == b' ') | (sign == b'?') & small);
    if !(begins & (is_word | closed | called | stop & figures)) {
        return None;
    }
    if is_word {
        let key = known::key(known::letters(text.bytes(), mark.wrapping_sub(letters)), letters);
        let word = last.get(MOST.wrapping_sub(letters)..).unwrap_or_default();
        if lexicon.may_be_abbreviation(key, word) {
            return None;
        }
    } else if figures && !number() {
        return None;
    }
    Some(if blank { PlainEnd::Blank } else { PlainEnd::Space })
}

/// Whether the full stop at `dot`, after which nothing goes on, is a token of its own for sure: after a closing mark, a number
/// without stops, or a word that is no abbreviation and begins where a token does, or is longer than any of them.
#[inline]
fn is_alone(text: Text<'_>, dot: usize, lexicon: &Lexicon) -> bool {
    let head = text.bytes().get(..dot).unwrap_or_default();
    let Some(last) = head.last_chunk::<MOST>() else { return false };
    let before = |count: usize| text.byte(dot.wrapping_sub(1).wrapping_sub(count));
    match before(0) {
        b')' | b'"' | b'%' | b']' => return true,
        0xBB if before(1) == 0xC2 => return true,
        0x9D if before(1) == 0x80 && before(2) == 0xE2 => return true,
        0xAC if before(1) == 0x82 && before(2) == 0xE2 => return true,
        b'0'..=b'9' => {
            let figures = count_last(last, |bytes| bytes.are_among(b'0', 10));
            return figures < MOST && before(figures) == b' ';
        }
        _ => {}
    }
    if has_sign(last) {
        return false;
    }
    let run = count_last(last, are_letters);
    if run == MOST {
        let halves = |is: fn(&u8) -> bool| last.iter().filter(|byte| is(byte)).count();
        let leads = halves(|&byte| matches!(byte, 0xC3 | 0xCC));
        let whole = last.is_ascii() || leads == halves(|byte| matches!(byte, 0x80..=0xBF));
        // One letter with many marks is an initial.
        let marks = halves(|&byte| byte == 0xCC);
        return whole && marks < MOST / 2 - 1 && lexicon.longest_abbreviation() < MOST;
    }
    let letters = match before(run) {
        // The last part of a compound is one of an abbreviation if the compound is.
        b' ' | b'\'' | b'\n' | b'(' | b'-' => run,
        0xC2 if run > 0 && matches!(before(run.wrapping_sub(1)), 0xA0 | 0xAB) => run.wrapping_sub(1),
        0xE2 if run > 1 && before(run.wrapping_sub(1)) == 0x80 && before(run.wrapping_sub(2)) == 0x99 => {
            run.wrapping_sub(2)
        }
        _ => return false,
    };
    let word = last.get(MOST.wrapping_sub(letters)..).unwrap_or_default();
    let first = word.first().copied().unwrap_or(0);
    let key = known::key(known::letters(text.bytes(), dot.wrapping_sub(letters)), letters);
    // One letter is an initial, in either normal form; a word does not begin with a mark.
    let long = word.iter().take(3).filter(|&&byte| byte.is_ascii_alphabetic() || byte == 0xC3).count() >= 2;
    long && first != 0xCC && !matches!(first, 0x80..=0xBF) && !lexicon.may_be_abbreviation(key, word)
}

/// Where the token begins that ends with the full stop at `dot`, and what it is, when a short word of ASCII letters between white
/// space tells.
#[inline(never)]
fn word_stop(text: Text<'_>, dot: usize, lexicon: &Lexicon) -> Option<(usize, What)> {
    let last = text.bytes().get(..dot)?.last_chunk::<MOST>()?;
    let letters = count_last(last, |bytes| bytes.with(0x20).are_among(b'a', 26));
    let begin = dot.wrapping_sub(letters);
    if !matches!(letters, 1..=8) || !matches!(text.byte(begin.wrapping_sub(1)), b' ' | b'\n') {
        return None;
    }
    Some(match spaced_stop(text, lexicon, begin, dot)? {
        WordStop::Alone => (dot, STOP),
        WordStop::Of(kind) => (begin, What::Stop(kind)),
    })
}

/// Whether the full stop at `dot` is that of *M.* before a name.
#[inline]
fn is_mister(text: Text<'_>, dot: usize) -> bool {
    let around = text.bytes().get(dot.wrapping_sub(2)..).and_then(|rest| rest.first_chunk());
    matches!(around, Some([b' ' | b'\n', b'M', b'.', b' ', next]) if next.is_ascii_alphabetic())
}

fn chunk(text: Text<'_>, from: usize, to: usize, lexicon: &Lexicon, scratch: &mut Sink<'_>) {
    #[cfg(test)]
    tests::CHUNKS.set(tests::CHUNKS.get().wrapping_add(1));
    scratch.events.clear();
    scratch.des.clear();
    let Sink { tokens: room, events, des, .. } = scratch;
    tokens(
        text,
        from,
        to,
        0,
        lexicon,
        Sink { tokens: room, events, des, asks: true, openers: None, models: None },
    );
}

/// The run of characters around `mark` that no white space cuts; figures on both sides of a space do not end it, since
/// they may be one number. Never before `reached`.
fn run_of(text: Text<'_>, mark: usize, reached: usize) -> (usize, usize) {
    let mut from = mark;
    let head = text.slice(reached, mark);
    let mut figure = false;
    let mut gap = None;
    for (i, c) in head.char_indices().rev() {
        let place = reached.wrapping_add(i);
        match crate::class::class(c) {
            Class::Line => break,
            Class::Space if gap.is_some() => break,
            Class::Space => {
                if !figure {
                    break;
                }
                gap = Some(place);
            }
            class => {
                let digit = class == Class::Digit;
                if gap.is_some() && !digit {
                    break;
                }
                gap = None;
                figure = digit;
                from = place;
            }
        }
    }
    let mut to = mark;
    loop {
        while to < text.len() && !matches!(text.class(to), Class::Space | Class::Line) {
            to = text.after(to);
        }
        let next = text.after(to);
        let joined = to < text.len()
            && text.class(to) == Class::Space
            && text.class_before(to) == Class::Digit
            && text.class(next) == Class::Digit;
        if !joined {
            return (from, to);
        }
        to = next;
    }
}

/// The span `start..end` without its outer white space.
#[inline(never)]
fn trimmed(text: Text<'_>, start: usize, end: usize) -> Span {
    let byte = |at: usize| text.byte(at);
    let mut start = start;
    // One space or one blank line, mostly: which, no processor foretells.
    let white = |at: usize| matches!(byte(at), b' ' | b'\n') & (at < end);
    let first = white(start);
    start = start
        .wrapping_add(usize::from(first))
        .wrapping_add(usize::from(first & white(start.wrapping_add(1))));
    while white(start) {
        start = start.wrapping_add(1);
    }
    if start >= end {
        return Span::empty(end);
    }
    let [earlier, last] = [byte(end.wrapping_sub(2)), byte(end.wrapping_sub(1))]; // wraps: what lies before is outside
    let begins = byte(start).is_ascii_graphic()
        || byte(start) == 0xC3
        || byte(start) == 0xC2 && byte(start.wrapping_add(1)) == 0xAB;
    if begins && (last.is_ascii_graphic() || last == 0xBB && earlier == 0xC2) {
        return Span::new(start, end);
    }
    let rest = text.slice(start, end).trim_start_matches(is_white);
    let first = end.wrapping_sub(rest.len());
    Span::new(first, first.wrapping_add(rest.trim_end_matches(is_white).len()))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Abbreviation;
    use crate::plain::tests::near_plain;
    use crate::segmenter::Segmenter;
    use depeche_text::{Passage, Span, strategies};
    use proptest::prelude::*;
    use std::cell::Cell;

    thread_local! {
        /// How often the words around a mark were cut in this thread.
        pub(super) static CHUNKS: Cell<usize> = const { Cell::new(0) };
    }

    /// The bytes around a mark of news tell what it is, without the tokens around it.
    #[test]
    fn news_is_not_cut() {
        let segmenter = Segmenter::builder().models(None).build();
        let pieces = PIECES.iter().filter(|piece| {
            let text = format!("Le maire de la commune a dit que {piece}");
            CHUNKS.set(0);
            assert!(!segmenter.sentences(Passage::new(&text)).is_empty());
            CHUNKS.get() > 0
        });
        assert_eq!(pieces.collect::<Vec<_>>(), [&""; 0]);
    }

    const PIECES: &[&str] = &[
        "oui. Il part",
        "oui.\nIl part",
        "oui.\n\nIl part",
        "oui, etc. Il part",
        "oui, etc.\n\nIl part",
        "oui, cf. la presse",
        "12 s. Il part",
        "l'été. Il part",
        "l’été. Il part",
        "«\u{A0}oui\u{A0}». Il part",
        "\"oui\". Il part",
        "“oui”. Il part",
        "(oui). Il part",
        "[oui]. Il part",
        "2024. Il part",
        "12. Il part",
        "50 %. Il part",
        "50\u{A0}%. Il part",
        "5 €. Il part",
        "anticonstitutionnellement. Il part",
        "désenchantements. Il part",
        "«oui. Il part",
        "\u{A0}oui. Il part",
        "(oui. Il part",
        "peut-être. Il part",
        "oui ! Il part",
        "oui ? Il part",
        "oui… Il part",
        "oui.\" Il part",
        "oui.” Il part",
        "M. Ba part",
        "www.exemple.fr",
        "3.5",
        "oui !» Il",
        "Je t'aime. Il part",
        "Ève. Il part",
        "thé. Il part",
    ];

    /// Sentences alone of what the golden lines are about: numbers, addresses and abbreviations with stops in them.
    #[test]
    fn golden_sentences_alone_are_those_of_the_full_path() {
        let segmenter = Segmenter::builder().models(None).build();
        for file in [include_str!("../tests/data/tokens.txt"), include_str!("../tests/data/sentences.txt")] {
            for line in file.lines() {
                let text = line
                    .replace(['¦', '‖'], "")
                    .replace('⍽', "\u{A0}")
                    .replace('⎵', "\u{202F}")
                    .replace('⏎', "\n");
                let full = segmenter.annotate(Passage::new(&text)).sentences;
                let full: Vec<Span> = full.iter().map(|sentence| sentence.span).collect();
                assert_eq!(segmenter.sentences(Passage::new(&text)), full, "{text}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// The law *fast is slow*: sentences alone are those of the full path.
        #[test]
        fn sentences_alone_are_those_of_the_full_path(
            text in prop_oneof![near_plain(), strategies::any_text()],
            lists in any::<bool>(),
        ) {
            let builder = Segmenter::builder().models(None);
            let builder = if lists {
                builder
                    .abbreviation("prés", Abbreviation::Never)
                    .abbreviation("saint-ours", Abbreviation::Never)
                    .exception("l'été")
                    .clitic("ours")
            } else {
                builder
            };
            let segmenter = builder.build();
            let full = segmenter.annotate(Passage::new(&text));
            let full: Vec<_> = full.sentences.iter().map(|sentence| sentence.span).collect();
            prop_assert_eq!(segmenter.sentences(Passage::new(&text)), full);
        }
    }
}
