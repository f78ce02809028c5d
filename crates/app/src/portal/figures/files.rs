//! A figure's downloads, of the stored input or with other values.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use raadslag_figures::chart::Dress;
use raadslag_figures::{Computed, Intake};
use tokio::sync::Semaphore;

use super::page::spoken;
use super::{Asked, asked, parted};
use crate::context::Context;
use crate::figures::paper;
use crate::i18n::Language;
use crate::shell::{FILE_POLICY, Keep, PageError, Visit};

/// The input's file.
pub(super) const INPUT: &str = "grundlag.json";

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// Every download that each figure has, with the key of its label.
pub(super) const DOWNLOADS: [(&str, &str); 5] = [
    ("tal.pdf", key("figure-pdf")),
    ("tal.xlsx", key("figure-xlsx")),
    ("tabel.csv", key("figure-csv")),
    ("resultat.json", key("figure-json")),
    (INPUT, key("figure-input")),
];

/// Files set or packed at once: each keeps a core busy for a while.
static AT_WORK: Semaphore = Semaphore::const_new(2);

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";
const JSON: &str = "application/json";
const SVG: &str = "image/svg+xml";

/// An SVG opened by itself may colour itself and nothing else.
const SVG_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// `/tal/{slug}/{file}`.
pub(in crate::portal) async fn file(
    State(context): State<Context>,
    visit: Visit,
    Path((slug, file)): Path<(String, String)>,
    Query(query): Query<Asked>,
) -> Result<Response, PageError> {
    let (version, values) = parted(query);
    let figure = asked(&context, &slug, version.as_deref()).await?;
    let (intake, computed) = if values.is_empty() {
        (figure.intake, figure.computed)
    } else if figure.kind.keeps_input() {
        return Err(PageError::BadRequest);
    } else {
        let other = figure.with_values(&values, context.today());
        let (intake, computed) = other.map_err(|_| PageError::BadRequest)?;
        (intake, Arc::new(computed))
    };
    let wanted = Wanted { intake, computed, language: visit.language, today: context.today() };
    let name = file.clone();
    let _place = AT_WORK.acquire().await.map_err(|error| PageError::internal(&error))?;
    let made = tokio::task::spawn_blocking(move || wanted.content(&name));
    let made = made.await.map_err(|error| PageError::internal(&error))?;
    let (kind, bytes) = made?;
    Ok(answer(&slug, &file, kind, bytes))
}

/// A figure to be written as a file.
struct Wanted {
    intake: Intake,
    computed: Arc<Computed>,
    language: Language,
    today: Date,
}

impl Wanted {
    /// The file of this name: its media type and bytes.
    fn content(&self, file: &str) -> Result<(&'static str, Vec<u8>), PageError> {
        let spoken = spoken(self.language);
        let report = self.computed.report(spoken);
        let keeps_input = self.computed.kind.keeps_input();
        match file {
            "tal.pdf" => {
                let printed = raadslag_print::print(&paper(&report, spoken, self.today));
                printed.map(|printed| (PDF, printed.pdf)).map_err(|e| PageError::internal(&e))
            }
            "tal.xlsx" => {
                let workbook = if keeps_input {
                    report.to_workbook(spoken)
                } else {
                    let input = self.computed.kind.schema().fill(&self.intake.json, spoken);
                    report.to_workbook_with(input, spoken)
                };
                let bytes = raadslag_sheets::write(&workbook);
                bytes.map(|bytes| (XLSX, bytes)).map_err(|e| PageError::internal(&e))
            }
            // Excel takes a file for UTF-8 by its mark only.
            "tabel.csv" => Ok((CSV, format!("\u{feff}{}", report.to_csv(spoken)).into_bytes())),
            "resultat.json" => Ok((JSON, format!("{:#}\n", self.computed.json()).into_bytes())),
            INPUT if !keeps_input => Ok((JSON, format!("{:#}\n", self.intake.json).into_bytes())),
            other => {
                let number = other.strip_prefix("graf-").and_then(|rest| rest.strip_suffix(".svg"));
                let number = number.and_then(|number| number.parse::<usize>().ok());
                let chart = number.and_then(|number| report.charts.get(number.checked_sub(1)?));
                let chart = chart.ok_or(PageError::NotFound)?;
                Ok((SVG, chart.svg("graf", spoken, Dress::File).into_bytes()))
            }
        }
    }
}

fn answer(slug: &str, file: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = (Extension(Keep), bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let policy = match kind {
        SVG => SVG_POLICY,
        _ => FILE_POLICY,
    };
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    if kind != SVG && kind != PDF {
        let name = format!("attachment; filename=\"{slug}-{file}\"");
        headers.extend(HeaderValue::from_str(&name).ok().map(|name| (CONTENT_DISPOSITION, name)));
    }
    response
}
