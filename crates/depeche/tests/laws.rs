//! The laws of the house over generated text: French-looking, hostile and arbitrary, with and without a header.
//!
//! *Linear* is in `linear.rs`; *exact* is held against naive references in the crates of the stages, and here for the
//! paths that only the facade has.

use depeche::segment::{Newlines, Profile};
use depeche::text::{Passage, Span};
use depeche::{Buffers, Document, HeaderMode, Pipeline, formats};
use depeche_text::strategies::{self, config};
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A pipeline for every way to cut, first with headers, then without.
static PIPELINES: LazyLock<Vec<Pipeline<'static>>> = LazyLock::new(|| {
    let mut pipelines = Vec::new();
    for header in [HeaderMode::Auto, HeaderMode::Archives, HeaderMode::None] {
        for profile in [Profile::Default, Profile::Ud] {
            for newlines in [Newlines::Smart, Newlines::Paragraph, Newlines::EveryLine] {
                let builder = Pipeline::builder().header(header).sentences(profile).newlines(newlines);
                pipelines.push(builder.build());
            }
        }
    }
    pipelines
});

fn pipelines() -> impl Strategy<Value = &'static Pipeline<'static>> {
    (0..PIPELINES.len()).prop_map(|at| &PIPELINES[at])
}

/// The pipelines that take the whole text for body.
fn headless() -> impl Strategy<Value = &'static Pipeline<'static>> {
    (PIPELINES.len() / 3 * 2..PIPELINES.len()).prop_map(|at| &PIPELINES[at])
}

/// Beginnings of documents, whole and broken.
const HEADERS: &[&str] = &[
    "HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\n",
    "1 of 2 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nCrue\n\nLONGUEUR: 9 mots\n\n",
    "FRA-CRUE\nDate : 2024\nTitre : Crue\nTexte :\n",
    " date 2024-08 ",
    "date 15 août 2024 ",
    "*date_2024-08 ",
    "**** *date_2024-08 *source_X\n",
    "---\ntitre: Crue : le point\ndate: 2024-08\n---\n",
    "---\ntitre: [",
    "---\n- ",
    "+++\ntitre = \"Crue\"\n+++\n",
    "+++\nt = \"\"\"\n",
    "{\"titre\": \"Crue\"}\n",
    "{\"titre\": \"",
    ";;;\n{\"a\": 1}\n;;;\n",
    "Date\u{A0}: 2024-08\nTitre\u{A0}: Crue\n\n",
    "Date : 2024-08-15 Journal : X Titre : Y\n\n",
    "<date=2024-08-15>\r",
    "#+TITLE: Crue\n#+DATE: 2024-08\n\n",
    "% Crue\n% Anne\n% 2024\n\n",
    "<!--\ntitre: Crue\n-->\n",
    "\u{FEFF}",
    "De : a@b.fr\nObjet : Crue\n\n",
];

fn documents() -> impl Strategy<Value = String> {
    let headed = (proptest::sample::select(HEADERS), strategies::any_text(), strategies::any_text());
    prop_oneof![
        2 => strategies::any_text(),
        1 => headed.prop_map(|(header, one, two)| format!("{header}{one}\n\n{two}")),
    ]
}

/// What a document says, with its spans moved by `shift` bytes.
type Said = (Vec<Span>, Vec<Span>, Vec<(Span, String, Option<String>)>);

fn said(document: &Document<'_>, shift: usize) -> Said {
    (
        document.tokens().map(|token| token.span().shift(shift)).collect(),
        document.sentences().map(|sentence| sentence.span().shift(shift)).collect(),
        document
            .mentions()
            .map(|m| (m.span().shift(shift), m.kind().to_string(), m.id().map(str::to_owned)))
            .collect(),
    )
}

/// What a document says in texts rather than places: for texts that are the same to a reader and not in bytes.
fn read(document: &Document<'_>, seen: impl Fn(&str) -> String) -> Vec<(char, String)> {
    let tokens = document.tokens().map(|token| ('t', seen(token.text())));
    let sentences = document.sentences().map(|sentence| ('s', seen(sentence.text())));
    let mentions =
        document.mentions().map(|m| ('m', format!("{} {} {:?}", seen(m.text()), m.kind(), m.id())));
    tokens.chain(sentences).chain(mentions).collect()
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn lossless(text in documents(), pipeline in pipelines()) {
        let document = pipeline.annotate(&text);
        prop_assert_eq!(document.validate(), Ok(()));
        let front = document.header();
        let parts = [front.prefix(), front.header(), front.body()].map(|span| span.of(&text));
        prop_assert_eq!(parts.concat() + front.trailer().of(&text), text.as_str());
    }

    #[test]
    fn total(text in documents(), pipeline in pipelines()) {
        let document = pipeline.annotate(&text);
        let mut out = String::new();
        formats::conllu::write(&document, "n", &mut out);
        formats::iob::write(&document, "n", formats::iob::Scheme::Iob2, &mut out);
        formats::brat::write(&document, &mut out);
        formats::spacy::write(&document, &mut out);
        formats::doccano::write(&document, &mut out);
        formats::label_studio::write(&document, "n", &mut out);
        formats::web_annotation::write(&document, "n", &mut out);
        _ = document.entities();
        for diagnostic in document.header().all_diagnostics() {
            out.push_str(&diagnostic.render(&text));
        }
    }

    #[test]
    fn readers_are_total(text in strategies::any_text(), ann in strategies::any_text()) {
        _ = formats::conllu::read(&text);
        _ = formats::iob::read(&text);
        _ = formats::brat::read(&text, &ann);
    }

    #[test]
    fn whole(text in documents(), pipeline in pipelines()) {
        let document = pipeline.annotate(&text);
        let tokens = document.tokens().map(|token| token.span());
        let sentences = document.sentences().map(|sentence| sentence.span());
        let mentions = document.mentions().flat_map(|mention| [mention.span(), mention.outer()]);
        for span in tokens.chain(sentences).chain(mentions) {
            for edge in [span.start(), span.end()] {
                prop_assert!(text.is_char_boundary(edge));
                let (before, after) = text.split_at(edge);
                let marked = after.chars().next().is_some_and(is_combining_mark);
                let base = before.chars().next_back().is_some_and(char::is_alphanumeric);
                prop_assert!(!(marked && base), "{span} cuts a letter from its mark in {text:?}");
            }
        }
    }

    #[test]
    fn placed_after_white_space(text in strategies::any_text(), pipeline in headless()) {
        let alone = pipeline.annotate(&text);
        let moved = format!("\n \n{text}");
        prop_assert_eq!(said(&alone, 3), said(&pipeline.annotate(&moved), 0));
    }

    #[test]
    fn placed_below_a_header(text in strategies::french_text(), at in 0..6usize) {
        let (with, without) = (&PIPELINES[at], &PIPELINES[at + PIPELINES.len() / 3 * 2]);
        let header = "---\nrubrique: x\n---\n";
        let whole = format!("{header}{text}");
        let document = with.annotate(&whole);
        let body = document.body();
        let rest = body.of(&whole);
        prop_assert_eq!(said(&without.annotate(rest), body.start()), said(&document, 0));
    }

    #[test]
    fn normal_form_blind(text in strategies::any_text(), pipeline in headless()) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        let seen = |text: &str| text.nfc().collect::<String>();
        let (a, b) = (pipeline.annotate(&composed), pipeline.annotate(&decomposed));
        prop_assert_eq!(read(&a, seen), read(&b, seen));
    }

    #[test]
    fn typography_blind(text in strategies::french_text(), picks in prop::collection::vec(0usize..4, 64), pipeline in headless()) {
        let plain = |text: &str| -> String {
            let plain = |c| match c { '’' | 'ʼ' => '\'', '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ', c => c };
            text.chars().map(plain).collect()
        };
        let mut picks = picks.into_iter().cycle();
        let typeset: String = plain(&text).chars().map(|c| match (c, picks.next().unwrap_or(0)) {
            ('\'', 1) => '’',
            ('\'', 2) => 'ʼ',
            (' ', 1) => '\u{A0}',
            (' ', 2) => '\u{202F}',
            (' ', 3) => '\u{2009}',
            (c, _) => c,
        }).collect();
        let plainly = plain(&text);
        let (a, b) = (pipeline.annotate(&plainly), pipeline.annotate(&typeset));
        prop_assert_eq!(read(&a, plain), read(&b, plain));
    }

    #[test]
    fn exact_in_used_buffers(texts in prop::collection::vec(documents(), 1..4), pipeline in pipelines()) {
        let mut buffers = Buffers::new();
        for text in &texts {
            let alone = pipeline.annotate_into(text, &mut Buffers::new()).to_record();
            let document = pipeline.annotate_into(text, &mut buffers);
            prop_assert_eq!(&document.to_record(), &alone);
            document.recycle(&mut buffers);
            // In a room of the pipeline's own, that the texts before were in.
            prop_assert_eq!(pipeline.annotate(text).to_record(), alone);
        }
    }

    #[test]
    fn exact_sentences_alone(text in strategies::any_text(), at in 0..6usize) {
        let profile = [Profile::Default, Profile::Ud][at / 3];
        let newlines = [Newlines::Smart, Newlines::Paragraph, Newlines::EveryLine][at % 3];
        let segmenter = depeche::segment::Segmenter::french().with_profile(profile).with_newlines(newlines);
        let alone: Vec<Span> = segmenter.sentences(Passage::new(&text));
        let full = segmenter.annotate(Passage::new(&text));
        prop_assert_eq!(alone, full.sentences.iter().map(|sentence| sentence.span).collect::<Vec<_>>());
    }

    #[test]
    fn round_trip_of_records(text in documents(), pipeline in pipelines()) {
        let record = pipeline.annotate(&text).to_record();
        prop_assert_eq!(record.document().to_record(), record);
    }

    #[test]
    fn round_trip_of_brat(text in strategies::any_text(), pipeline in headless()) {
        let document = pipeline.annotate(&text);
        let mut out = String::new();
        formats::brat::write(&document, &mut out);
        let again = formats::brat::read(&text, &out).unwrap();
        let places = |document: &Document<'_>| -> Vec<(Span, String, Option<String>)> {
            document.mentions().map(|m| (m.span(), m.kind().main().to_string(), m.id().map(str::to_owned))).collect()
        };
        prop_assert_eq!(places(&document), places(&again.document()));
    }

    #[test]
    fn round_trip_of_conllu(text in strategies::any_text(), pipeline in headless()) {
        let document = pipeline.annotate(&text);
        let mut out = String::new();
        formats::conllu::write(&document, "n", &mut out);
        let again = formats::conllu::read(&out).unwrap();
        prop_assert_eq!(again.len(), usize::from(document.sentences().len() > 0));
        prop_assume!(!again.is_empty());
        let again = again[0].1.document();
        prop_assert_eq!(again.validate(), Ok(()));
        // White space is not kept by the format: inside a token (`120 000`) it is one plain space; a control character
        // cannot be written, and forms are in NFC.
        let white = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let plain = |text: &str| -> String {
            let text = text.split(white).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            text.nfc().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
        };
        prop_assert_eq!(read(&document, plain), read(&again, plain));
    }

    #[test]
    fn deterministic(text in documents(), pipeline in pipelines()) {
        let once = format!("{:?}", pipeline.annotate(&text).to_record());
        let twice = std::thread::scope(|scope| {
            let threads = [0; 2].map(|_| scope.spawn(|| format!("{:?}", pipeline.annotate(&text).to_record())));
            threads.map(|thread| thread.join().unwrap())
        });
        prop_assert!(twice.iter().all(|again| *again == once));
    }
}

/// What an export of an archive has after its text is no text, and the record reads its header again.
#[test]
fn an_export_of_an_archive_goes_round() {
    let nexis = "1 of 1 DOCUMENTS\n\nLe Fleuve\n\n15 août 2024\n\nCrue à Nantes\n\nLONGUEUR: 9 mots\n\nIl pleut.\n\n\
                 LANGUE: FRENCH\n\nCopyright 2024 Le Fleuve\n";
    let factiva = "HD Crue à Nantes\nPD 15 août 2024\nSN Le Fleuve\nLP\nIl pleut.\n\nAN Document F1\n";
    let archives = Pipeline::builder().header(HeaderMode::Archives).build();
    for export in [nexis, factiva] {
        let document = archives.annotate(export);
        document.validate().unwrap();
        let sentences: Vec<_> = document.sentences().map(|sentence| sentence.text()).collect();
        assert_eq!(sentences, ["Crue à Nantes", "Il pleut."]);
        let record = document.to_record();
        let again = record.document();
        again.validate().unwrap();
        assert_eq!(again.header().form(), document.header().form());
        assert_eq!(again.body(), document.body());
        assert_eq!(again.to_record(), record);
        // Where no export is expected, its marks are ordinary words.
        assert_eq!(Pipeline::french().annotate(export).body().start(), 0);
    }
    // Another header is found as ever.
    let bare = " date 2024-08 Crue\n\nIl pleut.";
    assert_eq!(archives.annotate(bare).to_record(), Pipeline::french().annotate(bare).to_record());
}
