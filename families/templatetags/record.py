"""The ways around one family's record."""

from django import template
from django.urls import reverse

from accounts.rules import may_read_access_log, may_restrict_records

register = template.Library()


def anybody(user) -> bool:
    return True


# The pages of a record in the order they are offered, by theme: the name of the address, the words, and for whom.
RECORD_PAGES = {
    "Overview": (("family", "Overview", anybody),),
    "People": (
        ("family-people", "People", anybody),
        ("family-relationships", "Relationships", anybody),
        ("family-orders", "Orders", anybody),
        ("family-warnings", "Warnings", anybody),
    ),
    "Notes and evidence": (
        ("family-notes", "Notes", anybody),
        ("family-evidence", "Evidence", anybody),
        ("family-documents", "Documents", anybody),
        ("family-chronology", "Chronology", anybody),
    ),
    "Plan": (
        ("plan", "Plan", anybody),
        ("progress", "Progress", anybody),
    ),
    "Who works with them": (
        ("family-team", "Team", anybody),
        ("family-keyworker", "Keyworker", anybody),
        ("family-services", "Services", anybody),
    ),
    "Agreement": (
        ("family-agreement", "Agreement", anybody),
        ("family-objections", "Objections", anybody),
        ("family-disclosures", "Given to others", anybody),
    ),
    "Programme": (("family-episode", "Time on the programme", anybody),),
    "Access": (
        ("family-access", "Who opened it", may_read_access_log),
        ("family-restriction", "Who may open it", may_restrict_records),
    ),
}


@register.filter
def page_in_words(name):
    """The name of an address as the record's navigation says it, else as plain words."""
    of_record = {page: text for pages in RECORD_PAGES.values() for page, text, _ in pages}
    return of_record.get(name) or name.rpartition(":")[2].replace("-", " ").replace("_", " ").capitalize()


@register.inclusion_tag("families/record_navigation.html", takes_context=True)
def record_navigation(context, family):
    """The themes of the record and the pages of this one, on those pages; nothing on a page that asks a question."""
    request = context.request
    here = request.resolver_match.url_name
    themes = {theme: _offered(pages, request.user, family, here) for theme, pages in RECORD_PAGES.items()}
    beside = next((pages for pages in themes.values() if any(page["current"] for page in pages)), None)
    if not beside:
        return {}
    items = [
        {"text": theme, "url": pages[0]["url"], "current": pages is beside} for theme, pages in themes.items() if pages
    ]
    return {"items": items, "beside": beside if len(beside) > 1 else []}


def _offered(pages, user, family, here):
    return [
        {"text": text, "url": reverse(name, args=[family.pk]), "current": name == here}
        for name, text, may in pages
        if may(user)
    ]
