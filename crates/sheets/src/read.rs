//! XLSX in, by `calamine`, cell by cell: its ranges would be as large as a sheet says it is.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use jiff::civil::Date;
use raadslag_figures::{Cell, CellFormat, Exact, Sheet, Workbook};

use crate::error::ROWS_KEPT;
use crate::{ReadError, bounds};

type Engine<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads the bytes of an XLSX file. Cells that hold a formula are [`Cell::Formula`] with the value
/// the spreadsheet last computed, where that is a number. Of each sheet so many rows are kept as show
/// that it has more than a kind reads.
pub fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    bounds::check(bytes)?;
    // The engine counts on references that make sense, and what it then does is not ours to bound.
    std::panic::catch_unwind(|| workbook(bytes))
        .unwrap_or_else(|_| Err(ReadError::Damaged("a cell's reference cannot be read".to_owned())))
}

fn workbook(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut engine: Engine = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let sheets = engine.sheets_metadata().iter();
    let names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let sheets = names.iter().map(|name| sheet(&mut engine, name));
    Ok(Workbook { sheets: sheets.collect::<Result<_, _>>()? })
}

fn failed(error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string().chars().take(200).collect()),
    }
}

fn sheet(engine: &mut Engine, name: &str) -> Result<Sheet, ReadError> {
    let percent = percent_cells(engine, name)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut cells = 0;
    let mut reader = engine.worksheet_cells_reader(name).map_err(|error| failed(&error))?;
    while let Some(record) =
        reader.next_cell_with_formula_metadata().map_err(|error| failed(&error))?
    {
        let (row, column) = (record.pos.0 as usize, record.pos.1 as usize);
        let format = percent.get(&record.pos).copied().unwrap_or(CellFormat::General);
        let cell = cell(&record.value, record.formula.is_some(), format);
        if cell == Cell::Empty {
            continue;
        }
        // However far down it stands, one cell shows that there is more than is read.
        let is_beyond = row >= ROWS_KEPT;
        let (row, column) = if is_beyond { (ROWS_KEPT - 1, 0) } else { (row, column) };
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            cells += column + 1 - rows[row].len();
            if cells > bounds::MOST_CELLS {
                return Err(ReadError::TooManyCells(name.to_owned()));
            }
            rows[row].resize(column + 1, Cell::Empty);
        }
        rows[row][column] = cell;
        if is_beyond {
            break;
        }
    }
    drop(reader);
    let merged = merged(engine, name)?;
    Ok(Sheet { rows, merged, ..Sheet::new(name) })
}

/// The cells shown as percentages, with their decimals.
fn percent_cells(
    engine: &mut Engine,
    name: &str,
) -> Result<HashMap<(u32, u32), CellFormat>, ReadError> {
    let mut reader = engine.worksheet_cells_reader(name).map_err(|error| failed(&error))?;
    let percent: HashMap<usize, CellFormat> = reader
        .styles()
        .iter()
        .enumerate()
        .filter_map(|(id, style)| {
            let code = &style.number_format.as_ref()?.format_code;
            let digits = code.split_once('.').map_or("", |(_, decimals)| decimals);
            let decimals = digits.chars().take_while(|c| matches!(c, '0' | '#')).count();
            let decimals = u8::try_from(decimals).unwrap_or(u8::MAX);
            is_percent(code).then_some((id, CellFormat::Percent(decimals)))
        })
        .collect();
    let mut cells = HashMap::new();
    if percent.is_empty() {
        return Ok(cells);
    }
    while let Some((cell, style)) =
        reader.next_cell_with_style_id().map_err(|error| failed(&error))?
    {
        if let Some(format) = percent.get(&style)
            && !matches!(cell.get_value(), DataRef::Empty)
            && (cell.get_position().0 as usize) < ROWS_KEPT
        {
            if cells.len() > bounds::MOST_CELLS {
                return Err(ReadError::TooManyCells(name.to_owned()));
            }
            cells.insert(cell.get_position(), *format);
        }
    }
    Ok(cells)
}

/// Whether a format code has a percent sign that is no quoted text.
fn is_percent(code: &str) -> bool {
    code.split('"').step_by(2).any(|plain| plain.contains('%') && !plain.contains("\\%"))
}

/// The top left cells of merged regions, without those that are of one cell only.
fn merged(engine: &mut Engine, name: &str) -> Result<Vec<(usize, usize)>, ReadError> {
    let regions = match engine.merge_cells_by_sheet_name(name) {
        Ok(regions) => regions,
        Err(XlsxError::WorksheetNotFound(_)) => Vec::new(),
        Err(error) => return Err(failed(&error)),
    };
    let mut seen = HashSet::new();
    let regions = regions.iter().filter(|region| region.start != region.end);
    let places = regions.map(|region| (region.start.0 as usize, region.start.1 as usize));
    Ok(places.filter(|place| seen.insert(*place)).collect())
}

fn cell(value: &DataRef, is_formula: bool, format: CellFormat) -> Cell {
    let number = |float: f64| exact(float).map_or(Cell::Empty, |it| Cell::Number(it, format));
    let cell = match value {
        DataRef::Int(integer) => Cell::Number((*integer).into(), format),
        DataRef::Float(float) => number(*float),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(date) => day(date).map_or_else(|| number(date.as_f64()), Cell::Date),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).unwrap_or(text).parse();
            day.map_or_else(|_| Cell::Text(text.clone()), Cell::Date)
        }
        DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Empty,
    };
    match cell {
        Cell::Error(_) => cell,
        Cell::Number(value, format) if is_formula => {
            Cell::Formula { formula: String::new(), value, format }
        }
        _ if is_formula => Cell::Formula { formula: String::new(), value: Exact::zero(), format },
        cell => cell,
    }
}

fn text_cell(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// The number with the fifteen digits a spreadsheet shows: behind them stand the floats' errors.
fn exact(float: f64) -> Option<Exact> {
    if float.fract() == 0.0 && float.abs() < 1e15 {
        return Some(Exact::from(float as i64));
    }
    float.is_finite().then(|| format!("{float:.14e}").parse().ok()).flatten()
}

/// The day of a date; a length of time has none.
fn day(date: &ExcelDateTime) -> Option<Date> {
    if date.is_duration() || date.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
