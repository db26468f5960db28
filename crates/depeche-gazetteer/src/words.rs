//! A compact set of words, each with a small number.

use crate::ask::AskStep;
use crate::error::{Error, ErrorCode};
use crate::form::bucket_of;
use crate::format::{content_hash, u32_at};
use depeche_text::fetch;
use depeche_text::fold::{FoldedWord, Folding, fold, folded_hash, hash};
use std::collections::BTreeMap;

const MAGIC: [u8; 8] = *b"DPCHWRD\n";
const VERSION: u32 = 1;
const HEADER: usize = 48;
const HASHED: usize = 40;

/// Gathers words for a [`WordMap`].
///
/// Words are folded fully: *Étienne*, *ETIENNE* and *étienne* are one word.
///
/// ```
/// use depeche_gazetteer::{WordMap, WordMapBuilder};
///
/// let mut builder = WordMapBuilder::new();
/// builder.insert("Étienne", 3)?;
/// let file = builder.compile()?;
/// assert_eq!(WordMap::open(&file)?.get("ETIENNE"), Some(3));
/// # Ok::<(), depeche_gazetteer::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct WordMapBuilder {
    words: BTreeMap<String, u8>,
}

impl WordMapBuilder {
    /// A builder without words.
    #[must_use]
    pub fn new() -> WordMapBuilder {
        WordMapBuilder::default()
    }

    /// Adds a word with its number; of a word that is there already, the number is joined with the new one bit by bit, so
    /// that a number can hold several classes.
    ///
    /// ```
    /// # use depeche_gazetteer::{ErrorCode, WordMap, WordMapBuilder};
    /// let mut builder = WordMapBuilder::new();
    /// // Two classes of one word.
    /// builder.insert("Camille", 1)?;
    /// builder.insert("CAMILLE", 4)?;
    /// assert_eq!(builder.insert("\u{AD}", 1).unwrap_err().code(), ErrorCode::EmptyForm);
    /// assert_eq!(WordMap::open(&builder.compile()?)?.get("Camille"), Some(5));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::EmptyForm`] for a word of which folding leaves nothing, [`ErrorCode::FormTooLong`] for one of more than
    /// 255 bytes.
    pub fn insert(&mut self, word: &str, value: u8) -> Result<(), Error> {
        let folded = fold(word.trim(), Folding::FULL);
        if folded.is_empty() {
            return Err(Error::new(
                ErrorCode::EmptyForm,
                format!("expected a word that can be seen, found {word:?}"),
            ));
        }
        if folded.len() > 255 {
            return Err(Error::new(
                ErrorCode::FormTooLong,
                format!("expected a word of at most 255 bytes, found {}", folded.len()),
            ));
        }
        *self.words.entry(folded).or_default() |= value;
        Ok(())
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Compiles the words. The same words give the same bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::TooBig`].
    pub fn compile(&self) -> Result<Vec<u8>, Error> {
        let too_big = || Error::new(ErrorCode::TooBig, "expected words of less than 4 GiB");
        let buckets = self.words.len().div_ceil(4).max(1);
        let mut order: Vec<(u64, &str, u8)> =
            self.words.iter().map(|(word, value)| (hash(word.as_bytes()), word.as_str(), *value)).collect();
        order.sort_unstable();
        let mut ends = Vec::with_capacity(buckets.saturating_mul(4));
        let mut words: Vec<u8> = Vec::new();
        let mut bucket = 0usize;
        let mut close = |bucket: &mut usize, until: usize, len: usize| -> Result<(), Error> {
            let end = u32::try_from(len).map_err(|_| too_big())?.to_le_bytes();
            while *bucket < until {
                ends.extend_from_slice(&end);
                *bucket = bucket.wrapping_add(1);
            }
            Ok(())
        };
        for (hash, word, value) in order {
            close(&mut bucket, bucket_of(hash, buckets), words.len())?;
            words.push(u8::try_from(word.len()).unwrap_or_default());
            words.push(value);
            words.extend_from_slice(word.as_bytes());
        }
        close(&mut bucket, buckets, words.len())?;
        ends.extend_from_slice(&words);
        let body = ends;
        let mut file = Vec::with_capacity(body.len().saturating_add(HEADER));
        file.extend_from_slice(&MAGIC);
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(&u32::try_from(self.words.len()).map_err(|_| too_big())?.to_le_bytes());
        file.extend_from_slice(&u32::try_from(buckets).map_err(|_| too_big())?.to_le_bytes());
        file.extend_from_slice(&u32::try_from(body.len()).map_err(|_| too_big())?.to_le_bytes());
        content_hash(&body).iter().for_each(|lane| file.extend_from_slice(&lane.to_le_bytes()));
        file.extend_from_slice(&hash(&file).to_le_bytes());
        file.extend_from_slice(&body);
        Ok(file)
    }
}

/// A compiled set of words, each with a number of eight bits; read where it lies.
///
/// For tens or hundreds of thousands of first names, surnames or common words: about four bytes a word beyond its text, and
/// two memory accesses to look one up. The answer is decided on the text of the word, never on its hash.
#[derive(Clone, Copy, Debug)]
pub struct WordMap<'a> {
    len: u32,
    ends: &'a [[u8; 4]],
    words: &'a [u8],
    body: &'a [u8],
    content: [u8; 16],
}

impl<'a> WordMap<'a> {
    /// Opens a compiled set of words, in time that does not depend on its size.
    ///
    /// ```
    /// # use depeche_gazetteer::{WordMap, WordMapBuilder, ErrorCode};
    /// let mut builder = WordMapBuilder::new();
    /// builder.insert("Zoé", 1)?;
    /// builder.insert("Marseille", 2)?;
    /// let file = builder.compile()?;
    /// let words = WordMap::open(&file)?;
    /// assert_eq!(words.len(), 2);
    /// assert_eq!(WordMap::open(b"DPCH").unwrap_err().code(), ErrorCode::NotCompiled);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Gazetteer::open`](crate::Gazetteer::open).
    pub fn open(file: &'a [u8]) -> Result<WordMap<'a>, Error> {
        if file.first_chunk::<8>() != Some(&MAGIC) {
            return Err(Error::new(
                ErrorCode::NotCompiled,
                "expected a compiled set of words, which begins with \"DPCHWRD\\n\"",
            ));
        }
        let damaged = || {
            Error::new(
                ErrorCode::DamagedHeader,
                "expected a header that agrees with its hash: build or copy the file again",
            )
        };
        let length = |expected: usize| {
            Error::new(
                ErrorCode::Length,
                format!("expected a file of {expected} bytes, found {}", file.len()),
            )
        };
        match u32_at(file, 8) {
            Some(VERSION) => {}
            Some(found) if found == VERSION.swap_bytes() => {
                return Err(Error::new(
                    ErrorCode::OtherEndianness,
                    "expected little-endian numbers, found big-endian ones: the file was not written by this library",
                ));
            }
            Some(found) => {
                return Err(Error::new(
                    ErrorCode::OtherVersion,
                    format!("expected version {VERSION} of the format, found {found}: build the file again"),
                ));
            }
            None => return Err(length(HEADER)),
        }
        let (header, body) = file.split_at_checked(HEADER).ok_or_else(|| length(HEADER))?;
        let (hashed, own) = header.split_at_checked(HASHED).ok_or_else(damaged)?;
        if own != hash(hashed).to_le_bytes() {
            return Err(damaged());
        }
        let number = |at| u32_at(header, at).ok_or_else(damaged);
        let (len, buckets, size) = (number(12)?, number(16)?, number(20)? as usize);
        if body.len() != size {
            return Err(length(size.saturating_add(HEADER)));
        }
        let (ends, words) =
            body.split_at_checked((buckets as usize).saturating_mul(4)).ok_or_else(damaged)?;
        let content = *header.get(24..).and_then(<[u8]>::first_chunk).ok_or_else(damaged)?;
        Ok(WordMap { len, ends: ends.as_chunks().0, words, body, content })
    }

    /// Checks every byte of the file against the hash in its header.
    ///
    /// ```
    /// # use depeche_gazetteer::{WordMap, WordMapBuilder};
    /// let mut builder = WordMapBuilder::new();
    /// builder.insert("Zoé", 1)?;
    /// builder.insert("Marseille", 2)?;
    /// let mut file = builder.compile()?;
    /// WordMap::open(&file)?.verify()?;
    /// *file.last_mut().unwrap() ^= 1;
    /// assert!(WordMap::open(&file)?.verify().is_err());
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::DamagedContent`].
    pub fn verify(&self) -> Result<(), Error> {
        let [a, b] = content_hash(self.body).map(u64::to_le_bytes);
        if [a, b].as_flattened() == self.content {
            Ok(())
        } else {
            Err(Error::new(
                ErrorCode::DamagedContent,
                "expected a content that agrees with its hash: build or copy the file again",
            ))
        }
    }

    /// The number of words.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are no words.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of `word`, in any case, with or without its diacritics.
    ///
    /// ```
    /// # use depeche_gazetteer::{WordMap, WordMapBuilder};
    /// let mut builder = WordMapBuilder::new();
    /// builder.insert("Zoé", 1)?;
    /// builder.insert("Marseille", 2)?;
    /// let file = builder.compile()?;
    /// let words = WordMap::open(&file)?;
    /// assert_eq!((words.get("zoe"), words.get("ZOÉ"), words.get("Lyon")), (Some(1), Some(1), None));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, word: &str) -> Option<u8> {
        let mut scratch = String::new();
        if word.is_ascii() {
            let hash = folded_hash(word, &mut scratch);
            return self.find(hash, |text| text.eq_ignore_ascii_case(word.as_bytes()));
        }
        let hash = folded_hash(word, &mut scratch);
        self.find(hash, |text| text == scratch.as_bytes())
    }

    /// The number of a word that is folded and hashed already: the way of asking several maps about one token.
    ///
    /// ```
    /// # use depeche_gazetteer::{AskStep, WordMap, WordMapBuilder};
    /// # use depeche_text::fold::{FoldedWord, Folding, fold};
    /// let mut builder = WordMapBuilder::new();
    /// builder.insert("Zoé", 1)?;
    /// builder.insert("Marseille", 2)?;
    /// let file = builder.compile()?;
    /// let words = WordMap::open(&file)?;
    /// let folded = fold("Zoé", Folding::FULL);
    /// let word = FoldedWord::from_folded(&folded);
    /// words.ask(word.hash(), AskStep::Index);
    /// words.ask(word.hash(), AskStep::Content);
    /// assert_eq!(words.get_folded(word), Some(1));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn get_folded(&self, word: FoldedWord<'_>) -> Option<u8> {
        self.find(word.hash(), |text| text == word.bytes())
    }

    /// Asks the processor for the memory that [`get_folded`](WordMap::get_folded) of a word with this hash is going to read, one
    /// step after the other: what the second asks for, it learns from what the first has asked for.
    #[inline]
    pub fn ask(&self, hash: u64, step: AskStep) {
        let bucket = bucket_of(hash, self.ends.len());
        match step {
            AskStep::Index => fetch(self.ends.get(bucket)),
            AskStep::Content => {
                let start = bucket.checked_sub(1).and_then(|before| self.ends.get(before));
                let start = start.map_or(0, |end| u32::from_le_bytes(*end)) as usize;
                fetch(self.words.get(start));
                // A bucket is rarely longer than a line of the caches, and often lies in two.
                fetch(self.words.get(start.saturating_add(32)));
            }
        }
    }

    #[inline]
    fn find(&self, hash: u64, is: impl Fn(&[u8]) -> bool) -> Option<u8> {
        let bucket = bucket_of(hash, self.ends.len());
        let end = u32::from_le_bytes(*self.ends.get(bucket)?);
        let start = match bucket.checked_sub(1) {
            Some(before) => u32::from_le_bytes(*self.ends.get(before)?),
            None => 0,
        };
        let mut rest = self.words.get(start as usize..end as usize)?;
        while let [len, value, tail @ ..] = rest {
            let (text, after) = tail.split_at_checked(usize::from(*len))?;
            if is(text) {
                return Some(*value);
            }
            rest = after;
        }
        None
    }

    /// Every word with its number, in the order of the file.
    ///
    /// ```
    /// # use depeche_gazetteer::{WordMap, WordMapBuilder};
    /// let mut builder = WordMapBuilder::new();
    /// builder.insert("Zoé", 1)?;
    /// builder.insert("Marseille", 2)?;
    /// let file = builder.compile()?;
    /// let words = WordMap::open(&file)?;
    /// let mut all: Vec<_> = words.iter().collect();
    /// all.sort();
    /// assert_eq!(all, [("marseille", 2), ("zoe", 1)]);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, u8)> + use<'a> {
        let mut rest = self.words;
        std::iter::from_fn(move || {
            let [len, value, tail @ ..] = rest else { return None };
            let (text, after) = tail.split_at_checked(usize::from(*len))?;
            rest = after;
            Some((std::str::from_utf8(text).ok()?, *value))
        })
    }
}
