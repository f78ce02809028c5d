//! A figure's downloads, of the stored input or with other values.

use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use raadslag_figures::chart::Dress;
use raadslag_figures::{Computed, Intake};

use super::page::spoken;
use super::{Asked, asked, parted};
use crate::figures::Figure;
use crate::i18n::Language;
use crate::portal::http::Portal;
use crate::shell::{PageError, Visit};

/// Every download that each figure has, with the key of its label.
pub(super) const DOWNLOADS: [(&str, &str); 3] = [
    ("tabel.csv", "figure-csv"),
    ("resultat.json", "figure-json"),
    ("grundlag.json", "figure-input"),
];

/// An SVG opened by itself may colour itself and nothing else.
const SVG_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// `/tal/{slug}/{file}`.
pub(in crate::portal) async fn file(
    State(portal): State<Portal>,
    visit: Visit,
    Path((slug, file)): Path<(String, String)>,
    Query(query): Query<Asked>,
) -> Result<Response, PageError> {
    let (version, values) = parted(query);
    let figure = asked(&portal, &slug, version.as_deref()).await?;
    let recomputed;
    let (intake, computed) = if values.is_empty() {
        (&figure.intake, &figure.computed)
    } else {
        let computed = figure.with_values(&values, portal.today());
        recomputed = computed.map_err(|_| PageError::BadRequest)?;
        (&recomputed.0, &recomputed.1)
    };
    let (kind, bytes) =
        content(&file, intake, computed, visit.language).ok_or(PageError::NotFound)?;
    Ok(answer(&figure, &file, kind, bytes))
}

fn content(
    file: &str,
    intake: &Intake,
    computed: &Computed,
    l: Language,
) -> Option<(&'static str, Vec<u8>)> {
    let pretty = |json: &serde_json::Value| serde_json::to_vec_pretty(json).ok();
    match file {
        "tabel.csv" => {
            // Excel takes a file for UTF-8 by its mark only.
            let csv = format!("\u{feff}{}", computed.report(spoken(l)).to_csv(spoken(l)));
            Some(("text/csv; charset=utf-8", csv.into_bytes()))
        }
        "resultat.json" => Some(("application/json", pretty(&computed.json())?)),
        "grundlag.json" => Some(("application/json", pretty(&intake.json)?)),
        _ => {
            let number: usize = file.strip_prefix("graf-")?.strip_suffix(".svg")?.parse().ok()?;
            let report = computed.report(spoken(l));
            let chart = report.charts.get(number.checked_sub(1)?)?;
            Some(("image/svg+xml", chart.svg("graf", spoken(l), Dress::File).into_bytes()))
        }
    }
}

fn answer(figure: &Figure, file: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if kind == "image/svg+xml" {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(SVG_POLICY));
    } else {
        let name = format!("attachment; filename=\"{}-{file}\"", figure.slug);
        headers.extend(HeaderValue::from_str(&name).ok().map(|name| (CONTENT_DISPOSITION, name)));
    }
    response
}
