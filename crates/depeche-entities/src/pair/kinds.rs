//! Whether two names stand on the sides of a hyphen, and of which kinds.

use crate::cues::Cues;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::{Hit, Listing};
use crate::tagger::index;
use crate::word::{Shape, Word};
use depeche_text::Token;
use std::ops::Range;

/// What the lists say of one side of a hyphen.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) hit: Hit,
    /// How many tokens it has beside the part of the hyphenated one.
    pub(super) more: usize,
    /// Whether no list has it, nor the language.
    pub(super) stranger: bool,
    pub(super) acronym: bool,
    pub(super) country: bool,
    pub(super) organisation: bool,
    /// Whether it is an organisation that is named beside another of its sort.
    pub(super) sides: bool,
    pub(super) club: bool,
    /// The greatest weight as a person, and as a city; 0 for none.
    pub(super) person: u8,
    pub(super) city: u8,
}

impl Known {
    /// The name with its senses of one kind alone, or with all of them where none is of that kind: a town and its team.
    pub(super) fn hit_as(&self, kind: Kind, listings: &mut Vec<Listing>) -> Hit {
        if self.hit.kinds & kind.bit() == 0 {
            return self.hit;
        }
        let from = listings.len();
        for at in self.hit.senses() {
            let sense = listings.get(at).copied().filter(|sense| sense.kind == kind);
            listings.extend(sense);
        }
        Hit { kinds: kind.bit(), listed: (index(from), index(listings.len())), ..self.hit }
    }
}

/// Organisations that are named in pairs, as allies or as opponents.
pub(super) const PARTIES: [&str; 4] = ["ORG:party", "ORG:armed-group", "ORG:club", "ORG:team"];

/// A pair and what stands beside it.
pub(super) struct Around<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'a [Word],
    /// The tokens of both, the hyphenated one among them.
    pub(super) names: Range<usize>,
    /// Whether two teams stand before the word before it: *[Nice-OM], Dunkerque-Brest*.
    pub(super) games: bool,
}

impl Around<'_> {
    fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default() // wraps: what lies before is outside
    }

    /// Whether one of the two words before is one of these: *le choc [PSG-OM]*, *la ligne ferroviaire [Paris-Brest]*.
    fn behind(&self, these: &[&str]) -> bool {
        (1..=2).any(|back| {
            let token = self.tokens.get(self.names.start.wrapping_sub(back)); // wraps: what lies before is outside
            token.is_some_and(|token| is_one_of(token.span().of(self.source), these))
        })
    }

    /// Whether a score stands behind it: *[Lens-Lille] 2-1*, *[Lens-Lille] : 2-1*, *[Lens-Lille] (2-1)*.
    fn has_score(&self) -> bool {
        let [next, second] = [0, 1].map(|by| self.word(self.names.end.wrapping_add(by)));
        next.is(Shape::SCORE) || matches!(next.sign, b'(' | b':' | b',') && second.is(Shape::SCORE)
    }

    /// Whether a name goes on with it: *Claire [Martin-Leroy]*, *M. [Merz-Petit]*, *28-26 : Nîmes - [Cesson-Rennes]*.
    fn goes_on(&self) -> bool {
        let before = self.word(self.names.start.wrapping_sub(1));
        let name = before.is(Shape::CAPITAL) && !before.is(Shape::WEAK) && !self.behind(&WAYS);
        let dash = before.is(Shape::DASH) || before.sign == b'-';
        let result = dash && self.word(self.names.start.wrapping_sub(2)).is(Shape::CAPITAL);
        name || before.has(Cues::CIVILITY) || result
    }
}

/// The kinds of two names, or `None` for what is one.
///
/// * X1. *le sommet [Trump]-[Poutine]*, *le tandem Bayrou-Retailleau*: persons whom surnames alone stand for.
/// * X2. *[PSG]-[OM]*, *[FO]-[CFDT]*: acronyms of organisations.
/// * X3. *[Amal]-[Hezbollah]*, *Israël-Hamas*, *UE-Mercosur*: parties to one thing, countries among them.
/// * X4. *[France]-[Allemagne]*: countries.
/// * X5. *la ligne [Paris]-[Brest]*, *[Lens]-[Lille] 2-1*: towns, between which something goes, or whose teams meet.
/// * X6. *Paul Roux (ex-[Danone])*: what somebody was of, see [`Pairs::former`].
/// * X7. *le duel [Kerzan]-[Trump]*, *le tandem Ovrel-Kerzan*: beside a noun of what two people do, who is in no list too.
/// * X8. *le mariage [Suez]-[Veolia]*: bodies that become one, or mean to.
pub(super) fn kinds(left: &Known, right: &Known, around: &Around<'_>) -> Option<[Kind; 2]> {
    let both = |holds: &dyn Fn(&Known) -> bool| holds(left) && holds(right);
    if around.goes_on() {
        return None;
    }
    let met = around.behind(&MEETINGS);
    let person = |side: &Known| side.stranger || side.person > 0 && !side.country && !side.organisation;
    if both(&person) && (met && left.person.max(right.person) >= KNOWN || around.behind(&BETWEEN_TWO)) {
        return Some([Kind::Person; 2]);
    }
    if left.stranger || right.stranger {
        return None;
    }
    if both(&|side| side.person >= FAMED) || met && both(&|side| side.person >= KNOWN) {
        return Some([Kind::Person; 2]);
    }
    let acronym = |side: &Known| side.acronym && side.organisation;
    let club = |side: &Known| side.acronym && side.club;
    let game = around.games || around.has_score() || around.behind(&GAMES) || club(left) || club(right);
    if both(&|side| acronym(side) || side.sides && side.city == 0)
        || around.behind(&MERGERS) && both(&|side| side.organisation)
        || game && both(&|side| side.country || side.city > 0 || side.club)
    {
        return Some([Kind::Organisation; 2]);
    }
    let land = |side: &Known| if side.country { Kind::Place } else { Kind::Organisation };
    if both(&|side| side.country || side.sides || acronym(side)) && (left.country || right.country) {
        return Some([land(left), land(right)]);
    }
    let town = |side: &Known| side.city >= LARGE;
    (both(&town) || around.behind(&WAYS) && both(&|side| side.city > 0)).then_some([Kind::Place; 2])
}

/// The weight of persons whom a surname stands for without more, and beside a noun of what they do together.
const FAMED: u8 = 180;
const KNOWN: u8 = 100;

/// The weight of towns that any reader knows.
const LARGE: u8 = 150;

/// Nouns of what two persons or parties hold together or against each other.
const MEETINGS: [&str; 31] = [
    "ACCORD",
    "AFFICHE",
    "ALLIANCE",
    "AXE",
    "BINOME",
    "CHOC",
    "CONFLIT",
    "COUPLE",
    "DEBAT",
    "DUEL",
    "DUO",
    "DYNASTIE",
    "ENTENTE",
    "ENTENTES",
    "ENTRETIEN",
    "ENTREVUE",
    "FACE",
    "FINALE",
    "GUERRE",
    "MATCH",
    "PROCES",
    "QUERELLE",
    "RELATION",
    "RELATIONS",
    "RENCONTRE",
    "RIVALITE",
    "SOMMET",
    "TANDEM",
    "TETE",
    "TICKET",
    "TRIO",
];

/// Those that two people are or hold, and two towns do not.
const BETWEEN_TWO: [&str; 6] = ["BINOME", "DUEL", "DUO", "TANDEM", "TETE-A-TETE", "TICKET"];

/// Nouns of bodies that become one.
const MERGERS: [&str; 5] = ["ALLIANCE", "COENTREPRISE", "FUSION", "MARIAGE", "RAPPROCHEMENT"];

/// Nouns of games.
const GAMES: [&str; 12] = [
    "AFFICHE",
    "CHOC",
    "CONFRONTATION",
    "DEMI-FINALE",
    "DERBY",
    "DUEL",
    "FINALE",
    "MATCH",
    "MATCHS",
    "OPPOSITION",
    "RENCONTRE",
    "RENCONTRES",
];

/// Nouns of what goes between two places.
const WAYS: [&str; 32] = [
    "AUTOROUTE",
    "AXE",
    "CORRIDOR",
    "COULOIR",
    "COURSE",
    "DESSERTE",
    "ETAPE",
    "FERRY",
    "GAZODUC",
    "INTERCITES",
    "ITINERAIRE",
    "LGV",
    "LIAISON",
    "LIAISONS",
    "LIGNE",
    "LIGNES",
    "NAVETTE",
    "OLEODUC",
    "RAID",
    "ROUTE",
    "SENS",
    "TER",
    "TGV",
    "TRAIN",
    "TRAINS",
    "TRAJET",
    "TRANSAT",
    "TRONCON",
    "TUNNEL",
    "VOIE",
    "VOL",
    "VOLS",
];
