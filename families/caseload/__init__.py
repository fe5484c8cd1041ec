"""The caseload that a council brings along, in a spreadsheet (H33): its columns, how it is read and checked."""
