//! Words as the models see them: a few numbers each, read from the text of a token.

use crate::class::{Class, Text, class, is_capital};
use crate::key::{self, Key};
use crate::lexicon::Fnv;
use depeche_text::{Token, TokenKind};
use std::hash::Hasher;
use std::sync::LazyLock;

/// A word as the models see it: hashes of its key, its closed class, its shape.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The hash of the whole key.
    pub(crate) full: u64,
    /// The last eight bytes of the key, the last one highest.
    tail: u64,
    /// The first eight bytes of the key, the first one highest.
    pub(crate) head: u64,
    pub(crate) len: usize,
    /// The closed class, or one of the marks below.
    pub(crate) class: u8,
    pub(crate) upper: bool,
    pub(crate) shape: u64,
}

/// The classes of words; the closed ones are in [`CLOSED`].
pub(crate) mod kind {
    pub(crate) const EDGE: u8 = b'#';
    pub(crate) const OPEN: u8 = b'w';
    pub(crate) const FIGURE: u8 = b'9';
    pub(crate) const MARK: u8 = b'.';
    pub(crate) const DETERMINER: u8 = b'D';
    pub(crate) const PREPOSITION: u8 = b'P';
    pub(crate) const CONTRACTED: u8 = b'C';
    pub(crate) const SUBJECT: u8 = b'S';
    pub(crate) const AUXILIARY: u8 = b'A';
    pub(crate) const LINK: u8 = b'K';
    pub(crate) const ADVERB: u8 = b'R';

    /// All of them.
    pub(crate) const ALL: [u8; 11] =
        [EDGE, OPEN, FIGURE, MARK, DETERMINER, PREPOSITION, CONTRACTED, SUBJECT, AUXILIARY, LINK, ADVERB];

    /// The place of a class among all.
    #[inline(always)]
    pub(crate) fn index(class: u8) -> usize {
        INDICES.get(usize::from(class)).copied().unwrap_or(0).into()
    }

    static INDICES: [u8; 128] = {
        let mut indices = [0; 128];
        let mut index = 0_u8;
        let mut rest: &[u8] = &ALL;
        while let [class, tail @ ..] = rest {
            let (_, from) = indices.split_at_mut(*class as usize);
            if let [place, ..] = from {
                *place = index;
            }
            index = index.wrapping_add(1);
            rest = tail;
        }
        indices
    };
}

/// Closed classes of French by their work before a noun or a verb.
const CLOSED: &[(u8, &str)] = &[
    (
        kind::DETERMINER,
        "le la les l' un une ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes chaque plusieurs \
         quelques certains certaines tout toute tous toutes aucun aucune deux trois quatre cinq",
    ),
    (
        kind::PREPOSITION,
        "de d' à en dans par pour sur sous avec sans chez vers entre contre depuis pendant selon dès parmi comme jusqu' jusque \
         outre hors malgré avant après durant",
    ),
    (kind::CONTRACTED, "du des au aux"),
    (
        kind::SUBJECT,
        "il elle on ils elles je j' tu nous vous qui ce c' se s' y ne n' me m' te t' lui cela ça où",
    ),
    (
        kind::AUXILIARY,
        "a ont avait avaient aura auront ai as avons avez eu ayant avoir est sont était étaient sera seront été être fut furent \
         soit soient serait seraient aurait auraient eut",
    ),
    (kind::LINK, "et ou mais que qu' si ni car donc puis quand lorsque puisque dont"),
    (
        kind::ADVERB,
        "pas plus jamais aussi encore déjà toujours bien très ainsi souvent notamment également non même ici là alors peu trop \
         moins tant surtout aujourd'hui parfois ensuite enfin maintenant rarement désormais hier demain longtemps ailleurs",
    ),
];

/// What a verb governs, by the names of the classes in `data/verbs.txt`; a form of both is one of the first.
const GOVERNED: [(&str, u8); 2] = [("de", b'd'), ("object", b't')];

/// The endings of the first group, and of its participle.
const ENDINGS: &[&str] = &[
    "e", "es", "ent", "ait", "aient", "a", "èrent", "ons", "ez", "er", "ant", "eant", "era", "eront",
    "erait", "eraient", "é",
];

/// A class of each word of a list, by the hash of its key: found at the first place or after a few.
///
/// The lowest bits of a hash are not kept: the others tell one word from all others as well.
struct ByHash {
    /// The upper bits of a hash and the class; 0 where there is none. Two places a word and more.
    places: Box<[u64]>,
    /// Four bits a place, one for each word by other bits of its hash: a quick no for words that are not there, in a sixteenth of
    /// the memory.
    filter: Box<[u64]>,
}

impl ByHash {
    /// For so many words.
    fn of(count: usize) -> ByHash {
        let places = count.saturating_mul(2).next_power_of_two();
        let zeros = |count: usize| vec![0; count].into_boxed_slice();
        ByHash { places: zeros(places), filter: zeros(places.div_ceil(16)) }
    }

    /// The word with this hash has this class. Of two classes of one word the first holds.
    fn put(&mut self, hash: u64, class: u8) {
        let (word, bit) = self.bit(hash);
        if let Some(bits) = self.filter.get_mut(word) {
            *bits |= bit;
        }
        let mut at = self.place(hash);
        while let Some(place) = self.places.get_mut(at) {
            if *place == 0 || *place >> 8 == hash >> 8 {
                *place = if *place == 0 { hash & !0xFF | u64::from(class) } else { *place };
                break;
            }
            at = self.place(at.wrapping_add(1) as u64);
        }
    }

    #[inline(always)]
    fn place(&self, hash: u64) -> usize {
        let last = self.places.len().wrapping_sub(1) as u64;
        usize::try_from(hash & last).unwrap_or(0)
    }

    /// Where in the filter a word with this hash has its bit, and that bit.
    #[inline(always)]
    fn bit(&self, hash: u64) -> (usize, u64) {
        let last = self.filter.len().wrapping_sub(1) as u64;
        (usize::try_from(hash >> 38 & last).unwrap_or(0), 1 << (hash >> 32 & 63))
    }

    /// The class of the word with this hash; 0 for others.
    #[inline(always)]
    fn class(&self, hash: u64) -> u8 {
        let (word, bit) = self.bit(hash);
        if self.filter.get(word).is_none_or(|bits| bits & bit == 0) {
            return 0;
        }
        let mut at = self.place(hash);
        while let Some(&place) = self.places.get(at) {
            let [class, ..] = place.to_le_bytes();
            if place == 0 || place >> 8 == hash >> 8 {
                return class;
            }
            at = self.place(at.wrapping_add(1) as u64);
        }
        0
    }
}

static VERB_CLASSES: LazyLock<ByHash> = LazyLock::new(|| {
    let endings: Vec<Key> = ENDINGS.iter().filter_map(|ending| Key::new(ending)).collect();
    let after = |hash: Fnv, key: &Key| key.as_bytes().iter().fold(hash, |hash, &byte| hash.after(byte));
    let rows = || include_str!("../data/verbs.txt").lines().filter_map(|row| row.split_once(' '));
    let forms = |word: &str| if word.ends_with('-') { endings.len() } else { 1 };
    let mut classes = ByHash::of(rows().map(|(word, _)| forms(word)).fold(0, usize::saturating_add));
    for (name, class) in GOVERNED {
        for (word, _) in rows().filter(|(word, of)| *of == name && *word != "#") {
            let stem = word.strip_suffix('-');
            let Some(key) = Key::new(stem.unwrap_or(word)) else { continue };
            let hash = after(Fnv::START, &key);
            match stem {
                // The key of a form is that of its stem and that of its ending.
                Some(_) => endings.iter().for_each(|ending| classes.put(after(hash, ending).finish(), class)),
                None => classes.put(hash.finish(), class),
            }
        }
    }
    classes
});

/// The most bytes the key of a word of [`CLOSED`] has.
const LONGEST_CLOSED: usize = 11;

static CLASSES: LazyLock<ByHash> = LazyLock::new(|| {
    let words =
        || CLOSED.iter().flat_map(|&(class, words)| words.split_whitespace().map(move |word| (word, class)));
    let mut classes = ByHash::of(words().count());
    for (word, class) in words() {
        if let Some(key) = Key::new(word) {
            classes.put(hash(key.as_bytes()), class);
        }
    }
    classes
});

pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = Fnv::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The last three bytes of the key of the word of `token`, the last one highest: what [`Word::suffix`] gives. Where these are
/// ASCII, as in nearly all words, nothing else of it is read.
#[inline(always)]
pub(crate) fn ending(text: Text<'_>, base: usize, token: Token) -> u64 {
    let (start, end) = (token.span().start().wrapping_sub(base), token.span().end().wrapping_sub(base));
    let len = end.wrapping_sub(start);
    let four = end.checked_sub(4).map_or(0, |from| text.four(from));
    // Shifted out: what stands before a shorter word.
    let spare = 3_usize.saturating_sub(len).wrapping_mul(8) & 31;
    let three = u64::from(four >> 8 >> spare << spare);
    // The key of any other word might be too long for one.
    let is_short = end >= 4 && len <= key::MAX / 3;
    small(three).filter(|_| is_short).unwrap_or_else(|| {
        let mut word = Word::EDGE;
        word.read(text, base, token);
        word.suffix(3)
    })
}

impl Word {
    /// The edge of what may be looked at.
    pub(crate) const EDGE: Word =
        Word { full: 0, tail: 0, head: 0, len: 0, class: kind::EDGE, upper: false, shape: 0 };

    /// The word of `token`, the text of the passage beginning at `base` of the source.
    #[cfg(feature = "train")]
    pub(crate) fn of(text: Text<'_>, base: usize, token: Token) -> Word {
        let mut word = Word::shapeless(text, base, token);
        word.give_shape(text, base, token);
        word
    }

    /// Gives the word of `token` its shape.
    pub(crate) fn give_shape(&mut self, text: Text<'_>, base: usize, token: Token) {
        let span = token.span();
        self.shape = shape(text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base)));
    }

    /// The word without its shape, which is asked for beside a gap alone.
    #[cfg(feature = "train")]
    fn shapeless(text: Text<'_>, base: usize, token: Token) -> Word {
        let mut word = Word::EDGE;
        word.read(text, base, token);
        word
    }

    /// Becomes the word of `token`, without its shape. Where it stands, since a copy would wait for its single bytes.
    #[inline]
    pub(crate) fn read(&mut self, text: Text<'_>, base: usize, token: Token) {
        let span = token.span();
        let start = span.start().wrapping_sub(base);
        if !self.read_ascii(text.bytes(), start, span.len()) {
            let word = text.slice(start, span.end().wrapping_sub(base));
            if !self.read_french(word.as_bytes()) {
                self.read_key(word);
            }
        }
        let byte = text.byte(start);
        self.class = match token.kind() {
            TokenKind::Punctuation => kind::MARK,
            _ if byte.is_ascii_digit() => kind::FIGURE,
            _ if self.len > LONGEST_CLOSED => kind::OPEN,
            _ => match CLASSES.class(self.full) {
                0 => kind::OPEN,
                class => class,
            },
        };
        self.upper = byte.is_ascii_uppercase() || byte >= 0x80 && is_capital(text.char(start));
        self.shape = 0;
    }

    /// The same for a short word of letters of French and ASCII, `’` being `'`, without writing its key down. Gives whether it is one.
    #[inline(never)]
    fn read_french(&mut self, word: &[u8]) -> bool {
        // A letter of two bytes has a key of three.
        if word.is_empty() || word.len() > key::MAX / 2 {
            return false;
        }
        let mut hash = Fnv::START;
        let (mut head, mut tail, mut len) = (0_u64, 0_u64, 0_u32);
        let mut put = |byte: u8| {
            hash = hash.after(byte);
            head |= u64::from(byte).checked_shl(56_u32.wrapping_sub(len)).unwrap_or(0); // wraps: behind the eighth
            tail = tail >> 8 | u64::from(byte) << 56;
            len = len.wrapping_add(8);
        };
        let mut rest = word;
        loop {
            rest = match rest {
                [] => break,
                [byte @ ..0x80, rest @ ..] => {
                    put(byte.to_ascii_lowercase());
                    rest
                }
                [0xC3, second, rest @ ..] => {
                    let Some([letter, mark]) = key::apart(*second) else { return false };
                    [letter, 0xCC, mark].into_iter().for_each(&mut put);
                    rest
                }
                [0xE2, 0x80, 0x99, rest @ ..] => {
                    put(b'\'');
                    rest
                }
                _ => return false,
            };
        }
        (self.full, self.tail, self.head, self.len) = (hash.finish(), tail, head, len as usize / 8);
        true
    }

    /// Reads what tells the word `text` from others.
    #[inline(never)]
    fn read_key(&mut self, text: &str) {
        let key = Key::new(text);
        self.give_key(key.as_ref().map_or(&b"long"[..], |key| key.as_bytes()));
    }

    /// The word has this key.
    fn give_key(&mut self, bytes: &[u8]) {
        self.full = hash(bytes);
        // The letters that are there stand highest; a shorter word has zeros below them.
        (self.head, self.tail) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_be_bytes(*first), u64::from_le_bytes(*last)),
            _ => {
                let packed = bytes.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte));
                let spare =
                    u32::try_from(bytes.len()).map_or(0, |len| 64_u32.wrapping_sub(len.wrapping_mul(8)));
                (packed.swap_bytes(), packed.checked_shl(spare).unwrap_or(0))
            }
        };
        self.len = bytes.len();
    }

    /// The same, read eight bytes at once, for the `len` bytes at `start`: a word of ASCII of at most sixteen. Gives whether it is
    /// one.
    #[inline(always)]
    fn read_ascii(&mut self, bytes: &[u8], start: usize, len: usize) -> bool {
        let read = || {
            let window: &[u8; 16] = bytes.get(start..)?.first_chunk()?;
            let [first, second] = *window.as_chunks::<8>().0 else { return None };
            let [first, second] = [first, second].map(u64::from_le_bytes);
            // Shifted out: what stands after the word.
            let spare = 64_usize.wrapping_sub(len.wrapping_mul(8)) & 63; // wraps: of 64
            let (head, tail, full);
            if len <= 8 {
                tail = small(first << spare)?;
                let word = tail >> spare;
                head = word.swap_bytes();
                full = continue_hash(Fnv::START, word, len);
            } else if len <= 16 {
                let last = small(second << spare)?;
                let first = small(first)?;
                head = first.swap_bytes();
                tail = if spare == 0 { last } else { last | first >> (64_usize.wrapping_sub(spare) & 63) };
                let hash = continue_hash(Fnv::START, first, 8);
                full = continue_hash(hash, last >> spare, len.wrapping_sub(8));
            } else {
                return None;
            }
            Some((full.finish(), tail, head))
        };
        let Some((full, tail, head)) = read() else { return false };
        (self.full, self.tail, self.head, self.len) = (full, tail, head, len);
        true
    }

    /// The last `count` bytes of the key.
    pub(crate) fn suffix(&self, count: u32) -> u64 {
        self.tail >> (64_u32.wrapping_sub(count.wrapping_mul(8)) & 63)
    }

    /// What the word governs when it is a verb: one of the classes of `data/verbs.txt`, or 0.
    pub(crate) fn governed(&self) -> u64 {
        VERB_CLASSES.class(self.full).into()
    }

    pub(crate) fn is_open(&self) -> bool {
        self.class == kind::OPEN
    }

    pub(crate) fn is_adverb(&self) -> bool {
        self.class == kind::ADVERB || self.len > 6 && self.suffix(4) == suffix_of(b"ment")
    }
}

/// Eight bytes of ASCII with small letters; nothing where one is no ASCII.
#[inline]
fn small(bytes: u64) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let from_a = bytes.wrapping_add(EACH * (0x80 - 0x41)); // wraps: beyond ASCII, which is refused below
    let beyond_z = bytes.wrapping_add(EACH * (0x80 - 0x5B)); // wraps: as above
    let capitals = (from_a & !beyond_z & (0x80 * EACH)) >> 2;
    (bytes & (0x80 * EACH) == 0).then_some(bytes | capitals)
}

/// `hash` after the `len` lowest bytes of `word`, eight at most: all eight are put in, since no processor foretells the last one.
#[inline(always)]
fn continue_hash(hash: Fnv, word: u64, len: usize) -> Fnv {
    let mut hashes = [hash; 16];
    let (mut hash, mut left) = (hash, word);
    for place in hashes.iter_mut().skip(1).take(8) {
        hash = hash.after((left & 0xFF) as u8);
        left >>= 8;
        *place = hash;
    }
    hashes.get(len & 15).copied().unwrap_or_default()
}

/// What [`Word::suffix`] gives for a word that ends in these four bytes.
const fn suffix_of(ending: &[u8; 4]) -> u64 {
    let [a, b, c, d] = *ending;
    ((d as u64) << 24) | ((c as u64) << 16) | ((b as u64) << 8) | a as u64
}

/// The shape of a word: runs of capitals, letters, figures and signs, up to six of them.
fn shape(word: &str) -> u64 {
    let mut shape = 0_u64;
    let mut last = 0_u64;
    let mut runs = 0_u8;
    for c in word.chars() {
        let sign = match class(c) {
            Class::Letter if is_capital(c) => 1,
            Class::Letter => 2,
            Class::Digit => 3,
            Class::Extend => continue,
            // The first part of its key: one apostrophe, one space, `≠` as `=`.
            _ => {
                let mut sign = 0;
                key::fold(c, |part| {
                    sign = if sign == 0 { u64::from(u32::from(part)).wrapping_add(16) } else { sign }
                });
                sign
            }
        };
        // XX and xx are told from X and x.
        let sign = if sign == last && sign < 3 { sign.wrapping_add(8) } else { sign };
        if sign != last {
            shape = shape.wrapping_mul(0x1_0001).wrapping_add(sign); // wraps: a hash
            runs = runs.wrapping_add(1);
        }
        last = sign;
        if runs >= 6 {
            break;
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::{ByHash, CLOSED, ENDINGS, LONGEST_CLOSED, Word, ending};
    use crate::class::Text;
    use crate::key::{Key, owned};
    use depeche_text::{Span, Token, TokenKind};
    use proptest::prelude::*;

    proptest! {
        /// The law *fast is slow*: a word read eight bytes at once is the word with its key.
        #[test]
        fn words_of_ascii_are_those_of_their_keys(word in "[A-Za-z0-9@\\[`{'.é-]{0,20}") {
            let text = format!("{word}LES ÉTÉS DU LIVRE OUVERT");
            let (mut fast, mut slow) = (Word::EDGE, Word::EDGE);
            if fast.read_ascii(text.as_bytes(), 0, word.len()) {
                slow.give_key(Key::new(&word).unwrap().as_bytes());
                prop_assert!(fast == slow);
            } else {
                prop_assert!(!word.is_ascii() || word.is_empty() || word.len() > 16);
            }
        }
    }

    proptest! {
        /// The same for a word of letters of French.
        #[test]
        fn words_of_french_are_those_of_their_keys(word in "[A-Za-zÀ-ÿŒœ0’'-]{0,20}") {
            let (mut fast, mut slow) = (Word::EDGE, Word::EDGE);
            if fast.read_french(word.as_bytes()) {
                slow.give_key(Key::new(&word).unwrap().as_bytes());
                prop_assert!(fast == slow, "{word}");
            } else {
                let others = word.contains(['Œ', 'œ', 'Æ', 'æ', 'Ð', 'ð', '×', '÷', 'Ø', 'ø', 'Þ', 'þ', 'ß', 'ÿ']);
                prop_assert!(others || word.is_empty() || word.len() > 24, "{word}");
            }
        }

        /// The ending of a word is that of its key.
        #[test]
        fn endings_are_those_of_words(before in "[a-zé ]{0,4}", word in "[A-Za-zÀ-ÿŒœΐ0’'\u{AD}\u{301}-]{1,30}") {
            let (text, span) = (format!("{before}{word} le"), Span::new(0, word.len()).shift(before.len()));
            let token = Token::new(span, TokenKind::Word);
            let mut read = Word::EDGE;
            read.read(Text::new(&text), 0, token);
            prop_assert_eq!(ending(Text::new(&text), 0, token), read.suffix(3), "{}", text);
        }

        /// A class is found for the words that have one, and for no others.
        #[test]
        fn classes_are_those_of_a_search(rows in prop::collection::vec((0..40u64, 1..9u8), 0..30), other: u64) {
            // Hashes that meet at few places, and go round the end.
            let hash = |row: u64| ((row + 1) << 40) | (0xFFF8 + row % 8);
            let rows: Vec<(u64, u8)> = rows.into_iter().map(|(row, class)| (hash(row), class)).collect();
            let mut table = ByHash::of(rows.len());
            rows.iter().for_each(|&(hash, class)| table.put(hash, class));
            for hash in (0..40).map(hash).chain([other | 1 << 60]) {
                let found = rows.iter().find(|row| row.0 == hash).map_or(0, |row| row.1);
                prop_assert_eq!(table.class(hash), found);
            }
        }
    }

    #[test]
    fn forms_have_the_class_of_their_verb() {
        let governed = |word: &str| {
            let mut read = Word::EDGE;
            read.give_key(Key::new(word).unwrap().as_bytes());
            read.governed()
        };
        let rows = || include_str!("../data/verbs.txt").lines().filter_map(|row| row.split_once(' '));
        let stems = || rows().filter(|row| row.1 == "object").filter_map(|row| row.0.strip_suffix('-'));
        assert!(stems().count() > 100);
        for (stem, ending) in stems().flat_map(|stem| ENDINGS.iter().map(move |ending| (stem, ending))) {
            assert_ne!(governed(&format!("{stem}{ending}")), 0, "{stem}{ending}");
        }
        assert_eq!(governed("maison"), 0);
    }

    #[test]
    fn closed_words_are_short() {
        let words = CLOSED.iter().flat_map(|(_, words)| words.split_whitespace());
        assert_eq!(words.map(|word| owned(word).len()).max(), Some(LONGEST_CLOSED));
    }
}
