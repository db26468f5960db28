//! The laws of the crate, over generated documents.

use depeche_frontmatter::date::{Bound, DateExpr, PartialDate, Qualifier};
use depeche_frontmatter::{
    Code, Fields, Form, FrontMatter, Options, Profile, Value, split, split_many, split_with,
};
use depeche_text::{Span, strategies};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

/// Lines that headers are made of, and lines that break them.
const LINES: &[&str] = &[
    "---",
    "---\u{A0}",
    "... ",
    "---yaml",
    "--- toml",
    "---json",
    "---js",
    "----",
    "...",
    "+++",
    ";;;",
    "<!--",
    "-->",
    "{",
    "}",
    "{}",
    "{\"a\": 1,",
    "\"b\": [true, null]}",
    "{\"titre\": \"é\\u00e9\"}",
    "titre: Crue",
    "titre : Crue : le point",
    "titre: Ukraine : le point",
    "titre: [Vidéo] Crue",
    "titre: \"x\" y",
    "titre\u{A0}: Crue",
    "date: 2024-08",
    "date: 31 février 2024",
    "date: 05/08/2024",
    "a: &x [1, 2]",
    "b: *x",
    "c: *nul",
    "liste:",
    "- un",
    "  - deux",
    "  clé: v",
    "\tclé: v",
    "texte: |",
    "  ligne",
    "  ---",
    "# note",
    "a = 1",
    "t = \"\"\"",
    "\"\"\"",
    "[table]",
    "d = 2024-08-15",
    "Date : 15 août 2024",
    "Titre : X",
    "Mots-clés : a, b",
    "  suite",
    " date 2024-08 Titre.",
    "date 2024 10 morts",
    "*date_2024-08 x",
    "source Le Fleuve",
    "**** *date_2024 *x_y",
    "**** gras ****",
    "<date=2024>",
    "<b=c>",
    "<html>",
    "#+TITLE: x",
    "#+DATE: 2024",
    "% Titre",
    "% A; B",
    "2 of 7 DOCUMENTS",
    "Le Fleuve",
    "15 août 2024 jeudi",
    "LONGUEUR: 143 mots",
    "LANGUE: FR",
    "HD Crue",
    "PD 29 décembre 2011",
    "SN Fleuve",
    "LP",
    "TD",
    "AN x1",
    "PARIS, 12 août (AFP) - Texte.",
    "Le fleuve monte.",
    "",
    "",
    " ",
    "\u{FEFF}",
    "\u{0}",
    "x\u{7}y",
];

fn document() -> impl Strategy<Value = String> {
    let lines = vec((select(LINES), select(vec!["\n", "\n", "\n", "\r\n", "\r", ""])), 0..14)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end]).collect::<String>());
    prop_oneof![
        6 => lines.clone(),
        1 => strategies::any_text(),
        2 => (lines, strategies::any_text()).prop_map(|(a, b)| a + &b),
        2 => vec(select(LINES), 1..6).prop_map(|l| format!("---\n{}\n---\nTexte.\n", l.join("\n"))),
    ]
}

fn options() -> Options {
    Options {
        profiles: vec![Profile::Nexis, Profile::Factiva],
        excerpt_separator: Some(".".into()),
        ..Options::default()
    }
}

fn inside(fields: &Fields<'_>, parent: Span, source: &str) {
    for field in fields {
        assert!(field.key.span.get(source).is_some() && parent.covers(field.key.span), "key {:?}", field.key);
        value_inside(&field.value.value, field.value.span, parent, source);
    }
}

fn value_inside(value: &Value<'_>, span: Span, parent: Span, source: &str) {
    assert!(span.get(source).is_some() && parent.covers(span), "value {value:?} at {span} in {parent}");
    match value {
        Value::Seq(items) => items.iter().for_each(|item| value_inside(&item.value, item.span, span, source)),
        Value::Map(fields) => inside(fields, span, source),
        _ => {}
    }
}

/// Lossless, whole, nested: what every document keeps to.
fn check(document: &FrontMatter<'_>, start: usize) {
    let source = document.source();
    let parts = [document.prefix(), document.header(), document.body(), document.trailer()];
    let mut reached = start;
    for part in parts {
        assert_eq!(part.start(), reached, "{parts:?}");
        assert!(part.get(source).is_some());
        reached = part.end();
    }
    assert_eq!(reached, source.len());
    assert!(document.header().covers(document.matter()));
    if document.form() == Form::None {
        assert_eq!(document.body(), Span::new(start, source.len()));
        assert!(document.title().is_none() && document.date().is_none());
    }
    let metadata = document.metadata();
    let aliases = document.form() == Form::Yaml && document.matter_text().contains('*');
    if !aliases {
        // What an alias stands for is where its anchor is.
        inside(metadata.fields(), document.header(), source);
        inside(metadata.trailer(), document.trailer(), source);
    }
    if let Some(title) = document.title() {
        assert!(document.header().covers(title.span));
    }
    if let Some(date) = document.date() {
        assert!(document.header().covers(date.span));
    }
    let mut last = document.header().start();
    for region in document.regions() {
        assert!(region.start() >= last && region.get(source).is_some());
        last = region.end();
    }
    if let Some(line) = document.dateline() {
        assert!(document.body().covers(line.span) && line.span.covers(line.place.span));
        assert_eq!(line.place.span.get(source), Some(line.place.value));
    }
    for seen in document.all_diagnostics() {
        assert!(seen.span.get(source).is_some(), "{seen:?}");
        assert!(seen.position.line >= 1 && seen.position.column >= 1);
        assert!(seen.render(source).contains('^'));
    }
    if let Some(excerpt) = document.excerpt() {
        assert!(document.body_text().starts_with(excerpt));
    }
}

fn pairs<'a>(fields: &Fields<'a>) -> Vec<(String, Value<'a>)> {
    fields.iter().map(|f| (f.key.value.clone().into_owned(), f.value.value.clone())).collect()
}

proptest! {
    #![proptest_config(strategies::config(1500))]

    #[test]
    fn lossless_whole_nested_total(source in document()) {
        check(&split(&source), 0);
        check(&split_with(&source, &options()), 0);
    }

    #[test]
    fn the_short_way_is_the_long_way(source in document(), lines in vec(select(LINES), 0..8)) {
        // Whoever names the forms gets the long way.
        let options = Options { forms: Some(Form::ALL.to_vec()), ..Options::default() };
        for source in [source, format!("---\na: 1\n{}\n---\nTexte.", lines.join("\n"))] {
            let (short, long) = (split(&source), split_with(&source, &options));
            prop_assert_eq!(short.form(), long.form());
            prop_assert_eq!((short.header(), short.matter(), short.body()), (long.header(), long.matter(), long.body()));
            prop_assert_eq!(short.all_diagnostics(), long.all_diagnostics());
        }
    }

    /// The line ends and the normal form of a file change nothing that is read in its header.
    #[test]
    fn what_is_read_does_not_depend_on_line_ends_and_normal_form(source in document()) {
        let source: String = source.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
        let read = |source: &str| {
            let options = options();
            let document = split_with(source, &options);
            let plain = |text: &str| text.replace("\r\n", "\n").nfc().collect::<String>();
            let metadata = document.metadata();
            let fields = [metadata.fields(), metadata.trailer()].map(|part| strip(&pairs(part)));
            let fields = fields.map(|part| {
                part.iter().map(|(key, value)| (plain(key), plain(value))).collect::<Vec<_>>()
            });
            let date = document.date().map(|date| date.value.to_string());
            (document.form(), fields, date, plain(document.body_text()))
        };
        let expected = read(&source);
        prop_assert_eq!(read(&source.replace('\n', "\r\n")), expected.clone(), "CRLF");
        prop_assert_eq!(read(&source.nfd().collect::<String>()), expected, "NFD");
    }

    #[test]
    fn the_documents_of_a_file_are_the_file(source in document()) {
        let mut start = 0;
        for document in split_many(&source) {
            check(&document, start);
            start = document.source().len();
        }
        prop_assert_eq!(start, source.len());
    }

    #[test]
    fn a_fix_mends_what_it_is_about(source in document()) {
        for seen in split(&source).all_diagnostics() {
            if let (Code::UnquotedColon | Code::NoBreakSpaceKey | Code::GluedDate | Code::NonCanonicalDate, Some(fix))
                = (seen.code, &seen.fix)
            {
                let mended = fix.apply(&source);
                let left = split(&mended).all_diagnostics().into_iter().filter(|d| d.code == seen.code).count();
                let before = split(&source).all_diagnostics().into_iter().filter(|d| d.code == seen.code).count();
                prop_assert!(left < before, "{:?} in {:?} to {:?}", seen, source, mended);
            }
        }
    }

    #[test]
    fn an_edit_is_read_back_and_touches_nothing_else(
        source in document(),
        key in select(vec!["titre", "date", "nouveau", "Mots-clés", "a"]),
        text in "[a-zé:#'\" \\-\\[{*&!%@,]{0,12}|[0-9]{1,4}|true|null|~|x: y",
    ) {
        let document = split(&source);
        let before = document.metadata();
        // Of a text without a header the byte order mark is body, and stands before the header afterwards.
        let mark = if document.form() == Form::None { "\u{FEFF}" } else { "" };
        let body = document.body_text().strip_prefix(mark).unwrap_or(document.body_text());
        if let Ok(edit) = document.edit().set(key, text.as_str()) {
            let edited = edit.finish();
            let after = split(&edited);
            prop_assert_eq!(after.body_text(), body);
            let metadata = after.metadata();
            let field = metadata.get(key).unwrap();
            prop_assert_eq!(field.value.value.as_str(), Some(text.as_str()));
            // Everything before the place of the change is as it was.
            let place = before.get(key).map_or(document.matter().start(), |f| f.value.span.start());
            if document.form() != Form::None {
                prop_assert_eq!(&edited.as_bytes()[..place], &source.as_bytes()[..place]);
            }
        }
        if let Ok(edit) = document.edit().insert(key, text.as_str())
            && let Ok(edit) = if before.fields().get_raw(key).is_none() { edit.remove(key) } else { Ok(edit) }
            && before.fields().get_raw(key).is_none()
            && document.form() != Form::None
        {
            // What was put in and taken out leaves the fields as they were.
            let edited = edit.finish();
            prop_assert_eq!(split(&edited).body_text(), document.body_text());
            prop_assert_eq!(split(&edited).metadata().fields().len(), before.fields().len());
        }
    }

    #[test]
    fn flat_yaml_is_read_as_the_whole_language_reads_it(
        fields in vec(("[a-zé][a-z0-9_-]{0,6}", "[a-zé0-9 .,'()«»/?!:+-]{0,20}|\\[a, \"b c\", 3\\]|'x y'|\"z\" # n|[0-9.]{1,6}|~|true"), 1..6),
    ) {
        let matter: String = fields.iter().map(|(k, v)| format!("{k}: {v}\n")).collect();
        let flat = format!("---\n{matter}---\n");
        // An anchor is no business of the reader of flat headers.
        let whole = format!("---\nancre: &a 0\n{matter}---\n");
        let (flat, whole) = (split(&flat), split(&whole));
        prop_assume!(flat.form() == Form::Yaml && whole.form() == Form::Yaml);
        let (flat, whole) = (flat.metadata(), whole.metadata());
        let errors = |m: &depeche_frontmatter::Metadata<'_>| m.diagnostics().iter().any(|d| d.code == Code::YamlSyntax);
        if !errors(&flat) && !errors(&whole) && cfg!(feature = "yaml") {
            let a: Vec<_> = pairs(flat.fields());
            let b: Vec<_> = pairs(whole.fields());
            prop_assert_eq!(format!("{:?}", strip(&a)), format!("{:?}", strip(&b[1..])), "{}", matter);
        }
    }

    #[test]
    fn entries_are_read_one_by_one_as_all_at_once(
        lines in vec(select(vec![
            "titre: Crue", "texte: |", "  ligne", "  ---", "", "# note", "plié: >-", "  a", "  b", "lieu:", "  ville: N",
            "  cp: 44000", "liste:", "- un", "- deux: 2", "  trois: 3", "[x, y]: z", "\"q\": 'x'", "vide:", "a: {b: [1, 2]}",
            "c: \"d", "  e\"", "f: g", "  h", "? i", ": j", "k: l # m", "n: 'o' p",
        ]), 1..9),
    ) {
        let matter = lines.join("\n");
        let apart = format!("---\ndébut: 0\n{matter}\nfin: 1\n---\n");
        let together = format!("---\ndébut: 0\n{matter}\nfin: &a 1\n---\n");
        let (apart, together) = (split(&apart), split(&together));
        let (apart, together) = (apart.metadata(), together.metadata());
        let codes = |m: &depeche_frontmatter::Metadata<'_>| m.diagnostics().iter().map(|d| d.code).collect::<Vec<_>>();
        if cfg!(feature = "yaml") && !codes(&together).contains(&Code::YamlSyntax) {
            prop_assert_eq!(codes(&apart), codes(&together), "{}", matter);
            prop_assert_eq!(strip(&pairs(apart.fields())), strip(&pairs(together.fields())), "{}", matter);
        }
    }

    #[test]
    fn a_date_is_read_as_it_is_written(date in date_expr()) {
        let text = date.to_string();
        prop_assert_eq!(text.parse::<DateExpr>(), Ok(date), "{}", text);
        prop_assert_eq!(DateExpr::parse(&text).map(|p| p.value), Ok(date));
        let bare = format!("date {text} Titre\n\nTexte.\n");
        prop_assert_eq!(split(&bare).date().map(|d| d.value), Some(date), "{}", bare);
    }

    #[test]
    fn ranges_agree_with_one_another(a in date_expr(), b in date_expr()) {
        prop_assert!(a.contains(&a) && a.overlaps(&a) && !a.before(&a));
        if a.contains(&b) {
            prop_assert!(a.overlaps(&b));
        }
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        prop_assert!(!(a.before(&b) && a.overlaps(&b)), "{} {}", a, b);
        prop_assert_eq!(a == b, a.sort_key() == b.sort_key() && a.to_string() == b.to_string());
    }

    #[test]
    fn dates_in_running_text_lie_where_they_are_said_to(text in strategies::any_text()) {
        for (at, _) in text.char_indices() {
            if let Some((span, _)) = depeche_frontmatter::date::at(&text, at) {
                prop_assert_eq!(span.start(), at);
                prop_assert!(span.get(&text).is_some_and(|t| t.chars().any(char::is_alphanumeric)));
            }
        }
        let _ = DateExpr::parse(&text);
    }
}

fn strip(pairs: &[(String, Value<'_>)]) -> Vec<(String, String)> {
    fn plain(value: &Value<'_>) -> String {
        match value {
            Value::Seq(items) => items.iter().map(|i| plain(&i.value)).collect::<Vec<_>>().join("|"),
            Value::Map(fields) => {
                fields.iter().map(|f| format!("{}={}", f.key.value, plain(&f.value.value))).collect()
            }
            Value::Str(text) => format!("Str({text})"),
            other => format!("{other:?}"),
        }
    }
    pairs.iter().map(|(k, v)| (k.clone(), plain(v))).collect()
}

fn partial_date() -> impl Strategy<Value = PartialDate> {
    let qualifier = select(vec![
        Qualifier::Certain,
        Qualifier::Certain,
        Qualifier::Uncertain,
        Qualifier::Approximate,
        Qualifier::UncertainApproximate,
    ]);
    let years = prop_oneof![5 => 0i32..=9999, 1 => -9999i32..0, 1 => 10_000i32..400_000];
    (years, 0u8..8, 1u8..=12, 1u8..=31, (0u8..24, 0u8..60, 0u8..60), -720i16..=840, qualifier)
        .prop_filter_map("no such day", |(year, kind, month, day, (h, m, s), offset, qualifier)| {
            let date = match kind {
                0 => PartialDate::year(year),
                1 => PartialDate::month(year, month)?,
                2 => PartialDate::season(year, 20 + month.min(4))?,
                3 => PartialDate::decade(year / 10 * 10)?,
                4 => PartialDate::century(year / 100 * 100)?,
                5 => PartialDate::day(year, month, day)?.with_time(h, m, None)?,
                6 => PartialDate::day(year, month, day)?.with_time(h, m, Some(s))?.with_offset(offset)?,
                _ => PartialDate::day(year, month, day)?,
            };
            Some(date.with_qualifier(qualifier))
        })
}

fn date_expr() -> impl Strategy<Value = DateExpr> {
    let bound = || prop_oneof![4 => partial_date().prop_map(Bound::Date), 1 => Just(Bound::Open), 1 => Just(Bound::Unknown)];
    prop_oneof![
        3 => partial_date().prop_map(DateExpr::Point),
        1 => (bound(), bound()).prop_filter_map("no interval", |(start, end)| {
            (start.date().is_some() || end.date().is_some()).then(|| DateExpr::interval(start, end).ok()).flatten()
        }),
    ]
}
