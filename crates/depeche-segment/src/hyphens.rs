//! Words with hyphens on the plain walk: compounds, and the clitics that a few bytes tell (T1, T4).

use crate::known;
use crate::stops::{Window, letters};

/// Where a word goes on after its first hyphen.
pub(crate) enum Compound {
    /// To this place, by letters and single hyphens, and its last part is no clitic.
    Ends(usize),
    /// Up to a hyphen; what begins there is a clitic, up to this place.
    Clitic(usize, usize),
    /// Past the window.
    Beyond,
    /// The rules must look at it.
    Other,
}

/// T1, T4: follows the word at `begin` from its first hyphen, which stands at `first`.
#[inline(always)]
pub(crate) fn compound(window: &Window, begin: usize, first: usize, stops: u64) -> Compound {
    let (mut before, mut hyphen) = (first, first);
    loop {
        let part = hyphen.wrapping_add(1);
        let ahead = if part < 64 { stops & (u64::MAX << part) } else { 0 };
        if ahead == 0 {
            return Compound::Beyond;
        }
        let end = ahead.trailing_zeros() as usize;
        // Nothing, or a mark of the hyphen.
        if end == part || window.get(part) == Some(&0xCC) {
            return Compound::Other;
        }
        if window.get(end) == Some(&b'-') {
            (before, hyphen) = (hyphen, end);
            continue;
        }
        let tail = known::key(letters(window, part), end.wrapping_sub(part));
        return match clitic(tail) {
            None => Compound::Ends(end),
            // Nothing goes on there that would ask for the whole word.
            Some(clitic)
                if matches!(
                    window.get(end..),
                    Some([b' ' | b'\n', ..] | [b',', b' ', ..] | [b'.', b' ' | b'\n', ..])
                ) =>
            {
                // *rendez-vous*, *celui-ci*
                let word = known::key(letters(window, begin), first.wrapping_sub(begin));
                if before == hyphen && keeps_its_hyphen(word) {
                    return Compound::Ends(end);
                }
                let cut = clitic_after(window, (begin, first, before, hyphen), clitic);
                cut.map_or(Compound::Other, |hyphen| Compound::Clitic(hyphen, end))
            }
            Some(_) => Compound::Other,
        };
    }
}

/// T4: where what is cut off begins when the last part of a compound is `clitic`, the word at `begin` having its first hyphen
/// at `first` and its last ones at `before` and `last`; `None` where the rules must look at it.
#[inline(never)]
fn clitic_after(
    window: &Window,
    (begin, first, before, last): (usize, usize, usize, usize),
    clitic: Clitic,
) -> Option<usize> {
    let small = window.get(last.wrapping_add(1)).is_some_and(u8::is_ascii_lowercase);
    if before < last {
        // *a-t-il*
        let middle = window.get(before.wrapping_add(1)..last)?;
        let joins = matches!(middle, b"t" | b"T") && clitic.joined;
        return joins.then_some(before);
    }
    let verb = window.get(begin..first)?;
    // *là-le*, *ouï-je* stay whole. Without marks of their own six bytes are three letters at least.
    let plain = verb.is_ascii() || verb.len() > 5 && !verb.contains(&0xCC);
    let end = verb.last().filter(|_| plain)? | 0x20;
    let key = known::key(letters(window, begin), verb.len());
    let cut = match clitic.after {
        After::Any => true,
        After::Small => small,
        After::Three => verb.len() >= 3,
        After::Verb => small && verb.len() >= 3 && matches!(end, b's' | b'e' | b'z' | b't'),
        After::Is => key == u64::from_le_bytes(*b"est\0\0\0\0\0"),
        After::Asked => false,
    };
    cut.then_some(last)
}

/// What the last part of a compound is that may be cut off as a clitic.
#[derive(Clone, Copy)]
struct Clitic {
    key: u64,
    after: After,
    /// Whether it stands after *-t-* as well: *a-t-il*.
    joined: bool,
}

/// T4: after which words a clitic is cut off for sure, unless they [keep](keeps_its_hyphen) their hyphen.
#[derive(Clone, Copy)]
enum After {
    Any,
    /// Any, when the clitic begins with a small letter.
    Small,
    /// Words of three letters at least.
    Three,
    /// The same, small letters and the ending of a verb.
    Verb,
    /// *est*
    Is,
    /// The rules are asked.
    Asked,
}

/// T4: what the last part of a compound with this key may be cut off as.
#[inline]
fn clitic(key: u64) -> Option<Clitic> {
    CLITICS.get(slot(key)).copied().filter(|clitic| clitic.key == key)
}

/// The upper six bits of a product; the multiplier was found by trying odd numbers at random: the table does not compile with
/// one that lets two words meet.
const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0xE198_8AD9_F06C_144B) >> 58) as usize
}

/// The clitics, each at its [`slot`].
#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
static CLITICS: [Clitic; 64] = {
    const WORDS: [(&str, After, bool); 23] = [
        ("il", After::Any, true),
        ("ils", After::Any, true),
        ("elle", After::Any, true),
        ("elles", After::Any, true),
        ("je", After::Any, false),
        ("tu", After::Any, false),
        ("on", After::Any, true),
        ("ce", After::Is, false),
        ("ci", After::Asked, false),
        ("la", After::Verb, false),
        ("là", After::Asked, false),
        ("la\u{300}", After::Asked, false),
        ("le", After::Verb, false),
        ("les", After::Verb, false),
        ("en", After::Small, false),
        ("y", After::Small, true),
        ("leur", After::Three, false),
        ("lui", After::Three, false),
        ("moi", After::Three, false),
        ("toi", After::Three, false),
        ("nous", After::Three, false),
        ("vous", After::Three, false),
        ("t", After::Asked, false),
    ];
    let mut clitics = [Clitic { key: 0, after: After::Asked, joined: false }; 64];
    let mut i = 0;
    while i < WORDS.len() {
        let (word, after, joined) = WORDS[i];
        let key = known::word_key(word) | known::FOLD & known::MASKS[word.len()];
        assert!(clitics[slot(key)].key == 0, "two words share a place: another multiplier is needed");
        clitics[slot(key)] = Clitic { key, after, joined };
        i += 1;
    }
    clitics
};

/// T4: whether a word of one part with this key, without accents, keeps its hyphen before what looks like a clitic.
fn keeps_its_hyphen(key: u64) -> bool {
    KEEPS.contains(&key)
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
const KEEPS: [u64; 17] = {
    const WORDS: [&str; 17] = [
        "rendez", "chez", "celui", "celle", "celles", "ceux", "entre", "sot", "au", "par", "de", "en",
        "jusque", "ou", "lui", "elle", "soi",
    ];
    let mut keys = [0; 17];
    let mut i = 0;
    while i < keys.len() {
        keys[i] = known::word_key(WORDS[i]);
        i += 1;
    }
    keys
};
