//! Acronyms and the full names beside them: *l'Agence du bassin du Lobé (ABL)*.
//!
//! A document may say by itself what an acronym stands for: *la Compagnie nationale du Rhône (CNR)* is not what the lists know as CNR,
//! in these parentheses and after them.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::{Keyed, first_letter, forget, is_one_of, letters};
use crate::kind::Kind;
use crate::lexicon::{Lexicon, Listing};
use crate::propose::complements::LINK;
use crate::propose::{HEADS, Proposals};
use crate::span::{LONGEST, OPEN, Scene, Spot};
use crate::word::{Shape, Word};
use std::borrow::Cow;
use std::ops::Range;

/// E10. *[Agence du bassin du Lobé] ([ABL])* and *[ABL] ([Agence du bassin du Lobé])*.
pub(crate) fn propose(scene: &Scene<'_>, start: usize, word: Word, out: &mut Proposals<'_>) {
    let full = if word.is(Shape::CAPITALS) {
        full_name(scene, start)
    } else if scene.before(start).sign == b'(' {
        syllables(scene, start)
    } else {
        None
    };
    let Some(full) = full else { return };
    let (from, next) = (full.start, start.wrapping_add(1));
    if scene.at(from).is(Shape::CAPITAL) || scene.at(from).has(HEADS) || is_one_of(scene.text(from), BODIES) {
        let kinds = Kind::Organisation.bit() | Kind::Misc.bit() | Kind::Event.bit();
        out.add(from, full.end, Features::ACRONYM_OF, kinds);
        out.add(start, next, Features::ACRONYM_OF, kinds | OPEN);
    }
}

/// What heads the name of a body of which there is one, in small letters too, where its acronym stands behind it: *le [parquet national
/// financier] ([PNF])*.
const BODIES: &[&str] =
    &["AGENCE", "AUTORITE", "COUR", "DIRECTION", "INSPECTION", "INSTITUT", "OFFICE", "PARQUET"];

/// E9. A regiment by its number: *un soldat du [8e RPIMa]*, *le [27e BCA] d'Annecy*.
pub(crate) fn regiment(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    const REGIMENTS: [&str; 34] = [
        "BCA", "BCP", "BIMa", "BM", "BSMAT", "BTC", "DBLE", "RA", "RAMa", "RAP", "RC", "RCA", "RCC", "RCh",
        "RCP", "RD", "RDP", "RE", "REC", "REG", "REI", "REP", "RG", "RGP", "RH", "RHC", "RHFS", "RHP", "RI",
        "RICM", "RIMa", "RPIMa", "RS", "RT",
    ];
    let number = start.wrapping_sub(1); // wraps: what lies before is outside
    let text = scene.text(number);
    let ordinal = text.starts_with(|first: char| first.is_ascii_digit()) && text.ends_with(['e', 'r']);
    if ordinal && REGIMENTS.contains(&scene.text(start)) {
        // As a club is, a unit is known by its acronym.
        out.add(number, start.wrapping_add(1), Features::HEAD_TEAM, Kind::Organisation.bit());
    }
}

/// The full name before the parenthesis that begins with the acronym `at`: *[zone d'éducation prioritaire] (ZEP)*.
fn full_name(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let next = at.wrapping_add(1);
    if scene.before(at).sign != b'(' || !matches!(scene.at(next).sign, b')' | b',') {
        return None;
    }
    let open = at.wrapping_sub(1);
    // *« zone d'éducation prioritaire » (ZEP)*
    let end = open.wrapping_sub(usize::from(scene.before(open).sign == b'"')); // wraps: what lies before is outside
    let name = scene.text(at);
    // Most often what stands there is another thing: *PARIS, 3 mai (AFP)*.
    let (last, word) = (scene.before(end), scene.text(end.wrapping_sub(1)));
    let ends = || last.has(SMALL_WORDS) || letters(name).next_back() == first_letter(word);
    if !last.is(Shape::LETTERS) || !ends() {
        return None;
    }
    // *Association pour la défense des riverains du port (ADRP)*: small words count only where it does not come out without them.
    let from = spelled(scene, name, end, false).or_else(|| spelled(scene, name, end, true))?;
    Some(from..end)
}

/// The full name of an organisation whose words begin with the parts of the word `at`, behind it: *l'[Office de la sécurité routière]
/// (Oser)*.
#[inline(never)]
fn syllables(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    if scene.at(at.wrapping_add(1)).sign != b')' {
        return None;
    }
    let (end, name) = (at.wrapping_sub(1), letters(scene.text(at)));
    if !(3..12).contains(&name.len()) {
        return None;
    }
    let first = name.clone().next();
    let heads = |from: &usize| {
        let word = scene.at(*from);
        word.is(Shape::CAPITAL)
            && word.has(Cues::ORGANISATION_HEAD)
            && first_letter(scene.text(*from)) == first
    };
    let from = (2..LONGEST).map(|back| end.wrapping_sub(back)).find(heads)?;
    // For each number of letters, as a bit, whether the words up to here may begin with them.
    let mut reach = 1u32;
    for part in from..end {
        let word = scene.at(part);
        if !word.is(Shape::LETTERS) {
            return None;
        }
        let mut next = if word.has(SMALL_WORDS) && !word.is(Shape::CAPITAL) { reach } else { 0 };
        for taken in (0..12usize).filter(|taken| reach >> taken & 1 != 0) {
            let same = name
                .clone()
                .skip(taken)
                .zip(letters(scene.text(part)))
                .take_while(|(one, other)| one == other);
            for more in 1..=same.count() {
                next |= 1u32 << (taken.wrapping_add(more) & 31);
            }
        }
        reach = next;
    }
    (reach >> name.len() & 1 != 0).then_some(from..end)
}

/// The beginning of the full name that ends at `end`: it reaches back as far as the first letters of its words, with the `small` ones
/// or without, spell the acronym.
fn spelled(scene: &Scene<'_>, acronym: &str, end: usize, small: bool) -> Option<usize> {
    let mut left = letters(acronym).rev().peekable();
    let mut from = end;
    for _ in 0..LONGEST {
        from = from.wrapping_sub(1);
        let word = scene.at(from);
        let first = first_letter(scene.text(from))?;
        let passes = word.has(SMALL_WORDS) && !word.is(Shape::CAPITAL);
        if (small || !passes) && left.next_if_eq(&first).is_some() {
            if left.peek().is_none() {
                return Some(from);
            }
        } else if !passes {
            return None;
        }
    }
    None
}

/// What an acronym leaves out.
const SMALL_WORDS: Cues =
    LINK.or(Cues::DE).or(Cues::ARTICLE).or(Cues::A).or(Cues::EN).or(Cues::CONJUNCTION).or(Cues::GRAMMAR);

/// The acronyms that the document explains otherwise than the lists do, by the keys of their words.
#[derive(Default)]
pub(crate) struct Explained(Keyed<()>);

impl Explained {
    /// Forgets the document.
    pub(crate) fn clear(&mut self) {
        forget(&mut self.0);
    }

    /// Whether the text says that the acronym `spot` does not stand for what the lists know by it, `sense`: beside the acronym, or
    /// before it. What it is not here it is not after, either. `last` is the name before it, with its own sense.
    pub(crate) fn is_other(
        &mut self,
        scene: &Scene<'_>,
        spot: &Spot,
        sense: Option<&Listing>,
        last: Option<(&Spot, Option<&Listing>)>,
        lexicon: &Lexicon<'_>,
    ) -> bool {
        let Some(sense) = sense else { return false };
        let start = spot.start as usize;
        let word = scene.at(start);
        if spot.len() != 1 || !word.is(Shape::CAPITALS) {
            return false;
        }
        let full = last.filter(|(full, _)| {
            full.seen.has(Features::ACRONYM_OF) && full.end.wrapping_add(1) == spot.start
        });
        // *la Banque centrale européenne (BCE)*: most often lists know both, and as one.
        let same = |known: &Listing| (known.layer, known.key) == (sense.layer, sense.key);
        if full.is_some_and(|(_, known)| known.is_some_and(same)) {
            return false;
        }
        if !self.0.is_empty() && self.0.contains_key(&word.key) {
            return true;
        }
        let name = || lexicon.entry(sense.layer, sense.key).map_or(Cow::default(), |entry| entry.name());
        // *la zone d'éducation prioritaire (ZEP)*: nobody's name is spelled so.
        let differs = |full| spot.kind == Kind::Person || differ(scene, full, scene.text(start), &name());
        let full = full.map(|(full, _)| full.tokens()).or_else(|| full_name(scene, start));
        let other = full.is_some_and(differs);
        if other {
            self.0.insert(word.key, ());
        }
        other
    }
}

/// Whether a full name of the text and a `name` of the lists spell the acronym with different words: *Centre national du diamant* and
/// *Centre national de la danse*, and not *Union africaine* and *Union Africaine*. Of a name that does not spell it, as those of other
/// languages do not, nobody knows.
fn differ(scene: &Scene<'_>, full: Range<usize>, acronym: &str, name: &str) -> bool {
    if scene.text_of(full.clone()).eq_ignore_ascii_case(name) {
        return false;
    }
    let listed = || name.split([' ', '\'', '-']).filter(|word| !word.is_empty());
    let spells = |small| spells(listed().filter(|word| small || word.len() > SMALL_WORD), acronym);
    if !spells(false) && !spells(true) {
        return false;
    }
    let told = Stems::of(full.map(|at| scene.text(at)));
    let known = Stems::of(listed());
    told.lacks(&known) && known.lacks(&told)
}

/// The beginnings of the longer words of a name.
struct Stems {
    stems: [[char; STEM]; LONGEST],
    count: usize,
}

impl Stems {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Stems {
        let mut all = Stems { stems: [['\0'; STEM]; LONGEST], count: 0 };
        for word in words {
            let Some(free) = all.stems.get_mut(all.count) else { break };
            let letters = letters(word);
            if letters.len() >= STEM {
                free.iter_mut().zip(letters).for_each(|(free, letter)| *free = letter);
                all.count = all.count.wrapping_add(1);
            }
        }
        all
    }

    fn stems(&self) -> &[[char; STEM]] {
        self.stems.get(..self.count).unwrap_or_default()
    }

    /// Whether a word of these is none of the `others`.
    fn lacks(&self, others: &Stems) -> bool {
        self.stems().iter().any(|stem| !others.stems().contains(stem))
    }
}

/// So many letters of two words are compared: *national* and *nationale* are one.
const STEM: usize = 4;

/// The most bytes of a word that an acronym may pass over: *de*, *la*, *des*, *sur*, *of*, *the*.
const SMALL_WORD: usize = 3;

/// Whether the first letters of words spell an acronym; those of a [`SMALL_WORD`] may be left out.
fn spells<'w>(mut words: impl Iterator<Item = &'w str>, acronym: &str) -> bool {
    let mut left = letters(acronym).peekable();
    words.all(|word| {
        let first = letters(word).next();
        left.next_if(|letter| Some(*letter) == first).is_some() || word.len() <= SMALL_WORD
    }) && left.next().is_none()
}

/// Whether three letters stand for words of the language where they do: *Photo [DR]*; *la [MRC] de Manicouagan*, a part of Québec.
#[inline]
pub(crate) fn is_generic(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    word.is(Shape::CAPITALS) && word.is(Shape::SHORT) && says_other(scene, start)
}

#[inline(never)]
fn says_other(scene: &Scene<'_>, start: usize) -> bool {
    match scene.text(start) {
        "DR" => is_credit(scene, start),
        "MRC" => scene.at(start.wrapping_add(1)).has(Cues::DE),
        _ => false,
    }
}

/// Whether *DR* says that nobody claims a picture: *Photo [DR]*, *Photo : [DR]*, *© [DR]*, *(c) [DR]*, *Le maire hier. ([DR])*; *Laurent
/// Wauquiez (DR)* is of a party.
fn is_credit(scene: &Scene<'_>, start: usize) -> bool {
    let before = start.wrapping_sub(1); // wraps: what lies before is outside
    let outer = before.wrapping_sub(1);
    match scene.at(before).sign {
        b'(' => scene.at(start.wrapping_add(1)).sign == b')' && !scene.at(outer).is(Shape::CAPITAL),
        b')' => scene.says(outer, "c"),
        sign => {
            let picture = if sign == b':' { outer } else { before };
            scene.text(picture) == "©" || is_one_of(scene.text(picture), &["PHOTO", "PHOTOS"])
        }
    }
}
