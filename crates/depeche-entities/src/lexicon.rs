//! The names and words the tagger knows: gazetteers in layers, and one map of words.

use crate::kind::Kind;
use crate::mention::{Form, Gender, Number};
use crate::tagger::index;
use depeche_gazetteer::{
    AskStep, EntryKey, EntryView, Layers, MatchKind, MatchOptions, Mention, Onset, SearchRoom,
};
use depeche_text::fold::{FoldedWord, Folding, ShortWord, fold_into};
use depeche_text::{EntityType, Sentence, Span, Token, typography};
use std::ops::Range;
use std::sync::Arc;

/// What is known of a capitalised word, in one byte: there is one for each word of a text.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Facts(u8);

impl Facts {
    #[cfg(any(feature = "names", test))]
    pub(crate) const fn new(first: u8, surname: u8, common: u8) -> Facts {
        Facts(first & 3 | (surname & 3) << 2 | common << 4)
    }

    /// How frequent it is as a first name: 0 not known as one, 3 very.
    #[inline]
    pub(crate) const fn first(self) -> u8 {
        self.0 & 3
    }

    /// How frequent it is as a surname: 0 to 3.
    #[inline]
    pub(crate) const fn surname(self) -> u8 {
        self.0 >> 2 & 3
    }

    /// How frequent it is as a word of the language: 0 not known, 5 among the most frequent.
    #[inline]
    pub(crate) const fn common(self) -> u8 {
        self.0 >> 4
    }

    /// The least class of a word of the language that is read once in a million words: below are *cabri* and *pivoine*.
    pub(crate) const CURRENT: u8 = 2;
    /// The least class of one that is read five times in a million words.
    pub(crate) const USUAL: u8 = 3;
    /// The least class of one that is read twenty times in a million words: *gouvernement*.
    pub(crate) const FREQUENT: u8 = 4;

    /// Whether it is a word of the language at all, however rare.
    #[inline]
    pub(crate) const fn in_language(self) -> bool {
        self.common() > 0
    }

    /// Whether it is a word of the language that one meets.
    #[inline]
    pub(crate) const fn is_current(self) -> bool {
        self.common() >= Facts::CURRENT
    }

    /// Whether it is a usual word of the language: alone, it says more as that than as a name.
    #[inline]
    pub(crate) const fn is_usual(self) -> bool {
        self.common() >= Facts::USUAL
    }

    /// Whether it is a frequent word of the language.
    #[inline]
    pub(crate) const fn is_frequent(self) -> bool {
        self.common() >= Facts::FREQUENT
    }

    /// Whether it is known as a first name: not rare in France, or of the census of the United States. Class 1 holds the rare ones and
    /// those of other countries, which are as often surnames, towns or words: they are no evidence by themselves.
    #[inline]
    pub(crate) const fn is_first_name(self) -> bool {
        self.first() >= 2
    }

    /// Whether anybody is called so, seldom or elsewhere too: *Aachal*.
    #[inline]
    pub(crate) const fn may_be_first_name(self) -> bool {
        self.first() > 0
    }

    /// Whether many are called so: class 3, the frequent and the very frequent ones.
    #[inline]
    pub(crate) const fn is_frequent_first_name(self) -> bool {
        self.first() >= 3
    }

    /// Whether anybody bears it as a surname.
    #[inline]
    pub(crate) const fn is_surname(self) -> bool {
        self.surname() > 0
    }

    /// Whether thousands bear it: *Martin*, *Rousseau*, the six thousand most frequent surnames of France.
    #[inline]
    pub(crate) const fn is_frequent_surname(self) -> bool {
        self.surname() >= 3
    }

    /// Whether it is neither a word of the language nor anybody's first name.
    #[inline]
    pub(crate) const fn is_strange(self) -> bool {
        self.common() | self.first() == 0
    }

    /// Whether it is a word of the language and hardly a name, as those of a rubric are: *NÉCROLOGIE*, *CYCLISME*.
    #[inline]
    pub(crate) const fn is_word(self) -> bool {
        self.is_current() && !self.is_first_name() || self.common() == 1 && !self.is_surname()
    }

    /// The same, known as nobody's name.
    const fn unnamed(self) -> Facts {
        Facts(self.0 & !15)
    }

    /// The same, with how frequent it is as a first name.
    pub(crate) const fn with_first(self, first: u8) -> Facts {
        Facts(self.0 & !3 | first & 3)
    }
}

/// A place where names of the gazetteer stand.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Hit {
    /// Indices of tokens.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The kinds they are listed as, as bits.
    pub(crate) kinds: u8,
    /// Their senses: a range of the listings.
    pub(crate) listed: (u32, u32),
}

impl Hit {
    /// Whether another goes on beyond its end, from where it begins or from within.
    pub(crate) const fn is_inside(&self, other: &Hit) -> bool {
        other.start < self.end && other.end > self.end
    }

    /// Its senses in the listings.
    pub(crate) const fn senses(&self) -> Range<usize> {
        self.listed.0 as usize..self.listed.1 as usize
    }
}

/// A sense of a name of the gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    pub(crate) kind: Kind,
    pub(crate) weight: u8,
    pub(crate) layer: u8,
    pub(crate) key: EntryKey,
    /// The number of its type, subtype and all, among those of its layer.
    number: u16,
    /// Which of the sorts of places that the rules tell apart.
    pub(crate) sort: Sort,
    /// A demonym that is also another word.
    pub(crate) ambiguous: bool,
    /// Whether it is an organisation that is named without an article.
    pub(crate) bare: Bare,
    /// Whether it is an institution that has a name in common with those of other countries.
    pub(crate) shared: Shared,
    /// The gender and number of a demonym.
    pub(crate) form: Form,
}

impl Listing {
    /// Whether it is as much less known than another as a village than a town that any reader knows.
    pub(crate) const fn is_far_below(&self, other: &Listing) -> bool {
        other.weight > self.weight.saturating_add(50)
    }

    /// Whether both are countries, or both are parts of one.
    pub(crate) const fn is_land_like(&self, other: &Listing) -> bool {
        let [one, other] = [self.sort.0 & Sort::WHERE.0, other.sort.0 & Sort::WHERE.0];
        one != 0 && one == other
    }
}

/// What an institution has in common with those of other countries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shared {
    No,
    /// A short form: *le Sénat* of the Sénat de Belgique.
    Form,
    /// Its name: *la Police nationale*.
    Name,
}

/// What an article before it says of the name of an organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bare {
    No,
    /// Another organisation is meant: *l'Union* is not the newspaper *L'Union*.
    Other,
    /// It is no name of an organisation: *la Renaissance*, *l'arsenal*.
    Word,
}

/// The sorts of places, told apart by the subtype, as a set of marks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Sort(u8);

impl Sort {
    pub(crate) const CITY: Sort = Sort(1);
    pub(crate) const DEPARTMENT: Sort = Sort(1 << 1);
    pub(crate) const CANTON: Sort = Sort(1 << 2);
    pub(crate) const RIVER: Sort = Sort(1 << 3);
    /// A part of a country: what is named by a noun and the name of its chief town.
    pub(crate) const LAND: Sort = Sort(1 << 4);
    /// Its name has an article, unless its entry says otherwise: *au Québec*, *dans le Doubs*.
    pub(crate) const ARTICLED: Sort = Sort(1 << 5);
    pub(crate) const COUNTRY: Sort = Sort(1 << 6);
    /// A building, a station, a quarter.
    pub(crate) const SITE: Sort = Sort(1 << 7);
    /// What has a name beside the noun for it, as lakes and valleys have not.
    pub(crate) const NAMED: Sort = Sort::WHERE.or(Sort::CITY).or(Sort::SITE);
    /// What says between parentheses where a place lies: *Liffol ([Vosges])*, *Kayes ([Mali])*.
    pub(crate) const WHERE: Sort = Sort::LAND.or(Sort::COUNTRY);

    #[inline]
    pub(crate) const fn has(self, any: Sort) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const fn or(self, other: Sort) -> Sort {
        Sort(self.0 | other.0)
    }

    fn of(label: &str) -> Sort {
        match label {
            "LOC:city" => Sort::CITY,
            "LOC:river" => Sort::RIVER,
            "LOC:site" => Sort::SITE,
            "LOC:country" => Sort::COUNTRY.or(Sort::ARTICLED),
            "LOC:department" => Sort::DEPARTMENT.or(Sort::LAND).or(Sort::ARTICLED),
            "LOC:canton" => Sort::CANTON.or(Sort::LAND).or(Sort::ARTICLED),
            "LOC:province" => Sort::LAND.or(Sort::ARTICLED),
            // *l'[Écosse] affronte la Suisse*: it plays as countries do.
            "LOC:constituent-country" => Sort::LAND.or(Sort::COUNTRY),
            "LOC:region" | "LOC:state" | "LOC:territory" => Sort::LAND,
            _ => Sort::default(),
        }
    }
}

/// A type of a layer, and what it is to the tagger.
#[derive(Clone, Copy)]
struct Type {
    kind: Kind,
    sort: Sort,
    name: EntityType,
}

impl Type {
    const UNKNOWN: Type = Type { kind: Kind::Other, sort: Sort(0), name: EntityType::MISC };
}

/// The names and words the tagger knows.
#[derive(Clone)]
pub(crate) struct Lexicon<'g> {
    pub(crate) layers: Option<Layers<'g>>,
    pub(crate) words: Option<WordList>,
    /// For each layer, its types and what they are to the tagger, by their number: to read one from an entry takes longer.
    kinds: Arc<[Vec<Type>]>,
    forgets: Forgets,
}

/// Which names are as if no list had them, for the trainer: a fourth of those that are not of everybody's knowledge, from 1 to 4, or
/// with 0 none. The names of a text that nobody has read are in no list as often.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Forgets(pub(crate) u8);

impl Forgets {
    /// The weight of names that are of everybody's knowledge.
    const KNOWN: u8 = 150;

    #[inline]
    fn word(self, hash: u64) -> bool {
        self.0 != 0 && (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 62) as u8 == self.0.wrapping_sub(1)
    }

    #[inline]
    fn name(self, number: u64, listing: &Listing) -> bool {
        self.0 != 0
            && matches!(listing.kind, Kind::Person | Kind::Place | Kind::Organisation)
            && listing.weight < Forgets::KNOWN
            && self.word(number)
    }
}

/// So many names before it is listed, the memory of one is asked for.
const AHEAD: usize = 8;

/// Senses of one name beyond these are not looked at.
const SENSES: usize = 48;

impl<'g> Lexicon<'g> {
    /// Asks for the memory of what is known of a word with this hash: it is on its way while other things are done.
    #[inline]
    pub(crate) fn ask(&self, text: &str, hash: u64, step: AskStep) {
        if let Some(list) = self.words {
            list.ask(hash, step);
        }
        if let Some(layers) = &self.layers {
            layers.ask(text, hash, step);
        }
    }

    pub(crate) fn new(layers: Option<Layers<'g>>, words: Option<WordList>, forgets: Forgets) -> Lexicon<'g> {
        let kinds = layers.iter().flat_map(Layers::layers);
        let known =
            |name: EntityType| Type { kind: Kind::of(name.as_str()), sort: Sort::of(name.as_str()), name };
        let kinds = kinds.map(|layer| layer.kinds().map(known).collect()).collect();
        Lexicon { layers, words, kinds, forgets }
    }

    /// What is known of a folded word.
    pub(crate) fn facts(&self, word: FoldedWord<'_>) -> Facts {
        let facts = self.words.map_or(Facts::default(), |list| list.get(word));
        if self.forgets.word(word.hash()) { facts.unnamed() } else { facts }
    }

    /// How frequent a word of two parts is as a first name: *Jean-Pierre, Marie-Ange*, as frequent as the rarer of the two.
    pub(crate) fn double_first_name(&self, text: &str, scratch: &mut String) -> u8 {
        let mut parts = text.split(typography::is_hyphen).map(|part| {
            scratch.clear();
            fold_into(part, Folding::FULL, scratch);
            self.facts(FoldedWord::from_folded(scratch)).first()
        });
        match (parts.next(), parts.next(), parts.next()) {
            (Some(one), Some(two), None) => one.min(two),
            _ => 0,
        }
    }

    /// Which names of the gazetteer may begin with a token; `word` is the token if that is a [`ShortWord`].
    pub(crate) fn onset(
        &self,
        source: &str,
        token: Span,
        word: Option<ShortWord>,
        scratch: &mut String,
    ) -> Onset {
        self.layers.as_ref().map_or(Onset::default(), |layers| match word {
            Some(word) => layers.onset_of_word(token.of(source), word),
            None => layers.onset(source, token, scratch),
        })
    }

    /// Finds the names of the gazetteer, by their first token; `onsets` are those that [`word::read`](crate::word::read) left.
    pub(crate) fn find(
        &self,
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        onsets: &[(usize, Onset)],
        room: &mut SearchRoom,
        found: &mut Vec<Mention>,
    ) {
        found.clear();
        let Some(layers) = &self.layers else { return };
        let options = MatchOptions { kind: MatchKind::Overlapping, across_sentences: false };
        layers.mentions_from(source, tokens, sentences, &options, onsets.iter().copied(), room, found);
    }

    /// The senses of the names that were found, as the rules see them.
    ///
    /// `doubt` says what a name that was found cannot be.
    pub(crate) fn list<'s>(
        &self,
        found: &[Mention],
        doubt: impl Fn(&Mention) -> Doubt<'s>,
        hits: &mut Vec<Hit>,
        listings: &mut Vec<Listing>,
        listed: &mut Listed,
    ) {
        hits.clear();
        let Some(layers) = &self.layers else { return };
        listed.make_room(found.len());
        let mut later = found.iter().skip(AHEAD);
        for mention in found {
            if let ([only], Some(later)) = (layers.layers(), later.next()) {
                only.ask_senses(later);
            }
            let doubt = doubt(mention);
            let [start, end] = [mention.first_token(), mention.last_token().wrapping_add(1)].map(index);
            let number = mention.names().number();
            let known = listed.place(number);
            if let Some((kinds, listed)) = known.as_ref().and_then(|known| known.of(number, doubt)) {
                if kinds != 0 {
                    hits.push(Hit { start, end, kinds, listed });
                }
                continue;
            }
            let from = listings.len();
            let (mut kinds, mut complete) = (0, true);
            let mut list = |layer: usize, entry: &EntryView<'_>| {
                let known = self.kinds.get(layer).and_then(|kinds| kinds.get(entry.kind_index()));
                let known = known.copied().unwrap_or(Type::UNKNOWN);
                let excluded = match doubt {
                    Doubt::None => false,
                    Doubt::Code => known.sort.has(Sort::CANTON),
                    Doubt::Hyphens(text) => known.kind == Kind::Person && named_after(text, &entry.name()),
                };
                if excluded {
                    complete = false;
                    return;
                }
                let listing = listing(layer, entry, known);
                if self.forgets.name(number, &listing) {
                    return;
                }
                kinds |= listing.kind.bit();
                listings.push(listing);
            };
            match layers.layers() {
                // One layer hides nothing: its senses need not go through all that layers need.
                [only] => only.senses(mention).take(SENSES).for_each(|entry| list(0, &entry)),
                _ => layers.senses(mention).take(SENSES).for_each(|(layer, entry)| list(layer, &entry)),
            }
            let count = listings.len().wrapping_sub(from);
            let from = index(from);
            if kinds != 0 {
                hits.push(Hit { start, end, kinds, listed: (from, index(listings.len())) });
            }
            if let (true, Some(known), Ok(count)) = (complete, known, u8::try_from(count)) {
                *known = Repeat { number, from, count, kinds };
            }
        }
    }

    /// The type of a sense, subtype and all.
    pub(crate) fn entity_type(&self, sense: &Listing) -> EntityType {
        let kinds = self.kinds.get(usize::from(sense.layer));
        let known = kinds.and_then(|kinds| kinds.get(usize::from(sense.number)));
        known.map_or(EntityType::MISC, |known| known.name)
    }

    /// The entry of a listing.
    pub(crate) fn entry(&self, layer: u8, key: EntryKey) -> Option<EntryView<'g>> {
        self.layers.as_ref()?.layers().get(usize::from(layer))?.entry(key)
    }
}

/// Where senses are listed: a name that comes again, be it in another text, is not listed again.
///
/// A matter of time alone: with it or without, a name has the same senses.
#[derive(Default)]
pub(crate) struct Listed {
    /// The tagger whose names these are.
    owner: u64,
    /// By the first bits of the number of the names, the last of those that have them.
    places: Vec<Repeat>,
    shift: u32,
    /// How many mentions there were in the texts of this tagger.
    mentions: usize,
}

/// The senses of a name without any doubt.
#[derive(Clone, Copy, Default)]
struct Repeat {
    /// The number of the names; of one layer no two have the same, of several as good as none. 0 for no names.
    number: u64,
    /// Where the first sense is listed, and how many there are.
    from: u32,
    count: u8,
    kinds: u8,
}

/// The most names that are kept, which are 32 KB, and the most senses that are kept for the next text.
const MOST_NAMES: usize = 2048;
const MOST_SENSES: usize = 4096;

impl Listed {
    /// Forgets what another tagger has listed, and what has become too much.
    pub(crate) fn belong_to(&mut self, owner: u64, listings: &mut Vec<Listing>) {
        if self.owner != owner || listings.len() > MOST_SENSES {
            self.owner = owner;
            self.places.clear();
            self.mentions = 0;
            listings.clear();
        }
    }

    /// Makes room for so many mentions, and for what comes again of those in the texts before.
    fn make_room(&mut self, mentions: usize) {
        self.mentions = self.mentions.saturating_add(mentions);
        let places = self.mentions.saturating_mul(4).next_power_of_two().clamp(2, MOST_NAMES);
        if self.places.len() < places {
            self.places.clear();
            self.places.resize(places, Repeat::default());
            self.shift = 64u32.wrapping_sub(places.trailing_zeros());
        }
    }

    /// The place of the names with this number, where others may be.
    #[inline]
    fn place(&mut self, number: u64) -> Option<&mut Repeat> {
        self.places.get_mut(usize::try_from(number.wrapping_shr(self.shift)).ok()?)
    }
}

impl Repeat {
    /// The kinds and the senses of the names with this number, if they are known and the doubt may not concern any of them.
    #[inline]
    fn of(&self, number: u64, doubt: Doubt<'_>) -> Option<(u8, (u32, u32))> {
        let concerned = match doubt {
            Doubt::None => 0,
            Doubt::Code => Kind::Place.bit(),
            Doubt::Hyphens(_) => Kind::Person.bit(),
        };
        let listed = (self.from, self.from.wrapping_add(u32::from(self.count)));
        (self.number == number && self.kinds & concerned == 0).then_some((self.kinds, listed))
    }
}

/// What a name that was found cannot be.
#[derive(Clone, Copy)]
pub(crate) enum Doubt<'s> {
    None,
    /// Two or three capitals where no code of a canton is expected.
    Code,
    /// One word with hyphens, its text.
    Hyphens(&'s str),
}

/// Whether a word with hyphens is the whole name of a person who writes it without: *Victor-Hugo* is a street, a school or what
/// else is named after him.
fn named_after(word: &str, name: &str) -> bool {
    let hyphens = |text: &str| text.chars().filter(|c| typography::is_hyphen(*c)).count();
    let parts = |text: &str| text.split(|c: char| typography::is_hyphen(c) || c == ' ').count();
    hyphens(word) > hyphens(name) && parts(word) == parts(name)
}

fn listing(layer: usize, entry: &EntryView<'_>, Type { kind, sort, .. }: Type) -> Listing {
    let demonym = kind == Kind::Demonym;
    Listing {
        kind,
        sort,
        weight: entry.weight(),
        layer: u8::try_from(layer).unwrap_or(u8::MAX),
        key: entry.key(),
        number: u16::try_from(entry.kind_index()).unwrap_or(u16::MAX),
        ambiguous: demonym && entry.attribute("ambiguous").is_some(),
        bare: if kind == Kind::Organisation { bare(entry) } else { Bare::No },
        shared: if kind == Kind::Organisation { shared(entry) } else { Shared::No },
        form: if demonym { form(entry) } else { Form::default() },
    }
}

fn shared(entry: &EntryView<'_>) -> Shared {
    match entry.attribute("shared") {
        Some("form") => Shared::Form,
        Some("name") => Shared::Name,
        _ => Shared::No,
    }
}

fn bare(entry: &EntryView<'_>) -> Bare {
    match entry.attribute("bare") {
        Some("other") => Bare::Other,
        Some(_) => Bare::Word,
        None => Bare::No,
    }
}

/// The gender and number of a demonym, as its entry says.
fn form(entry: &EntryView<'_>) -> Form {
    let gender = match entry.attribute("gender") {
        Some("m") => Some(Gender::Masculine),
        Some("f") => Some(Gender::Feminine),
        _ => None,
    };
    let number = match entry.attribute("number") {
        Some("s") => Some(Number::Singular),
        Some("p") => Some(Number::Plural),
        _ => None,
    };
    Form::new(gender, number)
}

/// The built-in list of words, opened.
#[cfg(feature = "names")]
#[derive(Clone, Copy)]
pub(crate) struct WordList(depeche_names::Words);

#[cfg(feature = "names")]
impl WordList {
    /// The list.
    pub(crate) fn built_in() -> Option<WordList> {
        Some(WordList(depeche_names::words()))
    }

    fn ask(self, hash: u64, step: AskStep) {
        self.0.ask(hash, step);
    }

    fn get(self, word: FoldedWord<'_>) -> Facts {
        let known = self.0.get_folded(word);
        Facts::new(known.first_name(), known.surname(), known.common())
    }
}

/// There is no built-in list.
#[cfg(not(feature = "names"))]
#[derive(Clone, Copy)]
pub(crate) enum WordList {}

#[cfg(not(feature = "names"))]
impl WordList {
    pub(crate) const fn built_in() -> Option<WordList> {
        None
    }

    const fn ask(self, _hash: u64, _step: AskStep) {
        match self {}
    }

    const fn get(self, _word: FoldedWord<'_>) -> Facts {
        match self {}
    }
}
