//! Small linear models in whole numbers: a table of weights, found by the hash of a feature.
//!
//! The same sum on every machine: no floating point, no dependence on the order of a map. The file is text: lines that
//! begin with `#` (the first is the command that made the file), then for each table a line `name bits unit` and its
//! weights, one printable character each, `P` for zero.

use crate::sums::{Made, Sums};
use std::fmt;

/// The character of the weight zero; the weights go from `P` − 45 to `P` + 45.
const ZERO: u8 = b'P';
/// The largest weight.
pub(crate) const LIMIT: i32 = 45;
/// The weights on one line of the file.
const LINE: usize = 128;

/// Weights by the hash of a feature.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Table {
    weights: Vec<i8>,
    bits: u32,
    /// What a sum is divided by to be in 64ths of a natural unit of odds.
    unit: i32,
}

impl Table {
    pub(crate) fn new(bits: u32, unit: i32, weights: Vec<i8>) -> Table {
        Table { weights, bits, unit: unit.max(1) }
    }

    /// The place of a feature in a table of `bits` bits.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a table has far fewer than 2^32 places")]
    pub(crate) const fn place(feature: u64, bits: u32) -> usize {
        (feature.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64_u32.wrapping_sub(bits) & 63)) as usize
    }

    #[inline]
    pub(crate) fn weight(&self, feature: u64) -> i32 {
        self.weights.get(Table::place(feature, self.bits)).map_or(0, |&weight| i32::from(weight))
    }

    /// The probability, in 255ths, that belongs to a sum of weights: the logistic curve by straight pieces.
    pub(crate) fn probability(&self, sum: i32) -> u8 {
        // The curve at 0, 1, 2, … 6 units, in 255ths.
        const CURVE: [i32; 7] = [128, 186, 225, 243, 250, 253, 255];
        let units = sum.unsigned_abs().saturating_mul(64).checked_div(self.unit.unsigned_abs()).unwrap_or(0);
        let (whole, part) = ((units / 64) as usize, i32::try_from(units % 64).unwrap_or(0));
        let low = CURVE.get(whole).copied().unwrap_or(255);
        let high = CURVE.get(whole.wrapping_add(1)).copied().unwrap_or(255);
        let up = low.wrapping_add(high.wrapping_sub(low).wrapping_mul(part) / 64);
        u8::try_from(if sum < 0 { 255_i32.wrapping_sub(up) } else { up }).unwrap_or(255)
    }

    fn write(&self, name: &str, out: &mut String) {
        out.push_str(&format!("{name} {} {}\n", self.bits, self.unit));
        for line in self.weights.chunks(LINE) {
            out.extend(line.iter().map(|&weight| char::from(ZERO.wrapping_add_signed(weight))));
            out.push('\n');
        }
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table of {} weights", self.weights.len())
    }
}

/// Words met in small letters, as bits by the hash of their key; a few others are taken for known.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Known {
    /// Six bits a piece.
    bits: Vec<u8>,
}

impl Known {
    /// How many bits there are, as a power of two.
    const BITS: u32 = 16;
    /// The first of the 64 characters that stand for six bits.
    const FIRST: u8 = b'0';

    #[cfg(feature = "train")]
    pub(crate) fn new(words: impl Iterator<Item = u64>) -> Known {
        let mut bits = vec![0_u8; (1_usize << Known::BITS).div_ceil(6)];
        for word in words {
            let place = Table::place(word, Known::BITS);
            if let Some(six) = bits.get_mut(place / 6) {
                *six |= 1 << (place % 6);
            }
        }
        Known { bits }
    }

    /// Whether the word with this hash is known.
    #[inline]
    pub(crate) fn has(&self, word: u64) -> bool {
        let place = Table::place(word, Known::BITS);
        self.bits.get(place / 6).is_some_and(|six| six >> (place % 6) & 1 == 1)
    }

    fn write(&self, out: &mut String) {
        out.push_str("known\n");
        for line in self.bits.chunks(LINE) {
            out.extend(line.iter().map(|&six| char::from(Known::FIRST.wrapping_add(six))));
            out.push('\n');
        }
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Known words, {} of {} bits",
            self.bits.iter().map(|six| six.count_ones()).sum::<u32>(),
            1 << Known::BITS
        )
    }
}

/// The learned weights: for *des*, and for sentences that end without a mark.
///
/// 60 KB in memory. The built-in ones ship with the crate; others can be trained and read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Models {
    /// Whether a word is a verb, from its form and the word before: a feature of the next one.
    pub(crate) verb: Table,
    /// Whether *des* is *de* + *les*.
    pub(crate) des: Table,
    /// Whether a sentence ends at a gap.
    pub(crate) gap: Table,
    /// The words that are no names, a feature of the gaps.
    pub(crate) known: Known,
    pub(crate) sums: Made,
}

impl Models {
    /// The sums by which *des* is decided.
    #[inline]
    pub(crate) fn sums(&self) -> &Sums {
        self.sums.get(self)
    }

    /// Reads the file that [`Models::write`] makes.
    ///
    /// # Errors
    ///
    /// [`InvalidModels`] with the line: a table that is missing or not whole.
    pub fn read(text: &str) -> Result<Models, InvalidModels> {
        let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.starts_with('#'));
        let mut table = |name: &'static str| {
            let (at, header) = lines.next().unwrap_or((text.lines().count(), ""));
            let invalid = || InvalidModels { line: at.saturating_add(1), table: name };
            let mut fields = header.split(' ');
            let bits =
                fields.next().filter(|&found| found == name).and_then(|_| fields.next()?.parse::<u32>().ok());
            let bits = bits.filter(|bits| (6..=20).contains(bits)).ok_or_else(invalid)?;
            let unit = fields
                .next()
                .and_then(|unit| unit.parse::<i32>().ok())
                .filter(|&unit| unit > 0)
                .ok_or_else(invalid)?;
            let size = 1_usize << bits;
            let mut weights = Vec::with_capacity(size);
            while weights.len() < size {
                let Some((_, line)) = lines.next() else { break };
                let signed = |byte: u8| byte.wrapping_sub(ZERO).cast_signed(); // wraps: a weight below nought
                weights.extend(line.bytes().map(signed));
            }
            let whole =
                weights.len() == size && weights.iter().all(|&weight| i32::from(weight).abs() <= LIMIT);
            if whole { Ok(Table::new(bits, unit, weights)) } else { Err(invalid()) }
        };
        let (verb, des, gap) = (table("verb")?, table("des")?, table("gap")?);
        let at = lines.next().filter(|(_, line)| *line == "known").map(|(at, _)| at);
        let mut bits = Vec::new();
        for line in lines.by_ref().map(|(_, line)| line) {
            bits.extend(line.bytes().map(|byte| byte.wrapping_sub(Known::FIRST)));
        }
        let whole = bits.len() == (1_usize << Known::BITS).div_ceil(6) && bits.iter().all(|&six| six < 64);
        match at {
            Some(_) if whole => Ok(Models { verb, des, gap, known: Known { bits }, sums: Made::default() }),
            at => Err(InvalidModels {
                line: at.unwrap_or_else(|| text.lines().count()).saturating_add(1),
                table: "known",
            }),
        }
    }

    /// The text of the models, its first lines being `header`, each of which must begin with `#`.
    #[must_use]
    pub fn write(&self, header: &str) -> String {
        let mut out = header.to_owned();
        for (name, table) in [("verb", &self.verb), ("des", &self.des), ("gap", &self.gap)] {
            table.write(name, &mut out);
        }
        self.known.write(&mut out);
        out
    }
}

/// A file of weights that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidModels {
    line: usize,
    table: &'static str,
}

impl InvalidModels {
    /// The line of the file, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for InvalidModels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}: expected the table `{}` with all its weights, found another thing: train the models again",
            self.line, self.table
        )
    }
}

impl std::error::Error for InvalidModels {}
