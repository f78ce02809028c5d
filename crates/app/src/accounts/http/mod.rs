//! Addresses and what answers them.

mod users;

use std::sync::Arc;

use axum::extract::{Form, Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Router};
use serde::Deserialize;

use super::forgotten::{self, Post};
use super::view::{self, CodePage, Codes, ForgottenPage, LinkPage, OwnPage, SignInPage};
use super::{
    AccountError, Email, Offer, Password, Provider, SignIn, SignedInBy, Token, codes, cookie,
};
use crate::access::{Actor, Role, routes};
use crate::context::Context;
use crate::shell::{Answer, Client, PageError, SignedIn, Visit, own_path, page, page_with};
use users::{add_role, add_user, change_user, end_role, user, users};

pub(super) use users::{RoleForm, UserForm};

/// The addresses of signing in and of looking after accounts.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/log-ind" => sign_in_page,
        POST "/log-ind" => sign_in,
        POST "/log-ind/kode" => confirm,
        GET "/log-ind/glemt" => forgotten_page,
        POST "/log-ind/glemt" => forgotten,
        GET "/log-ind/udbyder" => to_provider,
        GET "/log-ind/retur" => from_provider,
        POST "/log-ud" => sign_out,
        GET "/adgang/{link}" => link_page,
        POST "/adgang/{link}" => use_link,
        GET "/mit/adgang" => own_page,
        POST "/mit/adgang/kode" => change_password,
        POST "/mit/adgang/engangskode" => change_codes,
        GET "/arbejde/brugere" => users,
        POST "/arbejde/brugere" => add_user,
        GET "/arbejde/bruger/{id}" => user,
        POST "/arbejde/bruger/{id}" => change_user,
        POST "/arbejde/bruger/{id}/rolle" => add_role,
        POST "/arbejde/bruger/{id}/rolle/{grant}/slut" => end_role,
    }
}

/// Before the gate: finds out who asks. What they get is theirs alone.
pub async fn identify(
    State(context): State<Context>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(token) = cookie::token(request.headers(), &context.settings) else {
        return next.run(request).await;
    };
    let actor = match super::sessions::actor(&context.archive, &token, context.today()).await {
        Ok(Some(actor)) => actor,
        Ok(None) => return next.run(request).await,
        Err(error) => return PageError::internal(&error).into_response(),
    };
    let writes_cases =
        [Role::Secretary, Role::CaseOfficer].iter().any(|role| actor.has_anywhere(*role));
    let (name, mark) = (actor.name().to_owned(), view::mark(&actor));
    let someone = SignedIn { name, writes_cases, mark };
    request.extensions_mut().insert(someone.clone());
    request.extensions_mut().insert(actor);
    let mut response = next.run(request).await;
    // Where it is refused, the page that says so is made further out.
    response.extensions_mut().insert(someone);
    let headers = response.headers_mut();
    let is_public =
        headers.get(CACHE_CONTROL).is_some_and(|value| value.as_bytes().starts_with(b"public"));
    if !is_public {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

impl From<AccountError> for PageError {
    fn from(error: AccountError) -> Self {
        Self::internal(&error)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Return {
    retur: String,
    /// Anything: a password has just been set.
    gemt: Option<String>,
}

type ProviderOf = Option<Extension<Arc<Provider>>>;

fn label(provider: &ProviderOf) -> Option<&str> {
    provider.as_ref().map(|Extension(provider)| provider.label())
}

async fn sign_in_page(
    visit: Visit,
    actor: Actor,
    provider: ProviderOf,
    Query(asked): Query<Return>,
) -> Answer {
    let back = own_path(&asked.retur);
    if actor.account().is_some() {
        return Ok(Redirect::to(back).into_response());
    }
    let sign_in = SignInPage::new(&visit, back, "", label(&provider), None);
    page(&sign_in.with_password_saved(asked.gemt.is_some()))
}

#[derive(Debug, Deserialize)]
struct SignInForm {
    email: String,
    kode: String,
    #[serde(default)]
    retur: String,
}

async fn sign_in(
    State(context): State<Context>,
    visit: Visit,
    client: Client,
    provider: ProviderOf,
    Form(form): Form<SignInForm>,
) -> Answer {
    let back = own_path(&form.retur);
    let attempt =
        SignIn { email: form.email.clone(), password: form.kode, client: client.to_string() };
    match super::sign_in(&context.archive, &attempt, back).await {
        Ok(SignedInBy::Session(token)) => Ok(entered(&context, &token, back)),
        Ok(SignedInBy::Waiting(token)) => page(&CodePage::new(&visit, &token, None)),
        Err(error @ (AccountError::Refused | AccountError::Wait(_))) => {
            let said = view::refusal(visit.language, &error);
            let status = match error {
                AccountError::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let label = label(&provider);
            page_with(status, &SignInPage::new(&visit, back, &form.email, label, Some(said)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Leads on, with the session's cookie.
fn entered(context: &Context, token: &Token, back: &str) -> Response {
    let to = if back == "/" { "/arbejde" } else { back };
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie::set(token, &context.settings));
    response
}

#[derive(Debug, Deserialize)]
struct CodeForm {
    venter: String,
    engangskode: String,
}

async fn confirm(
    State(context): State<Context>,
    visit: Visit,
    Form(form): Form<CodeForm>,
) -> Answer {
    let archive = &context.archive;
    let Some(waiting) = Token::parse(&form.venter) else { return Err(PageError::BadRequest) };
    match codes::confirm(archive, &waiting, &form.engangskode).await {
        Ok((account, back)) => {
            let token = super::begin(archive, account, context.now()).await?;
            Ok(entered(&context, &token, own_path(&back)))
        }
        Err(AccountError::Refused) => Ok(Redirect::to("/log-ind").into_response()),
        Err(error) if error.is_the_users() => {
            let said = view::refusal(visit.language, &error);
            let page = CodePage::new(&visit, &waiting, Some(said));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

fn post(context: &Context, visit: &Visit) -> Post {
    Post {
        archive: context.archive.clone(),
        origin: context.settings.address_in_mails().to_owned(),
        language: visit.language,
    }
}

async fn forgotten_page(visit: Visit) -> Answer {
    page(&ForgottenPage::new(&visit, "", None))
}

#[derive(Debug, Deserialize)]
struct ForgottenForm {
    email: String,
}

/// Answers the same at once, whether the address has an account or not.
async fn forgotten(
    State(context): State<Context>,
    visit: Visit,
    client: Client,
    Form(form): Form<ForgottenForm>,
) -> Answer {
    let counted = match form.email.parse::<Email>() {
        Ok(email) => {
            let counted = forgotten::count(&context.archive, &email, &client.to_string()).await;
            counted.map(|()| email)
        }
        Err(error) => Err(error),
    };
    match counted {
        Ok(email) => {
            let post = post(&context, &visit);
            tokio::spawn(async move {
                if let Err(error) = post.answer(&email).await {
                    tracing::error!(%error, "a link for a forgotten password was not mailed");
                }
            });
            page(&ForgottenPage::sent(&visit))
        }
        Err(error) if error.is_the_users() => {
            let said = view::refusal(visit.language, &error);
            let status = match error {
                AccountError::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            page_with(status, &ForgottenPage::new(&visit, &form.email, Some(said)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn to_provider(
    State(context): State<Context>,
    visit: Visit,
    provider: ProviderOf,
    Query(asked): Query<Return>,
) -> Answer {
    let Extension(provider) = provider.ok_or(PageError::NotFound)?;
    let back = own_path(&asked.retur);
    let begun = provider.begin(&context.archive, &visit.origin, back).await?;
    let mut response = Redirect::to(&begun.url).into_response();
    let cookie = cookie::begin_at_provider(&begun.token, &context.settings);
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FromProvider {
    code: String,
    state: String,
    error: String,
}

async fn from_provider(
    State(context): State<Context>,
    visit: Visit,
    provider: ProviderOf,
    headers: HeaderMap,
    Query(answer): Query<FromProvider>,
) -> Answer {
    let Extension(provider) = provider.ok_or(PageError::NotFound)?;
    let archive = &context.archive;
    let token = Token::parse(&answer.state)
        .filter(|state| cookie::at_provider(&headers).as_ref() == Some(state));
    let finished = match token {
        Some(token) if answer.error.is_empty() => {
            provider.finish(archive, &visit.origin, &token, answer.code).await
        }
        _ => Err(AccountError::LinkUsed),
    };
    match finished {
        Ok((account, back)) => {
            let token = super::begin(archive, account, context.now()).await?;
            Ok(entered(&context, &token, own_path(&back)))
        }
        Err(error) => {
            tracing::warn!(%error, "a sign-in at the identity provider failed");
            let said = view::provider_refusal(visit.language, &error);
            let page = SignInPage::new(&visit, "/", "", Some(provider.label()), Some(said));
            page_with(StatusCode::FORBIDDEN, &page)
        }
    }
}

async fn sign_out(State(context): State<Context>, headers: HeaderMap) -> Answer {
    if let Some(token) = cookie::token(&headers, &context.settings) {
        super::sessions::sign_out(&context.archive, &token).await?;
    }
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().insert(SET_COOKIE, cookie::clear(&context.settings));
    // What was kept for reading without a network goes too, even where no script runs any more.
    let storage = HeaderValue::from_static("\"storage\"");
    response.headers_mut().insert("clear-site-data", storage);
    Ok(response)
}

async fn link_page(
    State(context): State<Context>,
    visit: Visit,
    Path(link): Path<String>,
) -> Answer {
    let account = match Token::parse(&link) {
        Some(token) => super::linked(&context.archive, &token).await?,
        None => None,
    };
    match account {
        Some(account) => page(&LinkPage::new(&visit, &account, None)),
        None => page_with(StatusCode::GONE, &LinkPage::gone(&visit)),
    }
}

#[derive(Debug, Deserialize)]
struct PasswordForm {
    #[serde(default)]
    nuvaerende: String,
    kode: String,
    igen: String,
}

impl PasswordForm {
    fn password(&self) -> Result<Password, AccountError> {
        if self.kode != self.igen {
            return Err(AccountError::Different);
        }
        Password::new(&self.kode)
    }
}

async fn use_link(
    State(context): State<Context>,
    visit: Visit,
    Path(link): Path<String>,
    Form(form): Form<PasswordForm>,
) -> Answer {
    let archive = &context.archive;
    let gone = || page_with(StatusCode::GONE, &LinkPage::gone(&visit));
    let Some(token) = Token::parse(&link) else { return gone() };
    let Some(account) = super::linked(archive, &token).await? else { return gone() };
    let set = match form.password() {
        Ok(password) => super::set_password(archive, &token, password).await,
        Err(error) => Err(error),
    };
    match set {
        Ok(()) => Ok(Redirect::to("/log-ind?gemt=1").into_response()),
        Err(AccountError::LinkUsed) => gone(),
        Err(error) if error.is_the_users() => {
            let said = view::refusal(visit.language, &error);
            let page = LinkPage::new(&visit, &account, Some(said));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn own_page(State(context): State<Context>, visit: Visit, actor: Actor) -> Answer {
    show_own(&context, &visit, &actor, StatusCode::OK, None, None).await
}

async fn show_own(
    context: &Context,
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    error: Option<String>,
    offer: Option<Offer>,
) -> Answer {
    let account = actor.account().ok_or(PageError::Forbidden)?;
    let codes = match offer {
        Some(offer) => Codes::Offered(offer),
        None if codes::are_needed(&context.archive, account).await? => Codes::Needed,
        None => Codes::Unneeded,
    };
    page_with(status, &OwnPage::new(visit, actor, context.today(), error, codes))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CodesForm {
    hvad: String,
    hemmelighed: String,
    engangskode: String,
}

/// Offers codes, makes them necessary, or makes them unnecessary.
async fn change_codes(
    State(context): State<Context>,
    visit: Visit,
    actor: Actor,
    Form(form): Form<CodesForm>,
) -> Answer {
    let archive = &context.archive;
    let changed = match form.hvad.as_str() {
        "tilbud" => {
            let offer = Some(codes::offer(actor.email())?);
            return show_own(&context, &visit, &actor, StatusCode::OK, None, offer).await;
        }
        "til" => codes::begin(archive, &actor, &form.hemmelighed, &form.engangskode).await,
        "fra" => codes::end(archive, &actor, &form.engangskode).await,
        _ => return Err(PageError::BadRequest),
    };
    match changed {
        Ok(()) => Ok(Redirect::to("/mit/adgang").into_response()),
        Err(error) if error.is_the_users() => {
            let again =
                (form.hvad == "til").then(|| codes::offer_again(actor.email(), &form.hemmelighed));
            let offer = again.and_then(Result::ok);
            let said = Some(view::refusal(visit.language, &error));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show_own(&context, &visit, &actor, status, said, offer).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn change_password(
    State(context): State<Context>,
    visit: Visit,
    actor: Actor,
    Form(form): Form<PasswordForm>,
) -> Answer {
    let changed = match form.password() {
        Ok(new) => super::change_password(&context.archive, &actor, &form.nuvaerende, new).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(Redirect::to("/log-ind?gemt=1").into_response()),
        Err(error) if error.is_the_users() => {
            let said = Some(view::refusal(visit.language, &error));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show_own(&context, &visit, &actor, status, said, None).await
        }
        Err(error) => Err(error.into()),
    }
}
