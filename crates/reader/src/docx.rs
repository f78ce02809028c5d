//! Word.
use crate::ReadError;
use crate::flow::Flow;
pub(crate) fn read(_: &[u8]) -> Result<Flow, ReadError> {
    Err(ReadError::Empty)
}
