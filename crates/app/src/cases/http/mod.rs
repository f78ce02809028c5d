//! Addresses and what answers them.

mod actions;
mod annexes;
mod fields;
mod load;
mod pages;
mod upload;

use axum::Router;

use super::CaseError;
use super::annexes::LARGEST;
use crate::access::routes;
use crate::context::Context;
use crate::shell::{PageError, with_files};

pub(super) use fields::Fields;

/// The addresses of cases.
pub fn routes() -> Router<Context> {
    let plain = routes! {
        GET "/arbejde/sager" => pages::list,
        GET "/arbejde/sager/ny" => pages::new_form,
        GET "/arbejde/sag/{id}" => pages::case,
        GET "/arbejde/sag/{id}/ret" => pages::edit_form,
        POST "/arbejde/sag/{id}/ret" => actions::edit,
        POST "/arbejde/sag/{id}/tilstand" => actions::state,
        POST "/arbejde/sag/{id}/fornyelse" => actions::renewed,
        POST "/arbejde/sag/{id}/rute" => actions::add_station,
        GET "/arbejde/sag/{id}/rute/{station}" => pages::station,
        POST "/arbejde/sag/{id}/rute/{station}" => actions::station,
        POST "/arbejde/sag/{id}/raad" => actions::advise,
        GET "/arbejde/sag/{id}/bilag/{annex}" => annexes::page,
        POST "/arbejde/sag/{id}/bilag/{annex}" => annexes::change,
        GET "/arbejde/sag/{id}/bilag/{annex}/{version}/{name}" => annexes::content,
    };
    let uploads = routes! {
        POST "/arbejde/sager/ny" => actions::create,
        POST "/arbejde/sag/{id}/bilag" => annexes::add,
        POST "/arbejde/sag/{id}/bilag/{annex}/fil" => annexes::replace,
    };
    plain.merge(with_files(uploads, LARGEST))
}

impl From<CaseError> for PageError {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::Missing(_)
            | CaseError::NoAnnex
            | CaseError::Route(super::RouteError::NoStation) => Self::NotFound,
            error if error.is_the_users() => Self::BadRequest,
            error => Self::internal(&error),
        }
    }
}
