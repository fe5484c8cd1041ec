"""The empty spreadsheet that a council fills in: headings, what each asks, and drop-downs."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from families.caseload.columns import SHEETS

EXPLAINED = "How to fill this in"


def blank_workbook() -> bytes:
    book = Workbook()
    _explain(book.active)
    for sheet in SHEETS:
        _add(book.create_sheet(sheet.name), sheet)
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _explain(page):
    page.title = EXPLAINED
    page.append(["Sheet", "Column", "Needed", "What it asks", "One of"])
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = "yes" if column.needed else ""
            page.append([sheet.name, column.heading, needed, column.explains, ", ".join(column.offered)])
    for letter, width in zip("ABCDE", (12, 28, 9, 60, 80), strict=True):
        page.column_dimensions[letter].width = width
    _make_bold(page)


def _add(page, sheet):
    page.append([column.heading for column in sheet.columns])
    page.freeze_panes = "B2"
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = max(14, len(column.heading) + 2)
        if column.offered:
            listed = DataValidation(type="list", formula1=f'"{",".join(column.offered)}"', allow_blank=True)
            page.add_data_validation(listed)
            listed.add(f"{letter}2:{letter}{sheet.most_rows + 1}")
    _make_bold(page)


def _make_bold(page):
    for cell in page[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
