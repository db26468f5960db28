//! Mentions of entities, and the entities they are mentions of.

use crate::document::{Document, SentenceRef, TokenRef};
use depeche_entities::{Form, Rule};
use depeche_text::{EntityType, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;

/// A mention of an entity, with what is known of the entity.
///
/// In a [`Document`] it comes as a [`MentionRef`], which knows the text around it.
///
/// ```
/// let pipeline = depeche::Pipeline::french();
/// let document = pipeline.annotate("Mme Sandu, la présidente, est à Chișinău.");
/// let chisinau = document.mentions().last().unwrap();
/// assert_eq!(chisinau.kind().to_string(), "LOC:city");
/// assert!(chisinau.confidence() > 0.5);
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Mention<'a> {
    pub(crate) span: Span,
    pub(crate) outer: Span,
    pub(crate) kind: EntityType,
    pub(crate) id: Option<Id<'a>>,
    pub(crate) name: Option<Cow<'a, str>>,
    pub(crate) confidence: f32,
    pub(crate) chain: usize,
    pub(crate) rule: Option<Rule>,
    pub(crate) form: Form,
}

/// An id. Nearly every one is short and lies in the mention itself: a document allocates nothing for them.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Id<'a> {
    Lent(&'a str),
    Short { len: u8, bytes: [u8; Id::SHORT] },
    Long(Box<str>),
}

impl<'a> Id<'a> {
    /// As many bytes as make the mention no bigger.
    const SHORT: usize = 30;

    /// A copy of `id`.
    pub(crate) fn copied(id: &str) -> Id<'a> {
        let mut bytes = [0; Id::SHORT];
        match (bytes.get_mut(..id.len()), u8::try_from(id.len())) {
            (Some(head), Ok(len)) => {
                head.copy_from_slice(id.as_bytes());
                Id::Short { len, bytes }
            }
            _ => Id::Long(id.into()),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Id::Lent(id) => id,
            Id::Short { len, bytes } => {
                let id = bytes.get(..usize::from(*len)).unwrap_or_default();
                std::str::from_utf8(id).unwrap_or_default()
            }
            Id::Long(id) => id,
        }
    }
}

impl Mention<'_> {
    /// Where the name stands in the source: *von der Leyen* of *Mme von der Leyen*.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Mme von der Leyen est à Brest.");
    /// let first = document.mentions().next().unwrap();
    /// assert_eq!(first.span().of(document.source()), "von der Leyen");
    /// ```
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where the name stands with its title or generic noun; the same as [`span`](Mention::span) when there is none.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Mme von der Leyen est à Brest.");
    /// let first = document.mentions().next().unwrap();
    /// assert_eq!(first.outer().of(document.source()), "Mme von der Leyen");
    /// ```
    #[must_use]
    pub fn outer(&self) -> Span {
        self.outer
    }

    /// The type, as fine as it is known: `PER`, `LOC:city`. A city is not *equal* to `LOC`; whether it
    /// [is one](EntityType::is_a) is another question.
    ///
    /// ```
    /// use depeche::text::EntityType;
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut à Brest.");
    /// let brest = document.mentions().next().unwrap();
    /// assert_eq!((brest.kind().main(), brest.kind().to_string()), (EntityType::LOC, "LOC:city".to_owned()));
    /// assert!(brest.kind().is_a(EntityType::LOC) && brest.kind() != EntityType::LOC);
    /// ```
    #[must_use]
    pub fn kind(&self) -> EntityType {
        self.kind
    }

    /// The id of the thing that is meant: `iso:AM`; of a demonym, that of its place. `None` when it is in no list.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("La capitale arménienne");
    /// assert_eq!(document.mentions().next().unwrap().id(), Some("iso:AM"), "of a demonym, its place");
    /// ```
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_ref().map(Id::as_str)
    }

    /// The canonical name of the thing that is meant, where it is known.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Les USA et la France");
    /// assert_eq!(document.mentions().next().unwrap().name(), Some("États-Unis"));
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// How probable it is that span and main type are right, from 0 to 1.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("La France aide l'Arménie.");
    /// let sure = document.mentions().filter(|mention| mention.confidence() > 0.9);
    /// assert_eq!(sure.count(), 2);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The number of the chain of mentions of the same thing in this document, from 0.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Emmanuel Macron parle. Macron répond.");
    /// let chains: Vec<usize> = document.mentions().map(|mention| mention.chain()).collect();
    /// assert_eq!(chains[0], chains[1]);
    /// ```
    #[must_use]
    pub fn chain(&self) -> usize {
        self.chain
    }

    /// The rule it was found by; `None` for a mention read from a file that does not say.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut à Brest.");
    /// assert!(document.mentions().next().unwrap().rule().is_some());
    /// ```
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        self.rule
    }

    /// The gender and number of a demonym, as far as its ending tells.
    ///
    /// ```
    /// use depeche::entities::{Gender, Number};
    ///
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("les Arméniennes");
    /// let form = document.mentions().next().unwrap().form();
    /// assert_eq!((form.gender(), form.number()), (Some(Gender::Feminine), Some(Number::Plural)));
    /// ```
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }
}

/// A mention in its document.
///
/// ```
/// use depeche::Pipeline;
///
/// let pipeline = Pipeline::french();
/// let document = pipeline.annotate("Il pleut. L'Arménie a répondu.");
/// let armenia = document.mentions().next().unwrap();
/// assert_eq!(armenia.text(), "Arménie");
/// assert_eq!(armenia.kind().main(), depeche::text::EntityType::LOC);
/// assert_eq!(armenia.sentence().unwrap().text(), "L'Arménie a répondu.");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MentionRef<'d> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) index: usize,
    pub(crate) mention: &'d Mention<'d>,
}

impl<'d> MentionRef<'d> {
    /// Its place in the list of mentions, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// The name as it stands in the source.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut à Brest.");
    /// assert_eq!(document.mentions().next().unwrap().text(), "Brest");
    /// ```
    #[must_use]
    pub fn text(self) -> &'d str {
        self.mention.span.of(self.document.source)
    }

    /// The name with its title or generic noun, as it stands in the source.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Mme von der Leyen est là.");
    /// assert_eq!(document.mentions().next().unwrap().outer_text(), "Mme von der Leyen");
    /// ```
    #[must_use]
    pub fn outer_text(self) -> &'d str {
        self.mention.outer.of(self.document.source)
    }

    /// The id of the thing that is meant: see [`Mention::id`].
    #[must_use]
    pub fn id(self) -> Option<&'d str> {
        self.mention.id.as_ref().map(Id::as_str)
    }

    /// The canonical name of the thing that is meant: see [`Mention::name`].
    #[must_use]
    pub fn name(self) -> Option<&'d str> {
        self.mention.name.as_deref()
    }

    /// The sentence it stands in.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Il pleut. L'Arménie répond.");
    /// let armenia = document.mentions().next().unwrap();
    /// assert_eq!(armenia.sentence().unwrap().text(), "L'Arménie répond.");
    /// ```
    #[must_use]
    pub fn sentence(self) -> Option<SentenceRef<'d>> {
        self.document.sentence_at(self.mention.span.start())
    }

    /// The tokens it is made of.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Emmanuel Macron parle.");
    /// let tokens: Vec<&str> = document.mentions().next().unwrap().tokens().map(|token| token.text()).collect();
    /// assert_eq!(tokens, ["Emmanuel", "Macron"]);
    /// ```
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenRef<'d>> + DoubleEndedIterator + Clone {
        self.document.tokens_at(self.document.token_range(self.mention.span))
    }
}

impl<'d> Deref for MentionRef<'d> {
    type Target = Mention<'d>;

    fn deref(&self) -> &Mention<'d> {
        self.mention
    }
}

/// What several mentions of a document are mentions of.
///
/// ```
/// let pipeline = depeche::Pipeline::french();
/// let document = pipeline.annotate("Emmanuel Macron parle. Macron répond à l'Arménie.");
/// let entities = document.entities();
/// assert_eq!(entities.len(), 2);
/// assert_eq!((entities[0].count(), entities[0].forms()), (2, vec!["Emmanuel Macron", "Macron"]));
/// ```
#[derive(Clone, Debug)]
pub struct Entity<'d> {
    mentions: Vec<MentionRef<'d>>,
}

impl<'d> Entity<'d> {
    pub(crate) fn group(document: &'d Document<'_>) -> Vec<Entity<'d>> {
        // A demonym has the id of its place and is not the place.
        #[derive(PartialEq, Eq, Hash)]
        enum Identity<'d> {
            Id(&'d str, EntityType),
            Chain(usize),
        }
        let mut places: HashMap<Identity<'d>, usize> = HashMap::new();
        let mut entities: Vec<Entity<'d>> = Vec::new();
        for mention in document.mentions() {
            let identity = match mention.id() {
                Some(id) => Identity::Id(id, mention.kind().main()),
                None => Identity::Chain(mention.chain()),
            };
            let place = *places.entry(identity).or_insert(entities.len());
            match entities.get_mut(place) {
                Some(entity) => entity.mentions.push(mention),
                None => entities.push(Entity { mentions: vec![mention] }),
            }
        }
        entities
    }

    /// Its mentions, in the order of the text; never empty.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie parle. L'Arménie répond.");
    /// let entity = &document.entities()[0];
    /// let places: Vec<usize> = entity.mentions().iter().map(|mention| mention.span().start()).collect();
    /// assert_eq!(places, [2, 20]);
    /// ```
    #[must_use]
    pub fn mentions(&self) -> &[MentionRef<'d>] {
        &self.mentions
    }

    /// How often it is mentioned.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie parle. L'Arménie répond.");
    /// assert_eq!(document.entities()[0].count(), 2);
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.mentions.len()
    }

    /// Its first mention.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie parle. L'Arménie répond.");
    /// assert_eq!(document.entities()[0].first().unwrap().span().start(), 2);
    /// ```
    #[must_use]
    pub fn first(&self) -> Option<MentionRef<'d>> {
        self.mentions.first().copied()
    }

    /// Its id, where it has one.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie parle.");
    /// assert_eq!(document.entities()[0].id(), Some("iso:AM"));
    /// ```
    #[must_use]
    pub fn id(&self) -> Option<&'d str> {
        self.first().and_then(MentionRef::id)
    }

    /// Its type: the finest one that a mention has.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("L'Arménie parle.");
    /// assert_eq!(document.entities()[0].kind().unwrap().to_string(), "LOC:country");
    /// ```
    #[must_use]
    pub fn kind(&self) -> Option<EntityType> {
        let fine = self.mentions.iter().find(|mention| mention.kind.subtype().is_some());
        fine.or(self.mentions.first()).map(|mention| mention.kind)
    }

    /// Its canonical name, or the longest form in the text.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Les USA parlent.");
    /// assert_eq!(document.entities()[0].name(), "États-Unis");
    /// ```
    #[must_use]
    pub fn name(&self) -> &'d str {
        let known = self.mentions.iter().find_map(|mention| mention.name());
        let longest = || {
            // The first of the longest: `max_by_key` would give the last.
            let texts = self.mentions.iter().map(|mention| mention.text());
            texts.rev().max_by_key(|text| text.len()).unwrap_or_default()
        };
        known.unwrap_or_else(longest)
    }

    /// The different forms in the text, in the order of their first use.
    ///
    /// ```
    /// let pipeline = depeche::Pipeline::french();
    /// let document = pipeline.annotate("Les USA parlent. Les États-Unis répondent.");
    /// assert_eq!(document.entities()[0].forms(), ["USA", "États-Unis"]);
    /// ```
    #[must_use]
    pub fn forms(&self) -> Vec<&'d str> {
        let mut seen = std::collections::HashSet::new();
        self.mentions.iter().map(|mention| mention.text()).filter(|text| seen.insert(*text)).collect()
    }
}
