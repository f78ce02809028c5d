//! A computed figure in the form that is asked for.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};

use anyhow::{Context, anyhow};
use raadslag_app::figures::paper;
use raadslag_figures::chart::Dress;
use raadslag_figures::{Computed, Intake, Language, from_toml, sheet_csv};

use super::{Args, Failure, Template};

/// Where the terminal does not say how wide it is.
const WIDTH: usize = 100;

/// Writes the figure.
pub(super) fn figure(args: &Args, intake: &Intake, computed: &Computed) -> Result<(), Failure> {
    let language = args.language();
    let form = &args.form;
    if form.json || form.csv || form.svg {
        // The other forms say it among their remarks.
        for note in &intake.notes {
            eprintln!("{}", note.in_language(language));
        }
    }
    if form.json {
        return json(args, computed);
    }
    let report = computed.report(language);
    if form.csv {
        text(args, &report.to_csv(language))
    } else if form.svg {
        text(args, &svg(args, computed)?)
    } else if form.explain {
        text(args, &report.explanation_text(language, width()))
    } else if form.xlsx {
        let workbook = if args.kind.keeps_input() {
            report.to_workbook(language)
        } else {
            let input = args.kind.schema().fill(&intake.json, language);
            report.to_workbook_with(input, language)
        };
        binary(args, &raadslag_sheets::write(&workbook).map_err(|error| anyhow!(error))?)
    } else if form.pdf {
        binary(args, &pdf(args, computed)?)
    } else {
        text(args, &report.to_text(language, width()))
    }
}

/// Writes the result as JSON, as it is made: there may be a million units.
pub(super) fn json(args: &Args, computed: &Computed) -> Result<(), Failure> {
    write_by(args, |out| {
        computed.write_json(out)?;
        out.write_all(b"\n")
    })
}

/// Writes an input filled with the kind's example.
pub(super) fn template(args: &Args, format: Template) -> Result<(), Failure> {
    let (schema, language) = (args.kind.schema(), args.language());
    let example = args.kind.example();
    if format == Template::Toml {
        return text(args, example);
    }
    let json = from_toml(example, &schema)?.json;
    match format {
        Template::Toml => Ok(()),
        Template::Json => text(args, &pretty(&json)),
        Template::Csv => text(args, &sheet_csv::write(&schema.fill(&json, language), language)),
        Template::Xlsx => {
            let workbook = schema.template(&json, language);
            binary(args, &raadslag_sheets::write(&workbook).map_err(|error| anyhow!(error))?)
        }
    }
}

fn pretty(json: &serde_json::Value) -> String {
    format!("{json:#}\n")
}

fn svg(args: &Args, computed: &Computed) -> Result<String, Failure> {
    let charts = computed.report(args.language()).charts;
    let chart = args.chart.checked_sub(1).and_then(|at| charts.get(at));
    let chart = chart.ok_or_else(|| {
        Failure::Usage(format!("there is no chart {}; the figure has {}", args.chart, charts.len()))
    })?;
    Ok(chart.svg("figure", args.language(), Dress::File))
}

fn pdf(args: &Args, computed: &Computed) -> Result<Vec<u8>, Failure> {
    let paper = paper(&computed.report(args.language()), args.language(), args.today());
    let printed = raadslag_print::print(&paper).map_err(|error| anyhow!(error))?;
    if !printed.replaced.is_empty() {
        let characters: String = printed.replaced.iter().collect();
        let said = args.language().pick(
            "disse tegn findes ikke i skriften og blev erstattet",
            "these characters are not in the font and were replaced",
        );
        eprintln!("{said}: {characters}");
    }
    Ok(printed.pdf)
}

fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|&columns| columns >= 20).unwrap_or(WIDTH)
}

fn text(args: &Args, text: &str) -> Result<(), Failure> {
    write(args, text.as_bytes())
}

/// A terminal shows no binary file.
fn binary(args: &Args, bytes: &[u8]) -> Result<(), Failure> {
    if args.output.is_none() && std::io::stdout().is_terminal() {
        let message = match args.language() {
            Language::Danish => "resultatet er en binær fil; giv den et navn med -o FIL",
            Language::English => "the result is a binary file; name it with -o FILE",
        };
        return Err(Failure::Usage(message.to_owned()));
    }
    write(args, bytes)
}

fn write(args: &Args, bytes: &[u8]) -> Result<(), Failure> {
    write_by(args, |out| out.write_all(bytes))
}

/// Writes to the file that was named, or to standard output.
fn write_by(
    args: &Args,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Failure> {
    if let Some(path) = &args.output {
        let written = File::create(path).and_then(|file| buffered(file, content));
        return Ok(written.with_context(|| format!("cannot write {}", path.display()))?);
    }
    let written = buffered(std::io::stdout().lock(), content);
    Ok(written.context("cannot write to standard output")?)
}

fn buffered(
    out: impl Write,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    content(&mut out)?;
    out.flush()
}
