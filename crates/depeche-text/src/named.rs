//! Closed sets of names, written once.

/// An enum without fields each of whose values has a name: kinds, codes, options.
///
/// Beside the enum stand `ALL`, every value in the order of their declaration, `as_str`, `Display` and `FromStr`, whose error is
/// an [`UnknownName`](crate::UnknownName) that lists the names there are. The documents of each value end with its name.
/// `Clone` and `Copy` are asked for; what else is derived says the caller.
///
/// ```
/// depeche_text::named! {
///     /// What ends a line.
///     #[derive(Clone, Copy, PartialEq, Debug)]
///     pub enum LineEnd {
///         /// As on Unix.
///         Feed = "lf",
///         /// As on Windows.
///         Return = "crlf",
///     }
/// }
///
/// assert_eq!(LineEnd::ALL.len(), 2);
/// assert_eq!(LineEnd::Return.as_str(), "crlf");
/// assert_eq!("lf".parse(), Ok(LineEnd::Feed));
/// let error = "cr".parse::<LineEnd>().unwrap_err();
/// assert_eq!(error.to_string(), "expected lf or crlf, found \"cr\"");
/// ```
#[macro_export]
macro_rules! named {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $label:literal,)* }) => {
        $(#[$meta])*
        $vis enum $name {
            $(
                $(#[$doc])*
                #[doc = ::core::concat!("\n\nIts name: `", $label, "`.")]
                $variant,
            )*
        }

        impl $name {
            /// Every value, in the order of their declaration.
            $vis const ALL: &[$name] = &[$($name::$variant,)*];

            /// The name used in files, in messages and on the command line.
            #[must_use]
            $vis const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(name: &str) -> ::std::result::Result<$name, $crate::UnknownName> {
                $crate::UnknownName::unless_known($name::ALL, $name::as_str, name)
            }
        }
    };
}
