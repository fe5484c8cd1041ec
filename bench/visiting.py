"""Visits pages as a web server would, inside this process, and watches what the database is asked.

Times are processor time, of this process and of its PostgreSQL backend: what else runs on the machine does not count.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

VISITS = 8
LARGE = 50_000  # rows: a table that must never be read from end to end


class Visitor:
    """Somebody who is signed in. Every request goes through the whole middleware."""

    def __init__(self, user):
        self.user = user
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.client = Client()
        self.client.force_login(user)
        self.requests = RequestFactory()
        self.requests.cookies = self.client.cookies

    @property
    def session(self):
        return self.client.session.session_key

    def post(self, path, data) -> str:
        """Where the answer leads to."""
        return self.client.post(path, data).url

    def get(self, path):
        """Raises AssertionError for anything but a page."""
        path, _, query = path.partition("?")
        response = self.handler(self.requests._base_environ(PATH_INFO=path, QUERY_STRING=query))
        assert response.status_code == 200, f"{path}: {response.status_code} {response.headers.get('Location', '')}"
        assert response.content

    def queries(self, path) -> list[str]:
        """The queries of one visit."""
        asked = []

        def watch(execute, sql, params, many, context):
            asked.append(context["cursor"].cursor.mogrify(sql, params).decode())
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            self.get(path)
        return asked


@dataclass(frozen=True)
class Spent:
    """Milliseconds of the processor."""

    here: float
    database: float

    @property
    def total(self):
        return self.here + self.database


def time_of(do, things, rounds=None) -> Spent:
    """The usual time of doing this with one thing after another, after a first round that warms up."""
    for thing in things:
        do(thing)
    spent = [_spent(do, thing) for _ in range(rounds or VISITS) for thing in things]
    return Spent(median(one.here for one in spent), median(one.database for one in spent))


def _spent(do, thing) -> Spent:
    here, database = time.process_time(), _backend_time()
    do(thing)
    return Spent(1000 * (time.process_time() - here), 1000 * (_backend_time() - database))


def _backend_time() -> float:
    """Seconds that PostgreSQL's process behind our connection has run."""
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    return int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def run_by_hand(statements):
    """A function that runs these statements with the values of one record."""

    def run(values):
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, values)
                if cursor.description:
                    cursor.fetchall()

    return run


@dataclass(frozen=True)
class Reading:
    """Rows that the plans of a visit's queries read, and large tables that one of them reads from end to end."""

    rows: int
    scanned: tuple[str, ...]


def reading(queries) -> Reading:
    rows, scanned = 0, set()
    for query in queries:
        if query.startswith(("SELECT", "WITH")):
            for node in _nodes(_plan(query)):
                if "Relation Name" not in node:
                    continue
                loops = node["Actual Loops"]
                rows += round((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * loops)
                if node["Node Type"] == "Seq Scan" and _size(node["Relation Name"]) > LARGE:
                    scanned.add(node["Relation Name"])
    return Reading(rows, tuple(sorted(scanned)))


def _plan(sql):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
        [answer] = cursor.fetchone()
    return (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]


def _nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def _size(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return cursor.fetchone()[0]


def resident_megabytes() -> float:
    """Memory of this process now."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
