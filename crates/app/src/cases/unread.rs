//! Why a file cannot be read, in the words of the one who uploaded it.

use raadslag_reader::ReadError;

use crate::i18n::Language;

/// What to do about a file that cannot be read. What the reader says of its inside is for the log.
pub(super) fn why(l: Language, error: &ReadError) -> String {
    match error {
        ReadError::Empty => l.text("unread-empty").to_owned(),
        ReadError::TooLarge { limit, .. } => l.with("unread-large", &[("size", &l.size(*limit))]),
        ReadError::UnknownFormat(_) | ReadError::OtherOffice(_) => {
            l.text("unread-format").to_owned()
        }
        ReadError::OldOffice => l.text("unread-office").to_owned(),
        ReadError::Encrypted(_) => l.text("unread-encrypted").to_owned(),
        ReadError::Scanned { .. } => l.text("unread-scanned").to_owned(),
        ReadError::Damaged { format, .. } | ReadError::Refused { format, .. } => {
            l.with("unread-damaged", &[("format", format)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_what_the_reader_says_to_programmers_reaches_the_page() {
        let damaged = ReadError::Damaged { format: "PDF", what: "byte 7: no xref".into() };
        for (error, danish) in [
            (ReadError::UnknownFormat("D7 71".into()), "Den er hverken PDF"),
            (damaged, "PDF-filen er beskadiget"),
            (ReadError::Encrypted("PDF"), "Den er krypteret"),
        ] {
            let told = why(Language::Danish, &error);
            assert!(told.starts_with(danish), "{told}");
            assert!(!told.contains("D7") && !told.contains("xref"), "{told}");
        }
    }
}
