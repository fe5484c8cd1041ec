"""Which files are taken, and as what they are handed out."""

import pytest

from documents.rules import LARGEST, content_type, wrong_with_file

PDF = b"%PDF-1.7 and so on"


@pytest.mark.parametrize(
    ("name", "first_bytes"),
    [
        ("letter.pdf", PDF),
        ("Plan signed.JPG", b"\xff\xd8\xff\xe0"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic"),
        ("report.docx", b"PK\x03\x04"),
        ("words.txt", b"Dear Ms Sample"),
    ],
)
def test_what_people_hand_in_is_taken(name, first_bytes):
    assert wrong_with_file(name, 1000, first_bytes) == ""


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "tool.exe", "letter", "letter.pdf.js"])
def test_what_a_browser_might_run_is_not_taken(name):
    assert "must be a PDF" in wrong_with_file(name, 10, PDF)


def test_a_file_that_only_calls_itself_a_pdf_is_not_taken():
    assert "not really a .pdf file" in wrong_with_file("letter.pdf", 10, b"<html><script>")


def test_the_largest_file_is_taken_and_one_byte_more_is_not():
    assert wrong_with_file("letter.pdf", LARGEST, PDF) == ""
    assert "smaller than 20 MB" in wrong_with_file("letter.pdf", LARGEST + 1, PDF)


def test_a_file_is_handed_out_as_what_its_ending_says():
    assert content_type("Plan.JPEG") == "image/jpeg"
    assert content_type("words.txt") == "text/plain"
