//! The rules of abbreviations, initials and acronyms: T10, T11, T12.

use super::*;

/// T12: *Ph.D.*, *LL.M.*
pub fn t12_degree(t: &[char], at: usize) -> Cut {
    stop(t, at)?;
    let rest: String = t[at..].iter().take(5).collect();
    let degree = lists::DEGREES.iter().find(|degree| rest.starts_with(**degree))?;
    let end = at + degree.len();
    let goes_on = ch(t, end) == '.' || is_extend(ch(t, end));
    if goes_on { None } else { one(end, TokenKind::Acronym) }
}

/// T12: *S.N.C.F.*, *U.S.A*, *J.-C.*.
pub fn t12_acronym(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    dotted_letter(t, at, dot).filter(|&c| is_capital(c))?;
    let (mut end, mut letters, mut hyphen) = (dot + 1, 1, false);
    loop {
        let next = end + usize::from(is_hyphen(ch(t, end)));
        if !is_capital(ch(t, next)) {
            break;
        }
        let after = extend(t, next + 1);
        if ch(t, after) == '.' && ch(t, after + 1) != '.' {
            hyphen |= next > end;
            letters += 1;
            end = after + 1;
        } else if next == end && letters >= 2 && !alnum(t, after) {
            return one(after, TokenKind::Acronym);
        } else {
            break;
        }
    }
    match letters {
        1 => None,
        2 if hyphen => one(extend(t, end), TokenKind::Initial),
        _ => one(extend(t, end), TokenKind::Acronym),
    }
}

/// The one letter of the word `at..dot`, or of the last part of a compound, *ex-P.-D.G.*
fn dotted_letter(t: &[char], at: usize, dot: usize) -> Option<char> {
    let letters: Vec<char> = t[at..dot].iter().copied().filter(|&c| !is_extend(c)).collect();
    match letters[..] {
        [.., hyphen, letter] if is_hyphen(hyphen) => Some(letter),
        _ => single(t, at, dot),
    }
}

/// T12: *J.-Jacques*.
pub fn t12_shortened_name(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    dotted_letter(t, at, dot).filter(|&c| is_capital(c))?;
    let name = dot + 2;
    let letter = ch(t, extend(t, name + 1));
    let joined = is_hyphen(ch(t, dot + 1)) && is_capital(ch(t, name)) && is_letter(letter);
    if joined { one(chunk(t, name), TokenKind::Word) } else { None }
}

/// T10: *c.-à-d.*, *c.à.d.*
pub fn t10_that_is(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    if let Some(end) = letter_a(t, dot + 1)
        && ['.', 'd', '.'] == [0, 1, 2].map(|i| ch(t, end + i))
        && single(t, at, dot) == Some('c')
        && ch(t, end + 3) != '.'
        && !is_extend(ch(t, end + 3))
    {
        return one(end + 3, TokenKind::Abbreviation);
    }
    let end = chunk(t, (dot + 2).min(t.len()));
    let rest = key(&string(t, dot + 1, end.max(dot + 1)));
    let whole = single(t, at, dot) == Some('c') && rest.as_deref() == Some("-a\u{300}-d");
    if whole && ch(t, end) == '.' && ch(t, end + 1) != '.' {
        one(end + 1, TokenKind::Abbreviation)
    } else {
        None
    }
}

/// The end of an *à* at `at`, in either normal form.
fn letter_a(t: &[char], at: usize) -> Option<usize> {
    let end = extend(t, (at + 1).min(t.len()));
    (key(&string(t, at.min(t.len()), end))?.as_str() == "a\u{300}").then_some(end)
}

/// T10: *Perinçek c. Suisse*, *X. c. la Banque de France*, *Federer v. Nadal*, *R. Nadal (Esp) b. N. Djokovic (Ser)*.
pub fn t10_against(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let letter = single(t, at, dot).filter(|letter| "bcv".contains(*letter))?;
    let (_, next) = after_stop(t, dot);
    let second = ch(t, extend(t, next + 1));
    let name = is_capital(ch(t, next)) && (is_letter(second) || second == '.') && !opens_sentence(t, next);
    let gap = at.checked_sub(1)?;
    if !is_space(ch(t, dot + 1))
        || !is_space(t[gap])
        || !(name || letter == 'c' && ch(t, next).is_lowercase())
    {
        return None;
    }
    let last = gap.checked_sub(1).map(|last| t[last]);
    let word = letters_before(t, if last == Some('.') { gap - 1 } else { gap });
    let capital = near(word).first().is_some_and(|&c| is_capital(c));
    let short = letters(word, 0, word.len()).len() == 1;
    let after_name = last == Some(')') || capital && (last != Some('.') || short);
    if after_name { one(dot + 1, TokenKind::Abbreviation) } else { None }
}

/// T10: *2 c. à s. de sucre*, *1 c. à café*, *c. à d.*
pub fn t10_spoon(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let letter = single(t, at, dot)?;
    let (_, next) = after_stop(t, dot);
    if !is_space(ch(t, dot + 1)) {
        return None;
    }
    let begins =
        letter == 'c' && letter_a(t, next).is_some_and(|end| is_space(ch(t, end)) && alnum(t, end + 1));
    // Read backwards: a space, *à*, a space, *c.*, a space.
    let head: String = t[..at].iter().rev().take(7).collect();
    let head = head.strip_prefix(is_space).unwrap_or_default();
    let head = head.strip_prefix('à').or_else(|| head.strip_prefix("\u{300}a"));
    let head = head.and_then(|head| head.strip_prefix(is_space)?.strip_prefix(".c"));
    let goes_on = "cdst".contains(letter)
        && head.is_some_and(|head| head.starts_with(is_space))
        && ch(t, next).is_lowercase();
    if begins || goes_on { one(dot + 1, TokenKind::Abbreviation) } else { None }
}

/// T10: *p.ex.*.
pub fn t10_for_example(t: &[char], at: usize) -> Cut {
    let end = stop(t, at)? + 4;
    let whole = string(t, at, end.min(t.len())) == "p.ex.";
    if whole && ch(t, end) != '.' && !is_extend(ch(t, end)) {
        one(end, TokenKind::Abbreviation)
    } else {
        None
    }
}

/// T10: *s.v.p.*, *i.e.*, of eight letters at most.
pub fn t10_dotted_letters(t: &[char], at: usize) -> Cut {
    stop(t, at)?;
    let mut end = at;
    loop {
        let letter = end + usize::from(end > at && is_hyphen(ch(t, end)));
        if !ch(t, letter).is_ascii_lowercase() || ch(t, letter + 1) != '.' {
            break;
        }
        end = letter + 2;
    }
    // The crate stops looking at a bound: sixteen bytes after the first stop.
    let whole =
        (4..=16).contains(&(end - at)) && !alnum(t, end) && ch(t, end) != '.' && !is_extend(ch(t, end));
    if whole { one(end, TokenKind::Abbreviation) } else { None }
}

/// What stands after a full stop at `dot`: whether white space, and the place of what comes then, on the same line or not.
fn after_stop(t: &[char], dot: usize) -> (bool, usize) {
    let gap = is_blank(ch(t, dot + 1));
    let two = ch(t, dot + 1) == '\r' && ch(t, dot + 2) == '\n';
    let mut next = dot + 1 + usize::from(two) + usize::from(gap && dot + 1 < t.len());
    while is_space(ch(t, dot + 1)) && is_space(ch(t, next)) {
        next += 1;
    }
    (gap, next)
}

/// T11: *J. Dupont*; not *quai B.*, not *B. Le* where *Le* opens a sentence. And T10 for *M.* and one small letter.
pub fn t11_initial(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let letter = single(t, at, dot)?;
    let (spaced, next) = after_stop(t, dot);
    let c = ch(t, next);
    let lined = spaced && !is_space(ch(t, dot + 1));
    let sir = string(t, at, dot) == "M";
    let name = || {
        let second = ch(t, extend(t, next + 1));
        let opener = spaced && opens_sentence(t, next) && !is_one_name(t, at, next);
        is_capital(c) && (is_letter(second) || second == '.') && !opener
    };
    let last = figures(t, next);
    let part = figures(t, last + 1) - (last + 1);
    let code = last - next == 4 && is_hyphen(ch(t, last)) && part < 4 && alnum(t, last + 1);
    let number = c.is_ascii_digit() && (last - next < 4 || code);
    let keeps = if !spaced && (c == ',' || is_letter(c)) || sir && is_letter(c) {
        true
    } else if !is_capital(letter) {
        return None;
    } else if !spaced && c == ')' && follows_bracket(t, at) {
        true
    } else if lined {
        false
    } else if spaced && (c.is_lowercase() || number) {
        true
    } else {
        let unit = at > 0 && t[at - 1] == '°';
        !(spaced && (unit || follows_section_word(t, at))) && name()
    };
    let kind = if is_capital(letter) && !sir { TokenKind::Initial } else { TokenKind::Abbreviation };
    // An initial without a name after it is a word, whatever the list of abbreviations says.
    if keeps { one(dot + 1, kind) } else { one(dot, self::kind(t, at)) }
}

/// T11: *Zola (É.)*, *Diop (C. A.)*.
fn follows_bracket(t: &[char], at: usize) -> bool {
    let Some(last) = at.checked_sub(1).map(|last| t[last]) else { return false };
    let bare: Vec<char> = t[..at].iter().rev().skip(1).copied().filter(|&c| !is_extend(c)).take(2).collect();
    last == '(' || is_space(last) && matches!(bare[..], ['.', letter] if is_capital(letter))
}

/// The letters that end at `end`.
fn letters_before(t: &[char], end: usize) -> &[char] {
    let mut begin = end;
    while begin > 0 && (is_letter(t[begin - 1]) || is_extend(t[begin - 1])) {
        begin -= 1;
    }
    &t[begin..end]
}

/// What the crate sees of the word before: its last 24 letters with their marks.
fn near(word: &[char]) -> &[char] {
    let (mut begin, mut count) = (word.len(), 0);
    while begin > 0 && (count < 24 || is_extend(word[begin - 1])) {
        begin -= 1;
        count += usize::from(!is_extend(word[begin]));
    }
    while begin > 0 && begin < word.len() && is_extend(word[begin]) {
        begin += 1;
    }
    &word[begin..]
}

/// T11: *vitamine C.*: whether the letter at `at` follows a word that letters are names of.
fn follows_section_word(t: &[char], at: usize) -> bool {
    if at == 0 || !is_space(t[at - 1]) {
        return false;
    }
    let word = letters_before(t, at - 1);
    word.first().is_some_and(|c| c.is_lowercase())
        && is_listed(lists::SECTION_WORDS, &word.iter().collect::<String>())
}

/// T11: whether the word at `at` opens sentences: *Le*, *Il*, *C'*.
fn opens_sentence(t: &[char], at: usize) -> bool {
    let end = run(t, at);
    let end = end + usize::from(is_apostrophe(ch(t, end)));
    is_listed(lists::OPENERS, &string(t, at, end.min(t.len())))
}

/// T11: *J.-M. G. Le Clézio*: a particle and a capital follow the initial at `at`, and no first name stands before it.
fn is_one_name(t: &[char], at: usize, next: usize) -> bool {
    let mut end = next;
    while is_letter(ch(t, end))
        || is_extend(ch(t, end))
        || is_hyphen(ch(t, end))
        || ch(t, end).is_ascii_digit()
    {
        end += 1;
    }
    end += usize::from(is_apostrophe(ch(t, end)));
    let particle = is_listed(&["le", "la", "les", "du", "des"], &string(t, next, end.min(t.len())));
    let two = |at: usize| usize::from(ch(t, at) == '\r' && ch(t, at + 1) == '\n');
    let gap = if at > 0 && is_blank(t[at - 1]) { at - 1 } else { at };
    let gap = if at > 1 && gap < at { gap - two(at - 2) } else { gap };
    let named = near(letters_before(t, gap)).first().is_some_and(|&c| is_capital(c));
    let mut after = next;
    while is_letter(ch(t, after)) {
        after += 1;
    }
    let dated = gap < at && ["av.", "ap.", "apr."].iter().any(|word| string(t, 0, gap).ends_with(word));
    let white = after + two(after);
    let name = is_capital(ch(t, white + 1)) && ch(t, white + 2) != '.';
    particle && !named && is_blank(ch(t, after)) && name && !dated
}

/// T11: *Ph. Diallo*; not *Ch. Le*.
pub fn t11_first_name(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let (_, next) = after_stop(t, dot);
    let second = ch(t, extend(t, next + 1));
    let name = lists::FIRST_NAMES.contains(&string(t, at, dot).as_str())
        && is_space(ch(t, dot + 1))
        && is_capital(ch(t, next))
        && (is_letter(second) || second == '.')
        && !opens_sentence(t, next);
    if name { one(dot + 1, TokenKind::Initial) } else { None }
}

/// T11: *J-P. Morel*, *Jean-Ch. Petit*; not *J-P. Il*.
pub fn t11_double_name(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let (_, next) = after_stop(t, dot);
    let second = ch(t, extend(t, next + 1));
    let part = |part: &str| {
        part.len() == 1 && part.chars().all(|c| c.is_ascii_uppercase()) || lists::FIRST_NAMES.contains(&part)
    };
    let word = string(t, at, dot);
    // *JP. Morel*
    let joined = matches!(word.as_str(), "JB" | "JF" | "JJ" | "JL" | "JM" | "JP" | "JY");
    let (first, last) = if joined { ("J", "P") } else { word.split_once(is_hyphen)? };
    let name = (part(first) || ["Jean", "Marie"].contains(&first))
        && part(last)
        && is_space(ch(t, dot + 1))
        && is_capital(ch(t, next))
        && (is_letter(second) || second == '.')
        && (!opens_sentence(t, next) || is_one_name(t, at, next));
    if name { one(dot + 1, TokenKind::Initial) } else { None }
}

/// T10: *av.*, *etc.*, *p.* before a number.
pub fn t10_abbreviation(t: &[char], at: usize) -> Cut {
    let dot = stop(t, at)?;
    let (gap, next) = after_stop(t, dot);
    let c = ch(t, next);
    let word = key(&string(t, at, dot))?;
    let roman = || {
        let word = string(t, next.min(t.len()), run(t, next).min(t.len()).max(next.min(t.len())));
        (1..=8).contains(&word.len()) && word.chars().all(|c| "IVXLC".contains(c))
    };
    let letters = t[at..dot].iter().all(|&c| is_letter(c) || is_extend(c));
    let keeps = match lists::abbreviation(&word) {
        // *M. K., mis en examen*
        _ if !gap && c == ',' && letters => true,
        _ if word == "al" && follows_et(t, at) => true,
        _ if word == "ex" && follows_p(t, at) => true,
        _ if string(t, at, dot) == "p"
            && is_space(ch(t, dot + 1))
            && string(t, next.min(t.len()), (next + 3).min(t.len())) == "ex." =>
        {
            true
        }
        None => false,
        Some("never")
            if is_acronym(&string(t, at, dot))
                && gap
                && is_capital(c)
                && opens_sentence(t, next)
                && !is_capital(ch(t, extend(t, next + 1)))
                && !is_one_name(t, at, next) =>
        {
            false
        }
        Some("never" | "may") => word != "m" && !(string(t, at, dot) == "mm" && follows_figure(t, at)),
        Some("word") => !(gap && is_capital(c) && opens_sentence(t, next)) || is_one_name(t, at, next),
        Some("number") => c.is_ascii_digit() || roman() || is_capital(c) && ch(t, next + 1) == '.',
        Some("lower") => {
            c.is_lowercase()
                || c.is_ascii_digit()
                || ",;):".contains(c)
                || !gap && (c == '/' || is_hyphen(c))
                || gap && (is_aside(t, next) || is_numeral(t, next))
        }
        Some(other) => panic!("no class {other}"),
    };
    if keeps { one(dot + 1, TokenKind::Abbreviation) } else { None }
}

/// T10: *Photo DR. Le maire*, but *MM. Le Gall*.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word != "MM" && word.chars().all(|c| c.is_ascii_uppercase())
}

/// T10: *12 mm.*
fn follows_figure(t: &[char], at: usize) -> bool {
    let gap = if at > 0 && is_space(t[at - 1]) { at - 1 } else { at };
    gap > 0 && t[gap - 1].is_ascii_digit()
}

/// T10: *Bull. civ. I, n° 45*.
fn is_numeral(t: &[char], at: usize) -> bool {
    let end = (at..).find(|&end| !"IVXLC".contains(ch(t, end))).unwrap_or(at);
    (1..=8).contains(&(end - at)) && ch(t, end) == ','
}

/// T10: *statues, etc. – étaient conservés*.
fn is_aside(t: &[char], at: usize) -> bool {
    let dash = ch(t, at);
    (is_dash(dash) || is_hyphen(dash)) && is_space(ch(t, at + 1)) && ch(t, at + 2).is_lowercase()
}

/// T10: *Diallo et al. ont montré*.
fn follows_et(t: &[char], at: usize) -> bool {
    at >= 4 && is_space(t[at - 1]) && t[at - 3..at - 1] == ['e', 't'] && is_space(t[at - 4])
}

/// T10: *p. ex. Genève*.
fn follows_p(t: &[char], at: usize) -> bool {
    at >= 3
        && is_space(t[at - 1])
        && t[at - 2] == '.'
        && matches!(t[at - 3], 'p' | 'P')
        && !(at >= 4 && (is_letter(t[at - 4]) || t[at - 4].is_numeric() || is_extend(t[at - 4])))
}
