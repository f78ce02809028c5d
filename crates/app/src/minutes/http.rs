//! Addresses and what answers them.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use raadslag_document::Access;
use serde::Deserialize;

use super::rules::Stage;
use super::view::{MinutesPage, ReadPage, Typed, is_kept_from, mark};
use super::{Minutes, MinutesError, extract};
use crate::access::{Gate, routes};
use crate::context::Context;
use crate::ids::{EntryId, PlannedId};
use crate::plan::{self, DeadlineKind};
use crate::shell::{Answer, PageError, Visit, encode, page, page_with};

/// The secretary's and the members' pages of minutes.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/referat/{planned}" => minutes,
        POST "/arbejde/referat/{planned}/tekst" => write,
        POST "/arbejde/referat/{planned}/tilstand" => advance,
        GET "/arbejde/referat/{planned}/uddrag/{entry}" => extract_page,
        GET "/mit/referat/{planned}" => read,
        POST "/mit/referat/{planned}/bemaerkning" => comment,
    }
}

impl From<MinutesError> for PageError {
    fn from(error: MinutesError) -> Self {
        match error {
            MinutesError::Missing | MinutesError::NoPlace => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

/// The minutes, if the one who asks may have them here, and the body's name.
async fn load(
    context: &Context,
    gate: &Gate,
    planned: PlannedId,
) -> Result<(Minutes, String), PageError> {
    let archive = &context.archive;
    let mut tx = archive.db().begin().await.map_err(MinutesError::from)?;
    let minutes = super::load(&mut tx, archive, planned).await?;
    drop(tx);
    gate.admit(&minutes.planned.body, Access::Open)?;
    let body = plan::body_name(archive, &minutes.planned.body).await.map_err(MinutesError::from)?;
    Ok((minutes, body))
}

async fn minutes(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
) -> Answer {
    let (minutes, body) = load(&context, &gate, planned).await?;
    let due = due(&context, &minutes).await?;
    page(&MinutesPage::new(&visit, &minutes, &body, due, None))
}

/// When the minutes are to be out, by the body's year plan.
async fn due(context: &Context, minutes: &Minutes) -> Result<Option<Date>, MinutesError> {
    let mut tx = context.archive.db().begin().await?;
    let plan = plan::settings(&mut tx, &minutes.planned.body).await?;
    let all = plan::deadlines(minutes.planned.date, &plan.deadlines, &plan.days_off);
    let own = all.into_iter().find(|deadline| deadline.kind == DeadlineKind::Minutes);
    Ok(own.map(|deadline| deadline.date))
}

/// The page again, with what was refused and what was typed.
async fn refused(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    planned: PlannedId,
    error: MinutesError,
    typed: Vec<Typed>,
) -> Answer {
    if !error.is_the_users() {
        return Err(error.into());
    }
    let (minutes, body) = load(context, gate, planned).await?;
    let due = due(context, &minutes).await?;
    let page = MinutesPage::new(visit, &minutes, &body, due, Some((&error, typed)));
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The page's one form: the texts of all places, and what is to be done.
type Fields = Vec<(String, String)>;

fn field<'f>(fields: &'f Fields, wanted: &str) -> &'f str {
    let found = fields.iter().find(|(name, _)| name == wanted);
    found.map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// A place's text as it comes from the form.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sent {
    place: String,
    /// The version the writer began from.
    seen: i64,
    /// The mark of the text the page showed.
    shown: String,
    text: String,
}

/// The texts of a form: `sted` begins each.
fn texts(fields: &Fields) -> Vec<Sent> {
    let mut all: Vec<Sent> = Vec::new();
    for (name, value) in fields {
        match (name.as_str(), all.last_mut()) {
            ("sted", _) => all.push(Sent { place: value.clone(), ..Sent::default() }),
            ("set", Some(text)) => text.seen = value.parse().unwrap_or_default(),
            ("vist", Some(text)) => text.shown.clone_from(value),
            ("tekst", Some(text)) => text.text.clone_from(value),
            _ => {}
        }
    }
    all
}

/// Saves every text that was written in, each for itself. What others have changed meanwhile comes
/// back, with the reason.
async fn save(
    context: &Context,
    gate: &Gate,
    planned: PlannedId,
    fields: &Fields,
) -> Result<(), (MinutesError, Vec<Typed>)> {
    let composed = field(fields, "hvad").strip_prefix("sammensat:");
    let (mut reason, mut back) = (None, Vec::new());
    for Sent { place, seen, shown, text } in texts(fields) {
        let anew = composed == Some(place.as_str());
        if !anew && mark(&text) == shown {
            continue;
        }
        let wish = (!anew).then_some(text.as_str());
        match super::save(&context.archive, &gate.actor, planned, &place, seen, wish).await {
            Ok(()) => {}
            Err(error) if error.is_the_users() => {
                reason = Some(error);
                back.push(Typed { place, text });
            }
            Err(error) => return Err((error, back)),
        }
    }
    reason.map_or(Ok(()), |reason| Err((reason, back)))
}

async fn write(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
    Form(fields): Form<Fields>,
) -> Answer {
    load(&context, &gate, planned).await?;
    match save(&context, &gate, planned, &fields).await {
        Ok(()) => {
            let pressed = field(&fields, "hvad");
            let place = pressed.rsplit(':').next().filter(|place| !place.is_empty());
            let place = place.map(|place| format!("#sted-{}", encode(place))).unwrap_or_default();
            Ok(Redirect::to(&format!("/arbejde/referat/{planned}{place}")).into_response())
        }
        Err((error, typed)) => refused(&context, &visit, &gate, planned, error, typed).await,
    }
}

async fn advance(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
    Form(fields): Form<Fields>,
) -> Answer {
    load(&context, &gate, planned).await?;
    // What stands in the fields goes out with the rest.
    if let Err((error, typed)) = save(&context, &gate, planned, &fields).await {
        return refused(&context, &visit, &gate, planned, error, typed).await;
    }
    let archive = &context.archive;
    let done = match field(&fields, "hvad") {
        "send" => {
            let until = field(&fields, "frist").trim();
            let until = if until.is_empty() { None } else { Some(until.parse::<Date>()) };
            let until = until.transpose().map_err(|_| PageError::BadRequest)?;
            super::send(archive, &gate.actor, planned, until, &visit.origin).await
        }
        "offentliggoer" => super::publish(archive, &gate.actor, planned).await,
        _ => return Err(PageError::BadRequest),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/referat/{planned}")).into_response()),
        Err(error) => refused(&context, &visit, &gate, planned, error, Vec::new()).await,
    }
}

async fn extract_page(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((planned, entry)): Path<(PlannedId, EntryId)>,
) -> Answer {
    let (minutes, body) = load(&context, &gate, planned).await?;
    let line = minutes.agenda.line(entry).ok_or(PageError::NotFound)?;
    gate.admit_to(&minutes.planned.body, line.access, &format!("entry/{entry}"))?;
    let document = extract::extract(&minutes, entry).ok_or(PageError::NotFound)?;
    page(&ReadPage::extract(&visit, &minutes, &body, &document))
}

/// Members read what has been sent to them; before that there is nothing to read.
async fn sent(
    context: &Context,
    gate: &Gate,
    planned: PlannedId,
) -> Result<(Minutes, String), PageError> {
    let (minutes, body) = load(context, gate, planned).await?;
    if minutes.stage == Stage::Draft {
        return Err(PageError::NotFound);
    }
    Ok((minutes, body))
}

async fn read(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
) -> Answer {
    let (minutes, body) = sent(&context, &gate, planned).await?;
    page(&ReadPage::whole(&visit, (&minutes, &body), &gate.actor, None))
}

#[derive(Debug, Deserialize)]
struct CommentForm {
    sted: String,
    tekst: String,
}

async fn comment(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
    Form(form): Form<CommentForm>,
) -> Answer {
    let (minutes, body) = sent(&context, &gate, planned).await?;
    let line = minutes.agenda.entries.iter().find(|line| line.entry.to_string() == form.sted);
    if line.is_some_and(|line| is_kept_from(&gate.actor, line)) {
        return Err(PageError::NotFound);
    }
    let archive = &context.archive;
    match super::comment(archive, &gate.actor, planned, &form.sted, &form.tekst).await {
        Ok(()) => {
            let to = format!("/mit/referat/{planned}#sted-{}", form.sted);
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) if error.is_the_users() => {
            let typed = Typed { place: form.sted, text: form.tekst };
            let shown = (&minutes, body.as_str());
            let page = ReadPage::whole(&visit, shown, &gate.actor, Some((&error, typed)));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sent, texts};

    #[test]
    fn a_form_holds_the_texts_of_all_places() {
        let fields =
            [("hvad", "gem:b"), ("sted", "a"), ("set", "2"), ("vist", "x"), ("tekst", "Et")]
                .into_iter()
                .chain([("sted", "b"), ("set", "?"), ("tekst", "To")]);
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let sent = |place: &str, seen, shown: &str, text: &str| Sent {
            place: place.into(),
            seen,
            shown: shown.into(),
            text: text.into(),
        };
        assert_eq!(texts(&fields), [sent("a", 2, "x", "Et"), sent("b", 0, "", "To")]);
    }
}
