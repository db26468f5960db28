//! The spans that may be names: from the gazetteer, from capitals, from heads.
//!
//! Every function looks at a bounded number of words, so that the work is linear in the text.

use crate::acronym;
use crate::cues::Cues;
use crate::ending::Ending;
use crate::evidence;
use crate::feature::Features;
use crate::house;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::lexicon::Hit;
use crate::site;
use crate::span::{LONGEST, OPEN, Outline, Scene, Spot};
use crate::tagger::{Ablation, index};
use crate::title;
use crate::word::{Shape, Word};

/// How far back a span is looked for among those proposed, when a rule proposes one before its word.
const NEAR: usize = 32;

/// Collects the spans of one sentence, in the order of their starts.
pub(crate) struct Proposals<'a> {
    pub(crate) spots: &'a mut Vec<Spot>,
    /// Where the spots of this sentence begin.
    pub(crate) base: usize,
    /// The word whose rules propose; most of them propose spans that begin there, or at the next one.
    word: usize,
    /// How many spots there were when the word before this one was begun with: those that begin here come after.
    recent: [usize; 2],
    /// The lengths of those that begin here, and at the next word, as bits: nearly no span is proposed twice, and need be looked for.
    lengths: [u64; 2],
    /// Whether a span was proposed that begins elsewhere, of which these know nothing.
    strays: bool,
}

impl<'a> Proposals<'a> {
    /// Collects after the spots that are there, which are of other sentences.
    pub(crate) fn new(spots: &'a mut Vec<Spot>) -> Proposals<'a> {
        let base = spots.len();
        Proposals { spots, base, word: 0, recent: [base; 2], lengths: [0; 2], strays: false }
    }

    /// Goes on to the rules of the word `at`.
    fn turn_to(&mut self, at: usize) {
        let ([_, last], [_, next]) = (self.recent, self.lengths);
        // Over a word that proposes nothing, what was proposed before it lies behind.
        let follows = at == self.word.wrapping_add(1);
        self.recent = [if follows { last } else { self.spots.len() }, self.spots.len()];
        self.lengths = [if follows { next } else { 0 }, 0];
        self.word = at;
    }

    /// Adds a span, or what is seen to one that is there.
    pub(crate) fn add(&mut self, start: usize, end: usize, seen: Features, kinds: u8) -> Option<&mut Spot> {
        if end <= start {
            return None;
        }
        let at = if self.is_new(start, end) { None } else { self.place_of(start, end) };
        let at = at.unwrap_or_else(|| {
            self.spots.push(Spot {
                start: index(start),
                end: index(end),
                seen: Features::default(),
                kinds: 0,
                outline: Outline::default(),
                listed: (0, 0),
                scores: [0; 8],
                kind: Kind::Misc,
                confidence: 0,
            });
            self.spots.len().wrapping_sub(1)
        });
        let spot = self.spots.get_mut(at)?;
        spot.seen = spot.seen.with(seen);
        spot.kinds |= kinds;
        Some(spot)
    }

    /// Notes a span, and gives whether it is sure that it was not proposed before.
    #[inline]
    fn is_new(&mut self, start: usize, end: usize) -> bool {
        let bit = 1u64.checked_shl(index(end.wrapping_sub(start))).unwrap_or(0);
        let Some(lengths) = self.lengths.get_mut(start.wrapping_sub(self.word)).filter(|_| bit != 0) else {
            self.strays = true;
            return false;
        };
        let new = *lengths & bit == 0;
        *lengths |= bit;
        new & !self.strays
    }

    /// Where a span stands that was proposed before.
    #[inline(never)]
    fn place_of(&self, start: usize, end: usize) -> Option<usize> {
        let [recent, _] = self.recent;
        let from = if start >= self.word { recent } else { self.spots.len().saturating_sub(NEAR) };
        let near = self.spots.get(from.max(self.base)..).unwrap_or_default();
        let (start, end) = (index(start), index(end));
        let known = near.iter().rev().position(|spot| spot.start == start && spot.end == end);
        known.map(|back| self.spots.len().wrapping_sub(back).wrapping_sub(1))
    }
}

/// Proposes the spans of one sentence. `hits` are those of the sentence, by start.
pub(crate) fn sentence(scene: &Scene<'_>, hits: &[Hit], off: Ablation, out: &mut Proposals<'_>) {
    let (mut hits, mut titled) = (hits, false);
    for (first, words) in (scene.first..).step_by(BITS).zip(scene.words.chunks(BITS)) {
        // At which words a name may begin is hard to foretell: they are noted without a branch, and then gone to.
        let mut marks = 0u64;
        for (at, word) in (0u32..).zip(words) {
            let proposes = word.is(Shape::PROPOSES) | titled & word.is(Shape::PROPOSES_TITLED);
            marks |= u64::from(proposes).wrapping_shl(at);
            titled = word.has(TITLES);
        }
        let inside = hits.iter().take_while(|hit| (hit.start as usize).wrapping_sub(first) < BITS);
        let (mut here, rest) = hits.split_at_checked(inside.count()).unwrap_or_default();
        for hit in here {
            marks |= 1u64 << ((hit.start as usize).wrapping_sub(first) & 63);
        }
        hits = rest;
        while marks != 0 {
            let at = marks.trailing_zeros() as usize;
            marks &= marks.wrapping_sub(1);
            let Some(&word) = words.get(at) else { continue };
            let start = first.wrapping_add(at);
            let begins = here.iter().take_while(|hit| hit.start as usize == start);
            let (begin, later) = here.split_at_checked(begins.count()).unwrap_or_default();
            here = later;
            word_of(scene, start, word, begin, off, out);
        }
    }
}

/// How many words are noted at once.
const BITS: usize = u64::BITS as usize;

/// The rules of the word `start`, at which `hits` begin.
fn word_of(
    scene: &Scene<'_>,
    start: usize,
    word: Word,
    hits: &[Hit],
    off: Ablation,
    out: &mut Proposals<'_>,
) {
    out.turn_to(start);
    if acronym::is_generic(scene, start, word) || is_majesty(scene, start, word) {
        return;
    }
    let hits = if word.is(Shape::SHORT) && !hits.is_empty() && is_letter(scene, start) { &[] } else { hits };
    let (mut alone, mut longer, mut kinds) = (false, false, 0);
    if feast(scene, start, word, hits) {
        let kinds = Kind::Event.bit();
        out.add(start, start.wrapping_add(1), Features::HEAD_EVENT, kinds);
        hits.iter().filter(|hit| hit.kinds & kinds != 0).for_each(|hit| listed(&Hit { kinds, ..*hit }, out));
        return;
    }
    if !hits.is_empty() && !scene.joined(start) {
        for hit in hits {
            // *La Première ministre* is no radio.
            let end = hit.end as usize;
            if scene.before(end).has(Cues::GRAMMAR) && scene.text(end) == "ministre" {
                continue;
            }
            let article = word.has(Cues::ARTICLE) && !word.is(Shape::CAPITAL) && !word.has(Cues::CONTRACTED);
            // *le cyclone [Belal]*: what it was stays outside, and a list that has it with its name means the same.
            if word.has(Cues::STORM) && word.is_small() && hit.kinds == Kind::Event.bit() {
                let start = hit.start.wrapping_add(1);
                if scene.name(start as usize) {
                    listed(&Hit { start, ..*hit }, out);
                }
            } else if article && hit.kinds & (Kind::Place.bit() | Kind::Organisation.bit()) != 0 {
                after_article(scene, hit, out);
            } else {
                listed(hit, out);
            }
            let one = hit.end.wrapping_sub(hit.start) == 1;
            (alone, longer, kinds) = (alone | one, longer | !one, kinds | hit.kinds);
        }
    }
    if word.is(Shape::CAPITAL) && !off.capitals && (alone || !aside(scene, start, word)) {
        // *[Union] européenne*, *[Emmanuel] Macron*: no name by itself.
        let alone = alone || !longer && word.facts.first() < 2;
        capitals(scene, start, word, alone, kinds & Kind::Place.bit() != 0, out);
        acronym::propose(scene, start, word, out);
        if word.has(Cues::FOREIGN_PLACE_HEAD) && is_high(scene, start) {
            complement(scene, start, Features::HEAD_ORGANISATION, Kind::Organisation, out);
        }
        if !scene.before(start).is(Shape::LETTERS.or(Shape::PUNCTUATION)) {
            acronym::regiment(scene, start, out);
        }
        team(scene, start, word, kinds, out);
        if scene.held.cues.has(Cues::LEGAL) {
            house::incorporated(scene, start, hits, out);
        }
        let called = !word.has(Cues::CIVILITY)
            && (house::called(scene, start) || house::told_over(scene, start) == Some(Kind::Organisation));
        if called | (word.has(Cues::ARTICLE) & !word.is(title::UNTITLED)) {
            title::named(scene, start, called, !hits.is_empty(), out);
        } else if word.facts.common() > 0 && hits.is_empty() && !word.has(HEADS.or(Cues::PORTFOLIO)) {
            house::joined(scene, start, out);
        }
    }
    if word.sign == b'"' {
        quoted(scene, start, out);
    }
    if word.has(HEADS) && !off.heads {
        heads(scene, start, word, out);
    }
    if word.has(Cues::PARTICLE) && !word.is(Shape::CAPITAL) {
        particle_first(scene, start, word, out);
    }
}

/// Whether *X* is a letter and no network: *Mme X*, *classé X*, *sur X années*, and not *a-t-il écrit sur [X]*, *son compte [X]*.
#[inline(never)]
fn is_letter(scene: &Scene<'_>, start: usize) -> bool {
    let next = scene.at(start.wrapping_add(1));
    scene.text(start) == "X"
        && (!is_one_of(
            scene.text(start.wrapping_sub(1)),
            &["COMPTE", "PLATEFORME", "RESEAU", "SOCIAL", "SUR", "VIA"],
        ) || next.is_small() && next.cues == Cues::NONE)
}

/// Whether an acronym is a king's or a prince's civility, and no firm's: *SM le Roi [Mohammed VI]*, *SAS le prince [Albert]*.
fn is_majesty(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    let next = start.wrapping_add(1);
    word.is(Shape::CAPITALS)
        && scene.at(next).has(Cues::ARTICLE)
        && scene.at(next.wrapping_add(1)).has(Cues::REIGNS)
        && is_one_of(scene.text(start), &["SA", "SAR", "SAS", "SM"])
}

/// E8. Whether it is the day of a saint: *à la [Saint-Sylvestre]*, *les feux de la [Saint-Jean]*. No town has that article, and what
/// a list knows by the name with it may be a club: *la Saint-Pierroise*.
fn feast(scene: &Scene<'_>, start: usize, word: Word, hits: &[Hit]) -> bool {
    let other = !(Kind::Place.bit() | Kind::Person.bit() | Kind::Event.bit());
    let before = scene.before(start);
    word.is(Shape::HYPHEN)
        && before.has(Cues::ARTICLE)
        && scene.text(start).starts_with("Saint-")
        && scene.text(start.wrapping_sub(1)).eq_ignore_ascii_case("la")
        && !scene.name(start.wrapping_add(1))
        && !word.ending.has(Ending::DEMONYM)
        && hits.iter().all(|hit| hit.kinds & other == 0)
}

/// Whether a frequent word of the language stands alone between parentheses: *9 sept. ([Correspondance]) –*, *([Photo])*. Unless a list has it,
/// it says what is before it, and is no name. Behind a name it may be a party: *Mathias Rochat ([Verts])*.
fn aside(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    scene.before(start).sign == b'('
        && !scene.name(start.wrapping_sub(2))
        && scene.at(start.wrapping_add(1)).sign == b')'
        && word.facts.common() >= 3
        && word.facts.first() < 2
        && !word.is(Shape::CAPITALS)
}

/// The marks of a word at which [`sentence`] may propose something: for most words, it need not look.
pub(crate) const fn may_propose(word: &Word) -> Shape {
    let particle = word.has(Cues::PARTICLE);
    // *de*, *du*: of a person's name after a title alone.
    let french = word.has(Cues::DE.or(Cues::ARTICLE));
    if word.is(Shape::CAPITAL) || word.sign == b'"' || word.has(HEADS) || particle && !french {
        Shape::PROPOSES
    } else if particle {
        Shape::PROPOSES_TITLED
    } else {
        Shape::NONE
    }
}

/// Words that stand before the name of a person.
const TITLES: Cues = Cues::CIVILITY.or(Cues::FUNCTION);

pub(crate) const HEADS: Cues = Cues::ORGANISATION_HEAD
    .or(Cues::ORGANISATION_HEAD_LOW)
    .or(Cues::PLACE_HEAD)
    .or(Cues::PLACE_HEAD_DIRECT)
    .or(Cues::EVENT_HEAD)
    .or(Cues::TEAM);

/// E1, E2. A name of the gazetteer.
fn listed(hit: &Hit, out: &mut Proposals<'_>) {
    if let Some(spot) = out.add(hit.start as usize, hit.end as usize, Features::default(), hit.kinds) {
        spot.listed = hit.listed;
    }
}

/// E2. A place or an organisation whose article stands in small letters, outside its name: *à l'[Isle-sur-le-Doubs]*, *le [Centre]*. A
/// word of the language is no place for that: *ministre de la Défense*.
fn after_article(scene: &Scene<'_>, hit: &Hit, out: &mut Proposals<'_>) {
    let start = hit.start.wrapping_add(1);
    let (name, kinds) = (scene.at(start as usize), hit.kinds & !Kind::Place.bit());
    if kinds == Kind::Organisation.bit() && name.is(Shape::CAPITAL) {
        listed(&Hit { start, kinds, ..*hit }, out);
    } else if kinds != 0 {
        listed(&Hit { kinds, ..*hit }, out);
    } else if name.facts.common() == 0 {
        listed(&Hit { start, ..*hit }, out);
    }
}

/// E3, E4, E5, E9, E11, E13. Runs of capitalised words; whether the first of several may be a name by itself is `alone`, whether a
/// list has a `place` that begins with it.
fn capitals(scene: &Scene<'_>, start: usize, word: Word, alone: bool, place: bool, out: &mut Proposals<'_>) {
    if word.is(Shape::ELIDED) {
        elided(scene, start, out);
        return;
    }
    if scene.joined(start) {
        return;
    }
    let before = scene.before(start);
    let inside =
        before.is(Shape::CAPITAL) && !before.is(Shape::ELIDED) && !word.is(Shape::WEAK.or(Shape::APART));
    let opens = !inside
        || before.is(Shape::WEAK)
        || before.has(
            Cues::CIVILITY
                .or(Cues::FUNCTION)
                .or(Cues::GRAMMAR)
                .or(Cues::CALENDAR)
                .or(Cues::DEMONYM)
                .or(Cues::ORGANISATION_NOUN)
                .or(Cues::PORTFOLIO),
        )
        || before.is(Shape::ROMAN)
        || word.facts.first() >= 2 && before.facts.first() == 0
        || scene.father(start.wrapping_sub(1));
    if !opens {
        return;
    }
    let one = start.wrapping_add(1);
    // *M. M. Diallo*: a title before a title begins no name; nor does one that is cut short: *MM. [Roux] et [Morel]*; nor one
    // after another: *Mme Vve [Simone Delpech]*.
    if word.has(Cues::CIVILITY)
        && (scene.at(one).has(Cues::CIVILITY)
            || (scene.name(one) || scene.at(one).is(Shape::ELIDED) && scene.at(one).is(Shape::CAPITAL))
                && (scene.text(start).ends_with('.')
                    || before.has(Cues::CIVILITY)
                    || is_one_of(scene.text(start), ADDRESSED)))
    {
        return;
    }
    // *le P. [Guillaume Caous]*: a title, though it looks like an initial.
    if scene.father(start) {
        return;
    }
    let end = scene.run(start);
    // What goes on for longer is a list or a headline, and no name as a whole.
    let whole = end.wrapping_sub(start) <= LONGEST;
    // *Pour*, *Il*: a grammatical word alone at the beginning of a sentence is no name, whatever the rest of the text says.
    let grammar = word.is(Shape::WEAK) && word.has(Cues::GRAMMAR) && !word.is(Shape::CAPITALS);
    if grammar && end == one {
        return;
    }
    let sent = start == scene.first && (scene.at(end).is(Shape::ANEW) || dateline(scene, end));
    if sent && !place && rubric(scene, start, end) {
        return;
    }
    let dateline = Features::DATELINE.when(sent);
    let told = Cues::ARTICLE.or(Cues::DETERMINER).or(Cues::CONTRACTED);
    if before.has(Cues::STORM) && scene.at(start.wrapping_sub(2)).has(told)
        || scene.held.cues.has(Cues::STORM) && christened(scene, start)
    {
        out.add(start, end, Features::HEAD_EVENT, Kind::Event.bit());
    }
    // *[Hand] : Brest s'impose*: what is played is no name.
    if word.is(Shape::WEAK)
        && end == one
        && word.has(Cues::SPORT)
        && matches!(scene.at(one).sign, b':' | b'/' | b',')
    {
        return;
    }
    let founded = house::founded(scene, start);
    // *un [Piper PA-28]*: nobody is called by figures.
    let designed = end > one && scene.before(end).is(Shape::FIGURES);
    let open = if founded || designed { OPEN & !Kind::Person.bit() } else { OPEN };
    // Two acronyms side by side are two names: *la conférence de l'[ONU] [COP29]*.
    let acronym = |at| scene.at(at).is(Shape::CAPITALS) && !scene.at(at).is(Shape::SPELT.or(Shape::ROMAN));
    if end.wrapping_sub(start) == 2 && acronym(start) && acronym(one) {
        out.add(one, end, Features::default(), open);
    } else if whole
        && let Some(spot) = out.add(start, end, dateline.with(club_at_end(scene, start, end)), open)
        && founded
    {
        // *la librairie [La Fontaine]*: though a list has him.
        spot.kinds &= !Kind::Person.bit();
    }
    if end == one && word.has(Cues::CARDINAL) && !word.is(Shape::WEAK) && of_land(scene, end) {
        out.add(start, end.wrapping_add(1), PART_OF_LAND, Kind::Place.bit());
    }
    let kin = house::kin(scene, end);
    if kin > end && whole {
        out.add(start, kin, Features::HEAD_ORGANISATION, Kind::Organisation.bit());
        out.add(start, end, Features::STOPS_EARLY, 0);
    }
    let festival = word.has(Cues::ARTICLE)
        && before.has(Cues::EVENT_HEAD)
        && is_one_of(scene.text(start.wrapping_sub(1)), &["FESTIVAL"]);
    if festival
        || scene.held.cues.has(Cues::EVENT_HEAD) && house::told_over(scene, start) == Some(Kind::Event)
    {
        let goes_on = usize::from(agrees(scene, end) || scene.adjective(end));
        out.add(start, end.wrapping_add(goes_on), Features::HEAD_EVENT, Kind::Event.bit());
    }
    if scene.sport != 0 && end > one && scene.text(start) == "Grand" && scene.text(one) == "Prix" {
        let count = scene.particles(one.wrapping_add(1), Cues::DE.or(Cues::ARTICLE));
        if count > 0 {
            let end = scene.run(one.wrapping_add(1).wrapping_add(count));
            out.add(start, end, Features::HEAD_EVENT.with(Features::ENDS_DE_NAME), Kind::Event.bit());
        }
    }
    house::english(scene, start, end, out);
    let further = cardinal(scene, end);
    if further > end {
        out.add(start, further, Features::ENDS_CARDINAL, open);
    }
    let person = scene.person_run(start);
    if person != end && !founded {
        out.add(start, person, Features::default(), Kind::Person.bit());
    }
    if end > one {
        if alone && !grammar {
            let stops = Features::STOPS_EARLY.when(!acronym(start) || !acronym(one));
            out.add(start, one, stops, open);
        }
        let two = scene.word_end(one);
        if end > two {
            out.add(start, two, Features::STOPS_EARLY, open);
        }
        let less = end.wrapping_sub(1);
        let less = less.wrapping_sub(usize::from(scene.joined(less)));
        if whole && less > two {
            out.add(start, less, Features::STOPS_EARLY, open);
        }
    }
    // *élimine [Yanina Wickmayer] 6-1*: a score is no number of a name.
    if scene.at(end).is(Shape::NUMBER) && !scene.at(end).is(Shape::SCORE) {
        let kinds = Kind::Organisation.bit() | Kind::Misc.bit() | Kind::Event.bit();
        // *un agent du [SDE 22]*: the number of a département is the acronym's own.
        let service = evidence::NUMBERED.contains(&scene.text(start));
        let own = end == one
            && scene.text(end).len() == 2
            && (acronym(start)
                && !word.has(Cues::ROAD.or(Cues::NOT_ORGANISATION))
                && before.has(Cues::ARTICLE.or(Cues::CONTRACTED))
                || service);
        let head = Features::HEAD_ORGANISATION.when(own && service);
        out.add(start, end.wrapping_add(1), head.with(Features::ENDS_NUMBER.when(!own)), kinds);
        if own {
            out.add(start, end, Features::STOPS_EARLY, open);
        }
    }
}

/// A name that begins with an apostrophe of its own: *[N'Guessan]*, *[O'Brien]*, *[D'Alembert]*, *Mme [L'Huillier]*.
fn elided(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    let next = start.wrapping_add(1);
    if scene.joined(next) {
        let end = scene.run(next);
        out.add(start, end, Features::PARTICLE, OPEN);
        // *le restaurant [L'Écluse bleue]*
        if scene.adjective(end) && house::called(scene, start) {
            let seen = Features::HEAD_ORGANISATION.with(Features::ENDS_ADJECTIVE);
            out.add(start, end.wrapping_add(1), seen, Kind::Organisation.bit());
        }
    } else if scene.name(next) && evidence::cited(scene, start) {
        // *([L'Essor])*
        out.add(start, scene.run(next), Features::default(), OPEN);
    }
}

/// E12. Whether what follows the first capitals of a sentence makes them the place the dispatch is sent from:
/// *[OUAGADOUGOU], 3 mai (agence) –*, *[Tokyo] (Kyodo) -*.
fn dateline(scene: &Scene<'_>, end: usize) -> bool {
    let mut at = end;
    let mut marked = false;
    for _ in 0..10 {
        let word = scene.at(at);
        match word.sign {
            // *Jeudi, 18h30-20h, à la salle des fêtes*
            b'-' if marked && is_glued(scene, at) => {}
            b'-' => return at == end && word.is(Shape::DASH) || marked || at > end,
            b',' | b'(' if at == end => marked = true,
            b')' if marked => {
                // *CHARLEROI (Belga) Un incendie…*: a dash is not needed when the sentence goes on with a capital.
                let next = scene.at(at.wrapping_add(1));
                // *Épesses (VD). Les vendanges…*
                let lies = next.sign == b'.' && evidence::lies(scene, end.wrapping_add(1));
                return next.sign == b'-' || next.is(Shape::CAPITAL) || lies;
            }
            b'.' | b'!' | b'?' | b':' | b'"' => return false,
            _ if !marked => return false,
            _ => {}
        }
        at = at.wrapping_add(1);
    }
    false
}

/// Whether a storm is given its name: *la dépression, baptisée [Kirk]*, *une perturbation nommée [Benjamin]*.
pub(crate) fn christened(scene: &Scene<'_>, start: usize) -> bool {
    let named = start.wrapping_sub(1);
    let storm = |back: usize| scene.at(named.wrapping_sub(back)).has(Cues::STORM);
    scene.at(named).is_small()
        && is_one_of(scene.text(named), &["BAPTISE", "BAPTISEE", "NOMME", "NOMMEE"])
        && (1..8).any(storm)
}

/// Whether the capitals that a text begins with are words of the language, as a rubric is and a town hardly: *NÉCROLOGIE – [Simone
/// Vernay] est morte*, *FAITS DIVERS – Un homme…*.
fn rubric(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    scene.at(start).facts.is_word()
        && (start.wrapping_add(1)..end).all(|at| {
            let word = scene.at(at);
            word.facts.common() > 0 || word.has(Cues::GRAMMAR.or(Cues::DE).or(Cues::ARTICLE).or(Cues::A))
        })
}

/// Whether no space stands beside a word.
fn is_glued(scene: &Scene<'_>, at: usize) -> bool {
    let span = |at| scene.token(at).map(|token| token.span());
    let ends = |before: usize, after: usize| {
        span(before).zip(span(after)).is_some_and(|(before, after)| before.end() == after.start())
    };
    ends(at.wrapping_sub(1), at) && ends(at, at.wrapping_add(1))
}

/// Whether a demonym says of what a part is one: *l'Ouest [lyonnais]*, *le Nord [vaudois]*.
fn of_land(scene: &Scene<'_>, at: usize) -> bool {
    scene.at(at).is_small() && scene.at(at).has(Cues::DEMONYM)
}

/// What is seen of a part of a land: *l'[Ouest lyonnais]*, *le [Nord vaudois]*.
const PART_OF_LAND: Features = Features::ENDS_CARDINAL.with(Features::ENDS_ADJECTIVE);

/// E7. Whether a span is such a part.
pub(crate) fn is_part_of_land(scene: &Scene<'_>, spot: &Spot) -> bool {
    let (first, last) = (scene.at(spot.start as usize), spot.end.wrapping_sub(1) as usize);
    if spot.len() == 2 {
        return first.has(Cues::CARDINAL) && of_land(scene, last);
    }
    // *le [Waziristan du Sud]*: behind what is no word and nobody.
    scene.at(last).is(Shape::CAPITAL)
        && scene.before(last).is_small()
        && first.facts.common() | first.facts.first() == 0
        && !first.is(Shape::CAPITALS)
        && !first.has(Cues::GRAMMAR.or(Cues::ORGANISATION_HEAD).or(Cues::TEAM))
        && !spot.seen.has(Features::TITLED.with(Features::AFTER_CAPITAL))
}

/// Whether one of several that go by letters and figures behind a name is a model of a machine: *un [Piper PA-28]*, *deux [Mirage
/// F1CR]*.
pub(crate) fn is_model(scene: &Scene<'_>, spot: &Spot) -> bool {
    let (start, last) = (spot.start as usize, spot.end.wrapping_sub(1) as usize);
    let one_of = scene.before(start);
    spot.len() == 2
        && spot.kinds & Kind::Misc.bit() != 0
        && scene.at(last).is(Shape::FIGURES)
        && scene.at(start).is(Shape::CAPITAL)
        && !scene.at(start).is(Shape::CAPITALS)
        && one_of.has(Cues::DETERMINER.or(Cues::PLURAL))
        && one_of.is_small()
}

/// E8. Whether a name with a word for events at its head is one for sure: *au [Festival de Tressan]*, *la douzième édition du [Forum
/// africain de la noix]*.
pub(crate) fn is_held(scene: &Scene<'_>, spot: &Spot) -> bool {
    const KINDS: &[&str] = &["BIENNALE", "CARNAVAL", "FESTIVAL", "FOIRE", "MARATHON", "SALON", "TRIENNALE"];
    let goes_on = Features::BEFORE_CAPITAL
        .with(Features::BEFORE_DE_NAME)
        .with(Features::INSIDE_HEAD)
        .with(Features::HEAD_ALONE)
        .with(Features::STOPS_EARLY)
        .with(Features::ENDS_OTHER);
    let start = spot.start as usize;
    let head = scene.at(start);
    // *le festival de jazz [Les Rives bleues]*
    if head.has(Cues::ARTICLE) || house::told_over(scene, start) == Some(Kind::Event) {
        return !spot.seen.has(Features::BEFORE_CAPITAL.with(Features::BEFORE_DE_NAME));
    }
    if !head.is(Shape::CAPITAL) || head.is(Shape::WEAK.or(Shape::HEADLINE)) || spot.seen.has(goes_on) {
        return false;
    }
    // *le [Grand Prix de Plouay]*, where sport is spoken of
    if scene.text(start) == "Grand" {
        return scene.text(start.wrapping_add(1)) == "Prix";
    }
    has_editions(scene, start) || spot.seen.has(Features::ENDS_DE_NAME) && is_one_of(scene.text(start), KINDS)
}

/// Whether the editions of what is named are told of: *la troisième édition du [Congrès des énergies]*.
fn has_editions(scene: &Scene<'_>, start: usize) -> bool {
    let article = start.wrapping_sub(1); // wraps: what lies before is outside
    let of = if scene.at(article).has(Cues::DE) { article } else { article.wrapping_sub(1) };
    scene.at(of).has(Cues::DE) && is_one_of(scene.text(of.wrapping_sub(1)), &["EDITION", "EDITIONS"])
}

/// The end of a name with the part of the world it goes on with: *Caucase [du Sud]*, *Balkans [occidentaux]*.
fn cardinal(scene: &Scene<'_>, end: usize) -> usize {
    let word = scene.at(end);
    // *est* is the verb: *Jean Morel est arrivé*.
    if word.has(Cues::CARDINAL) && !word.has(Cues::AUXILIARY) && !word.is(Shape::CAPITAL) {
        return end.wrapping_add(1);
    }
    if word.has(Cues::DE) {
        let mut at = end.wrapping_add(1);
        if scene.at(at).is(Shape::ELIDED) {
            at = at.wrapping_add(1);
        }
        if scene.at(at).has(Cues::CARDINAL) && scene.at(at).is(Shape::CAPITAL) {
            return at.wrapping_add(1);
        }
    }
    end
}

/// E4. A name of a person that begins with its particle: *M. [de Villepin]*, *Mme [von der Leyen]*.
fn particle_first(scene: &Scene<'_>, start: usize, word: Word, out: &mut Proposals<'_>) {
    let before = scene.before(start);
    let french = word.has(Cues::DE.or(Cues::ARTICLE));
    if (french || before.is(Shape::CAPITAL)) && !before.has(TITLES) {
        return;
    }
    let count = scene.particles(start, Cues::PARTICLE);
    if count > 0 {
        let end = scene.person_run(start.wrapping_add(count));
        let addressed = word.has(Cues::DE)
            && before.has(Cues::CIVILITY)
            && is_one_of(scene.text(start.wrapping_sub(1)), ADDRESSED);
        out.add(start, end, Features::PARTICLE.with(ADDRESSED_BY.when(addressed)), Kind::Person.bit());
    }
}

/// Civilities that nobody has of a town: *Mme [de Fontenay]*, though Fontenay is one; *le professeur de Rennes* is.
const ADDRESSED: &[&str] = &[
    "M",
    "M.",
    "MADAME",
    "MADEMOISELLE",
    "ME",
    "MESDAMES",
    "MESSIEURS",
    "MGR",
    "MLLE",
    "MM",
    "MM.",
    "MME",
    "MMES",
    "MONSIEUR",
];

/// What is seen of a name that begins with its particle after one of them.
pub(crate) const ADDRESSED_BY: Features = Features::FIRST_NAME;

/// E6, E7, E8. Names with a head: *[ministère de la Justice]*, *[lac Léman]*, *[Coupe du monde 2026]*.
fn heads(scene: &Scene<'_>, start: usize, word: Word, out: &mut Proposals<'_>) {
    let capital = word.is(Shape::CAPITAL);
    if capital && word.has(Cues::TEAM) {
        club(scene, start, out);
    }
    if capital && word.has(Cues::ORGANISATION_HEAD) && has_editions(scene, start) {
        // *la troisième édition du [Congrès des énergies]*
        complement(scene, start, Features::HEAD_EVENT, Kind::Event, out);
    } else if capital && word.has(Cues::ORGANISATION_HEAD) {
        complement(scene, start, Features::HEAD_ORGANISATION, Kind::Organisation, out);
        title::wanted(scene, start, out);
    }
    if !capital
        && word.has(Cues::ORGANISATION_HEAD_LOW)
        && !left(scene, start)
        && !of_court(scene, start)
        && !house::is_other_council(scene, start)
    {
        complement(scene, start, Features::HEAD_ORGANISATION_LOW, Kind::Organisation, out);
    }
    if word.has(Cues::EVENT_HEAD) {
        complement(scene, start, Features::HEAD_EVENT, Kind::Event, out);
    }
    if word.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT)) {
        let seen = if capital { Features::HEAD_PLACE } else { Features::HEAD_PLACE_LOW };
        site::place(scene, start, word, seen, out);
    }
}

/// Whether the word is no party but who has left: *est parti de la gare de [Rennes]*, *un train parti de la gare de [Lyon]*.
fn left(scene: &Scene<'_>, start: usize) -> bool {
    if scene.text(start) != "parti" {
        return false;
    }
    let place = Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT).or(Cues::PLACE_NOUN);
    let of = start.wrapping_add(1);
    // *l'appareil parti de l'aérodrome d'[Ecuvillens]*
    let over = of.wrapping_add(usize::from(scene.at(of).has(Cues::DE)));
    let from = scene.at(over.wrapping_add(usize::from(scene.at(over).has(Cues::ARTICLE) && over > of)));
    // *un avion parti de [Nice]*: behind a noun at once, and over *de* alone; *un ancien parti*, *du grand parti*.
    let before = scene.before(start);
    let described =
        Cues::ARTICLE.or(Cues::DETERMINER).or(Cues::DE).or(Cues::A).or(Cues::ADJECTIVE).or(Cues::BEFORE_NAME);
    let noun = before.is_small() && before.has(Cues::WORK_NOUN.or(Cues::FUNCTION)) && !before.has(described);
    before.has(Cues::AUXILIARY) || noun && scene.at(of).has(Cues::DE) || from.is_small() && from.has(place)
}

/// Whether a chamber is one of a court, and has no name: *la chambre de l'instruction de la cour d'appel de [Douai]*.
fn of_court(scene: &Scene<'_>, start: usize) -> bool {
    const OF: &[&str] = &["ACCUSATION", "APPEL", "INSTRUCTION"];
    let what = (2..4).any(|more| is_one_of(scene.text(start.wrapping_add(more)), OF));
    let kind =
        is_one_of(scene.text(start.wrapping_add(1)), &["CIVILE", "CORRECTIONNELLE", "CRIMINELLE", "SOCIALE"]);
    scene.text(start) == "chambre" && (what || kind)
}

/// Whether a body that is called high has its noun behind it: *la [Haute autorité de la communication]*, *le [Haut conseil du dialogue]*.
pub(crate) fn is_high(scene: &Scene<'_>, start: usize) -> bool {
    const BODIES: &[&str] =
        &["AUTORITE", "COMITE", "COMMISSARIAT", "COMMISSION", "CONSEIL", "COUR", "TRIBUNAL"];
    let noun = start.wrapping_add(1);
    matches!(scene.text(start), "Haut" | "Haute")
        && scene.at(noun).is_small()
        && is_one_of(scene.text(noun), BODIES)
}

/// The complements of a head, each end a span of its own; `head` is empty for the first word of a name that has none.
pub(crate) fn complement(
    scene: &Scene<'_>,
    start: usize,
    head: Features,
    kind: Kind,
    out: &mut Proposals<'_>,
) {
    let event = kind == Kind::Event;
    let bare = head == Features::default();
    let small = !scene.at(start).is(Shape::CAPITAL);
    let mut at = start.wrapping_add(1);
    // *la [Haute autorité de la communication]*
    if !small && is_high(scene, start) {
        at = at.wrapping_add(1);
    }
    let mut named = false;
    let directly = scene.name(at);
    // *le [Comité régional de la conchyliculture]*: for how far it stands is said by institutions, whose complement is as good as a name.
    let scope = scene.at(at).has(Cues::SCOPE) & head.has(Features::HEAD_ORGANISATION);
    let of_word = if scope { Features::ENDS_DE_NAME } else { Features::ENDS_DE_WORD };
    let add = |end: usize, seen: Features, named: bool, out: &mut Proposals<'_>| {
        if named || !small {
            out.add(start, end, head.with(seen), kind.bit());
        }
    };
    if !small && !bare {
        // *la [Région] de Laurent Wauquiez*: whose it is, is no part of its name.
        let whose = scene.at(at).has(Cues::DE) && scene.person(at.wrapping_add(1));
        let going = scene.name(at) || scene.adjective(at) || scene.at(at).has(Cues::DE) && !whose;
        out.add(
            start,
            at,
            head.with(Features::HEAD_ALONE).with(Features::STOPS_EARLY.when(going)),
            kind.bit(),
        );
    }
    // *les pompiers du [SDIS 38]*
    if !small && scene.at(start).is(Shape::CAPITALS) && scene.at(at).is(Shape::NUMBER) {
        add(at.wrapping_add(1), Features::ENDS_NUMBER, named, out);
    }
    for _ in 0..8 {
        let word = scene.at(at);
        if scene.name(at) && !word.has(Cues::CIVILITY) && !word.is(Shape::APART) {
            // *le président du [Conseil constitutionnel] Jean-Louis Debré*: a person after an adjective is another name.
            // *la fédération des transporteurs [Vireo]*: what it is of is told before its name.
            if small && house::told_over(scene, at).is_some() {
                break;
            }
            // *le parti [Les Transformateurs]*, *le festival [Les Rives bleues]*: what has an article of its own is a whole name.
            // So has what stands behind *parti* at once: *le parti [Ata-Meken]*.
            let party = small && directly && scene.text(start) == "parti";
            if party || small && directly && word.has(Cues::ARTICLE) && scene.text(start) == "festival" {
                break;
            }
            // So are two names where who heads it is told of: *l'ancienne présidente de la [Cour suprême] Sushila Karki*.
            if scene.adjective(at.wrapping_sub(1)) && (scene.person(at) || house::headed_by(scene, start, at))
            {
                break;
            }
            at = scene.run(at);
            named = true;
            add(at, Features::default(), named, out);
        } else if event && word.is(Shape::NUMBER) {
            at = at.wrapping_add(1);
            add(at, Features::ENDS_NUMBER, named, out);
        } else if small && scene.at(at).has(Cues::DEMONYM) {
            // *le ministère [chinois] du Commerce*: whose it is, stands in its midst.
            break;
        } else if scene.adjective(at) || bare && agrees(scene, at) || !small && !bare && is_local(scene, at) {
            // *la [Brigade nationale de la police judiciaire]*, *le [ministère des Affaires civiles]*: it goes on with the complement.
            // *le [Parti révolutionnaire dominicain]*: whose it is ends a name as well as where it is.
            let land = !small && !bare && word.has(Cues::DEMONYM) && at > start.wrapping_add(1);
            let of = scope && at > start.wrapping_add(2) || small && named || land;
            at = at.wrapping_add(1);
            add(at, if of { Features::ENDS_DE_NAME } else { Features::ENDS_ADJECTIVE }, named, out);
        } else if word.has(Cues::DE.or(Cues::A).or(Cues::EN).or(Cues::CONJUNCTION).or(LINK))
            && !word.is(Shape::CAPITAL)
            // *le parti [Pirate]*, *un vol parti pour [Londres]*
            && !(small && word.has(LINK))
        {
            let mut next = at.wrapping_add(1);
            if word.has(Cues::CONJUNCTION) && scene.at(next).has(Cues::ARTICLE.or(Cues::DETERMINER)) {
                break;
            }
            if word.has(Cues::CONJUNCTION) && scene.at(next).has(Cues::DE) {
                next = next.wrapping_add(1);
            }
            if scene.at(next).has(Cues::ARTICLE) && !scene.at(next).is(Shape::CAPITAL) {
                next = next.wrapping_add(1);
            }
            let plain = word.has(Cues::DE);
            // *le recours de l'association [Rivière vivante] contre le barrage*: what it is against is that of the recours.
            if word.has(Cues::AGAINST) && house::goes_to_law(scene, start) {
                break;
            }
            // *la [Fédération des grands vins de Bordeaux]*: an adjective may stand before what it is of.
            let next = next.wrapping_add(usize::from(
                head.has(Features::HEAD_ORGANISATION) && house::before_noun(scene, next),
            ));
            let target = scene.at(next);
            // *le [Centre Bell] depuis mardi*
            if !event && !plain && target.has(Cues::CALENDAR) {
                break;
            }
            // *le [Tour de Suisse] devant Demi Vollering*
            if event && word.has(Cues::AGAINST) && scene.name(next) {
                break;
            }
            // *l'ONG [Santé pour tous]*
            let for_all = bare && word.has(LINK) && matches!(scene.text(next), "tous" | "toutes");
            // *du [CHU de Nantes] et de l'[Hôpital européen Georges-Pompidou]*: so does one with a capital, when *de* is said again.
            let again = scene.at(at.wrapping_add(1)).has(Cues::DE);
            if word.has(Cues::CONJUNCTION) && named && again && target.has(Cues::ORGANISATION_HEAD) {
                break;
            }
            // *la [Ligue de hockey de l'Ontario] avec les Rangers*
            if word.has(LINK) && !bare && !plain && !is_one_of(scene.text(at), LINKS) {
                break;
            }
            let ends = Cues::CONJUNCTION.or(Cues::A).or(Cues::EN);
            if word.has(ends) && house::ends_before(scene, start, at, next, bare, named) {
                break;
            }
            // *l'[Observatoire de Genève] et de l'[université de Berne]*: a head begins another name; *l'entreprise [Thiriet] pour la
            // [rue du Port]*: nor does a place go on with the name of a firm.
            if !target.is(Shape::CAPITAL)
                && (word.has(Cues::CONJUNCTION) && named && target.has(Cues::ORGANISATION_HEAD_LOW)
                    || bare && word.has(LINK) && target.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT)))
            {
                break;
            }
            // *l'[Ensemble Stanislas] à la chapelle de la Oultre*: nor does a name go on with the place where it is done.
            if !plain
                && !event
                && !word.has(Cues::CONJUNCTION)
                && !target.is(Shape::CAPITAL)
                && target.has(Cues::PLACE_HEAD.or(Cues::PLACE_HEAD_DIRECT))
            {
                break;
            }
            // *l'[Agence nationale des patrimoines] en réhabilite trois*: a verb stands behind the pronoun, and what it governs.
            let governed = scene.at(next.wrapping_add(1));
            if word.has(Cues::EN)
                && !target.is(Shape::CAPITAL)
                && (governed.has(Cues::ARTICLE.or(Cues::DETERMINER))
                    || governed.is(Shape::NUMBER)
                    // *le [Conseil des États] en débattra à Lugano*
                    || scene.text(next).ends_with("ra")
                    || scene.text(next).ends_with("ront"))
            {
                break;
            }
            // *le [Parti des Tchadiens libres] de Mme Achta Djibrine Sy*
            if target.has(Cues::CIVILITY) && scene.name(next.wrapping_add(1)) {
                break;
            }
            if scene.name(next) && !target.has(Cues::CIVILITY) {
                // *le [Parti conservateur] d'Éric Duhaime*: whose it is, is no part of its name. *le [lycée Gustave-Eiffel] de Cachan*:
                // nor is where it stands, when its own name stands at once after a head in small letters.
                if plain && !event && (scene.person(next) || small && directly) {
                    break;
                }
                // *l'hôpital de [Dosso]*, *le lycée agricole de [Mirande]*: in which town it is, is no name of its own; *l'[hôpital du
                // Nord]* is one.
                // *le parti de [Saakachvili]*: whose it is.
                let town = plain && !word.has(Cues::CONTRACTED) && next == at.wrapping_add(1);
                let its = |text| is_one_of(text, &LOCAL) || text == "parti" && at == start.wrapping_add(1);
                if town && small && !named && its(scene.text(start)) {
                    break;
                }
                // *le [Conseil municipal] de Vernier*: a commune's assembly has its town beside it.
                if plain && matches!(scene.text(at.wrapping_sub(1)), "municipal" | "communal") {
                    break;
                }
                // *la [Cour d'honneur] à Jeanne Moreau*: to whom it is given is no part of its name.
                if word.has(Cues::A) && scene.person(next) {
                    break;
                }
                // *la brasserie [La Trouille] de Maubeuge*, *la section [CFDT] de Knauf Insulation*
                let acronym = scene.before(at).is_acronym();
                // *l'usine [Valtomer] de Dax*: nor to one that is no word; *l'association [Amis de Dax]*
                let begins = scene.at(start);
                let strange =
                    at == start.wrapping_add(1) && begins.facts.common() == 0 && begins.facts.first() == 0;
                if bare && town && (begins.has(Cues::ARTICLE) || acronym || strange) {
                    break;
                }
                at = scene.run(next);
                named = true;
                add(at, if plain { Features::ENDS_DE_NAME } else { Features::ENDS_OTHER }, named, out);
            } else if event && target.is(Shape::NUMBER) && plain {
                at = next.wrapping_add(1);
                add(at, Features::ENDS_NUMBER, named, out);
            } else if target.is(Shape::LETTERS)
                && (!target.has(Cues::GRAMMAR.or(Cues::AUXILIARY).or(Cues::DETERMINER)) || for_all)
                && !(word.has(Cues::CONJUNCTION) && small)
                // *la section [Marigot] du syndicat*: of what house it is, is no part of its name.
                && !(bare && plain && target.has(Cues::ORGANISATION_NOUN))
            {
                at = next.wrapping_add(1);
                // *le [Réseau des femmes rurales du Togo]*, *les sœurs tertiaires*: of many, an adjective in the plural.
                at =
                    at.wrapping_add(usize::from(head.has(Features::HEAD_ORGANISATION) && of_many(scene, at)));
                // *le [Parti de la paix et de la prospérité]*: *de* said again goes on as the first did.
                let of = if plain { of_word } else { Features::ENDS_DE_WORD };
                let plain = plain || word.has(Cues::CONJUNCTION) && again || for_all;
                add(at, if plain { of } else { Features::ENDS_OTHER }, named, out);
            } else {
                break;
            }
        } else {
            break;
        }
        if at.wrapping_sub(start) > LONGEST {
            break;
        }
    }
}

/// Whether a plural stands behind one, and *de* and a name behind it: *le Réseau des femmes [transformatrices] de la Petite Côte*.
fn of_many(scene: &Scene<'_>, at: usize) -> bool {
    agrees(scene, at) && scene.particles(at.wrapping_add(1), Cues::DE.or(Cues::ARTICLE)) > 0
}

/// Whether a word goes on with the plural of the name before it: *la librairie [Ombres blanches]*, *l'association [Vergers
/// vivants]*.
pub(crate) fn agrees(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.at(at);
    let plain = word.is_small() && word.cues == Cues::NONE;
    plain && scene.text(at).ends_with('s') && scene.text(at.wrapping_sub(1)).ends_with('s')
}

/// Whether a word that has no other use is made like a demonym, behind an adjective: *l'[Union sportive castrogontérienne]*, though no
/// list has its town.
pub(crate) fn is_local(scene: &Scene<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 8] = ["ais", "aise", "ois", "oise", "ien", "ienne", "enne", "aine"];
    let word = scene.at(at);
    if word.cues != Cues::NONE || !word.is_small() {
        return false;
    }
    let text = scene.text(at);
    // *l'[Office antidrogue]*, *la [Brigade anti-stupéfiants]*
    if text.starts_with("anti") && text.len() > 7 {
        return true;
    }
    // *le [Dojo héricourtois]*: or behind the head itself.
    if !scene.adjective(at.wrapping_sub(1)) && !scene.before(at).is(Shape::CAPITAL) {
        return false;
    }
    text.len() > 7 && word.facts.common() == 0 && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// What any town has, and what belongs to a name of its own: *le [lycée Simone-Veil]*, and not to that of its town.
const LOCAL: [&str; 4] = ["COLLEGE", "ECOLE", "HOPITAL", "LYCEE"];

/// *pour, sur, contre*: between a head and its complement. Which of them a name has is in [`LINKS`].
pub(crate) const LINK: Cues = Cues::AGENT_PREPOSITION.or(Cues::PLACE_PREPOSITION);

/// The prepositions that names of organisations and events have in their midst: *[Ligue contre le cancer]*, *[Médecins sans
/// frontières]*; what is done *par* or *avec* somebody is told of it.
const LINKS: &[&str] = &["CONTRE", "DANS", "ENTRE", "POUR", "SANS", "SUR", "VERS"];

/// E6. *[FC Nantes]*, *[Stade rennais]*, *[Olympique de Marseille]*.
fn club(scene: &Scene<'_>, start: usize, out: &mut Proposals<'_>) {
    let next = start.wrapping_add(1);
    let head = Features::HEAD_TEAM;
    let bit = Kind::Organisation.bit();
    // *le [Football Club de Nantes]*, *le [Rugby Club vannetais]*: the game stands before it.
    let before = scene.before(start);
    let start = start.wrapping_sub(usize::from(before.is(Shape::CAPITAL) & before.has(Cues::SPORT)));
    if scene.name(next) {
        let end = scene.run(next);
        out.add(start, end, head, bit);
        let count = scene.particles(end, Cues::DE.or(Cues::ARTICLE));
        if count > 0 && !coached(scene, end.wrapping_add(count)) {
            out.add(start, scene.run(end.wrapping_add(count)), head.with(Features::ENDS_DE_NAME), bit);
        }
    } else if scene.adjective(next) || is_local(scene, next) {
        let end = next.wrapping_add(1);
        out.add(start, end, head.with(Features::ENDS_ADJECTIVE), bit);
    } else {
        let count = scene.particles(next, Cues::DE.or(Cues::ARTICLE));
        if count > 0 && !coached(scene, next.wrapping_add(count)) {
            out.add(start, scene.run(next.wrapping_add(count)), head.with(Features::ENDS_DE_NAME), bit);
        }
    }
}

/// What is seen of a name that ends as names of clubs do: *le [Toulouse Football Club]*, *[Leeds United Football Club]*.
fn club_at_end(scene: &Scene<'_>, start: usize, end: usize) -> Features {
    let last = end.wrapping_sub(1);
    let ends = end.wrapping_sub(start) > 2
        && scene.at(last).has(Cues::TEAM)
        && scene.before(last).has(Cues::SPORT.or(Cues::TEAM))
        && scene.text(last) == "Club";
    CLUB.when(ends)
}

/// As sure as what stands behind a word for clubs.
const CLUB: Features = Features::HEAD_TEAM.with(Features::AFTER_ORGANISATION_NOUN);

/// Whether it is a person whose the team is, not its town: *le Sporting de [Rik De Mil]*.
fn coached(scene: &Scene<'_>, at: usize) -> bool {
    scene.at(at).facts.first() >= 1 && scene.name(at.wrapping_add(1))
}

/// E15. A team and its town: *les [Girondins de Bordeaux]*; `kinds` are those that lists know its first word as.
fn team(scene: &Scene<'_>, start: usize, word: Word, kinds: u8, out: &mut Proposals<'_>) {
    // *les HLM de Paris*, *les Mondiaux de Tokyo* are no team.
    let other = word.is_acronym() || word.has(Cues::EVENT_HEAD);
    if word.is(Shape::WEAK) || other || !scene.before(start).has(Cues::PLURAL) || word.facts.common() > 3 {
        return;
    }
    // *des [Japonais] de [Kyoto]*, *les [Rohingyas] de [Birmanie]*: where no sport is spoken of, a people is no team.
    let people = word.has(Cues::DEMONYM) || kinds & Kind::Demonym.bit() != 0;
    if scene.sport == 0 && people {
        return;
    }
    let end = scene.run(start);
    if end.wrapping_sub(start) > 2 {
        return;
    }
    let count = scene.particles(end, Cues::DE.or(Cues::ARTICLE));
    let town = end.wrapping_add(count);
    // *les États-Unis de Donald Trump*, *les Mauves de Besnik Hasi*: a person is no town.
    if count > 0 && scene.at(end).has(Cues::DE) && !coached(scene, town) {
        // *les [Mariners du Maine]*: that other Mariners are known says nothing of these.
        out.add(start, end, Features::STOPS_EARLY, 0);
        let end = scene.run(town);
        // *les couleurs des [Knights de London]*: what English calls its teams, and French nobody.
        let text = scene.text(start);
        let english = word.facts.common() == 0
            && !people
            && !word.ending.has(Ending::DEMONYM)
            && scene.name(start.wrapping_add(2))
            && text.is_ascii()
            && text.ends_with('s');
        let team = Features::TEAM.with(Features::AFTER_ORGANISATION_NOUN.when(english));
        out.add(start, end, team.with(Features::ENDS_DE_NAME), Kind::Organisation.bit());
    }
}

/// E14. What stands between quotation marks, when it is made like a title.
fn quoted(scene: &Scene<'_>, open: usize, out: &mut Proposals<'_>) {
    let start = open.wrapping_add(1);
    if !scene.name(start) && !scene.at(start).is(Shape::ELIDED) {
        return;
    }
    if !scene.at(start).is(Shape::CAPITAL) {
        return;
    }
    // *dit « Mme [Thérèse] »* says how somebody is called, *le film « Mme Bovary »* is a title.
    let addressed = || is_one_of(scene.text(start), &["M", "MLLE", "MME"]);
    if scene.at(start).has(Cues::CIVILITY) && !scene.before(open).has(Cues::WORK_NOUN) && addressed() {
        return;
    }
    let mut kinds = OPEN;
    for length in 1usize..10 {
        let end = start.wrapping_add(length);
        let word = scene.at(end);
        if word.sign == b'"' {
            let last = scene.before(end);
            if !matches!(last.sign, b'.' | b'!' | b'?' | b',')
                && !said(scene, end.wrapping_add(1))
                && !answered(scene, open)
            {
                let long = Features::QUOTED_LONG.when(length > 5);
                out.add(start, end, Features::QUOTED.with(long), kinds);
            }
            return;
        }
        if word.sign == b',' {
            // *« [Soulages], un destin »* is no person: with a comma it is a title or a sentence.
            kinds = Kind::Misc.bit();
        } else if !word.is(Shape::LETTERS) && !word.is(Shape::NUMBER) && word.sign != b'-' {
            return;
        }
    }
}

/// Whether what is quoted behind a name and a colon begins as speech does, and titles hardly: *Awa Ly : « Je chante pour les
/// absents »*.
fn answered(scene: &Scene<'_>, open: usize) -> bool {
    let colon = open.wrapping_sub(1);
    let first = scene.at(open.wrapping_add(1));
    scene.at(colon).sign == b':'
        && scene.name(colon.wrapping_sub(1))
        && first.has(Cues::GRAMMAR)
        && !first.has(Cues::ARTICLE.or(Cues::DE).or(Cues::A))
}

/// Whether what stood between quotation marks was said: *« Vive la [Hongrie] », clamait-elle*, *« Nous étions là » s'amuse-t-il*.
fn said(scene: &Scene<'_>, after: usize) -> bool {
    let mut at = after;
    if scene.at(at).sign == b',' {
        at = at.wrapping_add(1);
        // *« Alger nous oublie », s'emporte un soudeur*: after the comma, who speaks does it to himself.
        if scene.at(at).is(Shape::ELIDED) && scene.at(at).has(Cues::AUXILIARY) {
            return true;
        }
    }
    if scene.at(at).has(Cues::AUXILIARY) {
        at = at.wrapping_add(1);
        // *« Areva paiera », a fait savoir le groupe*
        let told = scene.at(at.wrapping_add(1));
        if is_one_of(scene.text(at), &["FAIT", "LAISSE"]) && told.is(Shape::LETTERS) {
            return matches!(
                scene.text(at.wrapping_add(1)),
                "savoir" | "valoir" | "entendre" | "observer" | "remarquer"
            );
        }
    }
    scene.at(at).has(Cues::SPEECH) && at > after
}
