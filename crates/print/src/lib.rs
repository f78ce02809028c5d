//! Documents as accessible PDF.
