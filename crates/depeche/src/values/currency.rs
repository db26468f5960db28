//! Currencies: their words, symbols and codes. The codes and the countries behind them are those of ISO 4217 (facts).
//!
//! All words are folded. A word that several states use names a currency with its adjective alone: *dollar canadien*,
//! *franc suisse*; a bare *dollar* has no code.

/// The code of a symbol that means one currency; `Some(None)` for one that means several.
pub(super) fn symbol(symbol: &str) -> Option<Option<&'static str>> {
    Some(match symbol {
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        "₽" => Some("RUB"),
        "₺" => Some("TRY"),
        "₹" => Some("INR"),
        "₩" => Some("KRW"),
        "₴" => Some("UAH"),
        "₪" => Some("ILS"),
        "₦" => Some("NGN"),
        "$" | "¥" => None,
        _ => return None,
    })
}

/// The currency of letters beside a dollar sign: *US$*, *$ US*, *$ CA*, *C$*.
pub(super) fn dollar(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "US" | "USA" | "É.-U." | "EU" => "USD",
        "CA" | "CAN" | "C" | "Can" => "CAD",
        "A" | "AU" | "AUS" => "AUD",
        "HK" => "HKD",
        _ => return None,
    })
}

/// The code itself, when it is one that texts write beside figures.
pub(super) fn code(word: &str) -> Option<&'static str> {
    const CODES: [&str; 48] = [
        "AED", "ARS", "AUD", "BGN", "BIF", "BRL", "CAD", "CDF", "CHF", "CNY", "COP", "CZK", "DJF", "DKK",
        "DZD", "EGP", "EUR", "FCFA", "GBP", "GNF", "HKD", "HTG", "HUF", "ILS", "INR", "JPY", "KMF", "KRW",
        "LBP", "LYD", "MAD", "MGA", "MRU", "MUR", "MXN", "NGN", "NOK", "PLN", "RON", "RUB", "RWF", "SEK",
        "TND", "TRY", "UAH", "USD", "XAF", "XOF",
    ];
    CODES.binary_search(&word).ok().and_then(|at| CODES.get(at)).copied()
}

/// A word that names money, folded: with the code when it means one currency.
pub(super) fn word(word: &str) -> Option<Option<&'static str>> {
    Some(match word {
        "euro" | "euros" => Some("EUR"),
        "ariary" | "ariarys" => Some("MGA"),
        "forint" | "forints" => Some("HUF"),
        "gourde" | "gourdes" => Some("HTG"),
        "hryvnia" | "hryvnias" => Some("UAH"),
        "lev" | "leva" => Some("BGN"),
        "naira" | "nairas" => Some("NGN"),
        "ouguiya" | "ouguiyas" => Some("MRU"),
        "rand" | "rands" => Some("ZAR"),
        "reais" | "reals" => Some("BRL"),
        "shekel" | "shekels" => Some("ILS"),
        "yen" | "yens" => Some("JPY"),
        "yuan" | "yuans" => Some("CNY"),
        "zloty" | "zlotys" => Some("PLN"),
        "cedi" | "cedis" => Some("GHS"),
        "couronne" | "couronnes" | "dinar" | "dinars" | "dirham" | "dirhams" | "dollar" | "dollars"
        | "franc" | "francs" | "leu" | "lei" | "livre" | "livres" | "peso" | "pesos" | "rial" | "rials"
        | "riyal" | "riyals" | "rouble" | "roubles" | "roupie" | "roupies" | "shilling" | "shillings"
        | "won" | "wons" => None,
        _ => return None,
    })
}

/// Whether this word of money means something else as often, and counts with its adjective alone: *douze livres*.
pub(super) fn needs_adjective(word: &str) -> bool {
    matches!(word, "couronne" | "couronnes" | "livre" | "livres" | "leu" | "lei")
}

/// The currency that the adjective makes of the word, both folded: *dollar* and *canadien*.
pub(super) fn of_state(word: &str, adjective: &str) -> Option<Option<&'static str>> {
    let word = word.strip_suffix('s').unwrap_or(word);
    let adjective = adjective.strip_suffix('s').unwrap_or(adjective);
    Some(Some(match (word, adjective) {
        // Two currencies of one name, of West and of Central Africa.
        ("franc", "cfa") => return Some(None),
        ("couronne", "danoise") => "DKK",
        ("couronne", "islandaise") => "ISK",
        ("couronne", "norvegienne") => "NOK",
        ("couronne", "suedoise") => "SEK",
        ("couronne", "tcheque") => "CZK",
        ("dinar", "algerien") => "DZD",
        ("dinar", "irakien") => "IQD",
        ("dinar", "jordanien") => "JOD",
        ("dinar", "koweitien") => "KWD",
        ("dinar", "libyen") => "LYD",
        ("dinar", "serbe") => "RSD",
        ("dinar", "tunisien") => "TND",
        ("dirham", "emirati" | "emirien") => "AED",
        ("dirham", "marocain") => "MAD",
        ("dollar", "americain" | "us") => "USD",
        ("dollar", "australien") => "AUD",
        ("dollar", "canadien") => "CAD",
        ("dollar", "neo-zelandai") => "NZD",
        ("franc", "belge") => "BEF",
        ("franc", "burundai") => "BIF",
        ("franc", "comorien") => "KMF",
        ("franc", "congolai") => "CDF",
        ("franc", "djiboutien") => "DJF",
        ("franc", "francai") => "FRF",
        ("franc", "guineen") => "GNF",
        ("franc", "luxembourgeoi") => "LUF",
        ("franc", "pacifique") => "XPF",
        ("franc", "rwandai") => "RWF",
        ("franc", "suisse") => "CHF",
        ("lei" | "leu", "moldave") => "MDL",
        ("lei" | "leu", "roumain") => "RON",
        ("livre", "egyptienne") => "EGP",
        ("livre", "libanaise") => "LBP",
        ("livre", "soudanaise") => "SDG",
        ("livre", "sterling") => "GBP",
        ("livre", "syrienne") => "SYP",
        ("livre", "turque") => "TRY",
        ("peso", "argentin") => "ARS",
        ("peso", "chilien") => "CLP",
        ("peso", "colombien") => "COP",
        ("peso", "mexicain") => "MXN",
        ("rial", "iranien") => "IRR",
        ("riyal", "qatari" | "qatarien") => "QAR",
        ("riyal", "saoudien") => "SAR",
        ("rouble", "bielorusse") => "BYN",
        ("rouble", "russe") => "RUB",
        ("roupie", "indienne") => "INR",
        ("roupie", "mauricienne") => "MUR",
        ("roupie", "pakistanaise") => "PKR",
        ("roupie", "sri-lankaise") => "LKR",
        ("shilling", "kenyan") => "KES",
        ("shilling", "ougandai") => "UGX",
        ("shilling", "tanzanien") => "TZS",
        ("won", "sud-coreen") => "KRW",
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::{code, of_state, word};

    #[test]
    fn codes_are_found() {
        for known in ["AED", "CHF", "EUR", "XOF", "XAF"] {
            assert_eq!(code(known), Some(known));
        }
        assert_eq!(code("COP29"), None);
    }

    #[test]
    fn an_adjective_makes_the_currency() {
        assert_eq!(word("dollars"), Some(None));
        assert_eq!(of_state("dollars", "canadiens"), Some(Some("CAD")));
        assert_eq!(of_state("francs", "suisses"), Some(Some("CHF")));
        assert_eq!(of_state("francs", "cfa"), Some(None));
        assert_eq!(of_state("francs", "tireurs"), None);
    }
}
