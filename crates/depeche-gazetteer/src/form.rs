//! How one form is compared with a text, and where it is looked for in a compiled file.
//!
//! A form is looked up by the hash of its folded atoms; whether the text is the form is then decided here, on the text.

use crate::atoms::{MAX_TEXT_WORD, atoms, word_end};
use crate::entry::{Case, Diacritics, FormOptions};
use depeche_text::fold::{Folding, ShortWord, for_each_base, same};

/// The contraction after which a form without its article is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum After {
    /// *au*, *du*.
    Le,
    /// *aux*, *des*.
    Les,
}

/// The options of a form as one byte of the file.
///
/// Bits 0–1 the case (smart, exact, insensitive), 2 exact diacritics, 3–4 the condition (none, after *au* or *du*, after
/// *aux* or *des*, hides), 5 an article whose capital is free. In the file, bit 6 says that no other form follows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Flags(u8);

const EXACT: u8 = 1;
const INSENSITIVE: u8 = 2;
const DIACRITICS: u8 = 4;
const CONDITION: u8 = 0b11000;
const AFTER_LE: u8 = 0b01000;
const AFTER_LES: u8 = 0b10000;
const HIDES: u8 = 0b11000;
const ARTICLE: u8 = 32;
const LAST: u8 = 64;

/// The options that nearly all forms have: a node of one form says which of them in three bits.
const USUAL: [u8; 8] =
    [0, INSENSITIVE, ARTICLE, AFTER_LE, AFTER_LES, EXACT, EXACT | ARTICLE, EXACT | AFTER_LE];

impl Flags {
    pub(crate) fn of(options: FormOptions) -> Flags {
        let article = if options.article { ARTICLE } else { 0 };
        Flags(u8::from(options.case) | u8::from(options.diacritics) << 2 | article)
    }

    pub(crate) const fn after(self, after: After) -> Flags {
        let condition = match after {
            After::Le => AFTER_LE,
            After::Les => AFTER_LES,
        };
        Flags((self.0 & !ARTICLE) | condition)
    }

    pub(crate) const fn hiding(self) -> Flags {
        Flags(self.0 | HIDES)
    }

    pub(crate) const fn byte(self, last: bool) -> u8 {
        self.0 | if last { LAST } else { 0 }
    }

    /// The options and whether no other form follows.
    #[inline]
    pub(crate) const fn from_byte(byte: u8) -> (Flags, bool) {
        (Flags(byte & !LAST), byte & LAST != 0)
    }

    /// Which of the usual options they are, if they are.
    pub(crate) fn usual(self) -> Option<u8> {
        (0..).zip(USUAL).find(|&(_, usual)| usual == self.0).map(|(number, _)| number)
    }

    /// The usual options with this number, of which the low three bits count.
    #[inline(always)]
    pub(crate) fn from_usual(number: u8) -> Flags {
        Flags(USUAL.get(usize::from(number & 7)).copied().unwrap_or_default())
    }

    pub(crate) const fn is_insensitive(self) -> bool {
        self.0 & INSENSITIVE != 0
    }

    pub(crate) const fn hides(self) -> bool {
        self.0 & CONDITION == HIDES
    }

    /// The contraction that must stand before.
    pub(crate) const fn condition(self) -> Option<After> {
        match self.0 & CONDITION {
            AFTER_LE => Some(After::Le),
            AFTER_LES => Some(After::Les),
            _ => None,
        }
    }

    /// The options this byte stands for; those that made other forms are not in it.
    pub(crate) const fn options(self) -> FormOptions {
        FormOptions {
            case: if self.0 & EXACT != 0 {
                Case::Exact
            } else if self.0 & INSENSITIVE != 0 {
                Case::Insensitive
            } else {
                Case::Smart
            },
            diacritics: if self.0 & DIACRITICS != 0 { Diacritics::Exact } else { Diacritics::Folded },
            plural: false,
            feminine: false,
            article: self.0 & ARTICLE != 0,
        }
    }

    /// Whether a text that begins with a small letter may be the form `text`.
    pub(crate) fn may_begin_small(self, text: &str) -> bool {
        self.0 & (INSENSITIVE | ARTICLE) != 0 || begins_small(text)
    }

    /// Whether `text`, with the same number of atoms, is written as the form `form` wants it; what is no UTF-8 wants nothing.
    pub(crate) fn accept(self, form: &[u8], text: &Written<'_>) -> bool {
        // A text is UTF-8, and so is a form that is the same.
        if form == text.text.as_bytes() {
            return true;
        }
        if self.0 & (EXACT | INSENSITIVE | DIACRITICS | ARTICLE) == 0
            && let Some(accepts) = text.short_accepts(form)
        {
            return accepts;
        }
        std::str::from_utf8(form).is_ok_and(|form| self.accept_slowly(form, text.text))
    }

    fn accept_slowly(self, form: &str, text: &str) -> bool {
        let options = self.options();
        let (mut theirs, mut ours) = (atoms(form), atoms(text));
        let mut first = true;
        loop {
            let (a, b) = match (theirs.next(), ours.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) => (form.get(a.start..a.end), text.get(b.start..b.end)),
                _ => return false,
            };
            let (Some(a), Some(b)) = (a, b) else { return false };
            let case = if first && options.article { Case::Insensitive } else { options.case };
            if !atom_accepts(a, b, case, options.diacritics) {
                return false;
            }
            first = false;
        }
    }
}

fn atom_accepts(form: &str, text: &str, case: Case, diacritics: Diacritics) -> bool {
    if form == text {
        return true;
    }
    let folded = diacritics == Diacritics::Folded;
    if folded
        && case == Case::Smart
        && let Some(accepts) = Written::new(text).short_accepts(form.as_bytes())
    {
        return accepts;
    }
    match case {
        Case::Exact => same(form, text, Folding { case: false, diacritics: folded }),
        Case::Insensitive => same(form, text, Folding { case: true, diacritics: folded }),
        Case::Smart => {
            same(form, text, Folding { case: true, diacritics: folded }) && capitals_accept(form, text)
        }
    }
}

/// A text that forms are held against, folded once for all of them.
pub(crate) struct Written<'t> {
    text: &'t str,
    short: Option<ShortWord>,
}

impl<'t> Written<'t> {
    pub(crate) fn new(text: &'t str) -> Written<'t> {
        Written { text, short: ShortWord::new(text.as_bytes()) }
    }

    /// [`Flags::accept`] with the usual options for two short words of letters, nearly all that are not written alike; none where
    /// it takes a longer look.
    fn short_accepts(&self, form: &[u8]) -> Option<bool> {
        if ShortWord::new(form)? != self.short? {
            return Some(false);
        }
        match (short_capitals(form)?, short_capitals(self.text.as_bytes())?) {
            (Capitals::Inside, _) => None,
            (form, text) => Some(capitals_agree(form, text)),
        }
    }
}

/// [`capitals`] of a word of ASCII and the usual Latin letters.
fn short_capitals(word: &[u8]) -> Option<Capitals> {
    let (mut capital, mut small, mut first) = (0u32, 0u32, false);
    let mut rest = word;
    loop {
        let is_capital = match rest {
            [] => break,
            [byte @ (b'A'..=b'Z' | b'a'..=b'z'), tail @ ..] => {
                rest = tail;
                byte.is_ascii_uppercase()
            }
            [0xC3, next @ (0x80..=0x96 | 0x98..=0x9E | 0xA0..=0xB6 | 0xB8..=0xBF), tail @ ..] => {
                rest = tail;
                *next < 0xA0
            }
            [0xC5, next @ (0x92 | 0x93), tail @ ..] => {
                rest = tail;
                *next == 0x92
            }
            _ => return None,
        };
        first |= is_capital && capital == 0 && small == 0;
        capital = capital.wrapping_add(u32::from(is_capital));
        small = small.wrapping_add(u32::from(!is_capital));
    }
    Some(Capitals::of(capital, small, first))
}

/// How the capitals of a word are set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Capitals {
    None,
    All,
    /// The first letter alone, be it the only one.
    First,
    Inside,
}

impl Capitals {
    /// Of a word with so many capitals and small letters, the `first` letter being a capital.
    const fn of(capital: u32, small: u32, first: bool) -> Capitals {
        match (capital, small, first) {
            (0, _, _) => Capitals::None,
            (1, _, true) => Capitals::First,
            (_, 0, _) => Capitals::All,
            _ => Capitals::Inside,
        }
    }
}

fn capitals(word: &str) -> Capitals {
    let (mut capital, mut small, mut first) = (0u32, 0u32, false);
    for_each_base(word, |c| {
        if c.is_uppercase() {
            first |= capital == 0 && small == 0;
            capital = capital.saturating_add(1);
        } else if c.is_lowercase() {
            small = small.saturating_add(1);
        }
    });
    Capitals::of(capital, small, first)
}

fn capitals_accept(form: &str, text: &str) -> bool {
    match (capitals(form), capitals(text)) {
        (form, text) if capitals_agree(form, text) => true,
        (Capitals::Inside, _) => same(form, text, Folding::DIACRITICS),
        _ => false,
    }
}

/// Whether a word with such capitals may stand for a form with such ones, whatever their letters are.
const fn capitals_agree(form: Capitals, text: Capitals) -> bool {
    // *ĲSSEL* folds as *Ijssel*; one capital can spell what two do: so a form of capitals is not a text with one.
    matches!(
        (form, text),
        (Capitals::None | Capitals::First, Capitals::First | Capitals::All)
            | (_, Capitals::All)
            | (Capitals::None, Capitals::None)
    )
}

/// Whether the first letter of `text` is a small one.
pub(crate) fn begins_small(text: &str) -> bool {
    // Nearly every first letter of a name; × ÷ ß are left to what follows.
    match text.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() => return first.is_ascii_lowercase(),
        [0xC3, 0x80..=0x96 | 0x98..=0x9E, ..] => return false,
        [0xC3, 0xA0..=0xB6 | 0xB8..=0xBF, ..] => return true,
        _ => {}
    }
    // A mark or a sign that shows nothing may stand before it.
    let mut word = text.char_indices().take_while(|(at, _)| *at <= MAX_TEXT_WORD);
    let first = word.find_map(|(at, c)| {
        let mut base = None;
        for_each_base(text.get(at..)?.get(..c.len_utf8())?, |c| {
            base.get_or_insert(c);
        });
        base
    });
    first.is_some_and(char::is_lowercase)
}

/// What follows the article *le* or *les* of a name, and the contraction that stands for it: `Havre` of `Le Havre`.
pub(crate) fn after_article(name: &str) -> Option<(After, &str)> {
    let end = word_end(name, 0);
    let (article, rest) = name.split_at_checked(end)?;
    let rest = rest.strip_prefix(|c: char| c.is_whitespace())?.trim_start();
    let after = match article {
        "Le" | "le" | "LE" => After::Le,
        "Les" | "les" | "LES" => After::Les,
        _ => return None,
    };
    (!rest.is_empty()).then_some((after, rest))
}

/// Whether `word` is a contraction that holds the article.
pub(crate) fn is_contraction(word: &str, after: After) -> bool {
    let (to, of) = match after {
        After::Le => ("au", "du"),
        After::Les => ("aux", "des"),
    };
    word.eq_ignore_ascii_case(to) || word.eq_ignore_ascii_case(of)
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the high half of a product is below `buckets`")]
pub(crate) const fn bucket_of(hash: u64, buckets: usize) -> usize {
    ((hash as u128).wrapping_mul(buckets as u128) >> 64) as usize
}

/// The low bits of the hash; the bucket has the high ones.
#[inline]
pub(crate) const fn fingerprint(hash: u64) -> u8 {
    (hash & 0xFF) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smart_case() {
        let accepts = |form: &str, text: &str| Flags::default().accept(form.as_bytes(), &Written::new(text));
        for (form, yes, no) in [
            ("Orange", "Orange ORANGE", "orange OrAnge orangE"),
            ("ONU", "ONU", "Onu onu"),
            (
                "Union européenne",
                "Union|européenne Union|Européenne UNION|EUROPÉENNE Union|EUROPEENNE",
                "union|européenne",
            ),
            ("eBay", "eBay EBAY", "ebay Ebay EBay"),
            ("Œuvre", "Œuvre Oeuvre ŒUVRE OEUVRE", "œuvre oeuvre"),
            ("maire", "maire Maire MAIRE", "mAire maIRe"),
            ("L'Oréal", "L'Oréal L’OREAL", "l'Oréal"),
            ("COP29", "COP29", "Cop29 cop29"),
            ("Évian", "E\u{301}vian EVIAN Evian", "évian e\u{301}vian"),
        ] {
            for text in yes.split(' ') {
                assert!(accepts(form, &text.replace('|', " ")), "{form} is {text}");
            }
            for text in no.split(' ') {
                assert!(!accepts(form, &text.replace('|', " ")), "{form} is not {text}");
            }
        }
    }

    #[test]
    fn short_words_take_no_longer_look() {
        for word in ["Œuvre", "cœur", "ŒUVRE", "Élysée", "été", "Mali"] {
            assert_eq!(short_capitals(word.as_bytes()), Some(capitals(word)), "{word}");
        }
        for word in ["Łódź", "L'Oréal", "COP29"] {
            assert_eq!(short_capitals(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn options_survive_the_byte() {
        for case in [Case::Exact, Case::Smart, Case::Insensitive] {
            for diacritics in [Diacritics::Exact, Diacritics::Folded] {
                for article in [false, true] {
                    let options = FormOptions { case, diacritics, article, ..FormOptions::default() };
                    let (flags, last) = Flags::from_byte(Flags::of(options).byte(true));
                    assert_eq!((flags.options(), last), (options, true));
                    let usual = Flags::of(options).usual();
                    assert!(usual.is_none_or(|number| Flags::from_usual(number) == flags));
                }
            }
        }
    }
}
