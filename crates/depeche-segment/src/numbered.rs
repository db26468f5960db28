//! S9: the numbers of headings, items and captions, whose full stop ends nothing.

use crate::class::{Class, Text, class, few_letters, is_capital, is_white, last_letters, letters};

/// Whether the full stop at `dot`, in the sentence that begins at `start`, stands after the number of a heading, an item or a caption:
/// *1. Titre*, *2.3. Durée*, *IV. Annexe*, *b. Le délai*, *Tableau 2. Les prix*, *Point n° 3. – Travaux*.
pub(crate) fn is_list_number(text: Text<'_>, start: usize, dot: usize) -> bool {
    let head = text.slice(start, dot);
    let head = head.trim_start_matches(is_white);
    // Between such a word, of ten bytes at most, and the twelve before the stop stands white space alone: most sentences are
    // longer, and have a letter there.
    let long = head.len() > 33 && head.as_bytes().get(20).is_some_and(u8::is_ascii_graphic);
    // *§ 3. Le juge*, *Art. 3. – Le maire*, *Tableau 2. Les prix*
    let stands_alone = |rest: &&str| rest.starts_with(|c: char| class(c) == Class::Space);
    let headed = |word: &&str| {
        head.strip_prefix(*word).filter(|rest| word.ends_with(['§', '.']) || stands_alone(rest))
    };
    let head = if long { head } else { HEADED.iter().find_map(headed).map_or(head, without_sign) };
    let head = head.trim_start_matches(|c: char| class(c) == Class::Space);
    let figures = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    !head.is_empty()
        && head.len() <= 12
        && (head.split('.').all(figures)
            || head.len() == 1 && head.bytes().all(|byte| byte.is_ascii_alphabetic())
            || head.len() <= 4 && head.bytes().all(|byte| b"IVX".contains(&byte)))
        || is_next_number(text, start, dot)
}

/// What stands after the sign of a number, if one is there: *Point n° 3. Travaux*, *Annexe no 2. Les prix*.
fn without_sign(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c: char| class(c) == Class::Space);
    ["n°", "N°", "nº", "no "].iter().find_map(|sign| rest.strip_prefix(sign)).unwrap_or(rest)
}

/// S9: whether the number before the full stop goes on with a count in the same sentence: *Le podium : 1. Lens, 2. Brest*.
fn is_next_number(text: Text<'_>, start: usize, dot: usize) -> bool {
    const REACH: usize = 120;
    const FAR: usize = 512;
    let head = text.slice(start, dot);
    let figures = head.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let digit = dot.wrapping_sub(figures);
    if !matches!(figures, 1 | 2) || text.class_before(digit) != Class::Space {
        return false;
    }
    let number = text.slice(digit, dot).parse().unwrap_or(0_u8);
    let head = text.slice(start, digit);
    if number <= 1 {
        return number == 1 && head.trim_end_matches(|c| class(c) == Class::Space).ends_with(':');
    }
    // Most sentences have no other stop.
    let near = head.as_bytes().get(head.len().saturating_sub(FAR)..).unwrap_or_default();
    if near.len() < FAR && !near.contains(&b'.') {
        return false;
    }
    // The number before it, backwards: a space, its stop, its figures.
    let mut letters = last_letters(head, REACH).peekable();
    while let Some(c) = letters.next() {
        if class(c) != Class::Space || letters.next_if_eq(&'.').is_none() {
            continue;
        }
        let mut last = 0_u8;
        let mut place = 1_u8;
        while let Some(c) = letters.next_if(|c| c.is_ascii_digit() && place <= 10) {
            last = last.wrapping_add(place.wrapping_mul(c as u8 & 15));
            place = place.wrapping_mul(10);
        }
        if last == number.wrapping_sub(1) && letters.peek().is_none_or(|&c| class(c) == Class::Space) {
            return true;
        }
    }
    false
}

/// The most letters of a label, white space between its words included.
const LABEL: usize = 80;

/// What may say who speaks: the words before a full stop, without the white space before them; nothing if they are too long.
pub(crate) fn label_head(head: &str) -> Option<&str> {
    let head = head.trim_start_matches(is_white);
    // Letters, not bytes: the normal form and the apostrophe change nothing.
    (head.len() <= LABEL || few_letters(head.chars(), LABEL.saturating_add(1)).count() <= LABEL)
        .then_some(head)
}

/// S9: whether the words before a full stop and a dash say who speaks, *LE PRÉSIDENT. – Je*, *HARPAGON, criant. – Au voleur*, *M. Roux,
/// rapporteur. – Le*, *Mme la présidente. – La*, or are the number of an article, *Art. 1er. – Le*, and are no sentence.
pub(crate) fn is_label(head: &str) -> bool {
    let Some(head) = label_head(head) else { return false };
    let name = head.split([',', '(']).next().unwrap_or_default().trim_end_matches(is_white);
    let mut words = name.split(is_white);
    let first = words.next().unwrap_or_default();
    if TITLES.contains(&first) {
        let mut words = words.peekable();
        // *M. le ministre*; else all are parts of a name: *Mme Petit est partie. – Non.*
        return match words.peek() {
            Some(&("le" | "la")) => words.count() <= 9,
            Some(_) => words.all(|word| word.contains(is_capital) || PARTICLES.contains(&word)),
            None => false,
        };
    }
    if ARTICLES.contains(&first) {
        return letters(name) <= 24 && name.contains(|c: char| c.is_ascii_digit());
    }
    let mut name = name.chars().filter(|&c| class(c) == Class::Letter);
    name.clone().nth(2).is_some() && name.all(is_capital)
}

/// S9: what stands before the name or the office of who speaks.
const TITLES: [&str; 9] = ["M.", "MM.", "Me", "Mgr", "Mlle", "Mme", "Mmes", "Dr", "Pr"];

/// S9: the small words of names.
const PARTICLES: [&str; 5] = ["de", "des", "du", "et", "la"];

/// S9: what is numbered in a law.
const ARTICLES: [&str; 4] = ["Art.", "Article", "ARTICLE", "art."];

/// S9: what numbered headings and captions begin with.
const HEADED: [&str; 25] = [
    "§",
    "Acte",
    "Annexe",
    "Art.",
    "Article",
    "ARTICLE",
    "Chapitre",
    "CHAPITRE",
    "Carte",
    "Encadré",
    "Fig.",
    "Figure",
    "Graphique",
    "Leçon",
    "Livre",
    "POINT",
    "Partie",
    "Point",
    "Question",
    "Scène",
    "Section",
    "Tableau",
    "Titre",
    "TITRE",
    "art.",
];
