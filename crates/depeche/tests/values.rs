//! Dates and amounts as mentions.

use depeche::text::strategies;
use depeche::{HeaderMode, Pipeline};
use proptest::prelude::*;
use std::sync::LazyLock;

mod marked;

static VALUES: LazyLock<Pipeline<'static>> =
    LazyLock::new(|| Pipeline::builder().header(HeaderMode::None).dates(true).amounts(true).build());

#[test]
fn marked_values() {
    marked::check(&VALUES, include_str!("values.txt"));
}

#[test]
fn a_day_takes_its_year_from_the_header() {
    let pipeline = Pipeline::builder().dates(true).without_entities().build();
    let ids = |text: &str| -> Vec<Option<String>> {
        pipeline.annotate(text).mentions().map(|date| date.id().map(str::to_owned)).collect()
    };
    let text =
        |date: &str| format!("date: {date}\n\nIl est parti le 3 janvier, revient du 28 au 30 décembre.");
    let of = |year: &str, next: &str| {
        vec![Some(format!("edtf:{next}-01-03")), Some(format!("edtf:{year}-12-28/{year}-12-30"))]
    };
    assert_eq!(ids(&text("2024-12-20")), of("2024", "2025"));
    assert_eq!(ids(&text("2025-01-02")), of("2024", "2025"));
    assert_eq!(ids("Il est parti le 3 janvier."), [None]);
}

#[test]
fn nothing_is_looked_for_unasked() {
    assert_eq!(Pipeline::french().annotate("Le 15 août 2024, il a payé 12 €.").mentions().count(), 0);
    let dates = Pipeline::builder().dates(true).build();
    assert_eq!(dates.annotate("Le 15 août 2024, il a payé 12 €.").mentions().count(), 1);
}

#[test]
fn the_same_value_is_one_entity() {
    let text = "Il a payé 12,50 €, elle aussi a payé 12,5 euros à Lyon, Mme Dubois non.";
    let document = VALUES.annotate(text);
    let counts: Vec<usize> = document.entities().iter().map(|entity| entity.count()).collect();
    assert_eq!(counts, [2, 1, 1]);
    let mut chains: Vec<usize> = document.mentions().map(|mention| mention.chain()).collect();
    chains.dedup();
    chains.sort_unstable();
    assert_eq!(chains, [0, 1, 2, 2][..chains.len()]);
}

proptest! {
    #![proptest_config(strategies::config(192))]

    /// The laws *whole* and *total*, and the names are those of a pipeline without values, but for what values hold.
    #[test]
    fn values_are_placed(text in strategies::any_text()) {
        let document = VALUES.annotate(&text);
        document.validate().map_err(|broken| TestCaseError::fail(broken.to_string()))?;
        let plain = Pipeline::builder().header(HeaderMode::None).build();
        let names = plain.annotate(&text);
        for name in names.mentions() {
            let kept = document.mentions().any(|mention| mention.span().covers(name.span()));
            prop_assert!(kept, "{} is lost", name.text());
        }
    }
}
