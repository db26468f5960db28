//! Whether a *des* is *de* + *les*, most of the weights being added up beforehand.
//!
//! Half of the features are made of a few values each: classes of words, grades, what preposition is near. What all those of the
//! same values weigh together stands in tables, which are made when the first *des* is met: some seven thousand sums.

use crate::features::{self, Around, Near, mix};
use crate::model::{Models, Table};
use crate::word::kind;
use std::fmt;
use std::sync::OnceLock;

/// Sums of weights by the values that their features are made of.
#[derive(Clone)]
pub(crate) struct Sums {
    /// The classes of the three words before, the nearest one last: for *des*, and for what stands before it.
    classes: Box<[[i16; 2]]>,
    /// What the word before governs, and the classes of the two before it.
    governed: Box<[i16]>,
    /// On which sides a verb stands, and the classes of the two words before.
    sides: Box<[i16]>,
    /// How surely *de* follows, the sides, what is governed.
    follows: Box<[i16]>,
    /// How surely *de* follows, and how verb-like the word before is.
    follows_verb: Box<[i16]>,
    /// The sides, and how verb-like the word before is.
    sides_verb: Box<[i16]>,
    /// How verb-like the two words before are.
    verbs: Box<[i16]>,
    /// How surely *de* follows, which preposition is near, what is governed.
    near: Box<[i16]>,
    /// Whether the verb is reflexive, which preposition is near, the class of the word before.
    near_class: Box<[i16]>,
    /// Whether the verb is reflexive, what it governs, whether a capital stands before it, how verb-like it is.
    verb: Box<[i16]>,
    /// The same, with the capitals of the word before and of *des*, and whether an adverb stands before the verb.
    capitals: Box<[i16]>,
    /// How surely *de* follows, and the class of the word before.
    follows_class: Box<[i16]>,
    /// The capital and the class of the word before, for what stands before *des*.
    left: Box<[i16]>,
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
/// The grades of [`features::of_step`], and the values of [`features::sides`]: two grades below four.
const STEPS: u64 = 16;
const SIDES: usize = 16;

impl Sums {
    pub(crate) fn of(models: &Models) -> Sums {
        let classes = || kind::ALL.iter().map(|&class| u64::from(class));
        let pairs = || classes().flat_map(move |cz| classes().map(move |ca| (cz, ca)));
        let verbs = || features::VERBNESS.iter().copied();
        let flags = || [0_u64, 1].into_iter();
        let governed = || GOVERNED.into_iter();
        let des = |features: &[(u64, u64, u64)]| total(&models.des, features);
        Sums {
            classes: pairs()
                .flat_map(|(cz, ca)| classes().map(move |cb| (cz << 8 | ca, ca, cb)))
                .map(|(two, ca, cb)| {
                    let left = total(&models.left, &[(117, two, cb)]);
                    [des(&[(20, 0, 0), (35, ca, cb), (36, two, cb), (37, cb, 0)]), left]
                })
                .collect(),
            governed: governed()
                .flat_map(|vc| pairs().map(move |(cz, ca)| (vc, cz, ca)))
                .map(|(vc, cz, ca)| des(&[(57, vc, 0), (58, vc, ca), (59, vc, cz << 8 | ca)]))
                .collect(),
            sides: (0..SIDES as u64)
                .flat_map(|sides| pairs().map(move |(ca, cb)| (sides, ca, cb)))
                .map(|(sides, ca, cb)| des(&[(121, sides, cb), (123, sides, ca << 8 | cb)]))
                .collect(),
            follows: (0..STEPS)
                .flat_map(|of| {
                    (0..SIDES as u64).flat_map(move |sides| governed().map(move |vc| (of, sides, vc)))
                })
                .map(|(of, sides, vc)| des(&[(126, sides, of), (52, of, 0), (125, sides, vc)]))
                .collect(),
            follows_verb: (0..STEPS)
                .flat_map(|of| verbs().map(move |vb| (of, vb)))
                .map(|(of, vb)| des(&[(54, of, vb)]))
                .collect(),
            sides_verb: (0..SIDES as u64)
                .flat_map(|sides| verbs().map(move |vb| (sides, vb)))
                .map(|(sides, vb)| des(&[(122, sides, vb), (40, vb, 0)]))
                .collect(),
            verbs: verbs()
                .flat_map(|va| verbs().map(move |vb| (va, vb)))
                .map(|(va, vb)| des(&[(41, va, vb)]))
                .collect(),
            near: (0..STEPS)
                .flat_map(|of| {
                    Near::ALL.iter().flat_map(move |&near| governed().map(move |vc| (of, near as u64, vc)))
                })
                .map(|(of, near, vc)| des(&[(55, of, near), (103, of, vc), (101, vc, near), (44, near, 0)]))
                .collect(),
            near_class: flags()
                .flat_map(|reflexive| {
                    Near::ALL
                        .iter()
                        .flat_map(move |&near| classes().map(move |cb| (reflexive, near as u64, cb)))
                })
                .map(|(reflexive, near, cb)| des(&[(48, reflexive, cb), (47, near, cb)]))
                .collect(),
            verb: flags()
                .flat_map(|reflexive| {
                    governed().flat_map(move |vc| {
                        flags().flat_map(move |a| verbs().map(move |vb| (reflexive, vc, a, vb)))
                    })
                })
                .map(|(reflexive, vc, a, vb)| des(&[(49, reflexive, vb), (100, vc, vb), (107, a, vb)]))
                .collect(),
            capitals: flags()
                .flat_map(|reflexive| {
                    governed().flat_map(move |vc| (0..16).map(move |bits| (reflexive, vc, bits)))
                })
                .map(|(reflexive, vc, bits)| {
                    let [a, b, upper, adverb] = [3, 2, 1, 0].map(|bit| bits >> bit & 1);
                    des(&[(104, reflexive, vc), (106, a, mix(0, vc, b)), (102, vc, adverb), (22, b, upper)])
                })
                .collect(),
            follows_class: (0..STEPS)
                .flat_map(|of| classes().map(move |cb| (of, cb)))
                .map(|(of, cb)| des(&[(53, of, cb)]))
                .collect(),
            left: flags()
                .flat_map(|b| classes().map(move |cb| (b, cb)))
                .map(|(b, cb)| total(&models.left, &[(119, b, cb)]))
                .collect(),
        }
    }

    /// What [`features::des_sum`] gives, which adds up all features one by one.
    pub(crate) fn des(&self, models: &Models, around: &Around) -> i32 {
        let [b, a, z, y, _] = &around.before;
        let [n, m, _] = &around.after;
        let (ca, cz) = (u64::from(a.class), u64::from(z.class));
        let [ib, ia, iz] = [b, a, z].map(|word| kind::index(word.class));
        let sum_of_a = features::verb_sum(models, a, z, y);
        let sum_of_b = features::verb_sum(models, b, a, z);
        let [va, vb] = [(a, sum_of_a), (b, sum_of_b)].map(|(word, sum)| features::verbness(word, sum));
        let [ja, jb] = [(va, ia), (vb, ib)].map(|(verbness, class)| place(verbness, class));
        let governed = b.governed();
        let iv = usize::from(governed != 0).wrapping_add(usize::from(governed == u64::from(b't')));
        let [classes, of_classes] = row(&self.classes, [iz, ia, ib], [0, CLASSES, CLASSES]);
        let of = features::of_step(self.left(models, around, of_classes, ib));
        let sides = features::sides(models, around, sum_of_a);
        let reflexive = usize::from(features::is_reflexive(a));
        let [io, is] = [of, sides].map(index);
        let near = around.near as usize;
        let [upper_a, upper_b, upper] = [a.upper, b.upper, around.upper].map(usize::from);
        let adverb = usize::from(a.is_adverb());
        let (b2, b3, n2) = (b.suffix(2), b.suffix(3), n.suffix(2));
        let word = if b.is_open() { 0 } else { b.full };
        let tables = [
            classes,
            row(&self.governed, [iv, iz, ia], [0, CLASSES, CLASSES]),
            row(&self.sides, [is, ia, ib], [0, CLASSES, CLASSES]),
            row(&self.follows, [io, is, iv], [0, SIDES, 3]),
            row(&self.follows_verb, [io, jb], [0, VERBS]),
            row(&self.sides_verb, [is, jb], [0, VERBS]),
            row(&self.verbs, [ja, jb], [0, VERBS]),
            row(&self.near, [io, near, iv], [0, NEARS, 3]),
            row(&self.near_class, [reflexive, near, ib], [0, NEARS, CLASSES]),
            row(&self.verb, [reflexive, iv, upper_a, jb], [0, 3, 2, VERBS]),
            row(&self.capitals, [reflexive, iv, upper_a, upper_b, upper, adverb], [0, 3, 2, 2, 2, 2]),
            row(&self.follows_class, [io, ib], [0, CLASSES]),
        ];
        let features = [
            mix(21, b.full, 0),
            mix(23, b.suffix(1), 0),
            mix(24, b2, 0),
            mix(25, b3, 0),
            mix(26, b.suffix(4), 0),
            mix(27, n.full, 0),
            mix(28, n.suffix(3), 0),
            mix(29, m.suffix(3), 0),
            mix(30, b3, n2),
            mix(31, a.full, 0),
            mix(32, a.full, b.full),
            mix(33, a.suffix(3), b3),
            mix(34, ca, b3),
            mix(38, ca, b2),
            mix(39, (cz << 8) | ca, b2),
            mix(42, vb, b2),
            mix(43, vb, n2),
            mix(45, around.near as u64, word),
            mix(46, ((around.near as u64) << 8) | ca, word),
            mix(56, of, n2),
            mix(124, sides, b2),
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

    /// The sum of the weights that say that *de* follows, those of the classes being `classes`.
    #[inline(always)]
    fn left(&self, models: &Models, around: &Around, classes: i16, class: usize) -> i32 {
        let [b, a, z, ..] = &around.before;
        let (b2, b3) = (b.suffix(2), b.suffix(3));
        let two = u64::from(z.class) << 8 | u64::from(a.class);
        let features = [
            mix(110, b.full, 0),
            mix(111, b2, 0),
            mix(112, b3, 0),
            mix(113, b.suffix(4), 0),
            mix(114, a.full, b2),
            mix(115, a.full, b.full),
            mix(116, u64::from(a.class), b3),
            mix(118, two, b2),
            mix(120, a.suffix(3), b3),
        ];
        let upper = row(&self.left, [usize::from(b.upper), class], [0, CLASSES]);
        let sum = i32::from(classes).wrapping_add(upper.into());
        features.iter().fold(sum, |sum, &feature| sum.wrapping_add(models.left.weight(feature)))
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
fn row<T: Copy + Default, const COUNT: usize>(
    table: &[T],
    values: [usize; COUNT],
    counts: [usize; COUNT],
) -> T {
    let at = values
        .iter()
        .zip(counts)
        .fold(0_usize, |at, (&value, count)| at.wrapping_mul(count).wrapping_add(value));
    table.get(at).copied().unwrap_or_default()
}

/// What these features weigh together.
fn total(table: &Table, features: &[(u64, u64, u64)]) -> i16 {
    let weights = features.iter().map(|&(template, a, b)| table.weight(mix(template, a, b)));
    i16::try_from(weights.sum::<i32>()).unwrap_or(0)
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
