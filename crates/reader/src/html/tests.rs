use super::*;
#[test]
fn dump() {
    let path = std::env::var("DUMP").unwrap_or_default();
    if path.is_empty() {
        return;
    }
    let text = std::fs::read_to_string(path).unwrap();
    match read(&text).unwrap() {
        Found::Outline(o) => println!("{o:#?}"),
        Found::Flow(f) => println!("{f:#?}"),
    }
}
