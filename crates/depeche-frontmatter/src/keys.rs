//! The keys a French corpus uses, and the one name each stands for.

use crate::parse::Folded;
use depeche_text::typography::{is_hyphen, is_space};

/// How a key takes its value in a bare header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A date: its form shows where it ends.
    Date,
    /// One word: a time, a language, a number.
    Word,
    /// Free text: needs a sign after the key, or a line of its own.
    Text,
}

/// A known key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Known {
    /// The canonical name.
    pub name: &'static str,
    pub kind: Kind,
}

/// Folded alias, canonical name. Sorted by alias, for the binary search.
const ALIASES: &[(&str, &str)] = &[
    ("abstract", "abstract"),
    ("accroche", "abstract"),
    ("agence", "agency"),
    ("agency", "agency"),
    ("an", "id"),
    ("auteur", "author"),
    ("auteurs", "author"),
    ("author", "author"),
    ("authors", "author"),
    ("autrice", "author"),
    ("by", "author"),
    ("byline", "author"),
    ("categories", "section"),
    ("category", "section"),
    ("chapeau", "abstract"),
    ("chapo", "abstract"),
    ("copyright", "rights"),
    ("cr", "agency"),
    ("credit", "agency"),
    ("credits", "agency"),
    ("cy", "rights"),
    ("date", "date"),
    ("date-chargement", "updated"),
    ("date-de-mise-a-jour", "updated"),
    ("date-de-parution", "date"),
    ("date-de-publication", "date"),
    ("date-parution", "date"),
    ("date-publication", "date"),
    ("date-time", "date"),
    ("datetime", "date"),
    ("ed", "edition"),
    ("edition", "edition"),
    ("et", "time"),
    ("from", "author"),
    ("hd", "title"),
    ("headline", "title"),
    ("heure", "time"),
    ("id", "id"),
    ("identifiant", "id"),
    ("jour", "date"),
    ("journal", "source"),
    ("journaliste", "author"),
    ("keywords", "keywords"),
    ("la", "language"),
    ("lang", "language"),
    ("language", "language"),
    ("langue", "language"),
    ("length", "length"),
    ("lien", "url"),
    ("lieu", "place"),
    ("link", "url"),
    ("load-date", "updated"),
    ("longueur", "length"),
    ("media", "source"),
    ("mis-a-jour", "updated"),
    ("mise-a-jour", "updated"),
    ("mot-cle", "keywords"),
    ("mots-cles", "keywords"),
    ("newspaper", "source"),
    ("ns", "keywords"),
    ("objet", "title"),
    ("page", "page"),
    ("pages", "page"),
    ("parution", "date"),
    ("pd", "date"),
    ("pg", "page"),
    ("place", "place"),
    ("pubdate", "date"),
    ("publication", "source"),
    ("publication-date", "date"),
    ("publie-le", "date"),
    ("published", "date"),
    ("rights", "rights"),
    ("rubrique", "section"),
    ("se", "section"),
    ("section", "section"),
    ("signature", "author"),
    ("slug", "slug"),
    ("sn", "source"),
    ("source", "source"),
    ("sous-titre", "subtitle"),
    ("subject", "title"),
    ("subtitle", "subtitle"),
    ("sujet", "keywords"),
    ("surtitre", "subtitle"),
    ("tags", "keywords"),
    ("time", "time"),
    ("title", "title"),
    ("titre", "title"),
    ("updated", "updated"),
    ("url", "url"),
    ("ville", "place"),
    ("wc", "length"),
];

/// The key in small letters without accents, with one hyphen for any run of spaces, hyphens and underscores.
pub(crate) fn fold(key: &str) -> Option<Folded> {
    let mut folded = Folded::new();
    let mut gap = false;
    for c in key.trim_matches(is_space).chars() {
        if is_space(c) || is_hyphen(c) || c == '_' {
            gap = true;
            continue;
        }
        if gap {
            gap = false;
            if !folded.push('-') {
                return None;
            }
        }
        if !folded.push(c) {
            return None;
        }
    }
    Some(folded)
}

/// The canonical name of a key as it is written; `None` for a key that is not known.
pub(crate) fn canonical(key: &str) -> Option<&'static str> {
    let folded = fold(key)?;
    let at = ALIASES.binary_search_by(|(alias, _)| (*alias).cmp(folded.as_str())).ok()?;
    ALIASES.get(at).map(|(_, name)| *name)
}

/// A known key, one of `own` included; the codes of two letters are for Factiva and not looked for in prose.
pub(crate) fn known(key: &str, own: &[String]) -> Option<Known> {
    let name = match canonical(key) {
        Some(name) => name,
        None => own.iter().any(|own| same(own, key)).then_some("")?,
    };
    if key.len() <= 2 && !key.eq_ignore_ascii_case("id") && !name.is_empty() {
        return None;
    }
    let kind = match name {
        "date" | "updated" => Kind::Date,
        "time" | "language" | "id" => Kind::Word,
        _ => Kind::Text,
    };
    Some(Known { name, kind })
}

/// Whether a known key begins with this word: nearly every text is turned away here.
pub(crate) fn begins_known(word: &str, own: &[String]) -> bool {
    let Some(folded) = fold(word) else { return false };
    let from = ALIASES.partition_point(|(alias, _)| *alias < folded.as_str());
    ALIASES.get(from).is_some_and(|(alias, _)| alias.starts_with(folded.as_str()))
        || own.iter().any(|own| fold(own).is_some_and(|o| o.as_str().starts_with(folded.as_str())))
}

/// Whether two keys name the same thing.
pub(crate) fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (canonical(a), canonical(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => match (fold(a), fold(b)) {
            (Some(a), Some(b)) => a.as_str() == b.as_str(),
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, canonical, fold, same};

    #[test]
    fn aliases_are_folded_sorted_and_unique() {
        assert!(ALIASES.windows(2).all(|w| w[0].0 < w[1].0));
        for (alias, _) in ALIASES {
            assert_eq!(fold(alias).unwrap().as_str(), *alias);
        }
    }

    #[test]
    fn keys_are_found_whatever_their_case_accents_and_spaces() {
        for key in ["Mots-clés", "MOTS\u{A0}CLÉS", "mots_cles", "mots-cle\u{301}s"] {
            assert_eq!(canonical(key), Some("keywords"), "{key}");
        }
        assert!(same("Titre", "title") && !same("Titre", "Date") && same("Fleuve", "fleuve"));
    }
}
