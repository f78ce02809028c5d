//! A figure from JSON on standard input, without the rest of the program:
//! `cargo run --release --example figure -- allocation < input.json`.

use std::io::{BufWriter, Read, Write};

use raadslag_figures::{Context, Kind, from_json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let kind: Kind = std::env::args().nth(1).ok_or("which kind of figure?")?.parse()?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    // Only agreements, programmes and contracts ask for the day.
    let context = Context { today: jiff::civil::date(2026, 1, 1) };
    let computed = match kind.compute_json(&text, context) {
        Some(computed) => computed,
        None => kind.compute(&from_json(&text, &kind.schema())?, context)?,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    computed.write_json(&mut out)?;
    Ok(out.flush()?)
}
