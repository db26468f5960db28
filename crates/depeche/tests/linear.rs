//! The law *linear*: work grows with the length of the text and with nothing else.
//!
//! Every public function that takes a text is run on every attack at n and 8 n bytes. CPU time of the thread is
//! measured, so that a busy machine does not matter much; the best of several runs counts; what fails is tried again on
//! longer texts before it is believed. The strict form (100 KB, 1 MB and 10 MB, and against plain news) is
//! `DEPECHE_LONG=1 cargo test --release --package depeche --test linear -- --nocapture`; a word in `DEPECHE_ATTACK`
//! picks the attacks whose name has it.

mod attacks;

use attacks::{NEWS, attacks, repeated};
use cpu_time::ThreadTime;
use depeche::frontmatter::{self, date};
use depeche::gazetteer::GazetteerBuilder;
use depeche::segment::{Newlines, Profile, Segmenter, Segments};
use depeche::text::fold::{Folding, fold, hash};
use depeche::text::{OffsetMap, Passage, Span};
use depeche::{Buffers, Document, HeaderMode, Pipeline, evaluate, formats, names};
use std::cell::RefCell;
use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

thread_local! {
    // Memory that is used again: the first pages of fresh memory cost time that is not work on the text.
    static SEGMENTS: RefCell<Segments> = RefCell::default();
    static SPANS: RefCell<Vec<Span>> = RefCell::default();
    static BUFFERS: RefCell<Buffers> = RefCell::new(Buffers::new());
}

fn annotate(pipeline: &Pipeline<'_>, text: &str) {
    BUFFERS.with_borrow_mut(|buffers| pipeline.annotate_into(text, buffers).recycle(buffers));
}

/// A public function that takes a text: its name, and what it does.
type Function = (&'static str, Box<dyn Fn(&str) + Send + Sync>);

fn functions() -> Vec<Function> {
    fn function(name: &'static str, run: impl Fn(&str) + Send + Sync + 'static) -> Function {
        (name, Box::new(run))
    }
    let pipeline: &'static Pipeline<'static> = Box::leak(Box::new(Pipeline::french()));
    let ud =
        Pipeline::builder().header(HeaderMode::None).sentences(Profile::Ud).newlines(Newlines::EveryLine);
    let ud: &'static Pipeline<'static> = Box::leak(Box::new(ud.build()));
    let values = Pipeline::builder().header(HeaderMode::None).without_entities().dates(true).amounts(true);
    let values: &'static Pipeline<'static> = Box::leak(Box::new(values.build()));
    let mut functions = vec![
        function("annotate", |text| annotate(pipeline, text)),
        function("annotate, ud, every line", |text| annotate(ud, text)),
        function("dates and amounts", |text| annotate(values, text)),
        function("frontmatter::split", |text| _ = black_box(frontmatter::split(text))),
        function("frontmatter::split_many", |text| _ = black_box(frontmatter::split_many(text).count())),
        function("metadata", |text| _ = black_box(frontmatter::split(text).metadata())),
        function("title, date, dateline", |text| {
            let front = frontmatter::split(text);
            black_box((front.title(), front.date(), front.dateline()));
        }),
        function("diagnostics", |text| _ = black_box(frontmatter::split(text).all_diagnostics())),
        function("edit", |text| {
            if let Ok(edit) = frontmatter::split(text).edit().set("titre", "Crue") {
                black_box(edit.finish());
            }
        }),
        function("DateExpr::parse", |text| _ = black_box(date::DateExpr::parse(text)).is_ok()),
        function("date::at, everywhere", |text| {
            for (at, _) in text.char_indices() {
                black_box(date::at(text, at));
            }
        }),
        function("OffsetMap", |text| {
            let map = OffsetMap::new(text);
            for byte in (0..text.len()).step_by(97) {
                black_box(map.of_char(map.of_byte(byte).char));
            }
        }),
        function("fold", |text| _ = black_box(fold(text, Folding::default()))),
        function("hash", |text| _ = black_box(hash(text.as_bytes()))),
        function("lookup", |text| _ = black_box(names::gazetteer().lookup(text).count())),
        function("lookup_fuzzy", |text| _ = black_box(names::gazetteer().lookup_fuzzy(text).len())),
        function("words", |text| _ = black_box(names::words().get(text))),
        function("read_tsv", |text| _ = black_box(GazetteerBuilder::new().read_tsv(text, None)).is_ok()),
        function("read_jsonl", |text| _ = black_box(GazetteerBuilder::new().read_jsonl(text, None)).is_ok()),
        function("conllu::read", |text| _ = black_box(formats::conllu::read(text)).is_ok()),
        function("iob::read", |text| _ = black_box(formats::iob::read(text)).is_ok()),
        function("brat::read", |text| _ = black_box(formats::brat::read(NEWS, text)).is_ok()),
        function("Gold::read", |text| _ = black_box(evaluate::segmentation::Gold::read(text)).is_ok()),
    ];
    for (profile, name) in [(Profile::Default, "segment"), (Profile::Ud, "segment, ud")] {
        for newlines in [Newlines::Smart, Newlines::Paragraph] {
            let segmenter = Segmenter::french().with_profile(profile).with_newlines(newlines);
            let run = move |text: &str| {
                SEGMENTS.with_borrow_mut(|segments| segmenter.annotate_into(Passage::new(text), segments));
            };
            functions.push(function(name, run));
        }
    }
    let segmenter = Segmenter::french();
    functions.push(function("sentences", {
        let segmenter = segmenter.clone();
        move |text| {
            SEGMENTS.with_borrow_mut(|segments| {
                SPANS.with_borrow_mut(|spans| segmenter.sentences_into(Passage::new(text), segments, spans));
            });
        }
    }));
    functions.push(function("tokens", move |text| {
        SEGMENTS.with_borrow_mut(|segments| segmenter.tokens_into(Passage::new(text), segments));
    }));
    functions
}

/// A function that takes a document, timed without the making of it: it may write, and may read what was written last.
type Writer = (&'static str, fn(&Document<'_>, &mut String));

const WRITERS: &[Writer] = &[
    ("validate", |document, _| document.validate().unwrap()),
    ("entities", |document, _| _ = black_box(document.entities())),
    ("to_record", |document, _| _ = black_box(document.to_record())),
    ("conllu", |document, out| written(out, |out| formats::conllu::write(document, "n", out))),
    ("conllu::read what was written", |_, out| _ = black_box(formats::conllu::read(out).unwrap())),
    ("iob2", |document, out| {
        written(out, |out| formats::iob::write(document, "n", formats::iob::Scheme::Iob2, out));
    }),
    ("iob::read what was written", |_, out| _ = black_box(formats::iob::read(out).unwrap())),
    ("brat", |document, out| written(out, |out| formats::brat::write(document, out))),
    ("brat::read what was written", |document, out| {
        black_box(formats::brat::read(document.source(), out).unwrap());
    }),
    ("json", |document, out| {
        written(out, |out| formats::json::write_with(document, &formats::json::Options::default(), &[], out));
    }),
    ("html", |document, out| written(out, |out| formats::html::write(document, "n", out))),
    ("spacy", |document, out| written(out, |out| formats::spacy::write(document, out))),
    ("doccano", |document, out| written(out, |out| formats::doccano::write(document, out))),
    ("label studio", |document, out| written(out, |out| formats::label_studio::write(document, "n", out))),
    ("web annotation", |document, out| {
        written(out, |out| formats::web_annotation::write(document, "n", out));
    }),
];

fn written(out: &mut String, write: impl Fn(&mut String)) {
    out.clear();
    write(out);
}

/// CPU time of the best of `runs` runs.
fn cost(runs: usize, mut run: impl FnMut()) -> Duration {
    let once = || {
        let start = ThreadTime::now();
        run();
        start.elapsed()
    };
    std::iter::repeat_with(once).take(runs).min().unwrap_or_default()
}

/// What something costs, and how many bytes it read for that.
#[derive(Clone, Copy)]
struct Cost {
    name: &'static str,
    time: Duration,
    bytes: usize,
}

/// What one text costs, for each function and each writer whose number `wanted` takes.
fn costs(text: &str, runs: usize, functions: &[Function], wanted: impl Fn(usize) -> bool) -> Vec<Cost> {
    let mut costs = Vec::new();
    for (number, (name, function)) in functions.iter().enumerate() {
        if wanted(number) {
            costs.push(Cost { name, time: cost(runs, || function(text)), bytes: text.len() });
        }
    }
    let writers: Vec<_> = (functions.len()..).zip(WRITERS).collect();
    if !writers.iter().any(|(number, _)| wanted(*number)) {
        return costs;
    }
    let pipeline = Pipeline::french();
    let document = pipeline.annotate(text);
    let mut out = String::new();
    for (number, (name, write)) in writers {
        let reads = name.contains("read");
        if wanted(number) {
            let time = cost(runs, || write(&document, &mut out));
            costs.push(Cost { name, time, bytes: if reads { out.len() } else { text.len() } });
        } else if !reads {
            // What comes next reads it.
            write(&document, &mut out);
        }
    }
    costs
}

/// Below this a measurement is noise.
const NOTHING: Duration = Duration::from_micros(1_500);

#[test]
fn linear() {
    if std::env::var_os("DEPECHE_LONG").is_some() { strictly() } else { loosely() }
}

/// Growth by 8 of the length may cost 20 times: quadratic work costs 64 times.
fn loosely() {
    let functions = functions();
    let mut complaints = Vec::new();
    let mut cases = 0;
    for (attack, make) in attacks() {
        // What fails is looked at again with longer texts, since a busy machine can spoil one measurement and not three.
        let mut suspects: Option<Vec<&str>> = None;
        for n in [3 << 10, 8 << 10, 24 << 10] {
            let long = costs(&make(8 * n), 1, &functions, |_| true);
            cases += long.len();
            let heavy = |suspects: &Option<Vec<&str>>| {
                let asked = |name| suspects.as_ref().is_none_or(|names| names.contains(&name));
                long.iter().any(|cost| cost.time > NOTHING && asked(cost.name))
            };
            if !heavy(&suspects) {
                suspects = None;
                break;
            }
            let short = costs(&make(n), 3, &functions, |_| true);
            let grows = |(a, b): (&Cost, &Cost)| (b.time > NOTHING && b.time > a.time * 20).then_some(a.name);
            let found: Vec<&str> = short.iter().zip(&long).filter_map(grows).collect();
            let still: Vec<&str> = match suspects.take() {
                None => found,
                Some(before) => before.into_iter().filter(|name| found.contains(name)).collect(),
            };
            if still.is_empty() {
                break;
            }
            suspects = Some(still);
        }
        for name in suspects.unwrap_or_default() {
            complaints.push(format!("{name} on {attack}"));
        }
    }
    println!("cases: {cases}");
    assert!(complaints.is_empty(), "more than linear:\n{}", complaints.join("\n"));
}

/// How many times the work for ten times the text, and how many times the work for as much plain news.
const GROWTH: f64 = 13.0;
const RATIO: f64 = 2.0;

/// Each attack at 100 KB, 1 MB and 10 MB; two attacks at a time. What fails is measured again, and the best counts.
fn strictly() {
    const SIZES: [usize; 3] = [100_000, 1_000_000, 10_000_000];
    let functions = functions();
    let news = costs(&repeated("", NEWS, SIZES[2]), 2, &functions, |_| true);
    for cost in &news {
        println!("plain news, 10 MB: {} {:.3} s", cost.name, cost.time.as_secs_f64());
    }
    // A function that is done at the first line of plain news, such as a reader of a format, is measured against two passes
    // over its characters.
    let pass = news.iter().find(|cost| cost.name == "OffsetMap").map_or(NOTHING, |cost| cost.time);
    let floor = 2 * pass;
    let attacks = attacks();
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(Vec::new());
    let try_all = || {
        while let Some((attack, make)) = attacks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let texts = SIZES.map(make);
            let all = [3, 1, 1];
            let first = [0, 1, 2].map(|at| costs(&texts[at], all[at], &functions, |_| true));
            for (number, plain) in news.iter().enumerate() {
                let [small, middle, large] = [0, 1, 2].map(|at| first[at][number]);
                if more_than_linear([small, middle, large], plain, floor).is_none() {
                    continue;
                }
                let again = [0, 1, 2].map(|at| costs(&texts[at], 5, &functions, |one| one == number)[0]);
                if let Some(complaint) = more_than_linear(again, plain, floor) {
                    println!("{} on {attack}: {complaint}", plain.name);
                    complaints.lock().unwrap().push(format!("{} on {attack}: {complaint}", plain.name));
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = [0; 2].map(|_| scope.spawn(try_all));
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
    println!("cases: {}", SIZES.len() * attacks.len() * news.len());
    let complaints = complaints.into_inner().unwrap();
    println!("over: {}", complaints.len());
    assert!(complaints.is_empty(), "more than linear:\n{}", complaints.join("\n"));
}

/// What is wrong with these costs of 100 KB, 1 MB and 10 MB, against that of 10 MB of plain news.
fn more_than_linear([small, middle, large]: [Cost; 3], plain: &Cost, floor: Duration) -> Option<String> {
    // A short measurement says nothing of growth: the ratio judges it.
    let times = |x: Cost, y: Cost| {
        if y.time < floor { 0.0 } else { y.time.as_secs_f64() / x.time.max(NOTHING).as_secs_f64() }
    };
    let (first, second) = (times(small, middle), times(middle, large));
    let as_much = plain.time.as_secs_f64() * large.bytes as f64 / plain.bytes as f64;
    let ratio = large.time.as_secs_f64() / as_much.max(floor.as_secs_f64());
    (first > GROWTH || second > GROWTH || ratio > RATIO).then(|| {
        format!(
            "×{first:.1}, ×{second:.1} for ten times the text; {ratio:.2} times plain news ({:.3} s)",
            large.time.as_secs_f64()
        )
    })
}
