//! The one straight path from a text to its document.

use crate::document::Document;
use crate::mention::{Id, Mention};
use crate::record::front;
use crate::region::{Region, RegionKind};
use crate::values::{self, Values};
use depeche_entities::{Mentions, Profile as EntityProfile, Scratch, Tagger, TaggerBuilder};
use depeche_gazetteer::{Error, Gazetteer};
use depeche_segment::{Newlines, Profile as SentenceProfile, Segmenter, Segments};
use depeche_text::{Paragraph, Passage, Pool, Sentence, Span, Token, TooLong};
use std::sync::Arc;

/// Annotates French texts: header, sentences, tokens, entities.
///
/// Made once, used for any number of texts, from any number of threads: it is `Send + Sync` and never changes.
///
/// ```
/// use depeche::Pipeline;
///
/// let pipeline = Pipeline::french();
/// let document = pipeline.annotate(" date 2024-08 Le fleuve monte.\n\nLa Loire a débordé à Nantes.");
/// assert_eq!(document.header().date().unwrap().value.to_string(), "2024-08");
/// assert_eq!(document.sentences().map(|s| s.text()).collect::<Vec<_>>(), [
///     "Le fleuve monte.",
///     "La Loire a débordé à Nantes.",
/// ]);
/// ```
///
/// `'g` is the lifetime of gazetteers of your own; the built-in names live as long as the program. So does a compiled file that is
/// [leaked](Vec::leak), which makes a `Pipeline<'static>` for a `static` or a server.
#[derive(Clone, Debug)]
pub struct Pipeline<'g> {
    header: HeaderMode,
    segmenter: Segmenter,
    tagger: Option<Tagger<'g>>,
    values: Values,
    /// What [`annotate`](Pipeline::annotate) works in.
    rooms: Arc<Pool<Buffers>>,
}

/// Whether a document may begin with a header.
///
/// ```
/// use depeche::{HeaderMode, Pipeline};
///
/// let whole = Pipeline::builder().header(HeaderMode::None).build();
/// assert_eq!(whole.annotate("date: 2024\ntitre: x\n\nT").body().start(), 0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum HeaderMode {
    /// A header is found where there is one.
    #[default]
    Auto,
    /// That, or the header of an export of a press archive, Nexis or Factiva, and what such an export has after the body. Their marks
    /// are ordinary words, so they are looked for only where such exports are read.
    ///
    /// ```
    /// use depeche::{HeaderMode, Pipeline};
    ///
    /// let export = "HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\nIl pleut.\n\nAN Document F1\n";
    /// let archives = Pipeline::builder().header(HeaderMode::Archives).build();
    /// let document = archives.annotate(export);
    /// assert_eq!(document.header().date().unwrap().value.to_string(), "2024-08-15");
    /// assert_eq!(document.body().of(export), "Il pleut.\n\n");
    ///
    /// // The mark between the lead and the rest is no sentence.
    /// let export = "HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\nIl pleut.\n\nTD\nIl neige.\n\nAN Document F1\n";
    /// let document = archives.annotate(export);
    /// let sentences: Vec<&str> = document.sentences().map(|one| one.text()).collect();
    /// assert_eq!(sentences, ["Crue", "Il pleut.", "Il neige."]);
    /// ```
    Archives,
    /// The whole text is body.
    None,
}

/// What a [`Pipeline`] is made of.
///
/// ```
/// use depeche::{HeaderMode, Pipeline, segment};
///
/// let pipeline = Pipeline::builder()
///     .header(HeaderMode::None)
///     .sentences(segment::Profile::Ud)
///     .newlines(segment::Newlines::Paragraph)
///     .build();
/// assert_eq!(pipeline.annotate("date 2024-08\nUn texte.").sentences().count(), 1);
/// ```
///
/// The order of the calls means nothing, but that of two that say the same the last one counts, as
/// [`entities`](PipelineBuilder::entities) and [`without_entities`](PipelineBuilder::without_entities) do.
#[derive(Clone, Debug)]
#[must_use]
pub struct PipelineBuilder<'g> {
    header: HeaderMode,
    segmenter: Segmenter,
    /// Unless it is that of the segmenter.
    sentences: Option<SentenceProfile>,
    newlines: Option<Newlines>,
    tagger: TaggerBuilder<'g>,
    entities: bool,
    values: Values,
}

impl<'g> PipelineBuilder<'g> {
    /// Whether a document may begin with a header. Auto unless set.
    ///
    /// ```
    /// use depeche::{HeaderMode, Pipeline};
    ///
    /// let text = "date: 2024-08\ntitre: Crue\n\nIl pleut.";
    /// let whole = Pipeline::builder().header(HeaderMode::None).build();
    /// assert_eq!(whole.annotate(text).body().start(), 0);
    /// assert!(Pipeline::french().annotate(text).body().start() > 0);
    /// ```
    pub fn header(mut self, mode: HeaderMode) -> PipelineBuilder<'g> {
        self.header = mode;
        self
    }

    /// Where sentences end. As a reader expects, unless set.
    ///
    /// ```
    /// use depeche::{Pipeline, segment::Profile};
    ///
    /// let text = "Il pleut ; elle sort.";
    /// let treebank = Pipeline::builder().sentences(Profile::Ud).build();
    /// assert_eq!(treebank.annotate(text).sentences().len(), 2);
    /// assert_eq!(Pipeline::french().annotate(text).sentences().len(), 1);
    /// ```
    pub fn sentences(mut self, profile: SentenceProfile) -> PipelineBuilder<'g> {
        self.sentences = Some(profile);
        self
    }

    /// What a line end means. [`Newlines::Smart`] unless set.
    ///
    /// ```
    /// use depeche::{Pipeline, segment::Newlines};
    ///
    /// let every = Pipeline::builder().newlines(Newlines::EveryLine).build();
    /// assert_eq!(every.annotate("Un titre\nun texte").sentences().count(), 2);
    /// let none = Pipeline::builder().newlines(Newlines::Paragraph).build();
    /// assert_eq!(none.annotate("Un titre\nun texte").sentences().count(), 1);
    /// ```
    pub fn newlines(mut self, newlines: Newlines) -> PipelineBuilder<'g> {
        self.newlines = Some(newlines);
        self
    }

    /// A segmenter with words or rules of your own. Its profile and its newlines hold, unless
    /// [`sentences`](PipelineBuilder::sentences) and [`newlines`](PipelineBuilder::newlines) say otherwise.
    ///
    /// ```
    /// use depeche::{Pipeline, segment::{Abbreviation, Segmenter}};
    ///
    /// let segmenter = Segmenter::builder().abbreviation("hydr", Abbreviation::Never).build();
    /// let pipeline = Pipeline::builder().segmenter(segmenter).build();
    /// assert_eq!(pipeline.annotate("Voir hydr. Nord.").sentences().len(), 1);
    /// ```
    pub fn segmenter(mut self, segmenter: Segmenter) -> PipelineBuilder<'g> {
        self.segmenter = segmenter;
        self
    }

    /// How sure an entity must be. [`EntityProfile::Balanced`] unless set.
    ///
    /// ```
    /// use depeche::{Pipeline, entities::Profile};
    ///
    /// let text = "Il pleut à Brest, dit Kouassi.";
    /// let precise = Pipeline::builder().entities(Profile::Precise).build();
    /// let recall = Pipeline::builder().entities(Profile::Recall).build();
    /// assert_eq!(precise.annotate(text).mentions().map(|mention| mention.text()).collect::<Vec<_>>(), ["Brest"]);
    /// assert_eq!(recall.annotate(text).mentions().len(), 2);
    /// ```
    pub fn entities(mut self, profile: EntityProfile) -> PipelineBuilder<'g> {
        self.tagger = self.tagger.profile(profile);
        self.entities = true;
        self
    }

    /// No entities: the fastest way to sentences and tokens.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::builder().without_entities().build();
    /// let document = pipeline.annotate("Il pleut à Brest.");
    /// assert_eq!((document.tokens().len(), document.mentions().len()), (5, 0));
    /// ```
    pub fn without_entities(mut self) -> PipelineBuilder<'g> {
        self.entities = false;
        self
    }

    /// Whether dates in the text are mentions too, of the type [`DATE`](depeche_text::EntityType::DATE): what the
    /// [grammar of dates](crate::frontmatter::date) reads, and years after *en* or *depuis*. Not unless asked.
    ///
    /// The id is the date in EDTF after `edtf:`. A day without a year takes that of the date of the header; without one
    /// it has no id. Where a named entity stands, it stays.
    ///
    /// ```
    /// use depeche::Pipeline;
    ///
    /// let pipeline = Pipeline::builder().dates(true).build();
    /// let document = pipeline.annotate("date: 2024-08-10\n\nLe sommet aura lieu du 12 au 14 août, puis en 2026.");
    /// let dates: Vec<_> = document.mentions().map(|date| (date.text(), date.id().unwrap())).collect();
    /// assert_eq!(dates, [("du 12 au 14 août", "edtf:2024-08-12/2024-08-14"), ("2026", "edtf:2026")]);
    /// ```
    pub fn dates(mut self, wanted: bool) -> PipelineBuilder<'g> {
        self.values.dates = wanted;
        self
    }

    /// Whether amounts in the text are mentions too, of the types `AMOUNT:money`, `AMOUNT:percent` and
    /// `AMOUNT:measure`: a number with its unit. Not unless asked.
    ///
    /// The id is the kind, the unit and the value; an amount in a currency that several states call so has none.
    ///
    /// ```
    /// use depeche::Pipeline;
    ///
    /// let pipeline = Pipeline::builder().amounts(true).build();
    /// let document = pipeline.annotate("Le pont a coûté 3,5 millions d'euros, soit 12 % de plus, ou 200 dollars.");
    /// let amounts: Vec<_> = document.mentions().map(|amount| (amount.text(), amount.id())).collect();
    /// assert_eq!(amounts, [
    ///     ("3,5 millions d'euros", Some("money:EUR:3500000")),
    ///     ("12 %", Some("percent:12")),
    ///     ("200 dollars", None),
    /// ]);
    /// ```
    pub fn amounts(mut self, wanted: bool) -> PipelineBuilder<'g> {
        self.values.amounts = wanted;
        self
    }

    /// Without the built-in names, with those of your own [`gazetteer`](PipelineBuilder::gazetteer)s alone.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::builder().without_built_in_names().build();
    /// assert!(pipeline.annotate("Il pleut à Brest.").mentions().all(|mention| mention.id().is_none()));
    /// ```
    pub fn without_built_in_names(mut self) -> PipelineBuilder<'g> {
        self.tagger = self.tagger.without_built_in();
        self
    }

    /// Lays a gazetteer over the built-in names and over those given before: it may add, override and hide.
    ///
    /// ```
    /// use depeche::{Pipeline, gazetteer::{Gazetteer, GazetteerBuilder}};
    ///
    /// let mut names = GazetteerBuilder::new();
    /// names.read_tsv("moi:7\tORG:club\tCercle des Fagnes\n", None)?;
    /// let file = names.compile()?;
    /// let pipeline = Pipeline::builder().gazetteer(Gazetteer::open(&file)?)?.build();
    /// let document = pipeline.annotate("Le Cercle des Fagnes a gagné.");
    /// assert_eq!(document.mentions().next().unwrap().id(), Some("moi:7"));
    /// # Ok::<(), depeche::gazetteer::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TooManyLayers`](depeche_gazetteer::ErrorCode::TooManyLayers) for more gazetteers than the engine lays over each
    /// other.
    pub fn gazetteer(mut self, gazetteer: Gazetteer<'g>) -> Result<PipelineBuilder<'g>, Error> {
        self.tagger = self.tagger.gazetteer(gazetteer);
        // Here and not in `build`, which has no other error.
        self.tagger.clone().build()?;
        Ok(self)
    }

    /// The pipeline.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::builder().build();
    /// assert_eq!(pipeline.annotate("Il pleut.").tokens().len(), 3);
    /// ```
    #[must_use]
    pub fn build(self) -> Pipeline<'g> {
        let mut segmenter = self.segmenter;
        if let Some(profile) = self.sentences {
            segmenter = segmenter.with_profile(profile);
        }
        if let Some(newlines) = self.newlines {
            segmenter = segmenter.with_newlines(newlines);
        }
        // The one error there is, too many layers, was met in `gazetteer`.
        let tagger = self.entities.then(|| self.tagger.build().ok()).flatten();
        Pipeline { header: self.header, segmenter, tagger, values: self.values, rooms: Arc::default() }
    }
}

/// Memory that is used again from one document to the next: the lists of the document too, which
/// [`annotate`](Pipeline::annotate) makes anew for each.
///
/// ```
/// use depeche::{Buffers, Pipeline};
///
/// let pipeline = Pipeline::french();
/// let mut buffers = Buffers::new();
/// for text in ["Un.", "Deux.", "Trois."] {
///     let document = pipeline.annotate_into(text, &mut buffers);
///     assert_eq!(document.tokens().len(), 2);
///     document.recycle(&mut buffers);
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    segments: Segments,
    scratch: Scratch,
    found: Mentions,
    regions: Vec<Region>,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    mentions: Vec<Mention<'static>>,
    id: String,
}

impl Buffers {
    /// Buffers that hold nothing yet.
    ///
    /// ```
    /// let (pipeline, mut buffers) = (depeche::Pipeline::french(), depeche::Buffers::new());
    /// assert_eq!(pipeline.annotate_into("Il pleut.", &mut buffers).tokens().len(), 3);
    /// ```
    #[must_use]
    pub fn new() -> Buffers {
        Buffers::default()
    }
}

impl Default for Pipeline<'static> {
    fn default() -> Pipeline<'static> {
        Pipeline::french()
    }
}

impl Pipeline<'static> {
    /// The pipeline for French news with every default.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// assert_eq!(pipeline.annotate("L'Arménie").mentions().next().unwrap().id(), Some("iso:AM"));
    /// ```
    #[must_use]
    pub fn french() -> Pipeline<'static> {
        let tagger = Some(Tagger::french());
        Pipeline {
            header: HeaderMode::Auto,
            segmenter: Segmenter::french(),
            tagger,
            values: Values::default(),
            rooms: Arc::default(),
        }
    }
}

impl<'g> Pipeline<'g> {
    /// A builder, to choose profiles, policies and lists.
    ///
    /// ```
    /// let fast = depeche::Pipeline::builder().without_entities().build();
    /// assert_eq!(fast.annotate("Il pleut. Il neige.").sentences().len(), 2);
    /// ```
    pub fn builder() -> PipelineBuilder<'g> {
        PipelineBuilder {
            header: HeaderMode::Auto,
            segmenter: Segmenter::french(),
            sentences: None,
            newlines: None,
            tagger: Tagger::builder(),
            entities: true,
            values: Values::default(),
        }
    }

    /// The tagger, to ask it about entries; `None` in a pipeline without entities.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// assert!(pipeline.tagger().is_some());
    /// assert!(depeche::Pipeline::builder().without_entities().build().tagger().is_none());
    /// ```
    #[must_use]
    pub fn tagger(&self) -> Option<&Tagger<'g>> {
        self.tagger.as_ref()
    }

    /// The document of `source`.
    ///
    /// Never fails and loses no text. Time linear in the source. Of a source of more than 4 GiB the beginning is
    /// annotated; [`try_annotate`](Pipeline::try_annotate) refuses it.
    ///
    /// What it works in is kept for the next source (some 2 MB for each thread that annotates at once), for this pipeline and its
    /// clones; the lists of the document are its own. For a source of more than 128 KiB it is given back.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Un pont a cédé à Nantes. M. Macron s'y rend.");
    /// assert_eq!((document.sentences().len(), document.mentions().len()), (2, 2));
    /// ```
    #[must_use]
    pub fn annotate<'a>(&'a self, source: &'a str) -> Document<'a> {
        if source.len() > LONG {
            return self.annotate_alone(source);
        }
        let mut buffers = self.rooms.take();
        let mut document = self.annotate_into(source, &mut buffers);
        // The document gets lists of its length, and those with room to spare stay for the next one.
        document.tokens = keep(document.tokens, &mut buffers.tokens);
        document.sentences = keep(document.sentences, &mut buffers.sentences);
        document.paragraphs = keep(document.paragraphs, &mut buffers.paragraphs);
        document.regions = keep(document.regions, &mut buffers.regions);
        self.rooms.give(buffers);
        document
    }

    /// The document of a long source, with as little memory at once as can be.
    fn annotate_alone<'a>(&'a self, source: &'a str) -> Document<'a> {
        let mut buffers = Buffers::new();
        let mut document = self.segment(source, &mut buffers);
        // Nothing is used again: what a stage worked in goes before the next one needs as much.
        buffers.segments.shrink_to_fit();
        document.tokens.shrink_to_fit();
        document.sentences.shrink_to_fit();
        document.paragraphs.shrink_to_fit();
        self.find(&document, &mut buffers);
        buffers.scratch = Scratch::new();
        self.tell(&mut document, &mut buffers);
        document
    }

    /// The document of `source`.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// assert_eq!(pipeline.try_annotate("Il pleut.")?.sentences().len(), 1);
    /// # Ok::<(), depeche::text::TooLong>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TooLong`] when `source` is longer than offsets of 32 bits reach.
    pub fn try_annotate<'a>(&'a self, source: &'a str) -> Result<Document<'a>, TooLong> {
        Passage::try_new(source).map(|_| self.annotate(source))
    }

    /// The document of `source`, in memory taken from `buffers`; [`Document::recycle`] gives it back.
    ///
    /// ```
    /// let (pipeline, mut buffers) = (depeche::Pipeline::french(), depeche::Buffers::new());
    /// for text in ["Il pleut.", "Il neige."] {
    ///     let document = pipeline.annotate_into(text, &mut buffers);
    ///     assert_eq!(document.source(), text);
    ///     document.recycle(&mut buffers);
    /// }
    /// ```
    #[must_use]
    pub fn annotate_into<'a>(&'a self, source: &'a str, buffers: &mut Buffers) -> Document<'a> {
        let mut document = self.segment(source, buffers);
        self.find(&document, buffers);
        self.tell(&mut document, buffers);
        document
    }

    /// The document of `source` without its mentions.
    fn segment<'a>(&self, source: &'a str, buffers: &mut Buffers) -> Document<'a> {
        let mut document = Document {
            source,
            front: front(source, self.header),
            regions: std::mem::take(&mut buffers.regions),
            paragraphs: std::mem::take(&mut buffers.paragraphs),
            sentences: std::mem::take(&mut buffers.sentences),
            tokens: std::mem::take(&mut buffers.tokens),
            mentions: empty(std::mem::take(&mut buffers.mentions)),
        };
        document.regions.clear();
        document.paragraphs.clear();
        document.sentences.clear();
        document.tokens.clear();
        let body = document.front.body();
        let passage = Passage::new(source);
        let headline = document.front.title().map(|title| title.span);
        // A title that is written in escapes or over several lines of YAML does not stand in the source as it reads.
        let stands = |title: &Span| document.front.regions().next() == Some(*title);
        let headline = headline.filter(|title| stands(title) || body.is_empty());
        if let Some(span) = headline.filter(|span| span.end() <= body.start()) {
            self.cut(passage.slice(span), RegionKind::Headline, &mut document, &mut buffers.segments);
        }
        if body.is_empty() {
            self.cut(passage.slice(body), RegionKind::Body, &mut document, &mut buffers.segments);
        }
        let parts = document.front.body_parts();
        for part in parts {
            self.cut(passage.slice(part), RegionKind::Body, &mut document, &mut buffers.segments);
        }
        document
    }

    /// Finds the named entities of a document; they are left in the buffers.
    fn find(&self, document: &Document<'_>, buffers: &mut Buffers) {
        if let Some(tagger) = &self.tagger {
            let Buffers { scratch, found, .. } = buffers;
            tagger.tag_into(document.source, &document.tokens, &document.sentences, scratch, found);
        }
    }

    /// Gives a document the mentions that were found, each with its id and its name, and the values asked for.
    fn tell<'a>(&'a self, document: &mut Document<'a>, buffers: &mut Buffers) {
        if let Some(tagger) = &self.tagger {
            let Buffers { found, id, .. } = buffers;
            document.mentions.reserve_exact(found.len());
            for mention in found.iter() {
                // Most names of a text come again: what the list says is read for the first of a chain.
                let first = found.chain(mention).map(depeche_entities::Chain::first);
                let same = first.filter(|at| found.get(*at).is_some_and(|first| first.is_entry_of(mention)));
                let known = same.and_then(|first| document.mentions.get(first));
                let (id, name) = if let Some(known) = known {
                    (known.id.clone(), known.name.clone())
                } else {
                    id.clear();
                    let (has_id, name) = tagger.identify(mention, id);
                    (has_id.then(|| Id::copied(id)), name)
                };
                document.mentions.push(Mention {
                    span: mention.span(),
                    outer: mention.outer(),
                    kind: mention.kind(),
                    id,
                    name,
                    confidence: mention.confidence(),
                    chain: mention.chain(),
                    rule: Some(mention.rule()),
                    form: mention.form(),
                });
            }
        }
        if self.values != Values::default() {
            let date = document.front.date().map(|date| date.value);
            let text = (&*document.tokens, &*document.sentences);
            values::add(self.values, document.source, text, date, &mut document.mentions);
        }
    }

    /// Adds a region with its tokens, sentences and paragraphs.
    fn cut(
        &self,
        passage: Passage<'_>,
        kind: RegionKind,
        document: &mut Document<'_>,
        segments: &mut Segments,
    ) {
        self.segmenter.annotate_into(passage, segments);
        let (first_token, first_sentence) = (document.tokens.len(), document.sentences.len());
        let first_paragraph = document.paragraphs.len();
        if first_token == 0 && first_sentence == 0 && first_paragraph == 0 {
            // The first region, nearly always the only one: its lists are the document's.
            std::mem::swap(&mut document.tokens, &mut segments.tokens);
            std::mem::swap(&mut document.sentences, &mut segments.sentences);
            std::mem::swap(&mut document.paragraphs, &mut segments.paragraphs);
            let paragraphs = Span::new(0, document.paragraphs.len());
            document.regions.push(Region { kind, span: passage.span(), paragraphs });
            return;
        }
        document.tokens.extend_from_slice(&segments.tokens);
        let moved = |range: std::ops::Range<usize>, by: usize| {
            range.start.saturating_add(by)..range.end.saturating_add(by)
        };
        let sentences = segments.sentences.iter();
        document.sentences.extend(sentences.map(|s| Sentence::new(s.span, moved(s.tokens(), first_token))));
        let paragraphs = segments.paragraphs.iter();
        document
            .paragraphs
            .extend(paragraphs.map(|p| Paragraph::new(p.span, moved(p.sentences(), first_sentence))));
        let paragraphs = Span::new(first_paragraph, document.paragraphs.len());
        document.regions.push(Region { kind, span: passage.span(), paragraphs });
    }

    /// The documents of many texts, one after the other, in their order. Lazy: a document is made when it is asked for.
    ///
    /// ```
    /// use depeche::Pipeline;
    ///
    /// let pipeline = Pipeline::french();
    /// let texts = ["Un. Deux.", "Trois."];
    /// let counts: Vec<usize> = pipeline.annotate_all(texts).map(|document| document.sentences().len()).collect();
    /// assert_eq!(counts, [2, 1]);
    /// ```
    pub fn annotate_all<'a>(
        &'a self,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> impl Iterator<Item = Document<'a>> {
        texts.into_iter().map(|text| self.annotate(text))
    }

    /// What `use_document` makes of each of many texts, in their order. Lazy; of the texts one is in memory at a time, and
    /// the buffers are used again.
    ///
    /// ```
    /// use depeche::Pipeline;
    ///
    /// let pipeline = Pipeline::french();
    /// let lines = std::io::BufRead::lines("Un. Deux.\nTrois.".as_bytes()).map_while(Result::ok);
    /// let counts: Vec<usize> = pipeline.map_all(lines, |document| document.sentences().len()).collect();
    /// assert_eq!(counts, [2, 1]);
    /// ```
    pub fn map_all<T: AsRef<str>, R>(
        &self,
        texts: impl IntoIterator<Item = T>,
        mut use_document: impl FnMut(&Document<'_>) -> R,
    ) -> impl Iterator<Item = R> {
        let mut buffers = Buffers::new();
        texts.into_iter().map(move |text| {
            let document = self.annotate_into(text.as_ref(), &mut buffers);
            let result = use_document(&document);
            document.recycle(&mut buffers);
            result
        })
    }

    /// [`map_all`](Pipeline::map_all) on every thread of the current `rayon` pool: the same results in the same order.
    ///
    /// Texts are drawn a thousand at a time, so that memory is bounded for endless streams too.
    ///
    /// ```
    /// use depeche::Pipeline;
    ///
    /// let pipeline = Pipeline::french();
    /// let texts = (0..1000).map(|n| format!("Phrase {n}."));
    /// let lens: Vec<usize> = pipeline.par_map_all(texts, |document| document.source().len()).collect();
    /// assert_eq!((lens.len(), lens[999]), (1000, 11));
    /// ```
    #[cfg(feature = "rayon")]
    pub fn par_map_all<T: AsRef<str> + Send + Sync, R: Send>(
        &self,
        texts: impl IntoIterator<Item = T>,
        use_document: impl Fn(&Document<'_>) -> R + Sync,
    ) -> impl Iterator<Item = R> {
        use rayon::prelude::*;
        let mut texts = texts.into_iter();
        std::iter::from_fn(move || {
            let batch: Vec<T> = texts.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return None;
            }
            let results: Vec<R> = batch
                .par_iter()
                .map_init(Buffers::new, |buffers, text| {
                    let document = self.annotate_into(text.as_ref(), buffers);
                    let result = use_document(&document);
                    document.recycle(buffers);
                    result
                })
                .collect();
            Some(results)
        })
        .flatten()
    }
}

/// How many texts are under way at once in `par_map_all`.
#[cfg(feature = "rayon")]
const BATCH: usize = 1024;

impl Document<'_> {
    /// Gives the memory of this document back, for the next one.
    ///
    /// ```
    /// let (pipeline, mut buffers) = (depeche::Pipeline::french(), depeche::Buffers::new());
    /// pipeline.annotate_into("Il pleut.", &mut buffers).recycle(&mut buffers);
    /// assert_eq!(pipeline.annotate_into("Il neige.", &mut buffers).sentences().len(), 1);
    /// ```
    pub fn recycle(self, buffers: &mut Buffers) {
        buffers.regions = self.regions;
        buffers.paragraphs = self.paragraphs;
        buffers.sentences = self.sentences;
        buffers.tokens = self.tokens;
        buffers.mentions = empty(self.mentions);
    }
}

/// The longest source whose working memory is kept, in bytes: of nearly all news.
const LONG: usize = 1 << 17;

/// A list of exactly the length of this one, whose room is kept.
fn keep<T: Clone>(list: Vec<T>, room: &mut Vec<T>) -> Vec<T> {
    let exact = list.clone();
    *room = list;
    exact
}

/// An empty list in the memory of this one: collecting in place keeps the allocation, whatever was borrowed.
fn empty<'b>(mut mentions: Vec<Mention<'_>>) -> Vec<Mention<'b>> {
    mentions.clear();
    mentions.into_iter().map_while(|_| None).collect()
}

const fn send_and_sync<T: Send + Sync>() {}
const _: () = send_and_sync::<Pipeline<'static>>();
const _: () = send_and_sync::<Document<'static>>();
const _: () = send_and_sync::<Buffers>();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_what_is_chosen_means_nothing() {
        use depeche_segment::Abbreviation;

        let own = Segmenter::builder().abbreviation("hydr", Abbreviation::Never).build();
        let before = Pipeline::builder().segmenter(own.clone()).sentences(SentenceProfile::Ud).build();
        let after = Pipeline::builder().sentences(SentenceProfile::Ud).segmenter(own).build();
        for pipeline in [before, after] {
            assert_eq!(pipeline.annotate("Voir hydr. Nord ; il pleut.").sentences().len(), 2);
        }

        let off_and_on = Pipeline::builder().without_entities().entities(EntityProfile::Recall).build();
        assert_eq!(off_and_on.annotate("Il pleut à Brest.").mentions().len(), 1);
        let on_and_off = Pipeline::builder().entities(EntityProfile::Recall).without_entities().build();
        assert_eq!(on_and_off.annotate("Il pleut à Brest.").mentions().len(), 0);
    }

    #[test]
    fn an_emptied_list_keeps_its_memory() {
        let mut mentions: Vec<Mention<'_>> = Vec::with_capacity(100);
        mentions.clear();
        assert_eq!(empty(mentions).capacity(), 100);
    }
}
