//! Finding the names of a gazetteer in a text.

use crate::atoms::{Atom, first_hashed, is_word_char};
use crate::filter::{self, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Shadow;
use crate::memo::{self, Known, Memo};
use crate::mention::{Hit, MAX_LAYERS, Mention};
use crate::onset::Onset;
use crate::walk::{Candidate, Start, Stretch, Walk, next_class, place};
use depeche_text::fold::{ShortWord, continues_word, hash_letters};
use depeche_text::{Sentence, Span, fetch};
use std::ops::Range;

/// Which of the mentions that overlap are given.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MatchKind {
    /// From left to right, the longest mention at each place; the next one begins after it. No two overlap.
    #[default]
    LeftmostLongest,
    /// The longest mention that begins at each token.
    LongestPerStart,
    /// Every mention.
    Overlapping,
}

/// How a text is searched.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct MatchOptions {
    /// Which of the mentions that overlap are given.
    pub kind: MatchKind,
    /// Whether a mention may go over the end of a sentence or of a paragraph (an empty line).
    pub across_sentences: bool,
}

impl Gazetteer<'_> {
    /// Appends the mentions of a text to `out`, by their first token, the longer one first.
    ///
    /// `tokens` are the edges at which a mention may begin and end: tokens or spans of `source`, in order, from any
    /// tokenizer. No mention goes over the end of one of the `sentences`; without any, the text is one stretch.
    ///
    /// Time is linear in the text, at most [`MAX_FORM_WORDS`](crate::MAX_FORM_WORDS) steps for a token, and nearly always one.
    /// Memory does not depend on the gazetteer.
    ///
    /// ```
    /// use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
    /// use depeche_text::Span;
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("geonames:3003796\tLOC:city\tLe Havre\t\t120\t\tarticle\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    ///
    /// let source = "Il va au Havre.";
    /// let tokens = [(0, 2), (3, 5), (6, 8), (9, 14), (14, 15)].map(|(a, b)| Span::new(a, b));
    /// let mut mentions = Vec::new();
    /// gazetteer.mentions_into(source, &tokens, &[], &MatchOptions::default(), &mut mentions);
    /// assert_eq!(mentions[0].span().of(source), "Havre");
    /// assert_eq!(gazetteer.senses(&mentions[0]).next().unwrap().name(), "Le Havre");
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn mentions_into<T: Copy + Into<Span>>(
        &self,
        source: &str,
        tokens: &[T],
        sentences: &[Sentence],
        options: &MatchOptions,
        out: &mut Vec<Mention>,
    ) {
        let layers = std::slice::from_ref(self);
        Search { layers, shadows: &[], source, tokens, sentences, options }.by_text(out);
    }

    /// The mentions of a text; see [`mentions_into`](Gazetteer::mentions_into), which can reuse its buffer.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, MatchOptions};
    /// # use depeche_text::Span;
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tHaut Atlas\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let source = "dans le Haut Atlas";
    /// let tokens = [(0, 4), (5, 7), (8, 12), (13, 18)].map(|(start, end)| Span::new(start, end));
    /// let mentions = gazetteer.mentions(source, &tokens, &[], &MatchOptions::default());
    /// assert_eq!(mentions[0].span().of(source), "Haut Atlas");
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn mentions<T: Copy + Into<Span>>(
        &self,
        source: &str,
        tokens: &[T],
        sentences: &[Sentence],
        options: &MatchOptions,
    ) -> Vec<Mention> {
        let mut mentions = Vec::new();
        self.mentions_into(source, tokens, sentences, options, &mut mentions);
        mentions
    }
}

/// What is searched, where, and how: what the public functions take.
#[derive(Clone, Copy)]
pub(crate) struct Search<'s, 'a, T> {
    /// The last one lies on top.
    pub layers: &'s [Gazetteer<'a>],
    pub shadows: &'s [Shadow],
    pub source: &'s str,
    pub tokens: &'s [T],
    pub sentences: &'s [Sentence],
    pub options: &'s MatchOptions,
}

impl<T: Copy + Into<Span>> Search<'_, '_, T> {
    /// The place of a token.
    #[inline]
    pub(crate) fn token(&self, index: usize) -> Option<Span> {
        self.tokens.get(index).map(|&token| token.into())
    }

    /// Searches where the first bytes of a token, and then the hash of its first atom, say that a name may begin.
    pub(crate) fn by_text(self, out: &mut Vec<Mention>) {
        match self.layers {
            [] => {}
            [only] => {
                let pairs = only.first_bytes;
                let may_begin = move |pair| filter::may_begin(pairs, pair);
                self.where_begin(may_begin, |key| only.may_start(key), out);
            }
            several => self.where_begin(
                |pair| several.iter().any(|layer| filter::may_begin(layer.first_bytes, pair)),
                |key| several.iter().any(|layer| layer.may_start(key)),
                out,
            ),
        }
    }

    /// Searches at the tokens where a name `may_begin` with the first two bytes and `may_start` with the key of the first atom.
    fn where_begin(
        self,
        may_begin: impl Fn([u8; 2]) -> bool + Copy,
        may_start: impl Fn(u64) -> bool + Copy,
        out: &mut Vec<Mention>,
    ) {
        let memo = if self.layers.len() == 1 { Memo::for_tokens(self.tokens.len()) } else { Memo::default() };
        let mut room = SearchRoom::default();
        let mut finder = Finder::new(self, memo, &mut room);
        let mut run = Run { first: 0, after: 0, stretches: Vec::new() };
        for stretch in self.stretches() {
            if finder.extend(&mut run, stretch) {
                finder.gather(&run, may_begin, may_start, out);
                run.first = run.after;
                run.stretches.clear();
            }
        }
        finder.gather(&run, may_begin, may_start, out);
        finder.follow(out);
    }

    /// Searches at these tokens alone.
    pub(crate) fn at_onsets(
        self,
        onsets: impl IntoIterator<Item = (usize, Onset)>,
        room: &mut SearchRoom,
        out: &mut Vec<Mention>,
    ) {
        let mut finder = Finder::new(self, Memo::default(), room);
        let mut stretches = self.stretches();
        let mut stretch = Stretch::default();
        for (token, onset) in onsets {
            while token >= stretch.after as usize
                && let Some(next) = stretches.next()
            {
                stretch = next;
            }
            finder.add_known(token, onset, stretch);
            if finder.open >= AHEAD || finder.count >= MOST_STARTS {
                finder.follow(out);
            }
        }
        finder.follow(out);
    }

    /// The stretches over whose ends no mention goes: sentences, and what lies between them.
    fn stretches(self) -> impl Iterator<Item = Stretch> {
        let sentences = if self.options.across_sentences { &[] } else { self.sentences };
        let mut reached = 0;
        let ranges = sentences.iter().flat_map(move |sentence| {
            let Range { start, end } = sentence.tokens();
            let both = [reached..start, start.max(reached)..end];
            reached = reached.max(end);
            both
        });
        let last = sentences.iter().map(|sentence| sentence.tokens().end).max().unwrap_or(0);
        ranges.chain(std::iter::once(last..self.tokens.len())).filter_map(move |range| {
            let last = *self.tokens.get(range.clone())?.last()?;
            let end = last.into().end().min(self.source.len());
            Some(Stretch { first: place(range.start), after: place(range.end), end: place(end) })
        })
    }
}

/// Stretches, one after the other, whose tokens are looked at together: no word goes over the end of one but the last.
struct Run {
    first: usize,
    after: usize,
    stretches: Vec<Stretch>,
}

/// The stretches of a run, asked with tokens in order.
struct Stretches<'r> {
    rest: &'r [Stretch],
}

impl Stretches<'_> {
    /// The stretch of a token that is not before those that were asked about.
    #[inline(always)]
    fn of(&mut self, token: usize) -> Stretch {
        while let [stretch, rest @ ..] = self.rest {
            if token < stretch.after as usize || rest.is_empty() {
                return *stretch;
            }
            self.rest = rest;
        }
        Stretch::default()
    }
}

/// How many tokens are looked at together, at least, and how many starts are gathered before the first is followed, so that the
/// memory they need is on its way for all of them at once: with a big gazetteer, waiting for it is nearly all the time there is.
const BLOCK: usize = 64;
const AHEAD: usize = 32;
/// The most starts that are gathered.
const MOST_STARTS: usize = 128;
const NEXT: usize = 384;

/// Puts the tokens of a block at which a name may begin into `picked`, counted from its beginning; gives how many they are.
///
/// `bytes` is the text as far as the pair that begins there is all of the run: what ends sooner passes. Which tokens the filter
/// lets pass is hard to foretell: without a branch, no wrong guess costs. By itself, so that what is needed for each token stays in
/// registers.
#[inline(never)]
fn pick<T: Copy + Into<Span>>(
    block: &[T],
    bytes: &[u8],
    may_begin: impl Fn([u8; 2]) -> bool,
    picked: &mut [u32; BLOCK],
) -> usize {
    let mut count = 0usize;
    for (i, &token) in (0u32..).zip(block) {
        let start = token.into().start();
        if let Some(slot) = picked.get_mut(count % BLOCK) {
            *slot = i;
        }
        // In this form the check of the bounds is one comparison.
        let pair = bytes.get(start..start.wrapping_add(2)).and_then(|pair| pair.first_chunk().copied());
        count = count.wrapping_add(usize::from(pair.is_none_or(&may_begin)));
    }
    count
}

/// A picked token: its index in the block, where it is at home in the memo, and what is known there of it, if anything is.
#[derive(Clone, Copy, Default)]
struct Picked {
    index: u32,
    home: u32,
    known: Known,
    is_known: bool,
    /// Of an unknown token: whether it is a word of ASCII letters, and then whether it begins with a small letter, and the hash.
    plain: bool,
    small: bool,
    /// Whether no name begins there after all.
    is_out: bool,
    hash: u64,
}

/// What is picked of a block, and which of that is not known.
struct Picks {
    /// Of each that was picked, its key and where that is at home in the memo.
    keys: [(memo::Key, u32); BLOCK],
    picked: [Picked; BLOCK],
    unknown: [u32; BLOCK],
}

impl Picks {
    /// Looks up in the memo what was picked and leaves out where it says that no name begins; gives how many stay, and how many of
    /// these are not known.
    #[inline(never)]
    fn remember<T: Copy + Into<Span>>(
        &mut self,
        block: &[T],
        indices: &[u32],
        bytes: &[u8],
        memo: &Memo,
    ) -> (usize, usize) {
        for (&index, slot) in indices.iter().zip(&mut self.keys) {
            let Some(&token) = block.get(index as usize) else { break };
            let key = memo::key(bytes, token.into());
            let home = memo.home(key);
            memo.ask(home);
            *slot = (key, home);
        }
        let (mut count, mut unknown) = (0usize, 0usize);
        for (&index, &(key, home)) in indices.iter().zip(&self.keys) {
            let Some(&token) = block.get(index as usize) else { break };
            let token = token.into();
            let (known, is_known) = memo.get(home, key);
            if let Some(slot) = self.picked.get_mut(count % BLOCK) {
                (slot.index, slot.home, slot.known) = (index, home, known);
                (slot.is_known, slot.is_out) = (is_known, false);
            }
            if let Some(slot) = self.unknown.get_mut(unknown % BLOCK) {
                *slot = place(count);
            }
            let begins = known.begins(bytes.get(token.end()..token.end().wrapping_add(2)));
            unknown = unknown.wrapping_add(usize::from(!is_known));
            count = count.wrapping_add(usize::from(!is_known | begins));
        }
        (count, unknown)
    }

    /// Hashes the first `count` of which nothing is known, and asks for the memory that says whether a name may start with them.
    #[inline(never)]
    fn hash<T: Copy + Into<Span>>(
        &mut self,
        block: &[T],
        bytes: &[u8],
        count: usize,
        layers: &[Gazetteer<'_>],
    ) {
        for &number in self.unknown.iter().take(count) {
            let Some(one) = self.picked.get_mut(number as usize) else { break };
            let Some(&token) = block.get(one.index as usize) else { break };
            let token = token.into();
            let start = token.start();
            let head = bytes.get(start..start.wrapping_add(16)).and_then(|head| head.first_chunk());
            let head = head.unwrap_or(&[0; 16]);
            (one.hash, one.plain) = hash_letters(head, token.end().wrapping_sub(start));
            one.small = head[0] & 0x20 != 0;
            layers.iter().for_each(|layer| layer.ask_start(start_key(one.hash, one.small)));
        }
    }

    /// Takes out those whose first atom may not start a name, and keeps that in mind. By itself: so the processor looks far enough
    /// ahead to wait for the memory of many at once.
    #[inline(never)]
    fn sift<T: Copy + Into<Span>>(
        &mut self,
        block: &[T],
        bytes: &[u8],
        count: usize,
        may_start: impl Fn(u64) -> bool,
        memo: &mut Memo,
    ) {
        for &number in self.unknown.iter().take(count) {
            let Some(one) = self.picked.get_mut(number as usize) else { break };
            let Some(&token) = block.get(one.index as usize) else { break };
            one.is_out = one.plain & !may_start(start_key(one.hash, one.small));
            // What may start one is kept when that has been followed; until then, the place is empty.
            let key = if one.is_out { memo::key(bytes, token.into()) } else { 0 };
            memo.set(one.home, key, Known::default());
        }
    }
}

/// The room in which layers are searched; kept between texts, it spares allocations, and the spellings of names are not compared
/// again. Whatever it was used for before, the same is found.
///
/// See [`Layers::mentions_from`](crate::Layers::mentions_from).
#[derive(Default)]
pub struct SearchRoom {
    scratch: String,
    /// Room for starts.
    starts: Vec<Start>,
    walk: Walk,
    /// What was found from one start on.
    found: Vec<Candidate>,
}

impl Clone for SearchRoom {
    /// Fresh room.
    fn clone(&self) -> SearchRoom {
        SearchRoom::default()
    }
}

impl std::fmt::Debug for SearchRoom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchRoom").finish_non_exhaustive()
    }
}

struct Finder<'g, 'a, 'r, T> {
    search: Search<'g, 'a, T>,
    room: &'r mut SearchRoom,
    /// How many starts are there.
    count: usize,
    /// How many of them are to be followed.
    open: usize,
    memo: Memo,
    /// The first token that no mention holds yet, where mentions must not overlap.
    free: usize,
}

impl<'g, 'a, 'r, T: Copy + Into<Span>> Finder<'g, 'a, 'r, T> {
    fn new(search: Search<'g, 'a, T>, memo: Memo, room: &'r mut SearchRoom) -> Finder<'g, 'a, 'r, T> {
        let most = MOST_STARTS.wrapping_add(BLOCK).min(search.tokens.len());
        if room.starts.len() < most {
            room.starts.resize(most, Start::default());
        }
        room.walk.belong_to(search.layers, most);
        Finder { search, room, count: 0, open: 0, memo, free: 0 }
    }

    /// Takes a stretch of tokens into the run; gives whether it is full.
    fn extend(&self, run: &mut Run, stretch: Stretch) -> bool {
        let bytes = self.search.source.as_bytes();
        let end = stretch.end as usize;
        run.after = stretch.after as usize;
        run.stretches.push(stretch);
        let inside_a_word = match (end.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(end)) {
            (Some(before), Some(next)) => {
                let sign = before.is_ascii() && !before.is_ascii_alphanumeric();
                !next.is_ascii() || next.is_ascii_alphanumeric() && !sign
            }
            _ => false,
        };
        inside_a_word || run.after.wrapping_sub(run.first) >= BLOCK
    }

    /// Takes the tokens of a run at which a name may begin among the starts, and follows these when they are many.
    fn gather(
        &mut self,
        run: &Run,
        may_begin: impl Fn([u8; 2]) -> bool + Copy,
        may_start: impl Fn(u64) -> bool + Copy,
        out: &mut Vec<Mention>,
    ) {
        let Some(inside) = self.search.tokens.get(run.first..run.after) else { return };
        let mut stretches = Stretches { rest: &run.stretches };
        let end = run.stretches.last().map_or(0, |last| last.end as usize);
        let bytes = self.search.source.as_bytes();
        let bytes = bytes.get(..end).unwrap_or(bytes);
        let mut from = run.first;
        let mut indices = [0u32; BLOCK];
        let mut picks =
            Picks { keys: [(0, 0); BLOCK], picked: [Picked::default(); BLOCK], unknown: [0; BLOCK] };
        let source = self.search.source.as_bytes();
        for block in inside.chunks(BLOCK) {
            self.ask(from.wrapping_add(NEXT));
            let count = pick(block, bytes, may_begin, &mut indices);
            let indices = indices.get(..count).unwrap_or_default();
            let (count, unknown) = picks.remember(block, indices, source, &self.memo);
            picks.hash(block, source, unknown, self.search.layers);
            picks.sift(block, source, unknown, may_start, &mut self.memo);
            for one in picks.picked.iter().take(count).filter(|one| !one.is_out) {
                let token = from.wrapping_add(one.index as usize);
                self.take(token, one, stretches.of(token), may_start);
            }
            from = from.wrapping_add(BLOCK);
            if self.open >= AHEAD || self.count >= MOST_STARTS {
                self.follow(out);
            }
        }
    }

    /// Takes a token among the starts, of which something may be known.
    #[inline(always)]
    fn take(&mut self, token: usize, one: &Picked, stretch: Stretch, may_start: impl Fn(u64) -> bool) {
        let Some(span) = self.search.token(token) else { return };
        let (start, end) = (span.start(), span.end());
        let [index, from, until] = [token, start, end].map(place);
        let begins = Start { token: index, from, end: until, stretch, word: true, ..Start::default() };
        if one.is_known & (end <= stretch.end as usize) {
            self.set_out(one.known, begins);
        } else if !one.plain || end > stretch.end as usize {
            self.add(token, stretch, Some(one.home), may_start);
        } else {
            self.push(Start { known_by: one.hash, home: one.home, keeps: true, looks: true, ..begins });
        }
    }

    /// Asks for the memory of a block of tokens, which reading ahead by the processor does not reach over the end of a page.
    #[inline(always)]
    fn ask(&self, from: usize) {
        for index in (from..from.saturating_add(BLOCK)).step_by(5) {
            fetch(self.search.tokens.get(index));
        }
    }

    /// Takes a token among the starts, if its first atom `may_start` a name.
    #[inline(never)]
    fn add(&mut self, token: usize, stretch: Stretch, home: Option<u32>, may_start: impl Fn(u64) -> bool) {
        let Some(span) = self.search.token(token) else { return };
        let (start, end) = (span.start(), span.end());
        let Search { layers, source, .. } = self.search;
        let bytes = source.as_bytes();
        let short = bytes.get(start..end).and_then(ShortWord::new);
        let (atom, hash) = match short {
            Some(word)
                if end <= stretch.end as usize
                    && !bytes.get(end).is_some_and(|next| continues_word(*next)) =>
            {
                (Atom { start, end, word: true }, word.hash())
            }
            _ => {
                if layers.iter().all(|layer| filter::is_foreign_sign(layer.first_bytes, bytes, start)) {
                    return;
                }
                let hashed = first_hashed(source, start, stretch.end as usize, &mut self.room.scratch);
                let Some(hashed) = hashed else { return };
                hashed
            }
        };
        if may_start(start_key(hash, source.get(start..).is_some_and(begins_small))) {
            let [token, from, end] = [token, atom.start, atom.end].map(place);
            let begins = Start { token, from, end, stretch, word: atom.word, ..Start::default() };
            // What is found is kept of words that are a token.
            let keeps = home.is_some() && atom.word && atom.end == span.end();
            let home = home.unwrap_or_default();
            self.push(Start { known_by: hash, home, keeps, looks: true, ..begins });
        } else if let Some(home) = home
            && atom.end <= span.end()
        {
            self.memo.keep(home, memo::key(bytes, span), Known::default());
        }
    }

    /// Takes a token of which something is known among the starts.
    #[inline]
    fn add_known(&mut self, token: usize, onset: Onset, stretch: Stretch) {
        let Some(span) = self.search.token(token) else { return };
        let (start, end) = (span.start(), span.end());
        let bytes = self.search.source.as_bytes();
        match onset.known(bytes.get(end)) {
            Some((known, word)) if end <= stretch.end as usize => {
                let [token, from, end] = [token, start, end].map(place);
                self.set_out(known, Start { token, from, end, stretch, word, ..Start::default() });
            }
            _ => {
                let layers = self.search.layers;
                self.add(token, stretch, None, |key| layers.iter().any(|layer| layer.may_start(key)));
            }
        }
    }

    /// Takes a token whose node is known among the starts, if it is a name or a longer one may begin with it.
    #[inline(always)]
    fn set_out(&mut self, known: Known, start: Start) {
        let Known { node, spellings, classes } = known;
        let looks = classes == u32::MAX;
        let start = Start { known_by: u64::from(node), spellings, known: true, looks, ..start };
        if looks {
            return self.push(start);
        }
        let bytes = self.search.source.as_bytes();
        let next = next_class(bytes, start.end as usize, start.stretch.end as usize);
        if (classes & next == 0) & (spellings == 0) || self.is_inside_a_word(&start) {
            return;
        }
        let longer = classes & next != 0 && self.room.walk.set_out(&self.search, place(self.count), &start);
        self.open = self.open.wrapping_add(usize::from(longer));
        if longer | (spellings != 0) {
            self.put(start);
        }
    }

    /// Puts a start whose node is to be looked at behind the others, if it is not inside a word.
    #[inline(always)]
    fn push(&mut self, start: Start) {
        if !self.is_inside_a_word(&start) {
            self.open = self.open.wrapping_add(1);
            self.put(start);
        }
    }

    #[inline(always)]
    fn put(&mut self, start: Start) {
        match self.room.starts.get_mut(self.count) {
            Some(slot) => *slot = start,
            None => self.room.starts.push(start),
        }
        self.count = self.count.wrapping_add(1);
    }

    #[inline(always)]
    fn is_inside_a_word(&self, start: &Start) -> bool {
        let before = self.search.source.as_bytes().get((start.from as usize).wrapping_sub(1));
        before.is_some_and(|before| continues_word(*before)) && self.cuts_a_word(start)
    }

    /// Whether the start is inside a run of letters and figures, the token before it having the beginning of the run.
    #[inline(never)]
    fn cuts_a_word(&self, start: &Start) -> bool {
        self.search
            .source
            .get(start.from as usize..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(is_word_char)
            && start.token > start.stretch.first
            && start.token.checked_sub(1).and_then(|before| self.search.token(before as usize)).is_some_and(
                |before| {
                    before.end() == start.from as usize
                        && before.of(self.search.source).chars().next_back().is_some_and(is_word_char)
                },
            )
    }

    /// Follows the names that begin at the gathered starts.
    fn follow(&mut self, out: &mut Vec<Mention>) {
        let Finder { search, room, count, memo, free, .. } = self;
        let SearchRoom { starts, walk, found, .. } = &mut **room;
        let gathered = starts.get(..*count).unwrap_or_default();
        walk.all(search, gathered, memo);
        let Search { layers, options, .. } = *search;
        let overlapping = options.kind == MatchKind::Overlapping;
        for (start, longest) in gathered.iter().zip(walk.longest()) {
            if (start.token as usize) < *free {
                continue;
            }
            let itself = start.resolved();
            let Some(longest) = longest.or(itself) else { continue };
            let last = if layers.len() == 1 {
                // One layer hides nothing, and has one node for each end.
                let itself = itself.filter(|itself| itself.end != longest.end);
                for one in walk.found(&longest).chain(itself) {
                    let hits = [one.hit, Hit::default(), Hit::default(), Hit::default()];
                    let tokens = start.token as usize..(one.last as usize).wrapping_add(1);
                    out.push(Mention::new(Span::of_u32(start.from, one.end), tokens, hits));
                    if !overlapping {
                        break;
                    }
                }
                Some(longest.last)
            } else {
                found.clear();
                found.extend(walk.found(&longest));
                search.report(start, found, out)
            };
            if let (Some(last), MatchKind::LeftmostLongest) = (last, options.kind) {
                *free = (last as usize).wrapping_add(1);
            }
        }
        (self.count, self.open) = (0, 0);
    }
}

impl<T> Search<'_, '_, T> {
    /// Turns what several layers found from one start on into mentions; gives the last token of the longest.
    fn report(&self, start: &Start, found: &mut [Candidate], out: &mut Vec<Mention>) -> Option<u32> {
        let Search { layers, shadows, options, .. } = *self;
        // Longer first, then the upper layer first, then as they were found.
        found.reverse();
        found.sort_by(|a, b| b.end.cmp(&a.end).then_with(|| b.layer.cmp(&a.layer)));
        let mut longest = None;
        for same in found.chunk_by(|a, b| a.end == b.end) {
            let mut hits = [Hit::default(); MAX_LAYERS];
            for candidate in same {
                let layer = candidate.layer as usize;
                let visible = match (layers.get(layer), shadows.get(layer)) {
                    (Some(layer), Some(shadow)) => shadow.leaves(layer, candidate.hit),
                    _ => candidate.hit.spellings != 0,
                };
                if let (true, Some(hit)) = (visible, hits.get_mut(layer)) {
                    *hit = candidate.hit;
                }
                if candidate.hides {
                    break;
                }
            }
            let Some(first) = same.first().filter(|_| hits.iter().any(|hit| hit.spellings != 0)) else {
                continue;
            };
            let tokens = start.token as usize..(first.last as usize).wrapping_add(1);
            out.push(Mention::new(Span::of_u32(start.from, first.end), tokens, hits));
            longest = longest.max(Some(first.last));
            if options.kind != MatchKind::Overlapping {
                break;
            }
        }
        longest
    }
}
