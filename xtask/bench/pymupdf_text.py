"""The text of a PDF by PyMuPDF: `pymupdf_text.py FILE`, or with `time` only the seconds it took."""

import sys
import time

import pymupdf

began = time.perf_counter()
with pymupdf.open(sys.argv[1]) as document:
    text = "\f".join(page.get_text() for page in document)
took = time.perf_counter() - began
print(took if sys.argv[2:] == ["time"] else text)
