//! Whether a *des* is *de* + *les*, most of the weights being added up beforehand.
//!
//! Half of the features are made of a few values each: classes of words, grades, what preposition is near. What all those of the
//! same values weigh together stands in tables, which are made when the first *des* is met: six hundred sums.

use crate::features::{self, Around, Near, mix};
use crate::model::Models;
use crate::word::kind;
use std::fmt;
use std::sync::OnceLock;

/// Sums of weights by the values that their features are made of.
#[derive(Clone)]
pub(crate) struct Sums {
    /// The class of the second word before, what the word before governs.
    class: Box<[i16]>,
    /// Whether a verb stands before that, whether a capital does, what the word before governs, how verb-like it is.
    verb: Box<[i16]>,
    /// Which preposition is near, what the word before governs.
    near: Box<[i16]>,
    /// Whether the verb is reflexive, which preposition is near, the class of the word before.
    near_class: Box<[i16]>,
    /// The capitals of the two words before and of *des*, what the word before governs.
    capitals: Box<[i16]>,
}

/// [`Sums`] that are made when they are first asked for. They say nothing that the weights do not, so all are equal.
#[derive(Clone, Default)]
pub(crate) struct Made(OnceLock<Sums>);

impl Made {
    #[inline]
    pub(crate) fn get(&self, models: &Models) -> &Sums {
        self.0.get_or_init(|| Sums::of(models))
    }
}

impl PartialEq for Made {
    fn eq(&self, _: &Made) -> bool {
        true
    }
}

impl Eq for Made {}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sums of weights")
    }
}

/// What a word may govern.
const GOVERNED: [u64; 3] = [0, b'd' as u64, b't' as u64];

impl Sums {
    pub(crate) fn of(models: &Models) -> Sums {
        let classes = || kind::ALL.iter().map(|&class| u64::from(class));
        let nears = || Near::ALL.iter().map(|&near| near as u64);
        let flags = || [0_u64, 1].into_iter();
        let des = |features: &[(u64, u64, u64)]| {
            let weights = features.iter().map(|&(template, a, b)| models.des.weight(mix(template, a, b)));
            i16::try_from(weights.sum::<i32>()).unwrap_or(0)
        };
        Sums {
            class: classes()
                .flat_map(|ca| GOVERNED.map(|vc| des(&[(20, 0, 0), (57, vc, 0), (58, vc, ca)])))
                .collect(),
            verb: features::VERB_BEFORE
                .into_iter()
                .flat_map(|verb| flags().map(move |upper| (verb, upper)))
                .flat_map(|(verb, upper)| GOVERNED.map(|vc| (verb, upper, vc)))
                .flat_map(|(verb, upper, vc)| {
                    features::VERBNESS.map(|vb| des(&[(100, vc, vb), (107, upper, vb), (122, verb, vb)]))
                })
                .collect(),
            near: nears()
                .flat_map(|near| GOVERNED.map(|vc| des(&[(44, near, 0), (101, vc, near)])))
                .collect(),
            near_class: flags()
                .flat_map(|reflexive| nears().map(move |near| (reflexive, near)))
                .flat_map(|(reflexive, near)| {
                    kind::ALL.map(u64::from).map(|cb| des(&[(47, near, cb), (48, reflexive, cb)]))
                })
                .collect(),
            capitals: (0..8_u64)
                .map(|bits| [2, 1, 0].map(|bit| bits >> bit & 1))
                .flat_map(|[a, b, upper]| GOVERNED.map(|vc| des(&[(22, b, upper), (106, a, mix(0, vc, b))])))
                .collect(),
        }
    }

    /// What [`features::des_sum`] gives, which adds up all features one by one.
    pub(crate) fn des(&self, models: &Models, around: &Around) -> i32 {
        let [b, a, z, _] = &around.before;
        let [n, m] = around.after;
        let ca = u64::from(a.class);
        let [ib, ia] = [b, a].map(|word| kind::index(word.class));
        let verbness = place(features::verbness(b, features::verb_sum(models, b, a, z)), ib);
        let governed = b.governed();
        let iv = usize::from(governed != 0).wrapping_add(usize::from(governed == u64::from(b't')));
        let verb = index(features::verb_before(around));
        let reflexive = usize::from(features::is_reflexive(a));
        let near = around.near as usize;
        let [upper_a, upper_b, upper] = [a.upper, b.upper, around.upper].map(usize::from);
        let tables = [
            row(&self.class, [ia, iv], [0, 3]),
            row(&self.verb, [verb, upper_a, iv, verbness], [0, 2, 3, VERBS]),
            row(&self.near, [near, iv], [0, 3]),
            row(&self.near_class, [reflexive, near, ib], [0, NEARS, CLASSES]),
            row(&self.capitals, [upper_a, upper_b, upper, iv], [0, 2, 2, 3]),
        ];
        let features = [
            mix(21, b.full, 0),
            mix(23, b.suffix(1), 0),
            mix(25, b.suffix(3), 0),
            mix(26, b.suffix(4), 0),
            mix(28, n, 0),
            mix(29, m, 0),
            mix(34, ca, b.suffix(3)),
            mix(38, ca, b.suffix(2)),
        ];
        let mut sum = tables.iter().fold(0_i32, |sum, &more| sum.wrapping_add(more.into()));
        sum = features.iter().fold(sum, |sum, &feature| sum.wrapping_add(models.des.weight(feature)));
        if b.is_adverb() {
            features::past_adverbs(models, around, &mut |feature| {
                sum = sum.wrapping_add(models.des.weight(feature));
            });
        }
        sum
    }
}

const CLASSES: usize = kind::ALL.len();
const VERBS: usize = features::VERBNESS.len();
const NEARS: usize = Near::ALL.len();

#[inline(always)]
fn index(value: u64) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// The place of a verbness in [`features::VERBNESS`], by the index of the class.
#[inline(always)]
fn place(verbness: u64, class: usize) -> usize {
    if verbness < 64 { index(verbness).wrapping_sub(2) } else { class.wrapping_add(13) }
}

/// The place in a table of these values, of which there are as many as `counts` says.
#[inline(always)]
fn row<const COUNT: usize>(table: &[i16], values: [usize; COUNT], counts: [usize; COUNT]) -> i16 {
    let at = values
        .iter()
        .zip(counts)
        .fold(0_usize, |at, (&value, count)| at.wrapping_mul(count).wrapping_add(value));
    table.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::class::Text;
    use crate::features::{self, Around};
    use crate::model::Models;
    use crate::segmenter::Segmenter;
    use depeche_text::{Contraction, Passage};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// The law *fast is slow*: sums made beforehand are those of all features.
        #[test]
        fn sums_are_those_of_the_features(words in prop::collection::vec(prop::sample::select(WORDS.split(' ').collect::<Vec<_>>()), 0..24)) {
            let models = Models::read(include_str!("../data/french.weights")).unwrap();
            let source = words.join(" ");
            let tokens = Segmenter::french().tokens(Passage::new(&source));
            for at in (0..tokens.len()).filter(|&at| tokens[at].contraction() == Contraction::Des) {
                let around = Around::of(Text::new(&source), 0, &tokens, at);
                prop_assert_eq!(models.sums().des(&models, &around), features::des_sum(&models, &around), "{}", source);
            }
        }
    }

    const WORDS: &str = "des des des des Des DES de du d' par pour avec à prix fruits Paris Lyon mange mangent dit parle souvient \
        demande viennent issu proviennent , . ; : ! ( 12 3e est a ont avait été il elle se s' m' te qui le la les un une chaque et mais \
        pas très vraiment seulement bien souvent 1er élus état maire X XIXe € » « - à-côté aujourd'hui l' qu'";
}
