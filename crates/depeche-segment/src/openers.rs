//! The words that open sentences: closed classes, and a quick no for everything else.

use crate::class::Text;
use crate::key::Key;
use crate::known;

macro_rules! openers {
    ($($word:literal)*) => {
        const OPENERS: &[&str] = &[$($word),*];

        /// Words that open a sentence when they bear a capital after an abbreviation: *Le*, *Il*, *C'*.
        pub(crate) fn opens_sentences(key: &Key) -> bool {
            matches!(key.as_str(), $($word)|*)
        }
    };
}

openers! {
    "au" "aucun" "aucune" "aux" "apre\u{300}s" "avant" "avec" "c'" "ce" "ceci" "cela" "celle-ci"
    "celui-ci" "ces" "cet" "cette" "chez" "comme" "comment" "d'" "dans" "depuis" "des" "du" "elle"
    "elles" "en" "et" "il" "ils" "j'" "je" "l'" "la" "le" "les" "leur" "leurs" "lors" "lorsque" "mais"
    "n'" "ne" "nos" "notre" "nous" "on" "par" "plus" "pour" "qu'" "quand" "que" "quel" "quelle" "quelles"
    "quels" "s'" "sa" "selon" "ses" "si" "son" "sous" "sur" "tous" "tout" "toute" "toutes" "un" "une"
    "vos" "votre" "vous" "a\u{300}"
}

/// The [keys](known::key) of the words that open sentences as they may be written, in both normal forms and with both
/// apostrophes, each at the place that [`place`] gives it.
static SPELLINGS: [u64; 256] = {
    let mut spellings = [0; 256];
    let mut words = OPENERS;
    while let [word, rest @ ..] = words {
        let mut form = 0;
        while form < 4 {
            put(&mut spellings, spelling(word.as_bytes(), form % 2 == 0, form < 2));
            form += 1;
        }
        words = rest;
    }
    spellings
};

/// The key of a word that opens sentences, its grave accents `apart` from their letters, its apostrophe `typed` as `'`.
const fn spelling(word: &[u8], apart: bool, typed: bool) -> u64 {
    let (mut key, mut len) = (0, 0_u32);
    let mut rest = word;
    loop {
        let (letter, tail): (&[u8], _) = match rest {
            [b'a', 0xCC, 0x80, tail @ ..] if !apart => ("à".as_bytes(), tail),
            [b'e', 0xCC, 0x80, tail @ ..] if !apart => ("è".as_bytes(), tail),
            [b'\'', tail @ ..] if !typed => ("’".as_bytes(), tail),
            [_, tail @ ..] => (rest.split_at(1).0, tail),
            [] => break,
        };
        let mut bytes = letter;
        while let [byte, others @ ..] = bytes {
            assert!(len < 8, "eight bytes tell a word from all others");
            key |= ((*byte | 0x20) as u64) << len.wrapping_mul(8);
            len = len.wrapping_add(1);
            bytes = others;
        }
        rest = tail;
    }
    key
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
const fn put(spellings: &mut [u64; 256], key: u64) {
    let free = spellings[place(key)] == 0 || spellings[place(key)] == key;
    assert!(free, "two words share a place: another multiplier is needed");
    spellings[place(key)] = key;
}

/// The upper eight bits of a product; the multiplier was found by trying odd numbers at random.
#[inline]
const fn place(key: u64) -> usize {
    (key.wrapping_mul(0x95FF_2ADE_1C44_31D3) >> 56) as usize
}

/// Whether a word of `len` bytes of plain letters, hyphens and apostrophes, the first bytes of which are `letters`, opens sentences.
/// One answer without a branch on the way, for names and words are mixed at random; a few longer words are taken for openers.
#[inline(always)]
pub(crate) fn is_opener(letters: u64, len: usize) -> bool {
    let key = known::key(letters, len);
    SPELLINGS.get(place(key)) == Some(&key)
}

/// A token that may open a sentence after a heading, and where it begins in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opener {
    pub token: u32,
    pub start: u32,
}

/// Four bits by the byte that stands at the place `place` of a token, one of its first three: a word that opens sentences has a bit
/// that is set for each of them. One bit is of elided words and *à*, three are of the others by their first letter.
pub(crate) const fn look(place: usize, byte: u8) -> u8 {
    let mut bits = 0;
    let mut words = OPENERS;
    while let [word, rest @ ..] = words {
        let (first, second, third) = match word.as_bytes() {
            [first, second, third, ..] => (*first, *second, *third),
            [first, second] => (*first, *second, 0),
            _ => (0, 0, 0),
        };
        let (is_short, is_marked) = (!second.is_ascii_alphabetic(), second == 0xCC);
        let bit = if is_short { 1 } else { 2 << (first % 3) };
        let same = match place {
            0 => byte == first.to_ascii_uppercase() || is_marked && byte == 0xC3,
            1 if !is_short => byte | 0x20 == second,
            2 if !is_short && third.is_ascii_alphabetic() => byte | 0x20 == third,
            // The two forms of *à* and of the apostrophe.
            1 if is_marked => matches!(byte, 0x80 | 0xCC),
            1 => matches!(byte, b'\'' | 0xE2),
            2 => is_short || !byte.is_ascii_alphabetic(),
            _ => true,
        };
        bits |= if same { bit } else { 0 };
        words = rest;
    }
    bits
}

/// The four bytes before `at`, the nearest first; nothing at the beginning of a text.
#[inline(always)]
fn before(text: Text<'_>, at: usize) -> [u8; 4] {
    at.checked_sub(4).map_or(0, |from| text.four(from)).to_be_bytes()
}

/// Whether the rules judge the gap before `at`: a point, comma, colon, semicolon, line end or `«` stands there, and then what is
/// white. No word ends in such a mark, as none but an exception of the user does. Without a branch too.
#[inline(always)]
pub(crate) fn is_judged(text: Text<'_>, at: usize) -> bool {
    let [first, second, third, _] = before(text, at);
    (second | 2 == b'.')
        | (second | 1 == b';')
        | (second == b'\n') & (first == b'\n')
        | (third == 0xC2) & (second == 0xAB)
}

/// Whether a few bytes do not tell that `headings::opens_after_heading` says no of the token of `len` bytes at `at`.
#[inline(always)]
pub(crate) fn may_follow_heading(text: Text<'_>, at: usize, len: usize) -> bool {
    let [first, second, third, fourth] = before(text, at);
    // A visible sign of ASCII, « “ ’ ° against the word.
    let against = first.is_ascii_graphic()
        || second == 0xC2 && matches!(first, 0xAB | 0xB0)
        || third == 0xE2 && second == 0x80 && matches!(first, 0x99 | 0x9C);
    // – — and a hyphen of its own
    let long = fourth == 0xE2 && third == 0x80 && matches!(second, 0x93 | 0x94);
    let dash = first == b' ' && (long || second == b'-' && third == b' ');
    // A capital or a figure after its apostrophe or a space.
    let [after, next, ..] = text.four(at.wrapping_add(len)).to_le_bytes();
    let high =
        after.is_ascii_uppercase() || after == b' ' && next.is_ascii_graphic() && !next.is_ascii_lowercase();
    !(against || dash || high)
}

#[cfg(test)]
mod tests {
    use super::{OPENERS, is_opener, look, opens_sentences};
    use crate::class::is_capital;
    use crate::key::{Key, owned};
    use crate::known::letters;

    /// Whether the walk takes `word` for one that opens sentences.
    fn is_noted(word: &str) -> bool {
        let looks = word.bytes().chain(*b" l").take(3).enumerate().map(|(place, byte)| look(place, byte));
        looks.fold(15, |all, bits| all & bits) != 0 && is_opener(letters(word.as_bytes(), 0), word.len())
    }

    #[test]
    fn every_opener_is_noted() {
        for opener in OPENERS {
            assert!(opens_sentences(&Key::new(opener).unwrap()));
            let (first, rest) = opener.split_at(1);
            for word in [opener.to_uppercase(), first.to_uppercase() + rest] {
                let one = word.replace("e\u{300}", "è").replace("E\u{300}", "È").replace("A\u{300}", "À");
                for word in [&word, &one, &word.replace('\'', "’"), &one.replace('\'', "’")] {
                    assert!(is_noted(word), "{word}");
                }
            }
        }
        for name in ["Lyon", "Levasseur", "Marie", "Étienne", "Parisiennement", "Lé", "A", "à", "le", "Mali"]
        {
            assert!(!is_noted(name), "{name}");
        }
    }

    /// No letter that the walk takes for a plain one is another in the key of a word that opens sentences.
    #[test]
    fn openers_are_spelled_in_one_way() {
        let plain = |c: &char| matches!(c, '\u{80}'..='\u{27F}' | '\u{300}'..='\u{33F}');
        for c in ('\u{80}'..=char::MAX)
            .filter(|c| plain(c) || is_capital(*c))
            .filter(|&c| !matches!(c, 'À' | 'à' | 'È' | 'è' | '\u{300}'))
        {
            let key = owned(c.encode_utf8(&mut [0; 4]));
            assert!(OPENERS.iter().all(|opener| key.is_empty() || !opener.contains(&key)), "{c}");
        }
    }
}
