//! What two things seen together say that each alone does not: a first name before an unknown word, a listed town after *contre*.
//!
//! A span falls into one row of each table below; the rows are learned alone, and are zero where nothing was learned.

use crate::class::Class;
use crate::cues::Cues;
use crate::feature::Features;
use crate::key::is_one_of;
use crate::kind::Kind;
use crate::span::{Outline, Scene, Spot};
use crate::word::{Shape, Word};

/// What the gazetteer says of a span, in two numbers.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Signature {
    /// 0 for nothing; else 1 + 5 × the kind it is best known as + how well known (0 to 4).
    pub(crate) best: u8,
    /// 0 for nothing else; else 1 + the kind it is second best known as.
    pub(crate) other: u8,
}

const CLASSES: usize = Class::COUNT;
const BEFORE: usize = 36;
const AFTER: usize = 17;
const SIGNATURES: usize = 31;
const HEADS: usize = 9;
const ENDS: usize = 8;
const ROLES: usize = 7;
/// What a span is listed as, told apart as far as games need.
const COARSE: usize = 5;
const FIRM: usize = 10;

impl Signature {
    /// Below [`COARSE`]: nothing, a place, an organisation beside whatever else, a person, something else.
    fn coarse(self) -> usize {
        let row = COARSES.get(usize::from(self.best));
        row.and_then(|row| row.get(usize::from(self.other))).map_or(4, |coarse| usize::from(*coarse))
    }
}

/// [`Signature::coarse`] by both numbers of it.
static COARSES: [[u8; 8]; SIGNATURES] = {
    let mut table = [[0; 8]; SIGNATURES];
    let mut rows: &mut [[u8; 8]] = &mut table;
    let mut best = 0u8;
    while let [row, later @ ..] = rows {
        let mut cells: &mut [u8] = row;
        let mut other = 0u8;
        while let [cell, more @ ..] = cells {
            *cell = match (best, other) {
                (0, _) => 0,
                (11..=15, _) | (_, 3) => 2,
                (6..=10, _) => 1,
                (1..=5, _) => 3,
                _ => 4,
            };
            other = other.wrapping_add(1); // wraps: there are eight
            cells = more;
        }
        best = best.wrapping_add(1); // wraps: there are few
        rows = later;
    }
    table
};

/// The name and number of rows of each table.
pub(crate) const TABLES: [(&str, usize); 18] = [
    ("words", 3 * CLASSES * CLASSES),
    ("before", 2 * BEFORE * CLASSES),
    ("after", 2 * AFTER * CLASSES),
    ("between", 2 * BEFORE * AFTER),
    ("listed", SIGNATURES * 7 * 2),
    ("listed-word", SIGNATURES * CLASSES),
    ("before-listed", BEFORE * SIGNATURES),
    ("after-listed", AFTER * SIGNATURES),
    ("head", HEADS * ENDS * CLASSES),
    ("sport", 2 * SIGNATURES * BEFORE),
    ("sport-after", 2 * SIGNATURES * AFTER),
    ("headed", HEADS * ENDS * 16),
    ("plays", 3 * ROLES * COARSE),
    ("firm", 2 * FIRM * CLASSES),
    ("firm-listed", FIRM * SIGNATURES),
    ("trade", 3 * 2 * CLASSES),
    ("trade-before", 3 * BEFORE * COARSE),
    ("games", 2 * BEFORE * COARSE),
];

/// Where the rows of each table begin, and their number in all.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler")]
const STARTS: [usize; TABLES.len() + 1] = {
    let mut starts = [0; TABLES.len() + 1];
    let mut at = 0;
    while at < TABLES.len() {
        starts[at + 1] = starts[at] + TABLES[at].1;
        at += 1;
    }
    starts
};

/// The number of rows of all tables.
pub(crate) const ROWS: usize = {
    let [.., rows] = STARTS;
    rows
};

/// The rows of a span: one of each table that speaks of it.
pub(crate) struct Rows {
    /// Filled up with [`NONE`].
    rows: [[u16; 4]; TABLES.len().div_ceil(4)],
    count: usize,
}

impl Rows {
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "all rows are below `NONE`, as asserted beside it")]
    fn push(&mut self, table: usize, number: usize) {
        let start = STARTS.get(table).copied().unwrap_or(ROWS);
        if let Some(row) = self.rows.as_flattened_mut().get_mut(self.count) {
            *row = start.wrapping_add(number) as u16;
            self.count = self.count.wrapping_add(1);
        }
    }

    /// The rows by fours, how many there are being hard to foretell; after the last of them [`NONE`].
    #[inline]
    pub(crate) fn fours(&self) -> impl Iterator<Item = &[u16; 4]> {
        self.rows.iter().take(self.count.div_ceil(4))
    }

    /// The rows one by one.
    pub(crate) fn as_slice(&self) -> &[u16] {
        self.rows.as_flattened().get(..self.count).unwrap_or_default()
    }
}

/// No row of any table.
const NONE: u16 = u16::MAX;

const _: () = assert!(ROWS <= NONE as usize);

/// The row of a table by its name and number within the table.
pub(crate) fn row(name: &str, number: usize) -> Option<usize> {
    let at = TABLES.iter().position(|(known, _)| *known == name)?;
    let (_, rows) = TABLES.get(at)?;
    (number < *rows).then(|| STARTS.get(at).map(|start| start.wrapping_add(number)))?
}

/// The name of the table of a row, and the number within it.
pub(crate) fn name(row: usize) -> (&'static str, usize) {
    let at = STARTS.iter().rposition(|start| *start <= row).unwrap_or(0).min(TABLES.len().wrapping_sub(1));
    let start = STARTS.get(at).copied().unwrap_or(0);
    (TABLES.get(at).map_or("", |(name, _)| name), row.wrapping_sub(start))
}

/// The rows of a span, once everything of it is seen.
#[inline]
pub(crate) fn rows(scene: &Scene<'_>, spot: &Spot, signature: Signature) -> Rows {
    let Outline { first, last, length, weak, before } = spot.outline;
    let one = length == 1;
    let (a, z, weak, before) = (first.number(), last.number(), usize::from(weak), usize::from(before));
    let after = group(spot.seen, FROM_AFTER, Features::BEFORE_CLOSE);
    let single = usize::from(one);
    let best = usize::from(signature.best);
    let listed = best != 0;
    let mut rows = Rows { rows: [[NONE; 4]; TABLES.len().div_ceil(4)], count: 0 };
    let mut set = |table: usize, number: usize| rows.push(table, number);
    let length = usize::from(length.wrapping_sub(1));
    let other = if one { weak } else { z };
    set(0, length.wrapping_mul(CLASSES).wrapping_add(a).wrapping_mul(CLASSES).wrapping_add(other));
    set(1, single.wrapping_mul(BEFORE).wrapping_add(before).wrapping_mul(CLASSES).wrapping_add(a));
    set(2, single.wrapping_mul(AFTER).wrapping_add(after).wrapping_mul(CLASSES).wrapping_add(z));
    set(3, single.wrapping_mul(BEFORE).wrapping_add(before).wrapping_mul(AFTER).wrapping_add(after));
    if listed {
        let second = usize::from(signature.other);
        set(4, best.wrapping_mul(7).wrapping_add(second).wrapping_mul(2).wrapping_add(weak));
        set(5, best.wrapping_mul(CLASSES).wrapping_add(a));
        set(6, before.wrapping_mul(SIGNATURES).wrapping_add(best));
        set(7, after.wrapping_mul(SIGNATURES).wrapping_add(best));
    }
    let head = group(spot.seen, Features::HEAD_ORGANISATION, Features::TEAM);
    if head != 0 {
        let ends = group(spot.seen, Features::HEAD_ALONE, Features::STOPS_EARLY);
        set(8, head.wrapping_mul(ENDS).wrapping_add(ends).wrapping_mul(CLASSES).wrapping_add(z));
        let inside = usize::from(spot.seen.has(Features::INSIDE_HEAD));
        let long = spot.len().min(5).wrapping_sub(1).saturating_sub(1);
        let place = inside.wrapping_mul(2).wrapping_add(weak).wrapping_mul(4).wrapping_add(long);
        set(11, head.wrapping_mul(ENDS).wrapping_add(ends).wrapping_mul(16).wrapping_add(place));
    }
    if scene.sport != 0 {
        let more = usize::from(scene.sport > 1);
        let known = more.wrapping_mul(SIGNATURES).wrapping_add(best);
        set(9, known.wrapping_mul(BEFORE).wrapping_add(before));
        set(10, known.wrapping_mul(AFTER).wrapping_add(after));
    }
    let role = role(scene, spot);
    if role != 0 {
        let sport = usize::from(scene.sport.min(2));
        let role = sport.wrapping_mul(ROLES).wrapping_add(role);
        set(12, role.wrapping_mul(COARSE).wrapping_add(signature.coarse()));
    }
    if let Some(level) = usize::from(scene.trade).checked_sub(1) {
        let word = if one { a } else { z };
        set(15, level.wrapping_mul(2).wrapping_add(single).wrapping_mul(CLASSES).wrapping_add(word));
        set(
            16,
            level
                .wrapping_mul(BEFORE)
                .wrapping_add(before)
                .wrapping_mul(COARSE)
                .wrapping_add(signature.coarse()),
        );
    }
    if scene.games {
        let known = single.wrapping_mul(BEFORE).wrapping_add(before);
        set(17, known.wrapping_mul(COARSE).wrapping_add(signature.coarse()));
    }
    let firm = firm(scene, spot);
    if firm != 0 {
        let word = if one { a } else { z };
        set(13, single.wrapping_mul(FIRM).wrapping_add(firm).wrapping_mul(CLASSES).wrapping_add(word));
        set(14, firm.wrapping_mul(SIGNATURES).wrapping_add(best));
    }
    rows
}

/// E16. What a span does in a game, in one number below [`ROLES`]; 0 for nothing: *[Lens] s'est incliné*, *recevra [Lens]*,
/// *[Lens] (2-1)*, *[Vertou] - [Saumur] : 1-3*, *face à [Lens]*.
#[inline]
fn role(scene: &Scene<'_>, spot: &Spot) -> usize {
    // A score makes the sentence one of sport.
    if scene.sport == 0 && !scene.held.cues.has(Cues::GAME.or(Cues::AGAINST).or(Cues::SPORT)) {
        return 0;
    }
    let (start, end) = (spot.start as usize, spot.end as usize);
    let before = scene.before(start);
    let name = |at: usize| scene.at(at).is(Shape::CAPITAL);
    // What goes on with a capital is a longer name.
    if name(end) || before.is(Shape::CAPITAL) && !before.is(Shape::WEAK) {
        return 0;
    }
    let score = |at: usize| {
        let beside = matches!(scene.at(at).sign, b'(' | b':' | b',');
        scene.at(at.wrapping_add(usize::from(beside))).is(Shape::SCORE)
    };
    let dash = |at: usize| scene.at(at).sign == b'-' && name(at.wrapping_add(1));
    let opposite = before.sign == b'-' && name(start.wrapping_sub(2));
    let scored = || score(end) || scene.onward(end, 2..5).any(score);
    if (dash(end) || opposite) && (scene.sport != 0 || scored()) {
        return 4;
    }
    if score(end) || before.is(Shape::SCORE) {
        return 3;
    }
    let mut at = end;
    // *[Angers] et Le Havre se sont neutralisés*: two do it.
    let second = end.wrapping_add(1);
    // *s'impose à [Istres] et Metz a été battu*: nor does it with where something is done.
    let somewhere =
        || before.has(Cues::A.or(Cues::EN)) && !scene.at(start.wrapping_sub(2)).has(Cues::AGAINST);
    if scene.at(end).has(Cues::CONJUNCTION) && name(second) && !somewhere() {
        at = scene.run(second);
    }
    for _ in 0..4 {
        let word = scene.at(at);
        if word.has(Cues::GAME) {
            return 1;
        }
        // *Elle joue à [Miami] mais s'incline*: it is not the town that does.
        let ends = word.has(Cues::DE.or(Cues::CONJUNCTION)) || scene.says(at, "mais");
        if !word.is(Shape::LETTERS) || word.is(Shape::CAPITAL) || ends {
            break;
        }
        at = at.wrapping_add(1);
    }
    // *accueille [le] [Togo]*, *reçoit vendredi [Villefranche]*, *fait face au [Togo]*
    // *remporte à [Nice] son troisième tour*: where it is done is no opponent.
    // *face à [Lens]*
    let facing = before.has(Cues::A) && scene.at(start.wrapping_sub(2)).has(Cues::AGAINST);
    let faced = before.has(Cues::A) && before.has(Cues::CONTRACTED) || facing;
    let passed = faced || before.has(Cues::ARTICLE.or(Cues::CALENDAR));
    let verb = if passed { scene.at(start.wrapping_sub(2)) } else { before };
    if verb.has(Cues::GAME) {
        2
    } else if verb.has(Cues::AGAINST) {
        5
    } else if before.has(Cues::DE) && is_played_for(scene.at(start.wrapping_sub(2))) {
        6
    } else {
        0
    }
}

/// Whether a word of sport is of a club: *l'entraîneur de [Lens]*; a tournament is of the town where it is held.
const fn is_played_for(noun: Word) -> bool {
    noun.has(Cues::SPORT) && !noun.has(Cues::EVENT_HEAD)
}

/// Whether a span stands where an opponent in a game does: *contre le [Togo]*, *[Lens] (2-1)*.
pub(crate) fn is_opponent(scene: &Scene<'_>, spot: &Spot) -> bool {
    matches!(role(scene, spot), 2..=5)
}

/// Whether a span stands where a team does, in a sentence that sport is sure to be spoken of in: see [`Fame::play`](crate::fame::Fame::play).
pub(crate) fn plays(scene: &Scene<'_>, spot: &Spot) -> bool {
    let start = spot.start as usize;
    let before = scene.before(start);
    let article = before.has(Cues::ARTICLE) && !before.has(Cues::CONTRACTED);
    // *jouera au [Maroc]*, *s'impose en [Suisse] (2-1)*: where it is done. *face au [Maroc]*
    let facing = before.has(Cues::AGAINST) || scene.at(start.wrapping_sub(2)).has(Cues::AGAINST);
    let inside = Cues::EN.or(Cues::A).or(Cues::DE).or(Cues::PLACE_PREPOSITION);
    if !article && !facing && before.has(inside) {
        return false;
    }
    let verb = start.wrapping_sub(if article { 2 } else { 1 }); // wraps: what lies before is outside
    // *éliminés par la [Belgique]*
    let by = scene.at(verb).has(Cues::AGENT_PREPOSITION) && scene.before(verb).has(Cues::GAME);
    let end = spot.end as usize;
    let object = end.wrapping_add(2);
    let beats = |at: usize| is_one_of(scene.text(at), &["BAT", "BATTENT", "BATTRA", "BATTRE"]);
    match role(scene, spot) {
        1 if beats(end) && scene.name(object) => true,
        2 if beats(verb) => true,
        // *Le [Qatar] accueillera le Mondial*: who is host of it.
        1 if scene.text(end).starts_with("accueil")
            && scene.at(object).has(Cues::SPORT.or(Cues::EVENT_HEAD)) =>
        {
            false
        }
        1..=5 => scene.sport_is_sure,
        _ => (by || article && second(scene, start)) && scene.sport_is_sure,
    }
}

/// Whether a town stands where a club does, and nothing says that it is a place: *[Angers] a surpris [Auxerre]*, *face à [Missillac]*.
pub(crate) fn town_plays(scene: &Scene<'_>, spot: &Spot, capital: bool) -> bool {
    let (start, end) = (spot.start as usize, spot.end as usize);
    let before = scene.before(start);
    if is_fixture(scene, start, end) {
        return true;
    }
    if capital && !scene.sport_is_sure {
        return false;
    }
    if is_trained(scene, start)
        || is_ranked(scene, end)
        || wins(scene, start, end)
        || scene.sport != 0 && is_foe(scene, start, end)
    {
        return true;
    }
    // *quitte le Toulouse Football Club pour [Dax]*
    if before.has(Cues::AGENT_PREPOSITION)
        && scene.at(start.wrapping_sub(2)).has(Cues::TEAM)
        && scene.says(start.wrapping_sub(1), "pour")
    {
        return true;
    }
    // *menés 1-0 par [Lons]*, *éliminés par [Lens]*
    let by = scene.at(start.wrapping_sub(2));
    if before.has(Cues::AGENT_PREPOSITION)
        && scene.sport_is_sure
        && (by.is(Shape::SCORE) || by.has(Cues::GAME))
    {
        return true;
    }
    match role(scene, spot) {
        1 if !before.has(Cues::A.or(Cues::DE).or(Cues::EN).or(Cues::PLACE_PREPOSITION)) => {
            let verb = end.wrapping_add(usize::from(scene.at(end).has(Cues::AUXILIARY)));
            let object = verb.wrapping_add(1);
            defeats(scene, verb)
                && (scene.name(object)
                    || scene.at(object).has(Cues::ARTICLE) && scene.name(object.wrapping_add(1)))
        }
        2 => defeats(scene, start.wrapping_sub(1)),
        5 => scene.sport_is_sure,
        // *Handball : [Brest] au Final Four*
        _ => {
            const TEAM_SPORTS: &[&str] =
                &["BASKET", "FOOT", "FOOTBALL", "FUTSAL", "HAND", "HANDBALL", "HOCKEY", "RUGBY", "VOLLEY"];
            let first = scene.range().start;
            start == first.wrapping_add(2)
                && before.sign == b':'
                && is_one_of(scene.text(first), TEAM_SPORTS)
                && !scene.name(end)
        }
    }
}

/// Whether it is one of two with their score: *[VITREY] - [GRANDCOURT] : 24-22*.
pub(crate) fn is_fixture(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let second = if scene.at(end).sign == b'-' && scene.name(end.wrapping_add(1)) {
        scene.run(end.wrapping_add(1))
    } else if scene.before(start).sign == b'-' && scene.name(start.wrapping_sub(2)) {
        end
    } else {
        return false;
    };
    scene.at(second).sign == b':' && scene.at(second.wrapping_add(1)).is(Shape::SCORE)
}

/// The lands that pages of sport shorten between parentheses behind who runs or plays: *Tonari (Ita)*, *Kelbor (Esp, Kelme)*.
const ATHLETES: &[&str] = &[
    "ALG", "ALL", "ANG", "ARG", "AUS", "AUT", "BEL", "BIE", "BLR", "BRA", "BRE", "BUL", "CAM", "CAN", "CHI",
    "CHN", "CIV", "COL", "CRO", "CUB", "CZE", "DAN", "DEN", "EGY", "EQU", "ESP", "EST", "ETH", "FIN", "FRA",
    "GBR", "GEO", "GER", "GRE", "HOL", "HON", "HUN", "IRL", "ISL", "ISR", "ITA", "JAM", "JAP", "JPN", "KAZ",
    "KEN", "KOR", "LAT", "LET", "LIT", "LUX", "MAR", "MEX", "MON", "NED", "NGR", "NOR", "NZL", "POL", "POR",
    "ROU", "RSA", "RUS", "SEN", "SLO", "SLQ", "SUE", "SUI", "SVK", "SWE", "TCH", "TUN", "TUR", "UKR", "USA",
    "YOU",
];

/// Whether it is the land of somebody, as pages of sport shorten it.
pub(crate) fn is_land_of_athlete(scene: &Scene<'_>, start: usize) -> bool {
    let (end, who) = (start.wrapping_add(1), start.wrapping_sub(2));
    scene.text(start).len() == 3
        && matches!(scene.at(end).sign, b')' | b',')
        && scene.name(who)
        && (scene.sport != 0
            || scene.at(who.wrapping_sub(1)).sign == b'.'
            || scene.at(who.wrapping_sub(2)).sign == b'.')
        && is_one_of(scene.text(start), ATHLETES)
}

/// What is done to an opponent alone.
const DEFEATS: &[&str] = &[
    "BAT",
    "BATTANT",
    "BATTENT",
    "BATTRA",
    "BATTRE",
    "BATTU",
    "CORRIGE",
    "DOMINANT",
    "DOMINE",
    "ECRASE",
    "ELIMINANT",
    "ELIMINE",
    "ETRILLE",
    "HUMILIE",
    "RENVERSE",
    "SURCLASSE",
    "SURPREND",
    "SURPRIS",
    "TERRASSE",
];

/// Whether one does it.
pub(crate) fn defeats(scene: &Scene<'_>, at: usize) -> bool {
    scene.at(at).is(Shape::LETTERS) && is_one_of(scene.text(at), DEFEATS)
}

/// What beats or is beaten by so much: by one score a team, *[Tonota] a battu Lyon 3-0*, by those of sets somebody, *a éliminé [Yanina
/// Wickmayer] 6-1, 6-3*.
pub(crate) fn scored(scene: &Scene<'_>, spot: &Spot) -> Option<Kind> {
    let end = spot.end as usize;
    let beaten = match role(scene, spot) {
        1 => {
            let verb = end.wrapping_add(usize::from(scene.at(end).has(Cues::AUXILIARY)));
            let object = verb.wrapping_add(1);
            (defeats(scene, verb) && scene.name(object)).then(|| scene.run(object))?
        }
        2 | 3 => defeats(scene, (spot.start as usize).wrapping_sub(1)).then_some(end)?,
        _ => return None,
    };
    // *6-1, 6-3*, *(6-1 6-3)*
    let scores = (0..5).filter(|more| scene.at(beaten.wrapping_add(*more)).is(Shape::SCORE)).count();
    match scores {
        0 => None,
        1 => Some(Kind::Organisation),
        _ => Some(Kind::Person),
    }
}

/// Whether it is that of who trains or plays: *l'entraîneur de [Lens]*, *les joueuses de [Brest]*.
pub(crate) fn is_trained(scene: &Scene<'_>, start: usize) -> bool {
    let of = scene.before(start);
    of.is_de() && is_one_of(scene.text(start.wrapping_sub(2)), TRAINED)
}

/// Who is of a team, and of nothing else.
const TRAINED: &[&str] = &[
    "ATTAQUANT",
    "ATTAQUANTE",
    "BUTEUR",
    "BUTEUSE",
    "COACH",
    "DEFENSEUR",
    "DEFENSEURE",
    "DEFENSEUSE",
    "ENTRAINEUR",
    "ENTRAINEUSE",
    "FOOTBALLEURS",
    "FOOTBALLEUSES",
    "HANDBALLEURS",
    "HANDBALLEUSES",
    "HOCKEYEURS",
    "JOUEURS",
    "JOUEUSES",
    "RUGBYMEN",
    "SUPPORTERS",
];

/// Whether its place among others is told: *[Tonota], leader du championnat*, *[Sedan], lanterne rouge de la poule*.
pub(crate) fn is_ranked(scene: &Scene<'_>, end: usize) -> bool {
    let next = end.wrapping_add(1);
    if scene.at(end).sign != b',' || !is_one_of(scene.text(next), RANKS) {
        return false;
    }
    scene.follows(next, 2..5, AMONG)
}

/// Whether a result is told of it: *la victoire de [Lens] contre Lyon*.
pub(crate) fn wins(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    const WON: &[&str] = &["DEFAITE", "ELIMINATION", "QUALIFICATION", "REVERS", "SUCCES", "VICTOIRE"];
    scene.before(start).has(Cues::DE)
        && scene.at(end).has(Cues::AGAINST)
        && scene.name(end.wrapping_add(1))
        && is_one_of(scene.text(start.wrapping_sub(2)), WON)
}

/// Whether it is a club by the others, where sport is spoken of: *a pris le meilleur sur [Tonota]*, *quitte [Tonota] pour [Lyon]*,
/// *prêté à [Tonota]*.
pub(crate) fn is_foe(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    const LEAVES: &[&str] = &["QUITTE", "QUITTER", "QUITTERA", "QUITTERAIT"];
    let near = scene.before(start);
    let (one, text) = (start.wrapping_sub(2), scene.text(start.wrapping_sub(1)));
    if near.is_a() {
        return is_one_of(scene.text(one), &["PRETE", "PRETEE"]);
    }
    if near.has(Cues::PLACE_PREPOSITION) {
        return scene.says(start.wrapping_sub(1), "sur")
            && is_one_of(scene.text(one), &["DESSUS", "MEILLEUR"]);
    }
    if near.has(Cues::AGENT_PREPOSITION) {
        return scene.says(start.wrapping_sub(1), "pour")
            && scene.name(one)
            && is_one_of(scene.text(start.wrapping_sub(3)), LEAVES);
    }
    scene.says(end, "pour") && scene.name(end.wrapping_add(1)) && is_one_of(text, LEAVES)
}

const RANKS: &[&str] = &["DAUPHIN", "LANTERNE", "LEADER", "PROMU", "RELEGABLE", "RELEGUE"];
const AMONG: &[&str] = &["CHAMPIONNAT", "DIVISION", "ELITE", "GROUPE", "LIGUE", "POULE"];

/// Whether it is the second of two that are played against: *affronter le Gabon et la [Gambie]*, *contre Malte puis l'[Albanie]*.
fn second(scene: &Scene<'_>, start: usize) -> bool {
    let joins = start.wrapping_sub(2);
    if !scene.at(joins).has(Cues::CONJUNCTION) {
        return false;
    }
    let mut at = joins.wrapping_sub(1);
    for _ in 0..4 {
        let word = scene.at(at);
        if !word.is(Shape::CAPITAL) && !word.has(Cues::DE) {
            break;
        }
        at = at.wrapping_sub(1);
    }
    let verb = if scene.at(at).has(Cues::ARTICLE) { at.wrapping_sub(1) } else { at };
    scene.at(verb).has(Cues::GAME.or(Cues::AGAINST))
}

/// E16. How the words beside a span speak of it as of a firm, in one number below [`FIRM`]; 0 for not at all: *[Valtomer] emploie
/// 300 personnes*, *les salariés de [Valtomer]*, *l'action [Valtomer]*, *l'allemand [Valtomer]*, *selon [Valtomer]*.
#[inline]
fn firm(scene: &Scene<'_>, spot: &Spot) -> usize {
    if !scene.held.cues.has(Cues::FIRM_VERB.or(Cues::FIRM_NOUN).or(Cues::ACCORDING).or(Cues::DEMONYM)) {
        return 0;
    }
    let does = acts(scene, spot.end as usize);
    // Without a branch for each word that is passed over; wraps: what lies before is outside.
    let near = (spot.start as usize).wrapping_sub(1);
    let article = scene.at(near).has(Cues::ARTICLE);
    let at = near.wrapping_sub(usize::from(article)); // wraps: what lies before is outside
    let (word, outer) = (scene.at(at), scene.before(at));
    let de = word.has(Cues::DE);
    let noun = at.wrapping_sub(usize::from(de)); // wraps: what lies before is outside
    // *les salariés français de [Valtomer]*
    let described = scene.at(noun);
    let described = described.has(Cues::ADJECTIVE.or(Cues::BEFORE_NAME)) & !described.has(Cues::FIRM_NOUN);
    let noun = scene.at(noun.wrapping_sub(usize::from(described))); // wraps: what lies before is outside
    let says = word.has(Cues::ACCORDING) & (word.has(Cues::AGENT_PREPOSITION) | outer.has(Cues::DE));
    let country = word.has(Cues::DEMONYM) & !word.is(Shape::CAPITAL) & outer.has(Cues::ARTICLE);
    if de && noun.has(Cues::FIRM_NOUN) {
        // *le président de la [Roumanie]* has a country as often as a firm.
        return match article || word.has(Cues::CONTRACTED) {
            _ if noun.has(Cues::FUNCTION) => 9,
            true => 1,
            false => 2,
        };
    }
    let way = if says {
        3
    } else if !article && !de && noun.has(Cues::FIRM_NOUN) && !noun.has(Cues::FUNCTION) {
        4
    } else if !article && country {
        5
    } else {
        0
    };
    match (way, does, article) {
        (0, false, _) => 0,
        (0, true, true) => 6,
        (0, true, false) => 7,
        (_, true, _) => 8,
        _ => way,
    }
}

/// Whether what a firm does follows at once, or over an auxiliary: *[Valtomer] a racheté*, *[Valtomer] emploie*.
fn acts(scene: &Scene<'_>, end: usize) -> bool {
    for at in (0..3).map(|more| end.wrapping_add(more)) {
        let word = scene.at(at);
        if word.has(Cues::FIRM_VERB) {
            return true;
        }
        if !word.has(Cues::AUXILIARY) || word.is(Shape::CAPITAL) {
            return false;
        }
    }
    false
}

/// What stands before a span that begins at `start`, in one number below [`BEFORE`]; `seen` is what it says of the span.
#[inline]
pub(crate) fn before(scene: &Scene<'_>, start: usize, seen: Features) -> u8 {
    let word = scene.before(start);
    let group = u8::try_from(group(seen, FROM_BEFORE, Features::AFTER_NUMBER)).unwrap_or(0);
    match group {
        _ if word.has(Cues::CHEZ) => 30,
        _ if word.has(Cues::BETWEEN) => 31,
        0 if word.sign == b'"' => 32,
        0 if word.sign != 0 => 33,
        0 if start == scene.first || scene.at(start).is(Shape::ANEW) => 34,
        _ => group,
    }
}

/// The first feature of what stands before and after a span.
const FROM_BEFORE: Features = Features::CIVILITY;
const FROM_AFTER: Features = Features::BEFORE_SPEECH;

/// Which of the features from `first` to `last` is seen: 0 for none, else 1 and up; of several the last.
#[inline]
fn group(seen: Features, first: Features, last: Features) -> usize {
    let from = first.0.trailing_zeros();
    let width = last.0.trailing_zeros().wrapping_sub(from).wrapping_add(1);
    let bits = (seen.0 >> from) & ((1u128 << width).wrapping_sub(1));
    (u128::BITS.wrapping_sub(bits.leading_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::{AFTER, BEFORE, ENDS, FROM_AFTER, FROM_BEFORE, HEADS, ROWS, group, name, row};
    use crate::feature::Features;

    #[test]
    fn groups_fit_their_tables() {
        let all = Features(u128::MAX);
        assert!(group(all, FROM_BEFORE, Features::AFTER_NUMBER) < 30 && 34 < BEFORE);
        assert!(group(all, FROM_AFTER, Features::BEFORE_CLOSE) < AFTER);
        assert!(group(all, Features::HEAD_ORGANISATION, Features::TEAM) < HEADS);
        assert!(group(all, Features::HEAD_ALONE, Features::STOPS_EARLY) < ENDS);
        assert_eq!(group(Features::default(), FROM_BEFORE, Features::AFTER_NUMBER), 0);
        assert_eq!(group(FROM_BEFORE, FROM_BEFORE, Features::AFTER_NUMBER), 1);
    }

    #[test]
    fn a_row_has_one_name() {
        for at in 0..ROWS {
            let (table, number) = name(at);
            assert_eq!(row(table, number), Some(at));
        }
        assert_eq!(row("words", usize::MAX), None);
    }
}
