"""Privacy notices: what families are told, each version from a date, in a language."""

import pghistory
from django.db import models
from django.utils import timezone


class PrivacyNoticeQuerySet(models.QuerySet):
    def current(self, language="en"):
        """The version families are given today, or None before there is one."""
        return (
            self.filter(language=language, in_use_from__lte=timezone.localdate())
            .order_by("-in_use_from", "-pk")
            .first()
        )

    def in_use(self):
        """The version of each language that families are given today."""
        begun = self.filter(in_use_from__lte=timezone.localdate())
        return begun.order_by("language", "-in_use_from", "-pk").distinct("language")


@pghistory.track()
class PrivacyNotice(models.Model):
    """One version of the notice. A substantial change is a new version, so that each person's own is known."""

    version = models.CharField("version", max_length=20, help_text="Such as 2026-1.")
    language = models.CharField("language", max_length=10, default="en", help_text="Its code: en, pl, ur.")
    in_use_from = models.DateField("in use from")
    text = models.TextField(
        "text", help_text="Plain words. An empty line starts a new paragraph; '## ' a heading; '- ' a line of a list."
    )

    objects = PrivacyNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-in_use_from", "language"]
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="notice_version_once_in_language"),
        ]

    def __str__(self):
        return f"Privacy notice {self.version}"

    def blocks(self) -> list[tuple[str, str | list[str]]]:
        """The text for a page: ("heading", text), ("paragraph", text) and ("list", [text, …]) in order."""
        return [_block(piece) for piece in self.text.replace("\r\n", "\n").split("\n\n") if piece.strip()]


def _block(piece):
    lines = piece.strip().splitlines()
    if lines[0].startswith("## "):
        return "heading", piece.strip().removeprefix("## ")
    if all(line.startswith("- ") for line in lines):
        return "list", [line.removeprefix("- ") for line in lines]
    return "paragraph", " ".join(lines)
