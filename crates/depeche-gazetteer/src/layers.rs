//! Gazetteers one over the other: a big one, and small ones that add to it, hide or replace what it says.

use crate::error::{Error, ErrorCode};
use crate::gazetteer::Gazetteer;
use crate::matching::{MatchOptions, Search, SearchRoom};
use crate::mention::{Hit, MAX_LAYERS, Mention};
use crate::onset::Onset;
use crate::sense::{EntryView, Senses};
use depeche_text::{Sentence, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Several gazetteers seen as one, without building anything again.
///
/// * An upper layer **adds** its entries. Where two layers know a form, the senses of the upper one come first.
/// * It **overrides** the entries under it that have the same id as one of its own.
/// * It **hides** the entries under it whose ids it lists ([`GazetteerBuilder::hide_id`](crate::GazetteerBuilder::hide_id)),
///   and every mention written as a form it lists ([`hide_form`](crate::GazetteerBuilder::hide_form)).
///
/// ```
/// use depeche_gazetteer::{Entry, Gazetteer, GazetteerBuilder, Layers};
/// use depeche_text::EntityType;
///
/// let mut base = GazetteerBuilder::new();
/// base.read_tsv("x:1\tLOC\tOrange\nx:2\tLOC\tTours\n", None)?;
/// let base = base.compile()?;
/// let mut own = GazetteerBuilder::new();
/// own.push(Entry::new(EntityType::ORG, "Orange").with_id("isin:FR0000133308"))?;
/// own.hide_id("x:2");
/// let own = own.compile()?;
///
/// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
/// let kinds: Vec<_> = layers.lookup("Orange").map(|(_, sense)| sense.kind().to_string()).collect();
/// assert_eq!(kinds, ["ORG", "LOC"]);
/// assert_eq!(layers.lookup("Tours").count(), 0);
/// # Ok::<(), depeche_gazetteer::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    layers: Vec<Gazetteer<'a>>,
    shadows: Vec<Shadow>,
}

/// The ids that the layers over a layer hide or override.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shadow {
    ids: Arc<BTreeSet<String>>,
}

impl Shadow {
    fn hides(&self, entry: &EntryView<'_>) -> bool {
        !self.ids.is_empty() && entry.id().is_some_and(|id| self.ids.contains(id.as_ref()))
    }

    /// Whether one of the senses of `hit` in `layer` is not hidden.
    pub(crate) fn leaves(&self, layer: &Gazetteer<'_>, hit: Hit) -> bool {
        if self.ids.is_empty() {
            return hit.spellings != 0;
        }
        layer.senses_at(hit).any(|entry| !self.hides(&entry))
    }
}

impl<'a> Layers<'a> {
    /// The layer under all others.
    #[must_use]
    pub fn over(base: Gazetteer<'a>) -> Layers<'a> {
        Layers { layers: vec![base], shadows: vec![Shadow::default()] }
    }

    /// Lays `layer` over the others. Time linear in the size of `layer`, whatever lies under it.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers};
    /// let compile = |rows: &str| -> Result<Vec<u8>, depeche_gazetteer::Error> {
    ///     let mut builder = GazetteerBuilder::new();
    ///     builder.read_tsv(rows, None)?;
    ///     builder.compile()
    /// };
    /// let (base, own) = (compile("x:1\tLOC\tNiort\n")?, compile("y:1\tORG\tNiort\ny:2\tLOC\tBar-le-Duc\n")?);
    /// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
    /// assert_eq!(layers.layers().len(), 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorCode::TooManyLayers`] beyond [`MAX_LAYERS`].
    pub fn with(mut self, layer: Gazetteer<'a>) -> Result<Layers<'a>, Error> {
        if self.layers.len() >= MAX_LAYERS {
            return Err(Error::new(
                ErrorCode::TooManyLayers,
                format!("expected at most {MAX_LAYERS} layers: build some of them into one"),
            ));
        }
        let ids: Vec<String> = layer
            .hidden_ids()
            .map(str::to_owned)
            .chain(layer.entries().filter_map(|entry| entry.id().map(|id| id.into_owned())))
            .collect();
        for shadow in &mut self.shadows {
            Arc::make_mut(&mut shadow.ids).extend(ids.iter().cloned());
        }
        self.layers.push(layer);
        self.shadows.push(Shadow::default());
        Ok(self)
    }

    /// The layers, the lowest first.
    #[must_use]
    pub fn layers(&self) -> &[Gazetteer<'a>] {
        &self.layers
    }

    /// Appends the mentions of a text to `out`; see [`Gazetteer::mentions_into`].
    ///
    /// Layers are searched as if their names stood in one list: the longest mention wins, whichever layer knows it.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers, MatchOptions};
    /// # use depeche_text::Span;
    /// let compile = |rows: &str| -> Result<Vec<u8>, depeche_gazetteer::Error> {
    ///     let mut builder = GazetteerBuilder::new();
    ///     builder.read_tsv(rows, None)?;
    ///     builder.compile()
    /// };
    /// let (base, own) = (compile("x:1\tLOC\tNiort\n")?, compile("y:1\tORG\tNiort\ny:2\tLOC\tBar-le-Duc\n")?);
    /// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
    /// let tokens = [(0, 5), (6, 8), (9, 19)].map(|(start, end)| Span::new(start, end));
    /// let mut mentions = Vec::new();
    /// layers.mentions_into("Niort et Bar-le-Duc", &tokens, &[], &MatchOptions::default(), &mut mentions);
    /// assert_eq!(mentions.len(), 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn mentions_into<T: Copy + Into<Span>>(
        &self,
        source: &str,
        tokens: &[T],
        sentences: &[Sentence],
        options: &MatchOptions,
        out: &mut Vec<Mention>,
    ) {
        let Layers { layers, shadows } = self;
        Search { layers, shadows, source, tokens, sentences, options }.by_text(out);
    }

    /// The same as [`mentions_into`](Layers::mentions_into) for a caller who knows the [`onset`](Layers::onset) of each token
    /// from having met it before: the search looks only at the tokens of `onsets`, which are indices in order, each with its
    /// onset. Those whose onset says that no name [`may_begin`](Onset::may_begin) there can be left out.
    ///
    /// With onsets that these layers gave for the same bytes, or [`Onset::ANY`], the mentions are those of `mentions_into`.
    /// With others some are missing, and none is wrong. `room` is kept for the next text.
    ///
    /// ```
    /// use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers, MatchOptions, Onset, SearchRoom};
    /// use depeche_text::Span;
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tLens\n", None)?;
    /// let file = builder.compile()?;
    /// let layers = Layers::over(Gazetteer::open(&file)?);
    ///
    /// let source = "de Lens à Arras";
    /// let tokens = [(0, 2), (3, 7), (8, 10), (11, 16)].map(|(a, b)| Span::new(a, b));
    /// let onsets = tokens.map(|token| layers.onset(source, token, &mut String::new()));
    /// let begins = |&(at, onset): &(usize, Onset)| onset.may_begin(&source.as_bytes()[tokens[at].end()..]);
    /// let onsets: Vec<_> = onsets.into_iter().enumerate().filter(begins).collect();
    /// assert_eq!(onsets.len(), 1);
    /// let mut mentions = Vec::new();
    /// let (options, mut room) = (MatchOptions::default(), SearchRoom::default());
    /// layers.mentions_from(source, &tokens, &[], &options, onsets, &mut room, &mut mentions);
    /// assert_eq!(mentions[0].span().of(source), "Lens");
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[expect(
        clippy::too_many_arguments,
        reason = "what is searched, where it may begin, and two places of the caller's"
    )]
    pub fn mentions_from<T: Copy + Into<Span>>(
        &self,
        source: &str,
        tokens: &[T],
        sentences: &[Sentence],
        options: &MatchOptions,
        onsets: impl IntoIterator<Item = (usize, Onset)>,
        room: &mut SearchRoom,
        out: &mut Vec<Mention>,
    ) {
        let Layers { layers, shadows } = self;
        Search { layers, shadows, source, tokens, sentences, options }.at_onsets(onsets, room, out);
    }

    /// The senses of a mention that these layers found, each with the index of its layer: those of the uppermost layer
    /// first, in each layer best first.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers, MatchOptions};
    /// # use depeche_text::Span;
    /// let compile = |rows: &str| -> Result<Vec<u8>, depeche_gazetteer::Error> {
    ///     let mut builder = GazetteerBuilder::new();
    ///     builder.read_tsv(rows, None)?;
    ///     builder.compile()
    /// };
    /// let (base, own) = (compile("x:1\tLOC\tNiort\n")?, compile("y:1\tORG\tNiort\ny:2\tLOC\tBar-le-Duc\n")?);
    /// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
    /// let mut mentions = Vec::new();
    /// layers.mentions_into("Niort", &[Span::new(0, 5)], &[], &MatchOptions::default(), &mut mentions);
    /// let senses: Vec<_> = layers.senses(&mentions[0]).map(|(layer, entry)| (layer, entry.label())).collect();
    /// assert_eq!(senses, [(1, "ORG"), (0, "LOC")]);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn senses<'s>(
        &'s self,
        mention: &Mention,
    ) -> impl Iterator<Item = (usize, EntryView<'a>)> + use<'a, 's> {
        let mention = *mention;
        let layers = self.layers.iter().zip(&self.shadows).enumerate().rev();
        layers.flat_map(move |(i, (layer, shadow))| {
            layer.senses_at(mention.hit(i)).filter(|entry| !shadow.hides(entry)).map(move |entry| (i, entry))
        })
    }

    /// The senses of `surface` taken as a whole, as [`senses`](Layers::senses) orders them; see [`Gazetteer::lookup`].
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Layers};
    /// let compile = |rows: &str| -> Result<Vec<u8>, depeche_gazetteer::Error> {
    ///     let mut builder = GazetteerBuilder::new();
    ///     builder.read_tsv(rows, None)?;
    ///     builder.compile()
    /// };
    /// let (base, own) = (compile("x:1\tLOC\tNiort\n")?, compile("y:1\tORG\tNiort\ny:2\tLOC\tBar-le-Duc\n")?);
    /// let layers = Layers::over(Gazetteer::open(&base)?).with(Gazetteer::open(&own)?)?;
    /// let ids: Vec<_> = layers.lookup("NIORT").map(|(_, entry)| entry.id().unwrap().into_owned()).collect();
    /// assert_eq!(ids, ["y:1", "x:1"]);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    pub fn lookup<'s>(&'s self, surface: &str) -> impl Iterator<Item = (usize, EntryView<'a>)> + use<'a, 's> {
        let surface = surface.trim();
        let hidden = |layer: &Gazetteer<'_>| layer.hit_of(surface, |flags| flags.hides()).is_some();
        let lowest = self.layers.iter().rposition(hidden).unwrap_or_default();
        let senses: Vec<Senses<'a>> = self.layers.iter().map(|layer| layer.lookup(surface)).collect();
        let layers = senses.into_iter().zip(&self.shadows).enumerate().skip(lowest).rev();
        layers.flat_map(|(i, (senses, shadow))| {
            senses.filter(|entry| !shadow.hides(entry)).map(move |entry| (i, entry))
        })
    }
}
