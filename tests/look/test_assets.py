"""Styles, scripts and templates: only what our content policy lets in, and nothing that belongs to gov.uk alone."""

import json
import re
import subprocess
import sys

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
VENDOR = ROOT / "static" / "vendor"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("name", ["govuk-frontend.css", "moj-frontend.css", "govuk-frontend.js"])
def test_no_font_and_no_crown_of_gov_uk_and_nothing_that_is_not_served(name):
    text = (VENDOR / name).read_text()
    assert "GDS Transport" not in text
    assert ".woff" not in text
    assert "crest.svg" not in text
    assert "sourceMappingURL" not in text
    assert "/assets/" not in text or name.endswith(".js")
    for image in re.findall(r"url\((images/[^)]+)\)", text):
        assert (VENDOR / image).exists()


def test_the_assets_are_made_once():
    made = []
    for _ in range(2):
        subprocess.run([sys.executable, ROOT / "script" / "assets"], check=True)
        made.append((VENDOR / "govuk-frontend.css").stat().st_mtime_ns)
    assert made[0] == made[1]


def test_the_lock_names_versions_and_checksums_and_no_host():
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_holds_a_script_or_a_style_of_its_own(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda path: path.stem)
def test_every_component_says_first_what_it_takes(path):
    assert path.read_text().startswith("{# ")


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "layouts").glob("*.html")), ids=lambda path: path.stem)
def test_every_layout_is_short_enough_to_read_at_once(path):
    assert len(path.read_text().splitlines()) < 60
