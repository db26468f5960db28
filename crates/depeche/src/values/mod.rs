//! Dates and amounts in running text, as mentions of their own types.
//!
//! They are no names, and no tagger is asked: a date is what the grammar of [`depeche_frontmatter::date`] reads at a
//! token, an amount is a number with its unit. Where a named entity stands (*le 11-Septembre*, *le CAC 40*), it stays,
//! unless it is a part of the value (*300 dollars américains*).

mod amount;
mod currency;
mod number;

use crate::mention::{Id, Mention};
use depeche_entities::Form;
use depeche_frontmatter::date::{self, Bound, DateExpr, DateMention, PartialDate};
use depeche_text::fold::{Folding, fold_into};
use depeche_text::{EntityType, Sentence, Span, Token, TokenKind};
use std::borrow::Cow;
use std::collections::HashMap;

/// Which values are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Values {
    pub dates: bool,
    pub amounts: bool,
}

/// What a date or an amount is: where it stands, its type, its value as an id and as people write it.
struct Value {
    span: Span,
    kind: EntityType,
    id: Option<String>,
    name: Option<String>,
}

/// No date is longer than this, in bytes: *de la nuit du mercredi 31 décembre 2025 au jeudi 1er janvier 2026*. It bounds
/// what is read at each token.
const LONGEST_DATE: usize = 128;

/// Adds the values of a text to its mentions, in the order of the text.
///
/// `date` is that of the document: it gives *12 août* its year. Time linear in the text.
pub(crate) fn add(
    values: Values,
    source: &str,
    (tokens, sentences): (&[Token], &[Sentence]),
    date: Option<DateExpr>,
    mentions: &mut Vec<Mention<'_>>,
) {
    let context = date.and_then(|date| match date {
        DateExpr::Point(date) => Some(date),
        DateExpr::Interval { start, .. } => start.date(),
    });
    let mut found = Vec::new();
    for sentence in sentences {
        let held = tokens.get(sentence.tokens()).unwrap_or_default();
        let reader = Reader { source, tokens: held, end: sentence.span.end(), context };
        reader.read(values, &mut found);
    }
    let names: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    found.retain(|value: &Value| overlapping(value.span, &names).iter().all(|name| holds(value.span, *name)));
    let values: Vec<Span> = found.iter().map(|value| value.span).collect();
    mentions.retain(|mention| overlapping(mention.span, &values).is_empty());
    let mut chains = Chains::after(mentions);
    for value in found {
        let chain = chains.of(value.id.as_deref());
        mentions.push(Mention {
            span: value.span,
            outer: value.span,
            kind: value.kind,
            id: value.id.as_deref().map(Id::copied),
            name: value.name.map(Cow::Owned),
            confidence: 1.0,
            chain,
            rule: None,
            form: Form::default(),
        });
    }
    mentions.sort_by_key(|mention| mention.span.start());
}

/// Those of `spans`, which stand in order, that overlap `span`.
fn overlapping(span: Span, spans: &[Span]) -> &[Span] {
    let first = spans.partition_point(|other| other.end() <= span.start());
    let after = spans.partition_point(|other| other.start() < span.end());
    spans.get(first..after).unwrap_or_default()
}

/// Whether a value holds a name and more: *300 dollars américains*, *500 francs CFA*.
fn holds(value: Span, name: Span) -> bool {
    value.covers(name) && value != name
}

/// Numbers for chains: one for each value, after those of the names.
struct Chains {
    next: usize,
    known: HashMap<String, usize>,
}

impl Chains {
    fn after(mentions: &[Mention<'_>]) -> Chains {
        let next = mentions.iter().map(|mention| mention.chain.saturating_add(1)).max().unwrap_or(0);
        Chains { next, known: HashMap::new() }
    }

    fn of(&mut self, id: Option<&str>) -> usize {
        if let Some(&chain) = id.and_then(|id| self.known.get(id)) {
            return chain;
        }
        let chain = self.next;
        self.next = chain.saturating_add(1);
        if let Some(id) = id {
            self.known.insert(id.to_owned(), chain);
        }
        chain
    }
}

/// One sentence.
#[derive(Clone, Copy)]
struct Reader<'t> {
    source: &'t str,
    tokens: &'t [Token],
    /// Where the sentence ends.
    end: usize,
    context: Option<PartialDate>,
}

impl Reader<'_> {
    fn read(self, values: Values, found: &mut Vec<Value>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let date = if values.dates { self.date(at) } else { None };
            let amount = || if values.amounts { self.amount(at) } else { None };
            match date.or_else(amount) {
                Some((value, after)) => {
                    found.push(value);
                    at = after;
                }
                None => at = at.saturating_add(1),
            }
        }
    }

    fn token(self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    fn kind(self, at: usize) -> Option<TokenKind> {
        self.token(at).map(Token::kind)
    }

    /// The token as it stands in the source.
    fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.span().of(self.source))
    }

    /// The token in small letters without accents.
    fn word(&self, at: usize) -> String {
        let mut word = String::new();
        fold_into(self.text(at), Folding::FULL, &mut word);
        word
    }

    /// From the token `first` to the one before `after`.
    fn span(&self, first: usize, after: usize) -> Option<Span> {
        let last = self.token(after.checked_sub(1)?)?;
        Some(self.token(first)?.span().join(last.span()))
    }

    /// The date that begins with the token `at`, and the token after it.
    ///
    /// * V1: what the grammar of dates reads: *15 août 2024*, *lundi 3 mars*, *mi-août 2024*, *années 1990*, *du 5 au 8
    ///   août*. The article and the preposition before it stay outside: *le 15 août*, *en août 2024*; an interval begins
    ///   with its own.
    /// * V2: two days of a month without its year: *du 12 au 14 août*, *les 11 et 12 mai*.
    /// * V3: a year in figures after a word that only a year can follow so: *en 2024*, *depuis 1998*, *d'ici 2030*; not *en
    ///   1500 mètres*.
    fn date(&self, at: usize) -> Option<(Value, usize)> {
        if !matches!(self.kind(at)?, TokenKind::Word | TokenKind::Number | TokenKind::Ordinal) {
            return None;
        }
        self.days(at).or_else(|| self.written_date(at)).or_else(|| self.lone_year(at))
    }

    fn written_date(&self, at: usize) -> Option<(Value, usize)> {
        let (span, found) = self.read_date(at)?;
        let whole = matches!(found, DateMention::Full(DateExpr::Interval { .. }));
        let word = self.word(at);
        if LEADS.contains(&word.as_str()) || INTERVAL_LEADS.contains(&word.as_str()) && !whole {
            return None;
        }
        let after = self.after(span);
        let span = self.span(at, after).filter(|tokens| *tokens == span)?;
        let value = match found.resolve(self.context) {
            Some(date) => (Some(format!("edtf:{date}")), date.to_string()),
            None => (None, found.to_string()),
        };
        Some((Value { span, kind: EntityType::DATE, id: value.0, name: Some(value.1) }, after))
    }

    /// What the grammar of dates reads at the token `at`.
    fn read_date(&self, at: usize) -> Option<(Span, DateMention)> {
        let start = self.token(at)?.span().start();
        let mut end = self.end.min(start.saturating_add(LONGEST_DATE));
        while !self.source.is_char_boundary(end) {
            end = end.saturating_sub(1);
        }
        let (span, found) = date::at(self.source.get(..end)?, start)?;
        // A month may be abbreviated with a full stop; that of *le 1er mars.* is the sentence's.
        let last = self.after(span).checked_sub(1).and_then(|last| self.token(last))?;
        let end = if last.kind() == TokenKind::Punctuation { last.span().start() } else { span.end() };
        Some((Span::new(start, end), found))
    }

    /// The first token that begins after `span`.
    fn after(&self, span: Span) -> usize {
        self.tokens.partition_point(|token| token.span().start() < span.end())
    }

    fn days(&self, at: usize) -> Option<(Value, usize)> {
        let mut first = at;
        if self.word(at) == "du" {
            first = first.saturating_add(1);
        }
        let joined = first.saturating_add(1);
        let day: u8 = self.text(first).parse().ok()?;
        if !matches!(self.word(joined).as_str(), "au" | "et") {
            return None;
        }
        let last = joined.saturating_add(1);
        let (from, found) = self.read_date(last)?;
        let DateMention::MonthDay(last_day) = found else { return None };
        if day == 0 || day >= last_day.day() {
            return None;
        }
        let after = self.after(from);
        let span = self.span(at, after).filter(|span| span.end() == from.end())?;
        let date = self.context.and_then(|context| last_day.resolve_near(context)).and_then(|end| {
            let start = PartialDate::day(end.year_number(), last_day.month(), day)?;
            DateExpr::interval(Bound::Date(start), Bound::Date(end)).ok()
        });
        let name = date.map_or_else(
            || format!("--{:02}-{day:02}/{last_day}", last_day.month()),
            |date| date.to_string(),
        );
        let id = date.map(|date| format!("edtf:{date}"));
        Some((Value { span, kind: EntityType::DATE, id, name: Some(name) }, after))
    }

    fn lone_year(&self, at: usize) -> Option<(Value, usize)> {
        let year = self.text(at);
        let before = at.checked_sub(1)?;
        let plausible =
            year.len() == 4 && year.starts_with(['1', '2']) && year.bytes().all(|b| b.is_ascii_digit());
        let counts = || self.amount(at).is_some();
        if !plausible || !BEFORE_A_YEAR.contains(&self.text(before).to_lowercase().as_str()) || counts() {
            return None;
        }
        let after = at.saturating_add(1);
        let value = Value {
            span: self.span(at, after)?,
            kind: EntityType::DATE,
            id: Some(format!("edtf:{year}")),
            name: Some(year.to_owned()),
        };
        Some((value, after))
    }
}

/// Words that the grammar of dates reads and that are no part of the date: articles and prepositions, folded.
const LEADS: [&str; 17] = [
    "a", "au", "aux", "ce", "cette", "courant", "dans", "depuis", "des", "en", "environ", "jusqu", "la",
    "le", "les", "pendant", "vers",
];

/// Words that are a part of an interval alone: *du 5 au 8 août*, *entre le 5 et le 8 août*, *de juin à août 2024*.
const INTERVAL_LEADS: [&str; 3] = ["de", "du", "entre"];

/// V3. *2 000 ans avant 1500* shows why *avant* is not here: figures after it count as often as they date.
const BEFORE_A_YEAR: [&str; 8] = ["an", "année", "depuis", "dès", "en", "horizon", "ici", "jusqu'en"];
