//! The rules of numbers: T5 to T9, T18.

use super::addresses::dotted_name;
use super::signs::*;
use super::{Cut, alnum, before, ch, extend, figures, is_ordinal_ending, key, lists, one, run, string};
use depeche_text::TokenKind;

/// Where the figures of the number at `at` begin: there, or after a sign that nothing stands before.
pub fn number(t: &[char], at: usize) -> Option<usize> {
    if ch(t, at).is_ascii_digit() {
        return Some(at);
    }
    let sign = is_hyphen(t[at]) || matches!(t[at], '+' | '±' | '\u{2212}');
    let free = is_blank(before(t, at)) || before(t, at) == '(';
    (sign && free && ch(t, at + 1).is_ascii_digit()).then_some(at + 1)
}

/// The end of the figures from `digit` with their decimals and the groups that points and apostrophes part.
pub fn decimals(t: &[char], digit: usize) -> usize {
    let mut end = figures(t, digit);
    while (matches!(ch(t, end), '.' | ',') || is_apostrophe(ch(t, end))) && ch(t, end + 1).is_ascii_digit() {
        end = figures(t, end + 1);
    }
    end
}

/// T18: *01 23 45 67 89*, with spaces, points or hyphens.
pub fn t18_phone(t: &[char], at: usize) -> Cut {
    if ch(t, at) != '0' || matches!(before(t, at), '.' | ',' | '/' | '-') || figures(t, at) != at + 2 {
        return None;
    }
    let mut end = at + 2;
    for _ in 0..4 {
        let c = ch(t, end);
        if !(is_group_space(c) || c == '.' || is_hyphen(c)) || figures(t, end + 1) != end + 3 {
            return None;
        }
        end += 3;
    }
    if alnum(t, end) { None } else { one(extend(t, end), TokenKind::Phone) }
}

/// The end of the groups of three that follow the figures ending at `first`, with decimals: *120 000*, *1 250 000,5*.
fn groups(t: &[char], first: usize) -> Option<usize> {
    let mut end = first;
    while is_group_space(ch(t, end)) && figures(t, end + 1) == end + 4 {
        end += 4;
    }
    if end == first {
        return None;
    }
    if ch(t, end) == ',' && ch(t, end + 1).is_ascii_digit() {
        end = figures(t, end + 1);
    }
    (!alnum(t, end)).then(|| extend(t, end))
}

/// T5: *120 000*; not the decimals of something, *3,120 000*.
pub fn t5_groups(t: &[char], at: usize) -> Cut {
    let digit = number(t, at)?;
    let first = figures(t, digit);
    if first - digit > 3 || matches!(before(t, digit), '.' | ',') {
        return None;
    }
    one(groups(t, first)?, TokenKind::Number)
}

/// T9: dates and fractions, *14/07/2024*, *1/100*; not two years, not before groups or a code.
pub fn t9_date(t: &[char], at: usize) -> Cut {
    let digit = number(t, at)?;
    let end = decimals(t, digit);
    let mut parts = vec![end - digit];
    let mut last = end;
    while ch(t, last) == '/' && ch(t, last + 1).is_ascii_digit() {
        let part = last + 1;
        last = figures(t, part);
        parts.push(last - part);
    }
    let years = parts.iter().all(|&len| len == 4);
    let goes_on = alnum(t, last) || ch(t, last) == '/' && alnum(t, last + 1) || groups(t, last).is_some();
    if parts.len() < 2 || years || goes_on || before(t, digit) == '/' {
        return None;
    }
    one(extend(t, last), TokenKind::Number)
}

/// T9: a section number keeps its last stop before a small letter, *1.8.2. de*.
pub fn t9_section(t: &[char], at: usize) -> Cut {
    let end = decimals(t, number(t, at)?);
    let mut begin = end;
    while begin > 0 && (t[begin - 1].is_ascii_digit() || t[begin - 1] == '.') {
        begin -= 1;
    }
    let stops = t[begin..end].iter().filter(|&&c| c == '.').count();
    let small = is_space(ch(t, end + 1)) && ch(t, end + 2).is_lowercase();
    if stops >= 2 && ch(t, end) == '.' && small { one(end + 1, TokenKind::Number) } else { None }
}

/// T14: an address or a file name that begins with figures and a point, *1.fr*.
pub fn t14_numbered_name(t: &[char], at: usize) -> Cut {
    let end = decimals(t, at);
    if number(t, at)? == at && ch(t, end) == '.' && alnum(t, end + 1) {
        dotted_name(t, at, end)
    } else {
        None
    }
}

/// The letters and figures that follow the figures of the number at `at`: its figures, their end, and the end of those.
fn letters_after(t: &[char], at: usize) -> Option<(usize, usize, usize)> {
    let digit = number(t, at)?;
    let end = decimals(t, digit);
    is_letter(ch(t, end)).then(|| (digit, end, run(t, end)))
}

/// T8: *1er*, *2e*, *3èmes*.
pub fn t8_ordinal(t: &[char], at: usize) -> Cut {
    let (_, end, last) = letters_after(t, at)?;
    if is_ordinal_ending(&string(t, end, last)) { one(last, TokenKind::Ordinal) } else { None }
}

/// T7: *20h*, *20h30*: the hours, *h*; the minutes are a number of their own.
pub fn t7_time(t: &[char], at: usize) -> Cut {
    let (digit, end, last) = letters_after(t, at)?;
    let letters = key(&string(t, end, last))?;
    let minutes = letters.strip_prefix('h')?;
    if end - digit > 2 || minutes.len() > 2 || !minutes.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    Some(vec![(end, TokenKind::Number), (end + 1, TokenKind::Word)])
}

/// T6: *5km*, *12F*: the figures; the unit is a word of its own.
pub fn t6_unit(t: &[char], at: usize) -> Cut {
    let (_, end, last) = letters_after(t, at)?;
    let joined = is_hyphen(ch(t, last)) && alnum(t, last + 1);
    let unit = lists::UNITS.contains(&string(t, end, last).as_str());
    if unit && !joined { one(end, TokenKind::Number) } else { None }
}

/// T9: *2000-2006*, *3,5-4,5*; not *4-5-temps*, which is a word.
pub fn t9_range(t: &[char], at: usize) -> Cut {
    let mut end = decimals(t, number(t, at)?);
    let begin = end;
    while is_hyphen(ch(t, end)) && ch(t, end + 1).is_ascii_digit() {
        end = figures(t, end + 1);
        while matches!(ch(t, end), '.' | ',') && ch(t, end + 1).is_ascii_digit() {
            end = figures(t, end + 1);
        }
    }
    let word = is_letter(ch(t, end)) || is_hyphen(ch(t, end)) && alnum(t, end + 1);
    if end > begin && !word { one(extend(t, end), TokenKind::Number) } else { None }
}

/// T5: *12*, *3,5*, *-1,5*; not the figures of *3D* or *4-temps*.
pub fn t5_number(t: &[char], at: usize) -> Cut {
    let digit = number(t, at)?;
    let end = decimals(t, digit);
    let plain = end == figures(t, digit);
    let letter = is_letter(ch(t, end));
    let range = is_hyphen(ch(t, end)) && ch(t, end + 1).is_ascii_digit();
    let compound = is_hyphen(ch(t, end)) && is_letter(ch(t, end + 1));
    let word = range || letter && (plain || key(&string(t, end, run(t, end))).is_none()) || compound && plain;
    if word {
        return None;
    }
    one(if letter { end } else { extend(t, end) }, TokenKind::Number)
}

/// T5: a sign before figures that turned out to be part of a word stands alone: *+|3D*.
pub fn t5_sign_of_a_word(t: &[char], at: usize) -> Cut {
    if number(t, at)? > at { one(at + 1, TokenKind::Symbol) } else { None }
}
