"""A practitioner at the pages: opens one, answers what is asked, and keeps count of the answers given."""

import re
from datetime import date
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

CHANGED_MEANWHILE = "Somebody else changed this while you were writing"


def words(response) -> str:
    """What the page says, on one line, as a person reads it."""
    main = response.content.decode().split('id="main-content"', 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def boxes(answers) -> dict:
    """A date is typed into three boxes."""
    typed = {}
    for name, value in answers.items():
        if isinstance(value, date):
            typed |= {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}
        else:
            typed[name] = value
    return typed


class Desk:
    """Every page goes through the front door: what is posted is what a browser would post."""

    def __init__(self, client):
        self.client = client
        self.answers_given = 0

    def opens(self, path):
        response = self.client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return response

    def hidden(self, path) -> dict:
        """What the open page carries unseen: the token of a new row, or what its writer was shown."""
        form = self.opens(path).context["form"]
        return {field.html_name: field.value() for field in form.hidden_fields()}

    def fills(self, path, *, hidden=None, **answers):
        """Opens the page, answers it and presses the button."""
        hidden = self.hidden(path) if hidden is None else hidden
        self.answers_given += len(answers)
        return self.client.post(path, {**hidden, **boxes(answers)})

    def confirms(self, response):
        """Presses "Yes, save it" on a page that reads something back."""
        again = dict(response.context["again"])
        return self.client.post(response.request["PATH_INFO"], {**again, "read_back": str(response.context["missed"])})


def queries_of(client, path) -> int:
    """How many queries the page costs once the process is warm."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked)
