//! Numbers as French texts write them, in figures and in letters.

use depeche_text::numeral;

/// A number without an error of rounding: its digits, and how many of them stand after the decimal sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Decimal {
    digits: u128,
    scale: u32,
}

impl Decimal {
    pub(super) const fn of(digits: u64) -> Decimal {
        Decimal { digits: digits as u128, scale: 0 }
    }

    /// Reads a number in figures: *1 234,50*, *1.234,50* (Belgium), *1'234.50* (Switzerland), *3,5*, *3.5*.
    ///
    /// One point or comma with three figures after it is a group when a digit that is no zero stands before and nothing
    /// says otherwise: *1.234 euros* counts thousands in print. `None` for a range, a fraction, or too many figures.
    pub(super) fn in_figures(text: &str) -> Option<Decimal> {
        let marks = || text.char_indices().filter(|(_, c)| matches!(c, '.' | ','));
        let decimal = match (marks().count(), marks().next_back()) {
            (0, _) | (_, None) => None,
            (1, Some((at, mark))) => {
                let (before, after) = (text.get(..at)?, text.get(at..)?.get(1..)?);
                let groups =
                    mark == '.' && after.len() == 3 && !before.starts_with('0') && !has_spaces(before);
                (!groups).then_some(at)
            }
            (_, Some((at, mark))) => {
                let alone = marks().filter(|&(_, other)| other == mark).count() == 1;
                alone.then_some(at)
            }
        };
        let mut number = Decimal { digits: 0, scale: 0 };
        for (at, c) in text.char_indices() {
            match c {
                '0'..='9' => {
                    let digit = u128::from(c.to_digit(10)?);
                    number.digits = number.digits.checked_mul(10)?.checked_add(digit)?;
                    let after = decimal.is_some_and(|decimal| at > decimal);
                    number.scale = number.scale.checked_add(u32::from(after))?;
                }
                '.' | ',' | '\'' | '’' => {}
                space if space.is_whitespace() => {}
                _ => return None,
            }
        }
        text.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
    }

    pub(super) fn times(self, factor: u64) -> Option<Decimal> {
        Some(Decimal { digits: self.digits.checked_mul(u128::from(factor))?, ..self })
    }
}

fn has_spaces(text: &str) -> bool {
    text.contains(char::is_whitespace)
}

/// `3500000`, `3.5`: a point before the decimals, no zeros at their end.
impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = 10_u128.checked_pow(self.scale).unwrap_or(1);
        let (whole, rest) =
            (self.digits.checked_div(unit).unwrap_or(0), self.digits.checked_rem(unit).unwrap_or(0));
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let decimals = format!("{rest:0width$}", width = usize::try_from(self.scale).unwrap_or(0));
        write!(f, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}

/// A number in letters below a million, word by word: *deux cent quatre-vingt-dix-sept mille*.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Letters {
    /// What stands before *mille*, times a thousand.
    thousands: u64,
    /// What is counted since.
    sum: u64,
    any: bool,
}

impl Letters {
    /// Takes the next token, hyphens and all; `None` when it goes on no number, and nothing has changed.
    pub(super) fn and(mut self, token: &str) -> Option<Letters> {
        if token == "et" {
            return None;
        }
        for word in token.split('-').filter(|word| *word != "et") {
            match u64::from(numeral(word)?) {
                100 => {
                    self.sum = match self.sum {
                        0 => 100,
                        hundreds @ 2..10 => hundreds.checked_mul(100)?,
                        _ => return None,
                    }
                }
                1000 if self.thousands == 0 => {
                    self.thousands = self.sum.max(1).checked_mul(1000)?;
                    self.sum = 0;
                }
                // *quatre-vingts*: four times twenty.
                20 if self.sum % 100 == 4 => self.sum = self.sum.checked_add(76)?,
                more if more < 100 && fits(self.sum % 100, more) => self.sum = self.sum.checked_add(more)?,
                _ => return None,
            }
        }
        self.any = true;
        Some(self)
    }

    pub(super) fn value(self) -> Option<Decimal> {
        let value = self.thousands.checked_add(self.sum)?;
        self.any.then_some(Decimal::of(value))
    }
}

/// Whether a number of one word may follow these units and tens: *vingt-deux*, *soixante-dix-sept*, not *deux vingt*.
fn fits(so_far: u64, more: u64) -> bool {
    match so_far {
        0 => true,
        10 => (7..10).contains(&more),
        60 | 80 => more < 20,
        70 | 90 => more < 10,
        tens => tens % 10 == 0 && more < 10,
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Letters};

    #[test]
    fn figures() {
        let cases = [
            ("1 234,50", "1234.5"),
            ("1\u{202F}234", "1234"),
            ("1.234,50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("1'200.05", "1200.05"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("0.125", "0.125"),
            ("3,125", "3.125"),
            ("3.5", "3.5"),
            ("007", "7"),
        ];
        for (text, value) in cases {
            assert_eq!(Decimal::in_figures(text).unwrap().to_string(), value, "{text}");
        }
        for text in ["10-12", "1/2", "x", "", &"9".repeat(50)] {
            assert_eq!(Decimal::in_figures(text), None, "{text}");
        }
    }

    #[test]
    fn letters() {
        let read = |text: &str| {
            let number =
                text.split(' ').filter(|word| *word != "et").try_fold(Letters::default(), Letters::and);
            number.and_then(Letters::value).map(|value| value.to_string())
        };
        let cases = [
            ("un", "1"),
            ("seize", "16"),
            ("vingt et un", "21"),
            ("vingt-et-un", "21"),
            ("soixante-dix-sept", "77"),
            ("quatre-vingts", "80"),
            ("quatre-vingt-dix-neuf", "99"),
            ("nonante-trois", "93"),
            ("cent", "100"),
            ("deux cents", "200"),
            ("deux cent cinquante mille", "250000"),
            ("mille deux cents", "1200"),
            ("trois mille", "3000"),
        ];
        for (text, value) in cases {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        for text in ["deux trois", "vingt trente", "maison", "mille mille", "vingt cent", "cent cent"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
