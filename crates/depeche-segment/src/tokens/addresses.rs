//! T14: web and e-mail addresses, names of files.

use super::Walk;
use crate::class::Class;
use crate::key::Key;
use depeche_text::TokenKind;

impl Walk<'_> {
    /// T14: the end of a web address, e-mail or file name that begins with the word `at..run`.
    pub(super) fn address(&mut self, at: usize, run: usize) -> Option<usize> {
        let word = self.text.slice(at, run);
        match self.text.byte(run) {
            b':' if ["http", "https", "ftp"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme)) => {
                let rest = run.wrapping_add(3);
                (self.text.slice(run, rest) == "://").then_some(())?;
                let end = self.url_end(rest);
                (end > rest).then(|| self.emit(at, end, TokenKind::Url))
            }
            b'.' if word.eq_ignore_ascii_case("www") && self.joins(run) => {
                let end = self.url_end(run);
                Some(self.emit(at, end, TokenKind::Url))
            }
            b'.' | b'@' | b'-' | b'+' if self.text.byte(run) == b'@' || self.joins(run) => {
                self.dotted_name(at, run)
            }
            _ => None,
        }
    }

    /// T14: *a.b@c.fr*, *exemple.fr*, *notes.v2.txt*.
    ///
    /// What follows is read to its end, however long: the next words of a chain that is none are not asked again.
    pub(super) fn dotted_name(&mut self, at: usize, run: usize) -> Option<usize> {
        // A number may reach beyond what was read: *fémur-1,5.fr*.
        if run <= self.no_address {
            return None;
        }
        let mut end = run;
        let (mut sign, mut plus, mut last_dot) = (None, None, None);
        loop {
            let joined = self.text.is_alnum(end.wrapping_add(1));
            match self.text.byte(end) {
                b'@' if sign.is_none() && joined => (sign, last_dot) = (Some(end), None),
                b'.' if joined => last_dot = Some(end),
                b'+' if sign.is_none() && joined => plus = Some(end),
                b'-' | b'_' if joined => {}
                _ => break,
            }
            end = self.run_end(end.wrapping_add(1));
        }
        let found =
            last_dot.and_then(|dot| self.name_that_ends(at, dot, end, sign.is_some(), plus.is_some()));
        if found.is_none() {
            // After the sign another name may begin.
            self.no_address = sign.or(plus).map_or(end, |sign| sign.wrapping_add(1));
        }
        found
    }

    /// T14: the end of the address or file name `at..end`, its last part after the stop at `dot`.
    fn name_that_ends(&mut self, at: usize, dot: usize, end: usize, mail: bool, plus: bool) -> Option<usize> {
        if mail {
            return Some(self.emit(at, end, TokenKind::Email));
        }
        let ending = Key::new(self.text.slice(dot.wrapping_add(1), end))?;
        if plus {
            return None;
        }
        if is_domain(ending.as_str()) {
            let path = self.text.byte(end) == b'/'
                && matches!(self.text.char(end.wrapping_add(1)), c if c.is_alphanumeric() || "@~_#?-".contains(c));
            let end = if path { self.url_end(end) } else { end };
            return Some(self.emit(at, end, TokenKind::Url));
        }
        is_file(ending.as_str()).then(|| self.emit(at, end, TokenKind::File))
    }

    /// The end of a web address that has begun: up to white space or a bracket, final punctuation left out.
    fn url_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut kept = start;
        let mut open = 0_u32;
        loop {
            let c = self.text.char(end);
            let class = self.text.class(end);
            if matches!(class, Class::Space | Class::Line)
                || matches!(c, '<' | '>' | '«' | '»' | '"' | '“' | '”')
            {
                return self.extend(kept);
            }
            end = self.text.after(end);
            // *http://exemple.org/Mercure_(planète)*: the bracket that closes one of the address belongs to it.
            if c == ')' && open > 0 {
                open = open.wrapping_sub(1);
                kept = end;
            }
            open = open.saturating_add(u32::from(c == '('));
            if !matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '…')
                && !matches!(class, Class::Mark | Class::Apostrophe)
            {
                kept = end;
            }
        }
    }
}

fn is_domain(ending: &str) -> bool {
    matches!(
        ending,
        "com"
            | "fr"
            | "org"
            | "net"
            | "eu"
            | "be"
            | "ch"
            | "info"
            | "gouv"
            | "ca"
            | "qc"
            | "lu"
            | "uk"
            | "de"
            | "tv"
            | "io"
            | "edu"
            | "gov"
            | "sn"
            | "bf"
            | "bj"
            | "tg"
            | "gn"
            | "cm"
            | "cg"
            | "cd"
            | "dz"
            | "tn"
            | "mg"
            | "rw"
            | "bi"
            | "dj"
            | "km"
            | "ht"
            | "int"
            | "africa"
            | "quebec"
            | "swiss"
            | "brussels"
            | "paris"
            | "bzh"
            | "asso"
            | "app"
            | "media"
            | "news"
            | "re"
            | "nc"
            | "pf"
    )
}

fn is_file(ending: &str) -> bool {
    matches!(
        ending,
        "pdf"
            | "txt"
            | "doc"
            | "docx"
            | "xls"
            | "xlsx"
            | "csv"
            | "html"
            | "htm"
            | "xml"
            | "json"
            | "jpg"
            | "jpeg"
            | "png"
            | "gif"
            | "mp3"
            | "mp4"
            | "zip"
            | "exe"
            | "odt"
            | "ods"
            | "ppt"
            | "pptx"
            | "md"
            | "rs"
            | "py"
            | "js"
            | "php"
    )
}
