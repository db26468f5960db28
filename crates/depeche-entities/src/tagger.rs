//! The tagger: its parts put together.

mod builder;
mod observation;

pub use builder::{Ablation, TaggerBuilder};
pub use observation::Observation;

use crate::acronym::Explained;
use crate::chains::{self, Chains, Judged};
use crate::confidence::{Around, Evidence};
use crate::cues::Cues;
use crate::evidence;
use crate::explain::Explanation;
use crate::fame::{self, Fame};
use crate::feature::Features;
use crate::house;
use crate::joint::{self, Signature};
use crate::kind::Kind;
use crate::lands::Lands;
use crate::lexicon::{Doubt, Hit, Lexicon, Listed, Listing, Sort};
use crate::mark;
use crate::memo::Memo;
use crate::memory::Memory;
use crate::mention::{Mention, Mentions};
use crate::pair::{self, Block, Pairs, Reader};
use crate::profile::Profile;
use crate::propose::{self, Proposals, heads, runs};
use crate::reading::Room;
use crate::sense::{self, Chosen, places};
use crate::site;
use crate::span::{Scene, Spot};
use crate::stand::{Held, stand};
use crate::unknown;
use crate::weights::Scale;
use crate::word::{self, Round, Shape, Word};
use depeche_gazetteer::{EntryView, Onset, SearchRoom};
use depeche_text::{EntityType, Pool, Sentence, Token};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

/// Finds the named entities of French texts.
///
/// Cheap to clone and to share between threads. The same tokens give the same mentions: what it keeps between texts are words and names
/// that it has read lately, so as not to read them again.
#[derive(Clone)]
pub struct Tagger<'g> {
    lexicon: Lexicon<'g>,
    scale: Arc<Scale>,
    profile: Profile,
    off: Ablation,
    /// Tells taggers with other lists apart.
    number: u64,
    /// The rooms that [`tag`](Tagger::tag) works in.
    rooms: Arc<Pool<Scratch>>,
}

/// The room a tagger works in: keeping it between documents saves allocations.
#[derive(Default)]
pub struct Scratch {
    memo: Memo,
    round: Round,
    words: Vec<Word>,
    onsets: Vec<(usize, Onset)>,
    /// For each sentence of the block, what its words hold.
    held: Vec<Held>,
    search: SearchRoom,
    found: Vec<depeche_gazetteer::Mention>,
    hits: Vec<Hit>,
    listings: Vec<Listing>,
    listed: Listed,
    spots: Vec<Spot>,
    /// For each sentence: its first spot, its first chosen spot.
    bounds: Vec<(u32, u32)>,
    room: Room,
    memory: Memory,
    chosen: Vec<u32>,
    again: Vec<u32>,
    part: Vec<u32>,
    ends: Vec<u8>,
    starts: Vec<u8>,
    shifted: Vec<Sentence>,
    pairs: Pairs,
    chains: Chains,
    explained: Explained,
    /// Whether the document is of more sentences than one.
    around: Around,
    /// The evidence of each mention of the last block.
    told: Vec<u8>,
}

impl Scratch {
    /// Room that holds nothing yet.
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }
}

impl std::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

impl Clone for Scratch {
    /// Fresh room: what lies in it is of no use to another.
    fn clone(&self) -> Scratch {
        Scratch::default()
    }
}

impl<'g> Tagger<'g> {
    /// The profile in use.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// The mentions of a document, in order, without overlap.
    ///
    /// `tokens` are spans of `source`; `sentences` hold ranges of them. Time linear in the number of tokens.
    ///
    /// Works in a room of the tagger's own, which is kept for the next text (some 2 MB for each thread that tags at once) and which the
    /// tagger and its clones share; for a text of more than 16 384 tokens in one of its own, which is given back.
    #[must_use]
    pub fn tag(&self, source: &str, tokens: &[Token], sentences: &[Sentence]) -> Mentions {
        let mut mentions = Mentions::new();
        if tokens.len() > BLOCK {
            // It reads enough to earn a room, and what it would leave behind is large.
            self.tag_into(source, tokens, sentences, &mut Scratch::new(), &mut mentions);
        } else {
            let mut scratch = self.rooms.take();
            self.tag_into(source, tokens, sentences, &mut scratch, &mut mentions);
            self.rooms.give(scratch);
        }
        mentions
    }

    /// The mentions of a document in place of what `mentions` held, in room that is used again.
    ///
    /// Beside the mentions, memory does not grow with the document, nor with a sentence: they are read in blocks of 16 384
    /// tokens, each knowing the names of all before it. In a document of one block, that is of nearly every news text, what is said later
    /// counts as much as what is said before; in a longer one, as far as the block reaches.
    pub fn tag_into(
        &self,
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        scratch: &mut Scratch,
        mentions: &mut Mentions,
    ) {
        mentions.clear();
        scratch.memo.belong_to(self.number, tokens.len());
        scratch.memory.clear();
        scratch.chains.clear();
        scratch.explained.clear();
        scratch.around = if sentences.len() == 1 { Around::Nothing } else { Around::Text };
        let mut left = sentences;
        let mut base = 0usize;
        while !left.is_empty() {
            let most = base.saturating_add(BLOCK);
            let fits = |sentence: &&Sentence| sentence.tokens().end.min(tokens.len()) <= most;
            let count = left.iter().take_while(fits).count();
            let (block, rest) = left.split_at_checked(count.max(1)).unwrap_or((left, &[]));
            // A sentence that is longer than a block is read in pieces.
            let piece = count == 0;
            let end = block.iter().map(|sentence| sentence.tokens().end).max();
            let end = end.filter(|_| !piece).unwrap_or(most);
            let inside = tokens.get(base..end).unwrap_or_default();
            let mut shifted = std::mem::take(&mut scratch.shifted);
            let block = if base == 0 && !piece {
                block
            } else {
                // The rules count tokens from the beginning of the block.
                let from = |at: usize| at.min(end).saturating_sub(base);
                shifted.clear();
                shifted.extend(block.iter().map(|sentence| {
                    let range = sentence.tokens();
                    Sentence::new(sentence.span, from(range.start)..from(range.end))
                }));
                &shifted
            };
            self.look_up(source, inside, block, scratch);
            let pairs = std::mem::take(&mut scratch.pairs);
            let (inside, block) = pairs.view(inside, block);
            self.read_block(source, inside, block, &pairs, scratch);
            scratch.chains.expect(mentions, scratch.chosen.len(), end, tokens.len());
            self.finish(source, inside, block, base, scratch, mentions);
            scratch.pairs = pairs;
            scratch.shifted = shifted;
            base = base.max(end);
            if !piece {
                left = rest;
            }
        }
        scratch.chains.link(mentions);
    }

    /// Chooses the spots of a block of sentences, whose words and names were looked up.
    fn read_block(
        &self,
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        pairs: &Pairs,
        scratch: &mut Scratch,
    ) {
        let Scratch { words, hits, listings, .. } = scratch;
        mark::words(words, sentences, hits, listings);
        self.first_reading(source, tokens, sentences, pairs, scratch);
        if !self.off.memory {
            self.second_reading(source, tokens, sentences, scratch);
        }
    }

    /// Reads the tokens as words, finds the names of the gazetteer, and cuts tokens that are two names.
    fn look_up(&self, source: &str, tokens: &[Token], sentences: &[Sentence], scratch: &mut Scratch) {
        let Scratch {
            memo,
            round,
            words,
            onsets,
            held,
            search,
            found,
            hits,
            listings,
            listed,
            spots,
            bounds,
            chosen,
            pairs,
            ..
        } = scratch;
        spots.clear();
        // Rarely more than one for five tokens.
        spots.reserve_exact(tokens.len() / 5);
        bounds.clear();
        chosen.clear();
        listed.belong_to(self.number, listings);
        word::read(source, tokens, &self.lexicon, memo, round, words, onsets);
        held.clear();
        held.extend(
            sentences.iter().map(|sentence| words.get_mut(sentence.tokens()).map_or(Held::NOTHING, stand)),
        );
        self.lexicon.find(source, tokens, sentences, onsets, search, found);
        let doubt = |found: &depeche_gazetteer::Mention| {
            let range = found.tokens();
            let one = range.len() == 1;
            match words.get(range.start) {
                Some(word) if one && word.is(Shape::HYPHEN) => {
                    Doubt::Hyphens(tokens.get(range.start).map_or("", |token| token.span().of(source)))
                }
                Some(word) if one && word.is(Shape::SHORT) && word.is(Shape::CAPITALS) => {
                    if mark::is_code(words, range.start) { Doubt::None } else { Doubt::Code }
                }
                _ => Doubt::None,
            }
        };
        self.lexicon.list(found, doubt, hits, listings, listed);
        let mut reader = Reader { source, lexicon: &self.lexicon, memo, round, search };
        pairs.cut(tokens, sentences, &mut reader, &mut Block { words, held, hits, listings, listed });
    }

    /// Proposes spans, weighs them, and chooses the best reading of each sentence by itself.
    fn first_reading(
        &self,
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        pairs: &Pairs,
        scratch: &mut Scratch,
    ) {
        let Scratch { words, held, hits, listings, spots, bounds, room, chosen, part, .. } = scratch;
        let mut next = 0usize;
        let whole = Scene::sport_of(held);
        let trade = Scene::trade_of(words, sentences, held);
        let mut sport = 0;
        for (sentence, held) in sentences.iter().zip(held.iter_mut()) {
            let range = sentence.tokens();
            let base = spots.len();
            let from = next;
            while let Some(hit) = hits.get(next).filter(|hit| (hit.start as usize) < range.end) {
                // What was found of names makes words demonyms after their sentence was looked at.
                let demonym = if hit.kinds & Kind::Demonym.bit() == 0 { Cues::NONE } else { Cues::DEMONYM };
                held.cues = held.cues.or(demonym);
                next = next.wrapping_add(1);
            }
            let hits = hits.get(from..next).unwrap_or_default();
            let scene = Scene::new(words, tokens, source, range.clone()).with_held(*held);
            let scene = &scene.with_sport(sport, whole).with_trade(trade);
            sport = scene.sport_after(sport);
            propose::sentence(scene, hits, self.off, &mut Proposals::new(spots));
            let mine = spots.get_mut(base..).unwrap_or_default();
            if !mine.is_sorted_by_key(|spot| spot.start) {
                mine.sort_by_key(|spot| spot.start);
            }
            evidence::see(scene, mine, !self.off.context);
            evidence::nest(scene, mine);
            for spot in mine.iter_mut() {
                self.weigh(scene, spot, listings);
                if let Some(side) = pairs.side_of(spot.start as usize, spot.end as usize) {
                    self.settle_side(spot, side);
                }
            }
            room.read(mine, self.threshold(), part);
            if self.free(scene, mine, part, listings) {
                room.read(mine, self.threshold(), part);
            }
            bounds.push((index(base), index(chosen.len())));
            chosen.extend(part.iter().map(|at| at.wrapping_add(index(base))));
        }
    }

    fn weigh(&self, scene: &Scene<'_>, spot: &mut Spot, listings: &[Listing]) {
        let mut scores = self.scale.weigh(spot.seen);
        let listed = listings.get(spot.senses()).unwrap_or_default();
        let fame = Fame::of(spot, listed);
        if !listed.is_empty() {
            fame::listed(scene, spot, fame, |features, kind| {
                self.scale.weigh_listed(features, kind, &mut scores);
            });
        }
        if !self.off.joint {
            let signature = if listed.is_empty() { Signature::default() } else { fame.signature() };
            self.scale.weigh_rows(&joint::rows(scene, spot, signature), &mut scores);
        }
        // *[César]* may be somebody.
        if fame.is_thing() && !scene.at(spot.start as usize).facts.may_be_first_name() {
            // However much it looks like a firm or a place: that it is a name says the same of a thing.
            let kinds =
                Kind::WEIGHED.into_iter().zip(scores).filter(|(kind, _)| spot.kinds & kind.bit() != 0);
            let best = kinds.map(|(_, score)| score).max();
            if let (Some(best), Some(score)) = (best, scores.get_mut(Kind::Misc.at())) {
                *score = best;
            }
            spot.kinds = Kind::Misc.bit();
        }
        spot.scores = scores;
        if spot.seen.has(SETTLED) || !listed.is_empty() && scene.at(spot.start as usize).has(Cues::PORTFOLIO)
        {
            settle(scene, spot, listed.is_empty());
        }
        decide(&self.scale, spot);
        // E16. *1. Tonari (Ita), 2. Kelbor (Esp)*: in a list of results a land so shortened is told like a number.
        if spot.seen.has(Features::AFTER_OPEN)
            && spot.len() == 1
            && joint::is_land_of_athlete(scene, spot.start as usize)
        {
            spot.kinds = 0;
            decide(&self.scale, spot);
            return;
        }
        // A village that a surname is more often, is in no list unless something else says that it is meant.
        if (listed.is_empty() || fame.is_nothing())
            && spot.confidence < SURE
            && spot.seen.has(unknown::ASKED)
            && let Some(kind) = unknown::settled(scene, spot)
        {
            fame::exceed_all(spot, kind);
            spot.seen = spot.seen.with(unknown::told(kind));
            decide(&self.scale, spot);
            return;
        }
        // *présente ses condoléances à [Josette]*: a first name is no place that no list has.
        if spot.kind == Kind::Place
            && spot.seen.has(Features::FIRST_NAME_ONE)
            && spot.seen.has(Features::AFTER_A)
            && fame.is_nothing()
            && !scene.at(spot.start as usize).facts.in_language()
        {
            fame::exceed_all(spot, Kind::Person);
            decide(&self.scale, spot);
        }
        if spot.kind == Kind::Place && !listed.is_empty() {
            if fame.is_house(scene, spot) {
                fame::exceed_all(spot, Kind::Organisation);
                decide(&self.scale, spot);
            } else if spot.seen.has(Features::FIRST_NAME_ONE) && unknown::is_aged(scene, spot.end as usize) {
                fame::exceed_all(spot, Kind::Person);
                decide(&self.scale, spot);
            }
        }
        // What is sure needs no list.
        let doubt = if spot.len() > 1 { SURE } else { BALANCED };
        if !listed.is_empty() && (spot.kind == Kind::Person || spot.confidence < doubt) {
            fame.hold(scene, spot);
            decide(&self.scale, spot);
        }
        if fame.play(scene, spot) || spot.kind == Kind::Person && fame::stands_for_where(scene, spot) {
            decide(&self.scale, spot);
        }
    }

    /// Settles what a name of a pair is: its pair says so, and no name goes beyond it.
    #[inline(never)]
    fn settle_side(&self, spot: &mut Spot, side: pair::Side) {
        match side {
            pair::Side::Name(kind) => fame::exceed_all(spot, kind),
            pair::Side::Crossed => spot.kinds = 0,
        }
        decide(&self.scale, spot);
    }

    /// Weighs again what lists know where the reading has nothing: what lies inside spans that are no names after all lies inside
    /// nothing, *joue à Al Ain Club aux [Émirats arabes unis]*. Gives whether there was any of it.
    fn free(&self, scene: &Scene<'_>, spots: &mut [Spot], chosen: &[u32], listings: &[Listing]) -> bool {
        // The end of what is chosen before, and what is chosen after.
        let (mut reach, mut later) = (0, chosen.iter().peekable());
        let mut freed = false;
        for at in 0..spots.len() {
            if later.next_if(|next| **next as usize == at).is_some() {
                reach = spots.get(at).map_or(reach, |spot| spot.end);
                continue;
            }
            let next = later.peek().and_then(|next| spots.get(**next as usize));
            let (next, person) =
                next.map_or((u32::MAX, false), |next| (next.start, next.kind == Kind::Person));
            let Some(spot) = spots.get_mut(at) else { continue };
            let known = spot.listed.0 != spot.listed.1 && spot.kinds != Kind::Demonym.bit();
            if !known || spot.start < reach || spot.end > next {
                continue;
            }
            // *l'ancien de [Lens] Brice Samba*: what ends before the name of a person does not go on with it.
            let apart = person && spot.end == next && spot.seen.has(Features::BEFORE_CAPITAL);
            let inside = spot.seen.has(evidence::INSIDE_OTHER) && !site::is_called_after(scene, spot);
            if apart {
                let goes_on = Features::BEFORE_CAPITAL.with(Features::STOPS_EARLY);
                spot.seen = spot.seen.without(goes_on).with(Features::BEFORE_WORD);
            }
            if apart | inside {
                spot.seen = spot.seen.without(evidence::INSIDE_OTHER);
                self.weigh(scene, spot, listings);
                if inside {
                    // *les [Americans de Rochester]*: it may have been one after all.
                    spot.confidence = spot.confidence.min(DOUBTED);
                }
                freed = true;
            }
        }
        freed
    }

    /// Reads the sentences again where the rest of the document says more.
    fn second_reading(&self, source: &str, tokens: &[Token], sentences: &[Sentence], scratch: &mut Scratch) {
        let Scratch {
            words, listings, spots, bounds, room, memory, chosen, again, part, ends, starts, ..
        } = scratch;
        memory.learn(words, spots, chosen);
        ends.clear();
        ends.resize(tokens.len().wrapping_add(1), u8::MAX);
        starts.clear();
        starts.resize(tokens.len().wrapping_add(1), u8::MAX);
        for spot in chosen.iter().filter_map(|at| spots.get(*at as usize)) {
            let kind = spot.kind as u8;
            if let (Some(end), Some(start)) =
                (ends.get_mut(spot.end as usize), starts.get_mut(spot.start as usize))
            {
                *end = kind;
                *start = kind;
            }
        }
        again.clear();
        for (at, sentence) in sentences.iter().enumerate() {
            let range = sentence.tokens();
            let scene = &Scene::new(words, tokens, source, range.clone());
            let (base, from) = bounds.get(at).copied().unwrap_or_default();
            let (end, to) =
                bounds.get(at.wrapping_add(1)).copied().unwrap_or((index(spots.len()), index(chosen.len())));
            let mut changed = false;
            let mine = spots.get_mut(base as usize..end as usize).unwrap_or_default();
            // Spots that begin together stand in one list.
            let mut before: (u32, Option<Kind>) = (u32::MAX, None);
            for (number, spot) in (base..).zip(mine.iter_mut()) {
                // *[PAU] (AFP) - La Section paloise…*: a dispatch is sent from a place, whoever else has its name.
                if spot.seen.has(Features::DATELINE) && spot.kind == Kind::Place {
                    continue;
                }
                // *le groupe [Nicollin]*: though somebody of the name is told of.
                let recalled = memory
                    .recall(scene, number, spot, listings)
                    .filter(|(_, kind)| *kind != Kind::Person || !house::founded(scene, spot.start as usize));
                if before.0 != spot.start {
                    before = (spot.start, listed_before(scene, spot.start as usize, ends));
                }
                let listed = before.1.or_else(|| listed_after(scene, spot.end as usize, starts));
                // What is sure needs no list.
                let listed = listed.filter(|kind| spot.kind != *kind || spot.confidence < SURE);
                let listed = listed.map(|kind| (Features::LIST, kind));
                for (features, kind) in [recalled, listed].into_iter().flatten() {
                    self.scale.weigh_one(features, kind, &mut spot.scores);
                    // *Amazon, Google et [Valtomer]*: what no list has, those beside it tell.
                    let strange = kind == Kind::Organisation && spot.listed.0 == spot.listed.1;
                    if strange && features == Features::LIST {
                        fame::raise_by(spot, kind, AMONG);
                    }
                    spot.seen = spot.seen.with(features);
                    spot.kinds |= kind.bit();
                    decide(&self.scale, spot);
                    changed = true;
                }
            }
            if changed {
                room.read(mine, self.threshold(), part);
                again.extend(part.iter().map(|at| at.wrapping_add(base)));
            } else {
                again.extend_from_slice(chosen.get(from as usize..to as usize).unwrap_or_default());
            }
        }
        std::mem::swap(chosen, again);
    }

    /// Turns the chosen spots into mentions. `base` is the index in the document of the first of the tokens.
    fn finish(
        &self,
        source: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        base: usize,
        scratch: &mut Scratch,
        mentions: &mut Mentions,
    ) {
        let Scratch { words, spots, chosen, listings, chains, explained, around, told, .. } = scratch;
        told.clear();
        let mut chosen_senses = Chosen::default();
        let found = OnceCell::new();
        let lands = || found.get_or_init(|| Lands::of(words, spots, chosen, listings, &self.lexicon));
        let arts = sense::Arts::default();
        let least = match self.profile {
            Profile::Balanced | Profile::Recall => 0,
            // 0.86, in 255ths.
            Profile::Precise => 220,
        };
        let mut sentence = sentences.iter().peekable();
        let mut last: Option<(&Spot, Option<&Listing>)> = None;
        for (at, spot) in chosen.iter().filter_map(|at| Some((*at as usize, spots.get(*at as usize)?))) {
            while sentence.next_if(|sentence| sentence.tokens().end <= spot.start as usize).is_some() {}
            let Some(within) = sentence.peek() else { break };
            let range = within.tokens();
            let scene = &Scene::new(words, tokens, source, range.clone());
            let senses = listings.get(spot.senses()).unwrap_or_default();
            let fits = |sense: &&Listing| {
                sense.kind == spot.kind
                    && spot.may_mean(sense)
                    && (spot.kind != Kind::Person
                        || (sense.weight >= least_of(scene, spot)
                            || sense::is_shown(scene, spot, sense, &self.lexicon, &arts))
                            && sense::is_addressed(scene, spot, sense, &self.lexicon))
            };
            let sense = match senses {
                [] => None,
                [only] => Some(only).filter(fits),
                // The user's names before ours, then the first of the greatest weight.
                _ => senses.iter().filter(fits).rev().max_by_key(|sense| (sense.layer, sense.weight)).map(
                    |best| sense::choose(scene, spot, best, senses, &self.lexicon, lands, &mut chosen_senses),
                ),
            };
            let outer = chains::outer_start(scene, spot);
            let titled = sense::titled(spots, at, outer, listings);
            let titled = titled.filter(|titled| sense.is_none_or(|sense| sense.layer <= titled.layer));
            let sense = match titled.or(sense) {
                Some(town) if town.sort.has(Sort::CITY) && places::is_namesake(scene, spot) => None,
                Some(river) if places::is_no_river(spot, river) => None,
                Some(town) if town.sort.has(Sort::CITY) => {
                    places::of_the_land(scene, spots, at, town, listings, &self.lexicon)
                }
                sense => sense,
            };
            let evidence = Evidence::of(scene, spot, sense, senses);
            let confidence = self.scale.told(evidence, *around, spot.confidence);
            if confidence < least || self.profile == Profile::Precise && !evidence.is_firm() {
                continue;
            }
            let other = explained.is_other(scene, spot, sense, last, &self.lexicon);
            last = Some((spot, sense));
            // *la zone d'éducation prioritaire (ZEP)*: who bears that name is not meant.
            if other && spot.kind == Kind::Person {
                continue;
            }
            told.push(evidence.number());
            let sense = sense.filter(|_| !other);
            let sense =
                sense.and_then(|sense| sense::meant(scene, spot, sense, senses, &self.lexicon, lands));
            let judged = Judged { sense, confidence, outer, titled: titled.is_some() };
            chains.push(scene, spot, judged, base, &self.lexicon, mentions);
        }
    }

    const fn threshold(&self) -> u8 {
        match self.profile {
            Profile::Balanced | Profile::Precise => BALANCED,
            Profile::Recall => RECALL,
        }
    }

    /// The id of what is meant: `iso:AM`; of a demonym, that of its place. `None` when it is in no list.
    #[must_use]
    pub fn id(&self, mention: &Mention) -> Option<Cow<'g, str>> {
        let mut id = String::new();
        self.push_id(mention, &mut id).then_some(Cow::Owned(id))
    }

    /// Appends to `out` the [`id`](Tagger::id) of what is meant: of thousands of mentions, without allocating one by one.
    ///
    /// Gives whether there is one.
    pub fn push_id(&self, mention: &Mention, out: &mut String) -> bool {
        self.entry(mention).is_some_and(|entry| push_id_of(mention, &entry, out))
    }

    /// Appends the [`id`](Tagger::id) to `out` and gives whether there is one, and the [`name`](Tagger::name): of an entry that is read
    /// once for both.
    pub fn identify(&self, mention: &Mention, out: &mut String) -> (bool, Option<Cow<'g, str>>) {
        let Some(entry) = self.entry(mention) else { return (false, None) };
        (push_id_of(mention, &entry, out), Some(entry.name()))
    }

    /// The canonical name of what is meant, when it is in a list.
    #[must_use]
    pub fn name(&self, mention: &Mention) -> Option<Cow<'g, str>> {
        self.entry(mention).map(|entry| entry.name())
    }

    /// The entry of the gazetteer, with its attributes, when there is one.
    #[must_use]
    pub fn entry(&self, mention: &Mention) -> Option<EntryView<'g>> {
        if mention.layer == Mention::UNLISTED {
            return None;
        }
        self.lexicon.entry(mention.layer, mention.entry)
    }

    /// Why a mention of the document was found: rule, entry, chain.
    ///
    /// `source` and `mentions` are those of the tagging that gave the mention.
    #[must_use]
    pub fn explain<'m>(
        &'m self,
        source: &'m str,
        mentions: &'m Mentions,
        mention: &'m Mention,
    ) -> Explanation<'m> {
        Explanation::new(self, source, mentions, mention)
    }
}

impl std::fmt::Debug for Tagger<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tagger")
            .field("layers", &self.lexicon.layers)
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}

/// Appends the id of what is meant by a mention of this entry: of a demonym, that of its place. Gives whether there is one.
fn push_id_of(mention: &Mention, entry: &EntryView<'_>, out: &mut String) -> bool {
    let place = if mention.kind.is_a(EntityType::DEMONYM) { entry.attribute("place") } else { None };
    if let Some(place) = place {
        out.push_str(place);
    } else if let Some((beginning, end)) = entry.id_parts() {
        out.push_str(beginning);
        end.push_to(out);
    } else {
        return false;
    }
    true
}

/// How many tokens are read at once: their words and spots fit in the second cache of a processor.
pub(crate) const BLOCK: usize = 1 << 14;

/// The least probability of a mention, in 255ths.
pub(crate) const BALANCED: u8 = 100;
const RECALL: u8 = 45;

/// How well known a person must be to be meant by a surname that thousands bear: *Rousseau* alone is nobody of the lists. Where the
/// document names the person in full, the chain links the surname all the same.
fn least_of(scene: &Scene<'_>, spot: &Spot) -> u8 {
    let word = scene.at(spot.start as usize);
    if spot.len() == 1 && word.facts.is_frequent_surname() { 160 } else { 0 }
}

/// The index of a token or spot; documents have fewer than 2^32.
pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The most confidence, in 255ths, in what is found inside a span that was weighed and found to be no name.
const DOUBTED: u8 = 204;

/// What is seen of the spans that [`settle`] speaks of.
const SETTLED: Features = Features::HEAD_PLACE_LOW
    .with(Features::HEAD_TEAM)
    .with(Features::HEAD_EVENT)
    .with(Features::HEAD_ORGANISATION)
    .with(Features::HEAD_ORGANISATION_LOW)
    .with(Features::ENDS_CARDINAL)
    .with(Features::FIGURES)
    .with(Features::AFTER_ORGANISATION_NOUN);

/// Raises what a span is for sure by its words and those beside it, of streets, events, institutions and others.
#[inline(never)]
fn settle(scene: &Scene<'_>, spot: &mut Spot, unlisted: bool) {
    if spot.seen.has(Features::HEAD_PLACE_LOW)
        && (site::is_street(scene, spot) || site::is_hall(scene, spot) || site::is_square(scene, spot))
    {
        fame::raise(spot, Kind::Place, fame::HELD);
    } else if spot.seen.has(Features::HEAD_TEAM) && !scene.at(spot.start as usize).is(Shape::LETTERS) {
        // *le [27e BCA] d'Annecy*
        fame::raise(spot, Kind::Organisation, fame::HELD);
    } else if spot.seen.has(Features::HEAD_EVENT)
        && (runs::christened(scene, spot.start as usize) || heads::is_held(scene, spot))
    {
        fame::exceed_all(spot, Kind::Event);
    } else if spot.seen.has(Features::ENDS_CARDINAL) && runs::is_part_of_land(scene, spot) {
        fame::exceed_all(spot, Kind::Place);
    } else if scene.at(spot.start as usize).has(Cues::PORTFOLIO) && !unlisted && fame::is_given(scene, spot) {
        spot.kinds = 0;
    } else if spot.seen.has(Features::HEAD_ORGANISATION.with(Features::HEAD_ORGANISATION_LOW))
        && house::is_institution(scene, spot)
    {
        fame::raise(spot, Kind::Organisation, fame::HELD);
    } else if spot.seen.has(Features::FIGURES) && runs::is_model(scene, spot) {
        fame::exceed_all(spot, Kind::Misc);
    } else if spot.seen.has(Features::AFTER_ORGANISATION_NOUN) && house::is_called(scene, spot) {
        fame::raise(spot, Kind::Organisation, fame::HELD);
    }
}

fn decide(scale: &Scale, spot: &mut Spot) {
    let own = spot.kinds & Kind::Other.bit() != 0;
    match scale.best(&spot.scores, spot.kinds) {
        // *M. [Brumelin]*, though a *Brumelin* be an aircraft: of one word alone what stands beside it may be surer.
        Some((kind, confidence)) if !own || confidence > OWN_TYPE && spot.len() == 1 => {
            (spot.kind, spot.confidence) = (kind, confidence);
        }
        _ if own => (spot.kind, spot.confidence) = (Kind::Other, OWN_TYPE),
        _ => (spot.kind, spot.confidence) = (Kind::Misc, 0),
    }
}

/// The confidence in a name listed under a type of the user's own: the list is all there is to go by.
const OWN_TYPE: u8 = 250;

/// The kind of the name that a list goes on from with what begins at `start`: *X, [span]*, *d'X et de la [span]*, *l'X et la [span]*.
fn listed_before(scene: &Scene<'_>, start: usize, ends: &[u8]) -> Option<Kind> {
    let [near, before, outer] = [1, 2, 3].map(|by| start.wrapping_sub(by)); // wraps: what lies before is outside
    let (word, second, third) = (scene.at(near), scene.at(before), scene.at(outer));
    // Without a branch for each: what stands before a name is hard to foretell, and that it goes on with a list is rare.
    let small = word.has(REPEATED.or(Cues::ARTICLE)) & !word.is(Shape::CAPITAL);
    // *À Francfort, le [Dax]…*: over an article alone, a comma joins no names.
    let article = !word.has(REPEATED);
    let over_one = small & (second.has(Cues::CONJUNCTION) | (second.sign == b',') & !article);
    let over_two = small & article & second.has(REPEATED) & joins(third);
    let joint = match (joins(word), over_one, over_two) {
        (false, false, false) => return None,
        (true, ..) => near,
        (_, true, _) => before,
        _ => outer,
    };
    // *avec Paul Roux, de [Verdun]*: somebody is from there, unless *de* stands before both.
    let again = || scene.backward(joint, 2..5).any(|at| scene.at(at).has(REPEATED));
    kind(ends.get(joint).copied())
        .filter(|kind| *kind != Kind::Person || !word.is_de() || second.sign != b',' || again())
}

/// The kind of the name with which a list goes on from what ends at `end`.
fn listed_after(scene: &Scene<'_>, end: usize, starts: &[u8]) -> Option<Kind> {
    let joint = scene.at(end);
    if !joins(joint) {
        return None;
    }
    let small = |at: usize, class: Cues| {
        let word = scene.at(at);
        usize::from(word.has(class) && !word.is(Shape::CAPITAL))
    };
    let next = end.wrapping_add(1);
    let outer = next.wrapping_add(small(next, REPEATED));
    let last = outer.wrapping_add(small(outer, Cues::ARTICLE));
    let article = outer == next && last != outer;
    kind(starts.get(last).copied()).filter(|_| !article || joint.has(Cues::CONJUNCTION))
}

/// How much more it says of a name that no list has, that it stands among organisations.
const AMONG: i16 = 8;

/// The confidence, in 255ths, above which a list says nothing new.
const SURE: u8 = 240;

fn joins(word: Word) -> bool {
    (word.sign == b',') | word.has(Cues::CONJUNCTION)
}

/// What is said again before each name of a list, or before the first alone.
const REPEATED: Cues = Cues::DE.or(Cues::A).or(Cues::EN);

fn kind(number: Option<u8>) -> Option<Kind> {
    Kind::WEIGHED.get(usize::from(number?)).copied()
}
