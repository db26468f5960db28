//! The data files of the crates: sorted, unique, in normal form, with their source and licence.

use crate::shell::{Outcome, files, outcome, read, shown};
use unicode_normalization::is_nfc;

/// Every list below a `data` folder of a crate is NFC, has a `#` header that names a source and a licence, and its
/// rows are sorted by bytes and unique.
///
/// Files of learned weights (`.weights`) have an order of their own; for them only the header is asked.
pub fn lists() -> Outcome {
    let mut complaints = Vec::new();
    let lists = files("crates", |path| {
        let folder = path.components().any(|part| part.as_os_str() == "data");
        let test = path.components().any(|part| part.as_os_str() == "tests");
        let ending = path.extension().and_then(|ending| ending.to_str());
        folder && !test && matches!(ending, Some("txt" | "tsv" | "weights"))
    })?;
    for path in lists {
        let text = read(&path)?;
        let name = shown(&path);
        let header: String =
            text.lines().take_while(|line| line.starts_with('#')).map(str::to_lowercase).collect();
        for wanted in ["source", "licence"] {
            if !header.contains(wanted) {
                complaints.push(format!("{name}: expected a # header that names its {wanted}"));
            }
        }
        if !is_nfc(&text) {
            complaints.push(format!("{name}: expected normal form NFC"));
        }
        if path.extension().is_some_and(|ending| ending == "weights") {
            continue;
        }
        let rows: Vec<(usize, &str)> =
            text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()).collect();
        for pair in rows.windows(2) {
            let [(_, before), (i, row)] = pair else { continue };
            if before >= row {
                complaints.push(format!(
                    "{name}:{}: expected sorted unique rows, found {row:?} after {before:?}",
                    i + 1
                ));
            }
        }
    }
    outcome(complaints)
}
