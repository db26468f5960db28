//! YAML: a reader for flat headers, which nearly all are, and the whole language behind it.

mod flat;

use crate::metadata::Sink;
use depeche_text::Span;

/// Reads the fields of a YAML header.
pub(crate) fn read(matter: Span, sink: &mut Sink<'_, '_>) {
    flat::read(matter, sink);
}
