//! Where words stand: at beginnings, where any word has a capital, and in lines all in capitals.

use crate::cues::Cues;
use crate::word::{Shape, Word};

/// What a word does to where the next one stands: kept in its [`Shape`], so that one look in a table places a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// What is no word to the rules, an emoji or an address or a hyphen, leaves a beginning one: *😀 À Brest.*
    Nothing,
    Number,
    Sign,
    /// *°*: what follows is a unit, and no name: *85 °Oe*, *21 °C*.
    Degree,
    /// A sign after which any word has a capital.
    Ends,
    /// A sign after which a grammatical word with a capital begins a sentence.
    Begins,
    /// A word that speaks against a line in capitals.
    Word,
    /// The same of a grammatical word with a capital: *LIBREVILLE – [Le] Gabon*, *CHARLEROI (Belga) [Un] incendie*.
    Grammar,
    /// An elided word or an initial, which says nothing of its line.
    Letters,
    GrammarLetters,
    /// A word in capitals.
    Capitals,
    GrammarCapitals,
}

impl Standing {
    const ALL: [Standing; 12] = [
        Standing::Nothing,
        Standing::Number,
        Standing::Sign,
        Standing::Degree,
        Standing::Ends,
        Standing::Begins,
        Standing::Word,
        Standing::Grammar,
        Standing::Letters,
        Standing::GrammarLetters,
        Standing::Capitals,
        Standing::GrammarCapitals,
    ];

    /// What this word does.
    pub(crate) const fn of(word: &Word) -> Standing {
        let grammar = word.is(Shape::CAPITAL) && word.has(Cues::GRAMMAR);
        if word.is(Shape::LETTERS) {
            match (word.is(Shape::CAPITALS), word.is(Shape::ELIDED.or(Shape::INITIAL)), grammar) {
                (true, _, false) => Standing::Capitals,
                (true, _, true) => Standing::GrammarCapitals,
                (false, true, false) => Standing::Letters,
                (false, true, true) => Standing::GrammarLetters,
                (false, false, false) => Standing::Word,
                (false, false, true) => Standing::Grammar,
            }
        } else if word.sign == b'^' {
            Standing::Degree
        } else if word.sign == b'-' && !word.is(Shape::BEGINS) {
            // *LIBREVILLE (AGP) - [La] SEEG*: the hyphen for a dash leaves a beginning one.
            Standing::Nothing
        } else if word.is(Shape::ENDS) {
            Standing::Ends
        } else if word.is(Shape::BEGINS) {
            Standing::Begins
        } else if word.is(Shape::PUNCTUATION) {
            Standing::Sign
        } else if word.is(Shape::NUMBER) {
            Standing::Number
        } else {
            Standing::Nothing
        }
    }

    /// The place after it, and whether it stands itself where any word has a capital.
    const fn step(self, before: Place) -> (Place, bool) {
        let Place { weak, begins } = before;
        let letters = self as u8 >= Standing::Word as u8;
        let grammar =
            matches!(self, Standing::Grammar | Standing::GrammarLetters | Standing::GrammarCapitals);
        let number = matches!(self, Standing::Number);
        let goes_on = matches!(self, Standing::Nothing) || number;
        let after = Place {
            // The word after a capitalised elided article at the beginning is not at the beginning: L'Oréal, L'accord.
            weak: weak && !letters && !number || matches!(self, Standing::Ends),
            begins: begins && goes_on || matches!(self, Standing::Begins),
        };
        (after, letters && (weak || begins && grammar))
    }

    /// Words in capitals in the low half, others in the high one.
    const fn count(self) -> u64 {
        match self {
            Standing::Capitals | Standing::GrammarCapitals => 1,
            Standing::Word | Standing::Grammar => 1 << 32,
            _ => 0,
        }
    }
}

/// Where a word stands: where any word has a capital; behind what a grammatical word with a capital begins a sentence after.
#[derive(Clone, Copy)]
struct Place {
    weak: bool,
    begins: bool,
}

impl Place {
    const FIRST: Place = Place { weak: true, begins: false };

    const fn number(self) -> u8 {
        self.weak as u8 | (self.begins as u8) << 1
    }

    const fn of_number(number: u8) -> Place {
        Place { weak: number & 1 != 0, begins: number & 2 != 0 }
    }
}

/// What a standing does in each of the four places.
#[derive(Clone, Copy)]
struct Step {
    /// Four bits for each place: the place after it, by the number of its first bit, and in the other half a bit for what is weak
    /// there. The place being a number of bits already, a word waits for nothing of the one before but a shift.
    places: u32,
    count: u64,
}

/// How many bits of [`Step::places`] a place has.
const EACH: u8 = 4;

/// For each standing; nothing for numbers that no standing has.
static STEPS: [Step; 16] = {
    let mut table = [Step { places: 0, count: 0 }; 16];
    let mut rest: (&mut [Step], &[Standing]) = (&mut table, &Standing::ALL);
    while let ([step, more @ ..], [standing, others @ ..]) = rest {
        step.count = standing.count();
        let mut number = 0;
        while number < 4 {
            let (after, weak) = standing.step(Place::of_number(number));
            let both = (after.number() * EACH) as u32 | (weak as u32) << 16;
            step.places |= both << (number * EACH);
            number += 1;
        }
        rest = (more, others);
    }
    table
};

/// What the words of a sentence hold, one or the other of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub(crate) cues: Cues,
    pub(crate) shape: Shape,
}

impl Held {
    pub(crate) const NOTHING: Held = Held { cues: Cues::NONE, shape: Shape::NONE };
    /// Where nobody looked.
    pub(crate) const ANYTHING: Held = Held { cues: Cues::ALL, shape: Shape::ALL };

    /// What these words hold.
    pub(crate) fn of(words: &[Word]) -> Held {
        words.iter().fold(Held::NOTHING, |held, word| Held {
            cues: held.cues.or(word.cues),
            shape: held.shape.or(word.shape),
        })
    }

    /// Whether a word of sport or a score is among them.
    #[inline]
    pub(crate) const fn sport(&self) -> bool {
        self.cues.has(Cues::SPORT) || self.shape.has(Shape::SCORE)
    }
}

/// Marks the words of a sentence that stand where any word has a capital, and the lines all in capitals.
pub(crate) fn stand(words: &mut [Word]) -> Held {
    let mut held = Held::NOTHING;
    let mut count = 0u64;
    let mut place = u32::from(Place::FIRST.number().wrapping_mul(EACH));
    let mut unit = false;
    // Without a branch for what a token is: words and signs take turns as nothing foretells.
    for word in words.iter_mut() {
        if unit {
            word.shape = word.shape.without(Shape::CAPITAL.or(Shape::CAPITALS));
            word.shape = word.shape.with_standing(Standing::of(word));
        }
        let standing = word.shape.standing();
        unit = standing == Standing::Degree as usize;
        if let Some(step) = STEPS.get(standing) {
            let here = step.places >> place;
            place = here & 12;
            word.shape = word.shape.or(Shape::WEAK.when(here >> 16 & 1 != 0));
            count = count.wrapping_add(step.count);
        }
        held = Held { cues: held.cues.or(word.cues), shape: held.shape.or(word.shape) };
    }
    sent(words);
    let (capitals, others) = (count & u64::from(u32::MAX), count >> 32);
    if capitals >= 3 && capitals > others.wrapping_mul(4) {
        headline(words);
    }
    held
}

/// Marks the first word behind the town that sends a dispatch and a hyphen for a dash: *LYON - [La] Biennale de la danse ouvre*.
fn sent(words: &mut [Word]) {
    let Some(hyphen) = words.iter().take(SENT).position(|word| word.sign == b'-') else { return };
    let (town, rest) = words.split_at_mut_checked(hyphen).unwrap_or_default();
    if !town.is_empty()
        && town.iter().all(|word| word.is(Shape::CAPITAL))
        && let Some(first) = rest.get_mut(1).filter(|word| word.is(Shape::CAPITAL) && word.has(Cues::GRAMMAR))
    {
        first.shape = first.shape.with(Shape::WEAK);
    }
}

/// The most words and signs of it: *LE PUY - Un homme*.
const SENT: usize = 4;

/// Marks a line in capitals.
#[cold]
fn headline(words: &mut [Word]) {
    for word in words.iter_mut().filter(|word| word.is(Shape::LETTERS)) {
        word.shape = word.shape.with(Shape::HEADLINE);
        // A word of the language is read as in small letters, unless persons are called so.
        let common = word.facts.in_language() && (!word.facts.is_first_name() || word.facts.is_usual());
        if common || word.has(Cues::GRAMMAR) || word.is(Shape::ELIDED) {
            word.shape = word.shape.without(Shape::CAPITAL.or(Shape::CAPITALS));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Facts;
    use proptest::prelude::*;

    /// The rules as they are said, one word after the other, without a table.
    fn naive(words: &mut [Word]) {
        let (mut weak, mut begins, mut degree) = (true, false, false);
        for word in words.iter_mut() {
            if degree {
                word.shape = word.shape.without(Shape::CAPITAL.or(Shape::CAPITALS));
            }
            degree = word.sign == b'^';
            let letters = word.is(Shape::LETTERS);
            let anew = begins && word.is(Shape::CAPITAL) && word.has(Cues::GRAMMAR);
            if letters && (weak || anew) {
                word.shape = word.shape.with(Shape::WEAK);
            }
            if letters || word.is(Shape::NUMBER) {
                weak = false;
            }
            if word.is(Shape::ENDS) {
                weak = true;
            }
            if letters || word.is(Shape::PUNCTUATION) && word.sign != b'-' {
                begins = false;
            }
            if word.is(Shape::BEGINS) {
                begins = true;
            }
        }
        sent(words);
        let letters = || words.iter().filter(|word| word.is(Shape::LETTERS));
        let capitals = letters().filter(|word| word.is(Shape::CAPITALS)).count();
        let exempt = Shape::CAPITALS.or(Shape::ELIDED).or(Shape::INITIAL);
        let others = letters().filter(|word| !word.is(exempt)).count();
        if capitals < 3 || capitals <= others * 4 {
            return;
        }
        for word in words.iter_mut().filter(|word| word.is(Shape::LETTERS)) {
            word.shape = word.shape.with(Shape::HEADLINE);
            let (common, first) = (word.facts.common(), word.facts.first());
            let language = if first < 2 { common > 0 } else { common > 2 };
            if language || word.has(Cues::GRAMMAR) || word.is(Shape::ELIDED) {
                word.shape = word.shape.without(Shape::CAPITAL.or(Shape::CAPITALS));
            }
        }
    }

    /// Words as [`word::read`](crate::word::read) makes them, as far as a place goes by.
    fn word() -> impl Strategy<Value = Word> {
        let letters = Shape::LETTERS;
        let capital = letters.or(Shape::CAPITAL);
        let sign =
            |sign: u8, shape: Shape| Word { sign, shape: shape.or(Shape::PUNCTUATION), ..Word::default() };
        let shaped = |shape: Shape, cues: Cues| Word { shape, cues, ..Word::default() };
        let shapes = [
            letters,
            capital,
            capital.or(Shape::CAPITALS),
            capital.or(Shape::ELIDED),
            capital.or(Shape::INITIAL),
        ];
        let words =
            shapes.into_iter().flat_map(|shape| [shaped(shape, Cues::NONE), shaped(shape, Cues::GRAMMAR)]);
        let others = [
            sign(b',', Shape::NONE),
            sign(b'.', Shape::ENDS),
            sign(b')', Shape::BEGINS),
            sign(b'-', Shape::BEGINS.or(Shape::DASH)),
            sign(b'-', Shape::NONE),
            sign(b'^', Shape::NONE),
            shaped(Shape::NUMBER, Cues::NONE),
            Word::default(),
        ];
        let word = proptest::sample::select(words.chain(others).collect::<Vec<_>>());
        (word, 0u8..4, 0u8..5)
            .prop_map(|(word, first, common)| Word { facts: Facts::new(first, 0, common), ..word })
    }

    fn capitals() -> impl Strategy<Value = Word> {
        let shape = Shape::LETTERS.or(Shape::CAPITAL).or(Shape::CAPITALS);
        (word(), any::<bool>()).prop_map(move |(word, grammar)| {
            let cues = if grammar { Cues::GRAMMAR } else { Cues::NONE };
            Word { shape, cues, sign: 0, ..word }
        })
    }

    proptest! {
        #[test]
        fn the_table_says_what_the_rules_say(
            words in prop_oneof![
                proptest::collection::vec(word(), 0..12),
                // A line in capitals, with little else.
                proptest::collection::vec(prop_oneof![6 => capitals(), 1 => word()], 0..12),
            ],
        ) {
            let mut expected = words.clone();
            naive(&mut expected);
            let mut placed = words;
            for word in &mut placed {
                word.shape = word.shape.with_standing(Standing::of(word));
            }
            let held = stand(&mut placed);
            let bare = |word: &Word| word.shape.with_standing(Standing::Nothing);
            prop_assert_eq!(placed.iter().map(bare).collect::<Vec<_>>(), expected.iter().map(bare).collect::<Vec<_>>());
            for word in &placed {
                prop_assert_eq!(held.cues.or(word.cues), held.cues);
            }
        }
    }
}
