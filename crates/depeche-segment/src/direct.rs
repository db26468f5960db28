//! Sentences alone: the text is searched for the places where one may end, and the words around a place are cut only where
//! a few bytes do not tell that the mark is a token of its own.
//!
//! The borders are those of the full path, because the same engine gets the same events: a doubtful mark is looked at
//! inside the tokens of its own run of non-white characters, which are the same wherever the walk begins before them.

use crate::class::{Class, Text};
use crate::known;
use crate::lexicon::Lexicon;
use crate::sentences::Engine;
use crate::stops::Marks;
use crate::tokens::{Event, Sink, What, tokens};
use depeche_text::{Span, TokenKind};

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
    let mut emit = |start: &mut usize, end: usize| {
        let span = trimmed(text, *start, end);
        if !span.is_empty() {
            each(span.shift(base));
        }
        *start = end;
    };
    let mut tell = |event: &Event| {
        if let Some(verdict) = engine.event(event).filter(|verdict| verdict.border) {
            emit(&mut start, verdict.end);
        }
    };
    let plain = !lexicon.has_odd_exceptions();
    let mut marks = Marks::new(text.bytes());
    let mut at = 0_usize;
    // Up to where tokens have been cut.
    let mut reached = 0_usize;
    loop {
        let mark = marks.next(at);
        if mark >= text.len() {
            break;
        }
        let sign = sign_at(text, mark);
        at = mark.wrapping_add(1);
        let what = match sign {
            Sign::None => continue,
            Sign::Line => Some((What::Line, text.after(mark))),
            Sign::Quote if plain && text.byte(at) < 0x80 => Some((What::Quote, at)),
            Sign::Mark if plain && is_before_white(text, text.after(mark)) => Some((STOP, text.after(mark))),
            Sign::Dot if plain && is_before_white(text, at) && is_alone(text, mark, lexicon) => {
                Some((STOP, at))
            }
            Sign::Quote | Sign::Mark | Sign::Dot => None,
        };
        if let Some((what, end)) = what {
            tell(&Event { start: mark, end, token: 0, what });
            continue;
        }
        let (from, to) = run_of(text, mark, reached);
        chunk(text, from, to, lexicon, &mut scratch);
        (reached, at) = (to, to);
        // What stands before the mark has been told.
        scratch.events.iter().filter(|event| event.end > mark).for_each(&mut tell);
    }
    emit(&mut start, text.len());
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
        0xC2 if !matches!(text.byte(at.wrapping_add(1)), 0x85 | 0xA1 | 0xBF) => Sign::None,
        // ’ “ ” – — and the narrow space are in every text.
        0xE2 if matches!(text.byte(at.wrapping_add(2)), 0x93 | 0x94 | 0x99 | 0x9C | 0x9D | 0xAF) => {
            Sign::None
        }
        byte if byte >= 0x80 => match text.class(at) {
            Class::Line => Sign::Line,
            Class::Mark | Class::Ellipsis => Sign::Mark,
            _ => Sign::None,
        },
        _ => Sign::Line,
    }
}

/// Whether a space or a line end follows: no address or number goes on there, nor a run of marks.
#[inline]
fn is_before_white(text: Text<'_>, at: usize) -> bool {
    matches!(text.byte(at), b' ' | b'\n')
}

/// Whether the full stop at `dot`, white space after it, is a token of its own for sure: after a closing mark, a number
/// without stops, or a word that is no abbreviation: two letters and more after a space, or more than any of them has.
#[inline]
fn is_alone(text: Text<'_>, dot: usize, lexicon: &Lexicon) -> bool {
    const LONGEST: usize = 8;
    let head = text.bytes().get(..dot).unwrap_or_default();
    let Some(last) = head.last_chunk::<LONGEST>() else { return false };
    let count = |is: fn(&u8) -> bool| {
        // One bit at the bottom of each byte that is; the byte before the stop is the highest.
        let flags = u64::from_le_bytes(last.each_ref().map(|byte| u8::from(is(byte))));
        (flags ^ 0x0101_0101_0101_0101).leading_zeros() as usize / 8
    };
    let before = |count: usize| text.byte(dot.wrapping_sub(1).wrapping_sub(count));
    match before(0) {
        b')' | b'"' => return true,
        0xBB => return before(1) == 0xC2,
        b'0'..=b'9' => {
            let figures = count(u8::is_ascii_digit);
            return figures < LONGEST && before(figures) == b' ';
        }
        _ => {}
    }
    let letters = count(|byte| byte.is_ascii_alphabetic() || matches!(byte, 0x80..=0xBF | 0xC3));
    if letters == LONGEST {
        let halves = |is: fn(&u8) -> bool| last.iter().filter(|byte| is(byte)).count();
        let whole =
            last.is_ascii() || halves(|&byte| byte == 0xC3) == halves(|byte| matches!(byte, 0x80..=0xBF));
        return whole && lexicon.longest_abbreviation() < LONGEST;
    }
    let word = u64::from_le_bytes(*last) >> (LONGEST.wrapping_sub(letters).wrapping_mul(8) & 63);
    letters >= 2
        && before(letters) == b' '
        && !lexicon.may_be_abbreviation(known::key(word, letters), letters)
}

fn chunk(text: Text<'_>, from: usize, to: usize, lexicon: &Lexicon, scratch: &mut Sink<'_>) {
    scratch.events.clear();
    scratch.des.clear();
    let Sink { tokens: room, events, des } = scratch;
    tokens(text, from, to, 0, lexicon, Sink { tokens: room, events, des });
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
fn trimmed(text: Text<'_>, start: usize, end: usize) -> Span {
    let start = if text.byte(start) == b' ' { start.wrapping_add(1) } else { start };
    let part = text.slice(start, end);
    let letters = part.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
        && part.bytes().last().is_some_and(|byte| byte.is_ascii_graphic());
    if letters {
        return Span::new(start, end);
    }
    let white = |c: char| matches!(crate::class::class(c), Class::Space | Class::Line);
    let rest = part.trim_start_matches(white);
    let first = end.wrapping_sub(rest.len());
    Span::new(first, first.wrapping_add(rest.trim_end_matches(white).len()))
}
