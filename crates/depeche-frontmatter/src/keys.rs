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
    ("auteur(s)", "author"),
    ("auteurs", "author"),
    ("author", "author"),
    ("authors", "author"),
    ("autrice", "author"),
    ("autrices", "author"),
    ("by", "author"),
    ("byline", "author"),
    ("categorie", "section"),
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
    ("date-d'edition", "date"),
    ("date-d'envoi", "date"),
    ("date-de-l'article", "date"),
    ("date-de-mise-a-jour", "updated"),
    ("date-de-mise-en-ligne", "date"),
    ("date-de-modification", "updated"),
    ("date-de-parution", "date"),
    ("date-de-publication", "date"),
    ("date-parution", "date"),
    ("date-publication", "date"),
    ("date-published", "date"),
    ("date-time", "date"),
    ("datepublished", "date"),
    ("datetime", "date"),
    ("derniere-mise-a-jour", "updated"),
    ("ed", "edition"),
    ("edition", "edition"),
    ("envoye", "date"),
    ("et", "time"),
    ("etiquettes", "keywords"),
    ("expediteur", "author"),
    ("from", "author"),
    ("hd", "title"),
    ("headline", "title"),
    ("heure", "time"),
    ("id", "id"),
    ("identifiant", "id"),
    ("intitule", "title"),
    ("jour", "date"),
    ("journal", "source"),
    ("journaliste", "author"),
    ("keywords", "keywords"),
    ("la", "language"),
    ("lang", "language"),
    ("langage", "language"),
    ("language", "language"),
    ("langue", "language"),
    ("last-modified", "updated"),
    ("lastmod", "updated"),
    ("length", "length"),
    ("lien", "url"),
    ("lieu", "place"),
    ("link", "url"),
    ("load-date", "updated"),
    ("longueur", "length"),
    ("media", "source"),
    ("mis-a-jour", "updated"),
    ("mis-a-jour-le", "updated"),
    ("mis-en-ligne-le", "date"),
    ("mise-a-jour", "updated"),
    ("modifie-le", "updated"),
    ("modified", "updated"),
    ("mot-cle", "keywords"),
    ("mot-clef", "keywords"),
    ("mots-cle", "keywords"),
    ("mots-clefs", "keywords"),
    ("mots-cles", "keywords"),
    ("newspaper", "source"),
    ("nom-du-journal", "source"),
    ("ns", "keywords"),
    ("objet", "title"),
    ("page", "page"),
    ("pages", "page"),
    ("paru-le", "date"),
    ("parution", "date"),
    ("pd", "date"),
    ("pg", "page"),
    ("place", "place"),
    ("pubdate", "date"),
    ("publication", "source"),
    ("publication-date", "date"),
    ("publie", "date"),
    ("publie-le", "date"),
    ("publish-date", "date"),
    ("publishdate", "date"),
    ("published", "date"),
    ("published-at", "date"),
    ("redacteur", "author"),
    ("redactrice", "author"),
    ("resume", "abstract"),
    ("rights", "rights"),
    ("rubrique", "section"),
    ("se", "section"),
    ("section", "section"),
    ("sent", "date"),
    ("signature", "author"),
    ("slug", "slug"),
    ("sn", "source"),
    ("source", "source"),
    ("sous-rubrique", "section"),
    ("sous-titre", "subtitle"),
    ("subject", "title"),
    ("subtitle", "subtitle"),
    ("sujet", "keywords"),
    ("summary", "abstract"),
    ("surtitre", "subtitle"),
    ("tag", "keywords"),
    ("tags", "keywords"),
    ("time", "time"),
    ("title", "title"),
    ("titre", "title"),
    ("titre-de-l'article", "title"),
    ("titre-de-presse", "source"),
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
    if is_folded(key) {
        return find(key);
    }
    find(fold(key)?.as_str())
}

/// Whether a key is folded as it stands, as most are.
fn is_folded(key: &str) -> bool {
    key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn find(folded: &str) -> Option<&'static str> {
    ALIASES.get(place(folded)..)?.first().filter(|(alias, _)| *alias == folded).map(|(_, name)| *name)
}

/// How many aliases stand before `folded`.
fn place(folded: &str) -> usize {
    let begin = beginning(folded.as_bytes());
    let from = BEGINNINGS.partition_point(|known| *known < begin);
    let alike = ALIASES.get(from..).unwrap_or_default();
    from.saturating_add(alike.iter().take_while(|(alias, _)| *alias < folded).count())
}

/// The first eight bytes of each alias, in their order: words of a headline are compared with these and no strings.
const BEGINNINGS: [u64; ALIASES.len()] = {
    let mut all = [0; ALIASES.len()];
    let (mut aliases, mut places): (&[(&str, _)], &mut [u64]) = (ALIASES, &mut all);
    while let ([(alias, _), aliases_after @ ..], [place, places_after @ ..]) = (aliases, places) {
        *place = beginning(alias.as_bytes());
        (aliases, places) = (aliases_after, places_after);
    }
    all
};

/// The first eight bytes as a number that is ordered as they are; zeros where there are fewer.
const fn beginning(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(begin) => u64::from_be_bytes(*begin),
        None => {
            let mut begin = [0; 8];
            if let Some((head, _)) = begin.split_at_mut_checked(bytes.len()) {
                head.copy_from_slice(bytes);
            }
            u64::from_be_bytes(begin)
        }
    }
}

/// A known key, one of `own` included; the codes of two letters are for Factiva and not looked for in prose.
pub(crate) fn known(key: &str, own: &[String]) -> Option<Known> {
    as_known(key, canonical(key), own)
}

fn as_known(key: &str, canonical: Option<&'static str>, own: &[String]) -> Option<Known> {
    let name = match canonical {
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

/// What words at the beginning of a line are: the known key they are, and whether a known key of more words begins with
/// them. One fold and one search, since every line without a header asks.
fn look(words: &str, own: &[String]) -> (Option<Known>, bool) {
    let Some(folded) = fold(words) else { return (None, false) };
    let folded = folded.as_str();
    let longer = |key: &str| key.strip_prefix(folded).is_some_and(|rest| rest.starts_with('-'));
    let near = ALIASES.get(place(folded)..).unwrap_or_default();
    let canonical = near.first().filter(|(alias, _)| *alias == folded).map(|(_, name)| *name);
    // Between a key and its longer ones stand at most those with `'` and `(`.
    let goes_on = near.iter().take(3).any(|(alias, _)| longer(alias))
        || own.iter().any(|own| fold(own).is_some_and(|own| longer(own.as_str())));
    (as_known(words, canonical, own), goes_on)
}

/// The longest known key at the beginning of a text: `words` gives where its first, second… word ends.
pub(crate) fn longest<'i>(
    text: &'i str,
    mut words: impl Iterator<Item = usize>,
    own: &[String],
) -> Option<(&'i str, Known)> {
    let mut best = None;
    let mut goes_on = true;
    while goes_on {
        let Some(longer) = words.next().and_then(|end| text.get(..end)) else { break };
        let (known, more) = look(longer, own);
        best = known.map(|known| (longer, known)).or(best);
        goes_on = more;
    }
    best
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
    use super::{ALIASES, BEGINNINGS, canonical, find, fold, same};

    #[test]
    fn aliases_are_folded_sorted_and_unique() {
        assert!(ALIASES.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(BEGINNINGS.is_sorted());
        for (alias, _) in ALIASES {
            assert_eq!(fold(alias).unwrap().as_str(), *alias);
        }
    }

    #[test]
    fn every_alias_is_found_and_nothing_beside_it() {
        for (alias, name) in ALIASES {
            assert_eq!(find(alias), Some(*name));
            for other in [format!("{alias}e"), format!("a{alias}"), alias[1..].to_owned()] {
                let naive = ALIASES.iter().find(|(alias, _)| *alias == other).map(|(_, name)| *name);
                assert_eq!(find(&other), naive, "{other}");
            }
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
