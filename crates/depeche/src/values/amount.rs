//! Amounts: a number with its unit, of money, percent or measure.

use super::currency;
use super::number::{Decimal, Letters};
use super::{Reader, Value};
use depeche_text::{EntityType, TokenKind};

/// A unit: what the amount is of, and how its value is written.
enum Unit {
    /// The code of ISO 4217; `None` when several currencies have the name.
    Money(Option<&'static str>),
    Percent,
    /// The symbol of the unit.
    Measure(&'static str),
}

/// A number, and the token after it.
#[derive(Clone, Copy)]
struct Count {
    /// `None` for figures that are no one number: *10-12 %*.
    value: Option<Decimal>,
    after: usize,
    /// A million or more, that takes *de* before its unit.
    large: bool,
}

impl Reader<'_> {
    /// The amount that begins with the token `at`, and the token after it.
    ///
    /// * A1: a number and its unit: *1 234,50 €*, *deux cents euros*, *12,5 %*, *45 km/h*. Without a unit a number is none.
    /// * A2: *mille*, *million*, *milliard* and their short forms multiply: *3,5 millions d'euros*, *1,2 Md€*, *50 k€*.
    /// * A3: a currency before its figures: *CHF 1'200*, *US$ 200*, *EUR 5 millions*.
    pub(super) fn amount(&self, at: usize) -> Option<(Value, usize)> {
        let (number, unit, after) = self.counted(at).or_else(|| self.priced(at))?;
        let span = self.span(at, after)?;
        let value = number.map(|number| number.to_string());
        let written = |id: String, name: String| (Some(id), Some(name));
        let (kind, (id, name)) = match (unit, value) {
            (Unit::Money(Some(code)), Some(value)) => {
                ("AMOUNT:money", written(format!("money:{code}:{value}"), format!("{value} {code}")))
            }
            (Unit::Money(_), _) => ("AMOUNT:money", (None, None)),
            (Unit::Percent, Some(value)) => {
                ("AMOUNT:percent", written(format!("percent:{value}"), format!("{value} %")))
            }
            (Unit::Percent, None) => ("AMOUNT:percent", (None, None)),
            (Unit::Measure(unit), Some(value)) => {
                ("AMOUNT:measure", written(format!("measure:{unit}:{value}"), format!("{value} {unit}")))
            }
            (Unit::Measure(_), None) => ("AMOUNT:measure", (None, None)),
        };
        let kind = EntityType::new(kind).unwrap_or(EntityType::AMOUNT);
        Some((Value { span, kind, id, name }, after))
    }

    /// A1, A2: a number and the unit after it.
    fn counted(&self, at: usize) -> Option<(Option<Decimal>, Unit, usize)> {
        let count = self.number(at)?;
        let mut value = count.value;
        let mut after = count.after;
        // *1,2 Md€*: the short forms multiply before a currency alone.
        if let Some(factor) = short_factor(self.text(after))
            && currency::symbol(self.text(next(after))).is_some()
        {
            value = value.and_then(|value| value.times(factor));
            after = next(after);
        }
        let of = matches!(self.word(after).as_str(), "d'" | "de");
        if count.large && of {
            after = next(after);
        }
        let (unit, after) = self.unit(after)?;
        Some((value, unit, after))
    }

    /// A3: a currency and the number after it.
    fn priced(&self, at: usize) -> Option<(Option<Decimal>, Unit, usize)> {
        let text = self.text(at);
        let (code, first) = match (currency::code(text), currency::symbol(text)) {
            (Some(code), _) => (of_code(code), next(at)),
            (_, Some(code)) => (code, next(at)),
            (None, None) => {
                let code = currency::dollar(text).filter(|_| self.text(next(at)) == "$")?;
                (Some(code), next(next(at)))
            }
        };
        if self.kind(first)? != TokenKind::Number {
            return None;
        }
        let count = self.number(first)?;
        // *euros* after it has its own symbol: *le cours du dollar ($) 5 euros*.
        if self.unit(count.after).is_some() {
            return None;
        }
        Some((count.value, Unit::Money(code), count.after))
    }

    /// The number that begins with the token `at`.
    fn number(&self, at: usize) -> Option<Count> {
        let mut count = match self.kind(at)? {
            TokenKind::Number => {
                Count { value: Decimal::in_figures(self.text(at)), after: next(at), large: false }
            }
            TokenKind::Word => self.letters(at)?,
            _ => return None,
        };
        for _ in 0..FACTORS {
            let Some(factor) = factor(&self.word(count.after)) else { break };
            count.value = count.value.and_then(|value| value.times(factor));
            count.large = factor > 1000;
            count.after = next(count.after);
        }
        Some(count)
    }

    fn letters(&self, at: usize) -> Option<Count> {
        let mut after = at;
        let mut number = Letters::default();
        loop {
            let word = self.word(after);
            let joined = word == "et" && after > at;
            let token = if joined { self.word(next(after)) } else { word };
            let Some(more) = number.and(&token).filter(|_| !token.is_empty()) else { break };
            number = more;
            after = if joined { next(next(after)) } else { next(after) };
        }
        let value = number.value()?;
        Some(Count { value: Some(value), after, large: false })
    }

    /// The unit that begins with the token `at`, and the token after it.
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let text = self.text(at);
        let after = next(at);
        if let Some(code) = currency::symbol(text) {
            // *40 $ CA*
            let state = currency::dollar(self.text(after)).filter(|_| text == "$");
            return Some(match state {
                Some(code) => (Unit::Money(Some(code)), next(after)),
                None => (Unit::Money(code), after),
            });
        }
        if let Some(code) = currency::code(text) {
            return Some((Unit::Money(of_code(code)), after));
        }
        if currency::dollar(text).is_some() && self.text(after) == "$" {
            return Some((Unit::Money(currency::dollar(text)), next(after)));
        }
        let word = self.word(at);
        if let Some(code) = currency::word(&word) {
            return match currency::of_state(&word, &self.word(after)) {
                Some(code) => Some((Unit::Money(code), next(after))),
                None if currency::needs_adjective(&word) => None,
                None => Some((Unit::Money(code), after)),
            };
        }
        self.percent(text, &word, at).or_else(|| self.measure(text, &word, at))
    }

    fn percent(&self, text: &str, word: &str, at: usize) -> Option<(Unit, usize)> {
        let after = next(at);
        match (text, word) {
            ("%", _) => Some((Unit::Percent, after)),
            (_, "pour") if self.word(after) == "cent" => Some((Unit::Percent, next(after))),
            (_, "pourcent") => Some((Unit::Percent, after)),
            (_, "point" | "points")
                if self.word(after) == "de" && self.word(next(after)) == "pourcentage" =>
            {
                Some((Unit::Measure("pp"), next(next(after))))
            }
            _ => None,
        }
    }

    /// A unit of measure, by its symbol or its word, and what makes a speed or an area of it.
    fn measure(&self, text: &str, word: &str, at: usize) -> Option<(Unit, usize)> {
        let unit = symbol(text).or_else(|| named(word))?;
        let after = next(at);
        let then = self.word(after);
        let compound = match (unit, then.as_str()) {
            ("km", "/") if self.text(next(after)) == "h" => Some(("km/h", 2)),
            ("km", "par") if self.word(next(after)) == "heure" => Some(("km/h", 2)),
            ("m", "carre" | "carres") => Some(("m²", 1)),
            ("m", "cube" | "cubes") => Some(("m³", 1)),
            ("km", "carre" | "carres") => Some(("km²", 1)),
            ("°", "celsius") => Some(("°C", 1)),
            _ => None,
        };
        let (unit, more) = compound.unwrap_or((unit, 0));
        let after = after.saturating_add(more);
        // *0,9 kg/m2* is of another unit than *0,9 kg*.
        let goes_on =
            self.text(after) == "/" && self.span(at, next(after))?.len() <= text.len().saturating_add(1);
        (!goes_on).then_some((Unit::Measure(unit), after))
    }
}

/// *mille milliards* is the most that texts say; a bound, so that *mille mille mille* is read in linear time.
const FACTORS: usize = 3;

fn next(at: usize) -> usize {
    at.saturating_add(1)
}

/// *FCFA* is written like a code and means two currencies.
fn of_code(code: &'static str) -> Option<&'static str> {
    Some(code).filter(|code| *code != "FCFA")
}

/// What a word multiplies by, folded. *billion* is a million millions, and *mille milliards* is as much.
fn factor(word: &str) -> Option<u64> {
    Some(match word {
        "mille" => 1000,
        "million" | "millions" => 1_000_000,
        "milliard" | "milliards" => 1_000_000_000,
        "billion" | "billions" => 1_000_000_000_000,
        _ => return None,
    })
}

/// The short forms beside a symbol: *k€*, *M€*, *Md€*.
fn short_factor(text: &str) -> Option<u64> {
    Some(match text {
        "k" | "K" => 1000,
        "M" | "Mio" => 1_000_000,
        "Md" | "Mds" | "Mrd" | "Mrds" => 1_000_000_000,
        _ => return None,
    })
}

/// Symbols of the International System, and others that news writes beside figures.
fn symbol(text: &str) -> Option<&'static str> {
    const SYMBOLS: [&str; 24] = [
        "GW", "GWh", "MW", "MWh", "TWh", "cl", "cm", "g", "ha", "hl", "kW", "kWh", "kg", "km", "km/h", "km²",
        "l", "m", "mm", "m²", "m³", "t", "°", "°C",
    ];
    SYMBOLS.iter().find(|symbol| **symbol == text).copied()
}

/// The symbol of a unit that is spelled out, folded.
fn named(word: &str) -> Option<&'static str> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "baril" => "bbl",
        "centimetre" => "cm",
        "degre" => "°",
        "gigawatt" => "GW",
        "gramme" => "g",
        "hectare" => "ha",
        "hectolitre" => "hl",
        "kilo" | "kilogramme" => "kg",
        "kilometre" => "km",
        "kilometre-heure" | "kilometres-heure" => "km/h",
        "kilowattheure" => "kWh",
        "litre" => "l",
        "megawatt" => "MW",
        "metre" => "m",
        "millimetre" => "mm",
        "terawattheure" => "TWh",
        "tonne" => "t",
        _ => return None,
    })
}
