//! Bad input is cheap, is said, and never costs the body; and good input costs no allocation.
//!
//! One test, because it counts the memory of the whole program.

use cpu_time::ThreadTime;
use depeche_frontmatter::{Code, Form, Options, Profile, split, split_many_with, split_with};
use std::fmt::Write;
use std::time::Duration;
use testkit::{Counting, measure};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The least time of some runs, and the most memory of one.
fn cost(source: &str, options: &Options) -> (Duration, usize, Vec<Code>, Form) {
    let mut least = Duration::MAX;
    let mut most = 0;
    let mut codes = Vec::new();
    let mut form = Form::None;
    for _ in 0..5 {
        let ((document, time, title, date), cost) = measure(|| {
            let start = ThreadTime::now();
            let document = split_with(source, options);
            let metadata = document.metadata();
            let (title, date) = (metadata.title(), metadata.date());
            (document, start.elapsed(), title, date)
        });
        least = least.min(time);
        most = most.max(cost.bytes);
        let seen = document.all_diagnostics();
        let (title, date) = (document.title().or(title), document.date().or(date));
        assert!(
            title.is_none_or(|t| t.span.end() <= source.len())
                && date.is_none_or(|d| d.span.end() <= source.len())
        );
        codes = seen.iter().map(|d| d.code).collect();
        form = document.form();
        assert_eq!(document.header().end(), document.body().start());
        assert_eq!(document.trailer().end(), source.len());
        assert_eq!(document.trailer().start(), document.body().end());
    }
    (least, most, codes, form)
}

#[test]
fn hostile_headers_are_bounded_and_good_ones_free() {
    let fenced = |matter: &str| format!("---\n{matter}\n---\nLe corps.\n");
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..10 {
        let aliases = vec![format!("*a{}", n - 1); 9].join(", ");
        let _ = writeln!(bomb, "a{n}: &a{n} [{aliases}]");
    }
    let mut levels = String::new();
    for n in 0..340 {
        let _ = writeln!(levels, "{}k:", " ".repeat(n));
    }
    let keys = |sign: &str| (0..4000).map(|n| format!("k{n}{sign} v\n")).collect::<String>();
    let huge = "Une ligne du corps, ni plus ni moins.\n".repeat(30_000_000 / 39);
    let yaml = cfg!(feature = "yaml");
    let toml = cfg!(feature = "toml");
    let cases: Vec<(&str, String, Option<Code>)> = vec![
        ("alias bomb", fenced(&bomb), yaml.then_some(Code::AliasBudget)),
        ("alias of itself", fenced("a: &a [*a]"), yaml.then_some(Code::AliasBudget)),
        ("50 000 brackets", fenced(&format!("a: {}", "[".repeat(50_000))), yaml.then_some(Code::TooDeep)),
        (
            "3 000 flow levels",
            fenced(&format!("a: {}{}", "[".repeat(3000), "]".repeat(3000))),
            yaml.then_some(Code::TooDeep),
        ),
        ("340 block levels", fenced(&levels), yaml.then_some(Code::TooDeep)),
        (
            "3 000 levels in a line",
            fenced(&format!("a:\n{}x", "- ".repeat(3000))),
            yaml.then_some(Code::TooDeep),
        ),
        ("JSON brackets", format!("{{\"a\": {}}}\nT", "[".repeat(50_000)), Some(Code::TooDeep)),
        ("JSON braces", format!("{}{}\nT", "{\"a\":".repeat(9000), "}".repeat(9000)), Some(Code::TooDeep)),
        ("TOML brackets", format!("+++\na = {}\n+++\nT", "[".repeat(50_000)), toml.then_some(Code::TooDeep)),
        ("TOML quotes", format!("+++\na = 1\n{}+++\nT", "+++ \"\"\"\n".repeat(6000)), None),
        ("header too large", fenced(&"k: v\n".repeat(20_000)), Some(Code::TooLarge)),
        ("never closed, huge body", format!("---\ntitre: x\n\n{huge}"), Some(Code::TooLarge)),
        ("never closed JSON", format!("{{\"a\": 1,\n{huge}"), Some(Code::TooLarge)),
        ("never closed", "---\ntitre: x\n\nTexte.\n".to_owned(), Some(Code::Unclosed)),
        ("thematic break, huge body", format!("---\n\n{huge}"), Some(Code::ThematicBreak)),
        ("control character", fenced("a: x\0y"), Some(Code::ControlCharacter)),
        ("program", "---js\nprocess.exit()\n---\nT".to_owned(), Some(Code::Executable)),
        ("one key 4 000 times", fenced(&"k: v\n".repeat(4000)), Some(Code::DuplicateKey)),
        ("4 000 keys", fenced(&keys(":")), None),
        ("4 000 colons", fenced(&"k: a : b\n".repeat(4000)), Some(Code::UnquotedColon)),
        ("broken YAML lines", fenced(&"k: [a] b\n".repeat(4000)), yaml.then_some(Code::YamlSyntax)),
        (
            "nested colons",
            fenced(&format!("m:\n{}", "  k: a : b\n".repeat(4000))),
            yaml.then_some(Code::YamlSyntax),
        ),
        ("key-value lines", format!("Date: 2024\n{}\nT", keys(" :")), None),
        ("key-value continuations", format!("Date: 2024\nTitre: x\n{}\nT", "  suite\n".repeat(8000)), None),
        ("stars", format!("**** {}\nT", "*a_b ".repeat(12_000)), Some(Code::DuplicateKey)),
        ("one key and spaces", format!("date {}", " ".repeat(1_000_000)), None),
        ("one letter", "a".repeat(10_000_000), None),
        ("one dash", "-".repeat(10_000_000), None),
        ("one brace", "{".repeat(10_000_000), None),
        ("one blank", " ".repeat(10_000_000), None),
        ("line ends", "\n".repeat(10_000_000), None),
        ("date in endless words", format!("date 15 août {}", "cent ".repeat(12_000)), None),
        ("date of endless days", format!("date {}", "1, 2 et ".repeat(8_000)), None),
        (
            "date and endless words around",
            format!("Date : {}15 août 2024\nTitre : x\n\nT", "dans la ".repeat(5_000)),
            None,
        ),
        (
            "fields on one line",
            format!("date: 2024-08 {}", "titre: x | ".repeat(5_000)),
            Some(Code::DuplicateKey),
        ),
        (
            "short fields on one line",
            format!("date: 2024-08 {}", "page:x ".repeat(9_000)),
            Some(Code::DuplicateKey),
        ),
        (
            "dates on one line",
            format!("date: 2024-08 {}", "page:x date:2024-08 ".repeat(3_000)),
            Some(Code::DuplicateKey),
        ),
        ("dashes of no fence", format!("---\na: 1\n{}", "-- .. ".repeat(10_000)), Some(Code::Unclosed)),
        (
            "fences with a tail",
            format!("---\na: 1\n{}", "--- x\n... x\n".repeat(5_000)),
            Some(Code::Unclosed),
        ),
        ("comment that never closes", format!("<!--\ndate: 2024\n{}", "k: v\n".repeat(2_000_000)), None),
        ("angles on one line", format!("{}\nT", "<date=2024>".repeat(5_000)), Some(Code::DuplicateKey)),
        ("date and one line", format!("date 2024-08 {}", "mot ".repeat(1_000_000)), None),
        ("comments", fenced(&"#\n".repeat(30_000)), None),
        ("quotes", fenced(&format!("a: {}", "'\"".repeat(30_000))), yaml.then_some(Code::YamlSyntax)),
        ("question marks", fenced(&"? ".repeat(30_000)), yaml.then_some(Code::TooDeep)),
        ("bangs", fenced(&format!("a: {}", "!".repeat(60_000))), yaml.then_some(Code::YamlSyntax)),
        ("ampersands", fenced(&"a: &x &y &z\n".repeat(4000)), yaml.then_some(Code::YamlSyntax)),
        ("angles", format!("{}T", "<date=2024>\n".repeat(5000)), Some(Code::DuplicateKey)),
        ("percents", format!("% {}\n\nT", "a;".repeat(30_000)), None),
    ];
    let usual = Options::default();
    let archives = Options { profiles: vec![Profile::Nexis, Profile::Factiva], ..Options::default() };
    let counter = "1 of 9 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\n";
    let exports: Vec<(&str, String, Option<Code>)> = vec![
        ("Factiva codes without text", "HD x\n".repeat(1_000_000), None),
        ("Factiva codes after it", format!("HD x\nPD 2024\nSN y\nLP\nT\n{}", "CO x\n".repeat(12_000)), None),
        ("Nexis names", format!("{counter}{}", "LONGUEUR: 1\n".repeat(1_000_000)), None),
        (
            "Nexis names at the end",
            format!("{counter}LONGUEUR: 1\n\nT\n\n{}", "LANGUE: x\n".repeat(6_000)),
            None,
        ),
        ("Nexis blank lines", format!("{counter}{}", "\n".repeat(3_000_000)), None),
    ];
    let cases =
        cases.into_iter().map(|case| (case, &usual)).chain(exports.into_iter().map(|case| (case, &archives)));
    let factor = if cfg!(debug_assertions) { 10 } else { 1 };
    let mut missed = Vec::new();
    for ((name, source, expected), options) in cases {
        let (time, memory, codes, form) = cost(&source, options);
        println!("{name:>26}: {time:>10.1?} {memory:>9} bytes  {form} {:?}", codes.first());
        // Blank lines and spaces are looked at once, however many there are; so is an export, for its next document.
        let scanned =
            Duration::from_micros(if source.starts_with([' ', '\n']) || source.starts_with(counter) {
                source.len() as u64 / 400
            } else {
                0
            });
        if time >= Duration::from_millis(5) * factor + scanned * factor {
            missed.push(format!("{name}: {time:?}"));
        }
        let said: usize = codes.len() * 400;
        if memory >= 2_000_000 + said {
            missed.push(format!("{name}: {memory} bytes"));
        }
        if expected.is_some_and(|expected| !codes.contains(&expected)) {
            missed.push(format!("{name}: {expected:?} not in {:?}", &codes[..codes.len().min(5)]));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");

    // An export of many documents is read in a time that grows as it does.
    let export = |documents: usize| {
        format!("{counter}LONGUEUR: 9 mots\n\n{}\n\nLANGUE: FR\n\n", "Le fleuve monte.\n".repeat(40))
            .repeat(documents)
    };
    let time = |documents: usize| {
        let source = export(documents);
        let runs = (0..3).map(|_| {
            let start = ThreadTime::now();
            assert_eq!(
                split_many_with(&source, &archives).filter(|one| !one.trailer().is_empty()).count(),
                documents
            );
            start.elapsed()
        });
        runs.min().unwrap_or_default()
    };
    let (few, many) = (time(200), time(1600));
    assert!(many < few * 16, "eight times the documents: {few:?}, {many:?}");

    // Nothing is allocated when nothing is odd.
    for source in [
        " date 2024-08 Le fleuve monte à Nantes.\n\nLe corps.\n",
        "---\ntitre: Crue\ndate: 2024-08\n---\nLe corps.\n",
        "+++\ntitre = \"Crue\"\n+++\nLe corps.\n",
        "{\"titre\": \"Crue\"}\nLe corps.\n",
        "Titre : Crue\nDate : 15 août 2024\n\nLe corps.\n",
        "**** *date_2024-08 *source_X\nLe corps.\n",
        "Le fleuve monte.\n\nSans en-tête.\n",
    ] {
        let ((body, form), cost) = measure(|| {
            let document = split(source);
            (document.body(), document.form())
        });
        assert_eq!(cost.calls, 0, "{source:?}");
        assert!(body.end() == source.len() && (form == Form::None) == source.starts_with("Le"));
    }
}
