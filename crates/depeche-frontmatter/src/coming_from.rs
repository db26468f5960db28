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
//! | an `Err` | [`split`](crate::split) has none; `parse` says line and column of the file |
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
//! | `frontmatter.checks(s)` | `post.form() != Form::None` |
//! | `handler=TOMLHandler()` | nothing: the fence says it |
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
//! # Ok::<(), depeche_frontmatter::Error>(())
//! ```
