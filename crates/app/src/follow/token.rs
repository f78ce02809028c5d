//! Links that let someone in without an account.
//!
//! A confirmation link is chance, kept as a hash and used once. The link by which a follower looks
//! after what they follow stands in every mail, so it is signed: it can be made again at any time,
//! and the database holds nothing that opens it but the key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::digest::{self, hex};
use crate::ids::FollowerId;

type Signature = Hmac<Sha256>;

/// Bytes of a signature that stand in a link.
const KEPT: usize = 16;

/// The key that signs links.
#[derive(Clone)]
pub(super) struct Key(Vec<u8>);

impl Key {
    /// The key with these bytes.
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    fn sign(&self, words: &str) -> Signature {
        let mut signature =
            Signature::new_from_slice(&self.0).expect("a signature takes a key of any length");
        signature.update(words.as_bytes());
        signature
    }

    /// The link of a follower.
    pub(super) fn link(&self, follower: FollowerId) -> String {
        let signature = self.sign(&format!("follower {follower}")).finalize().into_bytes();
        let id = follower.to_string().replace('-', "");
        format!("{id}{}", hex(&signature[..KEPT]))
    }

    /// The follower a link was made for.
    pub(super) fn follower(&self, link: &str) -> Option<FollowerId> {
        let (id, signature) = link.split_at_checked(32)?;
        let follower = FollowerId::from(Uuid::try_parse(id).ok()?);
        let signature = unhex(signature).filter(|bytes| bytes.len() == KEPT)?;
        let made = self.sign(&format!("follower {follower}"));
        made.verify_truncated_left(&signature).is_ok().then_some(follower)
    }

    /// A name for something that must be recognised and not be read: an address, a client.
    pub(super) fn bucket(&self, kind: &str, words: &str) -> String {
        hex(&self.sign(&format!("{kind} {words}")).finalize().into_bytes()[..KEPT])
    }
}

/// What is kept of a confirmation link.
pub(super) fn hashed(token: &str) -> String {
    digest::sha256(token)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_only_for_whom_it_was_made() {
        let (key, other) = (Key::new(vec![1; 32]), Key::new(vec![2; 32]));
        let follower = FollowerId::from(Uuid::from_u128(7));
        let link = key.link(follower);
        assert_eq!(key.follower(&link), Some(follower));
        assert_eq!(other.follower(&link), None);
        let another = key.link(FollowerId::from(Uuid::from_u128(8)));
        assert_eq!(key.follower(&format!("{}{}", &another[..32], &link[32..])), None);
        for bad in ["", "x", &link[..63], &format!("{link}00"), &link.replace('0', "g")] {
            assert_eq!(key.follower(bad), None, "{bad}");
        }
    }
}
