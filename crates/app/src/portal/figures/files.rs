//! A figure's downloads, of the stored input or with other values.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use jiff::civil::Date;
use raadslag_figures::chart::Dress;
use raadslag_figures::{Computed, Intake};

use super::page::spoken;
use super::{Asked, asked, parted};
use crate::context::Context;
use crate::digest;
use crate::figures::paper;
use crate::i18n::Language;
use crate::made;
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
    let kind = media_type(&file);
    let (name, asked) = (wanted.name(&file), file.clone());
    let make = async {
        let made = tokio::task::spawn_blocking(move || wanted.content(&asked)).await;
        made.map_err(|error| PageError::internal(&error))?
    };
    Ok(answer(&slug, &file, kind, made::file(&name, make).await?))
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').unwrap_or_default().1 {
        "pdf" => PDF,
        "xlsx" => XLSX,
        "csv" => CSV,
        "svg" => SVG,
        _ => JSON,
    }
}

/// A figure to be written as a file.
struct Wanted {
    intake: Intake,
    computed: Arc<Computed>,
    language: Language,
    today: Date,
}

impl Wanted {
    /// All that the file is made of.
    fn name(&self, file: &str) -> String {
        let Self { intake, computed, language, today } = self;
        let Intake { json, notes, .. } = intake;
        let kind = computed.kind;
        digest::sha256(format!("{file}\0{kind:?}\0{language:?}\0{today}\0{notes:?}\0{json}"))
    }

    /// The bytes of a file.
    fn content(&self, file: &str) -> Result<Vec<u8>, PageError> {
        let spoken = spoken(self.language);
        let report = self.computed.report(spoken);
        let keeps_input = self.computed.kind.keeps_input();
        match file {
            "tal.pdf" => {
                let printed = raadslag_print::print(&paper(&report, spoken, self.today));
                printed.map(|printed| printed.pdf).map_err(|e| PageError::internal(&e))
            }
            "tal.xlsx" => {
                let workbook = if keeps_input {
                    report.to_workbook(spoken)
                } else {
                    let input = self.computed.kind.schema().fill(&self.intake.json, spoken);
                    report.to_workbook_with(input, spoken)
                };
                raadslag_sheets::write(&workbook).map_err(|e| PageError::internal(&e))
            }
            // Excel takes a file for UTF-8 by its mark only.
            "tabel.csv" => Ok(format!("\u{feff}{}", report.to_csv(spoken)).into_bytes()),
            "resultat.json" => Ok(format!("{:#}\n", self.computed.json()).into_bytes()),
            INPUT if !keeps_input => Ok(format!("{:#}\n", self.intake.json).into_bytes()),
            other => {
                let number = other.strip_prefix("graf-").and_then(|rest| rest.strip_suffix(".svg"));
                let number = number.and_then(|number| number.parse::<usize>().ok());
                let chart = number.and_then(|number| report.charts.get(number.checked_sub(1)?));
                let chart = chart.ok_or(PageError::NotFound)?;
                Ok(chart.svg("graf", spoken, Dress::File).into_bytes())
            }
        }
    }
}

fn answer(slug: &str, file: &str, kind: &'static str, bytes: Bytes) -> Response {
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
