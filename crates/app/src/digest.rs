//! SHA-256, and bytes as text: what files, texts and secrets are known by.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The SHA-256 of a content, in hexadecimal.
pub(crate) fn sha256(content: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(content))
}

/// The first 64 bits of it: enough to tell whether something is still the same.
pub(crate) fn mark(content: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(content)[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_content_has_the_sum_everyone_knows() {
        // FIPS 180-4, of the empty message.
        let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(""), sum);
        assert_eq!(mark(""), sum[..16]);
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
