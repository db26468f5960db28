//! Texts whose entities are marked: what the tagger learns from and is measured with.

use depeche::text::Span;

/// A text and its entities.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) entities: Vec<Marked>,
}

/// An entity of a text.
pub(crate) struct Marked {
    pub(crate) span: Span,
    pub(crate) kind: String,
    /// What it must be linked to, where that is marked; `-` for nothing.
    pub(crate) id: Option<String>,
}

/// Documents with marks: `[Paris|LOC]`, or `[Paris|LOC:fr-75056]` where the id is part of what is expected; a blank line between two, or one a line when there are none.
pub(crate) fn marked(text: &str) -> Vec<Document> {
    let body: String =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let body = body.trim();
    let parts: Vec<&str> =
        if body.contains("\n\n") { body.split("\n\n").collect() } else { body.lines().collect() };
    parts.into_iter().map(unmark).collect()
}

fn unmark(marked: &str) -> Document {
    let mut document = Document { text: String::new(), entities: Vec::new() };
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        document.text.push_str(before);
        let Some(((name, kind), tail)) =
            after.split_once(']').and_then(|(mark, tail)| Some((mark.split_once('|')?, tail)))
        else {
            document.text.push('[');
            rest = after;
            continue;
        };
        let start = document.text.len();
        document.text.push_str(name);
        let (kind, id) = kind.split_once(':').map_or((kind, None), |(kind, id)| (kind, Some(id.to_owned())));
        let span = Span::new(start, document.text.len());
        document.entities.push(Marked { span, kind: kind.to_owned(), id });
        rest = tail;
    }
    document.text.push_str(rest);
    document
}

/// Documents as JSON lines, offsets in characters.
pub(crate) fn gold(text: &str) -> Result<Vec<Document>, String> {
    let line = |(number, line): (usize, &str)| {
        let wrong = || format!("line {number}: expected {{\"text\":…, \"ents\":[[start,end,\"PER\"],…]}}");
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|error| format!("line {number}: {error}"))?;
        let text = value["text"].as_str().ok_or_else(wrong)?.to_owned();
        let map = depeche::text::OffsetMap::new(&text);
        let entities = value["ents"].as_array().ok_or_else(wrong)?.iter().map(|entity| {
            let place = |at: usize| {
                entity[at].as_u64().and_then(|n| usize::try_from(n).ok()).map(|n| map.of_char(n).byte)
            };
            let span = Span::new(place(0)?, place(1)?);
            Some(Marked { span, kind: entity[2].as_str()?.to_owned(), id: None })
        });
        let entities = entities.collect::<Option<Vec<_>>>().ok_or_else(wrong)?;
        Ok(Document { text, entities })
    };
    (1..).zip(text.lines()).map(line).collect()
}
