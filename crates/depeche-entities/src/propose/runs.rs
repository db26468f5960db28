//! E3, E4, E5, E9, E11, E12, E13. Runs of words with capitals, with their particles, initials, numbers and parts of the world.

use crate::cues::Cues;
use crate::evidence;
use crate::feature::Features;
use crate::house;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::propose::complements::agrees;
use crate::propose::teams::club_at_end;
use crate::propose::{Proposals, TITLES};
use crate::span::{LONGEST, OPEN, Scene, Spot};
use crate::word::{Shape, Word};

/// E3, E4, E5, E9, E11, E13. Runs of capitalised words; whether the first of several may be a name by itself is `alone`, whether a
/// list has a `place` that begins with it.
#[inline]
pub(super) fn capitals(
    scene: &Scene<'_>,
    start: usize,
    word: Word,
    alone: bool,
    place: bool,
    out: &mut Proposals<'_>,
) {
    if word.is(Shape::ELIDED) {
        elided(scene, start, out);
        return;
    }
    if scene.joined(start) || !opens(scene, start, word) || is_title(scene, start, word) {
        return;
    }
    let end = scene.run(start);
    let one = end.wrapping_sub(start) == 1;
    // *le rugby à [XIII]*: so many play it.
    if one && word.is(Shape::ROMAN) && scene.before(start).is_a() {
        return;
    }
    // *Pour*, *Il*: a grammatical word alone at the beginning of a sentence is no name, whatever the rest of the text says.
    if one && is_grammar(word) {
        return;
    }
    let sent = start == scene.first && (scene.at(end).is(Shape::ANEW) || dateline(scene, end));
    if sent && !place && rubric(scene, start, end) {
        return;
    }
    storm(scene, start, end, out);
    // *[Hand] : Brest s'impose*: what is played is no name.
    let played = word.is(Shape::WEAK) && word.has(Cues::SPORT);
    if played && one && matches!(scene.at(end).sign, b':' | b'/' | b',') {
        return;
    }
    let run = Run::new(scene, start, end, word);
    run.whole(sent, out);
    run.organisation(out);
    run.event(out);
    house::english(scene, start, end, out);
    run.further(out);
    run.parts(alone, out);
    run.numbered(out);
}

/// Whether a name may begin here, and not in the midst of one.
#[inline]
fn opens(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    const BEFORE: Cues = Cues::CIVILITY
        .or(Cues::FUNCTION)
        .or(Cues::GRAMMAR)
        .or(Cues::CALENDAR)
        .or(Cues::DEMONYM)
        .or(Cues::ORGANISATION_NOUN)
        .or(Cues::PORTFOLIO);
    let before = scene.before(start);
    let inside =
        before.is(Shape::CAPITAL) && !before.is(Shape::ELIDED) && !word.is(Shape::WEAK.or(Shape::APART));
    !inside
        || before.is(Shape::WEAK.or(Shape::ROMAN))
        || before.has(BEFORE)
        || word.facts.is_first_name() && !before.facts.may_be_first_name()
        || scene.father(start.wrapping_sub(1))
}

/// Whether it is the title of the name behind it. *M. M. Diallo*: one before another begins no name; nor does one that is cut short:
/// *MM. [Roux] et [Morel]*; nor one after another: *Mme Vve [Simone Delpech]*.
#[inline]
fn is_title(scene: &Scene<'_>, start: usize, word: Word) -> bool {
    let next = || scene.at(start.wrapping_add(1));
    let short = || {
        scene.text(start).ends_with('.')
            || scene.before(start).has(Cues::CIVILITY)
            || is_one_of(scene.text(start), ADDRESSED)
    };
    word.has(Cues::CIVILITY) && (next().has(Cues::CIVILITY) || next().is(Shape::CAPITAL) && short())
        // *le P. [Guillaume Caous]*: though it looks like an initial.
        || scene.father(start)
}

/// Whether it is a word of grammar at the beginning of a sentence.
const fn is_grammar(word: Word) -> bool {
    word.is(Shape::WEAK) && word.has(Cues::GRAMMAR) && !word.is(Shape::CAPITALS)
}

/// E8. A storm: *la tempête [Kirk]*, *une perturbation nommée [Benjamin]*.
#[inline]
fn storm(scene: &Scene<'_>, start: usize, end: usize, out: &mut Proposals<'_>) {
    const TOLD: Cues = Cues::ARTICLE.or(Cues::DETERMINER).or(Cues::CONTRACTED);
    if scene.before(start).has(Cues::STORM) && scene.at(start.wrapping_sub(2)).has(TOLD)
        || scene.held.cues.has(Cues::STORM) && christened(scene, start)
    {
        out.add(start, end, Features::HEAD_EVENT, Kind::Event.bit());
    }
}

/// Words with capitals one behind the other.
struct Run<'s, 'w> {
    scene: &'s Scene<'w>,
    start: usize,
    end: usize,
    /// The first of them, and what stands before it.
    word: Word,
    before: Word,
    /// Whether they are the name of the house that stands before them: *la librairie [La Fontaine]*.
    founded: bool,
    /// The kinds they may be.
    open: u8,
}

impl<'s, 'w> Run<'s, 'w> {
    #[inline]
    fn new(scene: &'s Scene<'w>, start: usize, end: usize, word: Word) -> Run<'s, 'w> {
        let founded = house::founded(scene, start);
        // *un [Piper PA-28]*: nobody is called by figures.
        let designed = end.wrapping_sub(start) > 1 && scene.before(end).is(Shape::FIGURES);
        let nobody = if founded || designed { Kind::Person.bit() } else { 0 };
        Run { scene, start, end, word, before: scene.before(start), founded, open: OPEN & !nobody }
    }

    fn is_one(&self) -> bool {
        self.len() == 1
    }

    fn len(&self) -> usize {
        self.end.wrapping_sub(self.start)
    }

    /// Whether it is short enough for a name: what goes on for longer is a list or a headline.
    fn is_name(&self) -> bool {
        self.len() <= LONGEST
    }

    /// Whether a word is an acronym that may be a name by itself.
    #[inline]
    fn acronym(&self, at: usize) -> bool {
        let word = self.scene.at(at);
        word.is(Shape::CAPITALS) && !word.is(Shape::SPELT.or(Shape::ROMAN))
    }

    /// Whether the first two are acronyms, and so two names: *la conférence de l'[ONU] [COP29]*.
    fn two_acronyms(&self) -> bool {
        self.acronym(self.start) && self.acronym(self.start.wrapping_add(1))
    }

    /// All of it; `sent` where it is the place that a dispatch comes from.
    #[inline]
    fn whole(&self, sent: bool, out: &mut Proposals<'_>) {
        let (scene, start, end) = (self.scene, self.start, self.end);
        if self.len() == 2 && self.two_acronyms() {
            out.add(start.wrapping_add(1), end, Features::default(), self.open);
        } else if self.is_name() {
            let seen = Features::DATELINE.when(sent).with(club_at_end(scene, start, end));
            if let Some(spot) = out.add(start, end, seen, self.open)
                && self.founded
            {
                // *la librairie [La Fontaine]*: though a list has him.
                spot.kinds &= !Kind::Person.bit();
            }
        }
    }

    /// A part of a land, *l'[Ouest lyonnais]*, or a firm with those who are in it, *[Durand et Fils]*.
    #[inline]
    fn organisation(&self, out: &mut Proposals<'_>) {
        let (scene, start, end) = (self.scene, self.start, self.end);
        if self.is_one() && self.word.has(Cues::CARDINAL) && !self.word.is(Shape::WEAK) && of_land(scene, end)
        {
            out.add(start, end.wrapping_add(1), PART_OF_LAND, Kind::Place.bit());
        }
        let kin = house::kin(scene, end);
        if kin > end && self.is_name() {
            out.add(start, kin, Features::HEAD_ORGANISATION, Kind::Organisation.bit());
            out.add(start, end, Features::STOPS_EARLY, 0);
        }
    }

    /// E8. What a festival is called, *le festival [Les Rives bleues]*, and the race of a town, *le [Grand Prix de Plouay]*.
    #[inline]
    fn event(&self, out: &mut Proposals<'_>) {
        let (scene, start, end) = (self.scene, self.start, self.end);
        let festival = self.word.has(Cues::ARTICLE)
            && self.before.has(Cues::EVENT_HEAD)
            && is_one_of(scene.text(start.wrapping_sub(1)), &["FESTIVAL"]);
        let told = || house::told_over(scene, start) == Some(Kind::Event);
        if festival || scene.held.cues.has(Cues::EVENT_HEAD) && told() {
            let goes_on = usize::from(agrees(scene, end) || scene.adjective(end));
            out.add(start, end.wrapping_add(goes_on), Features::HEAD_EVENT, Kind::Event.bit());
        }
        let prize = start.wrapping_add(1);
        if scene.sport != 0 && !self.is_one() && scene.says(start, "grand") && scene.says(prize, "prix") {
            let of = prize.wrapping_add(1);
            let count = scene.particles(of, Cues::DE.or(Cues::ARTICLE));
            if count > 0 {
                let seen = Features::HEAD_EVENT.with(Features::ENDS_DE_NAME);
                out.add(start, scene.run(of.wrapping_add(count)), seen, Kind::Event.bit());
            }
        }
    }

    /// What goes on for longer in small letters: *Caucase du Sud*, *Charles de Gaulle*.
    #[inline]
    fn further(&self, out: &mut Proposals<'_>) {
        let (scene, start, end) = (self.scene, self.start, self.end);
        let further = cardinal(scene, end);
        if further > end {
            out.add(start, further, Features::ENDS_CARDINAL, self.open);
        }
        let person = scene.person_run(start);
        if person != end && !self.founded {
            out.add(start, person, Features::default(), Kind::Person.bit());
        }
    }

    /// The first word, the first two, and all but the last of several.
    #[inline]
    fn parts(&self, alone: bool, out: &mut Proposals<'_>) {
        let (scene, start, end) = (self.scene, self.start, self.end);
        if self.is_one() {
            return;
        }
        let one = start.wrapping_add(1);
        if alone && !is_grammar(self.word) {
            out.add(start, one, Features::STOPS_EARLY.when(!self.two_acronyms()), self.open);
        }
        let two = scene.word_end(one);
        if end > two {
            out.add(start, two, Features::STOPS_EARLY, self.open);
        }
        let less = end.wrapping_sub(1);
        let less = less.wrapping_sub(usize::from(scene.joined(less)));
        if self.is_name() && less > two {
            out.add(start, less, Features::STOPS_EARLY, self.open);
        }
    }

    /// With the number behind it: *[Paris 2024]*.
    #[inline]
    fn numbered(&self, out: &mut Proposals<'_>) {
        const KINDS: u8 = Kind::Organisation.bit() | Kind::Misc.bit() | Kind::Event.bit();
        let (scene, start, end, word) = (self.scene, self.start, self.end, self.word);
        // *élimine [Yanina Wickmayer] 6-1*: a score is no number of a name.
        if !scene.at(end).is(Shape::NUMBER) || scene.at(end).is(Shape::SCORE) {
            return;
        }
        // *un agent du [SDE 22]*: the number of a département is the acronym's own.
        let service = evidence::NUMBERED.contains(&scene.text(start));
        let acronym = self.acronym(start)
            && !word.has(Cues::ROAD.or(Cues::NOT_ORGANISATION))
            && self.before.has(Cues::ARTICLE.or(Cues::CONTRACTED));
        let own = self.is_one() && scene.text(end).len() == 2 && (acronym || service);
        let head = Features::HEAD_ORGANISATION.when(own && service);
        out.add(start, end.wrapping_add(1), head.with(Features::ENDS_NUMBER.when(!own)), KINDS);
        if own {
            out.add(start, end, Features::STOPS_EARLY, self.open);
        }
    }
}

/// A name that begins with an apostrophe of its own: *[N'Guessan]*, *[O'Brien]*, *[D'Alembert]*, *Mme [L'Huillier]*.
#[inline(never)]
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
#[inline(never)]
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
    scene.at(named).is_small()
        && is_one_of(scene.text(named), &["BAPTISE", "BAPTISEE", "NOMME", "NOMMEE"])
        && scene.backward(named, 1..8).any(|at| scene.at(at).has(Cues::STORM))
}

/// Whether the capitals that a text begins with are words of the language, as a rubric is and a town hardly: *NÉCROLOGIE – [Simone
/// Vernay] est morte*, *FAITS DIVERS – Un homme…*.
fn rubric(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    scene.at(start).facts.is_word()
        && (start.wrapping_add(1)..end).all(|at| {
            let word = scene.at(at);
            word.facts.in_language() || word.has(Cues::GRAMMAR.or(Cues::DE).or(Cues::ARTICLE).or(Cues::A))
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
        && first.facts.is_strange()
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
pub(super) fn particle_first(scene: &Scene<'_>, start: usize, word: Word, out: &mut Proposals<'_>) {
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
