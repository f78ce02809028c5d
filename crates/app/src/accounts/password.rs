//! Argon2id, off the threads that answer, and only so many at once: each takes 19 MiB.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use tokio::sync::Semaphore;

use super::{AccountError, Password};

static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Verified where there is no password, so that no account takes as long as a wrong password.
static NOBODYS: LazyLock<String> =
    LazyLock::new(|| hash_now(b"nobody's password").expect("a constant password can be hashed"));

/// The PHC string of a password, with a salt of its own.
pub(super) async fn hash(password: Password) -> Result<String, AccountError> {
    let _place = AT_ONCE.acquire().await;
    tokio::task::spawn_blocking(move || hash_now(password.as_bytes()))
        .await
        .map_err(|error| AccountError::Hash(error.to_string()))?
}

/// Whether it is the password; `None` is never it, and takes as long to find out.
pub(super) async fn verify(held: Option<String>, tried: String) -> Result<bool, AccountError> {
    let _place = AT_ONCE.acquire().await;
    tokio::task::spawn_blocking(move || {
        let known = held.is_some();
        let held = held.unwrap_or_else(|| NOBODYS.clone());
        let parsed = PasswordHash::new(&held).map_err(|e| AccountError::Hash(e.to_string()))?;
        Ok(Argon2::default().verify_password(tried.as_bytes(), &parsed).is_ok() && known)
    })
    .await
    .map_err(|error| AccountError::Hash(error.to_string()))?
}

fn hash_now(password: &[u8]) -> Result<String, AccountError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| AccountError::Hash(error.to_string()))?;
    let hash = Argon2::default().hash_password_with_salt(password, &salt);
    Ok(hash.map_err(|error| AccountError::Hash(error.to_string()))?.to_string())
}
