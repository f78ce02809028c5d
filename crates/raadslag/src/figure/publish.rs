//! `raadslag figure KIND INPUT --publish`: the figure into the archive, where the portal shows it.

use anyhow::anyhow;
use raadslag_app::figures::{Draft, FigureError};
use raadslag_document::Access;
use raadslag_figures::Intake;

use super::{Args, Failure};
use crate::open::{Place, block_on};

/// Where a figure is published.
#[derive(clap::Args)]
pub(crate) struct Publish {
    /// Put the figure into the archive instead; an input that differs makes the next version
    #[arg(id = "publish", long, conflicts_with_all = ["form", "output", "template"])]
    asked: bool,
    /// Its name in addresses [default: made of the title]
    #[arg(long, value_name = "NAME", requires = "publish")]
    name: Option<String>,
    /// Keep it from the public
    #[arg(long, requires = "publish")]
    closed: bool,
    #[command(flatten)]
    place: Place,
}

impl Publish {
    /// Whether the figure is to be published rather than shown.
    pub(super) fn is_asked(&self) -> bool {
        self.asked
    }
}

/// Publishes and says where it is shown.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(super) fn run(args: &Args, intake: Intake) -> Result<(), Failure> {
    let asked = &args.publish;
    let access = if asked.closed { Access::Closed } else { Access::Open };
    let draft = Draft { kind: args.kind, intake, slug: asked.name.clone(), access };
    let published = block_on(async {
        let archive = asked.place.open().await?;
        let published = archive.publish_figure(&draft).await;
        archive.close().await;
        Ok(published)
    })?;
    match published {
        Ok(published) => {
            let state = if published.unchanged { "unchanged" } else { "published" };
            println!("/tal/{}: version {} {state}", published.slug, published.number);
            Ok(())
        }
        Err(FigureError::Input(faults)) => Err(Failure::Input(faults)),
        Err(error) => Err(Failure::Other(anyhow!(error))),
    }
}
