//! From chosen spans to mentions, and from mentions to chains.
//!
//! Mentions of one entry of the gazetteer are one chain; so are unlisted names of one type written with the same words. A surname
//! alone goes to the last person named in full with that surname before it, or else to the first after it; so two persons
//! of one surname stay apart; who reigns or prays goes by a first name, which stands for nobody else: *le pape François*. An acronym goes with the full name beside it. A chain takes its entry from any of its mentions.

use crate::cues::Cues;
use crate::feature::Features;
use crate::key::{AsIs, Keyed, first_letter, forget, mix};
use crate::kind::Kind;
use crate::lexicon::{Lexicon, Listing};
use crate::mention::{Chain, Form, Mention, Mentions};
use crate::rule::Rule;
use crate::span::{Scene, Spot};
use crate::tagger::index;
use crate::word::Shape;
use depeche_gazetteer::EntryKey;
use std::borrow::Cow;
use std::hash::Hasher;

/// How one mention is to be linked. A mention of an entry that no other name stands for, as nearly all places and demonyms are, has
/// none: its entry says all.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// What it is called by: the entry or the words.
    identity: u64,
    /// The word that may stand for it alone (of a full name), or that it consists of (of a short one).
    word: u64,
    /// Another word that may stand for it: the first name.
    given: u64,
    /// The letter that the first name of a person begins with: of a name in full that no list knows, in the text; of a short one that a
    /// list knows, in its entry. 0 of others.
    initial: u8,
    /// The index of the mention.
    mention: u32,
    place: Place,
    /// It stands in parentheses beside its full name, the mention before it: one token lies between.
    beside: bool,
    organisation: bool,
}

impl Link {
    /// How a mention is linked that has no link of its own.
    fn of_entry(mention: &Mention, at: u32) -> Link {
        Link {
            identity: identity_of(mention.layer, mention.entry),
            word: 0,
            given: 0,
            initial: 0,
            mention: at,
            place: Place::Other,
            beside: false,
            organisation: false,
        }
    }
}

/// What is told of a spot that is a mention.
#[derive(Clone, Copy)]
pub(crate) struct Judged<'l> {
    pub(crate) sense: Option<&'l Listing>,
    pub(crate) confidence: u8,
    /// The first token of the mention with its title, and whether a list knows it so.
    pub(crate) outer: usize,
    pub(crate) titled: bool,
}

/// What is known of a chain.
#[derive(Clone, Copy)]
struct Known {
    /// The length of the fullest of its mentions.
    fullest: u32,
    /// Its first mention that is in a list, and what that is; without meaning when the layer is [`Mention::UNLISTED`].
    listed: u32,
    layer: u8,
    entry: EntryKey,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// A name in full, which a word of it may stand for.
    Full,
    /// One word, which may stand for a name in full.
    Short,
    Other,
}

/// Builds the mentions and chains of a document; room that is used again.
#[derive(Default)]
pub(crate) struct Chains {
    links: Vec<Link>,
    /// The token after the last mention so far, counted in the document.
    end: usize,
    by_identity: Keyed<u32>,
    /// For each word that may stand for a full name, the last such name so far.
    behind: Keyed<u64>,
    /// The full names that begin nowhere before: what a short name before them means.
    ahead: Keyed<u64>,
    /// The [initials](Link::initial) of persons named in full.
    initials: Keyed<u8>,
    /// What is known of each chain so far.
    known: Vec<Known>,
}

impl Chains {
    pub(crate) fn clear(&mut self) {
        self.links.clear();
        self.end = 0;
        forget(&mut self.by_identity);
        forget(&mut self.behind);
        forget(&mut self.ahead);
        forget(&mut self.initials);
        self.known.clear();
    }

    /// Makes room for `more` mentions, after which `read` of all the tokens of the document are read.
    pub(crate) fn expect(&mut self, mentions: &mut Mentions, more: usize, read: usize, all: usize) {
        make_room(&mut mentions.list, more, read, all);
        // Half of the mentions have a link; where more have one, the room grows.
        make_room(&mut self.links, more / 2, read, all);
    }

    /// Adds a mention. `scene` is its sentence, whose tokens are counted from `base`.
    pub(crate) fn push(
        &mut self,
        scene: &Scene<'_>,
        spot: &Spot,
        Judged { sense, confidence, outer, titled }: Judged<'_>,
        base: usize,
        lexicon: &Lexicon<'_>,
        mentions: &mut Mentions,
    ) {
        let range = spot.tokens();
        let last = range.end.wrapping_sub(1);
        let (Some(from), Some(to)) = (scene.token(range.start), scene.token(last)) else { return };
        let span = from.span().join(to.span());
        let before = scene.token(outer).map_or(0, |token| span.start().saturating_sub(token.span().start()));
        let kind = spot.kind;
        let (layer, key) = sense.map_or((Mention::UNLISTED, EntryKey::default()), |s| (s.layer, s.key));
        let mention = index(mentions.list.len());
        let form = sense.filter(|_| kind == Kind::Demonym).map_or(Form::default(), |sense| sense.form);
        mentions.list.push(Mention {
            span,
            kind: sense.map_or(kind.entity_type(), |sense| lexicon.entity_type(sense)),
            before: u16::try_from(before).unwrap_or(0),
            after: 0,
            chain: 0,
            entry: key,
            layer,
            rule: rule(spot, sense.is_some()),
            confidence,
            form,
        });
        let short = scene.length(range.start, range.end) == 1
            || range.len() == 2 && scene.at(range.start).has(Cues::PARTICLE);
        // *le roi [Philippe]* is not the Philippe who is named in full elsewhere.
        let reigns = || {
            scene.at(range.start).facts.may_be_first_name()
                && (outer..range.start).any(|at| scene.at(at).has(Cues::REIGNS))
        };
        // *la [Ligue]* stands for the league named before, and *[La Rochelle]* for nobody; *les joueurs de [Ligue] majeure* play elsewhere.
        let stands = || {
            let word = scene.at(range.start);
            let determined = || scene.before(range.start).has(DETERMINED) && !scene.adjective(range.end);
            range.len() == 1 && (!word.facts.in_language() || word.is(Shape::CAPITALS) || determined())
        };
        let place = match kind {
            Kind::Organisation if short && !stands() => Place::Other,
            Kind::Person if titled || short && reigns() => Place::Full,
            Kind::Person | Kind::Organisation if short => Place::Short,
            Kind::Person | Kind::Organisation => Place::Full,
            _ => Place::Other,
        };
        let tag = |key: u64| mix(key, kind as u64);
        let (first, last) = (scene.at(range.start).key, scene.at(last).key);
        let person = kind == Kind::Person;
        let acronym = spot.seen.has(Features::ACRONYM_OF);
        let beside = acronym && self.end.wrapping_add(1) == base.wrapping_add(range.start);
        self.end = base.wrapping_add(range.end);
        if sense.is_some() && place == Place::Other && !beside {
            return;
        }
        let initial = match (place, sense) {
            (Place::Full, None) if person && scene.at(range.start).facts.may_be_first_name() => {
                initial_of(scene.text(range.start))
            }
            (Place::Short, Some(sense)) if person => {
                let name = lexicon.entry(sense.layer, sense.key).map_or(Cow::default(), |entry| entry.name());
                if name.contains(' ') { initial_of(&name) } else { 0 }
            }
            _ => 0,
        };
        let identity = sense.map_or_else(
            || {
                let words = range.clone().map(|at| scene.at(at));
                words.fold(kind as u64, |hash, word| mix(hash, mix(word.key, u64::from(word.sign))))
            },
            |sense| identity_of(sense.layer, sense.key),
        );
        self.links.push(Link {
            identity,
            word: tag(if person { last } else { first }),
            given: if person && place == Place::Full { tag(first) } else { 0 },
            initial,
            mention,
            place,
            beside,
            organisation: !person && place != Place::Other,
        });
    }

    /// Numbers the chains and links the mentions.
    pub(crate) fn link(&mut self, mentions: &mut Mentions) {
        let Chains { links, by_identity, behind, ahead, initials, known, .. } = self;
        for link in links.iter().rev().filter(|link| link.place == Place::Full) {
            ahead.insert(link.word, link.identity);
            if link.given != 0 {
                ahead.entry(link.given).or_insert(link.identity);
            }
            if link.initial != 0 {
                initials.insert(link.identity, link.initial);
            }
        }
        let chains = &mut mentions.chains;
        let mut links = links.iter().peekable();
        let mut previous: Option<u32> = None;
        for (at, mention) in (0u32..).zip(&mut mentions.list) {
            let link = links.next_if(|link| link.mention == at).copied();
            let link = link.unwrap_or_else(|| Link::of_entry(mention, at));
            let mut identity = link.identity;
            if link.place == Place::Short {
                let known = behind.get(&link.word).or_else(|| ahead.get(&link.word));
                if let Some(full) = known.filter(|_| !link.organisation || mention.layer == Mention::UNLISTED)
                {
                    identity = *full;
                    // *Seydou Doumbouya, [Doumbouya]* is not Mamadi Doumbouya, whom a list knows so. First names with one initial may be
                    // one name in two spellings.
                    let other = |initial: &u8| *initial != link.initial;
                    if link.initial != 0 && initials.get(full).is_some_and(other) {
                        (mention.layer, mention.kind) = (Mention::UNLISTED, mention.kind.main());
                    }
                }
            }
            let next = index(chains.len());
            let number = match previous.filter(|_| link.beside) {
                Some(chain) => {
                    by_identity.entry(link.identity).or_insert(chain);
                    chain
                }
                None => *by_identity.entry(identity).or_insert(next),
            };
            if link.place == Place::Full {
                behind.insert(link.word, link.identity);
                if link.given != 0 {
                    behind.entry(link.given).or_insert(link.identity);
                }
            }
            mention.chain = number;
            previous = Some(number);
            let Mention { layer, entry, .. } = *mention;
            let length = index(mention.span.len());
            match (chains.get_mut(number as usize), known.get_mut(number as usize)) {
                (Some(chain), Some(known)) => {
                    chain.len = chain.len.wrapping_add(1);
                    if length > known.fullest {
                        (known.fullest, chain.fullest) = (length, at);
                    }
                    if known.layer == Mention::UNLISTED {
                        (known.listed, known.layer, known.entry) = (at, layer, entry);
                    }
                }
                _ => {
                    chains.push(Chain { first: at, fullest: at, len: 1 });
                    known.push(Known { fullest: length, listed: at, layer, entry });
                }
            }
        }
        // What one mention of a chain is known to be, all are.
        for at in 0..mentions.list.len() {
            let Some(mention) = mentions.list.get(at) else { break };
            let Some(known) = known.get(mention.chain as usize) else { break };
            if known.layer == Mention::UNLISTED
                || (known.layer, known.entry) == (mention.layer, mention.entry)
            {
                continue;
            }
            let listed = mentions.list.get(known.listed as usize).map(|listed| listed.kind);
            if let Some(kind) = listed.filter(|kind| kind.main() == mention.kind.main())
                && let Some(mention) = mentions.list.get_mut(at)
            {
                (mention.layer, mention.entry, mention.kind) = (known.layer, known.entry, kind);
            }
        }
    }
}

/// What stands before the short name of an organisation that is a word of the language: *la [Commission]*, *au [Conseil]*, *cette
/// [Assemblée]*.
const DETERMINED: Cues = Cues::ARTICLE.or(Cues::CONTRACTED).or(Cues::DETERMINER);

/// Makes room for as many as there will be, if `read` of `all` tokens hold these and `more`: neither twice what is needed, nor
/// one copy after the other.
fn make_room<T>(list: &mut Vec<T>, more: usize, read: usize, all: usize) {
    let known = list.len().saturating_add(more);
    if known > list.capacity() {
        let expected = known.saturating_mul(all).checked_div(read).unwrap_or(known);
        // A block full of names does not mean that all are.
        let expected = expected.clamp(known, known.saturating_mul(4));
        list.reserve_exact(expected.saturating_sub(list.len()));
    }
}

/// The first letter of a name; 0 where that is none of ASCII.
fn initial_of(name: &str) -> u8 {
    first_letter(name).and_then(|letter| u8::try_from(letter).ok()).filter(u8::is_ascii).unwrap_or(0)
}

/// What the mentions of an entry are called by.
fn identity_of(layer: u8, key: EntryKey) -> u64 {
    mix(mix(u64::from(layer).wrapping_add(1), hash_of(key)), 0x5151)
}

fn hash_of(key: EntryKey) -> u64 {
    let mut hasher = AsIs::default();
    std::hash::Hash::hash(&key, &mut hasher);
    hasher.finish()
}

/// The first token of the mention with its title or generic noun.
pub(crate) fn outer_start(scene: &Scene<'_>, spot: &Spot) -> usize {
    let mut start = spot.start as usize;
    let reach = start;
    match spot.kind {
        Kind::Person => {
            let mut at = start;
            for _ in 0..4 {
                at = at.wrapping_sub(1);
                let word = scene.at(at);
                if word.has(Cues::CIVILITY.or(Cues::FUNCTION)) {
                    start = at;
                } else if !word.has(Cues::BEFORE_NAME.or(Cues::DEMONYM).or(Cues::ADJECTIVE)) {
                    break;
                }
            }
        }
        Kind::Organisation => {
            let at = start.wrapping_sub(1);
            if scene.at(at).has(Cues::ORGANISATION_NOUN) && !scene.at(at).is(Shape::CAPITAL) {
                start = at;
            }
        }
        Kind::Place => {
            let mut at = start.wrapping_sub(1);
            if scene.at(at).has(Cues::ARTICLE) {
                at = at.wrapping_sub(1);
            }
            if scene.at(at).has(Cues::DE) {
                at = at.wrapping_sub(1);
            }
            let noun = scene.at(at);
            if noun.has(Cues::PLACE_NOUN.or(Cues::PLACE_HEAD).or(Cues::PLACE_HEAD_DIRECT))
                && !noun.has(Cues::DE.or(Cues::ARTICLE))
            {
                start = at;
            }
        }
        // *la tempête [Alex]*
        Kind::Event => {
            let at = start.wrapping_sub(1);
            start = if scene.at(at).has(Cues::STORM) { at } else { start };
        }
        _ => {}
    }
    if scene.range().contains(&start) { start } else { reach }
}

/// The rule that decided.
fn rule(spot: &Spot, listed: bool) -> Rule {
    use Features as F;
    let seen = spot.seen;
    let kind = spot.kind;
    // Nearly all; of the rest the first that holds.
    if kind == Kind::Demonym {
        return Rule::Demonym;
    }
    if seen.has(F::MEMORY) {
        return Rule::Memory;
    }
    if listed {
        return Rule::Name;
    }
    let choices = [
        (seen.has(F::ACRONYM_OF), Rule::AcronymOf),
        (seen.has(F::DATELINE) && kind == Kind::Place, Rule::Dateline),
        (seen.has(F::TEAM.with(F::HEAD_TEAM)) && kind == Kind::Organisation, Rule::Team),
        (
            seen.has(F::HEAD_ORGANISATION.with(F::HEAD_ORGANISATION_LOW)) && kind == Kind::Organisation,
            Rule::OrganisationHead,
        ),
        (seen.has(F::HEAD_PLACE.with(F::HEAD_PLACE_LOW)) && kind == Kind::Place, Rule::PlaceHead),
        (seen.has(F::HEAD_EVENT) && kind == Kind::Event, Rule::EventHead),
        (seen.has(F::QUOTED) && kind == Kind::Misc, Rule::Quotation),
        (seen.has(F::INITIAL) && kind == Kind::Person, Rule::Initials),
        (seen.has(F::FIRST_NAME.with(F::FIRST_NAME_RARE)) && kind == Kind::Person, Rule::FirstName),
        (seen.has(F::TITLED) && kind == Kind::Person, Rule::Title),
        (seen.has(F::CAPITALS) && kind == Kind::Organisation, Rule::Acronym),
        (seen.has(F::AFTER_A.with(F::AFTER_EN)) && kind == Kind::Place, Rule::Preposition),
        (seen.has(F::LIST), Rule::List),
        (seen.has(F::MEMORY_SAME), Rule::Memory),
        (
            seen.has(
                F::AFTER_ORGANISATION_NOUN
                    .with(F::AFTER_PLACE_NOUN)
                    .with(F::AFTER_WORK_NOUN)
                    .with(F::BEFORE_SPEECH)
                    .with(F::AFTER_SPEECH)
                    .with(F::BEFORE_PERSON_VERB),
            ),
            Rule::Context,
        ),
    ];
    choices.into_iter().find(|(holds, _)| *holds).map_or(Rule::Capitals, |(_, rule)| rule)
}
