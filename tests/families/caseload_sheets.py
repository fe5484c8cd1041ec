"""Filled-in spreadsheets of a caseload."""

import functools
import io

from openpyxl import load_workbook

from families.caseload.blank import blank_workbook

FAMILY = {
    "Old family reference": "OLD-1",
    "Family name": "Flintrock",
    "Stage": "Being assessed",
    "On the programme since": "01/09/2026",
    "At this stage since": "14/09/2026",
    "Keyworker: work email": "kit@millbrook.example",
    "Keyworker since": "14/09/2026",
    "Telephone": "01632 960777",
    "Address": "3 Pebble Row",
    "Postcode": "M99 3ZZ",
    "Agrees to work with us": "yes",
    "Agrees to sharing": "yes",
    "Asked on": "02/09/2026",
}
MOTHER = {
    "Old family reference": "OLD-1",
    "Given name": "Wilma",
    "Family name": "Flintrock",
    "Date of birth": "03/04/1990",
    "Adult or child": "Adult",
    "Who they are in the family": "Mother",
    "Lives with the family": "yes",
    "Parent or carer": "yes",
    "National Insurance number": "QQ 12 34 56 C",
}
CHILD = {
    "Old family reference": "OLD-1",
    "Given name": "Pebble",
    "Family name": "Flintrock",
    "Date of birth": "05/06/2016",
    "Lives with the family": "yes",
    "Social care reference": 4711,
}
MISSED_SCHOOL = {
    "Old family reference": "OLD-1",
    "Person": "Pebble Flintrock",
    "Indicator": "P2.1",
    "Last known true on": "10/09/2026",
    "Figure": 23,
    "Source": "School census",
}


def filled_in(*, families=(FAMILY,), people=(MOTHER, CHILD), evidence=(MISSED_SCHOOL,)) -> bytes:
    """The empty spreadsheet with these rows; a row is {heading: cell}."""
    book = load_workbook(io.BytesIO(_blank()))
    for name, rows in (("Families", families), ("People", people), ("Evidence", evidence)):
        page = book[name]
        headings = [cell.value for cell in page[1]]
        for row in rows:
            assert set(row) <= set(headings)
            page.append([row.get(heading) for heading in headings])
    return saved(book)


@functools.cache
def _blank():
    return blank_workbook()


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
