//! Finding the names of a gazetteer in a text.

use crate::atoms::{Atom, chain, first_hashed, is_word_char, next_hashed};
use crate::filter::{self, FirstBytes, class_of, start_key};
use crate::form::{begins_small, is_contraction};
use crate::gazetteer::Gazetteer;
use crate::layers::Shadow;
use crate::mention::{Hit, MAX_LAYERS, Mention};
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
        search(std::slice::from_ref(self), &[], source, tokens, sentences, options, first_bytes, out);
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

/// Something that was found from one token on.
struct Candidate {
    /// The last token and the end in bytes.
    last: usize,
    end: usize,
    layer: usize,
    hit: Hit,
    hides: bool,
}

/// A token at which a name may begin: its first atom, the hash of that, and the stretch of the text it is in.
#[derive(Clone, Copy)]
struct Start {
    hash: u64,
    token: usize,
    atom: Atom,
    stretch: Stretch,
}

/// Tokens over whose ends no mention goes, and where the last one ends in the text.
#[derive(Clone, Copy)]
struct Stretch {
    first: usize,
    after: usize,
    end: usize,
}

/// How many starts are gathered before the first is followed, so that the memory they need is on its way for all of them at
/// once: with a big gazetteer, waiting for it is nearly all the time there is.
const AHEAD: usize = 32;

/// Whether a name may begin at a token, by its first bytes.
#[inline(always)]
pub(crate) fn first_bytes(filter: &FirstBytes, bytes: &[u8], _index: usize, token: Span) -> bool {
    filter::may_begin(filter, bytes, token.start())
}

/// Searches with several gazetteers, the last of which lies on top, at the tokens where a name `may_begin`: asked with the
/// filter of first bytes of all of them, the text, and the index and place of the token.
#[expect(clippy::too_many_arguments, reason = "what two public functions take, and how they differ")]
pub(crate) fn search<T: Copy + Into<Span>>(
    layers: &[Gazetteer<'_>],
    shadows: &[Shadow],
    source: &str,
    tokens: &[T],
    sentences: &[Sentence],
    options: &MatchOptions,
    may_begin: impl Fn(&FirstBytes, &[u8], usize, Span) -> bool,
    out: &mut Vec<Mention>,
) {
    let mut joined = [[0; 8]; 256];
    let first_bytes = match layers {
        [] => return,
        [only] => only.first_bytes,
        several => {
            for layer in several {
                let bytes = layer.first_bytes.as_flattened();
                joined.as_flattened_mut().iter_mut().zip(bytes).for_each(|(all, own)| *all |= own);
            }
            &joined
        }
    };
    let mut finder = Finder {
        layers,
        shadows,
        first_bytes,
        options,
        source,
        tokens,
        scratch: String::new(),
        starts: Vec::with_capacity(AHEAD.wrapping_mul(2)),
        found: Vec::new(),
        free: 0,
    };
    if options.across_sentences {
        finder.gather(0..tokens.len(), &may_begin, out);
    } else {
        let mut reached = 0;
        for sentence in sentences {
            let Range { start, end } = sentence.tokens();
            finder.gather(reached..start, &may_begin, out);
            finder.gather(start.max(reached)..end, &may_begin, out);
            reached = reached.max(end);
        }
        finder.gather(reached..tokens.len(), &may_begin, out);
    }
    finder.follow(out);
}

struct Finder<'g, 'a, T> {
    layers: &'g [Gazetteer<'a>],
    shadows: &'g [Shadow],
    /// The filters of first bytes of all layers in one.
    first_bytes: &'g FirstBytes,
    options: &'g MatchOptions,
    source: &'g str,
    tokens: &'g [T],
    scratch: String,
    starts: Vec<Start>,
    found: Vec<Candidate>,
    /// The first token that no mention holds yet, where mentions must not overlap.
    free: usize,
}

impl<T: Copy + Into<Span>> Finder<'_, '_, T> {
    fn token(&self, index: usize) -> Option<Span> {
        self.tokens.get(index).map(|&token| token.into())
    }

    /// Takes the tokens of `range` at which a name may begin among the starts, and follows these when they are many.
    fn gather(
        &mut self,
        range: Range<usize>,
        may_begin: &impl Fn(&FirstBytes, &[u8], usize, Span) -> bool,
        out: &mut Vec<Mention>,
    ) {
        let Some(inside) = self.tokens.get(range.clone()) else { return };
        let Some(&last) = inside.last() else { return };
        let stretch =
            Stretch { first: range.start, after: range.end, end: last.into().end().min(self.source.len()) };
        let bytes = self.source.as_bytes();
        let mut chosen = [(0usize, 0usize); AHEAD];
        let mut from = range.start;
        for block in inside.chunks(AHEAD) {
            // Which tokens the filter lets pass is hard to foretell: without a branch, no wrong guess costs.
            let mut count = 0usize;
            for (i, &token) in (from..).zip(block) {
                let token = token.into();
                if let Some(slot) = chosen.get_mut(count % AHEAD) {
                    *slot = (i, token.start());
                }
                count = count.wrapping_add(usize::from(may_begin(self.first_bytes, bytes, i, token)));
            }
            from = from.wrapping_add(AHEAD);
            for &(token, start) in chosen.iter().take(count) {
                self.add(token, start, stretch);
            }
            if self.starts.len() >= AHEAD {
                self.follow(out);
            }
        }
    }

    /// Takes a token among the starts, if the filter of some layer lets its first atom pass.
    #[inline]
    fn add(&mut self, token: usize, start: usize, stretch: Stretch) {
        let bytes = self.source.as_bytes().get(start..).unwrap_or_default();
        match scan_ascii_word(bytes) {
            Some((len, hash)) if start.wrapping_add(len) <= stretch.end => {
                let small = bytes.first().is_some_and(u8::is_ascii_lowercase);
                let atom = Atom { start, end: start.wrapping_add(len), word: true };
                self.add_hashed(token, atom, hash, small, stretch);
            }
            _ => self.add_slowly(token, start, stretch),
        }
    }

    #[inline(never)]
    fn add_slowly(&mut self, token: usize, start: usize, stretch: Stretch) {
        if filter::is_foreign_sign(self.first_bytes, self.source.as_bytes(), start) {
            return;
        }
        let Some((atom, hash)) = first_hashed(self.source, start, stretch.end, &mut self.scratch) else {
            return;
        };
        let small = self.source.get(start..).is_some_and(begins_small);
        self.add_hashed(token, atom, hash, small, stretch);
    }

    #[inline(always)]
    fn add_hashed(&mut self, token: usize, atom: Atom, hash: u64, small: bool, stretch: Stretch) {
        let key = start_key(hash, small);
        let may = match self.layers {
            [only] => only.may_start(key),
            several => several.iter().any(|layer| layer.may_start(key)),
        };
        if may {
            self.starts.push(Start { hash, token, atom, stretch });
        }
    }

    /// Whether the start is inside a run of letters and figures, the token before it having the beginning of the run.
    #[inline]
    fn is_inside_a_word(&self, start: &Start) -> bool {
        start.atom.word
            && start.token > start.stretch.first
            && start.token.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| {
                before.end() == start.atom.start
                    && before.of(self.source).chars().next_back().is_some_and(is_word_char)
            })
    }

    /// Follows the names that begin at the gathered starts.
    fn follow(&mut self, out: &mut Vec<Mention>) {
        // Asks for the first byte of every bucket, all at once: none of these loads waits for another.
        let mut asked = 0;
        for start in &self.starts {
            for layer in self.layers {
                let (place, end) = layer.bucket(start.hash);
                let ask = |at: u32| layer.store.nodes.get(at as usize).copied().unwrap_or_default();
                asked ^= ask(place) ^ ask(place.wrapping_add(64).min(end));
            }
        }
        std::hint::black_box(asked);
        let starts = std::mem::take(&mut self.starts);
        for start in &starts {
            if start.token < self.free || self.is_inside_a_word(start) {
                continue;
            }
            self.found.clear();
            for layer in (0..self.layers.len()).rev() {
                self.walk(layer, start);
            }
            let longest = match self.found.as_slice() {
                [] => continue,
                [.., Candidate { last, end, hit, .. }]
                    if self.layers.len() == 1 && self.options.kind != MatchKind::Overlapping =>
                {
                    // One layer finds the shorter ones first.
                    let hits = [*hit, Hit::default(), Hit::default(), Hit::default()];
                    let tokens = start.token..last.wrapping_add(1);
                    out.push(Mention::new(Span::new(start.atom.start, *end), tokens, hits));
                    Some(*last)
                }
                _ => self.report(start, out),
            };
            if let (Some(last), MatchKind::LeftmostLongest) = (longest, self.options.kind) {
                self.free = last.wrapping_add(1);
            }
        }
        self.starts = starts;
        self.starts.clear();
    }

    /// Follows the names of one layer from their first atom on.
    fn walk(&mut self, layer: usize, start: &Start) {
        let Some(gazetteer) = self.layers.get(layer) else { return };
        let Stretch { first: lowest, after, end: limit } = start.stretch;
        let first = start.atom;
        let (mut atom, mut hash, mut last) = (first, start.hash, start.token);
        loop {
            // The next token that does not end before the atom.
            let edge = loop {
                match self.token(last) {
                    Some(token) if last < after => {
                        if token.end() >= atom.end {
                            break token.end() == atom.end;
                        }
                        last = last.wrapping_add(1);
                    }
                    _ => return,
                }
            };
            let mut classes = 0;
            for node in gazetteer.nodes_at(hash) {
                classes |= node.classes;
                if !(node.ends() && edge) {
                    continue;
                }
                let surface = self.source.get(first.start..atom.end).unwrap_or_default();
                let spellings = gazetteer.spellings(&node, surface, |flags| {
                    !flags.hides()
                        && flags.condition().is_none_or(|after| {
                            let before = start.token.checked_sub(1).filter(|&before| before >= lowest);
                            let before = before.and_then(|before| self.token(before));
                            before.is_some_and(|word| is_contraction(word.of(self.source), after))
                        })
                });
                let hides = layer > 0 && gazetteer.spellings(&node, surface, |flags| flags.hides()) != 0;
                if spellings != 0 || hides {
                    let hit = Hit { node: node.at, spellings };
                    self.found.push(Candidate { last, end: atom.end, layer, hit, hides });
                }
            }
            if classes & next_class(self.source.as_bytes().get(atom.end..limit)) == 0 {
                return;
            }
            match next_hashed(self.source, atom, limit, &mut self.scratch) {
                Some((_, _, lines)) if lines > 1 && !self.options.across_sentences => return,
                Some((next, own, _)) => {
                    atom = next;
                    hash = chain(hash, own);
                }
                None => return,
            }
        }
    }

    /// Turns what was found from one start on into mentions; gives the last token of the longest.
    fn report(&mut self, start: &Start, out: &mut Vec<Mention>) -> Option<usize> {
        if self.layers.len() > 1 {
            // Longer first, then the upper layer first.
            self.found.sort_by(|a, b| b.end.cmp(&a.end).then_with(|| b.layer.cmp(&a.layer)));
        } else {
            self.found.reverse();
        }
        let mut longest = None;
        for same in self.found.chunk_by(|a, b| a.end == b.end) {
            let mut hits = [Hit::default(); MAX_LAYERS];
            for candidate in same {
                let visible = match (self.layers.get(candidate.layer), self.shadows.get(candidate.layer)) {
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
            let tokens = start.token..first.last.wrapping_add(1);
            out.push(Mention::new(Span::new(start.atom.start, first.end), tokens, hits));
            longest = longest.max(Some(first.last));
            if self.options.kind != MatchKind::Overlapping {
                break;
            }
        }
        longest
    }
}

/// The class of the byte with which the next atom begins, as a bit, from the bytes after an atom; all bits where it takes more than
/// a look to know.
#[inline]
fn next_class(rest: Option<&[u8]>) -> u16 {
    let (first, second) = match rest {
        Some([first, second, ..]) => (*first, *second),
        _ => return u16::MAX,
    };
    let byte = match first {
        b' ' => second,
        b'-' if second.is_ascii_alphanumeric() => second,
        b'-' => return u16::MAX,
        _ => first,
    };
    1u16.wrapping_shl(class_of(byte))
}
