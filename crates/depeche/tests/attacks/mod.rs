//! The attacks: texts that made other programs quadratic, and those that aim at the rules of this one.

/// What is repeated: one unit each, from the signs that made other programs quadratic.
const UNITS: &[(&str, &str)] = &[
    ("elisions", "l'"),
    ("stops", "."),
    ("open guillemets", "«"),
    ("open guillemets, spaced", "« "),
    ("straight quotes", "\""),
    ("open brackets", "("),
    ("combining marks", "\u{301}"),
    ("decomposed letters", "e\u{301}"),
    ("one long word", "a"),
    ("one long word in capitals", "É"),
    ("titles", "M. "),
    ("titles without space", "M."),
    ("joiners", "\u{200D}"),
    ("zeros", "\0"),
    ("clitics", "-t-"),
    ("newlines", "\n"),
    ("carriage returns", "\r"),
    ("spaces", " "),
    ("no-break spaces", "\u{A0}"),
    ("numbers and commas", "1,"),
    ("dotted acronyms", "A.B."),
    ("ellipses", "…"),
    ("exclamations", "!?"),
    ("closing guillemets", "»."),
    ("regional indicators", "🇫"),
    ("families", "👩\u{200D}"),
    ("grouped figures", "120 "),
    ("hyphens", "a-"),
    ("nested brackets", "([{«“"),
    ("dialogue", "— "),
    ("bullets", "- a\n"),
    ("abbreviations", "etc. cf. p. art. "),
    ("all capitals", "LE PRÉSIDENT DE LA RÉPUBLIQUE "),
    ("one surname", "Poutine "),
    ("full name, then surname", "Vladimir Poutine, Poutine, "),
    ("near-misses of a long name", "Organisation du traité de l'Atlantique "),
    ("near-misses, hyphenated", "Saint-Vincent-et-les-"),
    ("particles", "de la "),
    ("initials", "J. "),
    ("hyphenated initials", "J-P. "),
    ("unknown capitalised words", "Zzyx Qwv "),
    ("acronym and full name", "ONU (Organisation des Nations unies) "),
    ("addresses", "https://a.fr/"),
    ("half addresses", "a@b."),
    ("hashtags", "#a"),
    ("apostrophes", "'"),
    ("dates", "1er janvier "),
    ("numbers in letters", "mille cent "),
    ("factors", "mille millions "),
    ("key and value", "date: 2024-08\n"),
    ("hours", "20 h 30 "),
    ("spans of hours", "14h30-16h "),
    ("contractions", "des "),
    ("demonyms", "français russe "),
    ("names of two words", "New York "),
    ("a name in another", "Saint-Denis-de-la-Réunion "),
    ("many senses", "Martin Saint-Martin "),
    ("words with a mark", "n\u{303}o\u{302} "),
    ("rare spaces", "\u{2003}"),
    ("soft hyphens", "a\u{AD}"),
    ("byte order marks", "\u{FEFF}"),
    ("Chinese", "中国"),
    ("Arabic", "القاهرة "),
    ("form feeds", "\u{C}"),
    ("line separators", "\u{2028}"),
    ("CoNLL-U", "1\tle\tle\t_\t_\t_\t0\t_\t_\t_\n"),
    ("CoNLL-U, comments", "# text = a\n"),
    ("IOB", "Paris B-LOC\n"),
    ("brat", "T1\tLOC 0 5\tParis\n"),
    ("brat, notes", "#1\tAnnotatorNotes T1\tx\n"),
    ("a table of names", "x:1\tLOC\tParis\tPanam|Lutèce\n"),
    ("backslashes", "\\"),
    ("ampersands", "&<>"),
    ("news: towns before headlines", "FRIBOURG Un homme a été arrêté. "),
    ("news: rubrics before headlines", "JUSTICE Nicolas Sarkozy fait appel. "),
    ("news: one town in capitals", "FRIBOURG "),
    ("news: surnames in capitals", "Claire MARTIN, MARTIN, "),
    ("news: surnames first", "MARTIN Claire "),
    ("news: legal forms", "SA "),
    ("news: firms with their legal forms", "Renault SA a publié. "),
    ("news: lands of Québec", "MRC de "),
    ("news: datelines", "DAKAR (AFP) – L'Assemblée nationale. "),
    ("news: datelines on lines", "DAKAR (AFP) –\n"),
    ("news: functions and persons", "le président du Sénat Gérard Larcher "),
    ("news: unknown functions", "le maire de Kolwezi Sandji Mukoba, "),
    ("news: where towns lie", "Saint-Denis, dans le nord de La Réunion, Vienne (Isère), "),
    ("news: rivers and départements", "la Loire, le Var, les Alpes-Maritimes et "),
    ("news: towns with articles", "à la Baule au Mont-Dore "),
    ("news: towns with accents", "à Munster Münster "),
    ("news: two demonyms", "franco-allemand "),
    ("news: credits", "(Photo AFP, DR) "),
    ("news: artists", "joue Ravel, Fauré et Chausson "),
    ("news: houses", "la librairie La Fontaine "),
    ("news: firms and addresses", "Mediapart.fr, Mediapart, "),
    ("news: acronyms explained", "le PS (Parti socialiste), "),
];

/// Small documents one after the other: as they are cut, none may be looked at for all that come after it.
const EXPORTS: &[(&str, &str, &str)] = &[
    ("nexis, many documents", "1 of 2 DOCUMENTS\n\nA\n\n2024\n\nB\n\nLENGTH: 1\n\n", "LANGUAGE: FR\n\n"),
    ("factiva, many documents", "HD a\nPD 2024\nSN b\nLP\n", "AN Document F\n\n"),
];

/// What comes first: the header that never closes, the list that never ends.
const OPENERS: &[(&str, &str, &str)] = &[
    ("yaml fence that never closes", "---\na: 1\n", "b: 2\n"),
    ("yaml, flow brackets", "---\na: ", "["),
    ("yaml, deep lists", "---\n", "- "),
    ("yaml, aliases", "---\na: &a [1]\nb: ", "*a "),
    ("yaml, closed, many keys", "---\n", "clef: valeur\n"),
    ("toml fence that never closes", "+++\n", "a = 1\n"),
    ("toml, dotted keys", "+++\na", ".a"),
    ("json that never closes", "{", "\"a\": {"),
    ("json string that never closes", "{\"a\": \"", "b\\\""),
    ("starred", "**** ", "*date_2024-08 "),
    ("angle", "", "<date=2024-08>\n"),
    ("org", "", "#+TITLE: a\n"),
    ("pandoc", "", "% a\n"),
    ("html comment that never closes", "<!--\n", "a: 1\n"),
    ("bare header with a long headline", " date 2024-08 ", "Titre "),
    ("key with a long value", "titre: ", "mot "),
    ("keys on one line", "", "Date : 2024-08 "),
    ("nexis, names after the body", "1 of 2 DOCUMENTS\n\nA\n\n2024\n\nB\n\nLENGTH: 1\n\nT\n", "LANGUE: FR\n"),
    ("factiva that never begins", "", "HD a\n"),
    ("factiva, many ends", "HD a\nPD 2024\nSN b\nLP\nT\n", "AN Document F\n"),
    ("quote of everything", "« ", "Il parle. "),
    ("bracket of everything", "(", "Il parle. "),
    ("straight quote of everything", "\"", "Il parle. "),
];

/// Plain news, to compare with.
#[allow(dead_code, reason = "each test program takes what it needs")]
pub const NEWS: &str = "Le président de la commission, M. Jean-Baptiste Le Goff, s'est rendu lundi à Marseille. « L'accord \
     est signé », a-t-il dit devant 1 200 personnes. Aujourd'hui, l'Union européenne et la Suisse négocient encore. \
     Rien n'est fait : il faudra du temps, de l'argent et beaucoup de patience.\n\nLes États-Unis ont répondu par \
     la voix de leur ambassadeur ; le Premier ministre arménien n'a pas commenté.\n";

/// A text of about `bytes` bytes.
#[allow(dead_code, reason = "each test program takes what it needs")]
pub fn repeated(opener: &str, unit: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + unit.len());
    text.push_str(opener);
    while text.len() < bytes {
        text.push_str(unit);
    }
    text
}

/// An attack: its name, and its text of so many bytes.
pub type Attack = (String, Box<dyn Fn(usize) -> String + Send + Sync>);

pub fn attacks() -> Vec<Attack> {
    let repeat = |opener: &'static str, unit: &'static str| -> Box<dyn Fn(usize) -> String + Send + Sync> {
        Box::new(move |bytes| repeated(opener, unit, bytes))
    };
    let plain = UNITS.iter().map(|&(name, unit)| (name.to_owned(), repeat("", unit)));
    let opened = OPENERS.iter().map(|&(name, opener, unit)| (name.to_owned(), repeat(opener, unit)));
    let exports = EXPORTS.iter().map(|&(name, before, after)| -> Attack {
        (name.to_owned(), Box::new(move |bytes| repeated("", &[before, NEWS, after].concat(), bytes)))
    });
    let mut attacks: Vec<Attack> = plain.chain(opened).chain(exports).collect();
    attacks.push((
        "all different names".to_owned(),
        Box::new(|bytes| {
            let mut text = String::with_capacity(bytes + 16);
            let mut number = 0_u32;
            while text.len() < bytes {
                let letter = |place: u32| char::from(b'a' + (number >> (4 * place)) as u8 % 16);
                text.extend(["M. ", "B"]);
                text.extend((0..6).map(letter));
                text.push(' ');
                number = number.wrapping_add(1);
            }
            text
        }),
    ));
    if let Ok(word) = std::env::var("DEPECHE_ATTACK") {
        attacks.retain(|(name, _)| name.contains(&word));
    }
    attacks
}

/// News that is no repetition, of about `bytes` bytes: the sentences of the seeds in an order that no predictor of branches
/// learns by heart.
#[allow(dead_code, reason = "each test program takes what it needs")]
pub fn news(bytes: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let texts: Vec<_> =
        paths.iter().map(|path| std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")).collect();
    let paragraphs = texts.iter().flat_map(|text| text.split("\n\n").skip(1));
    let sentences: Vec<&str> = paragraphs.flat_map(|paragraph| paragraph.split_inclusive(". ")).collect();
    let mut text = String::with_capacity(bytes + 1_000);
    let mut state = 1_u64;
    while text.len() < bytes {
        // SplitMix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let drawn = (mixed ^ (mixed >> 31)) as usize;
        text.push_str(sentences[drawn % sentences.len()].trim());
        text.push_str(if drawn >> 40 & 3 == 0 { "\n\n" } else { " " });
    }
    text
}
