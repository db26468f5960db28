//! Sixteen bytes at a time: tests without a branch, and one bit for each byte that passes.
//!
//! Where the processor gathers the bits by itself (x86-64, all of which have SSE2), it is asked to, by the safe functions of
//! `safe_arch`; elsewhere the compiler makes what it can of arrays, and a product gathers eight bits. The tests hold both equal.

use std::ops::{BitAnd, BitOr};

#[cfg(not(target_arch = "x86_64"))]
use self::portable::Bytes;
#[cfg(target_arch = "x86_64")]
use self::sse2::Bytes;

/// Sixteen bytes, or one in the portable twin; or whether each passes: then it is 0 or 255.
#[derive(Clone, Copy)]
pub(crate) struct Lanes(Bytes);

impl Lanes {
    /// Which bytes are `byte`.
    #[inline(always)]
    pub(crate) fn are(self, byte: u8) -> Lanes {
        Lanes(self.0.equal(byte))
    }

    /// Which bytes are more than `byte`, both read as numbers from −128 to 127: what is beyond ASCII is less than all else.
    #[inline(always)]
    pub(crate) fn are_over(self, byte: u8) -> Lanes {
        Lanes(self.0.over(byte))
    }

    /// Which bytes are less than `byte`, both read as numbers from −128 to 127.
    #[inline(always)]
    pub(crate) fn are_under(self, byte: u8) -> Lanes {
        Lanes(self.0.under(byte))
    }

    /// Which bytes are one of the `count` from `first`, 127 at most.
    #[inline(always)]
    pub(crate) fn are_among(self, first: u8, count: u8) -> Lanes {
        let last = first.wrapping_add(count).wrapping_sub(1); // wraps: bytes go round
        let least = 0x7F_u8.wrapping_sub(count); // wraps: it is 127 at most
        // The last of them becomes the highest number.
        Lanes(self.0.plus(0x7F_u8.wrapping_sub(last)).over(least)) // wraps: bytes go round
    }

    /// The bytes with these bits set.
    #[inline(always)]
    pub(crate) fn with(self, bits: u8) -> Lanes {
        Lanes(self.0.or(Bytes::all(bits)))
    }

    /// The bytes with these bits alone.
    #[inline(always)]
    pub(crate) fn only(self, bits: u8) -> Lanes {
        Lanes(self.0.and(Bytes::all(bits)))
    }

    /// Which pass here and not there.
    #[inline(always)]
    pub(crate) fn but_not(self, other: Lanes) -> Lanes {
        Lanes(other.0.and_not(self.0))
    }
}

impl BitAnd for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn bitand(self, other: Lanes) -> Lanes {
        Lanes(self.0.and(other.0))
    }
}

impl BitOr for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn bitor(self, other: Lanes) -> Lanes {
        Lanes(self.0.or(other.0))
    }
}

/// The bits of 64 bytes of `window` from the byte `from`, one for each byte and test: `test` is given the bytes that stand so
/// many bytes after them.
#[inline(always)]
pub(crate) fn bits<const TESTS: usize, const LEN: usize>(
    window: &[u8; LEN],
    from: usize,
    test: impl Fn(&dyn Fn(usize) -> Lanes) -> [Lanes; TESTS],
) -> [u64; TESTS] {
    Bytes::bits(window, from, |after| test(&|ahead| Lanes(after(ahead))).map(|passed| passed.0))
}

/// One bit for each of sixteen bytes, that of the first one lowest: whether it passes.
#[inline(always)]
pub(crate) fn sixteen(bytes: &[u8; 16], test: impl Fn(Lanes) -> Lanes) -> u16 {
    Bytes::sixteen(bytes, |bytes| test(Lanes(bytes)).0)
}

#[cfg(target_arch = "x86_64")]
mod sse2 {
    use safe_arch::{
        add_i8_m128i, bitandnot_m128i, cmp_eq_mask_i8_m128i, cmp_gt_mask_i8_m128i, load_unaligned_m128i,
        m128i, move_mask_i8_m128i, set_splat_i8_m128i,
    };

    #[derive(Clone, Copy)]
    pub(crate) struct Bytes(m128i);

    impl Bytes {
        #[inline(always)]
        pub(super) fn bits<const TESTS: usize, const LEN: usize>(
            window: &[u8; LEN],
            from: usize,
            test: impl Fn(&dyn Fn(usize) -> Bytes) -> [Bytes; TESTS],
        ) -> [u64; TESTS] {
            let mut bits = [0; TESTS];
            for block in (0..4_usize).rev() {
                let passed = test(&|after| {
                    let at = from.wrapping_add(block.wrapping_mul(16)).wrapping_add(after);
                    let bytes = window.get(at..).and_then(|rest| rest.first_chunk());
                    Bytes::of(bytes.unwrap_or(&[0; 16]))
                });
                for (bits, passed) in bits.iter_mut().zip(passed) {
                    *bits = *bits << 16 | u64::from(passed.gathered());
                }
            }
            bits
        }

        #[inline(always)]
        pub(super) fn sixteen(bytes: &[u8; 16], test: impl Fn(Bytes) -> Bytes) -> u16 {
            test(Bytes::of(bytes)).gathered()
        }

        #[inline(always)]
        fn of(bytes: &[u8; 16]) -> Bytes {
            Bytes(load_unaligned_m128i(bytes))
        }

        #[inline(always)]
        pub(super) fn all(byte: u8) -> Bytes {
            Bytes(set_splat_i8_m128i(byte.cast_signed()))
        }

        #[inline(always)]
        pub(super) fn equal(self, byte: u8) -> Bytes {
            Bytes(cmp_eq_mask_i8_m128i(self.0, Bytes::all(byte).0))
        }

        #[inline(always)]
        pub(super) fn over(self, byte: u8) -> Bytes {
            Bytes(cmp_gt_mask_i8_m128i(self.0, Bytes::all(byte).0))
        }

        #[inline(always)]
        pub(super) fn under(self, byte: u8) -> Bytes {
            Bytes(cmp_gt_mask_i8_m128i(Bytes::all(byte).0, self.0))
        }

        #[inline(always)]
        pub(super) fn plus(self, byte: u8) -> Bytes {
            Bytes(add_i8_m128i(self.0, Bytes::all(byte).0))
        }

        #[inline(always)]
        pub(super) fn and(self, other: Bytes) -> Bytes {
            Bytes(self.0 & other.0)
        }

        #[inline(always)]
        pub(super) fn or(self, other: Bytes) -> Bytes {
            Bytes(self.0 | other.0)
        }

        /// What is in `other` and not here.
        #[inline(always)]
        pub(super) fn and_not(self, other: Bytes) -> Bytes {
            Bytes(bitandnot_m128i(self.0, other.0))
        }

        /// The highest bit of each byte, that of the first byte lowest.
        #[inline(always)]
        fn gathered(self) -> u16 {
            let [first, second, ..] = move_mask_i8_m128i(self.0).to_le_bytes();
            u16::from_le_bytes([first, second])
        }
    }
}

#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable {
    /// One byte: of a loop over 64 of them the compiler makes vectors, of loops over sixteen one after the other it does not.
    #[derive(Clone, Copy)]
    pub(crate) struct Bytes(u8);

    impl Bytes {
        #[inline(always)]
        pub(super) fn bits<const TESTS: usize, const LEN: usize>(
            window: &[u8; LEN],
            from: usize,
            test: impl Fn(&dyn Fn(usize) -> Bytes) -> [Bytes; TESTS],
        ) -> [u64; TESTS] {
            let mut flags = [[0; 64]; TESTS];
            for at in 0..64_usize {
                let passed = test(&|after| {
                    let at = from.wrapping_add(at).wrapping_add(after);
                    Bytes(window.get(at).copied().unwrap_or(0))
                });
                for (flags, passed) in flags.iter_mut().zip(passed) {
                    if let Some(flag) = flags.get_mut(at) {
                        *flag = passed.0 & 1;
                    }
                }
            }
            flags.map(|flags| {
                let (words, _) = flags.as_chunks();
                words.iter().rev().fold(0, |bits, word| (bits << 8) | gather(word))
            })
        }

        #[inline(always)]
        pub(super) fn sixteen(bytes: &[u8; 16], test: impl Fn(Bytes) -> Bytes) -> u16 {
            let flags = bytes.map(|byte| test(Bytes(byte)).0 & 1);
            let (words, _) = flags.as_chunks();
            words.iter().rev().fold(0, |bits, word| (bits << 8) | gather(word) as u16)
        }

        #[inline(always)]
        pub(super) fn all(byte: u8) -> Bytes {
            Bytes(byte)
        }

        #[inline(always)]
        fn of(passes: bool) -> Bytes {
            Bytes(u8::from(passes).wrapping_neg())
        }

        #[inline(always)]
        pub(super) fn equal(self, byte: u8) -> Bytes {
            Bytes::of(self.0 == byte)
        }

        #[inline(always)]
        pub(super) fn over(self, byte: u8) -> Bytes {
            Bytes::of(self.0.cast_signed() > byte.cast_signed())
        }

        #[inline(always)]
        pub(super) fn under(self, byte: u8) -> Bytes {
            Bytes::of(self.0.cast_signed() < byte.cast_signed())
        }

        #[inline(always)]
        pub(super) fn plus(self, byte: u8) -> Bytes {
            Bytes(self.0.wrapping_add(byte)) // wraps: bytes go round
        }

        #[inline(always)]
        pub(super) fn and(self, other: Bytes) -> Bytes {
            Bytes(self.0 & other.0)
        }

        #[inline(always)]
        pub(super) fn or(self, other: Bytes) -> Bytes {
            Bytes(self.0 | other.0)
        }

        /// What is in `other` and not here.
        #[inline(always)]
        pub(super) fn and_not(self, other: Bytes) -> Bytes {
            Bytes(!self.0 & other.0)
        }
    }

    /// The lowest bits of eight bytes: the product brings them together in the highest byte.
    #[inline(always)]
    fn gather(word: &[u8; 8]) -> u64 {
        u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(test)]
mod tests {
    use super::{Lanes, bits, sixteen};
    use proptest::prelude::*;

    /// Which bytes pass, one bit for each.
    fn expected(bytes: &[u8; 16], passes: impl Fn(u8) -> bool) -> u16 {
        (0..16).filter(|&at| passes(bytes[at])).fold(0, |bits, at| bits | 1 << at)
    }

    proptest! {
        /// Each test says of sixteen bytes what it says of each.
        #[test]
        fn sixteen_bytes_are_each_of_them(bytes: [u8; 16], byte: u8, other: u8, count in 1u8..128) {
            let found = |test: fn(Lanes, u8, u8, u8) -> Lanes| sixteen(&bytes, |lanes| test(lanes, byte, other, count));
            let signed = u8::cast_signed;
            prop_assert_eq!(found(|lanes, byte, _, _| lanes.are(byte)), expected(&bytes, |each| each == byte));
            prop_assert_eq!(found(|lanes, byte, _, _| lanes.are_over(byte)), expected(&bytes, |each| signed(each) > signed(byte)));
            prop_assert_eq!(found(|lanes, byte, _, _| lanes.are_under(byte)), expected(&bytes, |each| signed(each) < signed(byte)));
            prop_assert_eq!(found(|lanes, byte, _, count| lanes.are_among(byte, count)), expected(&bytes, |each| each.wrapping_sub(byte) < count)); // wraps: bytes go round
            prop_assert_eq!(found(|lanes, byte, other, _| lanes.with(byte).are(other)), expected(&bytes, |each| each | byte == other));
            prop_assert_eq!(found(|lanes, byte, other, _| lanes.only(byte).are(other)), expected(&bytes, |each| each & byte == other));
            let [over, under] = [found(|lanes, byte, _, _| lanes.are_over(byte)), found(|lanes, _, other, _| lanes.are_under(other))];
            prop_assert_eq!(found(|lanes, byte, other, _| lanes.are_over(byte) & lanes.are_under(other)), over & under);
            prop_assert_eq!(found(|lanes, byte, other, _| lanes.are_over(byte) | lanes.are_under(other)), over | under);
            prop_assert_eq!(found(|lanes, byte, other, _| lanes.are_over(byte).but_not(lanes.are_under(other))), over & !under);
        }

        #[test]
        fn bits_are_those_of_the_bytes(window in prop::collection::vec(any::<u8>(), 80), byte: u8, from in 0usize..8, after in 0usize..8) {
            let window: [u8; 80] = window.try_into().unwrap();
            let [under, equal] = bits(&window, from, |ahead| [ahead(after).are_under(byte), ahead(0).are(byte)]);
            for at in 0..64 {
                let ahead = window[from + at + after];
                prop_assert_eq!(under >> at & 1 == 1, ahead.cast_signed() < byte.cast_signed());
                prop_assert_eq!(equal >> at & 1 == 1, window[from + at] == byte);
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    mod twins {
        use super::super::{portable, sse2};
        use proptest::prelude::*;

        /// All that a twin can do, asked of a window and of its first sixteen bytes.
        macro_rules! asked {
            ($twin:ident, $window:expr, $byte:expr, $other:expr) => {{
                use $twin::Bytes;
                let (window, byte, other): (&[u8; 72], u8, u8) = ($window, $byte, $other);
                let tests = |one: Bytes, ahead: Bytes| {
                    let (over, under) = (one.over(byte), ahead.under(other));
                    let (plus, both) = (one.plus(byte).over(other), one.and(Bytes::all(byte)).equal(other));
                    [
                        one.equal(byte),
                        over,
                        under,
                        plus,
                        both,
                        one.or(Bytes::all(byte)).equal(other),
                        over.and(under),
                        over.or(under),
                        over.and_not(under),
                    ]
                };
                let all = Bytes::bits(window, 3, |after| tests(after(0), after(2)));
                let first = window.first_chunk().unwrap();
                (all, Bytes::sixteen(first, |bytes| tests(bytes, bytes)[1]))
            }};
        }

        proptest! {
            /// What the processor is asked for is what the portable twin does.
            #[test]
            fn both_twins_are_equal(window in prop::collection::vec(any::<u8>(), 72), byte: u8, other: u8) {
                let window: [u8; 72] = window.try_into().unwrap();
                prop_assert_eq!(asked!(sse2, &window, byte, other), asked!(portable, &window, byte, other));
            }
        }
    }
}
