//! Looking after accounts and what they are in which body.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::post;
use crate::access::{Actor, Gate, Grant};
use crate::accounts::view::{self, UserPage, UsersPage};
use crate::accounts::{self, AccountError, INVITATION, NewAccount};
use crate::context::Context;
use crate::ids::{AccountId, GrantId};
use crate::shell::{Answer, PageError, Visit, page, page_with};

pub(super) async fn users(State(context): State<Context>, visit: Visit) -> Answer {
    let all = accounts::all(&context.archive).await?;
    page(&UsersPage::new(&visit, &all, context.today(), &UserForm::default(), None))
}

/// What was typed to make an account.
#[derive(Debug, Default, Deserialize)]
pub(in crate::accounts) struct UserForm {
    pub(in crate::accounts) navn: String,
    pub(in crate::accounts) email: String,
}

pub(super) async fn add_user(
    State(context): State<Context>,
    visit: Visit,
    actor: Actor,
    Form(form): Form<UserForm>,
) -> Answer {
    let archive = &context.archive;
    let added = match form.email.parse() {
        Ok(email) => {
            let new = NewAccount { email, name: form.navn.clone(), grants: Vec::new() };
            accounts::add(archive, &actor.signature(), &new).await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(id) => Ok(Redirect::to(&format!("/arbejde/bruger/{id}")).into_response()),
        Err(error) if error.is_the_users() => {
            let said = view::refusal(visit.language, &error);
            let all = accounts::all(archive).await?;
            let page = UsersPage::new(&visit, &all, context.today(), &form, Some(said));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn user(
    State(context): State<Context>,
    visit: Visit,
    Path(id): Path<AccountId>,
) -> Answer {
    show_user(&context, &visit, id, StatusCode::OK, view::Said::default()).await
}

async fn show_user(
    context: &Context,
    visit: &Visit,
    id: AccountId,
    status: StatusCode,
    said: view::Said,
) -> Answer {
    let (account, grants) =
        accounts::one(&context.archive, id).await?.ok_or(PageError::NotFound)?;
    let bodies = context.archive.bodies(crate::archive::Audience::Public).await?;
    let today = context.today();
    page_with(status, &UserPage::new(visit, &account, &grants, &bodies, today, said))
}

#[derive(Debug, Deserialize)]
pub(super) struct ChangeForm {
    hvad: String,
}

/// Opens or closes an account, or makes or mails a link to set a password with.
pub(super) async fn change_user(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<AccountId>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let (archive, actor) = (&context.archive, gate.actor.signature());
    match form.hvad.as_str() {
        "link" => {
            let token = accounts::link(archive, &actor, id, INVITATION()).await?;
            let link = format!("{}/adgang/{}", visit.origin, token.secret());
            let said = view::Said { link: Some(link), ..view::Said::default() };
            return show_user(&context, &visit, id, StatusCode::OK, said).await;
        }
        "send" => {
            post(&context, &visit).invite(&actor, id).await?;
            let said = view::Said { is_sent: true, ..view::Said::default() };
            return show_user(&context, &visit, id, StatusCode::OK, said).await;
        }
        "luk" => accounts::set_active(archive, &actor, id, false).await?,
        "aabn" => accounts::set_active(archive, &actor, id, true).await?,
        _ => return Err(PageError::BadRequest),
    }
    Ok(Redirect::to(&format!("/arbejde/bruger/{id}")).into_response())
}

/// What was typed to give a role.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::accounts) struct RoleForm {
    pub(in crate::accounts) rolle: String,
    /// A body's slug, or [`EVERY_BODY`].
    pub(in crate::accounts) organ: String,
    pub(in crate::accounts) gruppe: String,
    pub(in crate::accounts) fra: String,
    pub(in crate::accounts) til: String,
}

impl RoleForm {
    /// What is chosen for a role in every body: an empty field is no choice.
    pub(in crate::accounts) const EVERY_BODY: &str = "*";

    fn grant(&self) -> Result<Grant, AccountError> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |text: &str| {
            given(text).map(|text| text.parse().map_err(|_| AccountError::NoDay)).transpose()
        };
        let body = given(&self.organ).ok_or(AccountError::NoBodyChosen)?;
        Ok(Grant {
            role: self.rolle.parse().map_err(|_| AccountError::NoRoleChosen)?,
            body: Some(body).filter(|body| body != Self::EVERY_BODY),
            party: given(&self.gruppe),
            first_day: day(&self.fra)?,
            last_day: day(&self.til)?,
        })
    }
}

pub(super) async fn add_role(
    State(context): State<Context>,
    visit: Visit,
    actor: Actor,
    Path(id): Path<AccountId>,
    Form(form): Form<RoleForm>,
) -> Answer {
    let archive = &context.archive;
    let given = match form.grant() {
        Ok(grant) => accounts::grant(archive, &actor.signature(), id, &grant).await,
        Err(error) => Err(error),
    };
    match given {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/bruger/{id}")).into_response()),
        Err(error) if error.is_the_users() => {
            let error = view::refusal(visit.language, &error);
            let said = view::Said { error: Some(error), role: form, ..view::Said::default() };
            show_user(&context, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn end_role(
    State(context): State<Context>,
    actor: Actor,
    Path((id, grant)): Path<(AccountId, GrantId)>,
) -> Answer {
    let yesterday = context.today().yesterday().map_err(|_| PageError::BadRequest)?;
    accounts::end_grant(&context.archive, &actor.signature(), id, grant, yesterday).await?;
    Ok(Redirect::to(&format!("/arbejde/bruger/{id}")).into_response())
}
