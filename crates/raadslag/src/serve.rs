//! `raadslag serve`: the portal.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use raadslag_app::accounts::{GroupRole, Provider, ProviderSettings};
use raadslag_app::archive::Archive;
use raadslag_app::clock::SystemClock;
use raadslag_app::follow::{Pace, Runner};
use raadslag_app::mail::{Smtp, Worker};
use raadslag_app::onward::Reminder;
use raadslag_app::shell::Settings;
use raadslag_app::site::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;

use crate::open::{Place, block_on};

/// Serve the portal.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The address to listen on
    #[arg(long, env = "RAADSLAG_LISTEN", default_value = "127.0.0.1:8088")]
    listen: SocketAddr,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    mail: Mail,
    #[command(flatten)]
    provider: Elsewhere,
    /// Write the log as JSON, a line each
    #[arg(long)]
    log_json: bool,
}

/// What the one who runs the portal says about it.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct About {
    /// The address people use, "<https://raadslag.example.dk>" [default: what a request says]
    #[arg(long, env = "RAADSLAG_PUBLIC_ADDRESS")]
    public_address: Option<String>,
    /// Who is responsible for the portal, for the accessibility statement
    #[arg(long, env = "RAADSLAG_OPERATOR")]
    operator: Option<String>,
    /// Where to write to them
    #[arg(long, env = "RAADSLAG_CONTACT")]
    contact: Option<String>,
}

/// How mail is sent.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Mail {
    /// The server that takes mail, `smtp://user:password@host:587` or `smtps://…`; without it mail
    /// is written and waits
    #[arg(long, env = "RAADSLAG_SMTP", hide_env_values = true, requires = "mail_from")]
    smtp: Option<String>,
    /// Who mail comes from, `Raadslag <raadslag@example.dk>`
    #[arg(long, env = "RAADSLAG_MAIL_FROM")]
    mail_from: Option<String>,
}

impl Mail {
    fn server(&self) -> Result<Option<Smtp>> {
        let given = self.smtp.as_deref().zip(self.mail_from.as_deref());
        Ok(given.map(|(server, sender)| Smtp::new(server, sender)).transpose()?)
    }
}

/// Signing in at an identity provider (OpenID Connect).
#[derive(clap::Args, Clone, Default)]
pub(crate) struct Elsewhere {
    /// The identity provider's address; its description stands under /.well-known/openid-configuration
    #[arg(long, env = "RAADSLAG_OIDC_ISSUER", requires_all = ["oidc_client", "oidc_secret"])]
    oidc_issuer: Option<String>,
    /// What we are called there
    #[arg(long, env = "RAADSLAG_OIDC_CLIENT")]
    oidc_client: Option<String>,
    /// Our secret there
    #[arg(long, env = "RAADSLAG_OIDC_SECRET", hide_env_values = true)]
    oidc_secret: Option<String>,
    /// What the sign-in button calls it
    #[arg(long, env = "RAADSLAG_OIDC_LABEL", default_value = "kommunens login")]
    oidc_label: String,
    /// The claim that names a user's groups
    #[arg(long, env = "RAADSLAG_OIDC_GROUPS_CLAIM", default_value = "groups")]
    oidc_groups_claim: String,
    /// A group there and the role it gives here; may be given several times, in the environment parted by `;`
    #[arg(
        long = "oidc-group",
        env = "RAADSLAG_OIDC_GROUPS",
        value_name = "GROUP=ROLE[@BODY[/PARTY]]",
        value_delimiter = ';'
    )]
    oidc_groups: Vec<GroupRole>,
}

impl Elsewhere {
    fn provider(&self) -> Result<Option<Arc<Provider>>> {
        let (Some(issuer), Some(client_id), Some(client_secret)) =
            (self.oidc_issuer.clone(), self.oidc_client.clone(), self.oidc_secret.clone())
        else {
            return Ok(None);
        };
        let (label, groups_claim) = (self.oidc_label.clone(), self.oidc_groups_claim.clone());
        let groups = self.oidc_groups.clone();
        let settings =
            ProviderSettings { issuer, client_id, client_secret, label, groups_claim, groups };
        Ok(Some(Provider::new(settings)?))
    }
}

/// What an archive is served with.
pub(crate) struct Served<'a> {
    pub(crate) about: &'a About,
    pub(crate) mail: &'a Mail,
    pub(crate) provider: Option<Arc<Provider>>,
    /// When those who follow are told.
    pub(crate) pace: Pace,
    pub(crate) listen: SocketAddr,
}

/// Runs the command until it is told to stop.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    start_log("info", args.log_json);
    let (about, mail, listen) = (&args.about, &args.mail, args.listen);
    let provider = args.provider.provider()?;
    let served = Served { about, mail, provider, pace: Pace::default(), listen };
    block_on(async {
        let archive = args.place.open().await?;
        archive.catch_up().await?;
        serve(&archive, &served, |address| {
            tracing::info!(%address, "the portal is served at http://{address}/");
        })
        .await
    })
}

/// Serves an archive; says the address once it answers.
pub(crate) async fn serve(
    archive: &Archive,
    served: &Served<'_>,
    ready: impl FnOnce(SocketAddr),
) -> Result<ExitCode> {
    let (about, listen) = (served.about, served.listen);
    let smtp = served.mail.server()?;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}; choose another address with --listen")
    })?;
    let address = listener.local_addr()?;
    ready(address);
    let settings = Settings {
        public_address: about.public_address.clone(),
        operator: about.operator.clone(),
        contact: about.contact.clone(),
        own_address: Some(format!("http://{address}")),
        sends_mail: smtp.is_some(),
    };
    if smtp.is_some() && settings.public_address.is_none() {
        tracing::warn!("links in mails begin with http://{address}: set --public-address");
    }
    let (stop, stopping) = watch::channel(false);
    let work = start_work(archive, &settings, served.pace, smtp, &stopping);
    let provider = served.provider.clone();
    let site = Site { provider, ..Site::new(archive.clone(), settings) };
    site.serve(listener, stopped()).await?;
    stop.send_replace(true);
    for task in work {
        task.await.context("what works behind the portal ended early")?;
    }
    archive.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Starts what works behind the portal: telling those who follow, reminding those who have not
/// answered, and sending mail.
fn start_work(
    archive: &Archive,
    settings: &Settings,
    pace: Pace,
    smtp: Option<Smtp>,
    stopping: &watch::Receiver<bool>,
) -> Vec<JoinHandle<()>> {
    let clock = || Arc::new(SystemClock);
    let origin = settings.address_in_mails().to_owned();
    let reminder = Reminder::new(archive.clone(), clock(), origin.clone());
    let runner = Runner::new(archive.clone(), clock(), origin, pace);
    let mut work = vec![
        tokio::spawn(runner.run(stopping.clone())),
        tokio::spawn(reminder.run(stopping.clone())),
    ];
    if let Some(smtp) = smtp {
        let worker = Worker::new(archive.clone(), clock(), smtp);
        work.push(tokio::spawn(worker.run(stopping.clone())));
    }
    work
}

/// Resolves when the process is asked to stop: Ctrl-C, or SIGTERM from a service manager.
pub(crate) async fn stopped() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// Logs to standard error; `RUST_LOG` says how much.
pub(crate) fn start_log(level: &str, json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start, in a test, keeps the first.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}
