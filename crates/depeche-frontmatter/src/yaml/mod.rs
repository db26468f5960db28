//! YAML: a reader for flat headers, which nearly all are, and the whole language behind it.

mod flat;
#[cfg(feature = "yaml")]
mod full;

use crate::metadata::Sink;
use depeche_text::Span;

pub(crate) use flat::plain;
#[cfg(feature = "yaml")]
use flat::unquoted_colon;

/// Reads the fields of a YAML header.
pub(crate) fn read(matter: Span, sink: &mut Sink<'_, '_>) {
    if flat::read(matter, sink).is_some() || sink.damaged() {
        return;
    }
    #[cfg(feature = "yaml")]
    if full::entries(matter, sink) {
        return;
    }
    #[cfg(feature = "yaml")]
    full::read(matter, sink);
    #[cfg(not(feature = "yaml"))]
    sink.not_compiled_in(matter, "yaml", "this YAML is more than a flat header");
}
