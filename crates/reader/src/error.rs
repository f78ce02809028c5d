/// Why a file gives no document at all. Lesser damage is a [`raadslag_document::Problem`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than a reader takes.
    #[error("the file has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The content is none of the formats.
    #[error("the content is not PDF, HTML, DOCX, XML, JSON or text: it begins with {0}")]
    UnknownFormat(String),
    /// Word's, Excel's or `PowerPoint`'s format before 2007, or an encrypted newer one.
    #[error(
        "the file is in Office's old format or encrypted; save it as .docx or PDF without a password and read it again"
    )]
    OldOffice,
    /// A text document of another format than Word's: its name.
    #[error("the file is {0}, which is not read; save it as .docx or PDF and read it again")]
    OtherOffice(&'static str),
    /// The file is encrypted and cannot be read without its password.
    #[error("the {0} is encrypted; save it without a password and read it again")]
    Encrypted(&'static str),
    /// Pages without text.
    #[error(
        "the PDF has {pages} pages but no text: it is scanned; run it through text recognition (OCR) first"
    )]
    Scanned {
        /// How many pages.
        pages: u32,
    },
    /// The structure is broken beyond reading.
    #[error("the {format} is damaged: {what}")]
    Damaged {
        /// "PDF", "DOCX", "XML", …
        format: &'static str,
        /// What is wrong, with its place.
        what: String,
    },
    /// A limit against hostile input was reached.
    #[error("the {format} was refused: {what}")]
    Refused {
        /// "PDF", "DOCX", "XML", …
        format: &'static str,
        /// Which limit, with its place.
        what: String,
    },
}
