//! Signing in at an identity provider by `OpenID` Connect: authorization code with PKCE. Municipalities
//! sign in through federations; their groups become roles here.
//!
//! - The answer must belong to a sign-in this browser began (cookie = state) and that is under way.
//! - An account is found by issuer and subject. One made by hand is taken over only by an address the
//!   provider has verified.
//! - At every sign-in the roles given by groups become what the groups say; those given by hand stay.
//! - Who has neither an account nor a group with a role is not let in.

use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::ToSpan;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpClientError,
    HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AccountError, Email, NewAccount, Token, store, write};
use crate::access::Grant;
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::ids::AccountId;

/// How long someone may take at the provider.
const MINUTES: i64 = 10;

/// A group at the provider and the role it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRole {
    /// As the provider names it.
    pub group: String,
    /// What its members are.
    pub grant: Grant,
}

impl FromStr for GroupRole {
    type Err = String;

    /// `GROUP=ROLE[@BODY[/PARTY]]`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (group, role) =
            text.rsplit_once('=').ok_or_else(|| format!("`{text}`: write GROUP=ROLE[@BODY]"))?;
        let grant = role.trim().parse::<Grant>().map_err(|error| error.to_string())?;
        Ok(Self { group: group.trim().to_owned(), grant })
    }
}

/// How to reach a provider.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// Its address, under which `/.well-known/openid-configuration` stands.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: String,
    /// What the button says: "Log ind med …".
    pub label: String,
    /// The claim that names groups.
    pub groups_claim: String,
    /// Groups and roles.
    pub groups: Vec<GroupRole>,
}

/// A provider.
#[derive(Debug)]
pub struct Provider {
    settings: ProviderSettings,
    http: Http,
}

/// What an answer of the provider must fit.
#[derive(Serialize, Deserialize)]
struct Secrets {
    nonce: String,
    verifier: String,
}

/// A sign-in that has begun: where to send the browser, and what its cookie must say.
#[derive(Debug)]
pub struct Begun {
    /// At the provider.
    pub url: String,
    /// Of the cookie.
    pub token: Token,
}

impl Provider {
    /// A provider; it is not asked before the first sign-in.
    pub fn new(settings: ProviderSettings) -> Result<Arc<Self>, AccountError> {
        let is_safe = settings.issuer.starts_with("https://")
            || ["http://127.0.0.1", "http://localhost", "http://[::1]"]
                .iter()
                .any(|local| settings.issuer.starts_with(local));
        if !is_safe {
            return Err(AccountError::Provider(format!(
                "the issuer {} must be reached over https",
                settings.issuer
            )));
        }
        // The one TLS provider of the process; where another was chosen before, it stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(10))
            .build()
            .map_err(|error| AccountError::provider(&error))?;
        Ok(Arc::new(Self { settings, http: Http(http) }))
    }

    /// What the button says.
    pub fn label(&self) -> &str {
        &self.settings.label
    }

    /// Begins a sign-in.
    pub async fn begin(
        &self,
        archive: &Archive,
        origin: &str,
        back: &str,
    ) -> Result<Begun, AccountError> {
        let token = Token::random();
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = token.secret().to_owned();
        let metadata = self.metadata().await?;
        let client = self.client(metadata, origin)?;
        let (url, _, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state.clone()),
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".into()))
            .add_scope(Scope::new("profile".into()))
            .set_pkce_challenge(challenge)
            .url();
        let secrets = Secrets { nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        let until = archive.instant().saturating_add(MINUTES.minutes());
        let until = until.map_err(|_| AccountError::Clock)?;
        let mut tx = archive.db().begin().await?;
        let secrets = json!(secrets).to_string();
        store::put_sign_in(&mut tx, &token.hash(), None, Some(&secrets), back, until).await?;
        tx.commit().await?;
        Ok(Begun { url: url.to_string(), token })
    }

    /// Finishes a sign-in with the code the provider sent: whose it is and where it goes.
    pub async fn finish(
        &self,
        archive: &Archive,
        origin: &str,
        token: &Token,
        code: String,
    ) -> Result<(AccountId, String), AccountError> {
        let mut tx = archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        let found = store::sign_in(&mut tx, &token.hash(), archive.instant()).await?;
        store::end_sign_in(&mut tx, &token.hash()).await?;
        tx.commit().await?;
        let under_way = found.ok_or(AccountError::LinkUsed)?;
        let secrets: Secrets = under_way
            .secrets
            .and_then(|secrets| serde_json::from_str(&secrets).ok())
            .ok_or(AccountError::LinkUsed)?;
        let claims = self.claims(origin, code, secrets).await?;
        let account = self.account(archive, &claims).await?;
        Ok((account, under_way.back))
    }

    /// What the provider says of the one who signed in: the verified ID token's claims, and those of
    /// the user-info endpoint where it has one.
    async fn claims(
        &self,
        origin: &str,
        code: String,
        secrets: Secrets,
    ) -> Result<Value, AccountError> {
        let metadata = self.metadata().await?;
        let userinfo = metadata.userinfo_endpoint().map(|url| url.url().clone());
        let client = self.client(metadata, origin)?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| AccountError::provider(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| AccountError::provider(&error))?;
        let id_token = answer.id_token().ok_or_else(|| lacking("an ID token"))?;
        let verified = id_token
            .claims(&client.id_token_verifier(), &Nonce::new(secrets.nonce))
            .map_err(|error| AccountError::provider(&error))?;
        let subject = verified.subject().as_str().to_owned();
        let mut claims = payload(&id_token.to_string())?;
        if let Some(url) = userinfo {
            let token = answer.access_token().secret();
            let more = self.http.0.get(url).bearer_auth(token).send().await;
            let more = more.map_err(|error| AccountError::provider(&error))?;
            let text = more.text().await.map_err(|error| AccountError::provider(&error))?;
            if let Ok(Value::Object(more)) = serde_json::from_str::<Value>(&text)
                && more.get("sub") == Some(&json!(subject))
                && let Value::Object(own) = &mut claims
            {
                for (name, value) in more {
                    own.entry(name).or_insert(value);
                }
            }
        }
        Ok(claims)
    }

    /// The account of the one the claims are about, with the roles of their groups.
    async fn account(&self, archive: &Archive, claims: &Value) -> Result<AccountId, AccountError> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let subject = text("sub").ok_or_else(|| lacking("a subject"))?;
        let email = text("email").and_then(|email| email.parse::<Email>().ok());
        let is_verified = claims.get("email_verified") == Some(&json!(true));
        let wanted = self.grants(claims);
        let issuer = &self.settings.issuer;
        let mut tx = archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        let mut id = store::identified(&mut tx, issuer, subject).await?;
        if id.is_none() {
            let email = email.ok_or_else(|| lacking("an e-mail address"))?;
            let known = store::by_email(&mut tx, &email).await?;
            let account = match known {
                Some(account) if is_verified => account.id,
                Some(_) => return Err(AccountError::Unverified),
                None if wanted.is_empty() => return Err(AccountError::NoRole),
                None => {
                    let name = text("name").unwrap_or(email.as_str()).to_owned();
                    let new = NewAccount { email, name, grants: Vec::new() };
                    super::add_within(&mut tx, archive, issuer, &new).await?
                }
            };
            store::put_identity(&mut tx, issuer, subject, account).await?;
            let after = json!({"issuer": issuer, "subject": subject});
            write(&mut tx, archive, issuer, "account.identity", account, after).await?;
            id = Some(account);
        }
        let id = id.ok_or(AccountError::Refused)?;
        self.give(&mut tx, archive, id, &wanted).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The roles of the groups the claims name.
    fn grants(&self, claims: &Value) -> Vec<Grant> {
        let named = match claims.get(&self.settings.groups_claim) {
            Some(Value::Array(groups)) => groups.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(group)) => vec![group.as_str()],
            _ => Vec::new(),
        };
        let is_named = |role: &&GroupRole| named.contains(&role.group.as_str());
        self.settings.groups.iter().filter(is_named).map(|role| role.grant.clone()).collect()
    }

    /// Makes the roles that groups gave what the groups give now.
    async fn give(
        &self,
        tx: &mut Tx,
        archive: &Archive,
        account: AccountId,
        wanted: &[Grant],
    ) -> Result<(), AccountError> {
        let issuer = &self.settings.issuer;
        let held = store::grants_from(tx, account, issuer).await?;
        for old in held.iter().filter(|held| !wanted.contains(&held.grant)) {
            store::take_grant(tx, old.id).await?;
            let after = json!({"grant": old.id.to_string(), "role": old.grant.role.name()});
            write(tx, archive, issuer, "account.end_role", account, after).await?;
        }
        for new in wanted.iter().filter(|grant| !held.iter().any(|held| held.grant == **grant)) {
            super::put_grant(tx, archive, issuer, account, new, Some(issuer)).await?;
        }
        Ok(())
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata, AccountError> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone());
        let issuer = issuer.map_err(|error| AccountError::provider(&error))?;
        CoreProviderMetadata::discover_async(issuer, &self.http)
            .await
            .map_err(|error| AccountError::provider(&error))
    }

    fn client(&self, metadata: CoreProviderMetadata, origin: &str) -> Result<Client, AccountError> {
        let secret = ClientSecret::new(self.settings.client_secret.clone());
        let redirect = RedirectUrl::new(format!("{origin}/log-ind/retur"));
        let redirect = redirect.map_err(|error| AccountError::provider(&error))?;
        let id = ClientId::new(self.settings.client_id.clone());
        let client = CoreClient::from_provider_metadata(metadata, id, Some(secret));
        Ok(client.set_redirect_uri(redirect))
    }
}

/// Asks the provider.
#[derive(Debug)]
struct Http(reqwest::Client);

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpClientError<reqwest::Error>;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Self::Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = request.try_into().map_err(Box::new)?;
            let answer = self.0.execute(request).await.map_err(Box::new)?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let mut response = HttpResponse::new(answer.bytes().await.map_err(Box::new)?.to_vec());
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}

/// What `from_provider_metadata` gives.
type Client = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

fn lacking(what: &str) -> AccountError {
    AccountError::Provider(format!("the provider's answer lacks {what}"))
}

/// The claims of a token whose signature has been checked.
fn payload(token: &str) -> Result<Value, AccountError> {
    let part = token.split('.').nth(1).ok_or_else(|| lacking("claims"))?;
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|error| AccountError::provider(&error))?;
    serde_json::from_slice(&bytes).map_err(|error| AccountError::provider(&error))
}
