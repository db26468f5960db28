//! The words around a mark by which the sentence rules tell whether a sentence goes on.

use crate::class::{Class, Text, class, is_capital, is_white, parts};
use crate::key::Key;
use crate::openers::opens_sentences;

/// The most letters of a word that are looked at, in either normal form.
const MOST: usize = 24;

/// The letters that `head` ends with, no more than [`MOST`].
pub(crate) fn last_word(head: &str) -> &str {
    let last = |len| head.get(head.len().wrapping_sub(len)..).unwrap_or_default();
    let (mut letters, mut len, mut whole) = (0_usize, 0_usize, 0_usize);
    for c in head.chars().rev().take_while(|&c| matches!(class(c), Class::Letter | Class::Extend)) {
        letters = letters.wrapping_add(usize::from(class(c) != Class::Extend));
        // Without the marks of the letter before it.
        if letters > MOST {
            return last(whole);
        }
        len = len.wrapping_add(c.len_utf8());
        whole = if class(c) == Class::Letter { len } else { whole };
    }
    last(len)
}

/// S6: whether the initial at `initial` and the word at `body` are parts of one name, *J.-M. G. Le Clézio*: no first name
/// stands before the initial, as in *Karim B. Le juge*, and a particle and a capital follow.
pub(crate) fn is_one_name(text: Text<'_>, initial: usize, body: usize) -> bool {
    let head = text.slice(0, initial);
    // One white sign; a line end of two is one.
    let before = head.strip_suffix("\r\n").or_else(|| head.strip_suffix(is_white));
    let after = text.slice(body, text.len()).trim_start_matches(|c: char| class(c) == Class::Letter);
    // *En 70 apr. J.-C. Les Romains partent.*
    let dated = || before.is_some_and(|head| ["av.", "ap.", "apr."].iter().any(|word| head.ends_with(word)));
    // *Il aime la B.D. La B.D. se vend.*
    let is_name = |name: &str| name.starts_with(is_capital) && name.chars().nth(1).is_none_or(|c| c != '.');
    word_at(text, body).is_some_and(|key| matches!(key.as_str(), "le" | "la" | "les" | "du" | "des"))
        && !last_word(before.unwrap_or(head)).starts_with(is_capital)
        && after.strip_prefix("\r\n").or_else(|| after.strip_prefix(is_white)).is_some_and(is_name)
        && !dated()
}

/// Whether one plain letter and a full stop stand at `at`: that is no word that opens sentences.
#[inline]
pub(crate) fn is_initial(text: Text<'_>, at: usize) -> bool {
    text.byte(at).is_ascii_alphabetic() && text.byte(at.wrapping_add(1)) == b'.'
}

/// The key of the word at `at`, with its apostrophe.
pub(crate) fn word_at(text: Text<'_>, at: usize) -> Option<Key> {
    let rest = text.slice(at, text.len());
    let (mut letters, mut len) = (0_usize, 0_usize);
    for c in rest.chars() {
        let class = class(c);
        letters = letters.wrapping_add(usize::from(class != Class::Extend));
        if letters > MOST {
            break;
        }
        match class {
            Class::Letter | Class::Digit | Class::Extend | Class::Hyphen => {
                len = len.wrapping_add(c.len_utf8())
            }
            Class::Apostrophe => {
                len = len.wrapping_add(c.len_utf8());
                break;
            }
            _ => break,
        }
    }
    Key::new(text.slice(at, at.wrapping_add(len)))
}

/// S12: *Qui est-ce ? comment le sait-on ?*; not *Que faire ? se demandait-il.*
pub(crate) fn is_next_question(text: Text<'_>, at: usize) -> bool {
    let Some(first) = word_at(text, at) else { return false };
    if is_question_word(first.as_str()) {
        return true;
    }
    // What follows is a question of its own when it ends like one and does not begin with an inverted verb of saying.
    let rest = text.slice(at, text.len());
    let mut words = 0_u8;
    let mut asks = false;
    let mut from = 0_usize;
    let mut letters = 0_usize;
    for (i, c) in rest.char_indices() {
        letters = letters.wrapping_add(parts(c));
        if letters > 160 {
            return false;
        }
        match class(c) {
            Class::Mark => return asks && c == '?',
            Class::Dot | Class::Ellipsis | Class::Line => return false,
            Class::Space => {
                let word = rest.get(from..i).unwrap_or_default();
                if let Some(key) = Key::new(word) {
                    let inverted = is_inverted(key.as_str());
                    if words < 2 && inverted {
                        return false;
                    }
                    asks |= inverted || is_question_word(key.as_str());
                }
                words = words.saturating_add(1);
                from = i.wrapping_add(c.len_utf8());
            }
            _ => {}
        }
    }
    false
}

fn is_question_word(word: &str) -> bool {
    matches!(
        word,
        "combien"
            | "comment"
            | "est-ce"
            | "lequel"
            | "laquelle"
            | "lesquels"
            | "lesquelles"
            | "ou\u{300}"
            | "pourquoi"
            | "qu'"
            | "quand"
            | "que"
            | "quel"
            | "quelle"
            | "quelles"
            | "quels"
            | "qui"
            | "quoi"
    )
}

pub(crate) fn is_inverted(word: &str) -> bool {
    ["-il", "-elle", "-ils", "-elles", "-on", "-je", "-tu", "-nous", "-vous", "-ce"]
        .iter()
        .any(|pronoun| word.ends_with(pronoun))
}

/// S19: *… lundi prochain. on s'y retrouve*: subjects that no abbreviation is followed by.
pub(crate) fn opens_clauses(text: Text<'_>, at: usize) -> bool {
    word_at(text, at).is_some_and(|key| {
        matches!(
            key.as_str(),
            "c'" | "c'est-a\u{300}-dire"
                | "comment"
                | "elle"
                | "elles"
                | "il"
                | "ils"
                | "j'"
                | "je"
                | "mais"
                | "nous"
                | "on"
                | "pourquoi"
                | "tu"
        )
    })
}

/// S2c: a capital after a colon that opens a clause: *Le*, *Il*; *Choisissez le mot*; *Monsieur le maire*; *Franchement, non*.
pub(crate) fn opens_announced(text: Text<'_>, at: usize) -> bool {
    word_at(text, at).is_some_and(|key| {
        let word = key.as_str();
        let after = text
            .slice(at, text.len())
            .trim_start_matches(|c: char| !matches!(class(c), Class::Space) && c != ',');
        opens_sentences(&key)
            || matches!(word, "monsieur" | "madame" | "messieurs" | "mesdames" | "chers" | "che\u{300}res")
            || word.len() > 4
                && word.ends_with("ez")
                && after
                    .trim_start_matches(|c: char| class(c) == Class::Space)
                    .starts_with(char::is_lowercase)
            || word.len() > 6 && word.ends_with("ment") && after.starts_with(',')
    })
}

/// S19: determiners and the like, after a full word.
pub(crate) fn opens_phrases(text: Text<'_>, at: usize) -> bool {
    word_at(text, at).is_some_and(|key| {
        matches!(
            key.as_str(),
            "bon"
                | "bonne"
                | "bref"
                | "ce"
                | "ces"
                | "cet"
                | "cette"
                | "chaque"
                | "dommage"
                | "donc"
                | "ici"
                | "l'"
                | "la"
                | "le"
                | "les"
                | "leur"
                | "leurs"
                | "ma"
                | "mes"
                | "mon"
                | "notre"
                | "nos"
                | "puis"
                | "quand"
                | "quel"
                | "quelle"
                | "s'"
                | "sa"
                | "ses"
                | "si"
                | "son"
                | "tout"
                | "tous"
                | "tre\u{300}s"
                | "un"
                | "une"
                | "voila\u{300}"
                | "votre"
                | "vous"
        )
    })
}
