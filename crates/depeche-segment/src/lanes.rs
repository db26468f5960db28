//! Sixteen bytes at a time: tests without a branch, and one bit for each byte that passes.
//!
//! Where the processor gathers the bits by itself (x86-64, all of which have SSE2), it is asked to, by the safe functions of
//! `safe_arch`; elsewhere the compiler makes what it can of arrays, and a product gathers eight bits. The tests hold both equal.

use std::ops::{BitAnd, BitOr};

#[cfg(not(target_arch = "x86_64"))]
use self::portable::Sixteen;
#[cfg(target_arch = "x86_64")]
use self::sse2::Sixteen;

/// Sixteen bytes, or for sixteen bytes whether they pass: then each is 0 or 255.
#[derive(Clone, Copy)]
pub(crate) struct Lanes(Sixteen);

impl Lanes {
    #[inline(always)]
    pub(crate) fn of(bytes: &[u8; 16]) -> Lanes {
        Lanes(Sixteen::of(bytes))
    }

    /// One bit for each byte, that of the first one lowest: whether it passes.
    #[inline(always)]
    pub(crate) fn bits(self) -> u16 {
        self.0.bits()
    }

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
        Lanes(self.0.or(Sixteen::all(bits)))
    }

    /// The bytes with these bits alone.
    #[inline(always)]
    pub(crate) fn only(self, bits: u8) -> Lanes {
        Lanes(self.0.and(Sixteen::all(bits)))
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
    let mut bits = [0; TESTS];
    for block in (0..4_usize).rev() {
        let passed = test(&|after| {
            let at = from.wrapping_add(block.wrapping_mul(16)).wrapping_add(after);
            let bytes = window.get(at..).and_then(|rest| rest.first_chunk());
            Lanes::of(bytes.unwrap_or(&[0; 16]))
        });
        for (bits, passed) in bits.iter_mut().zip(passed) {
            *bits = *bits << 16 | u64::from(passed.bits());
        }
    }
    bits
}

#[cfg(target_arch = "x86_64")]
mod sse2 {
    use safe_arch::{
        add_i8_m128i, bitandnot_m128i, cmp_eq_mask_i8_m128i, cmp_gt_mask_i8_m128i, load_unaligned_m128i,
        m128i, move_mask_i8_m128i, set_splat_i8_m128i,
    };

    #[derive(Clone, Copy)]
    pub(super) struct Sixteen(m128i);

    impl Sixteen {
        #[inline(always)]
        pub(super) fn of(bytes: &[u8; 16]) -> Sixteen {
            Sixteen(load_unaligned_m128i(bytes))
        }

        #[inline(always)]
        pub(super) fn all(byte: u8) -> Sixteen {
            Sixteen(set_splat_i8_m128i(byte.cast_signed()))
        }

        #[inline(always)]
        pub(super) fn equal(self, byte: u8) -> Sixteen {
            Sixteen(cmp_eq_mask_i8_m128i(self.0, Sixteen::all(byte).0))
        }

        #[inline(always)]
        pub(super) fn over(self, byte: u8) -> Sixteen {
            Sixteen(cmp_gt_mask_i8_m128i(self.0, Sixteen::all(byte).0))
        }

        #[inline(always)]
        pub(super) fn under(self, byte: u8) -> Sixteen {
            Sixteen(cmp_gt_mask_i8_m128i(Sixteen::all(byte).0, self.0))
        }

        #[inline(always)]
        pub(super) fn plus(self, byte: u8) -> Sixteen {
            Sixteen(add_i8_m128i(self.0, Sixteen::all(byte).0))
        }

        #[inline(always)]
        pub(super) fn and(self, other: Sixteen) -> Sixteen {
            Sixteen(self.0 & other.0)
        }

        #[inline(always)]
        pub(super) fn or(self, other: Sixteen) -> Sixteen {
            Sixteen(self.0 | other.0)
        }

        /// What is in `other` and not here.
        #[inline(always)]
        pub(super) fn and_not(self, other: Sixteen) -> Sixteen {
            Sixteen(bitandnot_m128i(self.0, other.0))
        }

        /// The highest bit of each byte, that of the first byte lowest.
        #[inline(always)]
        pub(super) fn bits(self) -> u16 {
            let [first, second, ..] = move_mask_i8_m128i(self.0).to_le_bytes();
            u16::from_le_bytes([first, second])
        }
    }
}

#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable {
    #[derive(Clone, Copy)]
    pub(super) struct Sixteen([u8; 16]);

    impl Sixteen {
        #[inline(always)]
        pub(super) fn of(bytes: &[u8; 16]) -> Sixteen {
            Sixteen(*bytes)
        }

        #[inline(always)]
        pub(super) fn all(byte: u8) -> Sixteen {
            Sixteen([byte; 16])
        }

        #[inline(always)]
        fn each(self, is: impl Fn(u8) -> bool) -> Sixteen {
            Sixteen(self.0.map(|byte| u8::from(is(byte)).wrapping_neg()))
        }

        #[inline(always)]
        fn with(mut self, other: Sixteen, join: impl Fn(u8, u8) -> u8) -> Sixteen {
            self.0.iter_mut().zip(other.0).for_each(|(byte, other)| *byte = join(*byte, other));
            self
        }

        #[inline(always)]
        pub(super) fn equal(self, byte: u8) -> Sixteen {
            self.each(|other| other == byte)
        }

        #[inline(always)]
        pub(super) fn over(self, byte: u8) -> Sixteen {
            self.each(|other| other.cast_signed() > byte.cast_signed())
        }

        #[inline(always)]
        pub(super) fn under(self, byte: u8) -> Sixteen {
            self.each(|other| other.cast_signed() < byte.cast_signed())
        }

        #[inline(always)]
        pub(super) fn plus(self, byte: u8) -> Sixteen {
            Sixteen(self.0.map(|other| other.wrapping_add(byte))) // wraps: bytes go round
        }

        #[inline(always)]
        pub(super) fn and(self, other: Sixteen) -> Sixteen {
            self.with(other, |byte, other| byte & other)
        }

        #[inline(always)]
        pub(super) fn or(self, other: Sixteen) -> Sixteen {
            self.with(other, |byte, other| byte | other)
        }

        /// What is in `other` and not here.
        #[inline(always)]
        pub(super) fn and_not(self, other: Sixteen) -> Sixteen {
            self.with(other, |byte, other| !byte & other)
        }

        /// The highest bit of each byte, that of the first byte lowest.
        #[inline(always)]
        pub(super) fn bits(self) -> u16 {
            let (words, _) = self.0.as_chunks::<8>();
            // The product brings the highest bits of eight bytes together in the highest byte.
            let gather = |word: &[u8; 8]| {
                let bits = u64::from_le_bytes(*word) >> 7 & 0x0101_0101_0101_0101;
                bits.wrapping_mul(0x0102_0408_1020_4080).to_be_bytes()[0]
            };
            match words {
                [first, second] => u16::from_le_bytes([gather(first), gather(second)]),
                _ => 0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lanes, bits, portable};
    use proptest::prelude::*;

    /// Which bytes pass, one bit for each.
    fn expected(bytes: &[u8; 16], passes: impl Fn(u8) -> bool) -> u16 {
        (0..16).filter(|&at| passes(bytes[at])).fold(0, |bits, at| bits | 1 << at)
    }

    proptest! {
        /// Each test says of sixteen bytes what it says of each.
        #[test]
        fn sixteen_bytes_are_each_of_them(bytes: [u8; 16], byte: u8, other: u8, count in 1u8..128) {
            let lanes = Lanes::of(&bytes);
            let signed = u8::cast_signed;
            prop_assert_eq!(lanes.are(byte).bits(), expected(&bytes, |each| each == byte));
            prop_assert_eq!(lanes.are_over(byte).bits(), expected(&bytes, |each| signed(each) > signed(byte)));
            prop_assert_eq!(lanes.are_under(byte).bits(), expected(&bytes, |each| signed(each) < signed(byte)));
            prop_assert_eq!(lanes.are_among(byte, count).bits(), expected(&bytes, |each| each.wrapping_sub(byte) < count)); // wraps: bytes go round
            prop_assert_eq!(lanes.with(byte).are(other).bits(), expected(&bytes, |each| each | byte == other));
            prop_assert_eq!(lanes.only(byte).are(other).bits(), expected(&bytes, |each| each & byte == other));
            let [one, two] = [lanes.are_over(byte), lanes.are_under(other)];
            prop_assert_eq!((one & two).bits(), one.bits() & two.bits());
            prop_assert_eq!((one | two).bits(), one.bits() | two.bits());
            prop_assert_eq!(one.but_not(two).bits(), one.bits() & !two.bits());
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
        use super::{super::sse2, portable};
        use proptest::prelude::*;

        /// Every byte of both is the same.
        fn are_same(one: sse2::Sixteen, other: portable::Sixteen) -> bool {
            one.bits() == other.bits()
                && (0..=255).all(|byte| one.equal(byte).bits() == other.equal(byte).bits())
        }

        proptest! {
            /// What the processor is asked for is what the portable twin does.
            #[test]
            fn both_twins_are_equal(first: [u8; 16], second: [u8; 16], byte: u8) {
                let (one, other) = (sse2::Sixteen::of(&first), portable::Sixteen::of(&first));
                let (by, with) = (sse2::Sixteen::of(&second), portable::Sixteen::of(&second));
                prop_assert!(are_same(one, other) && are_same(sse2::Sixteen::all(byte), portable::Sixteen::all(byte)));
                prop_assert!(are_same(one.equal(byte), other.equal(byte)));
                prop_assert!(are_same(one.over(byte), other.over(byte)));
                prop_assert!(are_same(one.under(byte), other.under(byte)));
                prop_assert!(are_same(one.plus(byte), other.plus(byte)));
                prop_assert!(are_same(one.and(by), other.and(with)));
                prop_assert!(are_same(one.or(by), other.or(with)));
                prop_assert!(are_same(one.and_not(by), other.and_not(with)));
            }
        }
    }

    /// The twin that is not used here: what passes is 255, which the highest bit shows.
    #[test]
    fn the_portable_twin_gathers_sixteen_bits() {
        let bytes = std::array::from_fn(|at| if at % 3 == 0 { b'a' } else { b' ' });
        assert_eq!(portable::Sixteen::of(&bytes).equal(b'a').bits(), 0b1001_0010_0100_1001);
    }
}
