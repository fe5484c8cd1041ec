"""python -m bench.measuring NAME: measures every page on the database of this process, and prints figures as JSON."""

import json
import sys

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.conf import settings
from django.db import connection
from django.test import override_settings

from bench import finding, people
from bench.pages import addresses, pages
from bench.visiting import Visitor, reading, resident_megabytes, run_by_hand, time_of

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WARM, LONG = 1_000, 10_000


def page_figures(number, page) -> dict:
    visitor = Visitor(page.user())
    opened = addresses(page, visitor)
    paths = [path for path, _ in opened]
    asked = visitor.queries(paths[0])
    asked = visitor.queries(paths[0])
    read = reading(asked)
    user = {"user": visitor.user.pk, "session": visitor.session, "team": visitor.user.team_id}
    values = [{**user, "family": family, "keyworker": people.keyworker().pk} for _, family in opened]
    ours = time_of(visitor.get, paths)
    plain = time_of(visitor.get, [f"/bench/{number}/{family}/" for _, family in opened])
    return {
        "name": page.name,
        "queries": len(asked),
        "rows": read.rows,
        "scanned": read.scanned,
        "sql": ours.database,
        "sql_by_hand": time_of(run_by_hand(page.answer), values).database,
        "server": ours.total,
        "plain": plain.total,
    }


def memory_figures() -> dict:
    """Resident memory of a process that serves the usual pages again and again."""
    visitor = Visitor(people.keyworker())
    paths = ["/", "/families/", *[path for page in pages() if page.of_a_family for path, _ in addresses(page, visitor)]]
    after = {}
    for done in range(1, LONG + 1):
        visitor.get(paths[done % len(paths)])
        if done in (WARM, LONG):
            after[done] = resident_megabytes()
    return {"warm": after[WARM], "long": after[LONG]}


def figures(what) -> dict:
    if what == "memory":
        return memory_figures()
    if what == "names":
        return finding.measure()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    return {"postgres": version, "pages": [page_figures(number, page) for number, page in enumerate(pages())]}


if __name__ == "__main__":
    storages = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    root = settings.BASE_DIR / "static"
    with override_settings(ROOT_URLCONF="bench.plain", STORAGES=storages, STATIC_ROOT=root):
        json.dump(figures(sys.argv[1]), sys.stdout)
