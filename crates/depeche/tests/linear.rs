//! The law *linear*: work grows with the length of the text and with nothing else.
//!
//! Every public function that takes a text is run on every attack at n and 8 n bytes. CPU time of the thread is
//! measured, so that a busy machine does not matter much; the best of several runs counts; what fails is tried again on
//! longer texts before it is believed. The strict form (100 KB, 1 MB and 10 MB, and against plain news) is
//! `DEPECHE_LONG=1 cargo test --release --package depeche --test linear -- --nocapture`. A word in `DEPECHE_ATTACK`
//! picks the attacks whose name has it, one in `DEPECHE_FUNCTION` the functions, and `DEPECHE_BYTES=1000000` makes the
//! texts of the strict form ten times shorter.

mod attacks;

use attacks::{NEWS, attacks, news};
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

/// A public function that takes a text: its name, and what it does, which gives the number of tokens it found.
type Function = (&'static str, Box<dyn Fn(&str) -> usize + Send + Sync>);

fn functions() -> Vec<Function> {
    fn function(name: &'static str, run: impl Fn(&str) + Send + Sync + 'static) -> Function {
        (name, Box::new(move |text| (run(text), 0).1))
    }
    fn annotates(name: &'static str, pipeline: &'static Pipeline<'static>) -> Function {
        let run = |text: &str| {
            BUFFERS.with_borrow_mut(|buffers| {
                let document = pipeline.annotate_into(text, buffers);
                let tokens = document.tokens().len();
                document.recycle(buffers);
                tokens
            })
        };
        (name, Box::new(run))
    }
    fn segments(
        name: &'static str,
        run: impl Fn(Passage<'_>, &mut Segments, &mut Vec<Span>) + Send + Sync + 'static,
    ) -> Function {
        let run = move |text: &str| {
            SEGMENTS.with_borrow_mut(|segments| {
                SPANS.with_borrow_mut(|spans| run(Passage::new(text), segments, spans));
                segments.tokens.len()
            })
        };
        (name, Box::new(run))
    }
    let pipeline: &'static Pipeline<'static> = Box::leak(Box::new(Pipeline::french()));
    let ud =
        Pipeline::builder().header(HeaderMode::None).sentences(Profile::Ud).newlines(Newlines::EveryLine);
    let ud: &'static Pipeline<'static> = Box::leak(Box::new(ud.build()));
    let archives = Pipeline::builder().header(HeaderMode::Archives).without_entities();
    let archives: &'static Pipeline<'static> = Box::leak(Box::new(archives.build()));
    let values = Pipeline::builder().header(HeaderMode::None).without_entities().dates(true).amounts(true);
    let values: &'static Pipeline<'static> = Box::leak(Box::new(values.build()));
    let mut functions = vec![
        annotates("annotate", pipeline),
        annotates("annotate, ud, every line", ud),
        annotates("annotate, archives", archives),
        annotates("dates and amounts", values),
        function("split_many, archives", |text| {
            let profiles = vec![frontmatter::Profile::Nexis, frontmatter::Profile::Factiva];
            let options = frontmatter::Options { profiles, ..frontmatter::Options::default() };
            black_box(
                frontmatter::split_many_with(text, &options).map(|one| one.trailer().len()).sum::<usize>(),
            );
        }),
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
    for (name, profile, newlines) in [
        ("segment", Profile::Default, Newlines::Smart),
        ("segment, paragraphs", Profile::Default, Newlines::Paragraph),
        ("segment, ud", Profile::Ud, Newlines::Smart),
        ("segment, ud, paragraphs", Profile::Ud, Newlines::Paragraph),
    ] {
        let segmenter = Segmenter::french().with_profile(profile).with_newlines(newlines);
        functions.push(segments(name, move |passage, out, _| segmenter.annotate_into(passage, out)));
    }
    let [tokens, sentences] = [Segmenter::french(), Segmenter::french()];
    functions.push(segments("sentences", move |passage, out, spans| {
        sentences.sentences_into(passage, out, spans)
    }));
    functions.push(segments("tokens", move |passage, out, _| tokens.tokens_into(passage, out)));
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

/// CPU time of the best of `runs` runs, and what the last one gave.
fn best<T: Default>(runs: usize, mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut given = T::default();
    let once = || {
        let start = ThreadTime::now();
        given = run();
        start.elapsed()
    };
    let least = std::iter::repeat_with(once).take(runs).min().unwrap_or_default();
    (least, given)
}

/// What something costs, how many bytes it read for that, and how much it wrote: tokens where it finds them, bytes where
/// it writes a text.
#[derive(Clone, Copy)]
struct Cost {
    name: &'static str,
    time: Duration,
    read: usize,
    written: usize,
}

impl Cost {
    /// How many times as much there was to read.
    fn more_read(&self, other: &Cost) -> f64 {
        other.read as f64 / self.read.max(1) as f64
    }

    /// How many times as much there was to do: to read or to write, whichever is more.
    fn more_work(&self, other: &Cost) -> f64 {
        let written = if self.written == 0 { 0.0 } else { other.written as f64 / self.written as f64 };
        self.more_read(other).max(written)
    }
}

/// What one text costs, for each function and each writer whose name `wanted` takes.
fn costs(text: &str, runs: usize, functions: &[Function], wanted: impl Fn(&str) -> bool) -> Vec<Cost> {
    let mut costs = Vec::new();
    for (name, function) in functions {
        if wanted(name) {
            let (time, written) = best(runs, || function(text));
            costs.push(Cost { name, time, read: text.len(), written });
        }
    }
    if !WRITERS.iter().any(|(name, _)| wanted(name)) {
        return costs;
    }
    let pipeline = Pipeline::french();
    let document = pipeline.annotate(text);
    let mut out = String::new();
    for (name, write) in WRITERS {
        let reads = name.contains("read");
        if !reads {
            out.clear();
        }
        if wanted(name) {
            let (time, ()) = best(runs, || write(&document, &mut out));
            let (read, written) = if reads { (out.len(), 0) } else { (text.len(), out.len()) };
            costs.push(Cost { name, time, read, written });
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

/// Growth by 8 of the length may cost [`GROWTH_BY_EIGHT`] times: quadratic work costs 64 times. And no work may cost [`DEAR`] times
/// what as much of it costs in plain news, where the function does more than to end at the first line of it: that tells of quadratic
/// work before it outgrows the rest.
fn loosely() {
    let functions = functions();
    let plain_news = costs(&news(24 << 10), 3, &functions, |_| true);
    let floor = floor(&plain_news);
    let is_dear = |cost: &Cost, plain: &Cost| {
        plain.time > floor
            && cost.time > NOTHING
            && times(plain.time.mul_f64(plain.more_work(cost)), cost.time) > DEAR
    };
    let mut complaints = Vec::new();
    let mut cases = 0;
    for (attack, make) in attacks() {
        // What fails is looked at again with longer texts, since a busy machine can spoil one measurement and not three.
        let mut suspects: Option<Vec<&str>> = None;
        for n in [3 << 10, 8 << 10, 24 << 10] {
            let asked = |name: &str| suspects.as_ref().is_none_or(|names| names.contains(&name));
            let long = costs(&make(8 * n), 1, &functions, |_| true);
            cases += long.len();
            let heavy = long.iter().any(|cost| cost.time > NOTHING && asked(cost.name));
            let short = if heavy { costs(&make(n), 3, &functions, |_| true) } else { Vec::new() };
            let still = short.iter().zip(&long).zip(&plain_news).filter(|((short, long), plain)| {
                let grows = long.time > NOTHING && long.time > short.time * GROWTH_BY_EIGHT;
                asked(long.name) && (grows || is_dear(long, plain))
            });
            suspects = Some(still.map(|((_, long), _)| long.name).collect());
            if suspects.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        for name in suspects.unwrap_or_default() {
            complaints.push(format!("{name} on {attack}"));
        }
    }
    println!("cases: {cases}");
    assert!(complaints.is_empty(), "more than linear:\n{}", complaints.join("\n"));
}

const GROWTH_BY_EIGHT: u32 = 20;
const DEAR: f64 = 8.0;

/// How many times the time for ten times the work, and how many times the time of as much plain news.
const GROWTH: f64 = 13.0;
const RATIO: f64 = 2.0;

/// Each attack at 100 KB, 1 MB and 10 MB (`DEPECHE_BYTES` is another length in the place of the last); two attacks at a
/// time. What fails is measured again, and the best counts.
///
/// What is plain news: sentences of the seeds in an order without a pattern. One paragraph over and over is twice as fast
/// as that, because a processor learns its branches by heart, and no news is.
///
/// What is as much: a text is read, and something is written for it, tokens or the bytes of an output. `« « «` has four
/// times the tokens of news in as many bytes, and a list of demonyms seven times the mentions to write: as much is then
/// as much of that. So the bar says that no byte, no token and no byte of an output costs more than twice what one of
/// plain news does. How many measurements are over when only the bytes of the text count is printed beside it.
fn strictly() {
    let longest = std::env::var("DEPECHE_BYTES").map_or(10_000_000, |bytes| bytes.parse().unwrap());
    let sizes: [usize; 3] = [longest / 100, longest / 10, longest];
    let functions = functions();
    let word = std::env::var("DEPECHE_FUNCTION").unwrap_or_default();
    let chosen = |name: &str| name.contains(&word) || name == "OffsetMap";
    let plain_text = news(sizes[2]);
    let plain_news = costs(&plain_text, 2, &functions, chosen);
    for cost in &plain_news {
        println!("plain news: {} {:.3} s", cost.name, cost.time.as_secs_f64());
    }
    let floor = floor(&plain_news);
    let attacks = attacks();
    let [next, over_by_bytes] = [0, 0].map(AtomicUsize::new);
    let complaints = Mutex::new(Vec::new());
    let try_all = || {
        while let Some((attack, make)) = attacks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let texts = sizes.map(make);
            let all = [3, 1, 1];
            let first = [0, 1, 2].map(|at| costs(&texts[at], all[at], &functions, chosen));
            for (number, plain) in plain_news.iter().enumerate() {
                let [small, middle, mut large] = [0, 1, 2].map(|at| first[at][number]);
                let mut found = more_than_linear([small, middle, large], plain, floor);
                if found.is_some() {
                    let again =
                        [0, 1, 2].map(|at| costs(&texts[at], 5, &functions, |name| name == plain.name)[0]);
                    found = more_than_linear(again, plain, floor);
                    large = again[2];
                }
                let for_as_many_bytes =
                    times(plain.time.mul_f64(plain.more_read(&large)).max(floor), large.time);
                if for_as_many_bytes > RATIO {
                    over_by_bytes.fetch_add(1, Ordering::Relaxed);
                }
                if let Some(complaint) = found {
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
    println!("cases: {}", sizes.len() * attacks.len() * plain_news.len());
    let complaints = complaints.into_inner().unwrap();
    println!("over: {}; by bytes of the text alone: {}", complaints.len(), over_by_bytes.into_inner());
    assert!(complaints.is_empty(), "more than linear:\n{}", complaints.join("\n"));
}

/// A function that is done at the first line of plain news, such as a reader of a format, is measured against two passes over its
/// characters; and so is one that goes over plain news faster than that, such as the cutting of tokens.
fn floor(plain_news: &[Cost]) -> Duration {
    2 * plain_news.iter().find(|cost| cost.name == "OffsetMap").unwrap().time
}

fn times(less: Duration, more: Duration) -> f64 {
    more.as_secs_f64() / less.as_secs_f64()
}

/// What is wrong with these costs of 100 KB, 1 MB and 10 MB, against that of 10 MB of plain news.
fn more_than_linear([small, middle, large]: [Cost; 3], plain: &Cost, floor: Duration) -> Option<String> {
    let growth = |x: Cost, y: Cost| {
        // A short measurement says nothing of growth: the ratio judges it.
        if y.time < floor { 0.0 } else { 10.0 * times(x.time.max(NOTHING), y.time) / x.more_work(&y) }
    };
    let (first, second) = (growth(small, middle), growth(middle, large));
    let ratio = times(plain.time.mul_f64(plain.more_work(&large)).max(floor), large.time);
    (first > GROWTH || second > GROWTH || ratio > RATIO).then(|| {
        format!(
            "×{first:.1}, ×{second:.1} for ten times the text; {ratio:.2} times plain news ({:.3} s)",
            large.time.as_secs_f64()
        )
    })
}
