//! `cargo xtask train-entities`, `ablation` and `spans`: what the weights of the tagger are learned from, what each of its
//! parts is worth, and how it weighs the spans of a text.

use crate::entities_measure::errors;
use crate::learn::{Counted, Instance, KINDS, Model, NAMES, Weights, honest};
use crate::shell::{Outcome, outcome, read, root, shown};
use crate::texts::{Document, Marked, gold, marked};
use depeche::entities::{Ablation, Mentions, Profile, Scratch, Tagger};
use depeche::evaluate::entities::{Evaluation, Found};
use depeche::segment::{Segmenter, Segments};
use depeche::text::{EntityType, Passage, Span};
use std::fmt::Write as _;
use std::path::Path;

/// The files written for this project, each counted so many times.
const OWN: &[(&str, usize)] = &[
    ("crates/depeche-entities/training/dispatches.txt", 4),
    ("crates/depeche-entities/training/dispatches-agencies.txt", 1),
    ("crates/depeche-entities/training/dispatches-beats.txt", 1),
    ("crates/depeche-entities/training/dispatches-cantons.txt", 1),
    ("crates/depeche-entities/training/dispatches-daily.txt", 1),
    ("crates/depeche-entities/training/dispatches-firms.txt", 2),
    ("crates/depeche-entities/training/dispatches-headlines.txt", 1),
    ("crates/depeche-entities/training/dispatches-local.txt", 1),
    ("crates/depeche-entities/training/dispatches-mixed.txt", 1),
    ("crates/depeche-entities/training/dispatches-regions.txt", 1),
    ("crates/depeche-entities/training/dispatches-sport.txt", 1),
    ("crates/depeche-entities/training/dispatches-world.txt", 1),
    ("crates/depeche-entities/training/encyclopedia.txt", 1),
    ("crates/depeche-entities/training/sentences.txt", 3),
];
/// Written for this project too, and never learned from.
const HELD_OUT: [&str; 22] = [
    "crates/depeche-entities/training/held-out.txt",
    "crates/depeche-entities/training/held-out-2.txt",
    "crates/depeche-entities/training/held-out-3.txt",
    "crates/depeche-entities/training/held-out-4.txt",
    "crates/depeche-entities/training/held-out-5.txt",
    "crates/depeche-entities/training/held-out-6.txt",
    "crates/depeche-entities/training/held-out-7.txt",
    "crates/depeche-entities/training/held-out-8.txt",
    "crates/depeche-entities/training/held-out-9.txt",
    "crates/depeche-entities/training/held-out-10.txt",
    "crates/depeche-entities/training/held-out-11.txt",
    "crates/depeche-entities/training/held-out-12.txt",
    "crates/depeche-entities/training/held-out-13.txt",
    "crates/depeche-entities/training/held-out-14.txt",
    "crates/depeche-entities/training/held-out-15.txt",
    "crates/depeche-entities/training/held-out-16.txt",
    "crates/depeche-entities/training/held-out-17.txt",
    "crates/depeche-entities/training/held-out-18.txt",
    "crates/depeche-entities/training/held-out-19.txt",
    "crates/depeche-entities/training/held-out-20.txt",
    "crates/depeche-entities/training/held-out-21.txt",
    "crates/depeche-entities/training/held-out-22.txt",
];
const WEIGHTS: &str = "crates/depeche-entities/data/tagger.weights";
/// Into how many parts the texts are cut, each measured with weights learned from the others.
const FOLDS: usize = 5;

/// Into how many parts the names are cut of which one at a time is forgotten, and how much a span counts that is seen so.
const FOURTHS: u8 = 4;
const FORGOTTEN: f64 = 0.25;

/// How often a mention in a text of others counts where the confidence is learned.
const STRANGERS: f64 = 2.0;

/// The documents of a file, and what can be learned from each.
struct Corpus {
    name: String,
    times: usize,
    documents: Vec<Document>,
    instances: Vec<Vec<Instance>>,
    /// Whether every type is marked, demonyms and events too.
    whole: bool,
}

impl Corpus {
    fn new(name: &str, times: usize, documents: Vec<Document>, model: &Model, demonyms: bool) -> Corpus {
        let mut instances = observe(&documents, model, demonyms, 0);
        // The names of texts that were read stand on the lists; those of a text that nobody has read often do not. So each text is learned
        // from once more for each fourth of the names, as if no list had them.
        for fourth in 1..=FOURTHS {
            let forgotten = observe(&documents, model, demonyms, fourth).into_iter();
            for (known, more) in instances.iter_mut().zip(forgotten) {
                known.extend(more.into_iter().map(|one| one.counting(FORGOTTEN)));
            }
        }
        Corpus { name: name.to_owned(), times, documents, instances, whole: demonyms }
    }

    /// The fold of a document: neighbours, which may be parts of one text, lie in one fold.
    fn fold(&self, document: usize) -> usize {
        document * FOLDS / self.documents.len().max(1)
    }

    /// What is learned from it without one fold, each as often as it counts.
    fn without(&self, fold: usize) -> impl Iterator<Item = &Instance> + Clone {
        let kept = (0..).zip(&self.instances).filter(move |(at, _)| self.fold(*at) != fold);
        let kept = kept.flat_map(|(_, instances)| instances);
        (0..self.times).flat_map(move |_| kept.clone())
    }
}

/// `cargo xtask train-entities [--held-out] [--errors=NAME]… [--measure=OTHER.jsonl]… GOLD.jsonl…`
///
/// The weights are the mean of those learned without each fold, with the names of the texts on the lists and off them.
/// `--held-out` measures each fold of the texts with weights learned from the others; what is given with `--measure` is measured and
/// nothing is learned from it. `--errors` shows what is wrong in the folds of the files of that name.
pub fn train(arguments: &[String]) -> Outcome {
    let show = arguments.iter().any(|argument| argument == "--held-out");
    let measure: Vec<&str> =
        arguments.iter().filter_map(|argument| argument.strip_prefix("--measure=")).collect();
    let shown_errors: Vec<&str> =
        arguments.iter().filter_map(|argument| argument.strip_prefix("--errors=")).collect();
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let model = Model::new();
    let mut corpora = Vec::new();
    let mut sources = String::new();
    for (path, times) in OWN {
        corpora.push(Corpus::new(path, *times, marked(&read(&root().join(path))?), &model, true));
        let _ = writeln!(sources, "#   {path}, counted {times} times");
    }
    for path in &files {
        let name = path.rsplit('/').next().unwrap_or(path);
        corpora.push(Corpus::new(name, 1, gold(&read(Path::new(path))?)?, &model, false));
        let _ = writeln!(sources, "#   {name}");
    }
    // What weights make of texts they were not learned from says how sure to be.
    let mut measured: Vec<Evaluation> = corpora.iter().map(|_| Evaluation::default()).collect();
    let (knots, classes, together) = Tagger::knots();
    let fits: Vec<_> = (0..FOLDS).map(|fold| fit(&model, &corpora, fold)).collect();
    let folds: Vec<String> = fits.iter().map(|fit| model.lines(fit)).collect();
    let found = counted(&corpora, &folds, "", classes, |known| known.evidence)?;
    let mut confidence = honest(&found, 0, knots, together);
    // What is so told is right less often of a sentence that stands alone.
    let around = counted(&corpora, &folds, &confidence, 2, |known| usize::from(known.alone))?;
    confidence.push_str(&honest(&around, classes, knots, 1));
    if show {
        for (fold, lines) in folds.iter().enumerate() {
            let weights = format!("{lines}{confidence}");
            let tagger = Tagger::builder().weights(&weights).build().map_err(|error| error.to_string())?;
            for (corpus, evaluation) in corpora.iter().zip(&mut measured) {
                let documents =
                    corpus.documents.iter().enumerate().filter(|(at, _)| corpus.fold(*at) == fold);
                let shown = shown_errors.iter().any(|part| corpus.name.contains(part));
                evaluate(&tagger, documents.map(|(_, document)| document), evaluation, shown);
            }
        }
        println!(
            "{:<52}{:>10}{:>8}{:>8}{:>10}{:>13}{:>8}{:>6}",
            "held out", "precision", "recall", "F1", "untyped", "calibration", "chance", "sure"
        );
        for (corpus, evaluation) in corpora.iter().zip(&measured) {
            print_row(&corpus.name, evaluation);
        }
    }
    let lines = model.lines(&mean(&fits));
    let names: Vec<&str> = files.iter().map(|path| path.rsplit('/').next().unwrap_or(path)).collect();
    let file = format!(
        "# cargo xtask train-entities {}\n\
         # Changes to the weights of features that are set by hand, and the rows of the tables of pairs, in sixteenths: {}.\n\
         # source: learned from the spans of these texts, which the repository holds or which are named by their file:\n{sources}\
         # licence: MIT OR Apache-2.0; Sequoia is under LGPL-LR: https://deep-sequoia.inria.fr. What is kept of it are the numbers below, no part of its text.\n\
         {lines}{confidence}",
        names.join(" "),
        NAMES.join(" ")
    );
    let tagger = Tagger::builder().weights(&file).build().map_err(|error| error.to_string())?;
    let held_out =
        HELD_OUT.iter().filter(|_| show).map(|path| Ok((*path, marked(&read(&root().join(path))?))));
    let others = measure.into_iter().map(|path| Ok((path, gold(&read(Path::new(path))?)?)));
    for other in held_out.into_iter().chain(others) {
        let (name, documents): (&str, Vec<Document>) = other.map_err(|error: String| error)?;
        let mut evaluation = Evaluation::default();
        evaluate(&tagger, documents.iter(), &mut evaluation, false);
        print_row(name.rsplit('/').next().unwrap_or(name), &evaluation);
    }
    let path = root().join(WEIGHTS);
    std::fs::write(&path, file).map_err(|error| format!("{}: {error}", shown(&path)))
}

/// The weights learned from everything but one fold.
fn fit(model: &Model, corpora: &[Corpus], fold: usize) -> Vec<Weights> {
    model.fit(corpora.iter().flat_map(|corpus| corpus.without(fold)))
}

/// The mean of the weights of all folds: what a single text taught counts for less in it than in weights learned from everything
/// at once.
fn mean(fits: &[Vec<Weights>]) -> Vec<Weights> {
    let rows = fits.first().map_or(0, Vec::len);
    let count = i32::try_from(fits.len()).unwrap_or(1).max(1);
    let mean = |row: usize, kind: usize| {
        let sum: i32 = fits.iter().map(|fit| i32::from(fit[row][kind])).sum();
        // To the nearest, halves away from zero.
        let half = count / 2 * sum.signum();
        i16::try_from((sum + half) / count).unwrap_or_default()
    };
    (0..rows).map(|row| std::array::from_fn(|kind| mean(row, kind))).collect()
}

fn print_row(name: &str, evaluation: &Evaluation) {
    let micro = evaluation.micro();
    // By how much what is told is more than what is right.
    let bins = evaluation.calibration().iter();
    let (told, right) =
        bins.fold((0.0, 0.0), |(told, right), bin| (told + bin.confidence, right + bin.right as f64));
    let [p, r, f1, untyped, calibration, chance, sure] = [
        micro.precision(),
        micro.recall(),
        micro.f1(),
        evaluation.untyped().f1(),
        evaluation.calibration_error(),
        evaluation.calibration_chance(),
        (told - right) / (micro.found.max(1) as f64),
    ]
    .map(|x| x * 100.0);
    println!(
        "{name:<52}{p:>10.1}{r:>8.1}{f1:>8.1}{untyped:>10.1}{calibration:>13.1}{chance:>8.1}{sure:>+6.1}"
    );
}

/// For each class of mentions and each confidence, how many are right and how many there are, in each fold by the weights that were
/// learned without it.
fn counted(
    corpora: &[Corpus],
    folds: &[String],
    confidence: &str,
    classes: usize,
    class: impl Fn(&Known) -> usize,
) -> Result<Vec<Counted>, String> {
    let mut found: Vec<Counted> = vec![[(0.0, 0.0); 256]; classes];
    for (fold, lines) in folds.iter().enumerate() {
        let weights = format!("{lines}{confidence}");
        let tagger = Tagger::builder().weights(&weights).build().map_err(|error| error.to_string())?;
        for corpus in corpora {
            let documents = corpus.documents.iter().enumerate().filter(|(at, _)| corpus.fold(*at) == fold);
            tag(&tagger, documents.map(|(_, document)| document), |_, gold, mentions, known| {
                count(gold, mentions, known, corpus, &class, &mut found);
            });
        }
    }
    Ok(found)
}

/// Counts the mentions that are right, each as often as its corpus counts.
fn count(
    gold: &[(Span, EntityType)],
    mentions: &[Found],
    known: &[Known],
    corpus: &Corpus,
    class: impl Fn(&Known) -> usize,
    found: &mut [Counted],
) {
    for (mention, how) in mentions.iter().zip(known) {
        if !corpus.whole && ![EntityType::PER, EntityType::LOC, EntityType::ORG].contains(&mention.kind) {
            continue;
        }
        let known = gold.iter().find(|(span, _)| *span == mention.span).map(|(_, kind)| *kind);
        // A country that stands for its government is left as the place it is, and is not wrong.
        let right = known == Some(mention.kind)
            || how.listed && mention.kind == EntityType::LOC && known == Some(EntityType::ORG);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let bin = (mention.confidence * 255.0).round().clamp(0.0, 255.0) as usize;
        // What others wrote tells more of a text not seen than what was written here, by somebody who knows what the lists hold.
        let times = corpus.times as f64 * if corpus.whole { 1.0 } else { STRANGERS };
        let (found_right, all) = &mut found[class(how)][bin];
        *found_right += if right { times } else { 0.0 };
        *all += times;
    }
}

/// How a mention is known.
struct Known {
    /// By a list.
    listed: bool,
    /// The class of its evidence.
    evidence: usize,
    /// By its own sentence, without any other.
    alone: bool,
}

/// Tags documents and hands on, for each, what is expected, what is found, and how it is known.
fn tag<'d>(
    tagger: &Tagger<'_>,
    documents: impl Iterator<Item = &'d Document>,
    mut each: impl FnMut(&Document, &[(Span, EntityType)], &[Found], &[Known]),
) {
    let segmenter = Segmenter::french();
    let (mut segments, mut scratch, mut mentions) = (Segments::default(), Scratch::new(), Mentions::new());
    for document in documents {
        segmenter.annotate_into(Passage::new(&document.text), &mut segments);
        tagger.tag_into(&document.text, &segments.tokens, &segments.sentences, &mut scratch, &mut mentions);
        let gold: Vec<(Span, EntityType)> = document
            .entities
            .iter()
            .filter_map(|marked| Some((marked.span, EntityType::new(&marked.kind).ok()?)))
            .collect();
        let found: Vec<Found> = mentions
            .iter()
            .map(|mention| Found {
                span: mention.span(),
                kind: mention.kind().main(),
                confidence: mention.confidence(),
            })
            .collect();
        let alone = segments.sentences.len() == 1;
        let known: Vec<Known> = mentions
            .iter()
            .zip(Tagger::evidence(&scratch))
            .map(|(mention, class)| Known {
                listed: tagger.entry(mention).is_some(),
                evidence: usize::from(*class),
                alone,
            })
            .collect();
        each(document, &gold, &found, &known);
    }
}

fn evaluate<'d>(
    tagger: &Tagger<'_>,
    documents: impl Iterator<Item = &'d Document>,
    evaluation: &mut Evaluation,
    show: bool,
) {
    let mut evaluate = |document: &Document, gold: &[_], found: &[Found]| {
        evaluation.add(gold, found);
        if show {
            errors(document, found);
        }
    };
    tag(tagger, documents, |document, gold, found, _| evaluate(document, gold, found));
}

/// `cargo xtask spans TEXT`: every span that is weighed, its scores, and what they come from.
pub fn spans(arguments: &[String]) -> Outcome {
    let text = arguments.join(" ");
    let tagger = Tagger::french();
    let names: Vec<&str> = Tagger::features().map(|(name, _)| name).collect();
    let rows: Vec<String> = Tagger::rows().collect();
    let segmenter = Segmenter::french();
    let (mut segments, mut scratch, mut mentions) = (Segments::default(), Scratch::new(), Mentions::new());
    segmenter.annotate_into(Passage::new(&text), &mut segments);
    tagger.tag_into(&text, &segments.tokens, &segments.sentences, &mut scratch, &mut mentions);
    Tagger::observe(&text, &segments.tokens, &segments.sentences, &scratch, |observation| {
        println!("{}", observation.span.of(&text));
        let may = (0..KINDS).filter(|kind| observation.kinds >> kind & 1 == 1);
        let scores: Vec<String> =
            may.clone().map(|kind| format!("{} {}", NAMES[kind], observation.scores[kind])).collect();
        println!("    {}", scores.join(", "));
        let common = may.clone().fold(u128::MAX, |all, kind| all & observation.features[kind]);
        let named = |set: u128| {
            let seen = names.iter().enumerate().filter(|(number, _)| set >> number & 1 == 1);
            seen.map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
        };
        println!("    {}", named(common));
        for kind in may.filter(|kind| observation.features[*kind] & !common != 0) {
            println!("    {}: {}", NAMES[kind], named(observation.features[kind] & !common));
        }
        let pairs: Vec<&str> = observation
            .rows
            .iter()
            .filter_map(|row| rows.get(usize::from(*row)).map(String::as_str))
            .collect();
        println!("    {}", pairs.join(" "));
    });
    for mention in &mentions {
        println!("{} {} {:.2}", mention.span().of(&text), mention.kind(), mention.confidence());
    }
    Ok(())
}

/// `cargo xtask ablation GOLD.jsonl…`
pub fn ablation(arguments: &[String]) -> Outcome {
    if arguments.is_empty() {
        return Err(
            "expected files of gold: {\"text\":…, \"ents\":[[start,end,\"PER\"],…]} a line".to_owned()
        );
    }
    let mut complaints = Vec::new();
    let mut rows: Vec<(String, Ablation, Profile)> = vec![
        ("everything".to_owned(), Ablation::default(), Profile::Balanced),
        ("profile precise".to_owned(), Ablation::default(), Profile::Precise),
        ("profile recall".to_owned(), Ablation::default(), Profile::Recall),
    ];
    rows.extend(
        Ablation::EACH.iter().map(|(name, off)| (format!("without {name}"), *off, Profile::Balanced)),
    );
    println!("{:<28}{:>10}{:>8}{:>8}{:>10}", "", "precision", "recall", "F1", "untyped");
    for path in arguments {
        let documents = gold(&read(Path::new(path))?)?;
        println!("{path}");
        for (name, off, profile) in &rows {
            match Tagger::builder().without(*off).profile(*profile).build() {
                Ok(tagger) => {
                    let mut evaluation = Evaluation::default();
                    evaluate(&tagger, documents.iter(), &mut evaluation, false);
                    let micro = evaluation.micro();
                    let [p, r, f1, untyped] =
                        [micro.precision(), micro.recall(), micro.f1(), evaluation.untyped().f1()]
                            .map(|x| x * 100.0);
                    println!("  {name:<26}{p:>10.1}{r:>8.1}{f1:>8.1}{untyped:>10.1}");
                }
                Err(error) => complaints.push(error.to_string()),
            }
        }
    }
    outcome(complaints)
}

/// What can be learned from each of these documents, by the spans that the tagger weighs in them.
///
/// `demonyms` says whether the texts mark them; `fourth` is the part of the names that is forgotten, 0 for none.
fn observe(documents: &[Document], model: &Model, demonyms: bool, fourth: u8) -> Vec<Vec<Instance>> {
    let by_hand = Ablation::EACH.iter().find(|(name, _)| *name == "learned weights").map(|(_, off)| *off);
    let Ok(tagger) = Tagger::builder().without(by_hand.unwrap_or_default()).forgetting(fourth).build() else {
        return Vec::new();
    };
    let segmenter = Segmenter::french();
    let (mut segments, mut scratch, mut mentions) = (Segments::default(), Scratch::new(), Mentions::new());
    let observed = documents.iter().map(|document| {
        segmenter.annotate_into(Passage::new(&document.text), &mut segments);
        tagger.tag_into(&document.text, &segments.tokens, &segments.sentences, &mut scratch, &mut mentions);
        let mut instances = Vec::new();
        Tagger::observe(&document.text, &segments.tokens, &segments.sentences, &scratch, |observation| {
            let label = document.entities.iter().find(|marked| marked.span == observation.span);
            let label = label.map(|Marked { kind, .. }| kind.as_str());
            instances.extend(model.instance(&observation, label, demonyms));
        });
        instances
    });
    observed.collect()
}
