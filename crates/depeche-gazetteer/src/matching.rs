//! Finding the names of a gazetteer in a text.

use crate::atoms::{Atom, first_hashed, is_word_char};
use crate::filter::{self, start_key};
use crate::form::begins_small;
use crate::gazetteer::Gazetteer;
use crate::layers::Shadow;
use crate::mention::{Hit, MAX_LAYERS, Mention};
use crate::onset::Onset;
use crate::walk::{Beginning, Candidate, Start, Stretch, Walk, place};
use depeche_text::fold::scan_ascii_word;
use depeche_text::{Sentence, Span};
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

    /// Searches where the first bytes of a token say that a name may begin.
    pub(crate) fn by_text(self, out: &mut Vec<Mention>) {
        let bytes = self.source.as_bytes();
        // Where the text ends, one looks. (In this form the check of the bounds is one comparison.)
        let pair = move |token: Span| {
            let pair = bytes.get(token.start()..token.start().wrapping_add(2));
            pair.and_then(|pair| pair.first_chunk().copied())
        };
        let four = move |start: usize| {
            bytes.get(start..start.wrapping_add(4)).and_then(|four| four.first_chunk().copied())
        };
        match self.layers {
            [] => {}
            [only] => {
                let (pairs, heads) = (only.first_bytes, only.heads);
                self.where_begin(
                    move |_, token| pair(token).is_none_or(|pair| filter::may_begin(pairs, pair)),
                    move |start| four(start).is_none_or(|four| heads.may_begin(four)),
                    out,
                );
            }
            several => self.where_begin(
                move |_, token| {
                    let may = |pair| several.iter().any(|layer| filter::may_begin(layer.first_bytes, pair));
                    pair(token).is_none_or(may)
                },
                move |start| {
                    let may = |four| several.iter().any(|layer| layer.heads.may_begin(four));
                    four(start).is_none_or(may)
                },
                out,
            ),
        }
    }

    /// Searches at the tokens where a name `may_begin`, which is asked with the index and place of the token, and where a closer
    /// look at what begins there says that it `may_lead` to a name.
    fn where_begin(
        self,
        may_begin: impl Fn(usize, Span) -> bool + Copy,
        may_lead: impl Fn(usize) -> bool + Copy,
        out: &mut Vec<Mention>,
    ) {
        let mut finder = Finder::new(self);
        let mut run = Run { first: 0, after: 0, stretches: Vec::new() };
        for stretch in self.stretches() {
            if finder.extend(&mut run, stretch) {
                finder.gather(&run, may_begin, may_lead, out);
                run.first = run.after;
                run.stretches.clear();
            }
        }
        finder.gather(&run, may_begin, may_lead, out);
        finder.follow(out);
    }

    /// Searches at these tokens alone.
    pub(crate) fn at_onsets(self, onsets: impl IntoIterator<Item = (usize, Onset)>, out: &mut Vec<Mention>) {
        let mut finder = Finder::new(self);
        let mut stretches = self.stretches();
        let mut stretch = Stretch::default();
        for (token, onset) in onsets {
            while token >= stretch.after as usize
                && let Some(next) = stretches.next()
            {
                stretch = next;
            }
            finder.add_known(token, onset, stretch);
            if finder.starts.len() >= AHEAD {
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

/// How many tokens are looked at together, at least, and how many starts are gathered before the first is followed, so that the
/// memory they need is on its way for all of them at once: with a big gazetteer, waiting for it is nearly all the time there is.
const BLOCK: usize = 64;
const AHEAD: usize = 48;

/// Puts the tokens of a block at which a name may begin into `picked`, counted from its beginning; gives how many they are.
///
/// Which ones the filters let pass is hard to foretell: without a branch, no wrong guess costs. By itself, so that what is
/// needed for each token stays in registers.
#[inline(never)]
fn pick<T: Copy + Into<Span>>(
    block: &[T],
    from: usize,
    edge: usize,
    may_begin: impl Fn(usize, Span) -> bool,
    picked: &mut [u32; BLOCK],
) -> usize {
    let mut count = 0usize;
    for (i, &token) in (0u32..).zip(block) {
        let token = token.into();
        if let Some(slot) = picked.get_mut(count % BLOCK) {
            *slot = i;
        }
        let passes = may_begin(from.wrapping_add(i as usize), token) | (token.start() >= edge);
        count = count.wrapping_add(usize::from(passes));
    }
    count
}

/// The same with the closer look; the tokens with where they begin in the text.
#[inline(never)]
fn choose<T: Copy + Into<Span>>(
    block: &[T],
    picked: &[u32],
    edge: usize,
    may_lead: impl Fn(usize) -> bool,
    chosen: &mut [(u32, u32); BLOCK],
) -> usize {
    let mut count = 0usize;
    for &i in picked {
        let start = block.get(i as usize).map_or(0, |&token| token.into().start());
        if let Some(slot) = chosen.get_mut(count % BLOCK) {
            *slot = (i, u32::try_from(start).unwrap_or(u32::MAX));
        }
        count = count.wrapping_add(usize::from(may_lead(start) | (start >= edge)));
    }
    count
}

struct Finder<'g, 'a, T> {
    search: Search<'g, 'a, T>,
    scratch: String,
    starts: Vec<Start>,
    walk: Walk,
    /// What was found from one start on.
    found: Vec<Candidate>,
    /// The first token that no mention holds yet, where mentions must not overlap.
    free: usize,
}

impl<'g, 'a, T: Copy + Into<Span>> Finder<'g, 'a, T> {
    fn new(search: Search<'g, 'a, T>) -> Finder<'g, 'a, T> {
        let most = AHEAD.wrapping_add(BLOCK);
        let (starts, walk) = (Vec::with_capacity(most), Walk::with_capacity(most));
        Finder { search, scratch: String::new(), starts, walk, found: Vec::new(), free: 0 }
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
        may_begin: impl Fn(usize, Span) -> bool + Copy,
        may_lead: impl Fn(usize) -> bool + Copy,
        out: &mut Vec<Mention>,
    ) {
        let Some(inside) = self.search.tokens.get(run.first..run.after) else { return };
        let mut stretches = run.stretches.iter().copied();
        let mut stretch = stretches.next().unwrap_or_default();
        // From here on, the first four bytes of a token may not all be of the run.
        let end = run.stretches.last().map_or(0, |last| last.end as usize);
        let edge = end.saturating_sub(3);
        let mut from = run.first;
        let mut picked = [0u32; BLOCK];
        let mut chosen = [(0u32, 0u32); BLOCK];
        for block in inside.chunks(BLOCK) {
            let count = pick(block, from, edge, may_begin, &mut picked);
            let count = choose(block, picked.get(..count).unwrap_or_default(), edge, may_lead, &mut chosen);
            for &(token, start) in chosen.get(..count).unwrap_or_default() {
                let (token, start) = (from.wrapping_add(token as usize), start as usize);
                while token >= stretch.after as usize
                    && let Some(next) = stretches.next()
                {
                    stretch = next;
                }
                self.add(token, start, stretch);
            }
            from = from.wrapping_add(BLOCK);
            if self.starts.len() >= AHEAD {
                self.follow(out);
            }
        }
    }

    /// Takes a token of which something is known among the starts.
    #[inline]
    fn add_known(&mut self, token: usize, onset: Onset, stretch: Stretch) {
        let Some(span) = self.search.token(token) else { return };
        let (start, end) = (span.start(), span.end());
        match onset.node(self.search.source.as_bytes().get(end)) {
            Some(node) if end <= stretch.end as usize => {
                self.push(Beginning::Node(node), token, Atom { start, end, word: true }, stretch);
            }
            _ => self.add(token, start, stretch),
        }
    }

    /// Takes a token among the starts, if the filter of some layer lets its first atom pass.
    #[inline]
    fn add(&mut self, token: usize, start: usize, stretch: Stretch) {
        let bytes = self.search.source.as_bytes().get(start..).unwrap_or_default();
        match scan_ascii_word(bytes) {
            Some((len, hash)) if start.wrapping_add(len) <= stretch.end as usize => {
                let small = bytes.first().is_some_and(u8::is_ascii_lowercase);
                let atom = Atom { start, end: start.wrapping_add(len), word: true };
                self.add_hashed(token, atom, hash, small, stretch);
            }
            _ => self.add_slowly(token, start, stretch),
        }
    }

    #[inline(never)]
    fn add_slowly(&mut self, token: usize, start: usize, stretch: Stretch) {
        let Search { layers, source, .. } = self.search;
        if layers.iter().all(|layer| filter::is_foreign_sign(layer.first_bytes, source.as_bytes(), start)) {
            return;
        }
        let Some((atom, hash)) = first_hashed(source, start, stretch.end as usize, &mut self.scratch) else {
            return;
        };
        let small = source.get(start..).is_some_and(begins_small);
        self.add_hashed(token, atom, hash, small, stretch);
    }

    #[inline(always)]
    fn add_hashed(&mut self, token: usize, atom: Atom, hash: u64, small: bool, stretch: Stretch) {
        let key = start_key(hash, small);
        let may = match self.search.layers {
            [only] => only.may_start(key),
            several => several.iter().any(|layer| layer.may_start(key)),
        };
        if may {
            self.push(Beginning::Hash(hash), token, atom, stretch);
        }
    }

    #[inline(always)]
    fn push(&mut self, beginning: Beginning, token: usize, atom: Atom, stretch: Stretch) {
        let [token, from, end] = [token, atom.start, atom.end].map(place);
        self.starts.push(Start { beginning, token, from, end, word: atom.word, stretch });
    }

    /// Whether the start is inside a run of letters and figures, the token before it having the beginning of the run.
    #[inline]
    fn is_inside_a_word(&self, start: &Start) -> bool {
        start.word
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
        let mut starts = std::mem::take(&mut self.starts);
        starts.retain(|start| start.token as usize >= self.free && !self.is_inside_a_word(start));
        let mut walk = std::mem::take(&mut self.walk);
        walk.all(&self.search, &starts);
        let Search { layers, options, .. } = self.search;
        for (number, start) in starts.iter().enumerate() {
            if (start.token as usize) < self.free {
                continue;
            }
            let mut found = walk.found(number).copied();
            let Some(longest) = found.next() else { continue };
            let last = if layers.len() == 1 && options.kind != MatchKind::Overlapping {
                let hits = [longest.hit, Hit::default(), Hit::default(), Hit::default()];
                let tokens = start.token as usize..longest.last.wrapping_add(1);
                out.push(Mention::new(Span::new(start.from as usize, longest.end), tokens, hits));
                Some(longest.last)
            } else {
                self.found.clear();
                self.found.push(longest);
                self.found.extend(found);
                self.report(start, out)
            };
            if let (Some(last), MatchKind::LeftmostLongest) = (last, options.kind) {
                self.free = last.wrapping_add(1);
            }
        }
        self.walk = walk;
        self.starts = starts;
        self.starts.clear();
    }

    /// Turns what was found from one start on into mentions; gives the last token of the longest.
    fn report(&mut self, start: &Start, out: &mut Vec<Mention>) -> Option<usize> {
        let Search { layers, shadows, options, .. } = self.search;
        if layers.len() > 1 {
            // Longer first, then the upper layer first, then as they were found.
            self.found.reverse();
            self.found.sort_by(|a, b| b.end.cmp(&a.end).then_with(|| b.layer.cmp(&a.layer)));
        }
        let mut longest = None;
        for same in self.found.chunk_by(|a, b| a.end == b.end) {
            let mut hits = [Hit::default(); MAX_LAYERS];
            for candidate in same {
                let visible = match (layers.get(candidate.layer), shadows.get(candidate.layer)) {
                    (Some(layer), Some(shadow)) => shadow.leaves(layer, candidate.hit),
                    _ => candidate.hit.spellings != 0,
                };
                if let (true, Some(hit)) = (visible, hits.get_mut(candidate.layer)) {
                    *hit = candidate.hit;
                }
                if candidate.hides {
                    break;
                }
            }
            let Some(first) = same.first().filter(|_| hits.iter().any(|hit| hit.spellings != 0)) else {
                continue;
            };
            let tokens = start.token as usize..first.last.wrapping_add(1);
            out.push(Mention::new(Span::new(start.from as usize, first.end), tokens, hits));
            longest = longest.max(Some(first.last));
            if options.kind != MatchKind::Overlapping {
                break;
            }
        }
        longest
    }
}
