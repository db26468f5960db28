//! A tokenizer that is slow and plain: the token rules as they are numbered in the page of the crate, one function each.
//!
//! The text is a list of characters. At a place where a token begins, each rule says where what it cuts there ends, or
//! nothing; the first in [`RULES`] that says something wins. Nothing is remembered from one place to the next.
//!
//! All of T1 to T18 and W1 is covered, with the built-in lists; W2, the weights of *des*, and the lists of users are not. Two
//! bounds of the crate, there to keep it linear, have no part in it: it looks back over at most 32 combining marks, and for an
//! exception (T3) over some 140 bytes.

mod abbreviations;
mod addresses;
mod lists;
mod numbers;
mod signs;

use abbreviations::*;
use addresses::*;
use depeche_text::typography::is_line_end;
use depeche_text::{Contraction, Span, TokenKind};
use lists::{is_listed, key};
use numbers::*;
use signs::*;

/// What a rule cuts at a place: the end of each token, in characters, and its kind.
type Cut = Option<Vec<(usize, TokenKind)>>;
type Rule = fn(&[char], usize) -> Cut;

/// The rules in the order in which they are asked.
const RULES: &[(&str, Rule)] = &[
    ("T18", t18_phone),
    ("T5", t5_groups),
    ("T9", t9_date),
    ("T9", t9_section),
    ("T5", t5_round_price),
    ("T14", t14_numbered_name),
    ("T8", t8_ordinal),
    ("T7", t7_time),
    ("T6", t6_unit),
    ("T5", t5_exponent),
    ("T9", t9_range),
    ("T5", t5_number),
    ("T5", t5_sign_of_a_word),
    ("T14", t14_address),
    ("T14", t14_name),
    ("T3", t3_exception_with_and),
    ("T2", t2_elided),
    ("T7", t7_hour_of_range),
    ("T5", t5_glued_sign),
    ("T4", t4_clitics),
    ("T4", t4_elided_clitic),
    ("T2", t2_irish),
    ("T9", t9_version),
    ("T9", t9_particles),
    ("T12", t12_degree),
    ("T12", t12_acronym),
    ("T12", t12_shortened_name),
    ("T10", t10_that_is),
    ("T10", t10_for_example),
    ("T10", t10_dotted_letters),
    ("T17", t17_dotted_ending),
    ("T10", t10_against),
    ("T10", t10_spoon),
    ("T11", t11_initial),
    ("T11", t11_first_name),
    ("T11", t11_double_name),
    ("T10", t10_abbreviation),
    ("T17", t17_optional_ending),
    ("T9", t9_code),
    ("T16", t16_number_sign),
    ("T1", t1_cut_short),
    ("T9", t9_plus),
    ("T1", t1_word),
    ("T13", t13_dots),
    ("T13", t13_quotes),
    ("T15", t15_emoticon),
    ("T13", t13_hyphens),
    ("T2", t2_detached),
    ("T15", t15_emoji),
    ("T14", t14_handle),
    ("T6", t6_degree),
    ("T6", t6_plus_minus),
    ("T6", t6_sign),
];

/// The numbers of the rules.
pub fn numbers_of_rules() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|&(number, _)| number)
}

/// A token of the reference, its span in bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    pub span: Span,
    pub kind: TokenKind,
    pub contraction: Contraction,
}

/// The tokens of `text`, and for each cut the number of the rule that made it.
pub fn tokens(text: &str) -> (Vec<Piece>, Vec<&'static str>) {
    let t: Vec<char> = text.chars().collect();
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    let (mut pieces, mut used) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < t.len() {
        if is_blank(t[at]) {
            at += 1;
            continue;
        }
        let (name, cut) = RULES
            .iter()
            .find_map(|&(name, rule)| rule(&t, at).map(|cut| (name, cut)))
            .expect("the last rule takes any character");
        used.push(name);
        for (end, kind) in cut {
            let span = Span::new(places[at], places[end]);
            pieces.push(Piece { span, kind, contraction: w1_contraction(span.of(text), kind) });
            at = end;
        }
    }
    (pieces, used)
}

fn one(end: usize, kind: TokenKind) -> Cut {
    Some(vec![(end, kind)])
}

/// W1: the contraction that a word is, in either case.
fn w1_contraction(word: &str, kind: TokenKind) -> Contraction {
    let is = |c: &&Contraction| **c != Contraction::None && c.as_str().eq_ignore_ascii_case(word);
    match kind {
        TokenKind::Word => Contraction::ALL.iter().find(is).copied().unwrap_or_default(),
        _ => Contraction::None,
    }
}

// Where things end.

/// The character at `at`; a line end past the end of the text, which ends everything.
fn ch(t: &[char], at: usize) -> char {
    t.get(at).copied().unwrap_or('\n')
}

/// The character before `at`, marks aside; a line end where the text begins.
fn before(t: &[char], at: usize) -> char {
    t[..at].iter().rev().copied().find(|&c| !is_extend(c)).unwrap_or('\n')
}

/// `at`, past the marks that belong to what ends there.
fn extend(t: &[char], mut at: usize) -> usize {
    while is_extend(ch(t, at)) {
        at += 1;
    }
    at
}

fn alnum(t: &[char], at: usize) -> bool {
    is_letter(ch(t, at)) || ch(t, at).is_ascii_digit()
}

/// The end of the figures from `at`.
fn figures(t: &[char], mut at: usize) -> usize {
    while ch(t, at).is_ascii_digit() {
        at += 1;
    }
    at
}

/// The end of the letters, figures and their marks from `at`; a low line between two of them is one of them.
fn run(t: &[char], mut at: usize) -> usize {
    while alnum(t, at) || is_extend(ch(t, at)) || ch(t, at) == '_' && alnum(t, at + 1) {
        at += 1;
    }
    at
}

/// The end of the runs from `at` that single hyphens, apostrophes and middle dots join (T1).
fn chunk(t: &[char], at: usize) -> usize {
    let mut end = run(t, at);
    while (is_hyphen(ch(t, end)) || is_apostrophe(ch(t, end)) || is_middle(ch(t, end))) && alnum(t, end + 1) {
        end = run(t, end + 1);
    }
    end
}

/// Whether a word begins at `at`: with a letter, or with figures that the rules of numbers left.
fn begins_word(t: &[char], at: usize) -> bool {
    alnum(t, at)
}

fn string(t: &[char], from: usize, to: usize) -> String {
    t[from..to].iter().collect()
}

/// The letters of `from..to`, marks aside, as they are when they are taken apart.
fn letters(t: &[char], from: usize, to: usize) -> Vec<char> {
    let mut letters = Vec::new();
    t[from..to].iter().for_each(|&c| depeche_text::typography::decompose(c, |part| letters.push(part)));
    letters.retain(|&c| !is_extend(c));
    letters
}

/// The one letter that `from..to` is, marks aside.
fn single(t: &[char], from: usize, to: usize) -> Option<char> {
    let bare: Vec<char> = t[from..to].iter().copied().filter(|&c| !is_extend(c)).collect();
    match bare[..] {
        [c] if is_letter(c) && letters(t, from, to).len() == 1 => Some(c),
        _ => None,
    }
}

/// T8: the kind of a word: an ordinal in Roman figures, a number sign that is no figure, a word.
fn kind(t: &[char], at: usize) -> TokenKind {
    let mut end = at;
    while alnum(t, end) || is_extend(ch(t, end)) {
        end += 1;
    }
    let mut rest = at;
    while rest < end && "IVXLC".contains(t[rest]) {
        rest += 1;
    }
    let figures = string(t, at, rest);
    let ending = key(&string(t, rest, end)).unwrap_or_default();
    let roman = match ending.trim_end_matches('s') {
        "er" | "e\u{300}re" | "ere" | "re" => figures == "I",
        "nd" | "nde" => figures == "II",
        _ => figures.contains(['I', 'V', 'X']),
    };
    if roman && ch(t, rest).is_lowercase() && is_ordinal_ending(&string(t, rest, end)) {
        return TokenKind::Ordinal;
    }
    if t[at].is_numeric() && !t[at].is_ascii_digit() { TokenKind::Number } else { TokenKind::Word }
}

fn is_ordinal_ending(letters: &str) -> bool {
    let Some(key) = key(letters) else { return false };
    lists::ORDINAL_ENDINGS.iter().any(|ending| [ending.to_string(), format!("{ending}s")].contains(&key))
}

// Words.

/// T3: the end of the listed exception at `at`.
fn exception(t: &[char], at: usize) -> Option<usize> {
    let mut end = chunk(t, at);
    if ch(t, end) == '&' && alnum(t, end + 1) {
        end = run(t, end + 1);
    }
    key(&string(t, at, end)).filter(|word| lists::exceptions().contains(word)).map(|_| end)
}

/// The end of the word at `at` by its letters and what joins them (T1), or by the list of exceptions (T3).
fn word(t: &[char], at: usize) -> Option<usize> {
    begins_word(t, at).then(|| exception(t, at).unwrap_or_else(|| chunk(t, at)))
}

/// T3: *R&B*.
fn t3_exception_with_and(t: &[char], at: usize) -> Cut {
    let end = word(t, at)?;
    if t[at..end].contains(&'&') { one(end, TokenKind::Word) } else { None }
}

/// T2: *l'*, *qu'*, *jusqu'*.
fn t2_elided(t: &[char], at: usize) -> Cut {
    let end = run(t, at);
    let elided = lists::ELIDED.contains(&string(t, at, end).to_ascii_lowercase().as_str());
    let plain = is_apostrophe(ch(t, end)) && !is_extend(ch(t, end + 1));
    let next = letters(t, (end + 1).min(t.len()), (end + 2).min(t.len()))
        .first()
        .map_or(' ', char::to_ascii_lowercase);
    // *N'Djamena*, *M'Baye*, *C'hoat*
    let name = match t[at] {
        _ if end != at + 1 => false,
        'M' | 'N' => "bcdfgjklmnpqrstvwxz".contains(next),
        'C' | 'c' => next == 'h',
        _ => false,
    };
    if elided && plain && !name && exception(t, at).is_none() {
        one(end + 1, TokenKind::Elided)
    } else {
        None
    }
}

/// T2: *O' Brien*, in two words.
fn t2_irish(t: &[char], at: usize) -> Cut {
    let end = extend(t, at + 2);
    let irish = t[at] == 'O' && is_apostrophe(ch(t, at + 1)) && !alnum(t, end);
    if irish { one(end, TokenKind::Word) } else { None }
}

/// T2: the detached *'s* and *'n* of names, *Rock 'n Roll*.
fn t2_detached(t: &[char], at: usize) -> Cut {
    let c = ch(t, at + 2);
    let end = is_blank(c) || matches!(c, '.') || is_end_mark(c) || is_punctuation(c);
    if is_apostrophe(t[at]) && is_space(before(t, at)) && "snS".contains(ch(t, at + 1)) && end {
        return one(at + 2, TokenKind::Word);
    }
    None
}

/// T5: the sign of a decimal glued to a word stands apart from it, *fémur|-1,5*.
fn t5_glued_sign(t: &[char], at: usize) -> Cut {
    let end = word(t, at)?;
    if exception(t, at).is_some() || !matches!(ch(t, end), ',' | '.') || !ch(t, end + 1).is_ascii_digit() {
        return None;
    }
    let mut sign = end;
    while sign > at && t[sign - 1].is_ascii_digit() {
        sign -= 1;
    }
    if sign == end || sign == at || t[sign - 1] != '-' {
        return None;
    }
    if letters(t, at, sign - 1).len() > 1 && letters_only(t, at, sign - 1) {
        one(sign - 1, kind(t, at))
    } else {
        None
    }
}

fn letters_only(t: &[char], from: usize, to: usize) -> bool {
    t[from..to].iter().all(|&c| is_letter(c) || is_extend(c) || is_hyphen(c))
}

/// T4: *a|-t-il*, *dis|-le*, *donnez|-le|-moi*, *jour|-là*.
fn t4_clitics(t: &[char], at: usize) -> Cut {
    let end = word(t, at)?;
    if exception(t, at).is_some() {
        return None;
    }
    // The hyphens of the last 24 characters, the last one first; an apostrophe after them belongs to a name.
    let near: Vec<usize> = (at..end).rev().filter(|&i| !is_extend(t[i])).take(24).collect();
    let hyphens: Vec<usize> = near.iter().copied().filter(|&i| is_hyphen(t[i])).take(3).collect();
    let least = if hyphens.len() == 3 { hyphens[2] } else { at };
    if near.iter().any(|&i| i > least && is_apostrophe(t[i])) {
        return None;
    }
    let last = *hyphens.first()?;
    let tail = key(&string(t, last, end))?;
    let tail = tail.as_str();
    let cut = |first: usize| Some(vec![(first, kind(t, at)), (end, TokenKind::Clitic)]);
    let other = hyphens.get(1).copied();
    if let Some(before) = other
        && key(&string(t, before, last)).as_deref() == Some("-t")
        && ["-il", "-ils", "-elle", "-elles", "-on", "-y"].contains(&tail)
    {
        return cut(before);
    }
    let letters = |to: usize| letters(t, at, to).len();
    let first = key(&string(t, at, last))?;
    if let Some(before) = other
        && lists::FIRST_OF_TWO.contains(&key(&string(t, before, last))?.as_str())
        && lists::SECOND_OF_TWO.contains(&tail)
        && letters(before) >= 3
        && letters_only(t, at, before)
    {
        return Some(vec![(before, kind(t, at)), (last, TokenKind::Clitic), (end, TokenKind::Clitic)]);
    }
    if keeps_its_hyphen(&first) || !letters_only(t, at, last) {
        return None;
    }
    let simple = other.is_none();
    let small = ch(t, last + 1).is_lowercase();
    let cuts = match tail {
        "-il" | "-ils" | "-elle" | "-elles" | "-je" | "-tu" | "-on" => true,
        "-ce" => {
            lists::BEFORE_CE.iter().any(|ending| first.ends_with(ending))
                || lists::WHOLE_BEFORE_CE.contains(&first.as_str())
        }
        "-ci" | "-la\u{300}" => letters(last) >= 3 && !["voi", "voila\u{300}"].contains(&first.as_str()),
        "-le" | "-la" | "-les" => {
            simple && letters(last) >= 3 && small && first.ends_with(['s', 'e', 'z', 't'])
        }
        "-en" | "-y" => simple && small,
        "-leur" | "-lui" | "-moi" | "-toi" | "-nous" | "-vous" => simple && letters(last) >= 3,
        _ => false,
    };
    if cuts { cut(last) } else { None }
}

/// T4: *donne|-m'|en*, *va|-t'|en*.
fn t4_elided_clitic(t: &[char], at: usize) -> Cut {
    let end = word(t, at)?;
    if exception(t, at).is_some() {
        return None;
    }
    let hyphen = (at..end).rev().take(8).find(|&i| is_hyphen(t[i]))?;
    let apostrophe = (hyphen..end).find(|&i| is_apostrophe(t[i]))?;
    if lists::ELIDED_SUBJECTS.contains(&key(&string(t, hyphen, end))?.as_str())
        && !is_extend(t[apostrophe + 1])
        && letters_only(t, at, hyphen)
    {
        return Some(vec![(hyphen, kind(t, at)), (end, TokenKind::Clitic)]);
    }
    let clitic = lists::ELIDED_CLITICS.contains(&key(&string(t, hyphen, end))?.as_str());
    let letters = letters(t, at, hyphen).len();
    if !clitic || is_extend(t[apostrophe + 1]) || letters < 2 || !letters_only(t, at, hyphen) {
        return None;
    }
    Some(vec![(hyphen, kind(t, at)), (apostrophe + 1, TokenKind::Clitic), (end, TokenKind::Clitic)])
}

/// T4: compounds whose last part only looks like a clitic: *rendez-vous*, *celui-là*.
fn keeps_its_hyphen(first: &str) -> bool {
    let parts: Vec<&str> = first.split('-').collect();
    lists::COMPOUND_HEADS.contains(&parts[0])
        || parts[1..].iter().any(|part| lists::COMPOUND_LINKS.contains(part))
}

/// The place of the full stop that one stop alone makes after the word at `at`.
fn stop(t: &[char], at: usize) -> Option<usize> {
    let end = word(t, at)?;
    let next = ch(t, end + 1);
    (ch(t, end) == '.' && next != '.' && !is_extend(next)).then_some(end)
}

/// T7: the *h* of *8 h-12 h*.
fn t7_hour_of_range(t: &[char], at: usize) -> Cut {
    let hour = matches!(t[at], 'h' | 'H')
        && is_hyphen(ch(t, at + 1))
        && ch(t, at + 2).is_ascii_digit()
        && at >= 2
        && is_space(t[at - 1])
        && t[at - 2].is_ascii_digit();
    if hour { one(at + 1, TokenKind::Word) } else { None }
}

/// T9: *v2.0.1*, *PM2.5*.
fn t9_version(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let mut end = dot;
    while ch(t, end) == '.' && ch(t, end + 1).is_ascii_digit() {
        end = figures(t, end + 1);
    }
    let version = is_letter(t[at]) && t[dot - 1].is_ascii_digit() && end > dot && !alnum(t, end);
    if version { one(extend(t, end), kind(t, at)) } else { None }
}

/// T9: *PM2,5*.
fn t9_particles(t: &[char], at: usize) -> Cut {
    let end = at + 5;
    let whole = word(t, at)? == at + 3 && string(t, at, end.min(t.len())) == "PM2,5" && !alnum(t, end);
    if whole { one(extend(t, end), kind(t, at)) } else { None }
}

/// T17: *étudiant.e.s*, *directeur.rice*.
fn t17_dotted_ending(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let end = run(t, dot + 1);
    let letters = letters(t, at, dot);
    let small = letters.len() >= 2 && letters.last().is_some_and(|c| c.is_lowercase());
    let plural = ch(t, end) == '.' && ch(t, end + 1) == 's' && !alnum(t, end + 2);
    let close = if plural { end + 2 } else { end };
    let c = ch(t, close);
    let goes_on = alnum(t, close) || (is_hyphen(c) || is_apostrophe(c)) && alnum(t, close + 1);
    if small
        && ch(t, dot + 1).is_lowercase()
        && is_listed(lists::DOTTED_ENDINGS, &string(t, dot + 1, end))
        && !goes_on
    {
        one(extend(t, close), TokenKind::Word)
    } else {
        None
    }
}

/// T17: *élu(e)s*, *directeur(trice)*.
fn t17_optional_ending(t: &[char], at: usize) -> Cut {
    let first = optional_ending(t, word(t, at)?)?;
    one(optional_ending(t, first).unwrap_or(first), TokenKind::Word)
}

/// The end of *(e)s* at `open`.
fn optional_ending(t: &[char], open: usize) -> Option<usize> {
    if ch(t, open) != '(' {
        return None;
    }
    let close = open + t[open..].iter().position(|&c| c == ')')?;
    let ending = string(t, open + 1, close);
    if ending.len() > 6 || !is_listed(lists::OPTIONAL_ENDINGS, &ending) {
        return None;
    }
    let plural = matches!(ch(t, close + 1), 's' | 'S') && !alnum(t, close + 2);
    Some(extend(t, close + 1 + usize::from(plural)))
}

/// T9: codes with slashes, *GPIIb/IIIa*, *H/C/562*.
fn t9_code(t: &[char], at: usize) -> Cut {
    let first = word(t, at)?;
    let mut end = first;
    let mut parts = vec![string(t, at, first)];
    while ch(t, end) == '/' && alnum(t, end + 1) && string(t, at, end).len() < 48 {
        let part = end + 1;
        end = run(t, part);
        parts.push(string(t, part, end));
    }
    let capital = parts[0].len() == 1 && t[at].is_ascii_uppercase();
    let plain = |part: &String| part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let code = match &parts[..] {
        [_] => false,
        [a, b] => {
            let mixed =
                b.starts_with(|c: char| c.is_ascii_uppercase()) && b.contains(|c: char| c.is_ascii_digit());
            is_lettered_roman(a) && is_lettered_roman(b) && b.ends_with(['a', 'b', 'A', 'B'])
                || capital && plain(b) && mixed
        }
        [_, rest @ ..] => capital && rest.iter().all(plain),
        [] => false,
    };
    if code { one(end, kind(t, at)) } else { None }
}

/// T9: *IIb*, *III*, *GPIIb*.
fn is_lettered_roman(word: &str) -> bool {
    let figures = word.strip_prefix("GP").unwrap_or(word);
    let figures = figures.strip_suffix(['a', 'b', 'A', 'B']).unwrap_or(figures);
    !figures.is_empty() && figures.chars().all(|c| "IVX".contains(c))
}

/// T16: *n°*, *n°s*.
fn t16_number_sign(t: &[char], at: usize) -> Cut {
    let end = word(t, at)?;
    if end != at + 1 || !matches!(t[at], 'n' | 'N') || ch(t, end) != '°' {
        return None;
    }
    let plural = ch(t, end + 1) == 's' && !alnum(t, end + 2);
    one(extend(t, end + 1 + usize::from(plural)), TokenKind::Abbreviation)
}

/// T1: a word cut short in a transcription of speech, *hô~*.
fn t1_cut_short(t: &[char], at: usize) -> Cut {
    let end = word(t, at)?;
    if ch(t, end) == '~' && !alnum(t, end + 1) { one(extend(t, end + 1), kind(t, at)) } else { None }
}

/// T9: *Canal+*, *C++*, *C#*.
fn t9_plus(t: &[char], at: usize) -> Cut {
    let word = word(t, at)?;
    let mut end = word;
    while ch(t, end) == '+' {
        end += 1;
    }
    let c = ch(t, end);
    let free = is_blank(c) || is_end_mark(c) || ".…,;:)»\"”".contains(c);
    if (1..=2).contains(&(end - word)) && free {
        return one(end, kind(t, at));
    }
    let letter = word == at + 1 && t[at].is_ascii_uppercase() && ch(t, word) == '#';
    if letter && !alnum(t, word + 1) && ch(t, word + 1) != '#' {
        return one(extend(t, word + 1), kind(t, at));
    }
    None
}

/// T1: *accord*, *arc-en-ciel*, *étudiant·es*.
fn t1_word(t: &[char], at: usize) -> Cut {
    one(word(t, at)?, kind(t, at))
}

// Signs.

/// T13: `...`
fn t13_dots(t: &[char], at: usize) -> Cut {
    let end = at + t[at..].iter().take_while(|&&c| c == '.').count();
    if end > at { one(extend(t, end), TokenKind::Punctuation) } else { None }
}

/// T13: the quotation marks of a typewriter.
fn t13_quotes(t: &[char], at: usize) -> Cut {
    let pair = [t[at], ch(t, at + 1)];
    let two = pair.iter().all(|&c| is_apostrophe(c)) || pair == ['`'; 2];
    if two { one(extend(t, at + 2), TokenKind::Punctuation) } else { None }
}

/// T15: *:-)*, *;)*, *:D*.
fn t15_emoticon(t: &[char], at: usize) -> Cut {
    let nose = usize::from(ch(t, at + 1) == '-');
    let (mouth, end) = (ch(t, at + 1 + nose), at + 2 + nose);
    let face = matches!(t[at], ':' | ';') && "()DP".contains(mouth) && is_blank(before(t, at));
    // A bracket that waits for another.
    let near = t[..at].iter().rev().filter(|&&c| !is_extend(c)).take(120).copied();
    let waits = nose == 0
        && mouth == ')'
        && near.into_iter().find(|&c| "()".contains(c) || is_line_end(c)) == Some('(');
    let free = !alnum(t, end) && !is_extend(ch(t, end));
    if face && free && !waits { one(end, TokenKind::Emoji) } else { None }
}

/// T13: `--`
fn t13_hyphens(t: &[char], at: usize) -> Cut {
    let end = at + t[at..].iter().take_while(|&&c| c == '-').count();
    if end > at + 1 { one(extend(t, end), TokenKind::Punctuation) } else { None }
}

/// T15: an emoji with its modifiers; flags by two; joined ones whole.
fn t15_emoji(t: &[char], at: usize) -> Cut {
    if !is_emoji(t[at]) {
        return None;
    }
    let mut end = at + 1;
    if is_flag(t[at]) && is_flag(ch(t, end)) {
        end += 1;
    }
    loop {
        if ch(t, end) == '\u{200D}' && is_emoji(ch(t, end + 1)) {
            end += 2;
        } else if is_skin(ch(t, end)) || is_extend(ch(t, end)) {
            end += 1;
        } else {
            return one(end, TokenKind::Emoji);
        }
    }
}

/// T6: *9 °C*; but *9|°|C*.
fn t6_degree(t: &[char], at: usize) -> Cut {
    if t[at] != '°' || !matches!(ch(t, at + 1), 'C' | 'F') || alnum(t, at + 2) {
        return None;
    }
    let glued = before(t, at).is_ascii_digit();
    one(if glued { at + 1 } else { extend(t, at + 2) }, TokenKind::Symbol)
}

/// T6: `+/-`
fn t6_plus_minus(t: &[char], at: usize) -> Cut {
    let end = extend(t, at + 3);
    if t[at..].starts_with(&['+', '/', '-']) { one(end, TokenKind::Symbol) } else { None }
}

/// T6: any other sign stands alone, with its marks.
fn t6_sign(t: &[char], at: usize) -> Cut {
    let kind = match t[at] {
        c if is_extend(c) || is_nothing(c) => TokenKind::Other,
        c if is_apostrophe(c) || is_hyphen(c) || is_middle(c) || is_end_mark(c) => TokenKind::Punctuation,
        c if c == '.' || c == '…' || is_punctuation(c) => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    };
    one(extend(t, at + 1), kind)
}
