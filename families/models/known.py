"""What is known of a person, in the words in which two records are compared."""

from django.utils.formats import date_format


def known_of(person) -> dict[str, tuple[str, ...]]:
    """Values by what they are. A number is masked: two records never share one. Four queries."""
    born = date_format(person.date_of_birth, "j F Y") if person.date_of_birth else ""
    homes = person.residences.now().filter(withheld=False, not_known_by=None).select_related("address")
    told = {
        "Name": (person.full_name, *person.previous_names.splitlines()),
        "Known as": (person.known_as,),
        "Date of birth": (born,),
        "Age": () if born else (person.age_in_words,),
        "Sex": (person.get_sex_display(),),
        "Language": (person.language,),
        "Home": tuple(str(home.address) for home in homes),
        "Telephone or email": tuple(way.value for way in person.contact_ways.in_use()),
        "Other systems' references": tuple(str(row) for row in person.external_references.in_use()),
        **{number.get_kind_display(): (number.masked,) for number in person.identifiers.all()},
    }
    return {what: tuple(value for value in values if value) for what, values in told.items()}
