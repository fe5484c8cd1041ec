"""What a browser sends when somebody changes a few answers of a form and leaves the others as they are."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from strongerfamilies.govuk_forms import GovukDateField


def posted(form, **changed):
    """The form's answers as the page shows them, and those that somebody changed. A date changes as a date."""
    values = {field.name: changed.get(field.name, field.value()) for field in form}
    data = {}
    for field in form:
        value = values[field.name]
        if isinstance(field.field, GovukDateField):
            boxes = value if isinstance(value, list) else field.field.widget.decompress(value)
            data |= {f"{field.html_name}_{number}": text for number, text in enumerate(boxes)}
        elif value is not None:
            data[field.html_name] = value
    return data


def send(client, address, **changed):
    """Open the page, change some answers, and send it."""
    return client.post(address, posted(client.get(address).context["form"], **changed), follow=True)


def cost_of(client, address, data=None):
    """How many queries a page costs, or an answer to `data`. The first visit is not counted: it may cost more."""
    visit = client.get if data is None else client.post
    visit(address, data)
    with CaptureQueriesContext(connection) as queries:
        visit(address, data)
    return len(queries)
