"""Handing a stored file out, from behind another room's door."""

from django.http import FileResponse


def as_download(stored) -> FileResponse:
    """The file to be saved, never shown by the browser on our own address, and kept by nothing on the way."""
    response = FileResponse(
        stored.file.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
