//! Layers: what lies above adds, overrides and hides; nothing is built again.

use depeche_gazetteer::*;
use depeche_text::Span;

fn file(table: &str, hide: impl FnOnce(&mut GazetteerBuilder)) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    builder.read_tsv(&table.replace("    ", "\t"), None).unwrap();
    hide(&mut builder);
    builder.compile().unwrap()
}

/// The surfaces that are found, each with its senses.
fn found(layers: &Layers<'_>, source: &str, kind: MatchKind) -> Vec<(String, Vec<(usize, String)>)> {
    let mut tokens = Vec::new();
    for word in source.split_ascii_whitespace() {
        let start = word.as_ptr() as usize - source.as_ptr() as usize;
        tokens.push(Span::new(start, start + word.len()));
    }
    let mut mentions = Vec::new();
    let options = MatchOptions { kind, across_sentences: false };
    layers.mentions_into(source, &tokens, &[], &options, &mut mentions);
    let onset = |token: &Span| layers.onset(source, *token, &mut String::new());
    let onsets: Vec<(usize, Onset)> = tokens.iter().map(onset).enumerate().collect();
    let (mut from, mut room) = (Vec::new(), SearchRoom::default());
    layers.mentions_from(source, &tokens, &[], &options, onsets.iter().copied(), &mut room, &mut from);
    assert_eq!(from, mentions, "from the onsets of {source:?}");
    from.clear();
    let may_begin = |(at, onset): &(usize, Onset)| onset.may_begin(&source.as_bytes()[tokens[*at].end()..]);
    layers.mentions_from(
        source,
        &tokens,
        &[],
        &options,
        onsets.into_iter().filter(may_begin),
        &mut room,
        &mut from,
    );
    assert_eq!(from, mentions, "from the onsets of {source:?}");
    mentions
        .iter()
        .map(|mention| {
            let senses =
                layers.senses(mention).map(|(layer, sense)| (layer, sense.id().unwrap().into_owned()));
            (mention.span().of(source).to_owned(), senses.collect())
        })
        .collect()
}

fn senses(expected: &[(usize, &str)]) -> Vec<(usize, String)> {
    expected.iter().map(|&(layer, id)| (layer, id.to_owned())).collect()
}

#[test]
fn add_override_hide() {
    let base = file(
        "x:1    LOC    Orange        50\nx:2    LOC    Tours\nx:3    LOC    Nice\nx:4    LOC    Paris\n",
        |_| (),
    );
    let own = file(
        "y:1    ORG    Orange        1\nx:2    LOC    Tours (Indre)    Tours\ny:2    ORG    Paris Habitat\n",
        |builder| {
            builder.hide_id("x:3");
        },
    );
    let session = file("z:1    PER    Paris    Tours\n", |builder| {
        builder.hide_form("Orange", FormOptions::EXACT).unwrap();
    });
    let open = |file| Gazetteer::open(file).unwrap();
    let two = Layers::over(open(&base)).with(open(&own)).unwrap();
    let text = "Orange Tours Nice Paris Habitat Paris";
    assert_eq!(
        found(&two, text, MatchKind::LeftmostLongest),
        [
            ("Orange".to_owned(), senses(&[(1, "y:1"), (0, "x:1")])),
            ("Tours".to_owned(), senses(&[(1, "x:2")])),
            ("Paris Habitat".to_owned(), senses(&[(1, "y:2")])),
            ("Paris".to_owned(), senses(&[(0, "x:4")])),
        ]
    );
    let three = two.clone().with(open(&session)).unwrap();
    assert_eq!(
        found(&three, "Orange ORANGE Tours Paris Habitat", MatchKind::LongestPerStart),
        [
            ("ORANGE".to_owned(), senses(&[(1, "y:1"), (0, "x:1")])),
            ("Tours".to_owned(), senses(&[(2, "z:1"), (1, "x:2")])),
            ("Paris Habitat".to_owned(), senses(&[(1, "y:2")])),
        ]
    );
    assert_eq!(
        found(&three, "Paris Habitat", MatchKind::Overlapping),
        [
            ("Paris Habitat".to_owned(), senses(&[(1, "y:2")])),
            ("Paris".to_owned(), senses(&[(2, "z:1"), (0, "x:4")])),
        ]
    );
    let lookup = |layers: &Layers<'_>, surface: &str| -> Vec<(usize, String)> {
        layers.lookup(surface).map(|(layer, sense)| (layer, sense.id().unwrap().into_owned())).collect()
    };
    assert_eq!(lookup(&three, "Orange"), []);
    assert_eq!(lookup(&three, "ORANGE"), senses(&[(1, "y:1"), (0, "x:1")]));
    assert_eq!(lookup(&three, "Nice"), []);
    assert_eq!(lookup(&three, "Paris"), senses(&[(2, "z:1"), (0, "x:4")]));
    assert_eq!(open(&own).hidden_ids().collect::<Vec<_>>(), ["x:3"]);

    let four = three.with(open(&own)).unwrap();
    assert_eq!(four.with(open(&own)).unwrap_err().code(), ErrorCode::TooManyLayers);
}

/// A hidden form with options hides what the same options make of an entry.
#[test]
fn a_hidden_form_hides_its_plural_and_its_feminine() {
    let table = "x:1    DEMONYM    Lensois                plural feminine\nx:2    DEMONYM    Arménien                plural feminine\n";
    let base = file(table, |_| ());
    let own = file("-    !    Arménien                plural feminine\n", |_| ());
    let open = |file| Gazetteer::open(file).unwrap();
    let layers = Layers::over(open(&base)).with(open(&own)).unwrap();
    let seen =
        found(&layers, "Arménien Arméniens Arménienne Arméniennes Lensoise", MatchKind::LeftmostLongest);
    assert_eq!(seen, [("Lensoise".to_owned(), senses(&[(0, "x:1")]))]);
}

#[test]
fn one_layer_is_the_gazetteer() {
    let base = file("x:1    LOC    Orange\nx:2    LOC    Tours\n", |_| ());
    let gazetteer = Gazetteer::open(&base).unwrap();
    let source = "Orange Tours ORANGE";
    let tokens = [(0, 6), (7, 12), (13, 19)].map(|(a, b)| Span::new(a, b));
    let mut mentions = Vec::new();
    Layers::over(gazetteer).mentions_into(source, &tokens, &[], &MatchOptions::default(), &mut mentions);
    assert_eq!(mentions, gazetteer.mentions(source, &tokens, &[], &MatchOptions::default()));
    assert_eq!(mentions.len(), 3);
}
