"""The components are drawn as GOV.UK publishes them. What differs on purpose is listed in markup.py."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.forms import CharField, Form
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.look.markup import emptied, published, skeleton


def drawn(component, **takes):
    return skeleton(render_to_string(f"components/{component}.html", takes))


@pytest.mark.parametrize("name", ["default", "grey", "green", "red", "yellow"])
def test_a_status_tag(name):
    options, html = published("tag", name)
    colour = options.get("classes", "").removeprefix("govuk-tag--")
    assert drawn("status_tag", text=options["text"], colour=colour) == skeleton(html)


def test_a_warning():
    options, html = published("warning-text", "default")
    assert drawn("warning_text", text=options["text"]) == skeleton(html)


def test_an_inset():
    options, html = published("inset-text", "default")
    assert drawn("inset", text=options["text"]) == skeleton(html)


def test_details():
    options, html = published("details", "default")
    assert drawn("details", summary=options["summaryText"], text=options["text"]) == skeleton(html)


def test_a_panel():
    options, html = published("panel", "default")
    ours = render_to_string("components/panel.html", {"title": options["titleHtml"], "text": "R-000123"})
    body = ".govuk-panel__body"
    assert skeleton(emptied(ours, body)) == skeleton(emptied(html, body))


@pytest.mark.parametrize(("name", "kind"), [("default", "info"), ("with type as success", "success")])
def test_a_notification_banner(name, kind):
    options, html = published("notification-banner", name)
    text = options.get("text") or BeautifulSoup(options["html"], "html.parser").h3.get_text(strip=True)
    ours = render_to_string("components/notification_banner.html", {"text": text, "kind": kind})
    assert skeleton(emptied(ours, ".govuk-notification-banner__content")) == skeleton(
        emptied(html, ".govuk-notification-banner__content")
    )


def test_a_back_link():
    options, html = published("back-link", "with custom text and link")
    assert drawn("back_link", url=options["href"], text=options["text"]) == skeleton(html)


@pytest.mark.parametrize(
    ("name", "takes"), [("default", {}), ("warning", {"warning": True}), ("secondary", {"secondary": True})]
)
def test_a_button(name, takes):
    options, html = published("button", name)
    assert drawn("button", text=options["text"], **takes) == skeleton(html)


def test_a_start_button():
    options, html = published("button", "start link")
    assert drawn("button_link", text=options["text"], url=options["href"], start=True) == skeleton(html)


def test_a_table():
    options, html = published("table", "with head and caption")
    takes = {
        "caption": options["caption"],
        "head": [cell["text"] for cell in options["head"]],
        "rows": [[cell["text"] for cell in row] for row in options["rows"]],
        "first_is_header": options["firstCellIsHeader"],
        "numeric_from": 2,
    }
    table = BeautifulSoup(render_to_string("components/table.html", takes), "html.parser").table
    assert skeleton(str(table)) == skeleton(html)


def test_a_task_list():
    options, html = published("task-list", "with hint text and additional states")
    tasks = [
        {
            "title": item["title"]["text"],
            "hint": item.get("hint", {}).get("text"),
            "url": item.get("href"),
            "status": item["status"].get("text") or item["status"]["tag"]["text"],
            "colour": item["status"].get("tag", {}).get("classes", "").removeprefix("govuk-tag--"),
        }
        for item in options["items"]
    ]
    assert drawn("task_list", tasks=tasks, id="task-list") == skeleton(html)


def test_a_summary_list():
    _, html = published("summary-list", "default")
    soup = BeautifulSoup(html, "html.parser")
    rows = [
        {"key": row.dt.get_text(strip=True), "value": row.dd.get_text("\n", strip=True)}
        for row in soup.select(".govuk-summary-list__row")
    ]
    ours = classes(render_to_string("components/summary_list.html", {"rows": rows}))
    assert ours == classes(html) - {"govuk-body"} | {"govuk-summary-list__row--no-actions"}


def classes(html):
    return {name for tag in BeautifulSoup(html, "html.parser").find_all(class_=True) for name in tag["class"]}


def test_pagination():
    _, html = published("pagination", "with prev and next only and labels")
    request = RequestFactory().get("/referrals/?state=draft&page=2")
    request.user = AnonymousUser()
    page = Paginator(range(75), 25).get_page(2)
    ours = render_to_string("components/pagination.html", {"page": page}, request=request)
    assert classes(ours) == classes(html)
    links = [link["href"] for link in BeautifulSoup(ours, "html.parser").find_all("a")]
    assert links == ["?state=draft&page=1", "?state=draft&page=3"]


@pytest.mark.parametrize("name", ["default", "mixed with and without links"])
def test_an_error_summary(name):
    options, html = published("error-summary", name)
    form = Form()
    form.cleaned_data = {}
    for place, error in enumerate(options["errorList"]):
        if "href" in error:
            form.fields[f"question_{place}"] = CharField()
        form.add_error(f"question_{place}" if "href" in error else None, error["text"])
    assert drawn("error_summary", form=form) == skeleton(html)


@pytest.mark.parametrize(
    ("component", "name", "takes"),
    [
        ("generic-header", "default", {"council": {"council_name": "My cool service"}}),
        ("skip-link", "default", {}),
    ],
)
def test_the_head_of_every_page(component, name, takes):
    _, html = published(component, name)
    page = BeautifulSoup(render_to_string("error.html", takes), "html.parser")
    ours = skeleton(str(page.find(class_=f"govuk-{component}")))
    assert ours == skeleton(html)


def test_the_service_navigation():
    _, html = published("service-navigation", "with service name and navigation")
    navigation = [{"text": "Referrals", "url": "/referrals/", "current": True}]
    user = SimpleNamespace(is_authenticated=True)
    ours = render_to_string("components/navigation.html", {"navigation": navigation, "user": user})
    assert classes(ours) == classes(html)
