//! `raadslag serve`: the portal.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use raadslag_app::accounts::{GroupRole, Provider, ProviderSettings};
use raadslag_app::archive::Archive;
use raadslag_app::shell::Settings;
use raadslag_app::site::Site;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::mail::{Mail, Office};
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

/// Signing in at an identity provider (`OpenID` Connect).
#[expect(clippy::struct_field_names, reason = "the options say what they are about")]
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

/// Runs the command until it is told to stop.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    start_log("info", args.log_json);
    block_on(async {
        let archive = args.place.open().await?;
        archive.catch_up().await?;
        let site = Site { provider: args.provider.provider()?, ..site(&archive, &args.about) };
        serve(site, args.mail.office(None)?, args.listen, |address| {
            tracing::info!(%address, "the portal is served at http://{address}/");
        })
        .await
    })
}

/// The site of an archive.
pub(crate) fn site(archive: &Archive, about: &About) -> Site {
    let settings = Settings {
        public_address: about.public_address.clone(),
        operator: about.operator.clone(),
        contact: about.contact.clone(),
        ..Settings::default()
    };
    Site::new(archive.clone(), settings)
}

/// Serves a site; says the address once it answers.
pub(crate) async fn serve(
    mut site: Site,
    office: Office,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<ExitCode> {
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}; choose another address with --listen")
    })?;
    let address = listener.local_addr()?;
    ready(address);
    site.settings.own_address = Some(format!("http://{address}"));
    let work = office.open(&mut site);
    let archive = site.archive.clone();
    site.serve(listener, stopped()).await?;
    work.end().await?;
    archive.close().await;
    Ok(ExitCode::SUCCESS)
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
