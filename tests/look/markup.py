"""Reads govuk-frontend's published examples, and brings two pieces of HTML to a form in which they can be compared."""

import json
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString

COMPONENTS = Path(__file__).resolve().parents[2] / "node_modules/govuk-frontend/dist/govuk/components"
REFERENCES = ("for", "aria-describedby", "aria-controls", "aria-labelledby")

# Where we differ from GOV.UK's markup on purpose.
DIFFERENT_BY_DESIGN = {
    "name": "Django names inputs",
    "aria-invalid": "Django says which input is wrong; GOV.UK leaves it out",
    "cols": "Django writes it, the style sheet overrules it",
    "data-aria-controls": "app.css reveals, without a script and without aria-expanded on a radio",
    "data-prevent-double-click": "ours is on every button that sends",
    "aria-hidden": "a button with `hidden` needs no second hiding",
}
CLASSES_BY_DESIGN = {
    "govuk-label--s": "labels are bold, since most of our pages ask several questions",
    "govuk-fieldset__legend--s": "as labels",
    "govuk-radios__conditional--hidden": "app.css reveals",
    "govuk-checkboxes__conditional--hidden": "app.css reveals",
}


def published(component, name):
    """One of GOV.UK's examples: the options it was drawn from, and the HTML."""
    examples = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    return next((example["options"], example["html"]) for example in examples if example["name"] == name)


def skeleton(html):
    """A line per tag and text. Ids differ by design: each becomes its place, and so does what refers to it."""
    soup = BeautifulSoup(html, "html.parser")
    places = {tag["id"]: f"#{place}" for place, tag in enumerate(soup.find_all(id=True), 1)}
    return [line for child in soup.children for line in _lines(child, places)]


def emptied(html, selector):
    """The HTML with nothing inside what the selector finds."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select(selector):
        tag.clear()
    return str(soup)


def _lines(node, places, depth=0):
    indent = "  " * depth
    if isinstance(node, NavigableString):
        text = " ".join(node.split())
        return [indent + text] if text and type(node) is NavigableString else []
    attributes = [_attribute(name, value, places) for name, value in sorted(node.attrs.items())]
    lines = [indent + " ".join([node.name, *filter(None, attributes)])]
    for child in node.children:
        lines += _lines(child, places, depth + 1)
    return lines


def _attribute(name, value, places):
    if name in DIFFERENT_BY_DESIGN:
        return ""
    if name == "class":
        return "class=" + " ".join(sorted(set(value) - set(CLASSES_BY_DESIGN)))
    if name == "id":
        return f"id={places[value]}"
    if name == "href" and value.startswith("#"):
        return f"href={places.get(value[1:], '#')}"
    if name in REFERENCES:
        return f"{name}=" + " ".join(places.get(id_, "?") for id_ in value.split())
    return f"{name}={value}"
