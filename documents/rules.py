"""Which files are taken in, and as what they are handed out again. No database, no Django.

What a file is, is read from its name and its first bytes, never from what the sender's browser says it is.
"""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE


@dataclass(frozen=True)
class Kind:
    """A kind of file: what browsers call it, and the bytes it begins with where it has such."""

    content_type: str
    begins: tuple[bytes, ...] = ()


JPEG = Kind("image/jpeg", (b"\xff\xd8\xff",))
OFFICE = "application/vnd.openxmlformats-officedocument"
TAKEN = "a PDF, a photograph (JPG, PNG or HEIC), a Word, Excel or OpenDocument file, or plain text"
KINDS = {
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "heic": Kind("image/heic"),
    "docx": Kind(f"{OFFICE}.wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", (b"PK\x03\x04",)),
    "odt": Kind("application/vnd.oasis.opendocument.text", (b"PK\x03\x04",)),
    "txt": Kind("text/plain"),
}


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def wrong_with_file(name: str, size: int, first_bytes: bytes) -> str:
    """Why it is not taken, as a sentence for the person who chose it; empty where it is."""
    kind = KINDS.get(ending(name))
    if kind is None:
        return f"The selected file must be {TAKEN}"
    if size > LARGEST:
        return f"The selected file must be smaller than {LARGEST // MEGABYTE} MB"
    if kind.begins and not first_bytes.startswith(kind.begins):
        return f"The selected file is not really a .{ending(name)} file. Open it, and save it again as one"
    return ""


def content_type(name: str) -> str:
    """As what a file that was taken is handed out."""
    return KINDS[ending(name)].content_type
