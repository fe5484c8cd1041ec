"""Reads the spreadsheet into families, and names every cell that cannot be taken as it is."""

import io
import zipfile
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from families.caseload import checks
from families.caseload.cells import Unreadable
from families.caseload.columns import EVIDENCE, FAMILIES, NUMBERS, PEOPLE, SHEETS, SYSTEMS

MOST_BYTES_UNPACKED = 200 * 1024 * 1024


class NotASpreadsheet(Exception):
    """The file cannot be read at all. The text is a sentence."""


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be taken. `old` is the family that it keeps out; without one it keeps out its own row."""

    sheet: str
    cell: str
    text: str
    old: str = ""


@dataclass
class Caseload:
    """What the spreadsheet tells. A family is a dict of its values with `row`, `people` and `evidence`."""

    families: dict[str, dict] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, sheet, row, key, text, *, old=""):
        """Name a cell of a row by the key of its column."""
        self.problems.append(Problem(sheet.name, f"{row['columns'].get(key, 'A')}{row['row']}", text, old))

    def sound_families(self) -> list[dict]:
        """Those that nothing keeps out."""
        kept_out = {problem.old for problem in self.problems}
        return [family for old, family in self.families.items() if old not in kept_out]


def read(content: bytes) -> Caseload:
    """Raises NotASpreadsheet. A missing sheet or needed column leaves no family to take."""
    book = _open(content)
    caseload = Caseload()
    rows = {sheet.name: list(_rows(book, sheet, caseload)) for sheet in SHEETS}
    if caseload.problems and any(not problem.cell for problem in caseload.problems):
        return caseload
    for row in rows[FAMILIES.name]:
        _add_family(caseload, row)
    for row in rows[PEOPLE.name]:
        _add_person(caseload, row)
    for row in rows[EVIDENCE.name]:
        _add_evidence(caseload, row)
    for old, family in caseload.families.items():
        if not family["people"]:
            caseload.refuse(FAMILIES, family, "old", "Nobody on the sheet People belongs to this family.", old=old)
    return caseload


def _open(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES_UNPACKED:
                raise NotASpreadsheet("This spreadsheet is too large.")
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (zipfile.BadZipFile, CalamineError) as error:
        raise NotASpreadsheet("This is not an Excel workbook (.xlsx), or it is damaged.") from error


def _rows(book, sheet, caseload):
    """Each row with something in it: values by key, `row`, its number, and `columns`, the letter of each key."""
    found = {name.casefold(): name for name in book.sheet_names}.get(sheet.name.casefold())
    if found is None:
        caseload.problems.append(Problem(sheet.name, "", "This sheet is missing."))
        return
    headings, *lines = book.get_sheet_by_name(found).to_python(skip_empty_area=False) or [[]]
    places = {}
    for place, heading in enumerate(headings):
        if column := sheet.by_heading.get(str(heading).strip().casefold()):
            places[column.key] = place
    missing = [column.heading for column in sheet.columns if column.needed and column.key not in places]
    for heading in missing:
        caseload.problems.append(Problem(sheet.name, "", f"The column “{heading}” is missing."))
    if len(lines) > sheet.most_rows:
        caseload.problems.append(Problem(sheet.name, "", f"There are more than {sheet.most_rows:,} rows."))
    elif not missing:
        letters = {key: get_column_letter(place + 1) for key, place in places.items()}
        for number, line in enumerate(lines, start=2):
            if any(str(cell).strip() for cell in line):
                yield _row(sheet, line, places, letters, number, caseload)


def _row(sheet, line, places, letters, number, caseload):
    row = {"row": number, "columns": letters}
    unreadable = []
    for column in sheet.columns:
        place = places.get(column.key)
        cell = line[place] if place is not None else ""
        if not str(cell).strip():
            if column.needed:
                unreadable.append((column.key, f"“{column.heading}” is needed."))
            continue
        try:
            row[column.key] = column.read(cell)
        except Unreadable as reason:
            unreadable.append((column.key, str(reason)))
    row["unreadable"] = [key for key, _ in unreadable]
    for key, text in unreadable:
        caseload.refuse(sheet, row, key, text, old=row.get("old", ""))
    return row


def _check_together(caseload, sheet, row, check):
    """A cell that could not be read was named already: what it lacks need not be told a second time."""
    for key, text in check(row):
        if key not in row["unreadable"]:
            caseload.refuse(sheet, row, key, text, old=row.get("old", ""))


def _add_family(caseload, row):
    old = row.get("old", "")
    if old in caseload.families:
        caseload.refuse(
            FAMILIES, row, "old", f"This reference stands in row {caseload.families[old]['row']} too.", old=old
        )
    elif old:
        caseload.families[old] = row | {"people": [], "evidence": []}
    _check_together(caseload, FAMILIES, row, checks.of_family)


def _family_of(caseload, sheet, row):
    """The family that a row belongs to; None when there is no such."""
    family = caseload.families.get(row.get("old"))
    if family is None and "old" in row:
        caseload.refuse(sheet, row, "old", f"There is no family “{row['old']}” on the sheet {FAMILIES.name}.")
    return family


def _add_person(caseload, row):
    family = _family_of(caseload, PEOPLE, row)
    if family is None:
        return
    _check_together(caseload, PEOPLE, row, checks.of_person)
    row["numbers"] = {kind: row.pop(kind) for kind in NUMBERS.values() if kind in row}
    row["references"] = {system: row.pop(system) for system in SYSTEMS.values() if system in row}
    family["people"].append(row)


def _add_evidence(caseload, row):
    family = _family_of(caseload, EVIDENCE, row)
    if family is None:
        return
    _check_together(caseload, EVIDENCE, row, checks.of_evidence)
    if "person" in row:
        called = [person for person in family["people"] if _called(person) == row["person"].casefold()]
        if len(called) != 1:
            text = f"“{row['person']}” is not the name of exactly one person of this family on the sheet {PEOPLE.name}."
            caseload.refuse(EVIDENCE, row, "person", text, old=row["old"])
        else:
            row["about_row"] = called[0]["row"]
    family["evidence"].append(row)


def _called(person):
    return f"{person.get('given_name', '')} {person.get('family_name', '')}".strip().casefold()
