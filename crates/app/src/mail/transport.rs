//! The way to the SMTP server.

use std::net::Ipv4Addr;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::{Host, Url};

use super::SettingError;
use super::compose::{Parcel, compose};
use super::rules::{Refusal, one_line};

/// How long one mail may take, from the connection to the server's answer.
const TIME_OUT: Duration = Duration::from_mins(4);
/// Answers that refuse us rather than the mail: who we are, or that we must say so (RFC 4954).
const NOT_US: [u16; 5] = [530, 534, 535, 538, 454];

/// The server that takes our mail, and who it comes from.
#[derive(Debug, Clone)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
}

impl Smtp {
    /// The server at an address, `smtp://user:password@host:587` or `smtps://…`, and a sender,
    /// `Raadslag <raadslag@example.dk>`.
    ///
    /// `smtp://` turns to TLS when connected: a password is never sent without it, save to this
    /// machine; without a password, where the server offers none, mail goes as it is. `?tls=required`
    /// insists, `?tls=none` does without.
    pub fn new(address: &str, sender: &str) -> Result<Self, SettingError> {
        let url = settled(address)?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|error| SettingError::Server(error.to_string()))?
            .timeout(Some(Duration::from_mins(1)))
            .build();
        let sender = sender.parse().map_err(|_| SettingError::Sender(sender.to_owned()))?;
        Ok(Self { server, sender })
    }

    /// The domain of the sender, for `Message-ID`s.
    pub(super) fn domain(&self) -> &str {
        self.sender.email.domain()
    }

    /// Sends a mail; returns the server's words.
    pub(super) async fn send(&self, parcel: &Parcel) -> Result<String, Refusal> {
        let mime = compose(parcel, &self.sender).map_err(|e| Refusal::Never(e.to_string()))?;
        let bytes = mime.formatted();
        let sending = self.server.send_raw(mime.envelope(), &bytes);
        match tokio::time::timeout(TIME_OUT, sending).await {
            Ok(Ok(response)) => {
                let words = response.message().collect::<Vec<_>>().join(" ");
                Ok(one_line(&format!("{} {words}", response.code())))
            }
            Ok(Err(error)) => Err(self.blamed(refusal(&error)).await),
            Err(_) => Err(Refusal::Later("the server did not answer in time".to_owned())),
        }
    }
}

impl Smtp {
    /// A refusal of the mail, unless the server refuses everything: it may greet us with a 554.
    async fn blamed(&self, refusal: Refusal) -> Refusal {
        match refusal {
            Refusal::Never(words) => match self.server.test_connection().await {
                Ok(true) => Refusal::Never(words),
                Ok(false) | Err(_) => Refusal::Away(words),
            },
            other => other,
        }
    }
}

/// The address with what it leaves open decided.
fn settled(address: &str) -> Result<String, SettingError> {
    let wrong = |why: &str| SettingError::Server(why.to_owned());
    let mut url = Url::parse(address).map_err(|error| wrong(&error.to_string()))?;
    let given = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, v)| v.into_owned());
    let near = match url.host() {
        // Outside the web's schemes a number is a name like any other.
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback())
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err(wrong("it names no server")),
    };
    let tls = match (url.scheme(), given.as_deref()) {
        ("smtps", _) | ("smtp", Some("none")) => None,
        ("smtp", Some("required")) => Some("required"),
        ("smtp", None) if url.password().is_some() && !near => Some("required"),
        ("smtp", None | Some("opportunistic")) => Some("opportunistic"),
        ("smtp", Some(_)) => return Err(wrong("tls is `required`, `opportunistic` or `none`")),
        _ => return Err(wrong("it begins with smtp:// or smtps://")),
    };
    // What is not said of the port: 25 between servers, 587 and 465 where one signs in.
    if url.scheme() == "smtp" && url.port().is_none() {
        let port = if url.password().is_some() { 587 } else { 25 };
        url.set_port(Some(port)).map_err(|()| wrong("its port cannot be set"))?;
    }
    url.set_query(tls.map(|tls| format!("tls={tls}")).as_deref());
    Ok(url.to_string())
}

fn refusal(error: &Error) -> Refusal {
    let words = one_line(&said(error));
    match error.status() {
        Some(code) if NOT_US.contains(&u16::from(code)) => Refusal::Away(words),
        Some(_) if error.is_permanent() => Refusal::Never(words),
        Some(_) => Refusal::Later(words),
        None if error.is_response() || error.is_client() => Refusal::Later(words),
        None => Refusal::Away(words),
    }
}

/// The error and what caused it.
fn said(error: &Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let more = error.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_goes_to_another_machine_only_under_tls() {
        for (address, wanted) in [
            ("smtp://a:b@mail.dk", "smtp://a:b@mail.dk:587?tls=required"),
            ("smtp://a:b@127.0.0.1:2525", "smtp://a:b@127.0.0.1:2525?tls=opportunistic"),
            ("smtp://mail.dk", "smtp://mail.dk:25?tls=opportunistic"),
            ("smtp://mail.dk:26?tls=none", "smtp://mail.dk:26"),
            ("smtps://a:b@mail.dk", "smtps://a:b@mail.dk"),
        ] {
            assert_eq!(settled(address).unwrap(), wanted);
            assert!(Smtp::new(address, "Raadslag <raadslag@mail.dk>").is_ok(), "{address}");
        }
    }

    #[tokio::test]
    async fn a_wrong_setting_is_named() {
        for address in ["mail.dk", "http://mail.dk", "smtp://", "smtp://mail.dk?tls=maybe"] {
            let error = Smtp::new(address, "a@mail.dk").unwrap_err().to_string();
            assert!(error.contains("SMTP server's address is wrong"), "{address}: {error}");
        }
        let error = Smtp::new("smtp://mail.dk", "Raadslag").unwrap_err().to_string();
        assert!(error.contains("`Raadslag` is no mail address"), "{error}");
    }
}
