//! What lists say of a span: how well it is known as each type, and what that weighs against its words and its shape.

use crate::cues::Cues;
use crate::evidence::{SMALL, cited};
use crate::feature::Features;
use crate::joint::{self, Signature};
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::{Listing, Sort};
use crate::span::{Scene, Spot};
use crate::tagger::BALANCED;
use crate::unknown;
use crate::word::Shape;

/// *région de, province de*: they stay outside the name.
const REGION: Cues = Cues::PLACE_NOUN;

/// What says that something is somewhere.
const SOMEWHERE: Features = Features::AFTER_A
    .with(Features::AFTER_DE)
    .with(Features::AFTER_PLACE_PREPOSITION)
    .with(Features::AFTER_PLACE_NOUN)
    .with(Features::AFTER_OPEN)
    .with(Features::BEFORE_PLACE_NOUN)
    .with(Features::DATELINE);

/// What sets the weight of a thing that any reader knows apart from that of a person whom few think of by the name.
const OUTSHONE: u16 = 100;

/// Below this weight a place is one that few have heard of.
const VILLAGE: u16 = 50;

/// The weight from which on a thing is known widely: see [`Fame::is_thing`].
const THING: u16 = 90;

/// The weight of a name that a careful reader knows.
const WELL_KNOWN: u16 = 100;

/// How well the gazetteer knows a name as each kind.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fame {
    /// One more than the greatest weight of its senses of each kind; 0 where there are none.
    most: [u16; 6],
    /// A demonym that is also another word.
    ambiguous: bool,
    /// A place whose noun is part of its name: *la [gare du Nord]*, *la [péninsule de Noto]*.
    whole: bool,
    /// A country, which may be its team.
    country: bool,
    /// A town, which may be its club.
    town: bool,
    /// A place where people live or work, of whom there may be a team.
    peopled: bool,
}

impl Fame {
    #[inline]
    pub(crate) fn of(spot: &Spot, listings: &[Listing]) -> Fame {
        let mut fame = Fame::default();
        for listing in listings.iter().filter(|listing| spot.may_be(listing)) {
            // All at once: what is written to one of them, another would wait for.
            let weight = u16::from(listing.weight).wrapping_add(1);
            for (kind, most) in (0u16..).zip(&mut fame.most) {
                *most = (*most).max(if kind == listing.kind as u16 { weight } else { 0 });
            }
            fame.ambiguous |= listing.ambiguous;
            let known = listing.sort.has(Sort::SITE) && listing.weight > SITE;
            fame.town |= listing.sort.has(Sort::CITY);
            fame.peopled |= listing.sort.has(Sort::NAMED);
            fame.country |= listing.sort.has(Sort::COUNTRY);
            fame.whole |= listing.kind == Kind::Place && (!listing.sort.has(Sort::NAMED) || known);
        }
        fame
    }

    /// Whether it is widely known as a product, a law, an index, and as nothing else: *la plateforme [Parcoursup]* is no firm.
    pub(crate) const fn is_thing(self) -> bool {
        let [person, place, organisation, event, demonym, thing] = self.most;
        thing > THING && person | place | organisation | event | demonym == 0
    }

    /// Whether no list has it as what it may be here.
    pub(crate) const fn is_nothing(self) -> bool {
        let [person, place, organisation, event, demonym, thing] = self.most;
        person | place | organisation | event | demonym | thing == 0
    }

    /// The weight of what it is best known as, and one more; 0 where no list has it.
    fn best(self) -> u16 {
        self.most.into_iter().max().unwrap_or(0)
    }

    /// Raises the score of what lists know a span as, where its words and its shape say less of it than they do.
    #[inline(never)]
    pub(crate) fn hold(self, scene: &Scene<'_>, spot: &mut Spot) {
        if self.is_member(scene, spot) {
            exceed_all(spot, Kind::Organisation);
        } else if self.is_led(scene, spot) {
            raise(spot, Kind::Organisation, HELD);
        } else if spot.len() > 1 {
            self.hold_whole(scene, spot);
        } else if self.is_firm(scene, spot) {
            self.exceed_person(spot);
        } else if spot.kind != Kind::Organisation && self.is_land(scene, spot) || is_department(scene, spot) {
            raise(spot, Kind::Place, HELD);
        } else if self.is_designation(scene, spot) {
            raise(spot, Kind::Misc, HELD);
        } else if self.is_party(scene, spot) {
            raise(spot, Kind::Organisation, HELD);
        } else if self.is_contest(scene, spot) {
            exceed_all(spot, Kind::Event);
        }
    }

    /// E6. Whether a place, by what firms alone have or do, is the firm that more readers know by its name: *le conseil d'administration
    /// de [Carrefour]*, *l'action [Orange]*.
    pub(crate) fn is_house(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [_, place, organisation, ..] = self.most;
        place > 0
            && organisation > place
            && spot.len() == 1
            && !spot.seen.has(PART)
            && unknown::is_firm(scene, spot.start as usize, spot.end as usize)
    }

    /// Whether a word that is nobody's name is known as an event and as nothing else: *joue en [Euroligue]*.
    fn is_contest(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, place, organisation, event, demonym, thing] = self.most;
        let word = scene.at(spot.start as usize);
        event > 0
            && person | place | organisation | demonym | thing == 0
            && word.is(Shape::CAPITAL)
            && word.facts.is_strange()
            && !spot.seen.has(PART)
    }

    /// E9. Whether a name that a list has is the party of who is named behind it: *le député [Renaissance] Marc Ferracci*.
    fn is_member(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, _, organisation, ..] = self.most;
        organisation > 0
            && person == 0
            && scene.at(spot.end as usize).is(Shape::PARTS)
            && functions(scene, spot.start as usize)
    }

    /// E6. Whether it is known as an organisation and as nothing else, and said whose it is: *Les [Verts] de Marine Tondelier*, *[Horizons]
    /// d'Édouard Philippe*; not *le PDG de Pierre Fabre*.
    fn is_led(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, place, organisation, event, _, thing] = self.most;
        let (first, who) = (scene.at(spot.start as usize), (spot.end as usize).wrapping_add(1));
        organisation > 0
            && person | place | event | thing == 0
            && spot.seen.has(Features::BEFORE_DE_NAME)
            && first.is(Shape::CAPITAL)
            && !first.has(Cues::FUNCTION)
            && scene.at(who).facts.is_first_name()
            && scene.name(who)
            && scene.name(who.wrapping_add(1))
    }

    /// E9. Whether an acronym that a list has is the party of who is named behind it: *le député [UDC] Claude Roux*, *la conseillère
    /// nationale [UDC] Claire Roux*.
    fn is_party(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [_, _, organisation, ..] = self.most;
        let (start, end) = (spot.start as usize, spot.end as usize);
        organisation > 0
            && scene.at(start).is_acronym()
            && functions(scene, start)
            && scene.at(end).facts.is_first_name()
            && scene.name(end.wrapping_add(1))
    }

    /// E15. A country that plays is its team, *les Lions ont battu le [Soudan du Sud] 4-1*; a river is none, wherever sport is
    /// spoken of: *les coureurs longeront la [Seine]*. Whether either is so.
    #[inline]
    pub(crate) fn play(self, scene: &Scene<'_>, spot: &mut Spot) -> bool {
        let [_, place, organisation, ..] = self.most;
        if spot.kind == Kind::Organisation && place > 0 && organisation == 0 && !self.peopled {
            exceed(spot, Kind::Place, Kind::Organisation);
            return true;
        }
        // *[Varangéville] : loto des pompiers*, in an agenda.
        if spot.kind == Kind::Organisation && place > 0 && self.town && is_in_agenda(scene, spot) {
            exceed(spot, Kind::Place, Kind::Organisation);
            return true;
        }
        // *[SINGAPOUR] – Léon Marchand a nagé*
        let (start, end) = (spot.start as usize, spot.end as usize);
        if spot.seen.has(Features::DATELINE) && !joint::is_fixture(scene, start, end) {
            return false;
        }
        // *40 points contre [Dallas]*: what may as well be a person or a club is asked too.
        let open = spot.kind == Kind::Place
            || place > 0 && spot.confidence < BALANCED && !spot.seen.has(Features::TITLED);
        let plays = open
            && (self.country && joint::plays(scene, spot)
                || self.town && joint::town_plays(scene, spot, self.is_capital()));
        if plays {
            spot.kinds |= Kind::Organisation.bit();
            let most =
                [Kind::Place, Kind::Person].map(|kind| spot.scores.get(kind.at()).copied().unwrap_or(0));
            let most = most.into_iter().max().unwrap_or(0);
            raise(spot, Kind::Organisation, most.saturating_add(HELD));
        }
        plays
    }

    /// Whether it may be a capital, whose name its country's government has too: *[Moscou] bat Pékin sur le marché du blé*.
    const fn is_capital(self) -> bool {
        let [_, place, ..] = self.most;
        level(place) == 4
    }

    /// Raises the scores of what a name of several words is best known as, where it stands as lists have it, with the capitals of at
    /// least two words: *[Grand Corps Malade]*, though they are words of the language.
    fn hold_whole(self, scene: &Scene<'_>, spot: &mut Spot) {
        let [person, place, organisation, event, _, thing] = self.most;
        let seen = spot.seen;
        // Between quotation marks a newspaper that readers know is no work: *« [La Voix du Nord] » l'a écrit*, but *l'album « [Le Temps] »*.
        let quoted = seen.has(Features::QUOTED) && !seen.has(Features::AFTER_WORK_NOUN);
        if quoted && organisation > WELL_KNOWN && event | thing == 0 {
            exceed(spot, Kind::Organisation, Kind::Misc);
        }
        // *a fouillé l'[hôpital al-Chifa]*: so is what a list has with its noun as a place.
        if organisation == 0 && place > 0 && seen.has(Features::HEAD_ORGANISATION_LOW) {
            exceed(spot, Kind::Place, Kind::Organisation);
        }
        let best = self.best();
        let first = scene.at(spot.start as usize);
        // Of *[Prix Goncourt] 2023* the second capital tells, though any first word has one.
        let word = first.has(Cues::ARTICLE.or(Cues::GRAMMAR));
        // Of persons the words are no doubt: *[Son Heung-min] a marqué*.
        // *Sources : [La Libre Belgique]*: behind a colon few words have a capital.
        let colon = || word && scene.before(spot.start as usize).sign == b':' && organisation == best;
        let opens =
            first.is(Shape::CAPITAL) && (!first.is(Shape::WEAK) || !word || person == best || colon());
        // *le [Racing 92]*: so has a number.
        let capital = |at: &usize| {
            scene.at(*at).is(Shape::CAPITAL) && !scene.at(*at).is(Shape::HEADLINE)
                || scene.at(*at).is(Shape::NUMBER)
        };
        if !opens || seen.has(PART) || spot.tokens().filter(capital).nth(1).is_none() {
            return;
        }
        // What a list knows as a place alone is no organisation for its first or its last word: the *[Centre Bell]*, *[Koweït City]*.
        let shape = Features::HEAD_ORGANISATION.with(Features::FOREIGN_ORGANISATION);
        if organisation == 0 && place > 0 && seen.has(shape) {
            exceed(spot, Kind::Place, Kind::Organisation);
        }
        // *À Saguenay, [Rio Tinto] supprime 300 postes*: nor is a firm a place for what its name begins with, or a newspaper for where
        // one works: *journaliste à [La Meuse]*.
        let shape = Features::FOREIGN_PLACE.with(Features::FOREIGN_PLACE_HEAD);
        if place == 0 && organisation > 0 && (seen.has(shape) || first.has(Cues::ARTICLE)) {
            exceed(spot, Kind::Organisation, Kind::Place);
        }
        let house = seen.has(Features::AFTER_ORGANISATION_NOUN);
        for (kind, most) in Kind::WEIGHED.into_iter().zip(self.most) {
            let held = match kind {
                // *[Le Mans] reçoit Caen*: a town may be its club. *La librairie [Le Chat borgne]* is not the comic strip.
                Kind::Place => continue,
                Kind::Misc | Kind::Event if house => continue,
                Kind::Person => NAMED,
                _ => HELD,
            };
            if most != 0 && most == best {
                raise(spot, kind, held);
            }
        }
        if person == 0 {
            self.exceed_person(spot);
        }
    }

    /// Whether a surname that few bear is that of a firm which readers know, where no sport is spoken of: *[Pirelli] recrute*.
    fn is_firm(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, place, organisation, ..] = self.most;
        let facts = scene.at(spot.start as usize).facts;
        organisation > FIRM
            && person | place == 0
            && scene.sport == 0
            && !facts.may_be_first_name()
            && facts.is_surname()
            && !facts.is_frequent_surname()
    }

    /// Whether a word that is neither one of the language nor a first name is known as a place and as nothing else: *les ânes du [Cotentin]*.
    fn is_land(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, place, organisation, event, demonym, thing] = self.most;
        let word = scene.at(spot.start as usize);
        scene.sport == 0
            && place > WELL_KNOWN
            && person | organisation | event | demonym | thing == 0
            && word.is(Shape::CAPITAL)
            && word.facts.is_strange()
            && !spot.seen.has(PART)
    }

    /// Whether it is known as a thing and as nothing else, and made of letters and figures: *des [F-16] ont décollé*, *un [Su-35]*.
    fn is_designation(self, scene: &Scene<'_>, spot: &Spot) -> bool {
        let [person, place, organisation, event, demonym, thing] = self.most;
        let word = scene.at(spot.start as usize);
        thing > 0
            && person | place | organisation | event | demonym == 0
            && word.is(Shape::FIGURES)
            && word.is(Shape::HYPHEN)
            && !spot.seen.has(PART)
    }

    /// Of what a list knows and nobody bears, no person is meant, unless somebody is addressed: *[Georg Fischer] a gagné 3 %*, *évacués
    /// par [Kerem Shalom]*.
    fn exceed_person(self, spot: &mut Spot) {
        if spot.kinds & Kind::Person.bit() == 0 || spot.seen.has(Features::TITLED) {
            return;
        }
        let best = self.best();
        for (kind, most) in Kind::WEIGHED.into_iter().zip(self.most) {
            if most != 0 && most == best {
                exceed(spot, kind, Kind::Person);
            }
        }
    }

    /// The two kinds it is best known as, in two numbers.
    #[inline]
    pub(crate) fn signature(self) -> Signature {
        // What it is best known as, and below it how early the kind comes: of equals the first is best.
        let (mut best, mut second) = (0u16, 0u16);
        for (kind, most) in (0u16..).zip(self.most) {
            let rank = if most == 0 { 0 } else { most << 3 | 7u16.wrapping_sub(kind) };
            second = second.max(best.min(rank));
            best = best.max(rank);
        }
        let kind = |rank: u16| 7u16.wrapping_sub(rank & 7);
        let weight = (best >> 3).wrapping_sub(1);
        let number = kind(best).wrapping_mul(5).wrapping_add(u16::from(level(weight))).wrapping_add(1);
        let other = kind(second).wrapping_add(1);
        let or_none = |rank, number| if rank == 0 { 0 } else { u8::try_from(number).unwrap_or(0) };
        Signature { best: or_none(best, number), other: or_none(second, other) }
    }
}

/// E11. Whether a sentence begins with where something is to be seen: *[Laxou] : bourse aux jouets*.
fn is_in_agenda(scene: &Scene<'_>, spot: &Spot) -> bool {
    const SEEN: &[&str] = &[
        "BAL",
        "BOURSE",
        "BROCANTE",
        "CONCERT",
        "CONFERENCE",
        "EXPOSITION",
        "KERMESSE",
        "LOTO",
        "MARCHE",
        "MESSE",
        "RANDONNEE",
        "REPAS",
        "SPECTACLE",
        "THEATRE",
        "VIDEGRENIER",
        "VIDEGRENIERS",
        "VISITE",
    ];
    let end = spot.end as usize;
    spot.start as usize == scene.range().start
        && matches!(scene.at(end).sign, b':' | b'.' | b',')
        && is_one_of(scene.text(end.wrapping_add(1)), SEEN)
}

/// E11. Behind *À*, with which a sentence begins, and before a comma, stands where it happens, unless it is somebody's whole name: *À
/// [Kara], le président…*. Whether it does.
pub(crate) fn stands_for_where(scene: &Scene<'_>, spot: &mut Spot) -> bool {
    let start = spot.start as usize;
    let place = start == scene.first.wrapping_add(1)
        && scene.before(start).is_a()
        && scene.at(spot.end as usize).sign == b','
        && !spot.seen.has(Features::CIVILITY.with(Features::FUNCTION))
        && !scene.person(start)
        && spot.kinds & Kind::Place.bit() != 0;
    // *l'arrivée à [La Rosière]*: few people have such an article, and fewer are given anything.
    let own = scene.before(start).is_a()
        && scene.at(start).has(Cues::ARTICLE)
        && !scene.says(start, "le")
        && !scene.at(start.wrapping_sub(2)).has(Cues::GIVEN_TO)
        && !spot.seen.has(Features::AFTER_SPEECH);
    // *le tramway de [Sidi Maârouf]*
    let saint = spot.len() == 2
        && spot.seen.has(Features::FOREIGN_PLACE_HEAD)
        && is_one_of(scene.text(start), &["SIDI"])
        && !scene.at(start.wrapping_add(1)).facts.is_first_name()
        && scene.before(start).has(Cues::A.or(Cues::DE).or(Cues::PLACE_PREPOSITION))
        && !spot.seen.has(Features::AFTER_FUNCTION_DE.with(Features::AFTER_SPEECH));
    // *à [Bella Bella], en Colombie-Britannique*: in what land it is.
    let comma = spot.end as usize;
    let land = scene.before(start).is_a()
        && scene.at(comma).sign == b','
        && spot.kinds & Kind::Place.bit() != 0
        && {
            let inside = scene.at(comma.wrapping_add(1));
            let small = Cues::EN.or(Cues::A).or(Cues::PLACE_PREPOSITION);
            let next = comma.wrapping_add(2);
            let over = usize::from(scene.at(next).has(Cues::ARTICLE) && !scene.name(next));
            inside.is_small()
                && inside.has(small)
                && !inside.is_a()
                && (inside.has(Cues::EN) || !scene.person(start))
                && !scene.at(start.wrapping_sub(2)).has(Cues::GIVEN_TO)
                && scene.name(next.wrapping_add(over))
        };
    // *À [Monique], son épouse*
    let whose = is_one_of(scene.text(comma.wrapping_add(1)), &["LEUR", "NOTRE", "SA", "SES", "SON"]);
    let place = (place || land) && !whose;
    if place || own || saint {
        exceed(spot, Kind::Place, Kind::Person);
    }
    place || own || saint
}

/// Whether a function stands before, at once or over an adjective: *le député [UDC]*, *la conseillère nationale [UDC]*.
#[inline]
pub(crate) fn functions(scene: &Scene<'_>, start: usize) -> bool {
    let at = start.wrapping_sub(1); // wraps: what lies before is outside
    scene.at(at).has(Cues::FUNCTION)
        || scene.adjective(at) && scene.before(at).is_small() && scene.before(at).has(Cues::FUNCTION)
}

/// Whether a listed house is what a minister is given: *le ministre de l'[Éducation nationale]*.
#[inline(never)]
pub(crate) fn is_given(scene: &Scene<'_>, spot: &Spot) -> bool {
    const WHO: &[&str] = &["MINISTRE", "MINISTRES", "SECRETAIRE", "VICEMINISTRE"];
    let of = scene.de_before(spot.start as usize);
    of.is_some_and(|of| is_one_of(scene.text(of.wrapping_sub(1)), WHO))
}

/// Whether a département stands behind the acronym of what is there, though its name is a word: *la CGT du [Nord]*.
fn is_department(scene: &Scene<'_>, spot: &Spot) -> bool {
    let start = spot.start as usize;
    scene.at(start).is(Shape::DEPARTMENT)
        && scene.before(start).has(Cues::DE)
        && scene.at(start.wrapping_sub(2)).is_acronym()
        && !spot.seen.has(Features::BEFORE_CAPITAL.with(Features::BEFORE_DE_NAME))
}

/// Raises the score of a kind to this one at least.
pub(crate) fn raise(spot: &mut Spot, kind: Kind, least: i16) {
    if let Some(score) = spot.scores.get_mut(kind.at()) {
        *score = (*score).max(least);
    }
}

/// Raises the score of a kind by so much.
pub(crate) fn raise_by(spot: &mut Spot, kind: Kind, more: i16) {
    if let Some(score) = spot.scores.get_mut(kind.at()) {
        *score = score.saturating_add(more);
    }
}

/// Raises the score of a kind above that of the one it looks like.
fn exceed(spot: &mut Spot, kind: Kind, other: Kind) {
    let least = spot.scores.get(other.at()).copied().unwrap_or(0);
    raise(spot, kind, least.saturating_add(AHEAD));
}

/// Raises the score of a kind above those of all others, and at least to what is held.
pub(crate) fn exceed_all(spot: &mut Spot, kind: Kind) {
    let others = Kind::WEIGHED.into_iter().zip(spot.scores).filter(|(other, _)| *other != kind);
    let most = others.map(|(_, score)| score).max().unwrap_or(0);
    raise(spot, kind, most.saturating_add(AHEAD).max(HELD));
}

/// The least score of a person whose whole name a list has: more than a part of it has, which may look like a name.
const NAMED: i16 = 56;

/// The least score of another thing whose whole name a list has: four in five.
pub(crate) const HELD: i16 = 24;

/// The weight from which on a site is known by its whole name.
const SITE: u8 = 100;

/// The weight from which on a firm is thought of by its name.
const FIRM: u16 = 60;

/// How far what a list knows stands above the person or the organisation it looks like: two to one.
const AHEAD: i16 = 12;

/// What says that a name may go on, or lies in a longer one.
pub(crate) const PART: Features = Features::AFTER_CAPITAL
    .with(Features::BEFORE_CAPITAL)
    .with(Features::BEFORE_DE_NAME)
    .with(Features::INSIDE_HEAD)
    .with(Features::INSIDE_LISTED)
    .with(Features::INSIDE_QUOTED);

/// How well known a name of this weight is, from 0.
const fn level(weight: u16) -> u8 {
    match weight {
        200.. => 4,
        150.. => 3,
        100.. => 2,
        65.. => 1,
        _ => 0,
    }
}

/// Whether the noun at the head of a name that a list has with it is in small letters and stays outside of the name: *la région de
/// [Kharkiv]*, *la prison de [Fleury]*, *la tempête [Alex]*; but the *[château de Versailles]*, the *[gare Montparnasse]*.
#[inline]
pub(crate) fn stays_outside(scene: &Scene<'_>, spot: &Spot) -> bool {
    let head = scene.at(spot.start as usize);
    if head.is(Shape::CAPITAL) {
        return false;
    }
    let noun = head.has(REGION) || head.has(Cues::PLACE_THING) && !head.has(Cues::PLACE_HEAD);
    let of = scene.at(spot.start.wrapping_add(1) as usize).has(Cues::DE);
    // *le [pays de Galles]*
    noun && of && !scene.says(spot.start as usize, "pays") || head.has(Cues::STORM) && !of
}

/// Calls `each` with what the gazetteer says of a span, for each kind that this speaks of.
#[inline]
pub(crate) fn listed(scene: &Scene<'_>, spot: &Spot, fame: Fame, mut each: impl FnMut(Features, Kind)) {
    use Features as F;
    let Fame { most, ambiguous, .. } = fame;
    let long = spot.len() > 1;
    let acronym = !long && scene.at(spot.start as usize).is(Shape::CAPITALS);
    let language = !long && language(scene, spot.start as usize);
    let first = scene.at(spot.start as usize);
    let small = long
        && !first.is(Shape::CAPITAL)
        && (stays_outside(scene, spot) && !fame.whole
            || first.has(Cues::ARTICLE.or(Cues::FUNCTION).or(Cues::CIVILITY)));
    // *conflit en Ukraine* describes, *guerre en Ukraine* names.
    let described = long
        && !first.is(Shape::CAPITAL)
        // *([24 heures])*
        && !cited(scene, spot.start as usize)
        && !first.has(Cues::EVENT_HEAD.or(Cues::ORGANISATION_HEAD_LOW).or(Cues::PLACE_HEAD));
    let named = described && bears_name(scene, spot);
    // *le [musée d'Orsay] convoite une toile*: what heads places does not speak against the house that a list has by this name, but
    // where something is.
    let kept = long && spot.seen.has(F::HEAD_PLACE_LOW) && !spot.seen.has(SOMEWHERE.with(F::AFTER_AU));
    let given = !long && first.facts.is_frequent_first_name() && !spot.seen.has(SOMEWHERE);
    let best = fame.best();
    let known = best > WELL_KNOWN;
    let open = spot.kinds;
    for (kind, most) in Kind::WEIGHED.into_iter().zip(most) {
        let Some(weight) = most.checked_sub(1) else {
            // What is well known as something is hardly something else.
            if known && open & kind.bit() != 0 {
                each(F::LISTED_OTHER, kind);
            }
            continue;
        };
        // *[Salomé] a gagné la course*: of a village that a first name is more often, its place must be told.
        if kind == Kind::Place && given && weight < VILLAGE {
            continue;
        }
        // *[Wellington] maintient ses objectifs*: of a capital a person of its name is not thought of.
        if kind == Kind::Person && !long && best > most.saturating_add(OUTSHONE) {
            each(F::LISTED_OTHER, kind);
            continue;
        }
        let level = match level(weight) {
            4.. => F::LISTED_TOP,
            3 => F::LISTED_HIGH,
            2 => F::LISTED_MID,
            1 => F::LISTED_LOW,
            0 => F::LISTED_TINY,
        };
        let other = best > most.saturating_add(20);
        each(
            level
                .with(F::LISTED_LONG.when(long))
                .with(F::LISTED_ACRONYM.when(acronym))
                .with(F::LISTED_OTHER.when(other))
                .with(F::HEAD_ORGANISATION_LOW.when(kept && kind == Kind::Organisation))
                .with(F::LISTED_SMALL.when(
                    small || described && (kind == Kind::Event || kind == Kind::Organisation && !named),
                ))
                .with(F::AMBIGUOUS.when(ambiguous && kind == Kind::Demonym))
                .with(F::LANGUAGE.when(language && kind == Kind::Demonym)),
            kind,
        );
    }
}

/// Whether a name stands at once behind its noun: *la [bibliothèque Kandinsky]*, *l'[agence de l'eau Loire-Bretagne]*. Behind a word for
/// organisations it is that of one: *le groupe [Casino]*.
fn bears_name(scene: &Scene<'_>, spot: &Spot) -> bool {
    let name = spot.tokens().find(|at| scene.at(*at).is(Shape::CAPITAL));
    name.is_some_and(|name| {
        let noun = scene.before(name);
        noun.is_small() && !noun.has(SMALL.or(Cues::ORGANISATION_NOUN).or(Cues::DEMONYM))
    })
}

/// Whether a demonym in small letters names the language: *en français*, *parle russe*.
fn language(scene: &Scene<'_>, start: usize) -> bool {
    let before = scene.before(start);
    !scene.at(start).is(Shape::CAPITAL) && before.has(Cues::EN.or(Cues::LANGUAGE))
}
