//! XLSX out, by `rust_xlsxwriter`.

use raadslag_figures::{Cell, CellFormat, Sheet, Workbook};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet,
    XlsxError,
};

use crate::WriteError;

/// Letters of a cell, Excel's own limit.
const LONGEST: usize = 32_767;
/// Grey enough to be seen in print.
const HEADING_COLOUR: Color = Color::RGB(0x00E6_E6E6);
/// In every Excel; other programs have a metrically equal one.
const FONT: &str = "Calibri";
const A4: u8 = 9;

/// Writes an XLSX file. The same workbook gives the same bytes: its date of creation is a fixed one.
/// Fails where a sheet's name or size is none that Excel takes.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>, WriteError> {
    let failed = |error: XlsxError| WriteError(error.to_string());
    let mut file = rust_xlsxwriter::Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    file.set_properties(&DocProperties::new().set_author("").set_creation_datetime(&created));
    for sheet in &workbook.sheets {
        add(file.add_worksheet(), sheet).map_err(failed)?;
    }
    file.save_to_buffer().map_err(failed)
}

fn add(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    page.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    for (column, width) in (0u16..).zip(&sheet.widths) {
        page.set_column_width(column, f64::from(*width))?;
    }
    if let Some(last) = sheet.frozen_rows.checked_sub(1) {
        let last = u32::try_from(last).unwrap_or(0);
        page.set_freeze_panes(last + 1, 0)?;
        page.set_repeat_rows(0, last)?;
    }
    for (row, cells) in (0u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            put(page, (row, column), cell, sheet)?;
        }
    }
    Ok(())
}

fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    sheet: &Sheet,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Error(text) => {
            let width = sheet.widths.get(usize::from(column)).copied().map_or(0, usize::from);
            let is_alone = sheet.rows[row as usize].len() == 1 && sheet.frozen_rows > 0;
            let wraps = width > 0 && text.chars().count() > width && !is_alone;
            let format = if wraps { plain().set_text_wrap() } else { plain() };
            page.write_string_with_format(row, column, clipped(text), &format)?;
        }
        Cell::Heading(text) => {
            page.write_string_with_format(row, column, clipped(text), &heading())?;
        }
        Cell::Number(number, format) => {
            page.write_number_with_format(row, column, number.to_f64(), &shown(*format))?;
        }
        Cell::Date(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let day = u16::try_from(year)
                .map_err(|_| XlsxError::DateTimeRangeError(date.to_string()))
                .and_then(|year| {
                    ExcelDateTime::from_ymd(year, month.unsigned_abs(), day.unsigned_abs())
                });
            // Excel's calendar begins in 1900.
            match day {
                Ok(day) => {
                    let format = plain().set_num_format("dd-mm-yyyy");
                    page.write_datetime_with_format(row, column, &day, &format)?;
                }
                Err(_) => {
                    page.write_string_with_format(row, column, date.to_string(), &plain())?;
                }
            }
        }
        Cell::Bool(truth) => {
            page.write_boolean_with_format(row, column, *truth, &plain())?;
        }
        Cell::Formula { formula, value, format } => {
            let formula = Formula::new(format!("={formula}")).set_result(float(value.to_f64()));
            let bold = shown(*format).set_bold();
            page.write_formula_with_format(row, column, formula, &bold)?;
        }
    }
    Ok(())
}

fn float(number: f64) -> String {
    format!("{number}")
}

fn clipped(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').take(LONGEST).collect()
}

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::Top)
}

fn heading() -> Format {
    plain()
        .set_bold()
        .set_text_wrap()
        .set_background_color(HEADING_COLOUR)
        .set_border_bottom(FormatBorder::Thin)
}

fn shown(format: CellFormat) -> Format {
    let decimals = |decimals: u8| match decimals {
        0 => String::new(),
        some => format!(".{}", "0".repeat(usize::from(some.min(30)))),
    };
    match format {
        CellFormat::General => plain(),
        CellFormat::Decimals(some) => plain().set_num_format(format!("#,##0{}", decimals(some))),
        CellFormat::Percent(some) => plain().set_num_format(format!("0{}%", decimals(some))),
        CellFormat::Signed(some) => {
            let number = format!("#,##0{}", decimals(some));
            plain().set_num_format(format!("+{number};-{number};0"))
        }
    }
}
