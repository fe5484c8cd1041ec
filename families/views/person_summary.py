"""One person laid out to be read, theme by theme, with a way to change each."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst

YES_NO_UNKNOWN = {True: "Yes", False: "No", None: "Not known"}
WORKING_AGE = 16
SAFE_COLOURS = {True: "green", False: "red", None: "yellow"}


def sections(member, *, to_change) -> list[dict]:
    """Each section: heading and rows as `components/summary_list.html` takes them, and what may be added there.

    `member` comes with `person.every_home`.
    """
    link = _links(member) if to_change else lambda *args: ""
    belonging = {"heading": "In this family", "rows": _belonging(member, link("person-belonging"))}
    if member.person.is_unborn:
        return [{"heading": "Not yet born", "rows": _expected(member.person, link)}, belonging]
    return [
        {"heading": "Who they are", "rows": _identity(member.person, link)},
        belonging,
        *([] if member.person.is_deceased else _living(member, link)),
        references(member.person.external_references.in_use(), "person-reference", link),
    ]


def _links(member):
    return lambda name, *args: reverse(name, args=[member.family_id, member.person_id, *args])


def _row(key, value, url=""):
    return {"key": key, "value": value or "Not known", "url": url}


def _expected(person, link):
    asked = date_format(person.birth_asked_on, "j F Y") if person.birth_asked_on else ""
    return [
        _row("Due on", date_format(person.due_on, "j F Y"), link("person-due")),
        {
            "key": "Is the baby born?",
            "value": f"Asked on {asked}: not known yet" if asked else "Nobody has said",
            "url": link("person-birth"),
            "change": "Say",
        },
    ]


def _living(member, link):
    """How to reach somebody, and what helps them: of nobody who died (H8)."""
    return [
        _homes(member),
        _ways_to_reach(member.person, link),
        {"heading": "Language and access", "rows": _language(member.person, link("person-change", "language"))},
        *_occupation(member.person, link("person-change", "occupation")),
    ]


def _identity(person, link):
    names, age, about = (link("person-change", theme) for theme in ("names", "age", "about"))
    born = f", born {date_format(person.date_of_birth, 'j F Y')}" if person.date_of_birth else ""
    optional = [("Known as", person.known_as), ("Previous names", person.previous_names)]
    return [
        _row("First names", person.given_name, names),
        _row("Last name", person.family_name, names),
        *[_row(key, value, names) for key, value in optional if value],
        _row("Age", f"{capfirst(person.age_in_words)}{born}", age),
        _row("Sex", person.get_sex_display(), about),
        {"key": "Ethnicity", "value": person.get_ethnicity_display() or "Not asked", "url": about},
    ]


def _belonging(member, url):
    return [
        _row("Who they are in the family", capfirst(member.relationship), url),
        _row("Lives with the family", YES_NO_UNKNOWN[member.lives_with_family], url),
        _row("Parent or carer of a child here", YES_NO_UNKNOWN[member.parent_or_carer], url),
        _row("In the family since", date_format(member.joined_on, "j F Y"), url),
    ]


def _homes(member):
    rows = [
        {"key": home.get_kind_display(), "value": str(home.address), "tag": home.kept_from, "colour": "red"}
        for home in member.person.every_home
        if home.ends_on is None
    ]
    add = {"text": "Homes, now and before", "url": reverse("family-homes", args=[member.family_id])}
    return {"heading": "Where they live", "rows": rows, "add": add, "nothing": "No home is recorded."}


def _ways_to_reach(person, link):
    rows = [
        {
            "key": way.get_kind_display(),
            "value": "\n".join(filter(None, [way.value, way.how_and_when])),
            "url": link("contact-way", way.pk),
            "tag": way.safe_in_words,
            "colour": SAFE_COLOURS[way.safe],
        }
        for way in person.contact_ways.in_use()
    ]
    add = {"text": "Add a telephone number or email address", "url": link("contact-way-add")}
    return {"heading": "How to reach them", "rows": rows, "add": add, "nothing": "No way to reach them is recorded."}


def references(rows, name, link):
    """The references of a person, or of a family as a whole. `name` is the beginning of the pages' names."""
    return {
        "heading": "Other systems' references",
        "rows": [
            {
                "key": row.system_in_words,
                "value": row.reference,
                "url": link(f"{name}-end", row.pk),
                "change": "End",
            }
            for row in rows
        ],
        "add": {"text": "Add another system's reference", "url": link(f"{name}-add")},
        "nothing": "None is recorded.",
    }


def _language(person, url):
    return [
        _row("Language they speak best", person.language, url),
        _row("Needs an interpreter", YES_NO_UNKNOWN[person.interpreter_needed], url),
        _row("What helps them to take part", person.access_needs, url),
    ]


def _occupation(person, url):
    """Asked of nobody who is known to be under 16."""
    if person.age is not None and person.age < WORKING_AGE:
        return []
    rows = [
        _row("In education or training", YES_NO_UNKNOWN[person.in_education_or_training], url),
        _row("Unemployed", YES_NO_UNKNOWN[person.unemployed], url),
    ]
    return [{"heading": "Education, training and work", "rows": rows}]
