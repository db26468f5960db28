//! Following the names that begin at many tokens, all of them together, an atom at a time.
//!
//! With a big gazetteer nearly all the time is waiting for memory: for the end of a bucket, then for its nodes. So the memory of
//! a step is asked for from all starts before the first of them takes the step: none of these loads waits for another.

use crate::atoms::{chain, first_hashed, next_hashed};
use crate::filter::class_after;
use crate::form::{Flags, fingerprint, is_contraction};
use crate::gazetteer::Gazetteer;
use crate::kept::Kept;
use crate::matching::Search;
use crate::memo::{self, Known, Memo};
use crate::mention::Hit;
use crate::node::Glance;
use depeche_text::Span;
use depeche_text::fold::ShortWord;
use std::cell::Cell;

/// A token at which a name may begin: its first atom, or all of them, how that is found, and the stretch of the text it is in.
#[derive(Clone, Copy, Default)]
pub(crate) struct Start {
    /// The hash of the first atom; or where the node of all atoms of the token stands in the only layer, if that is `known`.
    pub known_by: u64,
    /// The spellings of the known node that the token is.
    pub spellings: u32,
    /// Where in the memo what is found of the first atom is to be kept, if `keeps`.
    pub home: u32,
    pub token: u32,
    /// The beginning and the end of the atom or atoms in bytes, and whether the last is a word.
    pub from: u32,
    pub end: u32,
    pub stretch: Stretch,
    pub word: bool,
    pub known: bool,
    pub keeps: bool,
    /// Whether the first node is to be looked at: it is not known, or what stands before the token has a say in its spellings.
    pub looks: bool,
}

impl Start {
    /// What was found of the token by itself, if it was known before.
    #[inline(always)]
    pub(crate) fn resolved(&self) -> Option<Candidate> {
        let hit = Hit { node: self.node(), spellings: self.spellings };
        let candidate = Candidate { last: self.token, end: self.end, hit, before: 0, layer: 0, hides: false };
        (self.spellings != 0).then_some(candidate)
    }

    /// Where the node stands, if it is known.
    #[inline(always)]
    fn node(&self) -> u32 {
        u32::try_from(self.known_by).unwrap_or(u32::MAX)
    }
}

/// Tokens over whose ends no mention goes, and where the last one ends in the text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Stretch {
    pub first: u32,
    pub after: u32,
    pub end: u32,
}

/// Something that was found from one start on.
#[derive(Clone, Copy)]
pub(crate) struct Candidate {
    /// The last token and the end in bytes.
    pub last: u32,
    pub end: u32,
    pub hit: Hit,
    /// Which one was found before from the same start: one more than its number, 0 for none.
    before: u32,
    pub layer: u32,
    pub hides: bool,
}

/// How far the names of one start have been followed in a layer.
#[derive(Clone, Copy)]
struct Path {
    /// The hash of all atoms so far; where the node is `known`, where that stands.
    hash: u64,
    /// Where the nodes that may have it begin and end; once they were looked at, where the last one stands that has it.
    nodes: (u32, u32),
    /// How many have it, and the classes of bytes with which the next atoms of other forms begin.
    count: u32,
    classes: u32,
    /// The number of the start.
    start: u32,
    /// The end of the last atom in bytes, and whether it is a word.
    end: u32,
    /// The end of the stretch in bytes.
    limit: u32,
    word: bool,
    known: bool,
    /// Whether some form wants a word before it.
    conditional: bool,
}

/// Follows names; what is here is room that is used again.
#[derive(Default)]
pub(crate) struct Walk {
    scratch: String,
    paths: Vec<Path>,
    /// The paths that have reached the end of a form, by their number, each with where its node stands.
    ends: Vec<(u32, u32)>,
    /// So many of `ends` are of this step.
    ended: usize,
    /// The numbers of the paths that may go on.
    goes_on: Vec<u32>,
    /// Paths whose first step was taken when their start was gathered: the node of that was known.
    waiting: Vec<Path>,
    found: Vec<Candidate>,
    /// For each start, what was found last: one more than its number, 0 for nothing.
    heads: Vec<u32>,
    kept: Kept,
}

impl Walk {
    /// Makes room for so many starts in these layers.
    pub(crate) fn belong_to(&mut self, layers: &[Gazetteer<'_>], starts: usize) {
        let Walk { paths, ends, goes_on, waiting, heads, .. } = self;
        for list in [paths, waiting] {
            list.clear();
            list.reserve(starts);
        }
        for (list, len) in [(goes_on, starts), (heads, starts)] {
            list.reserve(len.saturating_sub(list.len()));
        }
        ends.reserve(starts.saturating_sub(ends.len()));
        if let [only] = layers {
            self.kept.belong_to(only.content_hash());
        }
    }

    /// Finds what begins at these starts, in all layers from the top.
    pub(crate) fn all<T: Copy + Into<Span>>(
        &mut self,
        search: &Search<'_, '_, T>,
        starts: &[Start],
        memo: &mut Memo,
    ) {
        self.found.clear();
        self.heads.clear();
        self.heads.resize(starts.len(), 0);
        for (layer, gazetteer) in search.layers.iter().enumerate().rev() {
            self.begin(gazetteer, starts);
            if !self.paths.is_empty() {
                self.look(search, gazetteer);
                self.compare(search, starts, layer, gazetteer);
                if !memo.is_empty() {
                    self.remember(search.source, starts, memo);
                }
                self.go_on(search, starts, gazetteer);
            }
            // Of one layer alone something is known.
            let from = self.paths.len();
            self.paths.append(&mut self.waiting);
            self.sift(from, gazetteer);
            while !self.paths.is_empty() {
                self.paths.iter().for_each(|path| gazetteer.ask_further(path.hash));
                ask(gazetteer, &mut self.paths, |path| gazetteer.further_bucket(path.hash));
                self.look(search, gazetteer);
                self.compare(search, starts, layer, gazetteer);
                self.go_on(search, starts, gazetteer);
            }
        }
    }

    /// Keeps in mind what was found of first atoms.
    fn remember(&self, source: &str, starts: &[Start], memo: &mut Memo) {
        for path in &self.paths {
            let Some(start) = starts.get(path.start as usize).filter(|start| start.keeps) else { continue };
            let spellings = self.candidate(self.heads.get(path.start as usize).copied().unwrap_or_default());
            let spellings = spellings.map_or(0, |found| found.hit.spellings);
            let known = match path.count {
                0 => Known::default(),
                1 if path.conditional => Known { node: path.nodes.0, spellings: 0, classes: u32::MAX },
                1 => Known { node: path.nodes.0, spellings, classes: path.classes },
                _ => continue,
            };
            let key = memo::key(source.as_bytes(), Span::of_u32(start.from, start.end));
            memo.keep(start.home, key, known);
        }
    }

    /// For each start, what was found last from it on: of one layer, the longest.
    pub(crate) fn longest(&self) -> impl Iterator<Item = Option<Candidate>> {
        self.heads.iter().map(|&head| self.candidate(head).copied())
    }

    /// What was found from the same start on as `last`, in the order in which it was found.
    pub(crate) fn found(&self, last: &Candidate) -> impl Iterator<Item = Candidate> {
        std::iter::successors(Some(*last), |candidate| self.candidate(candidate.before).copied())
    }

    #[inline]
    fn candidate(&self, number: u32) -> Option<&Candidate> {
        self.found.get((number as usize).wrapping_sub(1))
    }

    /// Sets out from the first atoms.
    fn begin(&mut self, gazetteer: &Gazetteer<'_>, starts: &[Start]) {
        self.paths.clear();
        self.goes_on.clear();
        let looks = (0u32..).zip(starts).filter(|(_, start)| start.looks);
        self.paths.extend(looks.map(|(number, start)| Path::of(number, start)));
        self.paths.iter().filter(|path| !path.known).for_each(|path| gazetteer.ask_first(path.hash));
        ask(gazetteer, &mut self.paths, |path| {
            if path.known { Gazetteer::only_node(path.hash) } else { gazetteer.first_bucket(path.hash) }
        });
    }

    /// Reads the nodes of all paths: notes those where forms end, and the paths that may go on.
    #[inline(never)]
    fn look<T>(&mut self, search: &Search<'_, '_, T>, gazetteer: &Gazetteer<'_>) {
        let bytes = search.source.as_bytes();
        self.goes_on.clear();
        self.goes_on.resize(self.paths.len(), 0);
        let (mut count, mut ended) = (0usize, 0usize);
        for (number, path) in (0u32..).zip(&mut self.paths) {
            let (mut at, end) = path.nodes;
            let fingerprint = u32::from(fingerprint(path.hash));
            // Without a branch: which node it is, whether a name ends there and which names go on is hard to foretell.
            let (mut place, mut found) = (at, Glance::default());
            path.count = 0;
            while at < end {
                let Some(node) = gazetteer.glance(at) else { break };
                if node.is_long() {
                    break;
                }
                let is = (node.fingerprint() == fingerprint) | path.known;
                (place, found) = if is { (at, node) } else { (place, found) };
                path.count = path.count.wrapping_add(u32::from(is));
                at = at.saturating_add(node.size());
            }
            if at < end || path.count > 1 {
                Walk::look_at_all(gazetteer, path, number, &mut self.ends, &mut ended);
            } else {
                path.nodes.0 = place;
                path.classes = found.classes();
                match self.ends.get_mut(ended) {
                    Some(slot) => *slot = (number, place),
                    None => self.ends.push((number, place)),
                }
                ended = ended.wrapping_add(usize::from(found.ends()));
            }
            let classes = path.classes;
            if let Some(slot) = self.goes_on.get_mut(count) {
                *slot = number;
            }
            let next = next_class(bytes, path.end as usize, path.limit as usize);
            count = count.wrapping_add(usize::from(classes & next != 0));
        }
        self.goes_on.truncate(count);
        self.ended = ended;
    }

    /// Reads the nodes of a path where one is long or several have the fingerprint.
    #[inline(never)]
    fn look_at_all(
        gazetteer: &Gazetteer<'_>,
        path: &mut Path,
        number: u32,
        ends: &mut Vec<(u32, u32)>,
        ended: &mut usize,
    ) {
        ends.truncate(*ended);
        (path.count, path.classes) = (0, 0);
        let known = path.known.then(|| gazetteer.node_at(path.nodes.0)).flatten();
        let nodes = if path.known { (0, 0) } else { path.nodes };
        for node in gazetteer.nodes_between(nodes, path.hash).chain(known) {
            path.count = path.count.wrapping_add(1);
            path.classes |= u32::from(node.classes);
            path.nodes.0 = node.at;
            if node.ends() {
                ends.push((number, node.at));
                *ended = ended.wrapping_add(1);
            }
        }
    }

    /// Holds the forms that end at a path against the text.
    fn compare<T: Copy + Into<Span>>(
        &mut self,
        search: &Search<'_, '_, T>,
        starts: &[Start],
        layer: usize,
        gazetteer: &Gazetteer<'_>,
    ) {
        let alone = search.layers.len() == 1;
        for (path, at) in self.ends.iter().take(self.ended) {
            let Some(path) = self.paths.get_mut(*path as usize) else { continue };
            let (Some(start), Some(head)) =
                (starts.get(path.start as usize), self.heads.get_mut(path.start as usize))
            else {
                continue;
            };
            let Some(node) = gazetteer.node_at(*at) else { continue };
            let end = path.end as usize;
            let [token, first, after] =
                [start.token, start.stretch.first, start.stretch.after].map(|index| index as usize);
            // The next token that does not end before the atom.
            let mut last = token;
            while last < after && search.token(last).is_some_and(|token| token.end() < end) {
                last = last.wrapping_add(1);
            }
            if last >= after || search.token(last).is_none_or(|token| token.end() != end) {
                continue;
            }
            let surface = search.source.get(start.from as usize..end).unwrap_or_default();
            let conditional = Cell::new(false);
            let allowed = |flags: Flags| {
                !flags.hides()
                    && flags.condition().is_none_or(|after| {
                        conditional.set(true);
                        let before = token.checked_sub(1).filter(|before| *before >= first);
                        let before = before.and_then(|before| search.token(before));
                        before.is_some_and(|word| is_contraction(word.of(search.source), after))
                    })
            };
            let spellings = match gazetteer.only_spelling(&node, surface) {
                Some(flags) => u32::from(allowed(flags)),
                None if alone => self.kept.spellings(node.at, surface, || {
                    let found = gazetteer.spellings_one_by_one(&node, surface, allowed);
                    (found, !conditional.get())
                }),
                None => gazetteer.spellings_one_by_one(&node, surface, allowed),
            };
            path.conditional |= conditional.get();
            let hides = layer > 0 && gazetteer.spellings(&node, surface, |flags| flags.hides()) != 0;
            if spellings != 0 || hides {
                let hit = Hit { node: node.at, spellings };
                let (last, layer) = (place(last), place(layer));
                self.found.push(Candidate { last, end: path.end, hit, before: *head, layer, hides });
                *head = u32::try_from(self.found.len()).unwrap_or_default();
            }
        }
    }

    /// Sets out from a token whose node is known: takes the first step at once, and asks for the memory that says whether some name
    /// goes on so; gives whether one may.
    #[inline(always)]
    pub(crate) fn set_out<T>(&mut self, search: &Search<'_, '_, T>, number: u32, start: &Start) -> bool {
        let [gazetteer] = search.layers else { return false };
        let path = Path::of(number, start);
        let Some(next) = self.next(search, &path, || start.from) else { return false };
        gazetteer.ask_filter(next.hash);
        self.waiting.push(next);
        true
    }

    /// Takes out the paths from `from` on that no name goes on with.
    fn sift(&mut self, from: usize, gazetteer: &Gazetteer<'_>) {
        let mut count = from;
        for index in from..self.paths.len() {
            let Some(&path) = self.paths.get(index) else { break };
            if let Some(slot) = self.paths.get_mut(count) {
                *slot = path;
                // Without a branch: whether a name goes on is hard to foretell.
                count = count.wrapping_add(usize::from(gazetteer.may_go_on(path.hash)));
            }
        }
        self.paths.truncate(count);
    }

    /// A path that is one atom longer, if that is in the stretch.
    #[inline(always)]
    fn next<T>(
        &mut self,
        search: &Search<'_, '_, T>,
        path: &Path,
        from: impl FnOnce() -> u32,
    ) -> Option<Path> {
        let (source, end, limit) = (search.source, path.end as usize, path.limit as usize);
        let (next, own, lines) = next_hashed(source, end, path.word, limit, &mut self.scratch)?;
        if lines > 1 && !search.options.across_sentences {
            return None;
        }
        let so_far = if path.known {
            // Not kept by its node: a word whose key is like another's has the same node and another hash.
            beginning(source, from() as usize, end, &mut self.scratch)
        } else {
            path.hash
        };
        Some(Path { hash: chain(so_far, own), end: place(next.end), word: next.word, known: false, ..*path })
    }

    /// Takes the paths that may go on to their next atom, if some name may go on so.
    fn go_on<T: Copy + Into<Span>>(
        &mut self,
        search: &Search<'_, '_, T>,
        starts: &[Start],
        gazetteer: &Gazetteer<'_>,
    ) {
        // In their place: those that go on are not more than those that came.
        let mut count = 0usize;
        for index in 0..self.goes_on.len() {
            let path = self.goes_on.get(index).and_then(|path| self.paths.get(*path as usize)).copied();
            let Some(path) = path else { continue };
            let from = || starts.get(path.start as usize).map_or(0, |start| start.from);
            let Some(next) = self.next(search, &path, from) else { continue };
            gazetteer.ask_filter(next.hash);
            if let Some(slot) = self.paths.get_mut(count) {
                *slot = next;
                count = count.wrapping_add(1);
            }
        }
        self.paths.truncate(count);
        self.sift(0, gazetteer);
    }
}

impl Path {
    /// Of the start with this number, before anything was looked at.
    #[inline(always)]
    fn of(number: u32, start: &Start) -> Path {
        let &Start { known_by: hash, end, stretch, word, known, .. } = start;
        Path {
            hash,
            nodes: (0, 0),
            count: 0,
            classes: 0,
            start: number,
            end,
            limit: stretch.end,
            word,
            known,
            conditional: false,
        }
    }
}

/// The hash of all atoms from one place of a text to another.
#[inline(never)]
fn beginning(source: &str, from: usize, end: usize, scratch: &mut String) -> u64 {
    if let Some(word) = source.as_bytes().get(from..end).and_then(ShortWord::new) {
        return word.hash();
    }
    let Some((mut atom, mut hash)) = first_hashed(source, from, end, scratch) else { return 0 };
    while let Some((next, own, _)) = next_hashed(source, atom.end, atom.word, end, scratch) {
        (atom, hash) = (next, chain(hash, own));
    }
    hash
}

/// A place in a text, or the number of a token of it: a text is below 4 GiB, as spans are.
#[inline]
pub(crate) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Gives every path its nodes, and asks for the memory where they are.
#[inline(always)]
fn ask(gazetteer: &Gazetteer<'_>, paths: &mut [Path], nodes: impl Fn(&Path) -> (u32, u32)) {
    for path in paths {
        path.nodes = nodes(path);
        gazetteer.ask_nodes(path.nodes);
    }
}

/// The class of the byte with which the next atom begins, as a bit, after an atom that ends at `end`; all bits where it takes more
/// than a look to know.
#[inline]
pub(crate) fn next_class(bytes: &[u8], end: usize, limit: usize) -> u32 {
    let after = end.wrapping_add(2);
    match bytes.get(end..after) {
        Some(&[first, second]) if after <= limit => 1u32.wrapping_shl(class_after(first, second)),
        _ => u32::MAX,
    }
}
