//! The lists the rules ask, as plain strings: those of the crate's data, and the closed classes of its rules.

use depeche_text::typography::{decompose, is_apostrophe, is_group_space, is_hyphen};
use std::sync::LazyLock;

/// The form in which words are compared: small letters, accents apart, one apostrophe, one hyphen, nothing invisible.
/// `None` past 48 bytes: no listed word is longer.
pub fn key(word: &str) -> Option<String> {
    let mut key = String::new();
    for c in word.chars() {
        match c {
            '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => {}
            _ if is_apostrophe(c) => key.push('\''),
            _ if is_hyphen(c) => key.push('-'),
            _ if is_group_space(c) => key.push(' '),
            _ => c.to_lowercase().for_each(|small| decompose(small, |part| key.push(part))),
        }
    }
    (key.len() <= 48).then_some(key)
}

/// Whether `word` is one of `list`, whose accents are written apart.
pub fn is_listed(list: &[&str], word: &str) -> bool {
    key(word).is_some_and(|key| list.contains(&key.as_str()))
}

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// T3: the exceptions, as keys.
pub fn exceptions() -> &'static [String] {
    static LIST: LazyLock<Vec<String>> =
        LazyLock::new(|| rows(include_str!("../../data/exceptions.txt")).filter_map(key).collect());
    &LIST
}

/// T10: the class of the abbreviation whose key is `word`; the last row of a word counts.
pub fn abbreviation(word: &str) -> Option<&'static str> {
    static LIST: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../data/abbreviations.txt")).filter_map(|row| row.split_once(' '));
        rows.filter_map(|(word, class)| Some((key(word)?, class.trim()))).collect()
    });
    LIST.iter().rev().find(|(listed, _)| listed == word).map(|&(_, class)| class)
}

/// T11
pub const FIRST_NAMES: &[&str] =
    &["Ch", "Chr", "Cl", "Fr", "Ph", "Th", "Edm", "Ferd", "Guill", "Gust", "Jacq", "Jos", "Wm"];
/// T2
pub const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "c", "n", "y", "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quoiqu",
    "quelqu",
];
/// T4: *donnez-le-moi*.
pub const FIRST_OF_TWO: &[&str] = &["-le", "-la", "-les", "-nous", "-vous", "-moi", "-lui", "-leur"];
pub const SECOND_OF_TWO: &[&str] =
    &["-moi", "-toi", "-nous", "-vous", "-lui", "-leur", "-en", "-y", "-le", "-la", "-les"];
/// T4: *est-ce*, *n'était-ce*.
pub const BEFORE_CE: &[&str] =
    &["est", "etait", "e\u{301}tait", "sera", "serait", "soit", "sont", "fut", "furent"];
pub const WHOLE_BEFORE_CE: &[&str] = &["ce", "e\u{301}taient", "seraient", "fu\u{302}t", "seront"];
/// T4: *rendez-vous*, *celui-ci*.
pub const COMPOUND_HEADS: &[&str] = &[
    "rendez",
    "chez",
    "celui",
    "celle",
    "celles",
    "ceux",
    "entre",
    "oui\u{308}",
    "sot",
    "au",
    "par",
    "de",
    "la\u{300}",
    "en",
    "jusque",
    "ou",
    "lui",
    "elle",
    "soi",
];
/// T4: *tout-en-un*, *Villeneuve-lès-…*.
pub const COMPOUND_LINKS: &[&str] =
    &["au", "par", "de", "en", "sur", "sous", "le\u{300}s", "les", "la", "le", "du", "des"];
/// T6
pub const UNITS: &[&str] = &[
    "km", "kg", "cm", "mm", "m²", "m2", "m3", "m³", "ml", "cl", "mg", "µg", "g", "m", "h", "ha", "Go", "Mo",
    "MHz", "GHz", "kW", "V", "W", "s", "min", "ans", "pts", "fps", "F",
];
/// T8, without the *s* of the plural.
pub const ORDINAL_ENDINGS: &[&str] =
    &["er", "e\u{300}re", "ere", "re", "nd", "nde", "ie\u{300}me", "ieme", "e\u{300}me", "eme", "e"];
/// T11
pub const SECTION_WORDS: &[&str] = &[
    "annexe",
    "aile",
    "ba\u{302}timent",
    "bloc",
    "cate\u{301}gorie",
    "chapitre",
    "classe",
    "colonne",
    "division",
    "escalier",
    "e\u{301}tage",
    "groupe",
    "groupes",
    "hall",
    "he\u{301}patite",
    "he\u{301}patites",
    "immeuble",
    "lettre",
    "ligue",
    "niveau",
    "option",
    "plan",
    "poule",
    "quai",
    "salle",
    "section",
    "se\u{301}rie",
    "sujet",
    "tableau",
    "terminal",
    "tribune",
    "type",
    "variante",
    "vitamine",
    "vitamines",
    "zone",
];
/// T11: words that open sentences.
pub const OPENERS: &[&str] = &[
    "au",
    "aucun",
    "aucune",
    "aux",
    "apre\u{300}s",
    "avant",
    "avec",
    "c'",
    "ce",
    "ceci",
    "cela",
    "celle-ci",
    "celui-ci",
    "ces",
    "cet",
    "cette",
    "chez",
    "comme",
    "comment",
    "d'",
    "dans",
    "depuis",
    "des",
    "du",
    "elle",
    "elles",
    "en",
    "et",
    "il",
    "ils",
    "j'",
    "je",
    "l'",
    "la",
    "le",
    "les",
    "leur",
    "leurs",
    "lors",
    "lorsque",
    "mais",
    "n'",
    "ne",
    "nos",
    "notre",
    "nous",
    "on",
    "par",
    "plus",
    "pour",
    "qu'",
    "quand",
    "que",
    "quel",
    "quelle",
    "quelles",
    "quels",
    "s'",
    "sa",
    "selon",
    "ses",
    "si",
    "son",
    "sous",
    "sur",
    "tous",
    "tout",
    "toute",
    "toutes",
    "un",
    "une",
    "vos",
    "votre",
    "vous",
    "a\u{300}",
];
/// T14
pub const DOMAINS: &[&str] = &[
    "com", "fr", "org", "net", "eu", "be", "ch", "info", "gouv", "ca", "qc", "lu", "uk", "de", "tv", "io",
    "edu", "gov", "sn", "bf", "bj", "tg", "gn", "cm", "cg", "cd", "dz", "tn", "mg", "rw", "bi", "dj", "km",
    "ht", "int", "africa", "quebec", "swiss", "brussels", "paris", "bzh", "asso", "app", "media", "news",
    "re", "nc", "pf",
];
pub const FILES: &[&str] = &[
    "pdf", "txt", "doc", "docx", "xls", "xlsx", "csv", "html", "htm", "xml", "json", "jpg", "jpeg", "png",
    "gif", "mp3", "mp4", "zip", "exe", "odt", "ods", "ppt", "pptx", "md", "rs", "py", "js", "php",
];
/// T17
pub const OPTIONAL_ENDINGS: &[&str] =
    &["s", "e", "es", "x", "ne", "nes", "le", "les", "trice", "rice", "se", "ve"];
/// T17: what a full stop sets apart, *étudiant.e.s*.
pub const DOTTED_ENDINGS: &[&str] = &[
    "e",
    "es",
    "ne",
    "nes",
    "le",
    "les",
    "te",
    "tes",
    "se",
    "ses",
    "ve",
    "ves",
    "rice",
    "rices",
    "trice",
    "trices",
    "euse",
    "euses",
    "e\u{300}re",
    "e\u{300}res",
    "s",
    "fe",
    "fes",
    "sse",
    "sses",
    "enne",
    "ennes",
    "ienne",
    "iennes",
    "onne",
    "onnes",
    "eure",
    "eures",
];
/// T12
pub const DEGREES: &[&str] = &["B.Sc.", "D.Sc.", "LL.B.", "LL.D.", "LL.L.", "LL.M.", "M.Sc.", "Ph.D."];
/// T4: *a-t'il*.
pub const ELIDED_SUBJECTS: &[&str] = &["-t'il", "-t'ils", "-t'elle", "-t'elles", "-t'on"];
/// T4: *donne-m'en*.
pub const ELIDED_CLITICS: &[&str] = &["-m'en", "-t'en", "-l'en", "-m'y", "-t'y", "-l'y"];
