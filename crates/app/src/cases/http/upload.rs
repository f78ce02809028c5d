use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::http::StatusCode;

use super::Fields;
use crate::cases::CaseError;
use crate::cases::annexes::{LARGEST, Upload};

/// A form with files, as it came in.
pub(super) type Sent = Result<Multipart, MultipartRejection>;

/// Takes a form in piece by piece. Nothing is kept of one that breaks off or is too large.
pub(super) async fn receive(sent: Sent) -> Result<(Fields, Vec<Upload>), CaseError> {
    let mut sent = sent.map_err(|_| CaseError::NoFile)?;
    let (mut fields, mut uploads) = (Fields::default(), Vec::new());
    while let Some(field) = sent.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file_name) = field.file_name().map(ToOwned::to_owned) {
            let bytes = whole(field).await?;
            // A file field left empty is sent without name and content.
            if !file_name.is_empty() {
                uploads.push(Upload { file_name, bytes: bytes.into() });
            }
        } else {
            let text = String::from_utf8_lossy(&whole(field).await?).into_owned();
            fields.0.push((name, text));
        }
    }
    Ok((fields, uploads))
}

async fn whole(mut field: Field<'_>) -> Result<Vec<u8>, CaseError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(CaseError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn broken(error: &MultipartError) -> CaseError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        CaseError::TooLarge
    } else {
        CaseError::CutOff
    }
}
