//! Law *exact*: what the compiled gazetteer finds is what a naive reading of the rules finds.
//!
//! The reference below shares no code with the library but the folding of a string and the plain names of things: it knows
//! no hash, no filter, no node and no incremental walk. It looks at every pair of tokens and every form.

use depeche_gazetteer::*;
use depeche_text::fold::{Folding, fold, is_ignorable, is_mark};
use depeche_text::typography::{is_apostrophe, is_hyphen, is_line_end};
use depeche_text::{EntityType, Sentence, Span, strategies};
use proptest::prelude::*;
use proptest::sample::select;
use std::cell::RefCell;
use std::collections::HashMap;

/// A letter, a figure or what is written over one; not a sign of a script without spaces, which is a word by itself.
fn is_word(c: char) -> bool {
    let unspaced = [
        (0xE00, 0xEFF),
        (0x1000, 0x109F),
        (0x1780, 0x17FF),
        (0x3040, 0x30FF),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
    ]
    .into_iter()
    .chain([(0xF900, 0xFAFF), (0x20000, 0x3FFFF)])
    .any(|(from, to)| (from..=to).contains(&(c as u32)));
    !unspaced && !is_apostrophe(c) && (c.is_alphanumeric() || is_mark(c) || is_ignorable(c))
}

/// The pieces that are compared; `None` when the text begins or ends with what separates (at the end of a form, that is
/// no part of it), or has a gap too wide.
fn pieces(text: &str, across: bool, form: bool) -> Option<Vec<String>> {
    let chars: Vec<char> = text.chars().collect();
    let word = |i: usize| chars.get(i).is_some_and(|&c| is_word(c));
    let mark = |i: usize| chars.get(i).is_some_and(|&c| is_mark(c));
    let mut pieces: Vec<(bool, String)> = Vec::new();
    let mut i = 0;
    let mut gap = String::new();
    while i < chars.len() {
        let after_word = gap.is_empty() && pieces.last().is_some_and(|piece| piece.0);
        let touches = after_word || word(i + 1);
        let hyphen = is_hyphen(chars[i]) && !pieces.is_empty() && touches;
        if (chars[i].is_whitespace() || hyphen) && !mark(i + 1) {
            if pieces.is_empty() {
                return None;
            }
            gap.push(chars[i]);
            i += 1;
            continue;
        }
        let lines = gap.replace("\r\n", "\n").chars().filter(|&c| is_line_end(c)).count();
        if gap.len() > 256 || (lines > 1 && !across) {
            return None;
        }
        gap.clear();
        let start = i;
        i += 1;
        while if word(start) { word(i) } else { mark(i) } {
            i += 1;
        }
        pieces.push((word(start), chars[start..i].iter().collect()));
    }
    let whole = (form || gap.is_empty()) && !pieces.is_empty();
    whole.then(|| pieces.into_iter().map(|piece| piece.1).collect())
}

#[derive(PartialEq, Clone, Copy, Debug)]
enum Shape {
    Caseless,
    Initial,
    Capitals,
    Mixed,
}

fn shape(word: &str) -> Shape {
    let letters: Vec<char> = unicode_normalization::UnicodeNormalization::nfd(word)
        .filter(|&c| !is_mark(c) && (c.is_uppercase() || c.is_lowercase()))
        .collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => Shape::Caseless,
        1 if letters[0].is_uppercase() => Shape::Initial,
        n if n == letters.len() => Shape::Capitals,
        _ => Shape::Mixed,
    }
}

fn is(form: &str, text: &str, options: FormOptions, across: bool) -> bool {
    let (Some(theirs), Some(ours)) = (pieces(form, true, true), pieces(text, across, false)) else {
        return false;
    };
    let diacritics = options.diacritics == Diacritics::Folded;
    theirs.len() == ours.len()
        && theirs.iter().zip(&ours).enumerate().all(|(i, (a, b))| {
            let loosely =
                fold(a, Folding { case: true, diacritics }) == fold(b, Folding { case: true, diacritics });
            let strictly =
                fold(a, Folding { case: false, diacritics }) == fold(b, Folding { case: false, diacritics });
            let case = if i == 0 && options.article { Case::Insensitive } else { options.case };
            let whole = fold(a, Folding::FULL) == fold(b, Folding::FULL);
            let fits = match (shape(a), shape(b)) {
                (_, Shape::Capitals) | (Shape::Caseless, Shape::Caseless | Shape::Initial) => true,
                (Shape::Initial, Shape::Initial) => true,
                (Shape::Mixed, _) => fold(a, Folding::DIACRITICS) == fold(b, Folding::DIACRITICS),
                _ => false,
            };
            // The same characters are always the same.
            a == b
                || whole
                    && match case {
                        Case::Exact => strictly,
                        Case::Insensitive => loosely,
                        Case::Smart => loosely && fits,
                    }
        })
}

/// Every (first token, last token, index of entry) that is found.
fn naive(
    entries: &[Entry],
    source: &str,
    tokens: &[Span],
    sentences: &[Sentence],
    options: &MatchOptions,
) -> Vec<(usize, usize, usize)> {
    let sentence_of = |token: usize| sentences.iter().position(|s| s.tokens().contains(&token));
    let mut found = Vec::new();
    for first in 0..tokens.len() {
        for last in first..tokens.len() {
            let across = options.across_sentences;
            if !across && sentence_of(first) != sentence_of(last) {
                break;
            }
            let surface = tokens[first].join(tokens[last]).of(source);
            if surface.len() > 200 {
                break; // No generated form is that long.
            }
            // Neither edge inside a run of letters: the tokens may cut one, a name may not.
            let (own_first, own_last) = (surface.chars().next(), surface.chars().next_back());
            let stretch = |token: usize| across || sentence_of(token) == sentence_of(first);
            let left =
                first.checked_sub(1).filter(|&t| stretch(t) && tokens[t].end() == tokens[first].start());
            let left = left.and_then(|t| tokens[t].of(source).chars().next_back());
            let right = tokens.get(last + 1).filter(|t| stretch(last + 1) && t.start() == tokens[last].end());
            let right = right.and_then(|t| t.of(source).chars().next());
            let inside = |a: Option<char>, b: Option<char>| a.is_some_and(is_word) && b.is_some_and(is_word);
            let marked = own_last.is_some() && right.is_some_and(is_mark);
            if inside(left, own_first) || inside(own_last, right) || marked {
                continue;
            }
            let before = (first > 0 && (across || sentence_of(first - 1) == sentence_of(first)))
                .then(|| tokens[first - 1].of(source).to_ascii_lowercase());
            for (e, entry) in entries.iter().enumerate() {
                let name = entry.name_options.map(|options| (entry.name.as_str(), options));
                let forms = entry.forms.iter().map(|f| (f.text.as_str(), f.options));
                let hit = name.into_iter().chain(forms).any(|(text, options)| {
                    let bare = FormOptions { article: false, ..options };
                    let contracted = |article: &str, words: [&str; 2]| {
                        let rest =
                            text.strip_prefix(article).or(text.strip_prefix(article.to_lowercase().as_str()));
                        options.article
                            && before.as_deref().is_some_and(|b| words.contains(&b))
                            && rest.is_some_and(|rest| is(rest, surface, bare, across))
                    };
                    is(text, surface, options, across)
                        || contracted("Le ", ["au", "du"])
                        || contracted("Les ", ["aux", "des"])
                });
                if hit {
                    found.push((first, last, e));
                }
            }
        }
    }
    found
}

const NAMES: &[&str] = &[
    "Paris",
    "paris",
    "PARIS",
    "Le Havre",
    "Les Ulis",
    "le Havre",
    "Saint-Étienne",
    "Saint Étienne",
    "saint",
    "Étienne",
    "Etienne",
    "côte",
    "Côte d'Ivoire",
    "Cote",
    "AT&T",
    "L’Oréal",
    "Oréal",
    "Œuvre",
    "oeuvre",
    "ONU",
    "Onu",
    "eBay",
    "du",
    "Havre de Paris",
    "Paris - Nice",
    "Nice",
    "New York",
    "York New York",
    "York",
    "n°",
    "C++",
    "C",
    "-à-",
    "A B A B",
    "A",
    "B A",
    "e\u{301}t\u{e9}",
    "Ⅷ",
    "Straße",
    "STRASSE",
    "ΣΟΦΟΣ",
    "İzmir",
    "中国",
    "ﬁ",
    "l",
    "d'",
    "😀",
];

fn name() -> impl Strategy<Value = String> {
    let word = select(NAMES);
    prop_oneof![
        6 => select(NAMES).prop_map(str::to_owned),
        2 => (word.clone(), select(vec![" ", "-", "'", "", " - "]), word).prop_map(|(a, s, b)| format!("{a}{s}{b}")),
        1 => strategies::hostile_text(),
    ]
}

fn options() -> impl Strategy<Value = FormOptions> {
    (select(vec![Case::Exact, Case::Smart, Case::Smart, Case::Insensitive]), any::<bool>(), any::<bool>())
        .prop_map(|(case, exact, article)| FormOptions {
            case,
            diacritics: if exact { Diacritics::Exact } else { Diacritics::Folded },
            article,
            ..FormOptions::default()
        })
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (name(), options(), proptest::option::of((name(), options())), 0..3u8);
    proptest::collection::vec(entry, 0..12).prop_map(|rows| {
        (0..)
            .zip(rows)
            .map(|(i, (name, options, other, weight))| {
                let entry = Entry::new(EntityType::LOC, name)
                    .with_id(format!("x:{i}"))
                    .with_weight(weight)
                    .with_name_options(options);
                match other {
                    Some((text, options)) => entry.with_form(text, options),
                    None => entry,
                }
            })
            .filter(|entry| GazetteerBuilder::new().push(entry.clone()).is_ok())
            .map(|mut entry: Entry| {
                let tidy = |text: &str| text.trim().to_owned();
                entry.name = tidy(&entry.name);
                entry.forms.iter_mut().for_each(|form| form.text = tidy(&form.text));
                entry
            })
            .collect()
    })
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(NAMES).prop_map(str::to_owned),
        2 => select(NAMES).prop_map(str::to_uppercase),
        2 => select(NAMES).prop_map(str::to_lowercase),
        2 => select(vec!["au", "du", "Des", "aux", "l'", "d’", ".", ",", "-"]).prop_map(str::to_owned),
        1 => strategies::any_text(),
    ];
    let gap = select(vec![
        " ", " ", " ", "", "-", "\u{A0}", "\n", "\r\n", "\n\n", "\u{2011}", "  ", "’", "-\n", " - ",
    ]);
    proptest::collection::vec((piece, gap), 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

/// Token edges of all sorts: at every place where the kind of character changes, kept or dropped as `seed` says.
fn cut(source: &str, seed: u64) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut state = seed | 1;
    let mut before = ' ';
    for (at, c) in source.char_indices() {
        let end = at + c.len_utf8();
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let kind = |c: char| (c.is_alphanumeric() && !is_apostrophe(c)) || is_mark(c) || is_ignorable(c);
        let joins = match (kind(before), kind(c)) {
            (true, true) => state >> 33 & 63 != 0,
            (true, false) => is_apostrophe(c) && state >> 40 & 3 != 0 || c == '-' && state >> 41 & 1 == 0,
            (false, true) => before == '-' && state >> 42 & 1 == 0,
            (false, false) => state >> 43 & 3 == 0 || is_mark(c),
        };
        if !c.is_whitespace() {
            match spans.last_mut() {
                Some(last) if joins && last.end() == at => *last = Span::new(last.start(), end),
                _ => spans.push(Span::new(at, end)),
            }
        }
        before = c;
    }
    spans
}

/// Sentences of a few tokens each, over all tokens.
fn sentences(tokens: &[Span], every: usize) -> Vec<Sentence> {
    let starts = (0..tokens.len()).step_by(every.max(1));
    starts
        .map(|start| {
            let end = (start + every.max(1)).min(tokens.len());
            Sentence::new(tokens[start].join(tokens[end - 1]), start..end)
        })
        .collect()
}

fn expected(found: &[(usize, usize, usize)], kind: MatchKind) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = found.iter().map(|&(first, last, _)| (first, last)).collect();
    spans.sort_by_key(|&(first, last)| (first, std::cmp::Reverse(last)));
    spans.dedup();
    if kind == MatchKind::Overlapping {
        return spans;
    }
    spans.dedup_by_key(|span| span.0);
    if kind == MatchKind::LeftmostLongest {
        let mut reached = 0;
        spans.retain(|&(first, last)| {
            let keep = first >= reached;
            if keep {
                reached = last + 1;
            }
            keep
        });
    }
    spans
}

/// The tokens that may begin a name by their onset, learned once for all tokens of the same bytes, where the last of them stands.
fn onsets(layers: &Layers<'_>, source: &str, tokens: &[Span]) -> Vec<(usize, Onset)> {
    let mut known = HashMap::new();
    let mut scratch = String::new();
    for &token in tokens {
        known.insert(token.of(source), layers.onset(source, token, &mut scratch));
    }
    let onsets = tokens.iter().map(|token| known[token.of(source)]).enumerate();
    onsets.filter(|(at, onset)| onset.may_begin(&source.as_bytes()[tokens[*at].end()..])).collect()
}

thread_local! {
    /// Used for one search after the other, in one gazetteer after the other.
    static ROOM: RefCell<SearchRoom> = RefCell::default();
}

fn check(entries: &[Entry], source: &str, seed: u64, every: Option<usize>, across: bool) {
    let mut builder = GazetteerBuilder::new();
    entries.iter().for_each(|entry| builder.push(entry.clone()).unwrap());
    let file = match builder.compile() {
        Ok(file) => file,
        Err(error) => {
            assert_eq!(error.code(), ErrorCode::TooManySpellings);
            return;
        }
    };
    let gazetteer = Gazetteer::open(&file).unwrap();
    gazetteer.verify().unwrap();
    let tokens = cut(source, seed);
    let sentences = every.map(|every| sentences(&tokens, every)).unwrap_or_default();
    let layers = Layers::over(gazetteer);
    let onsets = onsets(&layers, source, &tokens);
    let mut room = ROOM.take();
    for kind in [MatchKind::Overlapping, MatchKind::LongestPerStart, MatchKind::LeftmostLongest] {
        let options = MatchOptions { kind, across_sentences: across };
        let reference = naive(entries, source, &tokens, &sentences, &options);
        let mentions = gazetteer.mentions(source, &tokens, &sentences, &options);
        let found: Vec<(usize, usize)> = mentions.iter().map(|m| (m.first_token(), m.last_token())).collect();
        assert_eq!(
            found,
            expected(&reference, kind),
            "{kind:?} in {source:?} cut as {tokens:?} with {entries:#?}"
        );
        let mut from = Vec::new();
        layers.mentions_from(
            source,
            &tokens,
            &sentences,
            &options,
            onsets.iter().copied(),
            &mut room,
            &mut from,
        );
        assert_eq!(from, mentions, "from onsets, {kind:?} in {source:?} cut as {tokens:?} with {entries:#?}");
        for mention in &mentions {
            let place = (mention.first_token(), mention.last_token());
            assert_eq!(mention.span(), tokens[place.0].join(tokens[place.1]));
            let mut ids: Vec<(u8, String)> = reference
                .iter()
                .filter(|&&(first, last, _)| (first, last) == place)
                .map(|&(_, _, e)| (255 - entries[e].weight, entries[e].id.clone().unwrap()))
                .collect();
            ids.sort();
            let senses: Vec<(u8, String)> =
                gazetteer.senses(mention).map(|s| (255 - s.weight(), s.id().unwrap().into_owned())).collect();
            assert_eq!(senses, ids, "senses of {:?} in {source:?}", mention.span().of(source));
        }
    }
    ROOM.set(room);
}

/// So many copies of `source`, each a sentence, with tokens cut alike: the words are looked up in the first ones and found again in
/// the others, in a memory that is too small for all of them.
fn check_again(entries: &[Entry], source: &str, seed: u64, copies: usize) {
    let mut builder = GazetteerBuilder::new();
    entries.iter().for_each(|entry| builder.push(entry.clone()).unwrap());
    let Ok(file) = builder.compile() else { return };
    let gazetteer = Gazetteer::open(&file).unwrap();
    let tokens = cut(source, seed);
    let long = format!("{source}\n\n").repeat(copies);
    let step = source.len() + 2;
    let shifted = |copy: usize| {
        tokens.iter().map(move |token| Span::new(token.start() + copy * step, token.end() + copy * step))
    };
    let many: Vec<Span> = (0..copies).flat_map(shifted).collect();
    let sentences = sentences(&many, tokens.len());
    for kind in [MatchKind::Overlapping, MatchKind::LongestPerStart, MatchKind::LeftmostLongest] {
        let options = MatchOptions { kind, across_sentences: false };
        let once = gazetteer.mentions(source, &tokens, &[], &options);
        let again = gazetteer.mentions(&long, &many, &sentences, &options);
        assert_eq!(again.len(), once.len() * copies, "{kind:?} in {source:?} with {entries:#?}");
        for (number, mention) in again.iter().enumerate() {
            let (copy, first) = (number / once.len(), &once[number % once.len()]);
            let span = Span::new(first.span().start() + copy * step, first.span().end() + copy * step);
            assert_eq!(mention.span(), span, "{kind:?} in {source:?} with {entries:#?}");
            assert_eq!(mention.first_token(), first.first_token() + copy * tokens.len());
            let keys = |mention: &Mention| gazetteer.senses(mention).map(|s| s.key()).collect::<Vec<_>>();
            assert_eq!(keys(mention), keys(first), "senses of {:?} in {source:?}", mention.span().of(&long));
        }
    }
}

proptest! {
    #![proptest_config(strategies::config(200))]

    #[test]
    fn words_met_before_are_found_again(
        entries in entries(), text in text(), seed in any::<u64>(), copies in 30usize..60,
    ) {
        check_again(&entries, &text, seed, copies);
    }

    #[test]
    fn the_naive_matcher_agrees(
        entries in entries(), text in text(), seed in any::<u64>(), every in proptest::option::of(1usize..9), across in any::<bool>(),
    ) {
        check(&entries, &text, seed, every, across);
    }

    #[test]
    fn every_form_is_found_in_itself(entries in entries()) {
        let mut builder = GazetteerBuilder::new();
        entries.iter().for_each(|entry| builder.push(entry.clone()).unwrap());
        if let Ok(file) = builder.compile() {
            let gazetteer = Gazetteer::open(&file).unwrap();
            for entry in &entries {
                // What hangs behind the last word (`Paris-`) cannot be the end of a token and of a word at once.
                if pieces(&entry.name, true, false).is_some() {
                    let id = entry.id.as_deref().unwrap();
                    prop_assert!(gazetteer.lookup(&entry.name).any(|sense| sense.id().as_deref() == Some(id)), "{entry:?}");
                }
            }
        }
    }
}
