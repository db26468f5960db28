//! Dates of other libraries: what is known goes over and comes back, what is not is refused.
#![cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]

use depeche_frontmatter::date::{DateExpr, PartialDate};

fn date(text: &str) -> PartialDate {
    DateExpr::parse(text).unwrap().value.try_into().unwrap()
}

#[test]
fn a_day_goes_over_and_comes_back() {
    let day = date("15 août 2024");
    let jiff: jiff::civil::Date = day.try_into().unwrap();
    let chrono: chrono::NaiveDate = day.try_into().unwrap();
    let time: time::Date = day.try_into().unwrap();
    assert_eq!([jiff.to_string(), chrono.to_string(), time.to_string()], ["2024-08-15"; 3]);
    assert_eq!(PartialDate::from(jiff), day);
    assert_eq!(PartialDate::try_from(chrono), Ok(day));
    assert_eq!(PartialDate::try_from(time), Ok(day));
}

#[test]
fn a_moment_goes_over_and_comes_back() {
    let moment = date("2024-08-15T18:30:00+02:00");
    let jiff: jiff::Timestamp = moment.try_into().unwrap();
    let chrono: chrono::DateTime<chrono::FixedOffset> = moment.try_into().unwrap();
    let time: time::OffsetDateTime = moment.try_into().unwrap();
    assert_eq!(jiff.as_second(), chrono.timestamp());
    assert_eq!(jiff.as_second(), time.unix_timestamp());
    assert_eq!(jiff.to_string(), "2024-08-15T16:30:00Z");
    assert_eq!(PartialDate::try_from(chrono), Ok(moment));
    assert_eq!(PartialDate::try_from(time), Ok(moment));
}

#[test]
fn a_civil_time_goes_over_and_comes_back() {
    let civil = date("2024-08-15T18:30:05");
    let jiff: jiff::civil::DateTime = civil.try_into().unwrap();
    let chrono: chrono::NaiveDateTime = civil.try_into().unwrap();
    let time: time::PrimitiveDateTime = civil.try_into().unwrap();
    assert_eq!(PartialDate::try_from(jiff), Ok(civil));
    assert_eq!(PartialDate::try_from(chrono), Ok(civil));
    assert_eq!(PartialDate::try_from(time), Ok(civil));
}

#[test]
fn what_is_not_known_is_refused() {
    for text in [
        "2024-08",
        "2024",
        "été 2024",
        "2024-08-15~",
        "2024-08-XX",
        "2024-08-15T18:30",
        "2024-08-15T18:30:00",
    ] {
        assert!(jiff::civil::Date::try_from(date(text)).is_err(), "{text}");
        assert!(chrono::NaiveDate::try_from(date(text)).is_err(), "{text}");
        assert!(time::Date::try_from(date(text)).is_err(), "{text}");
        assert!(jiff::Timestamp::try_from(date(text)).is_err(), "{text}");
    }
    assert!(PartialDate::try_from(DateExpr::parse("5-8 août 2024").unwrap().value).is_err());
    let error = chrono::NaiveDate::try_from(date("2024-08")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a day that is certain, found 2024-08: what is not known is not made up"
    );
}
