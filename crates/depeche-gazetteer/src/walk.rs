//! Following the names that begin at many tokens, all of them together, an atom at a time.
//!
//! With a big gazetteer nearly all the time is waiting for memory: for the end of a bucket, then for its nodes. So the memory of
//! a step is asked for from all starts before the first of them takes the step: none of these loads waits for another.

use crate::atoms::{chain, next_hashed};
use crate::filter::class_of;
use crate::form::is_contraction;
use crate::gazetteer::Gazetteer;
use crate::matching::Search;
use crate::mention::Hit;
use crate::node::Node;
use depeche_text::Span;
use depeche_text::fold::folded_hash;

/// A token at which a name may begin: its first atom, how that is found, and the stretch of the text it is in.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    pub beginning: Beginning,
    pub token: u32,
    /// The beginning and the end of the atom in bytes, and whether it is a word.
    pub from: u32,
    pub end: u32,
    pub word: bool,
    pub stretch: Stretch,
}

/// How the node of a first atom is found.
#[derive(Clone, Copy)]
pub(crate) enum Beginning {
    /// By its hash.
    Hash(u64),
    /// It stands here in the only layer.
    Node(u32),
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
    pub last: usize,
    pub end: usize,
    pub layer: usize,
    pub hit: Hit,
    pub hides: bool,
    /// Which one was found before from the same start: one more than its number, 0 for none.
    before: u32,
}

/// How far the names of one start have been followed in a layer.
#[derive(Clone, Copy)]
struct Path {
    /// The hash of all atoms so far; none of a first atom whose node was known.
    hash: Option<u64>,
    /// Where the nodes that may have it begin and end.
    nodes: (u32, u32),
    /// The number of the start.
    start: u32,
    /// The end of the last atom, and of the stretch, in bytes.
    end: u32,
    limit: u32,
    /// Whether the last atom is a word.
    word: bool,
}

/// Follows names; what is here is room that is used again.
#[derive(Default)]
pub(crate) struct Walk {
    scratch: String,
    paths: Vec<Path>,
    /// The paths that have reached the end of a form, by their number, each with its node.
    ends: Vec<(u32, Node)>,
    /// So many of `ends` are of this step.
    ended: usize,
    /// The numbers of the paths that may go on.
    goes_on: Vec<u32>,
    found: Vec<Candidate>,
    /// For each start, what was found last: one more than its number, 0 for nothing.
    heads: Vec<u32>,
}

impl Walk {
    /// With room for so many starts.
    pub(crate) fn with_capacity(starts: usize) -> Walk {
        Walk {
            paths: Vec::with_capacity(starts),
            ends: Vec::with_capacity(starts),
            goes_on: Vec::with_capacity(starts),
            heads: Vec::with_capacity(starts),
            ..Walk::default()
        }
    }

    /// Finds what begins at these starts, in all layers from the top.
    pub(crate) fn all<T: Copy + Into<Span>>(&mut self, search: &Search<'_, '_, T>, starts: &[Start]) {
        self.found.clear();
        self.heads.clear();
        self.heads.resize(starts.len(), 0);
        for (layer, gazetteer) in search.layers.iter().enumerate().rev() {
            self.begin(gazetteer, starts);
            while !self.paths.is_empty() {
                self.look(search, gazetteer);
                self.compare(search, starts, layer, gazetteer);
                self.go_on(search, starts);
                ask(gazetteer, &mut self.paths, |path| {
                    gazetteer.further_bucket(path.hash.unwrap_or_default())
                });
            }
        }
    }

    /// What was found from a start on, the last first: of one layer, the longest.
    pub(crate) fn found(&self, start: usize) -> impl Iterator<Item = &Candidate> {
        let at = |number: u32| self.found.get((number as usize).checked_sub(1)?);
        let head = self.heads.get(start).copied().unwrap_or_default();
        std::iter::successors(at(head), move |candidate| at(candidate.before))
    }

    /// Sets out from the first atoms.
    fn begin(&mut self, gazetteer: &Gazetteer<'_>, starts: &[Start]) {
        self.paths.clear();
        self.paths.extend((0u32..).zip(starts).map(|(number, start)| {
            let (hash, node) = match start.beginning {
                Beginning::Hash(hash) => (Some(hash), 0),
                Beginning::Node(node) => (None, node),
            };
            let limit = start.stretch.end;
            Path { hash, nodes: (node, node), start: number, end: start.end, limit, word: start.word }
        }));
        ask(gazetteer, &mut self.paths, |path| match path.hash {
            Some(hash) => gazetteer.first_bucket(hash),
            None => path.nodes,
        });
    }

    /// Reads the nodes of all paths: notes those where forms end, and the paths that may go on.
    #[inline(never)]
    fn look<T>(&mut self, search: &Search<'_, '_, T>, gazetteer: &Gazetteer<'_>) {
        let bytes = search.source.as_bytes();
        self.goes_on.clear();
        self.goes_on.resize(self.paths.len(), 0);
        let (mut count, mut ended) = (0usize, 0usize);
        for (number, path) in (0u32..).zip(&self.paths) {
            let mut nodes = match path.hash {
                Some(hash) => gazetteer.nodes_between(path.nodes, hash),
                None => gazetteer.node_at(path.nodes.0),
            };
            // Without a branch: which node it is, whether a name ends there and which names go on is hard to foretell.
            let mut classes = 0;
            while let Some((node, is)) = nodes.next_of_all() {
                classes |= node.classes & u16::from(is).wrapping_neg();
                match self.ends.get_mut(ended) {
                    Some(slot) => *slot = (number, node),
                    None => self.ends.push((number, node)),
                }
                ended = ended.wrapping_add(usize::from(is & node.ends()));
            }
            if let Some(slot) = self.goes_on.get_mut(count) {
                *slot = number;
            }
            let next = next_class(bytes.get(path.end as usize..path.limit as usize));
            count = count.wrapping_add(usize::from(classes & next != 0));
        }
        self.goes_on.truncate(count);
        self.ended = ended;
    }

    /// Holds the forms that end at a path against the text.
    fn compare<T: Copy + Into<Span>>(
        &mut self,
        search: &Search<'_, '_, T>,
        starts: &[Start],
        layer: usize,
        gazetteer: &Gazetteer<'_>,
    ) {
        for (path, node) in self.ends.iter().take(self.ended) {
            let Some(path) = self.paths.get(*path as usize) else { continue };
            let (Some(start), Some(head)) =
                (starts.get(path.start as usize), self.heads.get_mut(path.start as usize))
            else {
                continue;
            };
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
            let spellings = gazetteer.spellings(node, surface, |flags| {
                !flags.hides()
                    && flags.condition().is_none_or(|after| {
                        let before = token.checked_sub(1).filter(|before| *before >= first);
                        let before = before.and_then(|before| search.token(before));
                        before.is_some_and(|word| is_contraction(word.of(search.source), after))
                    })
            });
            let hides = layer > 0 && gazetteer.spellings(node, surface, |flags| flags.hides()) != 0;
            if spellings != 0 || hides {
                let hit = Hit { node: node.at, spellings };
                self.found.push(Candidate { last, end, layer, hit, hides, before: *head });
                *head = u32::try_from(self.found.len()).unwrap_or_default();
            }
        }
    }

    /// Takes the paths that may go on to their next atom.
    fn go_on<T: Copy + Into<Span>>(&mut self, search: &Search<'_, '_, T>, starts: &[Start]) {
        let source = search.source;
        // In their place: those that go on are not more than those that came.
        let mut count = 0usize;
        for path in &self.goes_on {
            let Some(path) = self.paths.get(*path as usize).copied() else { continue };
            let (end, limit) = (path.end as usize, path.limit as usize);
            let Some((next, own, lines)) = next_hashed(source, end, path.word, limit, &mut self.scratch)
            else {
                continue;
            };
            if lines > 1 && !search.options.across_sentences {
                continue;
            }
            let so_far = path.hash.unwrap_or_else(|| {
                let first = starts.get(path.start as usize);
                let first = first.and_then(|start| source.get(start.from as usize..start.end as usize));
                folded_hash(first.unwrap_or_default(), &mut self.scratch)
            });
            let hash = Some(chain(so_far, own));
            if let Some(slot) = self.paths.get_mut(count) {
                *slot = Path { hash, end: place(next.end), word: next.word, ..path };
                count = count.wrapping_add(1);
            }
        }
        self.paths.truncate(count);
    }
}

/// A place in a text, or the number of a token of it: a text is below 4 GiB, as spans are.
#[inline]
pub(crate) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Gives every path its nodes, and asks for the memory where they are.
#[inline(always)]
fn ask(gazetteer: &Gazetteer<'_>, paths: &mut [Path], nodes: impl Fn(&Path) -> (u32, u32)) {
    let mut asked = 0;
    for path in paths {
        let (place, end) = nodes(path);
        path.nodes = (place, end);
        // The second line may hold the end of a bucket of two.
        asked ^= gazetteer.byte_at(place) ^ gazetteer.byte_at(place.wrapping_add(64).min(end));
    }
    std::hint::black_box(asked);
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
