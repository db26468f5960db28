//! The tokens as the rules see them.

use crate::class::Class;
use crate::cues::{Case, CueTable, Cues};
use crate::ending::{Ending, commune};
use crate::key::key_of;
use crate::lexicon::{Facts, Lexicon};
use crate::memo::{Memo, Name};
use crate::propose;
use crate::stand::Standing;
use depeche_gazetteer::{AskStep, Onset};
use depeche_text::fold::{self, FoldedWord, Folding, ShortWord, fold_into};
use depeche_text::{Token, TokenKind, numeral, typography};
use std::borrow::Cow;

/// The shape of a token: a set of marks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Shape(u32);

impl Shape {
    /// A word that begins with a capital.
    pub(crate) const CAPITAL: Shape = Shape(1);
    /// Two letters or more, all capitals.
    pub(crate) const CAPITALS: Shape = Shape(1 << 1);
    /// Holds figures.
    pub(crate) const FIGURES: Shape = Shape(1 << 2);
    /// One capital, with or without its full stop; *J.-P.*
    pub(crate) const INITIAL: Shape = Shape(1 << 3);
    /// A Roman number of letters: *XIV*.
    pub(crate) const ROMAN: Shape = Shape(1 << 4);
    pub(crate) const HYPHEN: Shape = Shape(1 << 5);
    /// A capital after a small letter: *TotalEnergies*.
    pub(crate) const CAMEL: Shape = Shape(1 << 6);
    /// Stands where any word has a capital.
    pub(crate) const WEAK: Shape = Shape(1 << 7);
    /// Stands in a line all in capitals.
    pub(crate) const HEADLINE: Shape = Shape(1 << 8);
    pub(crate) const PUNCTUATION: Shape = Shape(1 << 9);
    pub(crate) const ELIDED: Shape = Shape(1 << 10);
    pub(crate) const NUMBER: Shape = Shape(1 << 11);
    /// Three letters or fewer.
    pub(crate) const SHORT: Shape = Shape(1 << 12);
    pub(crate) const LETTERS: Shape = Shape(1 << 13);
    pub(crate) const OPENING: Shape = Shape(1 << 14);
    pub(crate) const CLOSING: Shape = Shape(1 << 15);
    /// A dash between words, not a hyphen.
    pub(crate) const DASH: Shape = Shape(1 << 16);
    /// A name may begin here, or be proposed from here: see [`propose::may_propose`].
    pub(crate) const PROPOSES: Shape = Shape(1 << 17);
    /// A name may begin here after a title alone.
    pub(crate) const PROPOSES_TITLED: Shape = Shape(1 << 20);
    /// Two numbers with a hyphen: *2-1*.
    pub(crate) const SCORE: Shape = Shape(1 << 18);
    /// A country or a part of one between parentheses, or a number that may be that of a département: *Épesses ([VD])*, *Liffol
    /// ([Vosges])*, *Thorey ([54])*.
    pub(crate) const LAND: Shape = Shape(1 << 19);
    /// The name of a person begins here, behind that of what the person is at the head of: *le président du Sénat [Gérard] Larcher*.
    pub(crate) const PARTS: Shape = Shape(1 << 23);

    /// A sign after which any word has a capital.
    pub(crate) const ENDS: Shape = Shape(1 << 21);
    /// A sign after which a grammatical word with a capital begins a sentence.
    pub(crate) const BEGINS: Shape = Shape(1 << 22);
    /// A capitalised elided word, be it in a line of capitals: *N'Diaye*, *L'Oréal*.
    pub(crate) const APOSTROPHE: Shape = Shape(1 << 24);
    /// Is a French département, and no river: *le Var, les [Alpes-Maritimes] et la Corse*.
    pub(crate) const DEPARTMENT: Shape = Shape(1 << 29);
    /// A headline begins here, behind the town that sends it in capitals: *FRIBOURG [Un] homme a été arrêté*.
    pub(crate) const ANEW: Shape = Shape(1 << 30);
    /// In capitals throughout, and a surname that hundreds bear, listed as nothing else: *MM. [DURAND]*, no acronym.
    pub(crate) const SURNAME: Shape = Shape(1 << 31);
    /// Capitals that make no acronym.
    pub(crate) const SPELT: Shape = Shape::HEADLINE.or(Shape::SURNAME);
    /// No name goes on with it.
    pub(crate) const APART: Shape = Shape::PARTS.or(Shape::ANEW);
    /// Where the [`Standing`] is written: four bits.
    const STANDING: u32 = 25;
    pub(crate) const NONE: Shape = Shape(0);
    pub(crate) const ALL: Shape = Shape(u32::MAX);

    #[inline]
    pub(crate) const fn has(self, any: Shape) -> bool {
        self.0 & any.0 != 0
    }

    #[inline]
    pub(crate) const fn or(self, other: Shape) -> Shape {
        Shape(self.0 | other.0)
    }

    #[inline]
    pub(crate) const fn with(self, more: Shape) -> Shape {
        Shape(self.0 | more.0)
    }

    #[inline]
    pub(crate) const fn without(self, other: Shape) -> Shape {
        Shape(self.0 & !other.0)
    }

    /// The marks that keep what a word does to where the next one stands.
    #[inline]
    const fn of_standing(standing: Standing) -> Shape {
        Shape((standing as u32) << Shape::STANDING)
    }

    /// The same marks with another standing.
    pub(crate) const fn with_standing(self, standing: Standing) -> Shape {
        Shape(self.0 & !(15 << Shape::STANDING)).with(Shape::of_standing(standing))
    }

    /// The number of the [`Standing`].
    #[inline]
    pub(crate) const fn standing(self) -> usize {
        (self.0 >> Shape::STANDING & 15) as usize
    }

    /// Those of the marks that are among these.
    pub(crate) const fn only(self, these: Shape) -> Shape {
        Shape(self.0 & these.0)
    }

    #[inline]
    pub(crate) const fn when(self, holds: bool) -> Shape {
        if holds { self } else { Shape(0) }
    }
}

/// Whether a hyphenated word is made of an acronym and a word, as branches of unions and parties are: *CSC-Éducation*,
/// *FO-Santé*.
fn branch(text: &str) -> bool {
    let acronym = |part: &str| part.chars().count() > 1 && part.chars().all(char::is_uppercase);
    let word = |part: &str| {
        let mut letters = part.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        capital && letters.clone().count() > 2 && letters.all(char::is_lowercase)
    };
    let mut parts = text.split(typography::is_hyphen);
    let first = parts.next().unwrap_or_default();
    acronym(first) && parts.clone().next().is_some() && parts.all(word)
}

/// A token as the rules see it. 24 bytes.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Word {
    pub(crate) key: u64,
    pub(crate) cues: Cues,
    pub(crate) shape: Shape,
    pub(crate) facts: Facts,
    /// The sign of a punctuation mark or symbol of one character, when it is ASCII; `"` for all quotation marks, `^` for *°*.
    pub(crate) sign: u8,
    /// What the ending of a capitalised word shows.
    pub(crate) ending: Ending,
    /// What kind of word it is, in one number.
    pub(crate) class: Class,
}

impl Word {
    #[inline]
    pub(crate) const fn is(&self, shape: Shape) -> bool {
        self.shape.has(shape)
    }

    #[inline]
    pub(crate) const fn has(&self, cues: Cues) -> bool {
        self.cues.has(cues)
    }

    /// Whether it is *de* or *d'*, without an article in it: *du* is none.
    #[inline]
    pub(crate) const fn is_de(&self) -> bool {
        self.has(Cues::DE) && !self.has(Cues::CONTRACTED)
    }

    /// Whether it is *à*, without an article in it: *au* is none.
    #[inline]
    pub(crate) const fn is_a(&self) -> bool {
        self.has(Cues::A) && !self.has(Cues::CONTRACTED)
    }

    /// Whether it is a word in small letters.
    #[inline]
    pub(crate) const fn is_small(&self) -> bool {
        self.is(Shape::LETTERS) && !self.is(Shape::CAPITAL)
    }

    /// Whether it is in capitals where other words are not, and no surname: *ONU*.
    #[inline]
    pub(crate) const fn is_acronym(&self) -> bool {
        self.is(Shape::CAPITALS) && !self.is(Shape::SPELT)
    }
}

/// Fills `words` with one word for each token, and `onsets` with the tokens at which names of the gazetteer may begin.
///
/// What a word is by where it stands, [`stand`](crate::stand::stand) says.
pub(crate) fn read(
    source: &str,
    tokens: &[Token],
    lexicon: &Lexicon<'_>,
    memo: &mut Memo,
    round: &mut Round,
    words: &mut Vec<Word>,
    onsets: &mut Vec<(usize, Onset)>,
) {
    words.clear();
    // Exactly: a block is as long as another, give or take a sentence, and must not double the room for it.
    words.reserve_exact(tokens.len());
    onsets.clear();
    for block in tokens.chunks(ROUND) {
        let from = words.len();
        round.recall(source, block, memo, words);
        let new = words.get_mut(from..).unwrap_or_default();
        round.learn(source, block, lexicon, memo, new);
        round.note(source, block, from, onsets);
    }
}

/// How many tokens are read together, so that the memory they need is on its way for all of them at once: the table of words is as
/// large as the second cache, and the lists of words and names are larger.
const ROUND: usize = 64;

/// Room for the tokens that are read together.
pub(crate) struct Round {
    names: [Name; ROUND],
    /// The byte after each.
    nexts: [u8; ROUND],
    begins: [Onset; ROUND],
    /// The numbers of those that the table of words does not know, and so many they are.
    unknown: [u8; ROUND],
    count: usize,
    /// These, where they are short words.
    shorts: [Option<ShortWord>; ROUND],
    noted: [(usize, Onset); ROUND],
    scratch: String,
}

impl Default for Round {
    fn default() -> Round {
        Round {
            names: [Name::default(); ROUND],
            nexts: [0; ROUND],
            begins: [Onset::default(); ROUND],
            unknown: [0; ROUND],
            count: 0,
            shorts: [None; ROUND],
            noted: [(0, Onset::default()); ROUND],
            scratch: String::new(),
        }
    }
}

impl Round {
    /// Reads the words that the table knows.
    fn recall(&mut self, source: &str, block: &[Token], memo: &mut Memo, words: &mut Vec<Word>) {
        for ((name, next), token) in self.names.iter_mut().zip(&mut self.nexts).zip(block) {
            let span = token.span();
            let rest = source.as_bytes().get(span.start()..).unwrap_or_default();
            *name = Name::of(rest, span.len(), mark_of(token.kind()));
            *next = rest.get(span.len()).copied().unwrap_or_default();
            memo.ask(*name);
        }
        let (mut at, mut count) = (0u8, 0usize);
        let names = self.names.iter().zip(&mut self.begins).take(block.len());
        words.extend(names.map(|(name, begins)| {
            let (word, onset, known) = memo.get(*name);
            if let Some(slot) = self.unknown.get_mut(count % ROUND) {
                *slot = at;
            }
            at = at.wrapping_add(1);
            count = count.wrapping_add(usize::from(!known));
            // Where it is not known, it is read below.
            *begins = onset;
            word
        }));
        self.count = count;
    }

    /// Reads the others.
    fn learn(
        &mut self,
        source: &str,
        block: &[Token],
        lexicon: &Lexicon<'_>,
        memo: &mut Memo,
        words: &mut [Word],
    ) {
        let cues = CueTable::french();
        let unknown = self.unknown.get(..self.count).unwrap_or_default();
        let token = |at: &u8| block.get(usize::from(*at));
        for (at, short) in unknown.iter().zip(&mut self.shorts) {
            let text = token(at).map_or("", |token| token.span().of(source));
            *short = ShortWord::new(text.as_bytes());
            if let Some(short) = *short {
                cues.ask(key_of(text, short.hash()));
            }
        }
        for step in [AskStep::Index, AskStep::Content] {
            for (at, short) in unknown.iter().zip(&self.shorts) {
                if let (Some(token), Some(short)) = (token(at), short) {
                    lexicon.ask(token.span().of(source), short.hash(), step);
                }
            }
        }
        for (at, short) in unknown.iter().zip(&self.shorts) {
            let index = usize::from(*at);
            let places = (self.names.get(index), words.get_mut(index), self.begins.get_mut(index));
            if let (Some(token), (Some(name), Some(slot), Some(begins))) = (token(at), places) {
                let read = || word(token, source, *short, lexicon, cues, &mut self.scratch);
                (*slot, *begins) = memo.word(*name, read);
            }
        }
    }

    /// Notes the tokens with which a name may begin.
    fn note(&mut self, source: &str, block: &[Token], from: usize, onsets: &mut Vec<(usize, Onset)>) {
        // Which they are is hard to foretell: without a branch.
        let (mut picked, mut at, mut any) = ([0u8; ROUND], 0u8, 0usize);
        for (next, onset) in self.nexts.iter().zip(&self.begins).take(block.len()) {
            if let Some(slot) = picked.get_mut(any % ROUND) {
                *slot = at;
            }
            at = at.wrapping_add(1);
            any = any.wrapping_add(usize::from(onset.may_begin_before(*next)));
        }
        let mut count = 0usize;
        for at in picked.iter().take(any).map(|at| usize::from(*at)) {
            let (Some(token), Some(&onset)) = (block.get(at), self.begins.get(at)) else { continue };
            if let Some(slot) = self.noted.get_mut(count % ROUND) {
                *slot = (from.wrapping_add(at), onset);
            }
            let after = source.as_bytes().get(token.span().end()..).unwrap_or_default();
            count = count.wrapping_add(usize::from(onset.may_begin(after)));
        }
        onsets.extend_from_slice(self.noted.get(..count).unwrap_or_default());
    }
}

/// Kinds of tokens that read alike have one number, below 16; 0 stands for those that are no words to the rules.
const fn mark_of(kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Word => 1,
        TokenKind::Elided => 2,
        TokenKind::Abbreviation | TokenKind::Acronym => 3,
        TokenKind::Initial => 4,
        TokenKind::Punctuation | TokenKind::Symbol => 5,
        TokenKind::Number => 6,
        _ => 0,
    }
}

/// What one character is to the shape of a word: a set of marks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Letter(u8);

impl Letter {
    const SMALL: Letter = Letter(1);
    const CAPITAL: Letter = Letter(1 << 1);
    const FIGURE: Letter = Letter(1 << 2);
    const HYPHEN: Letter = Letter(1 << 3);
    /// After it a capital is a first letter again: hyphens and apostrophes.
    const PARTS: Letter = Letter(1 << 4);
    /// In no Roman number. A mark too: İ in two characters is no Roman figure, as in one.
    const NOT_ROMAN: Letter = Letter(1 << 5);

    /// Of the characters up to U+00FF.
    const LATIN: [Letter; 256] = {
        let mut table = [Letter(0); 256];
        let mut rest: &mut [Letter] = &mut table;
        let mut byte = 0u8;
        while let [first, tail @ ..] = rest {
            *first = match byte {
                b'I' | b'V' | b'X' => Letter::CAPITAL,
                0xD7 | 0xF7 => Letter(0),
                b'A'..=b'Z' | 0xC0..=0xDE => Letter::CAPITAL.or(Letter::NOT_ROMAN),
                b'a'..=b'z' | 0xDF.. => Letter::SMALL.or(Letter::NOT_ROMAN),
                b'0'..=b'9' => Letter::FIGURE,
                b'-' => Letter::HYPHEN.or(Letter::PARTS),
                b'\'' => Letter::PARTS,
                _ => Letter(0),
            };
            byte = byte.wrapping_add(1); // wraps: no byte comes after the last
            rest = tail;
        }
        table
    };

    #[inline]
    fn of(c: char) -> Letter {
        match c {
            '\0'..='\x7F' | 'À'..='ÿ' => Letter::LATIN.get(c as usize).copied().unwrap_or_default(),
            _ => Letter::beyond_latin(c),
        }
    }

    #[inline(never)]
    fn beyond_latin(c: char) -> Letter {
        if typography::is_apostrophe(c) {
            // Before the letters: ʼ U+02BC is one of them.
            Letter::PARTS
        } else if c.is_lowercase() {
            Letter::SMALL.or(Letter::NOT_ROMAN)
        } else if c.is_alphabetic() {
            Letter::CAPITAL.or(Letter::NOT_ROMAN)
        } else if typography::is_hyphen(c) {
            Letter::HYPHEN.or(Letter::PARTS)
        } else if fold::is_mark(c) {
            Letter::NOT_ROMAN
        } else {
            Letter(0)
        }
    }

    #[inline]
    const fn has(self, any: Letter) -> bool {
        self.0 & any.0 != 0
    }

    #[inline]
    const fn or(self, other: Letter) -> Letter {
        Letter(self.0 | other.0)
    }
}

/// A word by itself, without its place in the sentence, and which names of the gazetteer may begin with it.
///
/// A `short` word of Latin letters is composed as it stands, and was folded and hashed once for all who ask.
#[inline(never)]
fn word(
    token: &Token,
    source: &str,
    short: Option<ShortWord>,
    lexicon: &Lexicon<'_>,
    cues: &CueTable,
    scratch: &mut String,
) -> (Word, Onset) {
    let mut text = token.span().of(source);
    let mut word = match token.kind() {
        TokenKind::Punctuation | TokenKind::Symbol => sign(text),
        TokenKind::Number => {
            let shape = Shape::SCORE.when(is_score(text)).with(Shape::LAND.when(is_department(text)));
            Word { shape: Shape::NUMBER.with(shape), ..Word::default() }
        }
        kind if mark_of(kind) == 0 => Word::default(),
        kind => {
            // Everything below asks about letters and counts bytes: of one normal form, so that no other is read otherwise.
            let composed = if short.is_some() { Cow::Borrowed(text) } else { fold::composed(text) };
            text = &*composed;
            let first = text.as_bytes().first().copied().unwrap_or_default();
            let capital = match first {
                b'A'..=b'Z' => true,
                0..=0x7F => capital_inside(text),
                _ => text.chars().next().is_some_and(char::is_uppercase) || capital_inside(text),
            };
            if capital && !is_century(text) {
                capitalised(kind, text, short, lexicon, cues, scratch)
            } else {
                // Nobody asks for the folded letters of a word in small letters.
                let hash = short.map_or_else(|| fold::folded_hash(text, scratch), ShortWord::hash);
                let key = key_of(text, hash);
                let shape = Shape::LETTERS.with(Shape::ELIDED.when(kind == TokenKind::Elided));
                Word { key, cues: cues.get(key, Case::Small), shape, ..Word::default() }
            }
        }
    };
    let onset = lexicon.onset(source, token.span(), short, scratch);
    word.shape = word.shape.with(propose::may_propose(&word)).with(Shape::of_standing(Standing::of(&word)));
    (word, onset)
}

/// Whether a number is a score: *2-1*, *61-72*.
#[inline]
fn is_score(number: &str) -> bool {
    // Two numbers of one to three figures, and a hyphen of one to three bytes.
    if !(3..=9).contains(&number.len()) {
        return false;
    }
    let mut parts = number.split(typography::is_hyphen);
    let figures = |part: &str| matches!(part.len(), 1..=3) && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!((parts.next(), parts.next(), parts.next()), (Some(a), Some(b), None) if figures(a) && figures(b))
}

/// Whether a number may be that of a French département: from *01* to *95*, from *971* to *976*.
#[inline]
fn is_department(number: &str) -> bool {
    match number.as_bytes() {
        [b'0'..=b'8', b'0'..=b'9'] => number != "00",
        [b'9', b'0'..=b'5'] | [b'9', b'7', b'1'..=b'6'] => true,
        _ => false,
    }
}

/// Whether a word in small letters is written as a name: *eBay*, *al-Assad*. Marks are no letters: *lé-A* is read alike in
/// every normal form.
#[inline]
fn capital_inside(word: &str) -> bool {
    if word.is_ascii() {
        let capital_at = |at: usize| word.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
        return match word.as_bytes() {
            // *le stade du [4-Septembre]*
            [b'0'..=b'9', b'-', ..] => capital_at(2),
            [_, _, b'-', ..] => capital_at(1) || capital_at(3),
            [_, _, _, b'-', ..] => capital_at(1) || capital_at(4),
            _ => capital_at(1),
        };
    }
    let mut letters = ['\0'; 5];
    let mut count = 0usize;
    for c in word.chars() {
        typography::decompose(c, |part| {
            if let (false, Some(free)) = (typography::is_mark(part), letters.get_mut(count)) {
                *free = part;
                count = count.wrapping_add(1);
            }
        });
        if count >= letters.len() {
            break;
        }
    }
    let [first, second, third, fourth, fifth] = letters;
    second.is_uppercase()
        // *le stade du [4-Août]*
        || first.is_ascii_digit() && typography::is_hyphen(second) && third.is_uppercase()
        || typography::is_hyphen(third) && fourth.is_uppercase()
        || typography::is_hyphen(fourth) && fifth.is_uppercase()
}

/// An ordinal in Roman figures that the tokenizer took for a word: *XIIe*, *Ier*.
fn is_century(word: &str) -> bool {
    if !word.starts_with(['I', 'V', 'X']) {
        return false;
    }
    let figures = word.trim_end_matches(['e', 'r', 'm', 'è']);
    figures.len() < word.len()
        && !figures.is_empty()
        && figures.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

fn sign(text: &str) -> Word {
    let mut shape = Shape::PUNCTUATION;
    let mut sign = 0;
    if let Some(c) = text.chars().next() {
        // One sign, however it is typed: *’* closes nothing more than *'* does.
        let c = if typography::is_apostrophe(c) { '\'' } else { c };
        sign = match c {
            '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '"' => b'"',
            '…' => b'.',
            _ if typography::is_dash(c) || typography::is_hyphen(c) => b'-',
            '•' | '*' | '·' => b'*',
            '°' => b'^',
            _ => u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or_default(),
        };
        shape = shape
            .with(Shape::DASH.when(typography::is_dash(c)))
            .with(Shape::OPENING.when(typography::is_opening(c)))
            .with(Shape::CLOSING.when(typography::is_closing(c)));
        let quotes = sign == b'"' && !shape.has(Shape::CLOSING);
        shape = shape
            .with(Shape::ENDS.when(quotes || matches!(sign, b':' | b'.' | b'!' | b'?' | b'*')))
            .with(Shape::BEGINS.when(sign == b')' || shape.has(Shape::DASH)));
    }
    Word { shape, sign, ..Word::default() }
}

fn capitalised(
    kind: TokenKind,
    text: &str,
    short: Option<ShortWord>,
    lexicon: &Lexicon<'_>,
    cues: &CueTable,
    scratch: &mut String,
) -> Word {
    let mut room = [0; 16];
    let folded = match short {
        Some(short) => short.folded(&mut room),
        None => {
            scratch.clear();
            fold_into(text, Folding::FULL, scratch);
            FoldedWord::from_folded(scratch)
        }
    };
    let key = key_of(text, folded.hash());
    let (mut letters, mut capitals) = (0usize, 0usize);
    let (mut seen, mut small, mut camel) = (Letter::default(), false, false);
    // Without a branch for each letter: words that are new to the table are many, and no letter foretells the next.
    for c in text.chars() {
        let letter = Letter::of(c);
        let capital = letter.has(Letter::CAPITAL);
        letters = letters.wrapping_add(usize::from(letter.has(Letter::CAPITAL.or(Letter::SMALL))));
        capitals = capitals.wrapping_add(usize::from(capital));
        camel |= capital & small & (letters > 2);
        // A small letter since the last hyphen or apostrophe.
        small = (small | letter.has(Letter::SMALL)) & !letter.has(Letter::PARTS);
        seen = seen.or(letter);
    }
    let roman = !seen.has(Letter::NOT_ROMAN);
    let mut shape = Shape::CAPITAL
        .with(Shape::LETTERS)
        .with(Shape::ELIDED.or(Shape::APOSTROPHE).when(kind == TokenKind::Elided))
        .with(Shape::CAMEL.when(camel))
        .with(Shape::FIGURES.when(seen.has(Letter::FIGURE)))
        .with(Shape::HYPHEN.when(seen.has(Letter::HYPHEN)));
    // *A Carrefour*, for *À Carrefour*.
    let grave = text == "A";
    if capitals == letters && letters >= 2 && kind != TokenKind::Initial {
        shape = shape.with(Shape::CAPITALS).with(Shape::ROMAN.when(roman && letters <= 5));
    }
    shape = shape
        .with(
            Shape::INITIAL
                .when(kind == TokenKind::Initial || letters == 1 && kind == TokenKind::Word && !grave),
        )
        .with(Shape::SHORT.when(letters <= 3));
    let mut ending = if text.len() >= Ending::SHORTEST { Ending::of(text) } else { Ending::default() };
    if shape.has(Shape::HYPHEN) && commune(text) {
        ending = ending.or(Ending::COMMUNE);
    }
    if shape.has(Shape::HYPHEN) && branch(text) {
        ending = ending.or(Ending::ORGANISATION);
        shape = shape.with(Shape::CAMEL);
    }
    let case = if shape.has(Shape::CAPITALS) { Case::Capitals } else { Case::Capital };
    let mut cues = cues.get(key, case);
    if grave {
        cues = cues.or(Cues::A);
    }
    if shape.has(Shape::HYPHEN) && number(text) {
        cues = cues.or(Cues::GRAMMAR);
    }
    let mut facts = lexicon.facts(folded);
    // *le lycée Saint-Joseph d'Avignon* is nobody of Avignon.
    if !facts.may_be_first_name() && shape.has(Shape::HYPHEN) && !ending.has(Ending::COMMUNE) {
        facts = facts.with_first(lexicon.double_first_name(text, scratch));
    }
    // *Al Haouz*, *El Jadida*: the article of Arabic and Spanish, not Al for Albert.
    if letters <= 2 && cues.has(Cues::PARTICLE) {
        facts = facts.with_first(0);
    }
    // *FEDER*, *TICE*: of up to five letters, those that few bear are acronyms still; and no surname of class 1 is known well enough.
    let least = if letters > 5 { 2 } else { 3 };
    let named = shape.has(Shape::CAPITALS) && !shape.has(Shape::SHORT) && facts.surname() >= least;
    let shape = shape.with(Shape::SURNAME.when(named));
    let word = Word { key, cues, shape, facts, ending, ..Word::default() };
    Word { class: Class::of(&word), ..word }
}

/// Whether a word is a number in letters: *Quarante-cinq cartons*.
fn number(text: &str) -> bool {
    const TENS: [&str; 9] = [
        "Dix-",
        "Vingt-",
        "Trente-",
        "Quarante-",
        "Cinquante-",
        "Soixante-",
        "Septante-",
        "Quatre-vingt",
        "Nonante-",
    ];
    let ends = |last: &str| last == "et" || numeral(last).is_some_and(|number| number <= 20);
    TENS.iter().any(|tens| text.starts_with(tens)) && text.rsplit('-').next().is_some_and(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_letters_is_what_unicode_says() {
        for c in '\0'..='ÿ' {
            let letter = Letter::of(c);
            assert_eq!(letter.has(Letter::SMALL), c.is_lowercase(), "{c:?}");
            assert_eq!(letter.has(Letter::CAPITAL), c.is_alphabetic() && !c.is_lowercase(), "{c:?}");
            assert_eq!(letter.has(Letter::FIGURE), c.is_ascii_digit(), "{c:?}");
            let parts = typography::is_hyphen(c) || typography::is_apostrophe(c);
            assert_eq!(letter.has(Letter::PARTS), parts, "{c:?}");
            let roman = !c.is_alphabetic() || matches!(c, 'I' | 'V' | 'X');
            assert_eq!(!letter.has(Letter::NOT_ROMAN), roman && !fold::is_mark(c), "{c:?}");
        }
    }
}
