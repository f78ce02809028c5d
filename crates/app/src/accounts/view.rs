//! What the pages show.

use askama::Template;
use jiff::civil::Date;

use super::http::{RoleForm, UserForm};
use super::{Account, AccountError, HeldGrant, Offer, Token};
use crate::access::{Actor, Grant, Role};
use crate::archive::BodyEntry;
use crate::clock::in_denmark;
use crate::digest;
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Visit};

/// What an error says to the one who can mend it.
pub(super) fn refusal(l: Language, error: &AccountError) -> String {
    match error {
        AccountError::Email(_) => l.text("account-error-email").to_owned(),
        AccountError::Taken(email) => l.with("account-error-taken", &[("email", email)]),
        AccountError::NoName => l.text("account-error-name").to_owned(),
        AccountError::Short(_) => l.count("account-error-short", super::rules::SHORTEST as u64),
        AccountError::Long => l.count("account-error-long", super::rules::LONGEST as u64),
        AccountError::Different => l.text("account-error-different").to_owned(),
        AccountError::Wait(until) => {
            let time = in_denmark(*until).time();
            let time = format!("{:02}.{:02}", time.hour(), time.minute());
            l.with("account-error-wait", &[("time", &time)])
        }
        AccountError::BoundAdministrator => l.text("account-error-bound").to_owned(),
        AccountError::NoRoleChosen => l.text("account-error-role").to_owned(),
        AccountError::NoBodyChosen => l.text("account-error-body").to_owned(),
        AccountError::NoDay => l.text("account-error-day").to_owned(),
        AccountError::HeldAlready => l.text("account-error-held").to_owned(),
        AccountError::Groupless => l.text("account-error-groupless").to_owned(),
        AccountError::Code => l.text("account-error-code").to_owned(),
        AccountError::EndsBeforeItBegins { .. } => l.text("account-error-term").to_owned(),
        AccountError::LinkUsed => l.text("link-gone").to_owned(),
        _ => l.text("account-error-refused").to_owned(),
    }
}

/// What is said when a sign-in at the provider comes to nothing.
pub(super) fn provider_refusal(l: Language, error: &AccountError) -> String {
    let text = match error {
        AccountError::Unverified => l.text("provider-unverified"),
        AccountError::NoRole => l.text("provider-no-role"),
        AccountError::LinkUsed => l.text("provider-stale"),
        _ => l.text("provider-failed"),
    };
    text.to_owned()
}

/// What a browser keeps an account's things under.
pub(super) fn mark(actor: &Actor) -> String {
    let account = actor.account();
    account.map_or_else(String::new, |id| digest::mark(format!("raadslag kept {id}")))
}

fn frame(visit: &Visit, title: &str) -> Frame {
    let mut frame = Frame::new(visit, title).reached([]);
    frame.hidden = true;
    frame
}

fn inside(visit: &Visit, title: &str, crumbs: Vec<Crumb>) -> Frame {
    let desk = Crumb::new(visit.language.text("desk-title"), "/arbejde");
    let mut frame = Frame::new(visit, title).reached([desk].into_iter().chain(crumbs));
    frame.hidden = true;
    frame
}

/// `/log-ind`.
#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
pub(super) struct SignInPage {
    frame: Frame,
    provider: Option<String>,
    back: String,
    email: String,
    error: Option<String>,
    is_password_saved: bool,
}

impl SignInPage {
    pub(super) fn new(
        visit: &Visit,
        back: &str,
        email: &str,
        provider: Option<&str>,
        error: Option<String>,
    ) -> Self {
        Self {
            frame: frame(visit, visit.language.text("sign-in-title")),
            provider: provider.map(ToOwned::to_owned),
            back: back.to_owned(),
            email: email.to_owned(),
            error,
            is_password_saved: false,
        }
    }

    /// Says that the password one has just set is saved.
    pub(super) fn with_password_saved(self, is_password_saved: bool) -> Self {
        Self { is_password_saved, ..self }
    }
}

/// `/log-ind/kode`.
#[derive(Template)]
#[template(path = "accounts/code.html")]
pub(super) struct CodePage {
    frame: Frame,
    waiting: String,
    error: Option<String>,
}

impl CodePage {
    pub(super) fn new(visit: &Visit, waiting: &Token, error: Option<String>) -> Self {
        let frame = frame(visit, visit.language.text("code-title"));
        Self { frame, waiting: waiting.secret().to_owned(), error }
    }
}

/// `/log-ind/glemt`.
#[derive(Template)]
#[template(path = "accounts/forgotten.html")]
pub(super) struct ForgottenPage {
    frame: Frame,
    email: String,
    error: Option<String>,
    is_sent: bool,
}

impl ForgottenPage {
    pub(super) fn new(visit: &Visit, email: &str, error: Option<String>) -> Self {
        let frame = frame(visit, visit.language.text("forgotten-title"));
        Self { frame, email: email.to_owned(), error, is_sent: false }
    }

    /// If the address has an account, a link is on its way.
    pub(super) fn sent(visit: &Visit) -> Self {
        Self { is_sent: true, ..Self::new(visit, "", None) }
    }
}

/// `/adgang/{link}`.
#[derive(Template)]
#[template(path = "accounts/link.html")]
pub(super) struct LinkPage {
    frame: Frame,
    owner: Option<String>,
    email: String,
    path: String,
    error: Option<String>,
}

impl LinkPage {
    pub(super) fn new(visit: &Visit, account: &Account, error: Option<String>) -> Self {
        Self {
            frame: frame(visit, visit.language.text("link-title")),
            owner: Some(account.name.clone()),
            email: account.email.clone(),
            path: visit.path.clone(),
            error,
        }
    }

    /// The link is used or too old.
    pub(super) fn gone(visit: &Visit) -> Self {
        Self {
            frame: frame(visit, visit.language.text("link-title")),
            owner: None,
            email: String::new(),
            path: String::new(),
            error: None,
        }
    }
}

/// A role as it is shown.
pub(super) struct RoleRow {
    pub(super) id: String,
    pub(super) role: &'static str,
    pub(super) body: String,
    pub(super) party: Option<String>,
    pub(super) term: String,
    pub(super) holds: bool,
}

impl RoleRow {
    fn new(l: Language, grant: &Grant, today: Date) -> Self {
        let day = |day: Option<Date>| day.map(|day| l.short_date(day)).unwrap_or_default();
        let term = match (grant.first_day, grant.last_day) {
            (None, None) => l.text("term-open").to_owned(),
            (first, last) => format!("{}–{}", day(first), day(last)),
        };
        Self {
            id: String::new(),
            role: l.text(grant.role.key()),
            body: grant.body.clone().unwrap_or_else(|| l.text("every-body").to_owned()),
            party: grant.party.clone(),
            term,
            holds: grant.holds(today),
        }
    }
}

/// `/mit/adgang`.
#[derive(Template)]
#[template(path = "accounts/own.html")]
pub(super) struct OwnPage {
    frame: Frame,
    name: String,
    email: String,
    roles: Vec<RoleRow>,
    error: Option<String>,
    codes: Codes,
}

/// Whether one signs in with codes.
pub(super) enum Codes {
    Unneeded,
    Offered(Offer),
    Needed,
}

impl OwnPage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        today: Date,
        error: Option<String>,
        codes: Codes,
    ) -> Self {
        let l = visit.language;
        Self {
            frame: inside(visit, l.text("own-title"), Vec::new()),
            name: actor.name().to_owned(),
            email: actor.email().to_owned(),
            roles: actor.grants().iter().map(|grant| RoleRow::new(l, grant, today)).collect(),
            error,
            codes,
        }
    }
}

/// An account in the list.
pub(super) struct UserRow {
    href: String,
    name: String,
    email: String,
    roles: String,
    is_active: bool,
}

/// `/arbejde/brugere`.
#[derive(Template)]
#[template(path = "accounts/users.html")]
pub(super) struct UsersPage {
    frame: Frame,
    users: Vec<UserRow>,
    name: String,
    email: String,
    error: Option<String>,
}

impl UsersPage {
    pub(super) fn new(
        visit: &Visit,
        all: &[(Account, Vec<HeldGrant>)],
        today: Date,
        form: &UserForm,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let row = |(account, grants): &(Account, Vec<HeldGrant>)| {
            let grants = grants.iter().filter(|held| held.grant.holds(today));
            let mut roles: Vec<_> = grants.map(|held| l.text(held.grant.role.key())).collect();
            roles.dedup();
            UserRow {
                href: format!("/arbejde/bruger/{}", account.id),
                name: account.name.clone(),
                email: account.email.clone(),
                roles: roles.join(", "),
                is_active: account.is_active,
            }
        };
        Self {
            frame: inside(visit, l.text("users-title"), Vec::new()),
            users: all.iter().map(row).collect(),
            name: form.navn.clone(),
            email: form.email.clone(),
            error,
        }
    }
}

/// What a change of an account came to.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) link: Option<String>,
    pub(super) is_sent: bool,
    pub(super) error: Option<String>,
    /// What was typed to give a role.
    pub(super) role: RoleForm,
}

/// A choice of a list: its value, its name, and whether it is chosen.
type Choice = (String, String, bool);

/// `/arbejde/bruger/{id}`.
#[derive(Template)]
#[template(path = "accounts/user.html")]
pub(super) struct UserPage {
    frame: Frame,
    id: String,
    email: String,
    is_active: bool,
    has_password: bool,
    roles: Vec<RoleRow>,
    choices: Vec<Choice>,
    bodies: Vec<Choice>,
    said: Said,
}

impl UserPage {
    pub(super) fn new(
        visit: &Visit,
        account: &Account,
        grants: &[HeldGrant],
        bodies: &[BodyEntry],
        today: Date,
        said: Said,
    ) -> Self {
        let l = visit.language;
        let users = Crumb::new(l.text("users-title"), "/arbejde/brugere");
        let name_of =
            |slug: &str| bodies.iter().find(|body| body.slug == slug).map(|body| body.name.clone());
        let row = |held: &HeldGrant| {
            let row = RoleRow::new(l, &held.grant, today);
            let body = name_of(&row.body).unwrap_or(row.body);
            RoleRow { id: held.id.to_string(), body, ..row }
        };
        let roles_by_name =
            Role::ALL.iter().map(|role| (role.name().to_owned(), l.text(role.key()).to_owned()));
        let every_body = [(RoleForm::EVERY_BODY.to_owned(), l.text("every-body").to_owned())];
        let each_body = bodies.iter().map(|body| (body.slug.clone(), body.name.clone()));
        Self {
            frame: inside(visit, &account.name, vec![users]),
            id: account.id.to_string(),
            email: account.email.clone(),
            is_active: account.is_active,
            has_password: account.has_password,
            roles: grants.iter().map(row).collect(),
            choices: choices(&said.role.rolle, roles_by_name),
            bodies: choices(&said.role.organ, every_body.into_iter().chain(each_body)),
            said,
        }
    }
}

/// The choices of a list, with what was chosen.
fn choices(chosen: &str, all: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    all.into_iter().map(|(value, name)| (value.clone(), name, value == chosen)).collect()
}
