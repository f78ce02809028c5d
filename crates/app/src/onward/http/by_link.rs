//! What a recipient's officer reads and answers, by the secret link alone.

use axum::extract::{Multipart, Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use jiff::civil::Date;
use raadslag_document::{Block, Document, Field, FieldName, Item, Section};
use raadslag_print::Extent;

use super::super::rules::text_for;
use super::super::view::{AnswerForm, AnswerPage, gone};
use super::super::{NewAnswer, Onward, OnwardError, Recipient, Said, Upload, store, writing};
use super::{file, whole_text};
use crate::accounts::{self, AccountError, Token};
use crate::context::Context;
use crate::digest;
use crate::made;
use crate::shell::{Answer, Client, PageError, Visit, page_with};

/// What the link opens; a secret that opens nothing counts as a failed attempt of the client.
async fn opened(
    context: &Context,
    client: Client,
    token: &str,
) -> Result<Option<(Onward, Recipient)>, PageError> {
    let archive = &context.archive;
    let subject = format!("link:{client}");
    match accounts::may_try(archive, &subject).await {
        Ok(()) => {}
        Err(AccountError::Wait(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let found = match Token::parse(token) {
        Some(token) => super::super::linked(archive, &token).await?,
        None => None,
    };
    if found.is_none() {
        accounts::failed(archive, &subject).await?;
    }
    Ok(found)
}

/// Nothing of it may be kept on the way.
fn private(answer: Answer) -> Answer {
    let mut response = answer?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn no_such(visit: &Visit) -> Answer {
    private(page_with(StatusCode::GONE, &gone(visit)))
}

async fn shown(
    context: &Context,
    visit: &Visit,
    (case, recipient): (&Onward, &Recipient),
    form: AnswerForm,
) -> Answer {
    let mut tx = context.archive.db().begin().await.map_err(|e| PageError::internal(&e))?;
    let answers = store::answers_of(&mut tx, recipient.id).await?;
    drop(tx);
    let text = whole_text(case, text_for(case, recipient));
    let status =
        if form.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = super::body_name(context, case).await?;
    let page =
        AnswerPage::new(visit, case, &body, recipient, &text, &answers, form, context.today());
    private(page_with(status, &page))
}

pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    client: Client,
    Path(token): Path<String>,
) -> Answer {
    let Some((case, recipient)) = opened(&context, client, &token).await? else {
        return no_such(&visit);
    };
    shown(&context, &visit, (&case, &recipient), AnswerForm::default()).await
}

/// The text as a file: plain, Word or PDF.
pub(super) async fn text(
    State(context): State<Context>,
    visit: Visit,
    client: Client,
    Path((token, wanted)): Path<(String, String)>,
) -> Answer {
    let Some((case, recipient)) = opened(&context, client, &token).await? else {
        return no_such(&visit);
    };
    let text = whole_text(&case, text_for(&case, &recipient));
    let name = crate::register::short_slug(&case.says.title, 60);
    let (media_type, bytes) = match wanted.as_str() {
        "tekst.txt" => {
            let text = format!("{}\n\n{}\n", case.says.title, writing::to_text(&text));
            ("text/plain; charset=utf-8", text.into())
        }
        "tekst.docx" => (DOCX, printed(&context, &case, text, Kind::Word).await?),
        "tekst.pdf" => ("application/pdf", printed(&context, &case, text, Kind::Pdf).await?),
        _ => return Err(PageError::NotFound),
    };
    let ending = wanted.rsplit('.').next().unwrap_or_default();
    private(Ok(file(&format!("{name}.{ending}"), media_type, bytes)))
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What is set: both take a core for a while.
#[derive(Debug)]
enum Kind {
    Word,
    Pdf,
}

async fn printed(
    context: &Context,
    case: &Onward,
    blocks: Vec<Block>,
    kind: Kind,
) -> Result<Bytes, PageError> {
    let field = Field { name: FieldName::Other, heading: None, blocks };
    let item = Item { title: case.says.title.clone(), fields: vec![field], ..Item::default() };
    let document = Document {
        body: Some(super::body_name(context, case).await?),
        sections: vec![Section { items: vec![item], ..Section::default() }],
        ..Document::default()
    };
    let name = digest::sha256(format!("{kind:?}\0{document:?}"));
    let work = move || match kind {
        Kind::Word => raadslag_print::docx(&document, Extent::Item(0)),
        Kind::Pdf => raadslag_print::print_document(&document, Extent::Item(0)).map(|it| it.pdf),
    };
    let make = async {
        let made = tokio::task::spawn_blocking(work).await.map_err(|e| PageError::internal(&e))?;
        made.map_err(|error| PageError::internal(&error))
    };
    made::file(&name, make).await
}

/// What came of the form, file and all.
#[derive(Default)]
struct Came {
    said: String,
    date: String,
    text: String,
    upload: Option<Upload>,
}

impl Came {
    async fn read(mut parts: Multipart) -> Result<Self, Response> {
        let mut came = Self::default();
        while let Some(part) = parts.next_field().await.map_err(IntoResponse::into_response)? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().unwrap_or_default().to_owned();
            let bytes: Bytes = part.bytes().await.map_err(IntoResponse::into_response)?;
            let text = || String::from_utf8_lossy(&bytes).into_owned();
            match name.as_str() {
                "svar" => came.said = text(),
                "dato" => came.date = text(),
                "tekst" => came.text = text(),
                "dokument" if !bytes.is_empty() => {
                    came.upload = Some(Upload { name: file_name, bytes });
                }
                _ => {}
            }
        }
        Ok(came)
    }

    fn says(&self) -> Result<NewAnswer, OnwardError> {
        let date = match self.date.trim() {
            "" => None,
            date => Some(date.parse::<Date>().map_err(|_| OnwardError::NoDate)?),
        };
        let said = Said::of(self.said.trim(), date).unwrap_or(Err(OnwardError::NoText))?;
        Ok(NewAnswer { said, text: self.text.clone(), document: None })
    }
}

pub(super) async fn answer(
    State(context): State<Context>,
    visit: Visit,
    client: Client,
    Path(token): Path<String>,
    parts: Option<Multipart>,
) -> Answer {
    let Some((case, recipient)) = opened(&context, client, &token).await? else {
        return no_such(&visit);
    };
    let Some(parts) = parts else { return Err(PageError::BadRequest) };
    let came = match Came::read(parts).await {
        Ok(came) => came,
        Err(response) if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let form = AnswerForm { error: Some(OnwardError::Large), ..AnswerForm::default() };
            return shown(&context, &visit, (&case, &recipient), form).await;
        }
        Err(response) => return Ok(response),
    };
    let actor = format!("via link: {}", recipient.name);
    let taken = match came.says() {
        Ok(says) => {
            let archive = &context.archive;
            super::super::answer(archive, &actor, recipient.id, &says, came.upload.as_ref()).await
        }
        Err(error) => Err(error),
    };
    match taken {
        Ok(()) => private(Ok(Redirect::to(&format!("/svar/{token}?gemt=1")).into_response())),
        Err(error) if error.is_the_users() => {
            let form = AnswerForm {
                said: came.said,
                date: came.date,
                text: came.text,
                error: Some(error),
            };
            shown(&context, &visit, (&case, &recipient), form).await
        }
        Err(error) => Err(error.into()),
    }
}
