//! `raadslag figure`: an input file in, a computed figure out, in the form that is asked for.

mod input;
mod output;
mod publish;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use jiff::civil::Date;
use raadslag_figures::{Context, Faults, Kind, Language};

/// Compute a figure from a file and show it.
#[derive(clap::Args)]
#[command(after_help = kinds())]
pub(crate) struct Args {
    /// What kind of figure, by its English or Danish name
    kind: Kind,
    /// A JSON, TOML, CSV or XLSX file, told apart by content; `-` is standard input
    #[arg(required_unless_present = "template")]
    input: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
    /// Which chart `--svg` draws, counted from 1
    #[arg(long, value_name = "N", default_value_t = 1, requires = "svg")]
    chart: usize,
    /// Write to this file rather than to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Set a value of the input before computing, "total=3000", "units[3].base=12,5"
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    /// The language of what is written
    #[arg(long, value_enum, default_value_t = Tongue::Da)]
    lang: Tongue,
    /// The day for which days left are counted [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    #[command(flatten)]
    publish: publish::Publish,
    /// Write an input filled with an example instead, to begin with
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with_all = ["input", "form", "set"])]
    template: Option<Template>,
}

/// In which form the figure is written; without any of these as text.
#[derive(clap::Args)]
#[group(id = "form", multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "one switch per form, and the group allows one")]
pub(crate) struct Form {
    /// The result as JSON
    #[arg(long)]
    json: bool,
    /// The tables as CSV
    #[arg(long)]
    csv: bool,
    /// The tables, the method and the input as a workbook
    #[arg(long)]
    xlsx: bool,
    /// A chart as SVG
    #[arg(long)]
    svg: bool,
    /// How the result came about, to be checked with a pocket calculator
    #[arg(long)]
    explain: bool,
    /// All of it as an accessible PDF
    #[arg(long)]
    pdf: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tongue {
    /// Danish
    Da,
    /// English
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    Xlsx,
    Toml,
    Csv,
    Json,
}

/// Where bad input ends, and input that is not there.
const BAD_INPUT: u8 = 2;

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let done = match (args.template, &args.input) {
        (Some(template), _) => output::template(args, template),
        (None, Some(path)) => {
            input::bytes(path).map_err(Failure::from).and_then(|bytes| figure(args, &bytes))
        }
        (None, None) => unreachable!("clap asks for one of both"),
    };
    match done {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Failure::Other(error)) => Err(error),
        Err(Failure::Input(faults)) => {
            let name = args.input.as_deref().map(input::name).unwrap_or_default();
            for fault in faults.list() {
                eprintln!("{name}: {}", fault.message(args.language()));
            }
            Ok(ExitCode::from(BAD_INPUT))
        }
        Err(Failure::Usage(message)) => {
            eprintln!("raadslag: {message}");
            Ok(ExitCode::from(BAD_INPUT))
        }
    }
}

/// Why there is nothing to show.
enum Failure {
    /// What is wrong with the input.
    Input(Faults),
    /// What is asked for cannot be had.
    Usage(String),
    /// Files, printing.
    Other(anyhow::Error),
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Input(faults)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

fn figure(args: &Args, bytes: &[u8]) -> Result<(), Failure> {
    if args.is_plain_json()
        && let Some(text) = input::json_text(bytes)
        && let Some(computed) = args.kind.compute_json(text, Context { today: args.today() })
    {
        return output::json(args, &computed);
    }
    let schema = args.kind.schema();
    let mut intake = input::intake(bytes, &schema)?;
    for (path, value) in &args.set {
        intake.set(&schema, path, value)?;
    }
    let computed = args.kind.compute(&intake, Context { today: args.today() })?;
    if args.publish.is_asked() {
        return publish::run(args, intake);
    }
    output::figure(args, &intake, &computed)
}

impl Args {
    /// Whether the result alone is asked for, of the input as it is: what other programs do.
    fn is_plain_json(&self) -> bool {
        self.form.json && self.set.is_empty() && !self.publish.is_asked()
    }

    fn language(&self) -> Language {
        match self.lang {
            Tongue::Da => Language::Danish,
            Tongue::En => Language::English,
        }
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| raadslag_app::clock::day_in_denmark(jiff::Timestamp::now()))
    }
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (path, value) = text.split_once('=').ok_or("write it as path=value")?;
    Ok((path.trim().to_owned(), value.to_owned()))
}

fn kinds() -> String {
    let line = |kind: Kind| {
        let [english, danish] = [Language::English, Language::Danish].map(|it| kind.title(it));
        format!("  {english:<13} {danish}\n")
    };
    let kinds: String = Kind::ALL.into_iter().map(line).collect();
    format!(
        "Kinds:\n{kinds}\nTo begin: raadslag figure allocation --template xlsx -o places.xlsx, fill it in,\n\
         raadslag figure allocation places.xlsx"
    )
}
