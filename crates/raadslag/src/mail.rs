//! What works behind a served site: sending mail, telling those who follow, and reminding those who
//! have not answered.

use std::sync::Arc;

use anyhow::{Context, Result};
use raadslag_app::agendas;
use raadslag_app::follow::{Pace, Runner};
use raadslag_app::mail::{Smtp, Worker};
use raadslag_app::onward::Reminder;
use raadslag_app::site::Site;
use tokio::sync::watch;
use tokio::task::JoinHandle;

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

/// What is to work, once it is known where the site answers.
pub(crate) struct Office {
    smtp: Option<Smtp>,
    pace: Option<Pace>,
}

impl Mail {
    /// An office as the options say. Those who follow are told at this pace, by default at the usual
    /// one, and then only where mail is sent.
    pub(crate) fn office(&self, pace: Option<Pace>) -> Result<Office> {
        let given = self.smtp.as_deref().zip(self.mail_from.as_deref());
        let smtp = given.map(|(server, sender)| Smtp::new(server, sender)).transpose()?;
        let pace = pace.or_else(|| smtp.is_some().then(Pace::default));
        Ok(Office { smtp, pace })
    }
}

impl Office {
    /// Starts to work for a site, which learns whether its mail is sent.
    pub(crate) fn open(self, site: &mut Site) -> Work {
        site.settings.sends_mail = self.smtp.is_some();
        let origin = site.settings.address_in_mails().to_owned();
        if self.smtp.is_some() && site.settings.public_address.is_none() {
            tracing::warn!("links in mails begin with {origin}: set --public-address");
        }
        let (stop, stopping) = watch::channel(false);
        let mut tasks = Vec::new();
        let (archive, clock) = (&site.archive, &site.clock);
        let publisher = agendas::Worker::new(archive.clone(), Arc::clone(clock), origin.clone());
        tasks.push(tokio::spawn(publisher.run(stopping.clone())));
        if let Some(pace) = self.pace {
            let reminder = Reminder::new(archive.clone(), Arc::clone(clock), origin.clone());
            tasks.push(tokio::spawn(reminder.run(stopping.clone())));
            let runner = Runner::new(archive.clone(), Arc::clone(clock), origin, pace);
            tasks.push(tokio::spawn(runner.run(stopping.clone())));
        }
        if let Some(smtp) = self.smtp {
            let worker = Worker::new(archive.clone(), Arc::clone(clock), smtp);
            tasks.push(tokio::spawn(worker.run(stopping)));
        }
        Work { stop, tasks }
    }
}

/// What works.
pub(crate) struct Work {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Work {
    /// Lets it end what it has in hand.
    pub(crate) async fn end(self) -> Result<()> {
        self.stop.send_replace(true);
        for task in self.tasks {
            task.await.context("what works behind the site ended early")?;
        }
        Ok(())
    }
}
