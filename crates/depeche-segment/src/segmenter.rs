//! The segmenter: rules, lists and options, and the paths that apply them.

use crate::class::Text;
use crate::direct;
use crate::features::Answers;
use crate::headings::{self, Judged};
use crate::lexicon::Lexicon;
use crate::lines::Newlines;
use crate::model::Models;
use crate::openers::Opener;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::sentences::{Engine, Verdict};
use crate::tokens::{Event, Sink};
use depeche_text::{Paragraph, Passage, Sentence, Span, Token, typography};
use std::sync::{Arc, LazyLock};

mod builder;

pub use builder::SegmenterBuilder;

static MODELS: LazyLock<Option<Arc<Models>>> =
    LazyLock::new(|| Models::read(include_str!("../data/french.weights")).ok().map(Arc::new));

/// Cuts French text into tokens, sentences and paragraphs.
#[derive(Clone, Debug)]
pub struct Segmenter {
    lexicon: Arc<Lexicon>,
    models: Option<Arc<Models>>,
    profile: Profile,
    newlines: Newlines,
}

/// The tokens, sentences and paragraphs of a passage, in buffers that can be used again.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; their token indices are into [`tokens`](Segments::tokens).
    pub sentences: Vec<Sentence>,
    /// The paragraphs, in order; their sentence indices are into [`sentences`](Segments::sentences).
    pub paragraphs: Vec<Paragraph>,
    events: Vec<Event>,
    des: Vec<usize>,
    openers: Vec<Opener>,
    verdicts: Vec<Judged>,
    added: Vec<Judged>,
}

impl Segments {
    /// Gives back the room that the lists do not need, and what was worked in.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let mut segments = Segmenter::french().annotate(Passage::new("Il pleut. Il vente."));
    /// segments.shrink_to_fit();
    /// assert_eq!(segments.tokens.len(), segments.tokens.capacity());
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.tokens.shrink_to_fit();
        self.sentences.shrink_to_fit();
        self.paragraphs.shrink_to_fit();
        give_back(&mut self.events);
        give_back(&mut self.des);
        give_back(&mut self.openers);
        give_back(&mut self.verdicts);
        give_back(&mut self.added);
    }

    /// Empties what the walk does not overwrite.
    fn clear_all_but_tokens(&mut self) {
        self.sentences.clear();
        self.paragraphs.clear();
        self.events.clear();
        self.des.clear();
        self.openers.clear();
        self.verdicts.clear();
        self.added.clear();
    }

    /// Whether there is a verdict on the gap before the token `at`.
    #[cfg(test)]
    pub(crate) fn judges(&self, at: usize) -> bool {
        self.verdicts.iter().any(|judged| judged.token() == at)
    }

    /// Whether the token `at` was noted as one that may open a sentence.
    #[cfg(test)]
    pub(crate) fn notes(&self, at: usize) -> bool {
        self.openers.iter().any(|noted| noted.token as usize == at)
    }

    #[cfg(feature = "train")]
    pub(crate) fn verdicts(&self) -> &[Judged] {
        &self.verdicts
    }
}

/// Empties a list and gives its memory back.
///
/// One place is kept: when a large block is freed, the allocator of the C library takes all others of its size from where freed ones
/// leave holes from then on, but not when it is made small first.
fn give_back<T>(list: &mut Vec<T>) {
    list.clear();
    list.shrink_to(1);
}

impl Default for Segmenter {
    fn default() -> Segmenter {
        Segmenter::french()
    }
}

/// The sum of weights above which a heading ends where no mark is, in the treebank profile.
const LIKELY: i32 = 50;
/// The same for the default profile, where rule S20 has said yes already: the weights only speak against it.
const DOUBTFUL: i32 = -100;
/// The same where every line end is a border: headings have lines of their own then.
const SURE: i32 = 150;

impl Segmenter {
    #[cfg(test)]
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The segmenter with the built-in lists and models and the default options.
    #[must_use]
    pub fn french() -> Segmenter {
        Segmenter::builder().build()
    }

    /// A segmenter to be told its options, lists and models.
    #[must_use]
    pub fn builder() -> SegmenterBuilder {
        SegmenterBuilder::default()
    }

    /// The same segmenter with another profile.
    ///
    /// ```
    /// use depeche_segment::{Profile, Segmenter};
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::french().with_profile(Profile::Ud);
    /// let text = "Il pleut ; le match est reporté.";
    /// let sentences: Vec<&str> = segmenter.sentences(Passage::new(text)).iter().map(|span| span.of(text)).collect();
    /// assert_eq!(sentences, ["Il pleut ;", "le match est reporté."]);
    /// ```
    #[must_use]
    pub fn with_profile(mut self, profile: Profile) -> Segmenter {
        self.profile = profile;
        self
    }

    /// The same segmenter with another newline policy.
    ///
    /// ```
    /// use depeche_segment::{Newlines, Segmenter};
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::french().with_newlines(Newlines::EveryLine);
    /// let text = "Le vote\nest reporté";
    /// let sentences: Vec<&str> = segmenter.sentences(Passage::new(text)).iter().map(|span| span.of(text)).collect();
    /// assert_eq!(sentences, ["Le vote", "est reporté"]);
    /// ```
    #[must_use]
    pub fn with_newlines(mut self, newlines: Newlines) -> Segmenter {
        self.newlines = newlines;
        self
    }

    /// Tokens, sentences and paragraphs of `passage`, into buffers that are emptied first and keep their room.
    ///
    /// ```
    /// use depeche_segment::{Segmenter, Segments};
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::french();
    /// let mut segments = Segments::default();
    /// for text in ["Il pleut.", "Le vent se lève. La mer monte."] {
    ///     segmenter.annotate_into(Passage::new(text), &mut segments);
    /// }
    /// assert_eq!(segments.sentences.len(), 2);
    /// ```
    pub fn annotate_into(&self, passage: Passage<'_>, segments: &mut Segments) {
        let text = Text::new(passage.text());
        let base = passage.span().start();
        segments.clear_all_but_tokens();
        let Segments { tokens, events, des, openers, verdicts, .. } = &mut *segments;
        let openers = (self.profile == Profile::Default && self.models.is_some()).then_some(&mut *openers);
        let sink = Sink { tokens, events, des, asks: true, openers, models: self.models.as_deref() };
        let count = crate::tokens::tokens(text, 0, text.len(), base, &self.lexicon, sink);
        tokens.truncate(count);
        let mut engine = Engine::new(text, self.profile, self.newlines, &self.lexicon);
        let mut reached = 0;
        // At most, and not doubled: nearly every event has a verdict.
        verdicts.reserve_exact(events.len());
        for event in events.iter() {
            let Some(verdict) = engine.event(event) else { continue };
            let token = token_after(&verdict, event, tokens, base).max(reached);
            if verdict.border() {
                reached = token;
            }
            let next = start_after(text, verdict.end, token, tokens, base);
            verdicts.push(Judged::new(token, next, verdict));
        }
        self.judge_gaps(text, base, segments);
        let Segments { tokens, sentences, paragraphs, verdicts, .. } = segments;
        let (mut first, mut first_sentence) = (0, 0);
        let mut opening = tokens.first().map_or(0, |token| token.span().start().wrapping_sub(base));
        // Where sentences begin and end is told by the verdicts: the tokens of a long text are far away.
        for judged in verdicts.iter().filter(|judged| judged.verdict().border()) {
            if first < judged.token() {
                let span = Span::new(opening, judged.verdict().end).shift(base);
                debug_assert_eq!(
                    Some(span),
                    span_of(tokens, first..judged.token()),
                    "a sentence is its tokens"
                );
                sentences.push(Sentence::new(span, first..judged.token()));
            }
            (first, opening) = (judged.token(), judged.next());
            if judged.verdict().paragraph() {
                push_paragraph(paragraphs, sentences, first_sentence);
                first_sentence = sentences.len();
            }
        }
        if let Some(span) = span_of(tokens, first..tokens.len()) {
            sentences.push(Sentence::new(span, first..tokens.len()));
        }
        push_paragraph(paragraphs, sentences, first_sentence);
    }

    /// Asks the model, or rule S20, about the gaps that the rules did not settle.
    fn judge_gaps(&self, text: Text<'_>, base: usize, segments: &mut Segments) {
        let Segments { tokens, openers, verdicts, added, .. } = segments;
        let tokens = tokens.as_slice();
        let end_before = |token: usize| {
            let before = token.checked_sub(1).and_then(|before| tokens.get(before));
            before.map_or(0, |token| token.span().end().wrapping_sub(base))
        };
        let verdict = |token, border, rule| Verdict::new(end_before(token), border, false, rule);
        let start = |token: usize| {
            tokens.get(token).map_or(text.len(), |token| token.span().start().wrapping_sub(base))
        };
        let lined = self.newlines == Newlines::EveryLine;
        match (self.profile, self.models.as_deref()) {
            (Profile::Default, None) => return,
            (Profile::Ud, None) if lined => return,
            (Profile::Ud, None) => {
                for token in 1..tokens.len() {
                    if headings::opens_after_heading(text, base, tokens, token) {
                        added.push(Judged::new(token, start(token), verdict(token, true, Rule::Heading)));
                    }
                }
            }
            (Profile::Default, Some(models)) => {
                headings::openers(text, base, tokens, verdicts, models, openers, |asked| {
                    // In news a dash inside a line opens an aside: *trois îles - Tuvalu, les Maldives - …*
                    let opens =
                        tokens.get(asked.token).map_or(0, |token| token.span().start().wrapping_sub(base));
                    let dash = typography::is_dash(text.char(opens)) || text.byte(opens) == b'-';
                    let sum = headings::sum(models, &asked);
                    let border = sum > if lined { SURE } else { DOUBTFUL } && !dash;
                    if border {
                        let verdict = verdict(asked.token, true, Rule::Weights(sum));
                        added.push(Judged::new(asked.token, start(asked.token), verdict));
                    }
                    border
                });
            }
            (Profile::Ud, Some(models)) => {
                let mut answers = Answers::default();
                headings::gaps(text, base, tokens, verdicts, models, |asked| {
                    let least = if lined && !asked.judged { SURE } else { LIKELY };
                    let sum = answers.gap_sum(models, &asked.around).wrapping_sub(least);
                    let heading = asked.heading && !lined;
                    let border = heading || sum > 0;
                    if border || asked.judged {
                        let rule = if heading { Rule::Heading } else { Rule::Weights(sum) };
                        let verdict = verdict(asked.token, border, rule);
                        added.push(Judged::new(asked.token, start(asked.token), verdict));
                    }
                    border
                });
            }
        }
        if added.is_empty() {
            return;
        }
        // What was added on a gap takes the place of what the rules said of it; the other profile asks where they said nothing.
        let mut fresh = added.iter().peekable();
        if self.profile == Profile::Ud {
            verdicts.retain(|judged| {
                while fresh.next_if(|new| new.token() < judged.token()).is_some() {}
                fresh.peek().is_none_or(|new| new.token() != judged.token())
            });
        }
        merge(verdicts, added);
    }

    /// Tokens, sentences and paragraphs of `passage`.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let text = "M. Ba parle au port. On l'écoute.";
    /// let segments = Segmenter::french().annotate(Passage::new(text));
    /// assert_eq!(segments.sentences.len(), 2);
    /// assert_eq!(segments.tokens[3].words(), Some(["à", "le"]));
    /// ```
    #[must_use]
    pub fn annotate(&self, passage: Passage<'_>) -> Segments {
        let mut segments = Segments::default();
        self.annotate_into(passage, &mut segments);
        segments
    }

    /// Why a sentence ends, or does not end, at the byte `offset` of the source: the verdict on the gap between the token
    /// that holds `offset`, or ends before it, and the next one. `None` where no rule saw a question.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let text = "M. Dupont part. Il pleut.";
    /// let why = |offset| Segmenter::french().explain(Passage::new(text), offset).unwrap();
    /// assert_eq!((why(1).border, why(1).rule.code()), (false, "S5"));
    /// assert_eq!((why(14).border, why(14).rule.code()), (true, "S13"));
    /// ```
    #[must_use]
    pub fn explain(&self, passage: Passage<'_>, offset: usize) -> Option<Explanation> {
        let tokens = self.tokens(passage);
        let end = passage.span().end();
        let holds = |explanation: &Explanation| {
            let before = tokens.partition_point(|token| token.span().end() < explanation.gap.start());
            let from = tokens.get(before).map_or(end, |token| token.span().start());
            (from..=explanation.gap.end()).contains(&offset)
                && offset < explanation.gap.end().max(from.saturating_add(1))
        };
        self.explanations(passage).into_iter().filter(holds).max_by_key(|explanation| explanation.border)
    }

    /// Every gap of `passage` that a rule or the weights judged, in order: all borders are among them, and all places where
    /// one was refused.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let text = "M. Dupont part. Il pleut.";
    /// let explanations = Segmenter::french().explanations(Passage::new(text));
    /// let shown: Vec<String> = explanations.iter().map(ToString::to_string).collect();
    /// assert_eq!(shown[0], "no border at 2..3: S5, an abbreviation that never ends a sentence");
    /// assert_eq!(shown[1], "a border at 15..16: S13, a full stop before a capital, a figure or an opening mark");
    /// ```
    #[must_use]
    pub fn explanations(&self, passage: Passage<'_>) -> Vec<Explanation> {
        let segments = self.annotate(passage);
        let end = passage.span().end();
        let explain = |judged: &Judged| {
            let next = segments.tokens.get(judged.token()).map_or(end, |token| token.span().start());
            let from = judged.verdict().end.wrapping_add(passage.span().start());
            Explanation {
                gap: Span::new(from, next),
                border: judged.verdict().border(),
                rule: judged.verdict().rule(),
            }
        };
        segments.verdicts.iter().map(explain).collect()
    }

    /// The tokens of `passage`.
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::french();
    /// let text = "Viendra-t-il à 18h30 ?";
    /// let tokens: Vec<&str> = segmenter.tokens(Passage::new(text)).iter().map(|token| token.span().of(text)).collect();
    /// assert_eq!(tokens, ["Viendra", "-t-il", "à", "18", "h", "30", "?"]);
    /// ```
    #[must_use]
    pub fn tokens(&self, passage: Passage<'_>) -> Vec<Token> {
        let mut segments = Segments::default();
        self.tokens_into(passage, &mut segments);
        segments.tokens
    }

    /// The tokens of `passage` alone, into buffers that are emptied first and keep their room.
    pub fn tokens_into(&self, passage: Passage<'_>, segments: &mut Segments) {
        segments.clear_all_but_tokens();
        let text = Text::new(passage.text());
        let base = passage.span().start();
        let Segments { tokens, events, des, .. } = segments;
        let sink = Sink { tokens, events, des, asks: false, openers: None, models: self.models.as_deref() };
        let count = crate::tokens::tokens(text, 0, text.len(), base, &self.lexicon, sink);
        tokens.truncate(count);
    }

    /// The spans of the sentences of `passage`: the same as those of [`annotate`](Segmenter::annotate), several times
    /// faster where no heading is looked for (the default profile without models).
    ///
    /// ```
    /// use depeche_segment::Segmenter;
    /// use depeche_text::Passage;
    ///
    /// let segmenter = Segmenter::french();
    /// let text = "« Qui est là ? » dit-il. Nul ne répond.";
    /// let sentences: Vec<&str> = segmenter.sentences(Passage::new(text)).iter().map(|span| span.of(text)).collect();
    /// assert_eq!(sentences, ["« Qui est là ? » dit-il.", "Nul ne répond."]);
    /// ```
    #[must_use]
    pub fn sentences(&self, passage: Passage<'_>) -> Vec<Span> {
        let mut segments = Segments::default();
        let mut spans = Vec::new();
        self.sentences_into(passage, &mut segments, &mut spans);
        spans
    }

    /// The spans of the sentences of `passage`, into `spans`; `segments` gives its buffers.
    ///
    /// ```
    /// use depeche_segment::{Segmenter, Segments};
    /// use depeche_text::{Passage, Span};
    ///
    /// let (mut room, mut spans) = (Segments::default(), Vec::new());
    /// Segmenter::french().sentences_into(Passage::new("Il pleut. Il vente."), &mut room, &mut spans);
    /// assert_eq!(spans, [Span::new(0, 9), Span::new(10, 19)]);
    /// ```
    pub fn sentences_into(&self, passage: Passage<'_>, segments: &mut Segments, spans: &mut Vec<Span>) {
        spans.clear();
        if self.profile == Profile::Default && self.models.is_none() && !self.lexicon.has_terminators() {
            let text = Text::new(passage.text());
            let engine = Engine::new(text, self.profile, self.newlines, &self.lexicon);
            let Segments { tokens, events, des, .. } = segments;
            let scratch = Sink { tokens, events, des, asks: true, openers: None, models: None };
            direct::sentences(text, passage.span().start(), &self.lexicon, engine, scratch, |span| {
                spans.push(span)
            });
        } else {
            self.annotate_into(passage, segments);
            spans.extend(segments.sentences.iter().map(|sentence| sentence.span));
        }
    }
}

/// Puts `added` among `verdicts`, after those of the same gap; both are in order.
fn merge(verdicts: &mut Vec<Judged>, added: &[Judged]) {
    let mut rest = verdicts.len();
    verdicts.extend_from_slice(added);
    // From behind: what follows a new one moves right by as many as are still to be put in.
    for (before, &new) in added.iter().enumerate().rev() {
        let old = verdicts.get(..rest).unwrap_or_default();
        let last = old.iter().rposition(|judged| judged.token() <= new.token());
        let from = last.map_or(0, |last| last.wrapping_add(1));
        let to = from.wrapping_add(before);
        verdicts.copy_within(from..rest, to.wrapping_add(1));
        if let Some(place) = verdicts.get_mut(to) {
            *place = new;
        }
        rest = from;
    }
}

/// The first token after the end of `verdict`, which was given on `event`.
#[inline]
fn token_after(verdict: &Verdict, event: &Event, tokens: &[Token], base: usize) -> usize {
    let starts_before = |token: usize| {
        tokens.get(token).is_some_and(|token| token.span().start() < verdict.end.wrapping_add(base))
    };
    // The token of a line end is the one after it. Others are not looked at where they need not be: in a long text they are
    // far away.
    let mut token = event.token().wrapping_add(usize::from(event.start() < verdict.end));
    if verdict.end > event.end() {
        while starts_before(token) {
            token = token.wrapping_add(1);
        }
    }
    debug_assert!(!starts_before(token), "the token stands after the end");
    token
}

/// Why a sentence ends at a place, or does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// From the end of what stands before to the beginning of what follows, in bytes of the source.
    pub gap: Span,
    /// Whether a sentence ends there.
    pub border: bool,
    /// The rule, or the sum of weights, that decided.
    pub rule: Rule,
}

impl std::fmt::Display for Explanation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = if self.border { "a border" } else { "no border" };
        write!(f, "{verdict} at {}: {}, {}", self.gap, self.rule, self.rule.reason())?;
        if let Rule::Weights(sum) = self.rule { write!(f, " ({sum})") } else { Ok(()) }
    }
}

/// Where the token `token` begins, the first one after `end`: mostly after a space or two line ends.
#[inline]
fn start_after(text: Text<'_>, end: usize, token: usize, tokens: &[Token], base: usize) -> usize {
    let start = || tokens.get(token).map_or(text.len(), |token| token.span().start().wrapping_sub(base));
    let mut next = end;
    for _ in 0..2 {
        next = next.wrapping_add(usize::from(matches!(text.byte(next), b' ' | b'\n')));
    }
    // « », and from the hyphens to the bullet and the points: — “ •
    let begins = match text.four(next).to_le_bytes() {
        [0xC2, second, ..] => matches!(second, 0xAB | 0xBB),
        [0xE2, 0x80, third, _] => matches!(third, 0x90..=0xA7),
        [byte, ..] => byte.is_ascii_graphic() || byte == 0xC3,
    };
    if !begins {
        return start();
    }
    debug_assert_eq!(start(), next, "the token after the gap begins there");
    next
}

/// From the first of some tokens to the last.
fn span_of(tokens: &[Token], which: std::ops::Range<usize>) -> Option<Span> {
    let ([first, .., last] | [first @ last]) = tokens.get(which)? else { return None };
    Some(first.span().join(last.span()))
}

fn push_paragraph(paragraphs: &mut Vec<Paragraph>, sentences: &[Sentence], first: usize) {
    if let Some([start, .., last] | [start @ last]) = sentences.get(first..) {
        paragraphs.push(Paragraph::new(start.span.join(last.span), first..sentences.len()));
    }
}
