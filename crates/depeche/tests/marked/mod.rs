//! Marked sentences: `[name|TYPE]`, `[name|TYPE:id]` or `[name|TYPE:-]` for no id, compared with what a pipeline finds.

use depeche::Pipeline;

/// A marked text without its marks.
pub fn unmark(line: &str) -> String {
    let line = line.replace('⍽', "\u{A0}").replace('⎵', "\u{202F}").replace('⏎', "\n");
    let mut text = String::new();
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, tail) = after.split_once(']').expect("a mark that closes");
        text.push_str(mark.split_once('|').expect("[name|TYPE]").0);
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The text with the mentions found marked; with ids where `like`, the expected line, asks for them.
fn mark(pipeline: &Pipeline, text: &str, like: &str) -> String {
    let document = pipeline.annotate(text);
    let mut marked = String::new();
    let mut reached = 0;
    for mention in document.mentions() {
        marked.push_str(&text[reached..mention.span().start()]);
        let plain = format!("[{}|{}]", mention.text(), mention.kind().main());
        let id = mention.id().unwrap_or("-");
        let with_id = format!("[{}|{}:{id}]", mention.text(), mention.kind().main());
        // A line that does not ask for the id accepts any.
        marked.push_str(if like.contains(&plain) { &plain } else { &with_id });
        reached = mention.span().end();
    }
    marked.push_str(&text[reached..]);
    marked.replace('\u{A0}', "⍽").replace('\u{202F}', "⎵").replace('\n', "⏎")
}

/// Compares each line that is neither empty nor a comment with what `pipeline` finds in it.
pub fn check(pipeline: &Pipeline<'_>, lines: &str) {
    let mut wrong = Vec::new();
    for line in lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let found = mark(pipeline, &unmark(line), line);
        if found != line {
            wrong.push(format!("expected {line}\n   found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} lines differ\n{}", wrong.len(), wrong.join("\n"));
}
