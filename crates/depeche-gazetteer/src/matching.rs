//! Finding the names of a gazetteer in a text.

use crate::atoms::{Atom, chain, first_hashed, is_word_char, next_hashed};
use crate::form::{self, START_SMALL, begins_small, is_contraction};
use crate::gazetteer::Gazetteer;
use crate::layers::Shadow;
use crate::mention::{Hit, MAX_LAYERS, Mention};
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
        search(std::slice::from_ref(self), &[], source, tokens, sentences, options, out);
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

/// A token at which a name may begin: its index, its first atom and the hash of that.
#[derive(Clone, Copy)]
struct Start {
    hash: u64,
    token: usize,
    atom: Atom,
}

/// How many starts are gathered before the first is followed, so that the memory they need is on its way for all of them at
/// once: with a big gazetteer, waiting for it is nearly all the time there is.
const AHEAD: usize = 32;

/// Searches with several gazetteers, the last of which lies on top.
pub(crate) fn search<T: Copy + Into<Span>>(
    layers: &[Gazetteer<'_>],
    shadows: &[Shadow],
    source: &str,
    tokens: &[T],
    sentences: &[Sentence],
    options: &MatchOptions,
    out: &mut Vec<Mention>,
) {
    let mut pairs = [0; form::PAIRS];
    for layer in layers {
        pairs.iter_mut().zip(layer.pairs).for_each(|(all, own)| *all |= own);
    }
    let mut finder = Finder {
        layers,
        shadows,
        options,
        scratch: String::new(),
        starts: Vec::with_capacity(AHEAD),
        found: Vec::new(),
        pairs,
    };
    if options.across_sentences {
        return finder.stretch(source, tokens, 0..tokens.len(), out);
    }
    let mut reached = 0;
    for sentence in sentences {
        let Range { start, end } = sentence.tokens();
        finder.stretch(source, tokens, reached..start, out);
        finder.stretch(source, tokens, start.max(reached)..end, out);
        reached = reached.max(end);
    }
    finder.stretch(source, tokens, reached..tokens.len(), out);
}

struct Finder<'g, 'a> {
    layers: &'g [Gazetteer<'a>],
    shadows: &'g [Shadow],
    options: &'g MatchOptions,
    scratch: String,
    starts: Vec<Start>,
    found: Vec<Candidate>,
    /// The pair filters of all layers in one.
    pairs: [u8; form::PAIRS],
}

/// Whether token `i` begins inside a run of letters and figures, the token before it having the beginning of the run.
#[inline]
fn begins_inside<T: Copy + Into<Span>>(text: &str, tokens: &[T], i: usize, start: usize) -> bool {
    let before: Option<Span> =
        i.checked_sub(1).and_then(|before| tokens.get(before)).map(|&token| token.into());
    before.is_some_and(|before| {
        before.end() == start && before.of(text).chars().next_back().is_some_and(is_word_char)
    })
}

impl Finder<'_, '_> {
    /// Searches the tokens of `range`, none of whose mentions goes beyond it.
    fn stretch<T: Copy + Into<Span>>(
        &mut self,
        source: &str,
        tokens: &[T],
        range: Range<usize>,
        out: &mut Vec<Mention>,
    ) {
        let Some(inside) = tokens.get(range.clone()) else { return };
        let Some(&last) = inside.last() else { return };
        let text = source.get(..last.into().end()).unwrap_or(source);
        let bytes = text.as_bytes();
        let mut free = 0;
        let mut chosen = [0usize; AHEAD];
        let mut from = 0usize;
        for block in inside.chunks(AHEAD) {
            // Which tokens the pair filter lets pass is hard to foretell: without a branch, no wrong guess costs.
            let mut count = 0usize;
            for (i, &token) in (from..).zip(block) {
                if let Some(slot) = chosen.get_mut(count) {
                    *slot = i;
                }
                count = count.wrapping_add(usize::from(self.may_begin(bytes, token.into().start())));
            }
            from = from.wrapping_add(AHEAD);
            for &i in chosen.iter().take(count) {
                let Some(&token) = inside.get(i) else { continue };
                self.gather(text, inside, i, token.into().start());
            }
            if self.starts.len() >= AHEAD {
                self.follow(text, inside, range.start, &mut free, out);
            }
        }
        self.follow(text, inside, range.start, &mut free, out);
    }

    /// Whether a name of some layer may begin with the two letters at `start`; always where they are not plain Latin ones.
    #[inline]
    fn may_begin(&self, bytes: &[u8], start: usize) -> bool {
        let Some(&first) = bytes.get(start) else { return false };
        let second = bytes.get(start.wrapping_add(1)).copied().unwrap_or_default();
        let (first, second) = if (first | second) < 0x80 {
            (first, second)
        } else {
            match form::base_pair(bytes, start) {
                Some(pair) => pair,
                None => return true,
            }
        };
        let (at, bit) = form::pair_place(first, second);
        self.pairs.get(at).is_some_and(|byte| byte & bit != 0)
    }

    /// Takes token `i` among the starts, if the filter of some layer lets its first atom pass.
    #[inline]
    fn gather<T: Copy + Into<Span>>(&mut self, text: &str, tokens: &[T], i: usize, start: usize) {
        let Some((atom, hash)) = first_hashed(text, start, &mut self.scratch) else { return };
        let small = match text.as_bytes().get(start) {
            Some(b) if b.is_ascii() => b.is_ascii_lowercase(),
            _ => text.get(start..).is_some_and(begins_small),
        };
        let key = if small { hash ^ START_SMALL } else { hash };
        if self.layers.iter().any(|layer| layer.may_have(key))
            && !(atom.word && begins_inside(text, tokens, i, start))
        {
            self.starts.push(Start { hash, token: i, atom });
        }
    }

    /// Follows the names that begin at the gathered starts; `free` is the first token that no mention holds yet.
    fn follow<T: Copy + Into<Span>>(
        &mut self,
        text: &str,
        tokens: &[T],
        base: usize,
        free: &mut usize,
        out: &mut Vec<Mention>,
    ) {
        // Asks for the first byte of every bucket, all at once: none of these loads waits for another.
        let mut asked = 0;
        for start in &self.starts {
            for layer in self.layers {
                let place = layer.bucket(start.hash).start as usize;
                asked ^= layer.records.nodes.get(place).copied().unwrap_or_default();
            }
        }
        std::hint::black_box(asked);
        let starts = std::mem::take(&mut self.starts);
        for start in &starts {
            if start.token < *free {
                continue;
            }
            self.found.clear();
            for layer in (0..self.layers.len()).rev() {
                self.walk(layer, text, tokens, start);
            }
            let longest = match self.found.as_slice() {
                [] => continue,
                [.., Candidate { last, end, hit, .. }]
                    if self.layers.len() == 1 && self.options.kind != MatchKind::Overlapping =>
                {
                    // One layer finds the shorter ones first.
                    let tokens = base.wrapping_add(start.token)..base.wrapping_add(*last).wrapping_add(1);
                    let hits = [*hit, Hit::default(), Hit::default(), Hit::default()];
                    out.push(Mention::new(Span::new(start.atom.start, *end), tokens, hits));
                    Some(*last)
                }
                _ => self.report(base, start, out),
            };
            if let (Some(last), MatchKind::LeftmostLongest) = (longest, self.options.kind) {
                *free = last.wrapping_add(1);
            }
        }
        self.starts = starts;
        self.starts.clear();
    }

    /// Follows the names of one layer from their first atom on.
    fn walk<T: Copy + Into<Span>>(&mut self, layer: usize, text: &str, tokens: &[T], start: &Start) {
        let Some(gazetteer) = self.layers.get(layer) else { return };
        let first = start.atom;
        let (mut atom, mut hash, mut last) = (first, start.hash, start.token);
        loop {
            // The next token that does not end before the atom.
            let edge = loop {
                match tokens.get(last) {
                    None => return,
                    Some(&token) if token.into().end() < atom.end => last = last.wrapping_add(1),
                    Some(&token) => break token.into().end() == atom.end,
                }
            };
            let mut continues = false;
            for node in gazetteer.nodes_at(hash) {
                continues |= node.continues;
                if !(node.ends && edge) {
                    continue;
                }
                let surface = text.get(first.start..atom.end).unwrap_or_default();
                let spellings = gazetteer.spellings(node.at, surface, |flags| {
                    !flags.hides()
                        && flags.condition().is_none_or(|after| {
                            let before = start.token.checked_sub(1).and_then(|before| tokens.get(before));
                            before.is_some_and(|&word| is_contraction(word.into().of(text), after))
                        })
                });
                let hides = layer > 0 && gazetteer.spellings(node.at, surface, |flags| flags.hides()) != 0;
                if spellings != 0 || hides {
                    let hit = Hit { node: node.at, spellings };
                    self.found.push(Candidate { last, end: atom.end, layer, hit, hides });
                }
            }
            if !continues {
                return;
            }
            match next_hashed(text, atom, &mut self.scratch) {
                Some((_, _, lines)) if lines > 1 && !self.options.across_sentences => return,
                Some((next, own, _)) => {
                    atom = next;
                    hash = chain(hash, own);
                }
                None => return,
            }
            if !gazetteer.may_have(hash) {
                return;
            }
        }
    }

    /// Turns what was found from one start on into mentions; gives the last token of the longest.
    fn report(&mut self, base: usize, start: &Start, out: &mut Vec<Mention>) -> Option<usize> {
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
                    (Some(layer), Some(shadow)) if !shadow.is_empty() => {
                        shadow.leaves(layer.senses_at(candidate.hit))
                    }
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
            let tokens = base.wrapping_add(start.token)..base.wrapping_add(first.last).wrapping_add(1);
            out.push(Mention::new(Span::new(start.atom.start, first.end), tokens, hits));
            longest = longest.max(Some(first.last));
            if self.options.kind != MatchKind::Overlapping {
                break;
            }
        }
        longest
    }
}
