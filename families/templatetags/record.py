"""The ways around one family's record."""

from django import template
from django.urls import reverse

from accounts.rules import may_read_access_log, may_restrict_records

register = template.Library()


def anybody(user) -> bool:
    return True


# The pages of a record in the order they are offered: the name of the address, the words, and for whom.
RECORD_PAGES = (
    ("family", "Overview", anybody),
    ("family-people", "People", anybody),
    ("family-relationships", "Relationships", anybody),
    ("family-evidence", "Evidence", anybody),
    ("family-notes", "Notes", anybody),
    ("family-chronology", "Chronology", anybody),
    ("family-documents", "Documents", anybody),
    ("family-orders", "Orders", anybody),
    ("family-warnings", "Warnings", anybody),
    ("family-services", "Services", anybody),
    ("family-keyworker", "Keyworker", anybody),
    ("family-agreement", "Agreement", anybody),
    ("family-episode", "Time on the programme", anybody),
    ("family-disclosures", "Given to others", anybody),
    ("family-objections", "Objections", anybody),
    ("plan", "Plan", anybody),
    ("progress", "Progress", anybody),
    ("family-team", "Team", anybody),
    ("family-restriction", "Who may open it", may_restrict_records),
    ("family-access", "Who opened it", may_read_access_log),
)


@register.filter
def page_in_words(name):
    """The name of an address as the record's navigation says it, else as plain words."""
    of_record = {page: text for page, text, _ in RECORD_PAGES}
    return of_record.get(name) or name.rpartition(":")[2].replace("-", " ").replace("_", " ").capitalize()


@register.inclusion_tag("families/record_navigation.html", takes_context=True)
def record_navigation(context, family):
    """Links to every page of the record, on those pages; nothing on a page that asks a question."""
    request = context.request
    here = request.resolver_match.url_name
    if here not in {name for name, _, _ in RECORD_PAGES}:
        return {"items": []}
    items = [
        {"text": text, "url": reverse(name, args=[family.pk]), "current": name == here}
        for name, text, may in RECORD_PAGES
        if may(request.user)
    ]
    return {"items": items}
