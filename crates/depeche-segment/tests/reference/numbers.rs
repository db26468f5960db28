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

/// Groups of figures from `at`, each parted from the last by one sign that phone numbers have: where each begins and ends.
fn phone_groups(t: &[char], at: usize, slashes: usize) -> Vec<(usize, usize)> {
    let mut groups = vec![(at, figures(t, at))];
    while let Some(&(_, end)) = groups.last()
        && figures(t, end + 1) > end + 1
        && (is_group_space(ch(t, end))
            || ch(t, end) == '.'
            || is_hyphen(ch(t, end))
            || groups.len() <= slashes && ch(t, end) == '/')
    {
        groups.push((end + 1, figures(t, end + 1)));
    }
    groups
}

/// T18: *01 23 45 67 89*, *02 555 12 34*, *0475/12.34.56*, *514 555-1234*, *0032 2 555 12 34*, *+33 1 23 45 67 89*.
pub fn t18_phone(t: &[char], at: usize) -> Cut {
    let end = if t[at] == '+' {
        let last = before(t, at);
        if is_letter(last) || last.is_ascii_digit() || !ch(t, at + 1).is_ascii_digit() {
            return None;
        }
        abroad(t, at + 1)?
    } else if !t[at].is_ascii_digit() || matches!(before(t, at), '.' | ',' | '/' | '-') {
        return None;
    } else if t[at] == '0' && ch(t, at + 1) == '0' {
        abroad(t, at)?
    } else if t[at] == '0' {
        at_home(t, at)?
    } else {
        of_america(t, at)?
    };
    if alnum(t, end) { None } else { one(extend(t, end), TokenKind::Phone) }
}

/// The least number of groups with nine figures, of which there are three at least.
fn at_home(t: &[char], at: usize) -> Option<usize> {
    let groups = phone_groups(t, at, 1);
    let sizes: Vec<usize> = groups.iter().map(|(from, to)| to - from).collect();
    let count = (1..=sizes.len()).find(|&count| sizes[..count].iter().sum::<usize>() >= 9)?;
    let rest = sizes[1..count].iter().all(|size| (2..=3).contains(size));
    let whole = count >= 3 && sizes[0] <= 4 && rest && sizes[..count].iter().sum::<usize>() <= 10;
    whole.then(|| groups[count - 1].1)
}

/// A country, *(0)* or not, and groups up to fifteen figures; none with figures in threes alone.
fn abroad(t: &[char], digit: usize) -> Option<usize> {
    let code = figures(t, digit);
    let space = code + usize::from(is_space(ch(t, code)));
    let zero = ['(', '0', ')'] == [0, 1, 2].map(|i| ch(t, space + i));
    let first = if zero { figures(t, space + 3) } else { code };
    let mut count = code - digit + if zero { first - space - 3 } else { 0 };
    let (mut end, mut threes, mut groups) = (first, !zero, 1);
    for (from, to) in phone_groups(t, first, usize::MAX).into_iter().skip(1) {
        if count >= 15 || to - from > 4 {
            break;
        }
        threes &= to - from == 3;
        (end, count, groups) = (to, count + to - from, groups + 1);
    }
    let whole = (10..=15).contains(&count) && (groups == 1 || groups >= 3 && !threes);
    whole.then_some(end)
}

fn of_america(t: &[char], at: usize) -> Option<usize> {
    let mut groups = phone_groups(t, at, 0);
    if groups[0].1 - at == 1 && t[at] == '1' {
        groups.remove(0);
    }
    let &[area, exchange, last, ..] = &groups[..] else { return None };
    let sizes = [area, exchange, last].map(|(from, to)| to - from) == [3, 3, 4];
    let begins = [area, exchange].iter().all(|&(from, _)| !matches!(t[from], '0' | '1'));
    let goes_on = is_hyphen(ch(t, last.1)) && alnum(t, last.1 + 1);
    (sizes && begins && is_hyphen(t[exchange.1]) && !goes_on).then_some(last.1)
}

/// T5: the end of *1'200.-*, *5.–* when the figures end at `end`; not of *3.- Le prix*.
fn round_price(t: &[char], end: usize) -> Option<usize> {
    let dash = ch(t, end + 1);
    if ch(t, end) != '.' || !(is_hyphen(dash) || is_dash(dash)) {
        return None;
    }
    let after = end + 2 + usize::from(ch(t, end + 2) == dash);
    let c = ch(t, after);
    let goes_on =
        alnum(t, after) || is_hyphen(c) || is_extend(c) || is_space(c) && is_capital(ch(t, after + 1));
    (!goes_on).then_some(after)
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

/// T6: the end of the figures of *3 000m*, *1 250,5km*, the first ones ending at `first`.
fn group_unit(t: &[char], first: usize) -> Option<usize> {
    let mut end = first;
    while is_group_space(ch(t, end)) && figures(t, end + 1) == end + 4 {
        end += 4;
    }
    if end > first && ch(t, end) == ',' && ch(t, end + 1).is_ascii_digit() {
        end = figures(t, end + 1);
    }
    let last = run(t, end);
    let joined = is_hyphen(ch(t, last)) && alnum(t, last + 1);
    let unit = is_letter(ch(t, end)) && lists::UNITS.contains(&string(t, end, last).as_str());
    (end > first && unit && !joined).then_some(end)
}

/// T8: the end of *5 000e*, its first figures ending at `first`.
fn group_ordinal(t: &[char], first: usize) -> Option<usize> {
    let mut end = first;
    while is_group_space(ch(t, end)) && figures(t, end + 1) == end + 4 {
        end += 4;
    }
    let decimals = ch(t, end) == ',' && ch(t, end + 1).is_ascii_digit();
    let ordinal =
        end > first && !decimals && is_letter(ch(t, end)) && is_ordinal_ending(&string(t, end, run(t, end)));
    ordinal.then(|| run(t, end))
}

/// T7: whether an hour stands at `at`, *16h*, *16h30*.
fn is_hour(t: &[char], at: usize) -> bool {
    let letter = figures(t, at);
    let end = figures(t, letter + 1);
    (1..=2).contains(&(letter - at))
        && "hH".contains(ch(t, letter))
        && [0, 2].contains(&(end - letter - 1))
        && !alnum(t, end)
        && is_hyphen(ch(t, at - 1))
}

/// T5: *120 000*; not the decimals of something, *3,120 000*.
pub fn t5_groups(t: &[char], at: usize) -> Cut {
    let digit = number(t, at)?;
    let first = figures(t, digit);
    if first - digit > 3 || matches!(before(t, digit), '.' | ',') {
        return None;
    }
    if let Some(end) = group_ordinal(t, first) {
        return one(round_price(t, end).unwrap_or(end), TokenKind::Ordinal);
    }
    if let Some(end) = group_unit(t, first) {
        return one(end, TokenKind::Number);
    }
    let end = groups(t, first)?;
    one(round_price(t, end).unwrap_or(end), TokenKind::Number)
}

/// T5: *1'200.-*.
pub fn t5_round_price(t: &[char], at: usize) -> Cut {
    one(round_price(t, decimals(t, number(t, at)?))?, TokenKind::Number)
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
    let groups = groups(t, last).or_else(|| group_ordinal(t, last)).or_else(|| group_unit(t, last));
    let goes_on = alnum(t, last) || ch(t, last) == '/' && alnum(t, last + 1) || groups.is_some();
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
    let joins = ch(t, end) == '.' || ch(t, end) == '-' && end == figures(t, at);
    if number(t, at)? == at && joins && alnum(t, end + 1) { dotted_name(t, end) } else { None }
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

/// T5: *10⁻³*, *3,5²*.
pub fn t5_exponent(t: &[char], at: usize) -> Cut {
    let (_, end, last) = letters_after(t, at)?;
    let c = ch(t, last);
    let joined = (is_hyphen(c) || is_apostrophe(c) || is_middle(c)) && alnum(t, last + 1);
    let exponent = t[end..last].iter().all(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻".contains(*c));
    if exponent && !joined { one(last, TokenKind::Number) } else { None }
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
    if end > begin && !word && !is_hour(t, begin + 1) { one(extend(t, end), TokenKind::Number) } else { None }
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
    if word && !is_hour(t, end + 1) {
        return None;
    }
    one(if letter { end } else { extend(t, end) }, TokenKind::Number)
}

/// T5: a sign before figures that turned out to be part of a word stands alone: *+|3D*.
pub fn t5_sign_of_a_word(t: &[char], at: usize) -> Cut {
    if number(t, at)? > at { one(at + 1, TokenKind::Symbol) } else { None }
}
