use raadslag_figures::{Fault, MOST_ROWS, Phrase};

use crate::bounds;

/// Why bytes are not read as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No archive at all.
    #[error("is no XLSX workbook")]
    NotAWorkbook,
    /// A workbook under a password.
    #[error("is under a password")]
    Encrypted,
    /// XLS, XLSB or ODS.
    #[error("is a workbook of another format than XLSX")]
    OtherFormat,
    /// More when unpacked than any secretary's workbook.
    #[error("is larger than {} MB when unpacked", bounds::LARGEST >> 20)]
    TooLarge,
    /// A sheet with more cells than can be meant.
    #[error("sheet “{0}” has more than {cells} cells", cells = bounds::MOST_CELLS)]
    TooManyCells(String),
    /// An archive or its XML that does not hold together.
    #[error("is damaged: {0}")]
    Damaged(String),
}

impl ReadError {
    /// The fault an input's author is shown.
    pub fn fault(&self) -> Fault {
        let (danish, advice) = match self {
            Self::NotAWorkbook => (
                "er ikke en XLSX-projektmappe".to_owned(),
                ("gem den som .xlsx i regnearket", "save it as .xlsx in the spreadsheet"),
            ),
            Self::Encrypted => (
                "er beskyttet med adgangskode".to_owned(),
                ("gem den uden adgangskode", "save it without a password"),
            ),
            Self::OtherFormat => (
                "er en projektmappe i et andet format end XLSX".to_owned(),
                ("gem den som .xlsx i regnearket", "save it as .xlsx in the spreadsheet"),
            ),
            Self::TooLarge => (
                format!("fylder mere end {} MB udpakket", bounds::LARGEST >> 20),
                ("slet billeder og ark, der ikke bruges", "delete pictures and sheets not in use"),
            ),
            Self::TooManyCells(sheet) => (
                format!("arket »{sheet}« har mere end {} celler", bounds::MOST_CELLS),
                ("slet det, der ikke hører til", "delete what does not belong there"),
            ),
            Self::Damaged(what) => (
                format!("er beskadiget: {what}"),
                (
                    "åbn den i regnearket, og gem den igen",
                    "open it in the spreadsheet and save it again",
                ),
            ),
        };
        let fault = Fault::at("", danish, self.to_string());
        Fault { advice: Some(Phrase::new(advice.0, advice.1)), ..fault }
    }
}

/// Why a workbook cannot be a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WriteError(pub(crate) String);

/// Rows beyond this are not kept: by then the sheet has more than a kind reads.
pub(crate) const ROWS_KEPT: usize = MOST_ROWS + 1;
