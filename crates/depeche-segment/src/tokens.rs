//! The token rules, T1 to T18, and the walk that applies them: what stands here looks at the first sign of a token, the rooms
//! below at the rest of it.

pub(crate) mod abbreviations;
mod addresses;
mod compounds;
mod numbers;
mod signs;

use self::numbers::is_roman_ordinal;
use crate::class::{Class, Text, class, is_capital};
use crate::key::Key;
use crate::lexicon::Lexicon;
use crate::model::Models;
use crate::openers::{Opener, opens_sentences};
use crate::words::{self, Asked, Decisions};
use depeche_text::{Contraction, Span, Token, TokenKind};

/// Something the sentence rules will ask about, in the order of the text.
///
/// Sixteen bytes, for there is one for each sentence and line of a text, which is below 4 GiB as spans are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Event {
    span: Span,
    token: u32,
    pub what: What,
}

impl Event {
    /// `start` and `end` are in bytes of the passage, `token` is the index of the token in the sink.
    #[inline(always)]
    pub(crate) fn new(start: usize, end: usize, token: usize, what: What) -> Event {
        Event { span: Span::new(start, end), token: u32::try_from(token).unwrap_or(u32::MAX), what }
    }

    #[inline(always)]
    pub(crate) const fn start(&self) -> usize {
        self.span.start()
    }

    #[inline(always)]
    pub(crate) const fn end(&self) -> usize {
        self.span.end()
    }

    #[inline(always)]
    pub(crate) const fn token(&self) -> usize {
        self.token as usize
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    /// A mark that may end a sentence, or a token that ends with a full stop.
    Stop(TokenKind),
    /// A straight double quote.
    Quote,
    /// The end of a line.
    Line,
}

/// Where the walk puts what it finds.
pub(crate) struct Sink<'s> {
    pub tokens: &'s mut Vec<Token>,
    pub events: &'s mut Vec<Event>,
    /// The indices of the tokens that are *des*.
    pub des: &'s mut Vec<usize>,
    /// Whether the events are wanted: some may be left out else.
    pub asks: bool,
    /// The tokens that may open a sentence after a heading (S20), where they are wanted.
    pub openers: Option<&'s mut Vec<Opener>>,
    /// Who decides about *des*; nobody does when only borders are asked for.
    pub models: Option<&'s Models>,
}

/// Applies the token rules to the bytes `from..to` of `text`; spans are moved right by `base`.
///
/// `from` is the beginning of the text or a place after white space, `to` its end or a place before white space. Gives the
/// number of tokens; those of the sink are overwritten, and more may stand behind them, so that their room is used again.
pub(crate) fn tokens(
    text: Text<'_>,
    from: usize,
    to: usize,
    base: usize,
    lexicon: &Lexicon,
    sink: Sink<'_>,
) -> usize {
    // User lists may give any sign a meaning; then every sign is put to the rules.
    let plain = !lexicon.has_odd_exceptions() && !lexicon.has_terminators();
    tokens_by(text, from, to, base, lexicon, sink, plain)
}

/// The same, by the rules alone unless `plain`.
pub(crate) fn tokens_by(
    text: Text<'_>,
    from: usize,
    to: usize,
    base: usize,
    lexicon: &Lexicon,
    sink: Sink<'_>,
    plain: bool,
) -> usize {
    let mut walk = Walk {
        text,
        from,
        to,
        lexicon,
        base,
        count: 0,
        asked: Asked::new(sink.openers.is_some()),
        sink,
        decisions: Decisions::default(),
        no_address: 0,
    };
    if plain {
        walk.plain(from, to);
    } else {
        let mut at = from;
        while at < to {
            at = walk.other(at);
        }
    }
    walk.decide(true);
    walk.count
}

/// The bytes after which a text has shown how long its tokens are; and the most tokens room is made for before.
const KNOWN: usize = 65_536;

/// A walk over a text. The plain part of it is in [`plain`](crate::plain).
pub(crate) struct Walk<'w> {
    pub text: Text<'w>,
    /// What is cut.
    pub from: usize,
    pub to: usize,
    pub lexicon: &'w Lexicon,
    pub base: usize,
    pub sink: Sink<'w>,
    /// How many tokens of the sink are of this walk.
    pub count: usize,
    /// Those of them that may be contractions.
    pub asked: Asked,
    decisions: Decisions,
    /// T14: before this place no address begins: a chain of words and full stops was looked at to its end already.
    pub no_address: usize,
}

impl Walk<'_> {
    /// Emits a token and gives back its end.
    #[inline]
    fn emit(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let span = Span::new(start.wrapping_add(self.base), end.wrapping_add(self.base));
        let token = Token::new(span, kind);
        if kind == TokenKind::Word
            && words::may_be_contraction(self.text.byte(start), end.wrapping_sub(start))
        {
            self.emit_contraction(token, start, end);
        } else {
            self.put(token);
        }
        end
    }

    fn put(&mut self, token: Token) {
        let start = token.span().start().wrapping_sub(self.base);
        let word = || self.text.slice(start, start.wrapping_add(token.span().len()));
        if self.sink.openers.is_some()
            && is_capital(self.text.char(start))
            && Key::new(word()).is_some_and(|key| opens_sentences(&key))
        {
            self.settle();
            let [token, start] = [self.count, start].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            self.sink.openers.iter_mut().for_each(|openers| openers.push(Opener { token, start }));
        }
        match self.sink.tokens.get_mut(self.count) {
            Some(place) => *place = token,
            None => {
                self.reserve(start, 1);
                self.sink.tokens.push(token);
            }
        }
        self.count = self.count.wrapping_add(1);
    }

    /// Makes sure that the list has room for `more` tokens, having reached `at`: for as many as the text needs that has so
    /// many already, since lists that double are half empty.
    #[cold]
    pub(crate) fn reserve(&mut self, at: usize, more: usize) {
        let tokens = &mut *self.sink.tokens;
        let len = self.count.saturating_add(more);
        if len <= tokens.capacity() {
            return;
        }
        let (cut, left) = (at.saturating_sub(self.from), self.to.saturating_sub(at));
        let rest = if cut < KNOWN {
            // A token of news and the space after it have five bytes.
            (left / 5).min(KNOWN)
        } else {
            left.checked_div(cut.div_ceil(self.count.saturating_add(1))).unwrap_or(left)
        };
        // What comes may be cut finer than what was.
        let wanted = self.count.saturating_add(rest.saturating_add(rest / 32));
        tokens.reserve_exact(wanted.max(len).saturating_sub(tokens.len()));
    }

    /// W1: looks at the tokens that may be contractions.
    #[inline(never)]
    pub(crate) fn settle(&mut self) {
        let Sink { tokens, des, openers, .. } = &mut self.sink;
        match openers {
            Some(openers) => self.asked.settle::<true>(self.text, self.base, tokens, des, openers),
            None => self.asked.settle::<false>(self.text, self.base, tokens, des, &mut Vec::new()),
        }
        self.decide(false);
    }

    /// W2: decides about the *des* that were found, all of them when the text is `whole`.
    fn decide(&mut self, whole: bool) {
        if let Some(models) = self.sink.models {
            let tokens = self.sink.tokens.get_mut(..self.count).unwrap_or_default();
            self.decisions.decide(self.text, self.base, tokens, self.sink.des, models, whole);
        }
    }

    /// W1: emits a token that may be a contraction.
    #[inline(never)]
    fn emit_contraction(&mut self, mut token: Token, start: usize, end: usize) {
        self.settle();
        if let Some(contraction) = words::contraction(self.text.slice(start, end)) {
            let des = contraction == Contraction::Des;
            if des {
                self.sink.des.push(self.count);
            }
            token = token.with_contraction(contraction, if des { words::ODDS } else { 255 });
        }
        self.put(token);
    }

    /// Emits a token that the sentence rules ask about.
    fn emit_stop(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let what = if self.text.byte(start) == b'"' { What::Quote } else { What::Stop(kind) };
        self.sink.events.push(Event::new(start, end, self.count, what));
        self.emit(start, end, kind)
    }

    /// The end of the marks that belong to what ends at `at`.
    fn extend(&self, mut at: usize) -> usize {
        while self.text.byte(at) >= 0x80 && self.text.class(at) == Class::Extend {
            at = self.text.after(at);
        }
        at
    }

    /// The end of the letters, figures and marks from `at`.
    fn run_end(&self, mut at: usize) -> usize {
        loop {
            while self.text.byte(at).is_ascii_alphanumeric() {
                at = at.wrapping_add(1);
            }
            if matches!(self.text.byte(at), b' ' | b'.' | b',') {
                return at;
            }
            match self.text.class(at) {
                Class::Letter | Class::Digit | Class::Extend => at = self.text.after(at),
                _ if self.text.byte(at) == b'_' && self.text.is_alnum(at.wrapping_add(1)) => {
                    at = at.wrapping_add(1)
                }
                _ => return at,
            }
        }
    }

    /// Whether a letter or figure follows the one character at `at`.
    fn joins(&self, at: usize) -> bool {
        self.text.is_alnum(self.text.after(at))
    }

    /// What begins neither with a plain letter nor with a figure.
    pub(crate) fn other(&mut self, at: usize) -> usize {
        #[cfg(test)]
        tests::STEPS.set(tests::STEPS.get().wrapping_add(1));
        let text = self.text;
        let c = text.char(at);
        let after = text.after(at);
        if self.lexicon.has_odd_exceptions()
            && let Some(end) = self.odd_exception(at)
        {
            return self.emit(at, end, TokenKind::Word);
        }
        if self.lexicon.has_terminators() && self.lexicon.is_terminator(c) {
            return self.emit_stop(at, self.extend(after), TokenKind::Punctuation);
        }
        match class(c) {
            Class::Space => after,
            Class::Line => {
                self.sink.events.push(Event::new(at, after, self.count, What::Line));
                after
            }
            Class::Letter => self.word(at),
            Class::Digit => self.number(at, at),
            // T13
            Class::Dot => {
                let end = self.same(at, b'.');
                self.emit_stop(at, self.extend(end), TokenKind::Punctuation)
            }
            Class::Ellipsis | Class::Mark => self.emit_stop(at, self.extend(after), TokenKind::Punctuation),
            Class::Hyphen => self.hyphen(at, after),
            // T13: the quotation marks of a typewriter
            Class::Apostrophe if text.class(after) == Class::Apostrophe => {
                self.emit(at, self.extend(text.after(after)), TokenKind::Punctuation)
            }
            Class::Symbol if text.slice(at, at.wrapping_add(2)) == "``" => {
                self.emit(at, self.extend(at.wrapping_add(2)), TokenKind::Punctuation)
            }
            Class::Apostrophe => {
                // T2: a detached 's
                let detached = matches!(text.class_before(at), Class::Space)
                    && matches!(text.byte(after), b's' | b'n' | b'S')
                    && !self.joins(after)
                    && matches!(
                        text.class(after.wrapping_add(1)),
                        Class::Space | Class::Line | Class::Dot | Class::Mark | Class::Punctuation
                    );
                let end = if detached { after.wrapping_add(1) } else { self.extend(after) };
                self.emit(at, end, if detached { TokenKind::Word } else { TokenKind::Punctuation })
            }
            Class::Emoji => self.emoji(at),
            Class::Symbol if matches!(c, '+' | '±' | '\u{2212}') => {
                if text.slice(at, at.wrapping_add(3)) == "+/-" {
                    return self.emit(at, self.extend(at.wrapping_add(3)), TokenKind::Symbol);
                }
                // T18: *+33 1 23 45 67 89*
                let free = !matches!(text.class_before(at), Class::Letter | Class::Digit);
                if c == '+'
                    && free
                    && text.class(after) == Class::Digit
                    && let Some(end) = self.phone_abroad(after)
                {
                    return self.emit(at, end, TokenKind::Phone);
                }
                self.signed(at, after).unwrap_or_else(|| self.emit(at, self.extend(after), TokenKind::Symbol))
            }
            Class::Symbol if c == '°' && matches!(text.byte(after), b'C' | b'F') && !self.joins(after) => {
                // T6: 9 °C, but 9|°|C
                if text.class_before(at) == Class::Digit {
                    return self.emit(at, after, TokenKind::Symbol);
                }
                self.emit(at, self.extend(after.wrapping_add(1)), TokenKind::Symbol)
            }
            Class::Symbol => self.emit(at, self.extend(after), TokenKind::Symbol),
            Class::Punctuation => self.punctuation(at, c, after),
            Class::Middle => self.emit(at, self.extend(after), TokenKind::Punctuation),
            Class::Extend | Class::Other => self.emit(at, self.extend(after), TokenKind::Other),
        }
    }
}

/// The kind of a word by its form.
pub(crate) fn word_kind(text: Text<'_>, at: usize) -> TokenKind {
    let c = text.char(at);
    let second = text.byte(at.wrapping_add(1));
    if matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')
        && (matches!(second, b'I' | b'V' | b'X' | b'L' | b'C' | b'e' | b'i' | b'r' | b'n') || second >= 0x80)
    {
        let rest = text.slice(at, text.len()).chars();
        let letters = rest.take_while(|&c| matches!(class(c), Class::Letter | Class::Digit | Class::Extend));
        let end = at.wrapping_add(letters.map(char::len_utf8).fold(0, usize::wrapping_add));
        if is_roman_ordinal(text.slice(at, end)) {
            return TokenKind::Ordinal;
        }
    }
    if c.is_numeric() && !c.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word }
}

#[cfg(test)]
mod tests {
    use crate::segmenter::Segmenter;
    use depeche_text::Passage;
    use std::cell::Cell;

    thread_local! {
        /// How many steps the rules took in this thread.
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// What news is made of is cut without the rules: each piece stands for what the plain walk decides by a few bytes.
    #[test]
    fn news_takes_no_rule() {
        let segmenter = Segmenter::french();
        let mut slow = Vec::new();
        for piece in PLAIN {
            let text = format!(
                "Le maire a dit {piece} devant la presse qui attendait là depuis une heure. Il part."
            );
            STEPS.set(0);
            assert!(segmenter.tokens(Passage::new(&text)).len() > 10);
            if STEPS.get() > 0 {
                slow.push((*piece, STEPS.get()));
            }
        }
        assert!(slow.is_empty(), "{slow:?}");
    }

    const PLAIN: &[&str] = &[
        "oui",
        "l'eau",
        "l’eau",
        "qu'il",
        "qu’elle",
        "lorsqu’on",
        "jusqu'ici",
        "d'été",
        "l'œuvre",
        "d’État",
        "L'État",
        "été,",
        "été",
        "(oui)",
        "(à",
        "[oui]",
        "oui,",
        "oui ;",
        "oui :",
        "oui !",
        "oui ?",
        "oui. Et",
        "oui.\nEt",
        "oui.\n\nEt",
        "oui… Et",
        "« oui »",
        "«\u{A0}oui\u{A0}»",
        "« oui. »",
        "“oui”",
        "\"oui\"",
        "oui – et",
        "oui — et",
        "oui - et",
        "oui\tet",
        "oui\net",
        "• oui",
        "oui / non",
        "oui/non",
        "12 élus",
        "12, et",
        "(12)",
        "12.\nEt",
        "12. Et",
        "120 000 voix",
        "120\u{A0}000 voix",
        "120\u{202F}000 voix",
        "3,5 %",
        "3,5%",
        "50 % et",
        "50\u{A0}%",
        "5 €",
        "5\u{A0}€",
        "5\u{202F}€",
        "2,5 millions",
        "1er",
        "2e",
        "21e",
        "3es",
        "1ère",
        "18h",
        "18h30",
        "20 h",
        "5 °C",
        "5\u{A0}°C,",
        "G20",
        "m2,",
        "# 3",
        "M. Dupont",
        "etc. et",
        "cf. la",
        "art. deux",
        "a-t-il",
        "est-ce",
        "dis-le",
        "Saint-Étienne",
        "vingt-deux",
        "asseyez-vous,",
        "IV",
        "XIXe",
        "IIIe",
        "Ve",
        "Le",
        "du",
        "des",
        "aux",
        "auxquels",
        "œuvre",
        "Œuvre",
        "ça",
        "À",
        "là",
        "e\u{301}te\u{301}",
        "2.500",
        "37'000",
        "0,5",
        "oui,\u{A0}non",
        "oui\u{202F}!",
        "oui\u{A0}?",
        "oui\u{A0}:",
        "président.",
        "voix).",
        "oui ».",
        "12 %.",
        "2024.",
        "2024, et",
        "2024 :",
        "1 %",
        "ils",
        "C'est",
        "n'est",
        "s’il",
        "y a",
        "Il y a",
        "m'a",
        "puisqu’il",
        "\u{A0}– et",
        "oui;",
        "oui:",
        "\"Oui.\" Et",
        "« Oui ! » dit",
        "oui ? » dit",
        "(12,5)",
        "12;",
        "12:",
        "12!",
        "12?",
        "12)",
        "120 000 €",
        "1 250 000 euros",
        "1er,",
        "18h,",
        "18h)",
        "18h30,",
        "vas-y",
        "a-t-elle,",
        "l'a-t-on",
        "là-bas",
        "peut-être",
        "week-end",
        "États-Unis",
        "Jean-Marie",
        "\r\noui",
        "2010-2015",
        "2010-2015,",
        "5,25-5,50 %",
        "2006-08-07",
        "4-3.\nEt",
        "#qc2022",
        "#qc2022. Et",
        "do#, fa#",
        "prud'homme",
        "O’Brien,",
        "rendez-vous",
        "inch’Allah",
        "R & D",
        "5 $",
        "x = y",
        "* oui",
        "'oui",
        "14h30-16h",
        "8h30-9h15, et",
        "\\ oui",
        "oui\u{C}oui",
        "~ oui",
    ];
}
