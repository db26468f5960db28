//! What the ending of a name shows, and how names of communes are made.

use depeche_text::typography;

/// What the ending of a name shows.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Ending(u8);

impl Ending {
    pub(crate) const PLACE: Ending = Ending(1);
    pub(crate) const PERSON: Ending = Ending(2);
    pub(crate) const ORGANISATION: Ending = Ending(4);
    /// Made like the name of a French commune: *Neuville-sur-Orne*.
    pub(crate) const COMMUNE: Ending = Ending(8);

    #[inline]
    pub(crate) const fn has(self, any: Ending) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const DEMONYM: Ending = Ending(16);

    #[inline]
    pub(crate) const fn or(self, other: Ending) -> Ending {
        Ending(self.0 | other.0)
    }

    /// The bytes of the shortest word whose ending shows something: *Oland*, *Leska* and *Ford* are all of their ending, or nearly.
    pub(crate) const SHORTEST: usize = 6;

    /// The ending of a capitalised word of [`SHORTEST`](Ending::SHORTEST) bytes or more.
    pub(crate) fn of(text: &str) -> Ending {
        let word = text.as_bytes();
        let mut found = 0;
        for (end, ending) in endings(word.last().map_or(0, u8::to_ascii_lowercase)) {
            if ends(word, end.as_bytes()) {
                found |= ending.0;
            }
        }
        Ending(found)
    }
}

/// Endings that show what a name is, by their last letter, in ASCII: what bears accents is not looked at.
const fn endings(last: u8) -> &'static [(&'static str, Ending)] {
    match last {
        b'a' => &[
            ("media", Ending::ORGANISATION),
            ("ova", Ending::PERSON),
            ("pharma", Ending::ORGANISATION),
            ("ska", Ending::PERSON),
            ("skaya", Ending::PERSON),
        ],
        b'c' => &[("evic", Ending::PERSON), ("ovic", Ending::PERSON)],
        b'd' => &[
            ("abad", Ending::PLACE),
            ("ford", Ending::PLACE),
            ("gorod", Ending::PLACE),
            ("grad", Ending::PLACE),
            ("land", Ending::PLACE),
            ("wood", Ending::PLACE),
        ],
        b'e' => &[
            ("aine", Ending::DEMONYM),
            ("aise", Ending::DEMONYM),
            ("dze", Ending::PERSON),
            ("fontaine", Ending::PLACE),
            ("ienne", Ending::DEMONYM),
            ("manie", Ending::PLACE),
            ("oise", Ending::DEMONYM),
            ("shire", Ending::PLACE),
            ("tanie", Ending::PLACE),
            ("vanie", Ending::PLACE),
            ("ville", Ending::PLACE),
            ("ware", Ending::ORGANISATION),
        ],
        b'f' => &[("dorf", Ending::PLACE), ("off", Ending::PERSON)],
        b'g' => &[("bourg", Ending::PLACE), ("burg", Ending::PLACE)],
        b'h' => &[
            ("borough", Ending::PLACE),
            ("kirch", Ending::PLACE),
            ("mouth", Ending::PLACE),
            ("tech", Ending::ORGANISATION),
            ("vich", Ending::PERSON),
            ("vitch", Ending::PERSON),
        ],
        b'i' => &[
            ("elli", Ending::PERSON),
            ("etti", Ending::PERSON),
            ("ini", Ending::PERSON),
            ("shvili", Ending::PERSON),
            ("ski", Ending::PERSON),
        ],
        b'k' => &[("bank", Ending::ORGANISATION), ("czyk", Ending::PERSON), ("uk", Ending::PERSON)],
        b'l' => &[("tel", Ending::ORGANISATION)],
        b'm' => &[("com", Ending::ORGANISATION), ("heim", Ending::PLACE)],
        b'n' => &[
            ("mann", Ending::PERSON),
            ("sen", Ending::PERSON),
            ("sson", Ending::PERSON),
            ("stan", Ending::PLACE),
            ("stein", Ending::PERSON),
            ("town", Ending::PLACE),
            ("yan", Ending::PERSON),
        ],
        b'o' => &[("bio", Ending::ORGANISATION), ("enko", Ending::PERSON), ("inho", Ending::PERSON)],
        b'p' => &[("corp", Ending::ORGANISATION)],
        b'r' => &[("pur", Ending::PLACE), ("willer", Ending::PLACE)],
        b's' => &[
            ("aines", Ending::DEMONYM),
            ("ains", Ending::DEMONYM),
            ("aises", Ending::DEMONYM),
            ("akis", Ending::PERSON),
            ("ans", Ending::DEMONYM),
            ("bois", Ending::PLACE),
            ("champs", Ending::PLACE),
            ("idis", Ending::PERSON),
            ("iennes", Ending::DEMONYM),
            ("iens", Ending::DEMONYM),
            ("ois", Ending::DEMONYM),
            ("oises", Ending::DEMONYM),
            ("polis", Ending::PLACE),
            ("poulos", Ending::PERSON),
            ("press", Ending::ORGANISATION),
            ("villers", Ending::PLACE),
            ("villiers", Ending::PLACE),
        ],
        b't' => &[
            ("court", Ending::PLACE),
            ("invest", Ending::ORGANISATION),
            ("mont", Ending::PLACE),
            ("net", Ending::ORGANISATION),
            ("port", Ending::PLACE),
            ("soft", Ending::ORGANISATION),
            ("stadt", Ending::PLACE),
        ],
        b'u' => &[
            ("escu", Ending::PERSON),
            ("oglu", Ending::PERSON),
            ("opoulou", Ending::PERSON),
            ("ougou", Ending::PLACE),
        ],
        b'v' => &[("ov", Ending::PERSON)],
        b'y' => &[("bury", Ending::PLACE), ("sky", Ending::PERSON)],
        b'z' => &[("ez", Ending::PERSON), ("gaz", Ending::ORGANISATION), ("icz", Ending::PERSON)],
        _ => &[],
    }
}

/// Whether `word` ends so, with at least three bytes before, whatever the case.
fn ends(word: &[u8], ending: &[u8]) -> bool {
    let cut = word.len().saturating_sub(ending.len());
    cut >= 3 && word.get(cut..).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

/// The small words inside the names of communes.
const LINKS: &[&str] = &[
    "au", "aux", "bei", "de", "des", "du", "en", "et", "la", "le", "les", "lez", "lès", "près", "sous", "sur",
];

/// Whether a hyphenated word is made like the name of a commune: *Saint-Loup*, *Neuville-sur-Orne*.
pub(crate) fn commune(text: &str) -> bool {
    let mut parts = text.split(typography::is_hyphen);
    let first = parts.next().unwrap_or_default();
    let count = parts.clone().count();
    matches!(first, "Saint" | "Sainte" | "St" | "Ste") && count >= 1
        || count >= 2 && parts.any(|part| LINKS.contains(&part))
}
