//! The rules of addresses, file names and handles: T14.

use super::numbers::decimals;
use super::signs::*;
use super::{Cut, alnum, before, begins_word, ch, extend, figures, key, lists, one, run, string};
use depeche_text::TokenKind;

/// T14: *http://…*, *www.…*.
pub fn t14_address(t: &[char], at: usize) -> Cut {
    if !begins_word(t, at) {
        return None;
    }
    let end = run(t, at);
    let word = string(t, at, end).to_ascii_lowercase();
    if ["http", "https", "ftp"].contains(&word.as_str())
        && [':', '/', '/'] == [0, 1, 2].map(|i| ch(t, end + i))
    {
        let last = url(t, end + 3);
        return if last > end + 3 { one(last, TokenKind::Url) } else { None };
    }
    if word == "www" && ch(t, end) == '.' && alnum(t, end + 1) {
        one(url(t, end), TokenKind::Url)
    } else {
        None
    }
}

/// The end of an address that has begun: up to white space or a quotation mark, without its last punctuation.
fn url(t: &[char], from: usize) -> usize {
    let mut end = from;
    while !is_blank(ch(t, end)) && !"<>«»\"“”".contains(ch(t, end)) {
        end += 1;
    }
    // A closing bracket is one of the address when it closes one of the address.
    let closes = |at: usize| {
        let mut open = 0;
        for c in &t[from..at] {
            match c {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                _ => {}
            }
        }
        t[at] == ')' && open > 0
    };
    while end > from
        && (".,;:!?‼⁇⁈⁉¡¿)]…".contains(t[end - 1]) || is_apostrophe(t[end - 1]))
        && !closes(end - 1)
    {
        end -= 1;
    }
    extend(t, end)
}

/// T14: *a.b@c.fr*, *exemple.fr*, *notes.v2.txt*; figures begin one only with letters right after them.
pub fn t14_name(t: &[char], at: usize) -> Cut {
    let end = run(t, at);
    let joined = ".-+".contains(ch(t, end)) && alnum(t, end + 1) || ch(t, end) == '@';
    let begins = is_letter(t[at]) || t[at].is_ascii_digit() && is_letter(ch(t, decimals(t, at)));
    if begins && joined { dotted_name(t, end) } else { None }
}

/// A name with points, its first part ending at `first`.
pub fn dotted_name(t: &[char], first: usize) -> Cut {
    let mut end = first;
    let (mut mail, mut point, mut plus) = (false, None, false);
    while alnum(t, end + 1) {
        match ch(t, end) {
            '@' if !mail => (mail, point) = (true, None),
            '.' => point = Some(end),
            '+' if !mail => plus = true,
            '-' | '_' => {}
            _ => break,
        }
        end = run(t, end + 1);
    }
    let point = point?;
    if mail {
        return one(end, TokenKind::Email);
    }
    let ending = key(&string(t, point + 1, end))?;
    if plus {
        return None;
    }
    if lists::DOMAINS.contains(&ending.as_str()) {
        let next = ch(t, end + 1);
        let path = ch(t, end) == '/' && (next.is_alphanumeric() || "@~_#?-".contains(next));
        return one(if path { url(t, end) } else { end }, TokenKind::Url);
    }
    if lists::FILES.contains(&ending.as_str()) { one(end, TokenKind::File) } else { None }
}

/// T14: *#COP29*, *@nom*, *@nom.fr*.
pub fn t14_handle(t: &[char], at: usize) -> Cut {
    let last = before(t, at);
    let free = !(is_letter(last) || last.is_ascii_digit() || "#@/&_*".contains(last));
    let mut end = run(t, at + 1);
    let figured = figures(t, at + 1);
    let letters = t[figured..end.max(figured)].iter().filter(|c| c.is_alphabetic()).count();
    // *#8mars*; not *#3*, *#20h*
    let named = is_letter(ch(t, at + 1)) || t[at] == '#' && figured > at + 1 && letters >= 3;
    if !matches!(t[at], '#' | '@') || !free || !named {
        return None;
    }
    if t[at] == '#' {
        return one(end, TokenKind::Hashtag);
    }
    while ch(t, end) == '.' && alnum(t, end + 1) {
        end = run(t, end + 1);
    }
    one(end, TokenKind::Handle)
}
