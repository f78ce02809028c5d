//! Pictures. The model has none, so each is reported, with the description that the file gives of it
//! for those who do not see it.

use raadslag_document::Problem;

use crate::flow::At;

/// The problem's code.
pub(crate) const CODE: &str = "picture-left-out";

/// A picture that is left out. White space in its description is collapsed; it may be empty.
pub(crate) fn problem(at: At, description: &str) -> Problem {
    let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = if description.is_empty() {
        "a picture is left out, and the file does not say in words what it shows"
    } else {
        "a picture is left out; the file's description of it is kept here"
    };
    Problem {
        line: at.line,
        page: at.page,
        code: CODE.to_owned(),
        message: message.to_owned(),
        text: (!description.is_empty()).then_some(description),
    }
}
