//! How a tagger is made: its names, its profile, and what may be left out of it.

use super::Tagger;
use crate::lexicon::{Forgets, Lexicon, WordList};
use crate::profile::Profile;
use crate::weights::Scale;
use depeche_gazetteer::{Error, Gazetteer, Layers};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Chooses the names and the profile of a [`Tagger`].
#[derive(Clone)]
pub struct TaggerBuilder<'g> {
    layers: Vec<Gazetteer<'g>>,
    built_in: bool,
    profile: Profile,
    off: Ablation,
    scale: Option<Arc<Scale>>,
    forgets: Forgets,
}

/// Parts of the tagger that can be left out, to see what each is worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Ablation {
    /// Without the words: common words, first names, surnames.
    pub words: bool,
    /// Without what the rest of the document says.
    pub memory: bool,
    /// Without the learned weights: with those set by hand alone.
    pub learned: bool,
    /// Without the heads of organisations, places, events and clubs.
    pub heads: bool,
    /// Without capitalised runs that the gazetteer does not know.
    pub capitals: bool,
    /// Without what stands before and after a span.
    pub context: bool,
    /// Without what two things together say more than each alone.
    pub joint: bool,
}

impl Ablation {
    /// Every part with its name, left out alone.
    pub const EACH: &[(&str, Ablation)] = &[
        ("words", Ablation { words: true, ..Ablation::NONE }),
        ("memory", Ablation { memory: true, ..Ablation::NONE }),
        ("learned weights", Ablation { learned: true, ..Ablation::NONE }),
        ("heads", Ablation { heads: true, ..Ablation::NONE }),
        ("capitals", Ablation { capitals: true, ..Ablation::NONE }),
        ("context", Ablation { context: true, ..Ablation::NONE }),
        ("pairs", Ablation { joint: true, ..Ablation::NONE }),
    ];

    const NONE: Ablation = Ablation {
        words: false,
        memory: false,
        learned: false,
        heads: false,
        capitals: false,
        context: false,
        joint: false,
    };
}

/// The number of the next tagger.
static NEXT: AtomicU64 = AtomicU64::new(1);

impl Tagger<'static> {
    /// The tagger of French with the built-in names (feature `names`) and every default.
    #[must_use]
    pub fn french() -> Tagger<'static> {
        Tagger {
            lexicon: Lexicon::new(built_in(true).map(Layers::over), WordList::built_in(), Forgets::default()),
            scale: Scale::built_in(),
            profile: Profile::default(),
            off: Ablation::default(),
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            rooms: Arc::default(),
        }
    }
}

impl<'g> Tagger<'g> {
    /// A builder, to choose names and profile.
    #[must_use]
    pub fn builder() -> TaggerBuilder<'g> {
        TaggerBuilder {
            layers: Vec::new(),
            built_in: true,
            profile: Profile::default(),
            off: Ablation::default(),
            scale: None,
            forgets: Forgets::default(),
        }
    }
}

impl TaggerBuilder<'_> {
    /// How sure a mention must be; [`Profile::Balanced`] unless set.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Leaves the built-in names and words out: with the user's own gazetteers alone, or with none at all.
    #[must_use]
    pub fn without_built_in(mut self) -> Self {
        self.built_in = false;
        self
    }

    /// Weighs with the weights of this file in place of those built in, for the trainer.
    #[doc(hidden)]
    #[must_use]
    pub fn weights(mut self, file: &str) -> Self {
        self.scale = Some(Arc::new(Scale::read(file)));
        self
    }

    /// Takes a fourth of the names that lists have for unknown, from 1 to 4, for the trainer.
    #[doc(hidden)]
    #[must_use]
    pub const fn forgetting(mut self, fourth: u8) -> Self {
        self.forgets = Forgets(fourth);
        self
    }

    /// Leaves parts of the tagger out, to see what each is worth.
    #[must_use]
    pub fn without(mut self, parts: Ablation) -> Self {
        self.off = parts;
        self
    }
}

impl<'g> TaggerBuilder<'g> {
    /// Lays a gazetteer over the built-in names and over those given before: it may add, override and hide.
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: Gazetteer<'g>) -> Self {
        self.layers.push(gazetteer);
        self
    }

    /// The tagger.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::TooManyLayers`](depeche_gazetteer::ErrorCode::TooManyLayers) for more gazetteers than the engine lays
    /// over each other.
    pub fn build(self) -> Result<Tagger<'g>, Error> {
        let mut layers: Option<Layers<'g>> = None;
        for gazetteer in built_in(self.built_in).into_iter().chain(self.layers) {
            layers = Some(match layers {
                None => Layers::over(gazetteer),
                Some(below) => below.with(gazetteer)?,
            });
        }
        let words = if self.built_in && !self.off.words { WordList::built_in() } else { None };
        Ok(Tagger {
            lexicon: Lexicon::new(layers, words, self.forgets),
            scale: self.scale.unwrap_or_else(|| match self.off.learned {
                false => Scale::built_in(),
                true => Scale::by_hand(),
            }),
            profile: self.profile,
            off: self.off,
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            rooms: Arc::default(),
        })
    }
}

#[cfg(feature = "names")]
fn built_in(wanted: bool) -> Option<Gazetteer<'static>> {
    wanted.then(depeche_names::gazetteer)
}

#[cfg(not(feature = "names"))]
fn built_in(_wanted: bool) -> Option<Gazetteer<'static>> {
    None
}

impl std::fmt::Debug for TaggerBuilder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TaggerBuilder")
            .field("layers", &self.layers)
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}
