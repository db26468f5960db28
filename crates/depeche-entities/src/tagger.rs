//! The tagger.

use crate::evidence;
use crate::cues::Cues;
use crate::feature::Features;
use crate::kind::Kind;
use crate::lexicon::{Hit, Lab, Lexicon, Listing};
use crate::memory::Memory;
use crate::mention::{Chain, Form, Mention, Mentions};
use crate::profile::Profile;
use crate::propose::{self, Proposals};
use crate::reading::Room;
use crate::rule::Rule;
use crate::span::{Scene, Spot};
use crate::weights::{self, Scale};
use crate::word::{self, Shape, Word};
use depeche_text::{Sentence, Token};

/// LAB
pub struct Tagger {
    lab: Lab,
    scale: Scale,
    profile: Profile,
}

/// The room a tagger works in; kept between documents, it saves allocations.
#[derive(Default)]
pub struct Scratch {
    words: Vec<Word>,
    hits: Vec<Hit>,
    listings: Vec<Listing>,
    spots: Vec<Spot>,
    bounds: Vec<(u32, u32)>,
    room: Room,
    memory: Memory,
    chosen: Vec<u32>,
    part: Vec<u32>,
    ends: Vec<u8>,
    starts: Vec<u8>,
}

impl Tagger {
    /// LAB
    pub fn lab(dir: &str, learned: bool) -> Tagger {
        Tagger { lab: Lab::load(dir), scale: Scale::new(learned), profile: Profile::Balanced }
    }

    fn threshold(&self) -> u8 {
        match self.profile {
            Profile::Balanced | Profile::Precise => 105,
            Profile::Recall => 50,
        }
    }

    /// Finds the mentions.
    pub fn tag_into(
        &self,
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        scratch: &mut Scratch,
        mentions: &mut Mentions,
    ) {
        mentions.clear();
        let lexicon = Lexicon::new(&self.lab);
        let Scratch { words, hits, listings, spots, bounds, room, memory, chosen, part, ends, starts } = scratch;
        word::read(source, tokens, sentences, &lexicon, words);
        hits.clear();
        listings.clear();
        for sentence in sentences {
            let range = sentence.tokens();
            lexicon.hits(source, tokens.get(range.clone()).unwrap_or_default(), range.start, hits, listings);
        }
        for hit in hits.iter() {
            if hit.kinds & Kind::Demonym.bit() != 0 && hit.end.wrapping_sub(hit.start) == 1 {
                if let Some(word) = words.get_mut(hit.start as usize) {
                    if !word.is(Shape::CAPITAL) {
                        word.cues = word.cues.or(Cues::DEMONYM);
                    }
                }
            }
        }
        spots.clear();
        bounds.clear();
        chosen.clear();
        let mut next = 0usize;
        for sentence in sentences {
            let range = sentence.tokens();
            let scene = Scene { words: words.get(range.clone()).unwrap_or_default(), first: range.start };
            let base = spots.len();
            let from = next;
            while hits.get(next).is_some_and(|hit| (hit.start as usize) < range.end) {
                next = next.wrapping_add(1);
            }
            propose::sentence(scene, hits.get(from..next).unwrap_or_default(), &mut Proposals { spots, base });
            let mine = spots.get_mut(base..).unwrap_or_default();
            mine.sort_by_key(|spot| spot.start);
            for spot in mine.iter_mut() {
                evidence::see(scene, spot);
            }
            evidence::nest(mine);
            for spot in mine.iter_mut() {
                self.weigh(scene, spot, listings);
            }
            let mine = spots.get(base..).unwrap_or_default();
            room.read(mine, range.start, range.len(), self.threshold(), part);
            let base32 = u32::try_from(base).unwrap_or(u32::MAX);
            bounds.push((base32, u32::try_from(chosen.len()).unwrap_or(u32::MAX)));
            chosen.extend(part.iter().map(|at| at.wrapping_add(base32)));
        }
        self.remember(tokens.len(), sentences, scratch);
        self.finish(tokens, sentences, scratch, mentions);
    }

    fn weigh(&self, scene: Scene<'_>, spot: &mut Spot, listings: &[Listing]) {
        let mut scores = [0i16; 6];
        self.scale.weigh(spot.seen, &mut scores);
        let listed = listings.get(spot.listed.0 as usize..spot.listed.1 as usize).unwrap_or_default();
        if !listed.is_empty() {
            for (features, kind) in evidence::listed(scene, spot, listed) {
                self.scale.weigh_one(features, kind, &mut scores);
            }
        }
        spot.scores = scores;
        decide(spot);
    }

    /// Reads the sentences again where the rest of the document says more.
    fn remember(&self, tokens: usize, sentences: &[Sentence], scratch: &mut Scratch) {
        let Scratch { words, spots, bounds, room, memory, chosen, part, ends, starts, .. } = scratch;
        memory.learn(words, spots, chosen);
        ends.clear();
        ends.resize(tokens.wrapping_add(1), u8::MAX);
        starts.clear();
        starts.resize(tokens.wrapping_add(1), u8::MAX);
        for at in chosen.iter() {
            if let Some(spot) = spots.get(*at as usize) {
                let kind = spot.kind as u8;
                if let Some(end) = ends.get_mut(spot.end as usize) {
                    *end = kind;
                }
                if let Some(start) = starts.get_mut(spot.start as usize) {
                    *start = kind;
                }
            }
        }
        let mut again = Vec::new();
        for (at, sentence) in sentences.iter().enumerate() {
            let range = sentence.tokens();
            let scene = Scene { words: words.get(range.clone()).unwrap_or_default(), first: range.start };
            let base = bounds.get(at).map_or(0, |bound| bound.0 as usize);
            let end = bounds.get(at.wrapping_add(1)).map_or(spots.len(), |bound| bound.0 as usize);
            let mut changed = false;
            for index in base..end {
                let Some(spot) = spots.get_mut(index) else { break };
                let mut new = false;
                if let Some((features, kind)) = memory.recall(scene, u32::try_from(index).unwrap_or(0), spot) {
                    self.scale.weigh_one(features, kind, &mut spot.scores);
                    spot.seen = spot.seen.with(features);
                    spot.kinds |= kind.bit();
                    new = true;
                }
                if let Some(kind) = list(scene, spot, ends, starts) {
                    self.scale.weigh_one(Features::LIST, kind, &mut spot.scores);
                    spot.seen = spot.seen.with(Features::LIST);
                    new = true;
                }
                if new {
                    decide(spot);
                    changed = true;
                }
            }
            if changed {
                room.read(spots.get(base..end).unwrap_or_default(), range.start, range.len(), self.threshold(), part);
                let base = u32::try_from(base).unwrap_or(u32::MAX);
                again.extend(part.iter().map(|at| at.wrapping_add(base)));
            } else {
                let from = bounds.get(at).map_or(0, |bound| bound.1 as usize);
                let to = bounds.get(at.wrapping_add(1)).map_or(chosen.len(), |bound| bound.1 as usize);
                again.extend_from_slice(chosen.get(from..to).unwrap_or_default());
            }
        }
        *chosen = again;
    }

    fn finish(&self, tokens: &[Token], _sentences: &[Sentence], scratch: &mut Scratch, mentions: &mut Mentions) {
        let Scratch { spots, chosen, listings, .. } = scratch;
        for at in chosen.iter() {
            let Some(spot) = spots.get(*at as usize) else { continue };
            let (Some(first), Some(last)) =
                (tokens.get(spot.start as usize), tokens.get((spot.end as usize).wrapping_sub(1)))
            else {
                continue;
            };
            let sense = listings
                .get(spot.listed.0 as usize..spot.listed.1 as usize)
                .unwrap_or_default()
                .iter()
                .filter(|l| l.kind == spot.kind)
                .max_by_key(|l| l.weight);
            let chain = u32::try_from(mentions.list.len()).unwrap_or(u32::MAX);
            mentions.chains.push(Chain { first: chain, fullest: chain, len: 1 });
            mentions.list.push(Mention {
                span: first.span().join(last.span()),
                kind: sense.map_or(spot.kind.entity_type(), |s| s.entity_type),
                before: 0,
                after: 0,
                chain,
                sense: sense.map_or(Mention::UNLISTED, |s| s.sense),
                layer: 0,
                rule: Rule::Capitals,
                confidence: spot.confidence,
                form: Form::default(),
            });
        }
    }

    /// LAB: every span looked at: text span, chosen kind, per-kind features and whether it was chosen.
    pub fn dump(&self, tokens: &[Token], scratch: &Scratch, mut each: impl FnMut(usize, usize, u8, [u128; 6])) {
        for spot in &scratch.spots {
            let (Some(first), Some(last)) =
                (tokens.get(spot.start as usize), tokens.get((spot.end as usize).wrapping_sub(1)))
            else {
                continue;
            };
            let span = first.span().join(last.span());
            let mut own = [spot.seen.0 & !evidence::OWN.0; 6];
            let range = scratch.listings.get(spot.listed.0 as usize..spot.listed.1 as usize).unwrap_or_default();
            let scene = Scene { words: &scratch.words, first: 0 };
            if !range.is_empty() {
                for (features, kind) in evidence::listed(scene, spot, range) {
                    if let Some(o) = own.get_mut(kind.at()) {
                        *o |= features.0;
                    }
                }
            }
            each(span.start(), span.end(), spot.kinds, own);
        }
    }
    /// LAB
    pub fn names() -> Vec<(&'static str, [i8; 6])> {
        crate::feature::TABLE.iter().map(|(n, _, w)| (*n, *w)).collect()
    }
    /// LAB
    pub fn lab_id(&self, m: &Mention) -> Option<&str> {
        (m.sense != Mention::UNLISTED).then(|| Lexicon::new(&self.lab).id(m.sense))
    }
}

fn decide(spot: &mut Spot) {
    if let Some((kind, confidence)) = weights::best(&spot.scores, spot.kinds) {
        spot.kind = kind;
        spot.confidence = confidence;
    } else {
        // A type of the user's own: the entry is all there is.
        spot.kind = Kind::Other;
        spot.confidence = if spot.kinds & Kind::Other.bit() != 0 { 243 } else { 0 };
    }
}

/// The kind of the names beside a span in a list: *X, span et Y*.
fn list(scene: Scene<'_>, spot: &Spot, ends: &[u8], starts: &[u8]) -> Option<Kind> {
    let start = spot.start as usize;
    let end = spot.end as usize;
    let joins = |word: Word| word.sign == b',' || word.has(Cues::CONJUNCTION);
    let mut found = None;
    if joins(scene.before(start)) {
        found = kind(ends.get(start.wrapping_sub(1)).copied());
    }
    if found.is_none() && joins(scene.at(end)) {
        found = kind(starts.get(end.wrapping_add(1)).copied());
    }
    found
}

fn kind(number: Option<u8>) -> Option<Kind> {
    Kind::WEIGHED.into_iter().find(|kind| Some(*kind as u8) == number)
}
