//! `raadslag serve`: the portal.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use raadslag_app::agendas;
use raadslag_app::archive::Archive;
use raadslag_app::clock::SystemClock;
use raadslag_app::follow::{Pace, Runner};
use raadslag_app::mail::{Smtp, Worker};
use raadslag_app::shell::Settings;
use raadslag_app::site;
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

/// What an archive is served with.
pub(crate) struct Served<'a> {
    pub(crate) about: &'a About,
    pub(crate) mail: &'a Mail,
    /// When those who follow are told.
    pub(crate) pace: Pace,
    pub(crate) listen: SocketAddr,
}

/// Runs the command until it is told to stop.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    start_log("info", args.log_json);
    let (about, mail, listen) = (&args.about, &args.mail, args.listen);
    let served = Served { about, mail, pace: Pace::default(), listen };
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
    let (stop, stopping) = watch::channel(false);
    let work = start_work(archive, &settings, served.pace, smtp, &stopping);
    site::serve(archive.clone(), settings, listener, stopped()).await?;
    stop.send_replace(true);
    for task in work {
        task.await.context("what works behind the portal ended early")?;
    }
    archive.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Starts what works behind the portal: telling those who follow, publishing what is due, and
/// sending mail.
fn start_work(
    archive: &Archive,
    settings: &Settings,
    pace: Pace,
    smtp: Option<Smtp>,
    stopping: &watch::Receiver<bool>,
) -> Vec<JoinHandle<()>> {
    let clock = || Arc::new(SystemClock);
    let origin = settings.address_in_mails().to_owned();
    let publisher = agendas::Worker::new(archive.clone(), clock(), origin.clone());
    let runner = Runner::new(archive.clone(), clock(), origin, pace);
    let mut work = vec![tokio::spawn(runner.run(stopping.clone()))];
    work.push(tokio::spawn(publisher.run(stopping.clone())));
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
