//! A document that owns its text: what is read from a file, sent to another thread, or kept.

use crate::document::Document;
use crate::formats::ReadErrorCode;
use crate::mention::{Id, Mention};
use crate::pipeline::HeaderMode;
use crate::region::{Region, RegionKind};
use depeche_entities::{Form, Rule};
use depeche_frontmatter::{FrontMatter, Options, Profile};
use depeche_text::{EntityType, Paragraph, Sentence, Span, Token};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// A document that owns its text and its annotation.
///
/// ```
/// use depeche::{Pipeline, Record};
///
/// let record = Pipeline::french().annotate("L'Arménie a répondu.").to_record();
/// let document = record.document();
/// assert_eq!(document.mentions().next().unwrap().id(), Some("iso:AM"));
/// assert_eq!(document.to_record(), record);
/// ```
///
/// With the feature `serde` it is written and read in the form that [`formats::json`](crate::formats::json) documents; a
/// confidence comes back with the three decimals that are written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Record {
    /// The text.
    pub text: String,
    /// Whether the text may begin with a header.
    pub header: bool,
    /// The annotated regions.
    pub regions: Vec<Region>,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The mentions, in the order of the text.
    pub mentions: Vec<RecordMention>,
}

/// A mention that owns what is known of its entity. The fields are those of [`Mention`].
///
/// Id and name are shared: the mentions of a chain have one text for all of them.
///
/// ```
/// use depeche::{Pipeline, Record, RecordMention, text::{EntityType, Span}};
///
/// let mut record = Record::of_text("Il pleut à Brest.");
/// record.mentions.push(RecordMention { id: Some("mer:brest".into()), ..RecordMention::new(Span::new(12, 17), EntityType::LOC) });
/// assert_eq!(record.document().mentions().next().unwrap().text(), "Brest");
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct RecordMention {
    /// Where the name stands.
    pub span: Span,
    /// Where it stands with its title or generic noun.
    pub outer: Span,
    /// The type.
    pub kind: EntityType,
    /// The id.
    pub id: Option<Arc<str>>,
    /// The canonical name.
    pub name: Option<Arc<str>>,
    /// From 0 to 1.
    pub confidence: f32,
    /// The chain of mentions of the same thing.
    pub chain: usize,
    /// The rule it was found by.
    pub rule: Option<Rule>,
    /// The gender and number of a demonym.
    pub form: Form,
}

impl RecordMention {
    /// A mention that is certain, of a thing without an id, in chain 0.
    ///
    /// ```
    /// use depeche::{RecordMention, text::{EntityType, Span}};
    ///
    /// let mention = RecordMention::new(Span::new(0, 5), EntityType::LOC);
    /// assert_eq!((mention.confidence, mention.id), (1.0, None));
    /// ```
    #[must_use]
    pub fn new(span: Span, kind: EntityType) -> RecordMention {
        RecordMention {
            span,
            outer: span,
            kind,
            id: None,
            name: None,
            confidence: 1.0,
            chain: 0,
            rule: None,
            form: Form::default(),
        }
    }
}

static USUAL: LazyLock<Options> = LazyLock::new(Options::default);
static NO_HEADER: LazyLock<Options> =
    LazyLock::new(|| Options { forms: Some(Vec::new()), ..Options::default() });

static ARCHIVES: LazyLock<Options> =
    LazyLock::new(|| Options { profiles: Profile::ARCHIVES.to_vec(), ..Options::default() });

/// The header of a text, or none.
pub(crate) fn front(text: &str, mode: HeaderMode) -> FrontMatter<'_> {
    let options = match mode {
        HeaderMode::Auto => &USUAL,
        HeaderMode::Archives => &ARCHIVES,
        HeaderMode::None => &NO_HEADER,
    };
    depeche_frontmatter::split_with(text, options)
}

/// The header of a text that has one: that of an archive where there is no other, since none begins as another does.
fn front_again(text: &str, header: bool) -> FrontMatter<'_> {
    let usual = front(text, if header { HeaderMode::Auto } else { HeaderMode::None });
    let archived = header && usual.form() == depeche_frontmatter::Form::None;
    if archived { front(text, HeaderMode::Archives) } else { usual }
}

impl Record {
    /// A text without header and annotation: its body is the whole.
    ///
    /// ```
    /// let record = depeche::Record::of_text("Il pleut.");
    /// assert_eq!(record.document().body().of(&record.text), "Il pleut.");
    /// ```
    #[must_use]
    pub fn of_text(text: impl Into<String>) -> Record {
        let text = text.into();
        let span = Span::new(0, text.len());
        let regions = vec![Region { kind: RegionKind::Body, span, paragraphs: Span::empty(0) }];
        Record { text, regions, ..Record::default() }
    }

    /// The document, borrowed from this record. Reads the header again; the lists are copied.
    ///
    /// ```
    /// let record = depeche::Pipeline::french().annotate("Il pleut à Brest.").to_record();
    /// assert_eq!(record.document().mentions().next().unwrap().text(), "Brest");
    /// ```
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        Document {
            source: &self.text,
            front: front_again(&self.text, self.header),
            regions: self.regions.clone(),
            paragraphs: self.paragraphs.clone(),
            sentences: self.sentences.clone(),
            tokens: self.tokens.clone(),
            mentions: self.mentions.iter().map(RecordMention::borrow).collect(),
        }
    }
}

impl RecordMention {
    fn borrow(&self) -> Mention<'_> {
        Mention {
            span: self.span,
            outer: self.outer,
            kind: self.kind,
            id: self.id.as_deref().map(Id::Lent),
            name: self.name.as_deref().map(Cow::Borrowed),
            confidence: self.confidence,
            chain: self.chain,
            rule: self.rule,
            form: self.form,
        }
    }
}

impl Document<'_> {
    /// The document with a text of its own, that borrows from nothing.
    ///
    /// ```
    /// let record = depeche::Pipeline::french().annotate("Il pleut à Brest.").to_record();
    /// let kept = std::thread::spawn(move || record.tokens.len()).join().unwrap();
    /// assert_eq!(kept, 5);
    /// ```
    #[must_use]
    pub fn to_record(&self) -> Record {
        let mut known = Known::of(self.mentions.len());
        let owned = |mention: &Mention<'_>| {
            let (id, name) = known.texts(mention.chain, mention.id(), mention.name());
            RecordMention {
                span: mention.span,
                outer: mention.outer,
                kind: mention.kind,
                id,
                name,
                confidence: mention.confidence,
                chain: mention.chain,
                rule: mention.rule,
                form: mention.form,
            }
        };
        Record {
            text: self.source.to_owned(),
            header: self.front.form() != depeche_frontmatter::Form::None,
            regions: self.regions.clone(),
            paragraphs: self.paragraphs.clone(),
            sentences: self.sentences.clone(),
            tokens: self.tokens.clone(),
            mentions: self.mentions.iter().map(owned).collect(),
        }
    }
}

/// The ids and names of the chains met so far. A text may have a million mentions of one thing: with texts of their own a record
/// would be several times the document.
pub(crate) struct Known {
    chains: Vec<Texts>,
    most: usize,
}

/// An id and a name.
type Texts = (Option<Arc<str>>, Option<Arc<str>>);

impl Known {
    /// For a document of as many mentions: it has no more chains.
    pub(crate) fn of(mentions: usize) -> Known {
        Known { chains: Vec::new(), most: mentions }
    }

    /// The id and the name of a mention: those of the last mention of its chain if they are the same.
    pub(crate) fn texts(&mut self, chain: usize, id: Option<&str>, name: Option<&str>) -> Texts {
        fn shared(known: &mut Option<Arc<str>>, text: Option<&str>) -> Option<Arc<str>> {
            if known.as_deref() != text {
                *known = text.map(Arc::from);
            }
            known.clone()
        }
        // A chain that a caller has numbered higher has no place here, and texts of its own.
        if chain >= self.chains.len() && chain < self.most {
            self.chains.resize(chain.saturating_add(1), (None, None));
        }
        let mut own = (None, None);
        let (last_id, last_name) = self.chains.get_mut(chain).unwrap_or(&mut own);
        (shared(last_id, id), shared(last_name, name))
    }
}

/// The list without its room if that is more than half of it.
fn fitting<T>(mut list: Vec<T>) -> Vec<T> {
    if list.capacity() / 2 > list.len() {
        list.shrink_to_fit();
    }
    list
}

/// How many times as much as is there room may be made for at once.
const MOST: usize = 256;

/// The bytes after which a file has shown how much it holds.
const KNOWN: usize = 65_536;

/// Makes a record token by token, for the formats that are read that way.
#[derive(Default)]
pub(crate) struct Builder {
    text: String,
    /// The white space wanted before the next token.
    gap: String,
    /// Whether that is one space, which `gap` then does not hold.
    space: bool,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    mentions: Vec<RecordMention>,
    /// The first token of the open sentence, and the first sentence of the open paragraph.
    first_token: usize,
    first_sentence: usize,
    /// Whether the last mention may go on: it is of the type that was read last.
    open: bool,
    /// The type that was read last, and its label: the next one is the same, mostly.
    kind: Option<EntityType>,
    label: String,
}

impl Builder {
    pub(crate) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether one of the lists has no room for one more, or the text none for a few lines.
    #[inline]
    fn is_full(&self) -> bool {
        fn full<T>(list: &Vec<T>) -> bool {
            list.len() == list.capacity()
        }
        full(&self.tokens)
            || full(&self.sentences)
            || full(&self.mentions)
            || self.text.len().saturating_add(KNOWN / 16) > self.text.capacity()
    }

    /// Makes room for what `left` more bytes of a file hold, if `read` bytes hold as much as is there: a list that doubles is copied
    /// again and again, and every page of memory that was not used before costs as much time as many tokens.
    #[inline]
    pub(crate) fn make_room(&mut self, read: usize, left: usize) {
        if read >= KNOWN && self.is_full() {
            self.reserve(read, left);
        }
    }

    fn reserve(&mut self, read: usize, left: usize) {
        fn reserve<T>(list: &mut Vec<T>, read: usize, left: usize) {
            if list.len() == list.capacity() {
                list.reserve_exact(more(list.len(), read, left));
            }
        }
        /// As many as come if they come as they came, and a few.
        fn more(len: usize, read: usize, left: usize) -> usize {
            let rest = (len as u128).saturating_mul(left as u128).checked_div(read as u128);
            // What is left may be of other documents, or otherwise: room that nothing needs is given back, and more grows by half.
            let rest =
                rest.and_then(|rest| usize::try_from(rest).ok()).unwrap_or(0).min(len.saturating_mul(MOST));
            rest.saturating_add(rest / 32).max(len / 2).saturating_add(16)
        }
        reserve(&mut self.tokens, read, left);
        reserve(&mut self.sentences, read, left);
        reserve(&mut self.mentions, read, left);
        if self.text.len().saturating_add(KNOWN / 16) > self.text.capacity() {
            self.text.reserve_exact(more(self.text.len(), read, left).saturating_add(KNOWN / 16));
        }
    }

    /// Adds a token with this form; `make` gives it its kind.
    #[inline]
    pub(crate) fn token(&mut self, form: &str, make: impl FnOnce(Span) -> Token) -> Span {
        match self.space {
            _ if self.text.is_empty() => {}
            true => self.text.push(' '),
            false => self.text.push_str(&self.gap),
        }
        self.gap.clear();
        self.space = false;
        let start = self.text.len();
        self.text.push_str(form);
        let span = Span::new(start, self.text.len());
        if !span.is_empty() {
            self.tokens.push(make(span));
        }
        span
    }

    /// The white space after the token just added.
    pub(crate) fn gap(&mut self, gap: &str) {
        gap.clone_into(&mut self.gap);
        self.space = false;
    }

    /// One space after the token just added.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    /// The tag of the token just added, in IOB2 or BILOU.
    ///
    /// # Errors
    ///
    /// What was expected, when it is none.
    #[inline]
    pub(crate) fn tag(
        &mut self,
        tag: &str,
        id: Option<&str>,
        span: Span,
    ) -> Result<(), (ReadErrorCode, String)> {
        if matches!(tag, "O" | "_" | "-") {
            self.open = false;
            return Ok(());
        }
        self.mark(tag, id, span)
    }

    /// The same for a tag of a mention.
    fn mark(&mut self, tag: &str, id: Option<&str>, span: Span) -> Result<(), (ReadErrorCode, String)> {
        let expected =
            || (ReadErrorCode::Tag, format!("expected a tag such as O, B-LOC or I-LOC, found {tag:?}"));
        let (prefix, label) = match tag.split_at_checked(2) {
            Some((prefix, label)) if !prefix.starts_with('-') && prefix.ends_with('-') => {
                (prefix.get(..1).unwrap_or_default(), label)
            }
            _ => tag.split_once('-').ok_or_else(expected)?,
        };
        let open = std::mem::take(&mut self.open);
        let (kind, fits) = match self.kind {
            Some(kind) if self.label == label => (kind, open),
            last => {
                let kind =
                    EntityType::new(label).map_err(|error| (ReadErrorCode::Type, error.to_string()))?;
                label.clone_into(&mut self.label);
                self.kind = Some(kind);
                (kind, open && last.is_some_and(|last| last.main() == kind.main()))
            }
        };
        let goes_on = match prefix {
            "B" | "U" | "S" => false,
            "I" | "L" | "E" => fits,
            _ => return Err(expected()),
        };
        match self.mentions.last_mut().filter(|_| goes_on) {
            Some(mention) => {
                mention.span = mention.span.join(span);
                mention.outer = mention.span;
            }
            None => {
                let mut mention = RecordMention::new(span, kind);
                mention.id = id.map(Arc::from);
                mention.chain = self.mentions.len();
                self.mentions.push(mention);
            }
        }
        self.open = !matches!(prefix, "U" | "S" | "L" | "E");
        Ok(())
    }

    /// The chain of the mention that begins at this token, if one does.
    pub(crate) fn chain(&mut self, chain: usize, span: Span) {
        if let Some(mention) = self.mentions.last_mut().filter(|mention| mention.span == span) {
            mention.chain = chain;
        }
    }

    pub(crate) fn end_sentence(&mut self) {
        self.open = false;
        let range = self.first_token..self.tokens.len();
        let inside = self.tokens.get(range.clone()).unwrap_or_default();
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            self.sentences.push(Sentence::new(first.span().join(last.span()), range));
            self.first_token = self.tokens.len();
        }
    }

    pub(crate) fn end_paragraph(&mut self) {
        self.end_sentence();
        let range = self.first_sentence..self.sentences.len();
        let inside = self.sentences.get(range.clone()).unwrap_or_default();
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            self.paragraphs.push(Paragraph::new(first.span.join(last.span), range));
            self.first_sentence = self.sentences.len();
            self.gap("\n\n");
        }
    }

    pub(crate) fn finish(mut self) -> Record {
        self.end_paragraph();
        let mut record = Record::of_text(self.text);
        for region in &mut record.regions {
            region.paragraphs = Span::new(0, self.paragraphs.len());
        }
        if record.text.capacity() / 2 > record.text.len() {
            record.text.shrink_to_fit();
        }
        record.paragraphs = self.paragraphs;
        record.sentences = fitting(self.sentences);
        record.tokens = fitting(self.tokens);
        record.mentions = fitting(self.mentions);
        record
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::Pipeline;
    use crate::record::Record;
    use std::sync::Arc;

    #[test]
    fn mentions_of_a_chain_share_their_texts() {
        let record = Pipeline::french().annotate("La Norvège vote. La Norvège attend la Suède.").to_record();
        let [first, again, other] = record.mentions.as_slice() else { panic!("{:?}", record.mentions) };
        assert_eq!((first.chain, first.id.as_deref()), (again.chain, Some("iso:NO")));
        assert!(Arc::ptr_eq(first.id.as_ref().unwrap(), again.id.as_ref().unwrap()));
        assert!(Arc::ptr_eq(first.name.as_ref().unwrap(), again.name.as_ref().unwrap()));
        assert_eq!(other.id.as_deref(), Some("iso:SE"));
    }

    #[test]
    fn chains_of_any_number_are_kept() {
        let mut record: Record = Pipeline::french().annotate("La Norvège vote, la Suède attend.").to_record();
        record.mentions[1].chain = usize::MAX;
        assert_eq!(record.document().to_record(), record);
    }
}
