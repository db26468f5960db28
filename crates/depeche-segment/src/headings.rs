//! Borders where no mark is: headings in running text, by rule (S20) or by the small model.

use crate::class::{Class, Text, class, is_capital, letters};
use crate::features::{self, Gap};
use crate::key::Key;
use crate::model::Models;
use crate::openers::{Opener, opens_sentences};
use crate::rule::{Rule, Ruling};
use crate::sentences::Verdict;
use crate::sight::Sight;
use depeche_text::{Token, TokenKind, typography};
use std::ops::Range;

/// A verdict, and the first token after it.
///
/// Twenty-four bytes, for there is one for each sentence and line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Judged {
    token: u32,
    next: u32,
    end: u32,
    ruling: Ruling,
}

impl Judged {
    /// `token` is the index of the first token after the verdict, `next` is where that begins in the text; its end if there is none.
    #[inline]
    pub(crate) fn new(token: usize, next: usize, verdict: Verdict) -> Judged {
        // Texts are below 4 GiB, as spans are.
        let [token, next, end] = [token, next, verdict.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Judged { token, next, end, ruling: verdict.ruling }
    }

    #[inline]
    pub(crate) const fn token(&self) -> usize {
        self.token as usize
    }

    #[inline]
    pub(crate) const fn next(&self) -> usize {
        self.next as usize
    }

    #[inline]
    pub(crate) const fn verdict(&self) -> Verdict {
        Verdict { end: self.end as usize, ruling: self.ruling }
    }
}

/// A gap the model is asked about.
pub(crate) struct Asked<'w> {
    /// The token after the gap.
    pub token: usize,
    /// Whether the rules have a verdict on it.
    pub judged: bool,
    /// Whether rule S20 makes a border of it.
    pub heading: bool,
    pub around: Gap<'w>,
}

/// Gives each gap that may be a border to `each`, which says whether it is one: those without a verdict before a capital, a
/// figure, an opening mark or an item, and those after a colon.
pub(crate) fn gaps(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    verdicts: &[Judged],
    models: &Models,
    mut each: impl FnMut(Asked<'_>) -> bool,
) {
    let mut slot = 0_usize;
    // The gap that the tokens since the last border or final mark are counted from.
    let mut counted = 0_usize;
    let mut sight = Sight::new(text, base, tokens, models);
    let mut at = 0_usize;
    loop {
        let judged = verdicts.get(slot..).unwrap_or_default().iter().find(|judged| judged.token() > at);
        let judged = judged.map_or(usize::MAX, |judged| judged.token());
        at = next_gap(text, base, tokens, at.wrapping_add(1), judged, &mut counted);
        let before = at.wrapping_sub(1);
        let Some([left, right]) = tokens.get(before..=at) else { break };
        while let Some(judged) = verdicts.get(slot).filter(|judged| judged.token() < at) {
            if judged.verdict().border() {
                sight.begin(judged.token(), false);
            }
            slot = slot.wrapping_add(1);
        }
        // Of several verdicts on one gap the last one holds.
        while verdicts.get(slot.wrapping_add(1)).is_some_and(|judged| judged.token() == at) {
            slot = slot.wrapping_add(1);
        }
        let judged = verdicts.get(slot).filter(|judged| judged.token() == at).map(|judged| judged.verdict());
        if judged.is_some_and(|verdict| verdict.paragraph() && verdict.border()) {
            counted = at;
            continue;
        }
        if left.span().end() == right.span().start() {
            continue;
        }
        if judged.is_none() && is_enumerator(text, base, tokens, before) {
            continue;
        }
        match judged {
            Some(verdict) if verdict.rule() == Rule::Colon => {}
            Some(_) => continue,
            None if is_inside(text, base, tokens, at, &sight) => continue,
            None => {}
        }
        let heading = judged.is_none() && opens_after_heading(text, base, tokens, at);
        let since = at.wrapping_sub(counted).min(MOST_COUNTED) as u64;
        let verdict = judged.map_or(u64::from(heading).wrapping_mul(BY_S20), |verdict| {
            verdict.rule().number().wrapping_mul(2).wrapping_add(u64::from(verdict.border())).wrapping_add(1)
        });
        let following = verdicts.get(slot..).unwrap_or_default();
        let next = following.iter().take(16).find(|judged| judged.token() > at && judged.verdict().border());
        let part = sight.part(at, next.map_or(tokens.len(), |judged| judged.token()));
        let asked = Asked {
            token: at,
            judged: judged.is_some(),
            heading,
            around: Gap { words: sight.around(at), verdict, since, part },
        };
        if each(asked) {
            sight.begin(at, true);
        }
    }
}

/// Gives each gap that rule S20 makes a border of to `each`, as [`gaps`] does, and which may say no. It is before one of the tokens
/// `noted`, in order, which are few.
pub(crate) fn openers(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    verdicts: &[Judged],
    models: &Models,
    noted: &[Opener],
    mut each: impl FnMut(Asked<'_>) -> bool,
) {
    // Of several verdicts on a gap that may be asked about the last one holds.
    let holds = |slot: usize, judged: &Judged| {
        verdicts.get(slot.wrapping_add(1)).is_none_or(|next| next.token() != judged.token())
    };
    let is_asked = |judged: &Judged| matches!(text.byte(judged.next()), b'A'..=b'Z' | 0x80..);
    let is_begin = |slot: usize| {
        let border = verdicts.get(slot).filter(|judged| judged.verdict().border());
        border.is_some_and(|judged| holds(slot, judged) || !is_asked(judged))
    };
    let is_paragraph = |slot: usize| {
        let border =
            verdicts.get(slot).filter(|judged| judged.verdict().border() && judged.verdict().paragraph());
        border.is_some_and(|judged| holds(slot, judged) && is_asked(judged))
    };
    // The verdicts before it end before the capital; those before `seen` have been told to `sight`.
    let (mut slot, mut seen) = (0_usize, 0_usize);
    let mut sight = Sight::new(text, base, tokens, models);
    for opener in noted {
        let [at, start] = [opener.token, opener.start].map(|at| at as usize);
        while verdicts.get(slot).is_some_and(|judged| judged.verdict().end <= start) {
            slot = slot.wrapping_add(1);
        }
        let (past, following) = verdicts.split_at_checked(slot).unwrap_or_default();
        // Most are judged by the rules; a token far away is not read for that.
        if past.last().is_some_and(|judged| judged.next() == start) {
            continue;
        }
        if !opens_after_heading(text, base, tokens, at) {
            continue;
        }
        let begins = (seen..slot).rev().find(|&slot| is_begin(slot));
        if let Some(judged) = begins.and_then(|slot| verdicts.get(slot)) {
            sight.begin(judged.token(), false);
        }
        seen = slot;
        if is_inside(text, base, tokens, at, &sight) || is_source(text, base, tokens, sight.from()..at) {
            continue;
        }
        // The last gap with a border of paragraphs before a capital, where it is near.
        let near = |slot: &usize| {
            verdicts.get(*slot).is_some_and(|judged| judged.token().wrapping_add(MOST_COUNTED) > at)
        };
        let paragraph = (0..slot).rev().take_while(near).find(|&slot| is_paragraph(slot));
        let paragraph = paragraph.and_then(|slot| verdicts.get(slot)).map_or(0, |judged| judged.token());
        let is_after_final = |at: usize| {
            let left = at.checked_sub(1).and_then(|before| tokens.get(before));
            left.is_some_and(|&left| is_final(text, left.span().start().wrapping_sub(base), left))
        };
        let counted = (0..MOST_COUNTED).find(|&back| is_after_final(at.wrapping_sub(back))); // wraps: what lies before is outside
        let since = counted.unwrap_or(MOST_COUNTED).min(at.wrapping_sub(paragraph));
        let next = following.iter().take(16).find(|judged| judged.verdict().border());
        let part = sight.part(at, next.map_or(tokens.len(), |judged| judged.token()));
        let around = Gap { words: sight.around(at), verdict: BY_S20, since: since as u64, part };
        if each(Asked { token: at, judged: false, heading: true, around }) {
            sight.begin(at, true);
        }
    }
}

/// The most tokens that are counted since the last border or final mark.
const MOST_COUNTED: usize = 12;

/// What [`Gap::verdict`] is for a border of rule S20.
const BY_S20: u64 = 1000;

/// Whether what stands on both sides of the gap before `at` tells that the sentence goes on.
fn is_inside(text: Text<'_>, base: usize, tokens: &[Token], at: usize, sight: &Sight<'_>) -> bool {
    let start_of = |token: &Token| token.span().start().wrapping_sub(base);
    let Some([left, right]) = at.checked_sub(1).and_then(|before| tokens.get(before..=at)) else {
        return true;
    };
    let next = tokens.get(at.wrapping_add(1)).map_or(text.len(), start_of);
    opens_only(text, start_of(left), start_of(right))
        || is_acronym_inside(text, start_of(left), *right, base, next)
        || text.byte(start_of(right)).is_ascii_lowercase()
        || right.kind() == TokenKind::Word && follows_naming_noun(text, base, tokens, at)
        || !may_open(text, start_of(right), next, *right, sight.is_item())
}

/// Whether a few words in brackets are all that stands before a gap, who tells what follows: *(Belga) Un homme est mort.*
fn is_source(text: Text<'_>, base: usize, tokens: &[Token], before: Range<usize>) -> bool {
    let of = |token: &Token| text.byte(token.span().start().wrapping_sub(base));
    let Some([first, inner @ .., last]) = tokens.get(before) else { return false };
    (of(first), of(last)) == (b'(', b')')
        && inner.len() <= MOST_COUNTED
        && inner.iter().all(|token| of(token) != b')')
}

/// Whether a mark stands at `left` after which no sentence begins: an opening one, or a quotation mark before another.
fn opens_only(text: Text<'_>, left: usize, right: usize) -> bool {
    let c = text.char(left);
    typography::is_opening(c) || c == '"' && text.byte(right) == b'"'
}

/// The first gap from `at` on that does not stand before a small letter, or the one before the token `judged`. Notes in `counted` the last gap after a final mark on the way.
fn next_gap(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    at: usize,
    judged: usize,
    counted: &mut usize,
) -> usize {
    let start_of = |token: &Token| token.span().start().wrapping_sub(base);
    let pairs = tokens.get(at.wrapping_sub(1)..).unwrap_or_default().windows(2);
    for (at, pair) in (at..).zip(pairs) {
        let [left, right] = pair else { continue };
        if left.kind() == TokenKind::Punctuation && is_final(text, start_of(left), *left) {
            *counted = at;
        }
        let byte = text.byte(start_of(right));
        if !byte.is_ascii_lowercase() || at == judged {
            return at;
        }
    }
    tokens.len()
}

fn is_final(text: Text<'_>, start: usize, token: Token) -> bool {
    token.kind() == TokenKind::Punctuation
        && matches!(text.class(start), Class::Dot | Class::Mark | Class::Ellipsis)
}

/// Whether a short acronym stands among small letters, where it names something: *le marquage CE et*.
fn is_acronym_inside(text: Text<'_>, left: usize, token: Token, base: usize, next: usize) -> bool {
    let span = token.span();
    let word = text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base));
    let mut capitals = word.chars().filter(|&c| class(c) != Class::Extend);
    matches!(letters(word), 2..=5)
        && capitals.all(is_capital)
        && text.char(left).is_lowercase()
        && text.char(next).is_lowercase()
}

/// Whether a sentence may begin with the token at `start`; `listed` when the one before it is an item of a list.
fn may_open(text: Text<'_>, start: usize, next: usize, token: Token, listed: bool) -> bool {
    let c = text.char(start);
    match token.kind() {
        TokenKind::Punctuation if typography::is_dash(c) || c == '-' => {
            next > start.wrapping_add(c.len_utf8()) && (listed || !text.char(next).is_lowercase())
        }
        TokenKind::Punctuation => typography::is_opening(c) || matches!(c, '•' | '"' | '*'),
        TokenKind::Number | TokenKind::Ordinal => true,
        _ => !c.is_lowercase(),
    }
}

/// Whether the token `at` closes a number or letter of a list, *(2) Les produits*, *(a) Les*, *b) Les* on a line of its own:
/// what follows belongs to it.
fn is_enumerator(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let Some([item, close]) = at.checked_sub(1).and_then(|from| tokens.get(from..=at)) else { return false };
    let start = |token: &Token| token.span().start().wrapping_sub(base);
    let word = text.slice(start(item), item.span().end().wrapping_sub(base));
    // Letters, not bytes: *l')* and *l’)* are one.
    if text.byte(start(close)) != b')' || letters(word) > 3 {
        return false;
    }
    let Some(open) = at.checked_sub(2).and_then(|open| tokens.get(open)) else { return true };
    let gap = text.slice(open.span().end().wrapping_sub(base), start(item));
    text.byte(start(open)) == b'('
        || text.byte(start(item)).is_ascii_digit() && is_final(text, start(open), *open)
        || gap.contains(typography::is_line_end)
}

/// S20: a capitalised word that opens sentences, after a plain word and before a small letter: *… thérapeutiques Les effets*.
pub(crate) fn opens_after_heading(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let Some(&[left, right, next]) =
        at.checked_sub(1).and_then(|from| tokens.get(from..from.wrapping_add(3)))
    else {
        return false;
    };
    // A word that opens sentences is short.
    if right.span().len() > 14 {
        return false;
    }
    let of = |token: Token| {
        let span = token.span();
        text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base))
    };
    let (before, word, after) = (of(left), of(right), of(next));
    let plain = match left.kind() {
        TokenKind::Word | TokenKind::Number | TokenKind::Ordinal | TokenKind::Acronym | TokenKind::Clitic => {
            true
        }
        TokenKind::Punctuation => matches!(before, ")" | "»"),
        // *Super :-) On se voit demain.*
        TokenKind::Emoji => before.is_ascii(),
        _ => false,
    };
    plain
        && left.span().end() != right.span().start()
        && after.starts_with(char::is_lowercase)
        && word.starts_with(is_capital)
        // *Renault SA a publié*, *dit LES choses*
        && !word.chars().nth(1).is_some_and(is_capital)
        && Key::new(word).is_some_and(|key| opens_sentences(&key))
        && !Key::new(before)
            .is_some_and(|key| links(&key) || opens_sentences(&key) && before.starts_with(is_capital))
        && !at.checked_sub(1).is_some_and(|before| is_enumerator(text, base, tokens, before))
        && !follows_naming_noun(text, base, tokens, at)
        && !is_time_of_line(text, left.span().end().wrapping_sub(base))
}

/// S20: whether a number or an hour alone stands on the line before `end`, which is no heading: *23.45 Sur un air de blues*, *18h Les
/// députés votent.*
fn is_time_of_line(text: Text<'_>, end: usize) -> bool {
    const MOST: usize = 8;
    let mut first = None;
    for (count, c) in text.slice(0, end).chars().rev().enumerate() {
        match class(c) {
            Class::Line => break,
            _ if count == MOST => return false,
            Class::Digit | Class::Space => first = Some(c),
            _ if matches!(c, 'h' | ':' | '.') => first = Some(c),
            _ => return false,
        }
    }
    first.is_some_and(|c| class(c) == Class::Digit)
}

/// Words before a title or a name that is part of the sentence: *intitulé L'Étranger*, *avec Les petits chanteurs*.
fn links(key: &Key) -> bool {
    let key = singular(key.as_str());
    let key = key.strip_suffix("e\u{301}e").map_or(key, |stem| stem);
    matches!(
        key.strip_suffix("e\u{301}").unwrap_or(key),
        "appel"
            | "au"
            | "aux"
            | "avec"
            | "a\u{300}"
            | "baptis"
            | "baptise"
            | "comme"
            | "dan"
            | "de"
            | "dit"
            | "dite"
            | "dont"
            | "du"
            | "en"
            | "et"
            | "intitul"
            | "intitule"
            | "je"
            | "la"
            | "laquelle"
            | "le"
            | "lequel"
            | "lesquel"
            | "lesquelle"
            | "mai"
            | "nomm"
            | "ou"
            | "par"
            | "parce"
            | "parmi"
            | "pour"
            | "pourquoi"
            | "que"
            | "qui"
            | "rebaptis"
            | "rebaptise"
            | "si"
            | "sou"
            | "sur"
            | "surnomm"
            | "tel"
            | "telle"
            | "titr"
            | "un"
            | "une"
            | "ver"
    )
}

/// Whether the token `at` comes after a small-letter noun that a name or a title follows, at once or after an adjective.
fn follows_naming_noun(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let is = |back: usize, test: &dyn Fn(&Key) -> bool| {
        let token = at.checked_sub(back).and_then(|at| tokens.get(at));
        token.is_some_and(|token| {
            let span = token.span();
            let word = text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base));
            word.starts_with(char::is_lowercase) && Key::new(word).is_some_and(|key| test(&key))
        })
    };
    is(1, &names_things) || is(2, &names_things) && is(1, &|_| true)
}

/// Nouns that a name or a title follows, at once or after an adjective: *la liste Un nouveau souffle*, *la série télévisée
/// Les petits matins*.
fn names_things(key: &Key) -> bool {
    matches!(
        singular(key.as_str()),
        "album"
            | "application"
            | "association"
            | "ballet"
            | "bd"
            | "best-seller"
            | "blog"
            | "boutique"
            | "cafe\u{301}"
            | "campagne"
            | "candidat"
            | "candidate"
            | "chai\u{302}ne"
            | "chanson"
            | "collectif"
            | "come\u{301}die"
            | "concept"
            | "concours"
            | "confe\u{301}rence"
            | "conte"
            | "court-me\u{301}trage"
            | "documentaire"
            | "dossier"
            | "essai"
            | "exposition"
            | "e\u{301}dition"
            | "e\u{301}mission"
            | "e\u{301}ve\u{301}nement"
            | "fable"
            | "festival"
            | "feuilleton"
            | "film"
            | "fondation"
            | "groupe"
            | "hebdomadaire"
            | "ho\u{302}tel"
            | "jeu"
            | "journal"
            | "label"
            | "liste"
            | "livre"
            | "long-me\u{301}trage"
            | "magasin"
            | "magazine"
            | "manga"
            | "marque"
            | "mensuel"
            | "morceau"
            | "mouvement"
            | "nouvelle"
            | "ope\u{301}ra"
            | "ope\u{301}ration"
            | "ouvrage"
            | "parti"
            | "pie\u{300}ce"
            | "plan"
            | "podcast"
            | "poe\u{300}me"
            | "prix"
            | "programme"
            | "projet"
            | "quotidien"
            | "radio"
            | "recueil"
            | "restaurant"
            | "revue"
            | "re\u{301}seau"
            | "roman"
            | "saga"
            | "salon"
            | "se\u{301}rie"
            | "single"
            | "site"
            | "sketch"
            | "slogan"
            | "spectacle"
            | "tableau"
            | "te\u{301}le\u{301}film"
            | "titre"
            | "toile"
            | "troupe"
            | "tube"
            | "webzine"
    )
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The sum of the weights for a gap.
pub(crate) fn sum(models: &Models, asked: &Asked<'_>) -> i32 {
    features::gap_sum(models, &asked.around)
}

#[cfg(test)]
mod tests {
    use super::{gaps, opens_after_heading};
    use crate::class::Text;
    use crate::features::{Answers, gap_sum};
    use crate::model::Models;
    use crate::plain::tests::near_plain;
    use crate::segmenter::Segmenter;
    use depeche_text::{Passage, strategies};
    use proptest::prelude::*;

    /// Words that open sentences, between others.
    fn near_openers() -> impl Strategy<Value = String> {
        const PIECES: &str = "Le La Les L' L’ L’Ain L'eau C’est – — - ° Après Apre\u{300}s À A\u{300} Celle-ci Lorsque Qu' Un AU L\u{AD}e le vent élève S.N.C.F. \
            12 3,5 1er (x) « » . , ; : ! “ etc. Québec Mali J. l'été a\u{AD} 200.- été";
        let pieces = prop::sample::select(PIECES.split_whitespace().collect::<Vec<_>>());
        let spaces = prop::sample::select(vec![" ", " ", " ", " ", "\u{A0}", "\n", "\n\n", "", "  "]);
        prop::collection::vec((pieces, spaces), 0..24)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
    }

    proptest! {
        /// The law *fast is slow*: what is answered again about a gap is what would be answered anew.
        #[test]
        fn gaps_are_answered_as_if_anew(source in near_openers(), times in 1..9usize) {
            let models = Models::read(include_str!("../data/french.weights")).unwrap();
            let source = source.repeat(times);
            let tokens = Segmenter::builder().models(None).build().tokens(Passage::new(&source));
            let mut answers = Answers::default();
            gaps(Text::new(&source), 0, &tokens, &[], &models, |asked| {
                let sum = gap_sum(&models, &asked.around);
                assert_eq!(answers.gap_sum(&models, &asked.around), sum);
                sum > 0
            });
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// The law *fast is slow*: what is not looked at would have been refused, or the rules have judged it.
        #[test]
        fn no_opener_is_passed(source in prop_oneof![near_openers(), near_plain(), strategies::any_text()]) {
            let text = Text::new(&source);
            let segments = Segmenter::french().annotate(Passage::new(&source));
            let tokens = &segments.tokens;
            for at in (0..tokens.len()).filter(|&at| opens_after_heading(text, 0, tokens, at)) {
                let (found, judged) = (segments.notes(at), segments.judges(at));
                prop_assert!(found || judged, "{:?} is passed", &source[tokens[at - 1].span().start()..]);
            }
        }
    }
}
