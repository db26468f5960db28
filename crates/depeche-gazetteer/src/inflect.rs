//! Regular French plurals and feminines, for the forms that ask for them.
//!
//! | rule | from | to | as in |
//! |---|---|---|---|
//! | P1 | -s -x -z | unchanged | *Français*, *Ryanair* takes P4 |
//! | P2 | -au -eu | + x | *Tourangeau*, *Tourangeaux* |
//! | P3 | -al | -aux | *Provençal*, *Provençaux* |
//! | P4 | other | + s | *Arménien*, *Arméniens* |
//! | F1 | -e | unchanged | *russe* |
//! | F2 | -en -on -et -el -eil | last letter doubled + e | *Arménienne*, *Bretonne*, *cadette* |
//! | F3 | -er | -ère | *étrangère* |
//! | F4 | -eux | -euse | *religieuse* |
//! | F5 | -f | -ve | *juive* |
//! | F6 | -teur, -deur and other -eur | -trice, -euse | *sénatrice*, *chanteuse* is not regular and is listed |
//! | F7 | -eau | -elle | *Tourangelle* |
//! | F8 | -c | -que | *turque* |
//! | F9 | other | + e | *Japonaise*, *Marocaine*, *Niçoise* |
//!
//! Only the last word of a form changes. What is not regular (*Grecque*, *Andalouse*, *Lettone*) is listed as a form.

/// The regular plural of `form`.
pub(crate) fn plural(form: &str) -> String {
    let (stem, capitals) = parts(form);
    let lower = stem.to_lowercase();
    let ends = |tail: &str| lower.ends_with(tail);
    if ends("s") || ends("x") || ends("z") {
        form.to_owned()
    } else if ends("au") || ends("eu") {
        join(form, 0, "x", capitals)
    } else if ends("al") {
        join(form, 1, "ux", capitals)
    } else {
        join(form, 0, "s", capitals)
    }
}

/// The regular feminine of `form`.
pub(crate) fn feminine(form: &str) -> String {
    let (stem, capitals) = parts(form);
    let lower = stem.to_lowercase();
    let ends = |tail: &str| lower.ends_with(tail);
    let (cut, tail) = match () {
        () if ends("e") => return form.to_owned(),
        () if ends("eau") => (2, "lle"),
        () if ends("eux") => (1, "se"),
        () if ends("en") || ends("on") => (0, "ne"),
        () if ends("et") => (0, "te"),
        () if ends("el") || ends("eil") => (0, "le"),
        () if ends("er") => (2, "ère"),
        () if ends("teur") => (3, "rice"),
        () if ends("eur") => (1, "se"),
        () if ends("f") => (1, "ve"),
        () if ends("c") => (1, "que"),
        () => (0, "e"),
    };
    join(form, cut, tail, capitals)
}

/// The last word, and whether it is in capitals.
fn parts(form: &str) -> (&str, bool) {
    let last = form.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(form);
    let capitals = last.chars().nth(1).is_some() && !last.chars().any(char::is_lowercase);
    (last, capitals)
}

/// `form` without its last `cut` characters, with `tail`.
fn join(form: &str, cut: usize, tail: &str, capitals: bool) -> String {
    let end = form.char_indices().rev().take(cut).last().map_or(form.len(), |(at, _)| at);
    let mut joined = form.get(..end).unwrap_or(form).to_owned();
    if capitals {
        joined.push_str(&tail.to_uppercase());
    } else {
        joined.push_str(tail);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{feminine, plural};

    #[test]
    fn regular_forms() {
        for (masculine, plurals, feminines) in [
            ("Arménien", "Arméniens", "Arménienne"),
            ("Français", "Français", "Française"),
            ("Tourangeau", "Tourangeaux", "Tourangelle"),
            ("Provençal", "Provençaux", "Provençale"),
            ("Breton", "Bretons", "Bretonne"),
            ("russe", "russes", "russe"),
            ("juif", "juifs", "juive"),
            ("turc", "turcs", "turque"),
            ("sénateur", "sénateurs", "sénatrice"),
            ("étranger", "étrangers", "étrangère"),
            ("Nord-Coréen", "Nord-Coréens", "Nord-Coréenne"),
            ("religieux", "religieux", "religieuse"),
            ("Niçois", "Niçois", "Niçoise"),
            ("BRETON", "BRETONS", "BRETONNE"),
            ("Hébreu", "Hébreux", "Hébreue"),
        ] {
            assert_eq!((plural(masculine).as_str(), feminine(masculine).as_str()), (plurals, feminines));
        }
    }
}
