"""Visits pages as a web server would, inside this process, and watches what the database is asked."""

import json
import time
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

VISITS = 8
LARGE = 50_000  # rows: a table that must never be read from end to end


@dataclass(frozen=True)
class Query:
    sql: str
    seconds: float


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

    def get(self, path) -> float:
        """Seconds until the last byte. Raises AssertionError for anything but a page."""
        path, _, query = path.partition("?")
        environ = self.requests._base_environ(PATH_INFO=path, QUERY_STRING=query)
        began = time.perf_counter()
        response = self.handler(environ)
        body = response.content
        took = time.perf_counter() - began
        assert response.status_code == 200, f"{path}: {response.status_code} {response.headers.get('Location', '')}"
        assert body
        return took

    def queries(self, path) -> list[Query]:
        """Each query of one visit with its time."""
        asked = []

        def watch(execute, sql, params, many, context):
            began = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                seconds = time.perf_counter() - began
                asked.append(Query(context["cursor"].cursor.mogrify(sql, params).decode(), seconds))

        with connection.execute_wrapper(watch):
            self.get(path)
        return asked


def server_time(visitor, paths) -> float:
    """The usual time of a visit in milliseconds, after a first one that warms up."""
    for path in paths:
        visitor.get(path)
    return 1000 * median(visitor.get(path) for _ in range(VISITS) for path in paths)


def sql_time(visitor, paths) -> float:
    """The usual time of all queries of a visit, in milliseconds."""
    return 1000 * median(sum(query.seconds for query in visitor.queries(path)) for _ in range(VISITS) for path in paths)


def time_by_hand(statements, values) -> float:
    """The usual time of these statements for one record after another."""
    return 1000 * median(_run(statements, row) for _ in range(VISITS) for row in values)


def _run(statements, values):
    total = 0
    with connection.cursor() as cursor:
        for statement in statements:
            began = time.perf_counter()
            cursor.execute(statement, values)
            if cursor.description:
                cursor.fetchall()
            total += time.perf_counter() - began
    return total


@dataclass(frozen=True)
class Reading:
    """Rows that the plans of a visit's queries read, and large tables that one of them reads from end to end."""

    rows: int
    scanned: tuple[str, ...]


def reading(queries) -> Reading:
    rows, scanned = 0, set()
    for query in queries:
        if query.sql.startswith(("SELECT", "WITH")):
            for node in _nodes(_plan(query.sql)):
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
