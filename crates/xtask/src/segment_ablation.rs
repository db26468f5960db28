//! What each rule group and each model of the segmenter gives, as a table: all of it, then all but one part.
//!
//! A treebank is measured with weights trained without it. A token rule is taken away by undoing what it does to the tokens;
//! a sentence rule, by giving its gaps to the plainest rule there is: a stop, white space, then a capital or a figure.

use crate::shell::{Outcome, read};
use crate::train::treebank;
use depeche::evaluate::segmentation::{Gold, score};
use depeche_segment::training::{Treebank, train};
use depeche_segment::{Explanation, Models, Newlines, Profile, Rule, Segmenter};
use depeche_text::{Passage, Sentence, Span, Token, TokenKind, typography};
use std::path::{Path, PathBuf};

const USAGE: &str = "expected --gold FILE.conllu… [--train FILE.conllu…]";

/// A token rule: its numbers, what it does, and the spans of a token without it.
type TokenPart = (&'static str, &'static str, fn(&str, Token, &mut Vec<Token>));

const TOKEN_PARTS: &[TokenPart] = &[
    ("T2 T3", "elided words, but for exceptions", |_, token, out| {
        glue(token, out, |last| last.kind() == TokenKind::Elided)
    }),
    ("T4", "clitics", |_, token, out| glue(token, out, |_| token.kind() == TokenKind::Clitic)),
    ("T1 T4", "hyphens kept inside words", |text, token, out| match token.kind() {
        TokenKind::Word => cut(text, token, out, typography::is_hyphen),
        _ => out.push(token),
    }),
    ("T5 T9", "numbers with groups, decimals, ranges", |text, token, out| match token.kind() {
        TokenKind::Number => cut(text, token, out, |c| !c.is_alphanumeric()),
        _ => out.push(token),
    }),
    ("T6 T7", "units and times", |_, token, out| {
        let follows_figures = !matches!(token.kind(), TokenKind::Punctuation | TokenKind::Number);
        glue(token, out, |last| last.kind() == TokenKind::Number && follows_figures);
    }),
    ("T10", "abbreviations", |text, token, out| match token.kind() {
        TokenKind::Abbreviation => cut(text, token, out, |c| c == '.'),
        _ => out.push(token),
    }),
    ("T11 T12", "initials, acronyms", |text, token, out| match token.kind() {
        TokenKind::Initial | TokenKind::Acronym => cut(text, token, out, |c| c == '.'),
        _ => out.push(token),
    }),
    ("T13", "runs of dots and hyphens", |text, token, out| match token.kind() {
        TokenKind::Punctuation => cut(text, token, out, |c| !c.is_alphanumeric()),
        _ => out.push(token),
    }),
    ("T14", "addresses, handles, files", |text, token, out| match token.kind() {
        TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag | TokenKind::File => {
            cut(text, token, out, |c| !c.is_alphanumeric());
        }
        _ => out.push(token),
    }),
];

const SENTENCE_PARTS: &[(&str, &str, &[&str])] = &[
    ("S2", "`;` and `:`", &["S2", "S2b", "S2c"]),
    ("S3 S4", "runs of marks, cuts", &["S3", "S4"]),
    ("S5 S8", "abbreviations", &["S5", "S8"]),
    ("S6 S7", "initials, acronyms", &["S6", "S7"]),
    ("S9", "numbers of headings", &["S9"]),
    ("S10", "ellipses", &["S10", "S10b"]),
    ("S11 S12", "exclamations, questions", &["S11", "S11b", "S12"]),
    ("S13", "full stops before an opening mark", &["S13"]),
    ("S14 S18 S19", "small letters after a stop", &["S14", "S18", "S19"]),
    ("S15 S16", "no white space", &["S15", "S16"]),
    ("S20, weights", "headings without a mark", &["S20", "model"]),
];

/// The measures of one gold file.
struct Bench {
    name: String,
    gold: Gold,
    lined: String,
    models: Models,
}

/// `cargo xtask ablation-segment --gold FILE… --train FILE…`
pub fn run(arguments: &[String]) -> Outcome {
    let (golds, trains) = files(arguments)?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut banks = Vec::new();
    for path in &trains {
        banks.push((name(path), treebank(path)?));
    }
    let mut benches = Vec::new();
    for path in &golds {
        let text = read(path)?;
        let gold = Gold::read(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let others: Vec<Treebank> =
            banks.iter().filter(|(file, _)| *file != name(path)).map(|(_, bank)| bank.clone()).collect();
        let lined = gold.lined_text();
        let file = name(path);
        let short = file.strip_prefix("fr_").unwrap_or(&file);
        let short = short.strip_suffix(".conllu").unwrap_or(short).to_owned();
        benches.push(Bench { name: short, gold, lined, models: train(&others) });
    }
    let title: String = benches.iter().map(|bench| format!(" {} |", bench.name)).collect();
    let names = |paths: &[PathBuf]| paths.iter().map(|path| name(path)).collect::<Vec<_>>().join(" ");
    println!(
        "```text\ncargo xtask ablation-segment --gold {} --train {}\n```\n",
        names(&golds),
        names(&trains)
    );
    println!("Tokens and words, F1:\n\n| | |{title}\n|---|---|{}", "---|".repeat(benches.len()));
    row("", "all", &benches, |bench| bench.words(Some(&bench.models), None));
    row("W2", "without: *des* by weights", &benches, |bench| bench.words(None, None));
    for (rules, what, undo) in TOKEN_PARTS {
        row(rules, &format!("without: {what}"), &benches, |bench| {
            bench.words(Some(&bench.models), Some(*undo))
        });
    }
    for (profile, lined) in [(Profile::Ud, false), (Profile::Default, false), (Profile::Ud, true)] {
        let lines = if lined { ", headings on lines of their own" } else { "" };
        println!(
            "\nSentences, F1, profile `{}`{lines}:\n\n| | |{title}\n|---|---|{}",
            profile.as_str(),
            "---|".repeat(benches.len())
        );
        let found =
            |bench: &Bench, without: &[&str]| bench.sentences(profile, lined, Some(&bench.models), without);
        row("", "all", &benches, |bench| found(bench, &[]));
        row("", "without: all weights", &benches, |bench| bench.sentences(profile, lined, None, &[]));
        for (rules, what, codes) in SENTENCE_PARTS {
            row(rules, &format!("without: {what}"), &benches, |bench| found(bench, codes));
        }
        let every: Vec<&str> = SENTENCE_PARTS.iter().flat_map(|(.., codes)| codes.iter().copied()).collect();
        row("", "the plainest rule alone", &benches, |bench| found(bench, &every));
    }
    Ok(())
}

fn files(arguments: &[String]) -> Result<(Vec<PathBuf>, Vec<PathBuf>), String> {
    let (mut golds, mut trains) = (Vec::new(), Vec::new());
    let mut to = None;
    for argument in arguments {
        match (argument.as_str(), to) {
            ("--gold", _) => to = Some(true),
            ("--train", _) => to = Some(false),
            (file, Some(true)) => golds.push(PathBuf::from(file)),
            (file, Some(false)) => trains.push(PathBuf::from(file)),
            (_, None) => return Err(USAGE.to_owned()),
        }
    }
    if golds.is_empty() { Err(USAGE.to_owned()) } else { Ok((golds, trains)) }
}

fn row(rules: &str, what: &str, benches: &[Bench], cell: impl Fn(&Bench) -> String) {
    let cells: String = benches.iter().map(|bench| format!(" {} |", cell(bench))).collect();
    println!("| {rules} | {what} |{cells}");
}

fn percent(f1: f64) -> String {
    format!("{:.2}", f1 * 100.0)
}

impl Bench {
    /// Tokens and words, `undo` having been done to each token.
    fn words(&self, models: Option<&Models>, undo: Option<fn(&str, Token, &mut Vec<Token>)>) -> String {
        let text = self.gold.text();
        let segmenter = Segmenter::builder().newlines(Newlines::Paragraph).models(models.cloned()).build();
        let mut tokens = segmenter.tokens(Passage::new(text));
        if let Some(undo) = undo {
            let mut undone = Vec::with_capacity(tokens.len());
            tokens.iter().for_each(|&token| undo(text, token, &mut undone));
            tokens = undone;
        }
        let scores = score(&self.gold, text, &tokens, &[]);
        format!("{} / {}", percent(scores.tokens.f1()), percent(scores.words.f1()))
    }

    /// Sentences, the gaps of the rules with these codes being judged by the plainest rule.
    fn sentences(&self, profile: Profile, lined: bool, models: Option<&Models>, without: &[&str]) -> String {
        let text = if lined { self.lined.as_str() } else { self.gold.text() };
        let newlines = if lined { Newlines::EveryLine } else { Newlines::Paragraph };
        let segmenter =
            Segmenter::builder().profile(profile).newlines(newlines).models(models.cloned()).build();
        let passage = Passage::new(text);
        let tokens = segmenter.tokens(passage);
        let mut sentences = Vec::new();
        let mut first = 0_usize;
        let mut push = |first: &mut usize, end: usize| {
            if let Some([start, .., last] | [start @ last]) = tokens.get(*first..end) {
                sentences.push(Sentence::new(start.span().join(last.span()), *first..end));
                *first = end;
            }
        };
        for explanation in segmenter.explanations(passage) {
            let rule = explanation.rule.code();
            let border =
                if without.contains(&rule) { is_plain(text, &explanation) } else { explanation.border };
            if border || matches!(explanation.rule, Rule::BlankLine | Rule::EveryLine) {
                push(
                    &mut first,
                    tokens.partition_point(|token| token.span().start() < explanation.gap.end()),
                );
            }
        }
        push(&mut first, tokens.len());
        percent(score(&self.gold, text, &tokens, &sentences).sentences.f1())
    }
}

/// The plainest rule: a stop, white space, then a capital or a figure.
fn is_plain(text: &str, explanation: &Explanation) -> bool {
    let gap = explanation.gap;
    let closes = |c: char| typography::is_closing(c) || c.is_whitespace() || c == '"';
    let opens = |c: char| typography::is_opening(c) || c.is_whitespace() || c == '"';
    let before = text.get(..gap.start()).unwrap_or_default().trim_end_matches(closes);
    let after = text.get(gap.end()..).unwrap_or_default().trim_start_matches(opens);
    !gap.is_empty()
        && before.ends_with(['.', '!', '?', '…'])
        && after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Puts `token` on the end of the one it touches when `joins` says so of that one.
fn glue(token: Token, out: &mut Vec<Token>, joins: impl Fn(&Token) -> bool) {
    match out.last_mut() {
        Some(last) if last.span().end() == token.span().start() && joins(last) => {
            *last = Token::new(last.span().join(token.span()), TokenKind::Word);
        }
        _ => out.push(token),
    }
}

/// Cuts `token` at each character that `apart` is true of, which stands alone.
fn cut(text: &str, token: Token, out: &mut Vec<Token>, apart: impl Fn(char) -> bool) {
    let base = token.span().start();
    let mut from = base;
    let mut push = |start: usize, end: usize| {
        if start < end {
            out.push(Token::new(Span::new(start, end), token.kind()));
        }
    };
    for (i, c) in token.span().of(text).char_indices().filter(|&(_, c)| apart(c)) {
        let at = base.saturating_add(i);
        push(from, at);
        from = at.saturating_add(c.len_utf8());
        if !c.is_whitespace() {
            push(at, from);
        }
    }
    if from == base { out.push(token) } else { push(from, token.span().end()) }
}
