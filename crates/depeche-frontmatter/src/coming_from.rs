//! For those who come from gray_matter or python-frontmatter: the same work in the words of this crate.
//!
//! This module has no code.
//!
//! # From gray_matter
//!
//! | gray_matter | here |
//! |---|---|
//! | `Matter::<YAML>::new().parse::<T>(s)?` | [`split`](crate::split)`(s)`[`.parse`](crate::FrontMatter::parse)`::<T>()?`: the format is found, not chosen |
//! | `.data` (a `Pod`, keys in no order) | [`metadata`](crate::FrontMatter::metadata)`().`[`fields`](crate::Metadata::fields)`()`, in order, with places |
//! | `.content` (trimmed, LF) | [`body_text`](crate::FrontMatter::body_text)`()`, as it is |
//! | `.matter` | [`matter_text`](crate::FrontMatter::matter_text)`()` |
//! | `.excerpt`, `excerpt_delimiter` | [`excerpt`](crate::FrontMatter::excerpt)`()`, [`Options::excerpt_separator`](crate::Options::excerpt_separator) |
//! | `delimiter`, `close_delimiter` | [`Options::delimiters`](crate::Options::delimiters) |
//! | `Matter::<TOML>`, `Matter::<JSON>`, an engine of one's own | nothing: the fence says it; a format that is not compiled in says so (`FM019`) |
//! | `Pod::as_string()`, `as_vec()`, `as_hashmap()` | [`Value::as_str`](crate::Value::as_str), [`Value::Seq`](crate::Value::Seq), [`Value::Map`](crate::Value::Map) |
//! | `ParsedEntity::data` is `None` | `split(s).`[`form`](crate::FrontMatter::form)`() == Form::None` |
//! | an `Err` | [`split`](crate::split) has none; `parse` says line and column of the file |
//!
//! ```
//! use depeche_frontmatter::{Options, Value, split, split_with};
//!
//! let text = "---\ntitle: Crue\ntags: [Loire, météo]\n---\nLe chapô.\n<!-- suite -->\nLe reste.\n";
//! let options = Options { excerpt_separator: Some("<!-- suite -->".into()), ..Options::default() };
//! let document = split_with(text, &options);
//! // `.data`, in order
//! let metadata = document.metadata();
//! let keys: Vec<&str> = metadata.fields().iter().map(|field| field.key.value.as_ref()).collect();
//! assert_eq!(keys, ["title", "tags"]);
//! // `.data["tags"].as_vec()`
//! let Value::Seq(tags) = &metadata.get("tags").unwrap().value.value else { panic!("a list") };
//! assert_eq!(tags[1].value.as_str(), Some("météo"));
//! // `.matter`, `.excerpt`, `.content`
//! assert_eq!(document.matter_text(), "title: Crue\ntags: [Loire, météo]\n");
//! assert_eq!(document.excerpt(), Some("Le chapô.\n"));
//! assert_eq!(document.body_text(), "Le chapô.\n<!-- suite -->\nLe reste.\n");
//! // no header: no error
//! assert_eq!(split("Le fleuve monte.").body_text(), "Le fleuve monte.");
//! ```
//!
//! Into a type, with the feature `serde`:
//!
//! ```
//! # #[cfg(feature = "serde")] {
//! #[derive(serde::Deserialize)]
//! struct Article {
//!     title: String,
//!     #[serde(default)]
//!     draft: bool,
//! }
//!
//! let (article, body) = depeche_frontmatter::parse::<Article>("---\ntitle: Crue\n---\nTexte.\n").unwrap();
//! assert_eq!((article.title.as_str(), article.draft, body), ("Crue", false, "Texte.\n"));
//! # }
//! ```
//!
//! What will be different: white space at the ends of the body stays; a key that stands twice is an error with both
//! places, or what [`Options::duplicates`](crate::Options::duplicates) says; `2024-08` is text that is read as a
//! [date](crate::date) when asked; a header that is not closed is text and an error, not a body without its first line;
//! an alias bomb is an error, not the end of the memory.
//!
//! # From python-frontmatter
//!
//! | python-frontmatter | here |
//! |---|---|
//! | `post = frontmatter.loads(s)` | `let post = `[`split`](crate::split)`(s);` |
//! | `frontmatter.load(file)` | [`read_header`](crate::read_header)`(file, &options)?`, which leaves the body in the file |
//! | `post.metadata`, `post["title"]` | `post.metadata()`, `post.metadata().`[`get`](crate::Metadata::get)`("title")` |
//! | `post.content` | [`post.body_text()`](crate::FrontMatter::body_text) |
//! | `post["title"] = "Neuf"; frontmatter.dumps(post)` | `post.`[`edit`](crate::FrontMatter::edit)`().`[`set`](crate::Edit::set)`("title", "Neuf")?.`[`finish`](crate::Edit::finish)`()` |
//! | `metadata, content = frontmatter.parse(s)` | `(post.`[`metadata`](crate::FrontMatter::metadata)`(), post.body_text())` |
//! | `frontmatter.check(file)`, `checks(s)` | `post.`[`form`](crate::FrontMatter::form)`() != Form::None` |
//! | `post.get("title", "…")`, `post.keys()` | [`Metadata::get`](crate::Metadata::get), [`Metadata::fields`](crate::Metadata::fields) |
//! | `post.to_dict()` | [`FrontMatter::summary`](crate::FrontMatter::summary), for serde |
//! | `Post(content, title="…")` | `split(content).edit().`[`insert`](crate::Edit::insert)`("title", "…")?`: a header is made |
//! | `del post["title"]` | `post.edit().`[`remove`](crate::Edit::remove)`("title")?` |
//! | `handler=TOMLHandler()` | nothing: the fence says it |
//! | `loads(s, layout="…")`, defaults | `#[serde(default)]` in the type of [`parse`](crate::FrontMatter::parse) |
//!
//! What will be different: `dumps` writes the header anew, [`edit`](crate::FrontMatter::edit) changes the bytes that are
//! meant and keeps comments, quotes and order; YAML is 1.2, so that `pays: no` is Norway and not false; a paragraph
//! between two `---` stays a paragraph.
//!
//! ```
//! use depeche_frontmatter::{Form, split};
//!
//! let post = split("---\ntitle: Vieux # à revoir\npays: no\n---\n\nTexte.\n");
//! assert_eq!(post.form(), Form::Yaml);
//! assert_eq!(post.metadata().get("pays").unwrap().value.value.as_str(), Some("no"));
//! assert_eq!(post.body_text(), "\nTexte.\n");
//! let text = post.edit().set("title", "Neuf")?.finish();
//! assert_eq!(text, "---\ntitle: Neuf # à revoir\npays: no\n---\n\nTexte.\n");
//! let text = split(&text).edit().remove("pays")?.finish();
//! assert_eq!(text, "---\ntitle: Neuf # à revoir\n---\n\nTexte.\n");
//! // `Post("Texte.", title="Crue : le point")`
//! let made = split("Texte.\n").edit().insert("title", "Crue : le point")?.finish();
//! assert_eq!(made, "---\ntitle: \"Crue : le point\"\n---\nTexte.\n");
//! # Ok::<(), depeche_frontmatter::Error>(())
//! ```
