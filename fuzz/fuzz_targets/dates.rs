//! What is read as a date is written in a way that is read as the same date; a date in running text lies where it is
//! said to.
#![no_main]
use depeche_frontmatter::date::{self, DateExpr};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(parsed) = DateExpr::parse(text) {
        assert!(parsed.span.get(text).is_some());
        assert_eq!(parsed.value.to_string().parse::<DateExpr>(), Ok(parsed.value));
        let range = parsed.value.range();
        if let (Some(start), Some(end)) = (range.start(), range.end()) {
            assert!(start < end);
        }
        assert!(parsed.value.contains(&parsed.value));
    }
    for (at, _) in text.char_indices() {
        if let Some((span, _)) = date::at(text, at) {
            assert!(span.start() == at && span.get(text).is_some());
        }
    }
});
