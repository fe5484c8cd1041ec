"""What no template and no page text may hold: one council's name, inline style or script, words that hurt."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
CODE = [
    path
    for path in sorted(ROOT.glob("*/**/*.py"))
    if path.relative_to(ROOT).parts[0] not in {"tests", "node_modules", "var", ".venv", "script"}
    and "migrations" not in path.parts
]
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
INLINE = [
    re.compile(r"\sstyle\s*="),
    re.compile(r"<style"),
    re.compile(r"\son[a-z]+\s*="),
    re.compile(r"<script(?![^>]*\ssrc=)"),
    re.compile(r"javascript:"),
]
# The glossary's own word for each.
SAY_INSTEAD = {
    r"troubled": "families (they are never called troubled)",
    r"merg(?:e|es|ed|ing)": "link",
    r"clients?": "family, parent, child",
    r"service users?": "family, parent, child",
    r"case ?workers?": "keyworker",
    r"key[ -]workers?": "keyworker",
    r"customers?": "family",
    r"vulnerable": "say what is the matter",
    r"broken homes?": "say what is the matter",
}
# A word in curly quotes is spoken about, not used.
WORDS = re.compile(r"(?<!“)\b(?:" + "|".join(SAY_INSTEAD) + r")\b", re.IGNORECASE)


def named(path):
    return str(path.relative_to(ROOT))


def words_of(path):
    """What people read on the page: without tags, template tags and comments."""
    text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)


def quoted(path):
    """What a module may show on a page: its quoted sentences, not its docstrings' names or its code."""
    return [text for text in re.findall(r'"([^"\n]*)"', path.read_text(encoding="utf-8")) if " " in text]


def test_templates_were_found():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_is_about_one_council(path):
    assert "trafford" not in path.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_needs_a_hole_in_the_content_security_policy(path):
    text = COMMENTS.sub("", path.read_text(encoding="utf-8"))
    assert not [rule.pattern for rule in INLINE if rule.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_use_the_glossarys_words(path):
    assert not WORDS.findall(words_of(path))


def test_modules_use_the_glossarys_words():
    found = {named(path): WORDS.findall(" ".join(quoted(path))) for path in CODE}
    assert {path: words for path, words in found.items() if words} == {}


def test_the_way_back_stands_in_the_landmark_that_every_page_gives_it():
    users = {named(path) for path in TEMPLATES if "components/back_link.html" in path.read_text()}
    assert users == {"templates/base.html", "templates/components/top.html"}
