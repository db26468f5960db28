//! A document in the format that was asked for.

use crate::args::{Layer, Output, To, Unit};
use crate::engine::{Frame, Item, Made};
use crate::failure::Stop;
use crate::text::{self, Look};
use clap::ValueEnum as _;
use depeche::Document;
use depeche::formats::{brat, conllu, doccano, html, iob, json, label_studio, spacy, web_annotation};
use std::io::IsTerminal as _;

/// Writes documents in one format.
pub struct Renderer {
    to: To,
    json: json::Options,
    color: bool,
}

impl Renderer {
    /// The renderer that the options ask for.
    ///
    /// # Errors
    ///
    /// Options that mean nothing in the format: an offset in another unit than was asked for would be a trap.
    pub fn new(output: &Output, color: bool) -> Result<Renderer, Stop> {
        if !matches!(output.to, To::Json | To::Jsonl) {
            let fixed = match output.to {
                To::LabelStudio => "its offsets are in UTF-16 units",
                To::Conllu | To::Spacy | To::Brat | To::Doccano | To::WebAnnotation => {
                    "its offsets are in characters"
                }
                To::Parquet => "its offsets are in bytes",
                _ => "it has no offsets",
            };
            let format =
                output.to.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned());
            if output.offsets.is_some() {
                return Err(Stop::Usage(format!(
                    "--offsets is for json and jsonl, found --to {format}: {fixed}"
                )));
            }
            if !output.layers.is_empty() {
                return Err(Stop::Usage(format!("--layers is for json and jsonl, found --to {format}")));
            }
        }
        if output.to == To::Parquet {
            if cfg!(not(feature = "parquet")) {
                let message = "this build cannot write Parquet: cargo install depeche-cli --features parquet makes one that can";
                return Err(Stop::Usage(message.to_owned()));
            }
            if output.output.is_none() && std::io::stdout().is_terminal() {
                let message = "Parquet is no text for a terminal: > FILE puts all documents into one file, --output FOLDER \
                               makes a file for each";
                return Err(Stop::Usage(message.to_owned()));
            }
        }
        let wanted = |layer| output.layers.is_empty() || output.layers.contains(&layer);
        let json = json::Options {
            layout: if output.to == To::Json { json::Layout::Readable } else { json::Layout::Line },
            offsets: unit(output.offsets.unwrap_or(Unit::Byte)),
            text: wanted(Layer::Text),
            header: wanted(Layer::Header),
            regions: wanted(Layer::Regions),
            paragraphs: wanted(Layer::Paragraphs),
            sentences: wanted(Layer::Sentences),
            tokens: wanted(Layer::Tokens),
            mentions: wanted(Layer::Mentions),
        };
        Ok(Renderer { to: output.to, json, color })
    }

    /// What stands around one document, and around several.
    pub fn frames(&self) -> [Frame; 2] {
        match self.to {
            To::Json => [
                Frame { after: "\n", ..Frame::default() },
                Frame { before: "[\n", between: ",\n", after: "\n]\n" },
            ],
            To::Html => [Frame { before: html::HEAD, between: "", after: html::TAIL }; 2],
            To::Text => [Frame { between: "\n", ..Frame::default() }; 2],
            _ => [Frame::default(); 2],
        }
    }

    /// Whether the output is useless without the text it stands beside.
    pub fn is_standoff(&self) -> bool {
        self.to == To::Brat
    }

    /// Whether the output is a table and no text.
    pub fn is_table(&self) -> bool {
        self.to == To::Parquet
    }

    /// The layer that the format is made of and the document has not: brat knows no tokens, and CoNLL-U would be empty.
    pub fn lacks(&self, document: &Document<'_>) -> Option<&'static str> {
        let body = document.body().of(document.source());
        if document.headline().is_none() && body.trim().is_empty() {
            return None;
        }
        match self.to {
            To::Text | To::Html if document.sentences().len() == 0 => Some("sentences"),
            To::Conllu | To::Iob2 | To::Bilou if document.tokens().len() == 0 => Some("tokens"),
            _ => None,
        }
    }

    pub fn write(&self, document: &Document<'_>, item: &Item<'_>, made: &mut Made) {
        let out = &mut made.text;
        match self.to {
            To::Text => text::write(document, item.name, Look { color: self.color, width: None }, out),
            To::Json => json::write_with(document, &self.json, item.fields, out),
            To::Jsonl => {
                json::write_with(document, &self.json, item.fields, out);
                out.push('\n');
            }
            To::Conllu => conllu::write(document, item.name, out),
            To::Iob2 => iob::write(document, item.name, iob::Scheme::Iob2, out),
            To::Bilou => iob::write(document, item.name, iob::Scheme::Bilou, out),
            To::Spacy => {
                spacy::write(document, out);
                out.push('\n');
            }
            To::Brat => brat::write(document, out),
            To::Doccano => {
                doccano::write(document, out);
                out.push('\n');
            }
            To::LabelStudio => {
                label_studio::write(document, item.name, out);
                out.push('\n');
            }
            To::WebAnnotation => {
                web_annotation::write(document, item.name, out);
                out.push('\n');
            }
            To::Html => {
                html::write_article(document, item.name, out);
                made.head.clear();
                html::head(document, item.name, &mut made.head);
            }
            To::Parquet => made.rows.add(document, item.name),
        }
    }
}

pub fn unit(unit: Unit) -> json::Unit {
    match unit {
        Unit::Byte => json::Unit::Byte,
        Unit::Char => json::Unit::Char,
        Unit::Utf16 => json::Unit::Utf16,
    }
}
