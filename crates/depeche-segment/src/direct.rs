//! Sentences alone: the text is searched for the places where one may end, and only the words around those are cut.
//!
//! The borders are those of the full path, because the same engine gets the same events: a mark is looked at inside the
//! tokens of its own run of non-white characters, which are the same wherever the walk begins before them.

use crate::class::{Class, Text};
use crate::lexicon::Lexicon;
use crate::sentences::Engine;
use crate::stops::Marks;
use crate::tokens::{Event, Sink, What, tokens};
use depeche_text::Span;

/// Gives the span of each sentence of `text` to `each`; spans are moved right by `base`.
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
    let mut marks = Marks::new(text.bytes());
    let mut at = 0_usize;
    loop {
        let mark = marks.next(at);
        if mark >= text.len() {
            break;
        }
        at = mark.wrapping_add(1);
        let line = |end| Event { start: mark, end, token: 0, what: What::Line };
        let events = match text.byte(mark) {
            b'\n' | b'\r' | 0x0B | 0x0C => {
                if let Some(verdict) = engine.event(&line(at)).filter(|verdict| verdict.border) {
                    emit(&mut start, verdict.end);
                }
                continue;
            }
            byte if byte >= 0x80 => match text.class(mark) {
                Class::Line => {
                    if let Some(verdict) =
                        engine.event(&line(text.after(mark))).filter(|verdict| verdict.border)
                    {
                        emit(&mut start, verdict.end);
                    }
                    continue;
                }
                Class::Mark | Class::Ellipsis => {
                    let (from, to) = run_of(text, mark, marks.reached());
                    chunk(text, from, to, lexicon, &mut scratch);
                    marks.reach(to);
                    at = to;
                    &*scratch.events
                }
                _ => continue,
            },
            _ => {
                let (from, to) = run_of(text, mark, marks.reached());
                chunk(text, from, to, lexicon, &mut scratch);
                marks.reach(to);
                at = to;
                &*scratch.events
            }
        };
        for event in events {
            if let Some(verdict) = engine.event(event).filter(|verdict| verdict.border) {
                emit(&mut start, verdict.end);
            }
        }
    }
    emit(&mut start, text.len());
}

fn chunk(text: Text<'_>, from: usize, to: usize, lexicon: &Lexicon, scratch: &mut Sink<'_>) {
    scratch.tokens.clear();
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
    let white = |c: char| matches!(crate::class::class(c), Class::Space | Class::Line);
    let part = text.slice(start, end);
    let rest = part.trim_start_matches(white);
    let first = end.wrapping_sub(rest.len());
    Span::new(first, first.wrapping_add(rest.trim_end_matches(white).len()))
}
