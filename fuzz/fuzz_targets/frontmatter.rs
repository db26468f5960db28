//! The parts of a document are the document; every place lies inside its parent; an edit is read back.
#![no_main]
use depeche_frontmatter::{FrontMatter, Options, Profile, split, split_many, split_with};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    check(&split(text), 0);
    let options =
        Options { profiles: vec![Profile::Nexis, Profile::Factiva], long_fences: true, ..Options::default() };
    check(&split_with(text, &options), 0);
    let mut start = 0;
    for document in split_many(text) {
        check(&document, start);
        start = document.source().len();
    }
    assert_eq!(start, text.len());
    if let Ok(edit) = split(text).edit().set("titre", "L'été : « oui »") {
        let edited = edit.finish();
        let after = split(&edited);
        // Of a text without a header the byte order mark is body, and stands before the header afterwards.
        let before = split(text);
        let mark = if before.form() == depeche_frontmatter::Form::None { "\u{FEFF}" } else { "" };
        let body = before.body_text();
        assert_eq!(after.body_text(), body.strip_prefix(mark).unwrap_or(body));
        assert_eq!(
            after.metadata().get("titre").and_then(|f| f.value.value.as_str()),
            Some("L'été : « oui »")
        );
    }
    let header = depeche_frontmatter::read_header(text.as_bytes(), &Options::default()).expect("valid UTF-8");
    assert!(text.starts_with(header.text()));
});

fn check(document: &FrontMatter<'_>, start: usize) {
    let source = document.source();
    let mut reached = start;
    for part in [document.prefix(), document.header(), document.body(), document.trailer()] {
        assert_eq!(part.start(), reached);
        assert!(part.get(source).is_some());
        reached = part.end();
    }
    assert_eq!(reached, source.len());
    assert!(document.header().covers(document.matter()));
    let metadata = document.metadata();
    for field in metadata.fields() {
        assert!(document.header().covers(field.key.span) && document.header().covers(field.value.span));
        assert!(field.key.span.get(source).is_some() && field.value.span.get(source).is_some());
    }
    for place in [document.title().map(|t| t.span), document.date().map(|d| d.span)].into_iter().flatten() {
        assert!(document.header().covers(place) && place.get(source).is_some());
    }
    for seen in document.all_diagnostics() {
        assert!(seen.render(source).contains('^'));
    }
    let _ = document.dateline();
}
