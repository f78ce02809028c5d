//! Web pages.
use crate::ReadError;
use crate::reader::Found;
pub(crate) fn read(_: &str) -> Result<Found, ReadError> {
    Err(ReadError::Empty)
}
