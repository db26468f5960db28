//! Offsets in characters and UTF-16 units come back to the byte they are of.
#![no_main]
use depeche_text::OffsetMap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let map = OffsetMap::new(text);
    for (byte, _) in text.char_indices() {
        let at = map.of_byte(byte);
        assert_eq!(at.byte, byte);
        assert_eq!(map.of_char(at.char), at);
        assert_eq!(map.of_utf16(at.utf16), at);
    }
});
