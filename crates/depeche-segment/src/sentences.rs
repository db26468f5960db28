//! The sentence rules, S1 to S15, over the places where a sentence may end.

use crate::class::{
    Class, Text, class, few_letters, is_capital, is_white, last_letters, letters, points_ahead,
};
use crate::key::{Key, has_key};
use crate::lexicon::{Abbreviation, Lexicon};
use crate::lines::{self, LineEnd, Newlines};
use crate::numbered::{self, is_label, label_head};
use crate::openers::opens_sentences;
use crate::phrases::{
    is_initial, is_inverted, is_next_question, is_one_name, last_word, opens_announced, opens_clauses,
    opens_phrases, word_at,
};
use crate::profile::Profile;
use crate::rule::{Rule, Ruling};
use crate::tokens::abbreviations::{follows_p, is_numeral};
use crate::tokens::{Event, What};
use depeche_text::{TokenKind, typography};

/// A place where a sentence ends, or where one might have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Verdict {
    /// The offset after the last character of the sentence, closing marks included.
    pub end: usize,
    pub ruling: Ruling,
}

impl Verdict {
    #[inline]
    pub(crate) const fn new(end: usize, border: bool, paragraph: bool, rule: Rule) -> Verdict {
        Verdict { end, ruling: Ruling::new(border, paragraph, rule) }
    }

    /// Whether a sentence ends there.
    #[inline]
    pub(crate) const fn border(&self) -> bool {
        self.ruling.border()
    }

    /// Whether a paragraph does.
    #[inline]
    pub(crate) const fn paragraph(&self) -> bool {
        self.ruling.paragraph()
    }

    pub(crate) fn rule(&self) -> Rule {
        self.ruling.rule()
    }
}

/// The most letters of a note in brackets that belongs to the sentence before it.
const NOTE: usize = 48;

/// What stands after a mark and the white space behind it.
#[derive(Clone, Copy)]
struct Gap {
    /// Whether marks that close stand against the mark.
    closed: bool,
    /// The first sign after the white space.
    next: usize,
    /// The first letter or figure after the signs that open.
    body: usize,
    /// Whether such signs stand there.
    opened: bool,
    capital: bool,
    figure: bool,
}

/// How many sentences further a straight quote looks for its pair.
const QUOTE_REACH: u8 = 4;

/// The state between two events: where the sentence began and whether a straight quote is open in it.
#[derive(Clone, Copy)]
pub(crate) struct Engine<'t> {
    text: Text<'t>,
    lexicon: &'t Lexicon,
    profile: Profile,
    newlines: Newlines,
    /// Where the current sentence begins, white space before it included.
    start: usize,
    /// How many borders stand behind the straight quote that is open, if one is.
    quote: Option<u8>,
    /// Where the white space that was judged last ends.
    judged: usize,
}

impl<'t> Engine<'t> {
    pub(crate) fn new(
        text: Text<'t>,
        profile: Profile,
        newlines: Newlines,
        lexicon: &'t Lexicon,
    ) -> Engine<'t> {
        Engine { text, lexicon, profile, newlines, start: 0, quote: None, judged: 0 }
    }

    /// Takes the next event; a verdict for those that may end a sentence.
    pub(crate) fn event(&mut self, event: &Event) -> Option<Verdict> {
        if event.start() < self.start {
            return None;
        }
        let verdict = match event.what {
            What::Quote => {
                self.quote = self.quote_after(event);
                return None;
            }
            What::Line => self.line(event)?,
            What::Stop(kind) => self.stop(event, kind),
        };
        if verdict.border() {
            self.start = verdict.end;
            // The mark that closed the quotation is behind the border now.
            let closed = verdict.paragraph()
                || verdict.end > event.end() && self.text.slice(event.end(), verdict.end).contains('"');
            self.quote = self.quote.filter(|_| !closed).map(|borders| borders.saturating_add(1));
        }
        Some(verdict)
    }

    /// Takes the mark at `mark`, a token of its own, after which a sentence ends for sure, and the blank line after it when there
    /// is one. Gives whether the sentence was not closed before.
    #[inline(always)]
    pub(crate) fn plain_end(&mut self, mark: usize, blank: bool) -> bool {
        let end = mark.wrapping_add(1);
        let borders = mark >= self.start;
        if borders {
            // Fast is slow.
            debug_assert!(
                {
                    let event = Event::new(mark, end, 0, What::Stop(TokenKind::Punctuation));
                    let verdict = self.any_stop(&event, TokenKind::Punctuation);
                    (verdict.border(), verdict.end) == (true, end)
                },
                "a sentence ends there"
            );
            self.start = end;
            self.quote = self.quote.map(|borders| borders.saturating_add(1));
        }
        if blank {
            self.line(&Event::new(end, end.wrapping_add(1), 0, What::Line));
            self.quote = None;
        }
        borders
    }

    /// The straight quote that is open after this one: spacing tells first, then whether one is open nearby.
    fn quote_after(&self, event: &Event) -> Option<u8> {
        let text = self.text;
        let free = |class| matches!(class, Class::Space | Class::Line);
        let before = text.class_before(event.start());
        let before = free(before) || before == Class::Apostrophe;
        let after = free(text.class(event.end()));
        match (before, after) {
            (true, false) => Some(0),
            (false, true) => None,
            _ if self.is_quote_open() => None,
            _ => Some(0),
        }
    }

    /// Whether a straight quote is open: quotes pair over a short way only.
    fn is_quote_open(&self) -> bool {
        self.quote.is_some_and(|borders| borders <= QUOTE_REACH)
    }

    /// Whether another straight quote follows before the third mark: one that stands free then opens, else it closes.
    fn is_quote_ahead(&self, from: usize) -> bool {
        let rest = self.text.slice(from, self.text.len());
        let mut last = '\0';
        // A line end of two signs is one.
        let ahead = rest.chars().filter(|&c| {
            let second = (last, c) == ('\r', '\n');
            last = c;
            matches!(c, '"' | '.' | '!' | '?') || typography::is_line_end(c) && !second
        });
        ahead.take(3).any(|c| c == '"')
    }

    /// S1: a line end.
    fn line(&mut self, event: &Event) -> Option<Verdict> {
        if event.start() < self.judged {
            return None;
        }
        if self.is_plain_blank(event) {
            let verdict = Verdict::new(event.start(), true, true, Rule::BlankLine);
            // Fast is slow.
            debug_assert_eq!({ *self }.any_line(event), Some(verdict));
            self.judged = event.end().wrapping_add(1);
            return Some(verdict);
        }
        self.any_line(event)
    }

    fn any_line(&mut self, event: &Event) -> Option<Verdict> {
        let text = self.text;
        let mut next = event.end();
        while next < text.len() && matches!(text.class(next), Class::Space | Class::Line) {
            next = text.after(next);
        }
        self.judged = next;
        let gap = trim_end(text, self.start, event.start());
        if next == text.len() || gap == self.start && self.start == 0 {
            return None;
        }
        let verdict = lines::judge(text, self.newlines, gap, next);
        let rule = match verdict {
            LineEnd::Blank => Rule::BlankLine,
            LineEnd::Every => Rule::EveryLine,
            LineEnd::Unit => Rule::LineUnit,
            LineEnd::Wrapped | LineEnd::Space => Rule::WrappedLine,
        };
        Some(Verdict::new(gap, verdict.is_border(), verdict.is_border(), rule))
    }

    /// S1, the common case: one blank line between two signs.
    #[inline]
    fn is_plain_blank(&self, event: &Event) -> bool {
        let byte = |at: usize| self.text.byte(at);
        let before = byte(event.start().wrapping_sub(1));
        let next = byte(event.end().wrapping_add(1));
        byte(event.start()) == b'\n'
            && byte(event.end()) == b'\n'
            && (next.is_ascii_graphic() || next == 0xC3)
            && before.is_ascii_graphic()
            && event.start() > 0
            && event.start() >= self.start
    }

    /// S2 to S14: a mark, or a token that ends with a full stop.
    #[inline(always)]
    fn stop(&self, event: &Event, kind: TokenKind) -> Verdict {
        if let Some(rule) = self.plain_stop(event, kind) {
            let verdict = Verdict::new(event.end(), true, false, rule);
            // Fast is slow.
            debug_assert_eq!(self.any_stop(event, kind), verdict);
            return verdict;
        }
        if let Some((border, rule)) = self.inner_stop(event, kind) {
            let verdict = Verdict::new(event.end(), border, false, rule);
            // Fast is slow.
            debug_assert_eq!(self.any_stop(event, kind), verdict);
            return verdict;
        }
        self.any_stop(event, kind)
    }

    /// S5 to S8, S12, S14, the common cases: an ASCII letter follows the full stop of a word, or a space and one.
    #[inline]
    fn inner_stop(&self, event: &Event, kind: TokenKind) -> Option<(bool, Rule)> {
        let byte = |at: usize| self.text.byte(at);
        let last = event.end().wrapping_sub(1);
        let prior = byte(last.wrapping_sub(1));
        // No ellipsis.
        if byte(last) != b'.' || !prior.is_ascii_alphanumeric() || self.lexicon.has_terminators() {
            return None;
        }
        let body = event.end().wrapping_add(1);
        match kind {
            TokenKind::Abbreviation | TokenKind::Initial | TokenKind::Acronym => {
                if byte(event.end()).is_ascii_alphanumeric() {
                    return Some((false, Rule::NoSpace));
                }
                let spaced = byte(event.end()) == b' ' && byte(body).is_ascii_alphabetic();
                let word = byte(event.start()).is_ascii_alphabetic();
                (spaced && word)
                    .then(|| self.abbreviation(event, kind, body, byte(body).is_ascii_uppercase(), false))
            }
            // *art. cf.*
            TokenKind::Punctuation => {
                let small = prior.is_ascii_lowercase() && byte(last.wrapping_sub(2)).is_ascii_lowercase();
                if !small
                    || last != event.start()
                    || byte(event.end()) != b' '
                    || !byte(body).is_ascii_lowercase()
                {
                    return None;
                }
                let rule = self.small_start(event, body);
                Some((rule != Rule::GoesOn, rule))
            }
            _ => None,
        }
    }

    /// S12, S19: the rule about the small letter at `body` after a full stop and white space; [`Rule::GoesOn`] if no sentence
    /// begins with it.
    fn small_start(&self, event: &Event, body: usize) -> Rule {
        if self.profile == Profile::Ud {
            Rule::LowerStart
        } else if opens_clauses(self.text, body)
            || self.ends_full_word(event) && opens_phrases(self.text, body)
        {
            Rule::SmallSubject
        } else {
            Rule::GoesOn
        }
    }

    /// The same, by all rules. Not inlined: the few stops that come here would slow down the others.
    #[inline(never)]
    fn any_stop(&self, event: &Event, kind: TokenKind) -> Verdict {
        let text = self.text;
        let mark = text.char(event.start());
        let no = |rule| Verdict::new(event.end(), false, false, rule);
        if matches!(text.class(event.end()), Class::Dot | Class::Mark | Class::Ellipsis) {
            return no(Rule::MarkRun);
        }
        let end = self.closers(event.end());
        let closed = end > event.end();
        let yes = |rule| Verdict::new(end, true, false, rule);
        if !matches!(text.class(end), Class::Space | Class::Line) {
            return if !closed && kind == TokenKind::Punctuation && self.is_missing_space(event) {
                yes(Rule::MissingSpace)
            } else {
                no(Rule::NoSpace)
            };
        }
        let next = skip_space(text, end);
        if next >= text.len() {
            return no(Rule::LastMark);
        }
        if matches!(text.class(next), Class::Mark | Class::Ellipsis | Class::Dot) {
            return no(Rule::MarkRun);
        }
        let body = openers(text, next);
        let c = text.char(body);
        let gap = Gap {
            closed,
            next,
            body,
            opened: body > next,
            capital: is_capital(c),
            figure: class(c) == Class::Digit,
        };
        let (border, rule) = match mark {
            ';' | '\u{37E}' => self.semicolon(event),
            ':' => self.colon(event, gap),
            _ => self.end(event, kind, gap),
        };
        if border { yes(rule) } else { no(rule) }
    }

    /// S2: a semicolon.
    #[inline(always)]
    fn semicolon(&self, event: &Event) -> (bool, Rule) {
        (self.profile == Profile::Ud && !self.is_in_brackets(event), Rule::Semicolon)
    }

    /// S2b, S2c: a colon.
    #[inline(always)]
    fn colon(&self, event: &Event, gap: Gap) -> (bool, Rule) {
        let text = self.text;
        if self.profile != Profile::Ud {
            return (false, Rule::Colon);
        }
        let sign = text.char(gap.next);
        if typography::is_hyphen(sign) || typography::is_dash(sign) || sign == '•' {
            return (true, Rule::Colon);
        }
        let announces =
            gap.capital && !gap.opened && self.is_clause(event.start()) && opens_announced(text, gap.body);
        (announces, if announces { Rule::Announcement } else { Rule::Colon })
    }

    /// S3 to S14, S18, S19: any other mark, or a token that ends with a full stop.
    #[inline(always)]
    fn end(&self, event: &Event, kind: TokenKind, gap: Gap) -> (bool, Rule) {
        let text = self.text;
        let mark = text.char(event.start());
        let ellipsis = self.has_ellipsis(event);
        if ellipsis
            && matches!(text.before(event.start()), '[' | '(')
            && matches!(text.char(event.end()), ']' | ')')
        {
            return (false, Rule::CutMark);
        }
        let short = matches!(kind, TokenKind::Abbreviation | TokenKind::Initial | TokenKind::Acronym);
        if short && !gap.closed {
            return self.abbreviation(event, kind, gap.body, gap.capital, gap.opened);
        }
        if !gap.closed && mark == '.' && !ellipsis && self.is_list_number(event) {
            return (false, Rule::ListNumber);
        }
        if ellipsis {
            if gap.capital && !gap.closed && self.is_stammer(event.start(), gap.body) {
                return (false, Rule::Stammer);
            }
            return (gap.capital || gap.opened && gap.figure, Rule::Ellipsis);
        }
        if class(mark) == Class::Mark || self.lexicon.is_terminator(mark) {
            self.exclamation(event, mark, gap)
        } else {
            self.full_stop(event, gap)
        }
    }

    /// S11, S12, S14: `!`, `?` and their kin.
    #[inline(always)]
    fn exclamation(&self, event: &Event, mark: char, gap: Gap) -> (bool, Rule) {
        let opens = || word_at(self.text, gap.body).is_some_and(|key| opens_sentences(&key));
        if mark == '!' && !gap.closed && self.is_marked_name(event.start()) && !opens() {
            return (false, Rule::MarkedName);
        }
        if gap.capital || gap.figure && (!gap.closed || gap.opened) {
            return (true, Rule::Exclamation);
        }
        if mark == '?' && !gap.closed && !gap.opened {
            if is_next_question(self.text, gap.body) {
                return (true, Rule::NextQuestion);
            }
            if self.profile == Profile::Ud && opens_phrases(self.text, gap.body) {
                return (true, Rule::LowerStart);
            }
        }
        (false, Rule::GoesOn)
    }

    /// S13, S14, S18, S19: a full stop.
    #[inline(always)]
    fn full_stop(&self, event: &Event, gap: Gap) -> (bool, Rule) {
        let text = self.text;
        let small = text.char(gap.body).is_lowercase();
        let sign = text.char(gap.next);
        // *« C'est fini. » (rires)*, *"On vote." (cité par un proche)*
        if matches!(sign, '(' | '[') && small {
            return (false, Rule::GoesOn);
        }
        // *Il part à 22 h. – dit-il.*: a dash before who says it; another small letter may begin an item.
        let dash = typography::is_dash(sign) || typography::is_hyphen(sign);
        if dash && small && word_at(text, gap.body).is_some_and(|key| is_inverted(key.as_str())) {
            return (false, Rule::GoesOn);
        }
        // *LE PRÉSIDENT. – Je vous remercie.*
        if dash && gap.capital && !gap.closed && is_label(text.slice(self.start, event.start())) {
            return (false, Rule::Label);
        }
        if gap.capital || gap.opened || gap.figure {
            return (true, Rule::FullStop);
        }
        if gap.closed {
            return (false, Rule::GoesOn);
        }
        let rule = self.small_start(event, gap.body);
        (rule != Rule::GoesOn, rule)
    }

    /// S11, S13, the common cases: one mark, then a space or line ends, then a capital, a figure or a guillemet; a full stop
    /// after a small letter, a long number or a closing mark, another mark after a word or a space.
    #[inline]
    fn plain_stop(&self, event: &Event, kind: TokenKind) -> Option<Rule> {
        let byte = |at: usize| self.text.byte(at);
        let mut next = event.end().wrapping_add(1);
        match byte(event.end()) {
            b' ' => {}
            b'\n' => next = next.wrapping_add(usize::from(byte(next) == b'\n')),
            _ => return None,
        }
        let single = kind == TokenKind::Punctuation && event.end() == event.start().wrapping_add(1);
        if !single || self.lexicon.has_terminators() {
            return None;
        }
        let capital = |at: usize| {
            byte(at).is_ascii_uppercase()
                || byte(at) == 0xC3 && matches!(byte(at.wrapping_add(1)), 0x80..=0x96 | 0x98..=0x9E)
        };
        let begins = capital(next);
        let second = byte(next.wrapping_add(1));
        let opens = begins
            || match byte(next) {
                b'0'..=b'9' => true,
                0xC2 => second == 0xAB,
                // An opening quote, a dash of dialogue.
                b'"' => capital(next.wrapping_add(1)),
                b'-' => second == b' ' && capital(next.wrapping_add(2)),
                0xE2 => {
                    second == 0x80
                        && matches!(byte(next.wrapping_add(2)), 0x93 | 0x94)
                        && byte(next.wrapping_add(3)) == b' '
                        && capital(next.wrapping_add(4))
                }
                _ => false,
            };
        // A few words before a dash may say who speaks.
        if !begins
            && matches!(byte(next), b'-' | 0xE2)
            && label_head(self.text.slice(self.start, event.start())).is_some()
        {
            return None;
        }
        let last = event.start().wrapping_sub(1);
        // Two letters at least: one alone may number an item, *b. Le délai*.
        let accented = |at: usize| byte(at) >= 0x80 && byte(at.wrapping_sub(1)) == 0xC3;
        let small = byte(last).is_ascii_lowercase() || accented(last);
        match byte(event.start()) {
            b'.' if opens => {
                let prior = if byte(last) < 0x80 { last.wrapping_sub(1) } else { last.wrapping_sub(2) };
                let word = small && (byte(prior).is_ascii_alphabetic() || accented(prior));
                let figures = (0..3).all(|back| byte(last.wrapping_sub(back)).is_ascii_digit()); // wraps: what lies before is outside
                let closed = byte(last) == b')' || byte(last) == 0xBB && byte(last.wrapping_sub(1)) == 0xC2;
                (word || closed || figures).then_some(Rule::FullStop)
            }
            // *Yahoo! News*: the name before it is asked.
            b'!' if begins && byte(last) == b' ' => Some(Rule::Exclamation),
            b'?' if begins && (small || byte(last) == b' ') => Some(Rule::Exclamation),
            _ => None,
        }
    }

    /// S5 to S8.
    fn abbreviation(
        &self,
        event: &Event,
        kind: TokenKind,
        body: usize,
        capital: bool,
        opened: bool,
    ) -> (bool, Rule) {
        let text = self.text;
        match kind {
            TokenKind::Initial | TokenKind::Acronym => {
                let opener = capital
                    && !is_initial(text, body)
                    && word_at(text, body)
                        .is_some_and(|key| opens_sentences(&key) && !is_one_name(text, event.start(), body));
                let rule = if kind == TokenKind::Initial { Rule::Initial } else { Rule::Acronym };
                (opener, rule)
            }
            _ => {
                let word = text.slice(event.start(), event.end().wrapping_sub(1));
                let listed = |class: Option<Abbreviation>| match class {
                    Some(Abbreviation::Never | Abbreviation::Word) => true,
                    // Its number follows: *vol. II*; only *et al.* is one without.
                    Some(Abbreviation::Number) => !has_key(word, "al"),
                    // *p. ex. Genève*
                    Some(_) => has_key(word, "ex") && follows_p(text, event.start()),
                    None => false,
                };
                // *M.* above all, which no list need be asked for.
                if letters(word) == 1 || listed(self.lexicon.abbreviation_of(word)) {
                    return (false, Rule::Title);
                }
                // *trônes, récades, etc. – étaient conservés*: what opens with a small letter goes on.
                // *l'étude de Diallo et al. (2021) étonne* goes on as well.
                let first = text.char(body);
                let begins = opened && !first.is_lowercase() && class(first) != Class::Digit;
                // *Bull. civ. I, n° 45*; *BREST, 3 nov. (AFP) – La crue monte*
                let goes_on = || if opened { self.is_note(event.end()) } else { is_numeral(text, body) };
                ((capital || begins) && !goes_on(), Rule::Abbreviation)
            }
        }
    }

    /// S8: whether a few words in brackets follow `at` that end no sentence of their own: *(AFP)*, *(Source : Insee)*.
    fn is_note(&self, at: usize) -> bool {
        let open = skip_space(self.text, at);
        let rest = self.text.slice(open, self.text.len()).chars();
        matches!(self.text.char(open), '(' | '[')
            && few_letters(rest, NOTE)
                .find(|&c| {
                    matches!(c, ')' | ']' | '.')
                        || matches!(class(c), Class::Mark | Class::Ellipsis | Class::Line)
                })
                .is_some_and(|c| matches!(c, ')' | ']'))
    }

    /// The end of the closing marks after a stop: `»`, `)`, `"`.
    fn closers(&self, from: usize) -> usize {
        let text = self.text;
        let mut end = from;
        let mut open = self.is_quote_open();
        loop {
            let c = text.char(end);
            // *„Es ist aus.“*: a mark that opens, glued to the stop and to no word, closes.
            let turned = c == '“' || class(c) == Class::Apostrophe;
            if typography::is_closing(c) || turned && !text.is_alnum(text.after(end)) {
                end = text.after(end);
            } else if class(c) == Class::Emoji || end > from && class(c) == Class::Extend {
                // *Bravo !👏 On recommence.*
                end = text.after(end);
            } else if let Some(after) = note_end(text, end) {
                end = after;
            } else if c == '"' && (open || !text.is_alnum(text.after(end))) {
                open = false;
                end = text.after(end);
            } else if text.class(end) == Class::Space {
                let next = text.after(end);
                let c = text.char(next);
                let closes = matches!(c, '»' | '”' | '›') && !text.is_alnum(text.after(next))
                    || c == '"'
                        && matches!(text.class(text.after(next)), Class::Space | Class::Line)
                        && (open || !self.is_quote_ahead(text.after(next)))
                    // *Bravo ! 👏 On recommence.*, but *Le stade rouvre. 👉 Inscrivez-vous.*
                    || !c.is_ascii() && class(c) == Class::Emoji && !points_ahead(c);
                if !closes {
                    return end;
                }
                open &= c != '"';
                end = text.after(next);
            } else {
                return end;
            }
        }
    }

    /// S10: whether the word before the ellipsis at `mark` is said again at `next`: *Je… Je ne sais pas.*
    fn is_stammer(&self, mark: usize, next: usize) -> bool {
        let marks = |c: char| matches!(class(c), Class::Space | Class::Dot | Class::Ellipsis);
        let words = Key::new(last_word(self.text.slice(0, mark).trim_end_matches(marks)));
        words
            .zip(word_at(self.text, next))
            .is_some_and(|(word, next)| !word.as_bytes().is_empty() && word.as_bytes() == next.as_bytes())
    }

    /// S11: whether the mark at `mark` is part of the name it is glued to: *Yahoo! News*.
    fn is_marked_name(&self, mark: usize) -> bool {
        Key::new(last_word(self.text.slice(0, mark)))
            .is_some_and(|key| matches!(key.as_str(), "yahoo" | "jeopardy" | "joomla" | "wham"))
    }

    /// S2: whether the mark stands in brackets that its sentence opened nearby: *(un bolus de 2 mg ; puis 1 mg par jour)*.
    fn is_in_brackets(&self, event: &Event) -> bool {
        let head = self.text.slice(self.start, event.start());
        last_letters(head, 240).find(|c| matches!(c, '(' | ')')) == Some('(')
    }

    /// S2: whether what stands before the colon at `colon` is a text of its own: not an item, *- 1994 : La loi passe*, and not
    /// a figure, *1789 : La Révolution*.
    fn is_clause(&self, colon: usize) -> bool {
        let head = self.text.slice(self.start, colon);
        let head = head.trim_matches(is_white);
        let last = head.chars().rev().find(|&c| class(c) != Class::Extend);
        head.starts_with(|c: char| class(c) == Class::Letter)
            && last.is_some_and(|c| c.is_lowercase() || typography::is_closing(c))
    }

    /// S14: *Il pleut.On rentre*: a small letter before the mark, a capital after it and a small letter after that.
    fn is_missing_space(&self, event: &Event) -> bool {
        let text = self.text;
        if !matches!(text.class(event.start()), Class::Dot | Class::Mark | Class::Ellipsis) {
            return false;
        }
        let before = skip_space_back(text, event.start());
        let next = text.char(event.end());
        let second = text.char(skip_marks(text, text.after(event.end())));
        let last = text.slice(0, before).chars().rev().find(|&c| !typography::is_mark(c));
        let ends = |c: char| {
            c.is_lowercase()
                || matches!(c, '€' | '%' | ')' | '»')
                || class(c) == Class::Digit && self.opens_after_number(event)
        };
        last.is_some_and(ends)
            && is_capital(next)
            && (second.is_lowercase() || matches!(class(second), Class::Space | Class::Apostrophe))
    }

    /// S15: *La séance ouvre à 8h30.Elle ferme à midi.*: a word that opens sentences stands against a number that is none of a
    /// heading, *1.Le prix*.
    fn opens_after_number(&self, event: &Event) -> bool {
        word_at(self.text, event.end()).is_some_and(|key| opens_sentences(&key))
            && !self.is_list_number(event)
    }

    /// S9: *1. Titre*, *2.3. Durée*, *IV. Annexe*, *b. Le délai*: a short number or a letter alone before the full stop.
    fn is_list_number(&self, event: &Event) -> bool {
        self.may_be_list_number(event.start())
            && numbered::is_list_number(self.text, self.start, event.start())
    }

    /// Whether the two bytes before the full stop at `dot` may end a number of a list, which is rare: a figure or a letter,
    /// and no small letter before the letter.
    #[inline]
    fn may_be_list_number(&self, dot: usize) -> bool {
        let last = self.text.byte(dot.wrapping_sub(1));
        let prior = self.text.byte(dot.wrapping_sub(2));
        last.is_ascii_digit() || last.is_ascii_alphabetic() && !prior.is_ascii_lowercase()
    }

    /// Whether the mark stands after a small-letter word that is too long for an abbreviation nobody listed, or a bracket.
    fn ends_full_word(&self, event: &Event) -> bool {
        let head = self.text.slice(0, event.start());
        let mut letters = head.chars().rev().filter(|&c| class(c) != Class::Extend);
        letters.next().is_some_and(|last| {
            let small = letters.take(4).take_while(|c| c.is_lowercase()).count();
            typography::is_closing(last) || last.is_lowercase() && small == 4
        })
    }

    /// Whether the run of marks that ends here holds an ellipsis.
    fn has_ellipsis(&self, event: &Event) -> bool {
        let text = self.text;
        let [prior, last] = [2, 1].map(|back| text.byte(event.end().wrapping_sub(back))); // wraps: what lies before is outside
        if matches!(last, b'.' | b'!' | b'?') && prior.is_ascii() && !matches!(prior, b'.' | b'!' | b'?') {
            return false;
        }
        let marks = text.slice(0, event.end()).chars().rev().take(8);
        let marks = marks.take_while(|&c| matches!(class(c), Class::Dot | Class::Mark | Class::Ellipsis));
        let (mut dots, mut one) = (0_u8, false);
        for c in marks {
            dots = dots.wrapping_add(u8::from(c == '.'));
            one |= c == '…';
        }
        one || dots >= 2
    }
}

/// The end of the number of a note at `at`: *Il dort.[1] Elle veille.*
fn note_end(text: Text<'_>, at: usize) -> Option<usize> {
    let figures = text.bytes().get(at..)?.strip_prefix(b"[")?;
    let count = figures.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let close = at.wrapping_add(count).wrapping_add(1);
    (matches!(count, 1..=3) && text.byte(close) == b']').then(|| close.wrapping_add(1))
}

/// The offset after the openers and dashes, with one space each, from `at`.
fn openers(text: Text<'_>, at: usize) -> usize {
    let mut body = at;
    loop {
        let c = text.char(body);
        let opens = typography::is_opening(c)
            || typography::is_dash(c)
            || matches!(c, '"' | '-' | '•')
            || matches!(c, '»' | '”' | '›') && text.is_alnum(text.after(body))
            || class(c) == Class::Apostrophe
            || points_ahead(c);
        if !opens {
            return body;
        }
        body = skip_marks(text, text.after(body));
        if text.class(body) == Class::Space {
            body = text.after(body);
        }
    }
}

#[inline(always)]
fn skip_space(text: Text<'_>, mut at: usize) -> usize {
    while at < text.len() && matches!(text.class(at), Class::Space | Class::Line) {
        at = text.after(at);
    }
    at
}

fn skip_marks(text: Text<'_>, mut at: usize) -> usize {
    while text.byte(at) >= 0x80 && text.class(at) == Class::Extend {
        at = text.after(at);
    }
    at
}

fn skip_space_back(text: Text<'_>, at: usize) -> usize {
    let head = text.slice(0, at);
    head.trim_end_matches(|c: char| class(c) == Class::Space).len()
}

/// The end of the text before `end` without its white space, not before `start`.
fn trim_end(text: Text<'_>, start: usize, end: usize) -> usize {
    let part = text.slice(start, end);
    let kept = part.trim_end_matches(is_white);
    start.wrapping_add(kept.len())
}
