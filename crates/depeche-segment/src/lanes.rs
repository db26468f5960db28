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
        // The last of them becomes the highest number.
        let last = first.wrapping_add(count).wrapping_sub(1);
        Lanes(self.0.plus(0x7F_u8.wrapping_sub(last)).over(0x7F_u8.wrapping_sub(count)))
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
            Lanes(Sixteen::of(bytes.unwrap_or(&[0; 16])))
        });
        for (bits, passed) in bits.iter_mut().zip(passed) {
            *bits = *bits << 16 | u64::from(passed.0.bits());
        }
    }
    bits
}

#[cfg(target_arch = "x86_64")]
mod sse2 {
    use safe_arch::{
        add_i8_m128i, bitandnot_m128i, cmp_eq_mask_i8_m128i, cmp_gt_mask_i8_m128i, load_unaligned_m128i, m128i,
        move_mask_i8_m128i, set_splat_i8_m128i,
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
            Sixteen(self.0.map(|other| other.wrapping_add(byte)))
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
