//! `raadslag search`: what the portal's search page finds, in the terminal.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use raadslag_app::archive::{Audience, Hit, SearchRequest, SearchResponse, Sort};
use serde_json::{Value, json};

use crate::open::{Place, block_on};

/// Search the archive.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Print the hits and the counts as JSON
    #[arg(long)]
    json: bool,
    /// Only of the body with this slug, "kkr-sjaelland"
    #[arg(long)]
    body: Option<String>,
    /// Only of meetings in this year
    #[arg(long)]
    year: Option<i16>,
    /// Only of this kind, "decision"
    #[arg(long)]
    kind: Option<String>,
    /// Only with this outcome, "approved"
    #[arg(long)]
    outcome: Option<String>,
    /// Only where the municipality with this slug is named, "faxe"
    #[arg(long)]
    municipality: Option<String>,
    /// Newest first rather than best first
    #[arg(long)]
    newest: bool,
    /// Hits to show
    #[arg(long, default_value_t = 20)]
    limit: u32,
    /// Words, "phrases", -exclusions, prefixes*
    #[arg(required = true)]
    query: Vec<String>,
}

/// Runs the command. It searches what the public may read.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let request = SearchRequest {
        text: args.query.join(" "),
        body: args.body.clone(),
        year: args.year,
        kind: args.kind.clone(),
        outcome: args.outcome.clone(),
        municipality: args.municipality.clone(),
        person: None,
        sort: if args.newest { Sort::Newest } else { Sort::Relevance },
        page: 0,
        page_size: args.limit,
    };
    let response = block_on(async {
        let archive = args.place.open().await?;
        archive.catch_up().await?;
        let response = archive.search(&request, Audience::Public).await?;
        archive.close().await;
        Ok(response)
    })?;
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &as_json(&response))?;
        writeln!(out)?;
    } else {
        print(&mut out, &response)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(response: &SearchResponse) -> Value {
    let hit = |hit: &Hit| {
        let snippet: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
        let marked: Vec<&str> =
            hit.snippet.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
        json!({
            "address": format!("/punkt/{}", hit.entry.slug),
            "number": hit.entry.number,
            "title": hit.entry.title,
            "kind": hit.entry.kind,
            "access": hit.entry.access,
            "outcome": hit.entry.outcome,
            "body": hit.entry.meeting.body,
            "date": hit.entry.meeting.date,
            "snippet": snippet,
            "marked": marked,
        })
    };
    let facets = &response.facets;
    let counts = |facet: &[raadslag_app::archive::FacetCount]| -> Value {
        facet
            .iter()
            .map(|count| json!({"value": count.value, "label": count.label, "count": count.count}))
            .collect()
    };
    json!({
        "total": response.total,
        "hits": response.hits.iter().map(hit).collect::<Vec<_>>(),
        "facets": {
            "bodies": counts(&facets.bodies),
            "years": counts(&facets.years),
            "kinds": counts(&facets.kinds),
            "outcomes": counts(&facets.outcomes),
            "municipalities": counts(&facets.municipalities),
            "people": counts(&facets.people),
        },
        "suggestion": response.suggestion,
        "any_word": response.any_word,
    })
}

fn print(out: &mut impl Write, response: &SearchResponse) -> Result<()> {
    let (bold, plain) =
        if std::io::stdout().is_terminal() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    for hit in &response.hits {
        let meeting = &hit.entry.meeting;
        let date = meeting.date.map(|date| date.to_string()).unwrap_or_default();
        let number = hit.entry.number.as_deref().unwrap_or_default();
        writeln!(out, "{bold}{}{plain}", hit.entry.title)?;
        writeln!(out, "  {} {date} {number}  /punkt/{}", meeting.body, hit.entry.slug)?;
        let snippet: String = hit
            .snippet
            .iter()
            .map(|piece| {
                if piece.hit { format!("{bold}{}{plain}", piece.text) } else { piece.text.clone() }
            })
            .collect();
        if !snippet.is_empty() {
            writeln!(out, "  {}", snippet.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
        writeln!(out)?;
    }
    if response.any_word {
        writeln!(out, "No item has all the words; these have some of them.")?;
    }
    if let Some(suggestion) = &response.suggestion {
        writeln!(out, "Did you mean: {suggestion}")?;
    }
    writeln!(out, "{} hits", response.total)?;
    Ok(())
}
