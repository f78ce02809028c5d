//! What is asked of bytes before an engine sees them.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::ReadError;

/// Bytes of all parts together when unpacked.
pub(crate) const LARGEST: u64 = 128 << 20;
/// Parts of an archive.
const MOST_PARTS: usize = 2_000;
/// Cells of one sheet, gaps within rows included.
pub(crate) const MOST_CELLS: usize = 2_000_000;
/// How an OLE container begins: an old XLS file, or a workbook under a password.
pub(crate) const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Refuses what is no workbook of this format, and what is too large when unpacked, whatever its
/// directory says of it.
pub(crate) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.starts_with(OLE) {
        let is_encrypted = contains(bytes, &utf16("EncryptedPackage"));
        return Err(if is_encrypted { ReadError::Encrypted } else { ReadError::OtherFormat });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(ReadError::TooLarge);
    }
    let has =
        |part: &str| archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case(part));
    if !has("xl/workbook.xml") {
        let is_other = has("xl/workbook.bin") || has("mimetype") && has("content.xml");
        return Err(if is_other { ReadError::OtherFormat } else { ReadError::NotAWorkbook });
    }
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| ReadError::Damaged(error.to_string()))?;
        left = left.checked_sub(read).ok_or(ReadError::TooLarge)?;
    }
    Ok(())
}

fn damaged(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            ReadError::Encrypted
        }
        other => ReadError::Damaged(other.to_string()),
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
