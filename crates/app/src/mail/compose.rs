//! A stored mail as the bytes that go to the server.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::Message as Mime;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use super::File;
use super::rules::{Content, one_line};

/// A stored mail, ready to be sent.
#[derive(Debug)]
pub(super) struct Parcel {
    pub(super) recipient: String,
    pub(super) subject: String,
    pub(super) message_id: String,
    pub(super) queued_at: Timestamp,
    pub(super) content: Content,
    pub(super) files: Vec<File>,
}

/// Why a stored mail is none.
#[derive(Debug, thiserror::Error)]
pub(super) enum ComposeError {
    #[error("its recipient is no mail address: {0}")]
    Recipient(#[from] lettre::address::AddressError),
    #[error("it cannot be written: {0}")]
    Mime(#[from] lettre::error::Error),
}

/// The whole mail.
pub(super) fn compose(parcel: &Parcel, sender: &Mailbox) -> Result<Mime, ComposeError> {
    let mut head = Mime::builder()
        .from(sender.clone())
        .to(Mailbox::new(None, parcel.recipient.parse()?))
        .subject(one_line(&parcel.subject))
        .date(system_time(parcel.queued_at))
        .message_id(Some(parcel.message_id.clone()))
        .raw_header(plain("Auto-Submitted", "auto-generated"))
        .raw_header(plain("Content-Language", &parcel.content.language));
    if let Some(address) = parcel.content.unsubscribe.as_deref().filter(|at| is_address(at)) {
        head = head
            .raw_header(plain("List-Unsubscribe", &format!("<{address}>")))
            .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let texts =
        MultiPart::alternative_plain_html(parcel.content.text.clone(), parcel.content.html.clone());
    if parcel.files.is_empty() {
        return Ok(head.multipart(texts)?);
    }
    let whole = MultiPart::mixed().multipart(texts);
    Ok(head
        .multipart(parcel.files.iter().fold(whole, |whole, file| whole.singlepart(part(file))))?)
}

fn system_time(at: Timestamp) -> SystemTime {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn part(file: &File) -> SinglePart {
    let unknown = || ContentType::parse("application/octet-stream").expect("it is a media type");
    let kind = ContentType::parse(&file.media_type).unwrap_or_else(|_| unknown());
    Attachment::new(one_line(&file.name)).body(file.content.clone(), kind)
}

/// A header whose value is plain ASCII and must stand as it is: the encoder would break an address
/// that is longer than a line.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    let value: String = value.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.clone(),
        value,
    )
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>')
}
