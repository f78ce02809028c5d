//! Pages of figures: the list, the figure with table, chart and explanation, the same figure with
//! other values at an address of its own, and its downloads.
//!
//! Other values stand in the address as `v.PATH=TEXT`, for example `v.total=3100`; the form's answer
//! is turned into the shortest such address, which can be shared.

mod files;
mod form;
mod page;
mod table;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::http::{VIEWER, data, page};
use crate::context::Context;
use crate::figures::{Figure, FigureError};
use crate::shell::{Answer, PageError, Visit, encode};

pub(super) use files::file;
pub use page::{FigurePage, FiguresPage};
pub(crate) use page::{Shown, spoken};

/// What begins the name of a value in an address.
const VALUE: &str = "v.";
/// Values in one address; a form of a very long table has more, and is computed with the command.
const MOST_VALUES: usize = 2000;

impl From<FigureError> for PageError {
    fn from(error: FigureError) -> Self {
        Self::internal(&error)
    }
}

/// What is asked of a figure's page.
pub(super) type Asked = Vec<(String, String)>;

/// Which version and which other values are asked for.
fn parted(asked: Asked) -> (Option<String>, Vec<(String, String)>) {
    let mut version = None;
    let mut values = Vec::new();
    for (name, text) in asked {
        if let Some(path) = name.strip_prefix(VALUE) {
            values.push((path.to_owned(), text));
        } else if name == "version" {
            version = Some(text).filter(|text| !text.trim().is_empty());
        }
    }
    (version, values)
}

/// The figure asked for; a version that is no number is not there.
async fn asked(context: &Context, slug: &str, version: Option<&str>) -> Result<Figure, PageError> {
    let version = version.map(|text| text.trim().parse().map_err(|_| PageError::NotFound));
    let version = version.transpose()?;
    let found = context.archive.figure(slug, version, context.today(), VIEWER).await?;
    found.ok_or(PageError::NotFound)
}

/// `/tal`.
pub(super) async fn list(State(context): State<Context>, visit: Visit) -> Answer {
    page(&FiguresPage::new(&visit, &context.archive.figures(VIEWER).await?))
}

/// `/tal/{slug}`, also with other values.
pub(super) async fn figure(
    State(context): State<Context>,
    visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<Asked>,
) -> Answer {
    let (version, values) = parted(query);
    let figure = asked(&context, &slug, version.as_deref()).await?;
    if values.is_empty() {
        if visit.wants_json {
            return Ok(data(&figure.computed.json()));
        }
        return page(&FigurePage::stored(&visit, &figure));
    }
    if values.len() > MOST_VALUES || figure.kind.keeps_input() {
        return Err(PageError::BadRequest);
    }
    match figure.with_values(&values, context.today()) {
        Ok((_, computed)) if visit.wants_json => Ok(data(&computed.json())),
        Ok((intake, computed)) => {
            page(&FigurePage::recomputed(&visit, &figure, &values, &intake, &computed))
        }
        Err(faults) => page(&FigurePage::refused(&visit, &figure, &values, &faults)),
    }
}

/// `/tal/{slug}/regn`: a form's answer becomes the address with only what differs.
pub(super) async fn recompute(
    State(context): State<Context>,
    visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let version = query.get("version").map(String::as_str).filter(|text| !text.trim().is_empty());
    let figure = asked(&context, &slug, version).await?;
    let changed = form::fields(&figure, visit.language).into_iter().filter_map(|field| {
        let text = query.get(&field.name())?.trim();
        (text != field.value).then(|| (field.path, text.to_owned()))
    });
    let values: Vec<(String, String)> = changed.collect();
    let address = format!("/tal/{}{}", encode(&slug), page::query(&figure, &values));
    Ok(Redirect::to(&address).into_response())
}
