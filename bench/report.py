"""Writes docs/benchmarks.md from the figures: what was measured, on what, and which budgets are met."""

import os
from pathlib import Path

BUDGETS = {"size": 1.3, "plain": 3, "sql": 2, "admin": 20, "right": 0.95, "memory": 1.05, "populate": 20 * 60}

HEAD = """# Benchmarks

Written by `script/bench`. It makes a borough (1,200 families) and a national caseload (400,000 families, 1.6 million
people, 8 million rows of evidence and progress) with `manage.py populate`, keeps them under `var/`, and measures every
page on both. It is no part of continuous integration.

**The machine**: {machine}

Times are medians in milliseconds of processor time, of the process and of its PostgreSQL backend, which keeps to one
process: what else runs on the machine does not count, and an idle one takes about as long. *Server* is a whole request
through all middleware; *plain* is the same rows as a bare Django table through the same middleware; *SQL* is
PostgreSQL's part of a visit, *by hand* that of SQL written by hand for the same answer, with signing in, need to know
and the line in the access log. *Rows* are those that the national plans read. **Bold** is over its budget.
"""


def page_of(figures, built) -> str:
    """The whole document. `figures` holds borough, national, names and memory; `built` how each size was made."""
    parts = [
        HEAD.format(machine=_machine(figures["national"]["postgres"])),
        _pages(figures["borough"]["pages"], figures["national"]["pages"]),
        _scans(figures["national"]["pages"]),
        _names(figures["names"]),
        _populate(built),
        _memory(figures["memory"]),
    ]
    return "\n".join(parts)


def scanned(figures) -> list[str]:
    """Pages that read a large table from end to end."""
    pages = figures["national"]["pages"]
    return [f"{page['name']}: {', '.join(page['scanned'])}" for page in pages if page["scanned"]]


def _machine(postgres):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, PostgreSQL {postgres} with its default settings on the"
        f" same machine; {load:.0f} processes wanted a core when this was written."
    )


def _pages(borough, national):
    rows = [
        "## Pages\n",
        f"Budgets: national ÷ borough at most {BUDGETS['size']}; server ÷ plain at most {BUDGETS['plain']}; SQL ÷"
        f" by hand at most {BUDGETS['sql']}; the same number of queries at both sizes.\n",
        "| Page | Queries | Rows | Server, borough | national | ÷ | Plain, national | ÷ | SQL | By hand | ÷ |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for small, large in zip(borough, national, strict=True):
        queries = (
            f"{large['queries']}"
            if small["queries"] == large["queries"]
            else f"**{small['queries']} / {large['queries']}**"
        )
        cells = [
            large["name"], queries, f"{large['rows']:,}", _ms(small["server"]), _ms(large["server"]),
            _ratio(large["server"], small["server"], "size"), _ms(large["plain"]),
            _ratio(large["server"], large["plain"], "plain"), _ms(large["sql"]), _ms(large["sql_by_hand"]),
            _ratio(large["sql"], large["sql_by_hand"], "sql"),
        ]  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _scans(national):
    bad = [
        f"- **{page['name']}** reads {', '.join(page['scanned'])} from end to end."
        for page in national
        if page["scanned"]
    ]
    words = bad or [
        "`EXPLAIN` of every query of every page at national size shows no sequential scan over a large table."
    ]
    return "\n".join(words) + "\n"


def _names(names):
    share = names["among_first"] / names["queries"]
    times = names["admin_median"] / names["median"]
    missed = ", ".join(f"{count} {kind}" for kind, count in names["missed_by_kind"].items()) or "none"
    return f"""## Finding a person by a misspelt name

{names["queries"]} searches for people drawn at random out of 1.6 million: both names, with one slip in one of them (two
letters swapped, one dropped, doubled or replaced by its neighbour on the keyboard, as it is heard, the names in the
other order, or another form such as Bob for Robert). Where more than five people bear exactly this name, which no
search could tell apart, a caseworker's next fact stands in the search as well ({names["with_added"]} of them): in turn
the date of birth, the year, or the postcode, and the date of birth where one of the others still leaves more than five.

| | Measured | Budget |
|---|--:|--:|
| The right person among the first five | {_share(share)} | 95% |
| The right person first | {names["first"] / names["queries"]:.0%} | |
| Median time with need to know | {_ms(names["median"])} ms | |
| 95 of 100 within | {_ms(names["p95"])} ms | |
| Django admin's own search, same table, median | {_ms(names["admin_median"])} ms | |
| Times faster than that | {_enough(times, BUDGETS["admin"])} | 20 |

Missed, by kind of slip: {missed}.
"""


def _populate(built):
    rows = [
        "## `populate`\n",
        "| Size | Families | Time | Processor time of the command | of PostgreSQL | Memory of the command |",
    ]
    rows.append("|---|--:|--:|--:|--:|--:|")
    for size, made in built.items():
        time = f"{made.seconds / 60:.1f} min" if made.seconds > 90 else f"{made.seconds:.0f} s"
        time = f"**{time}**" if made.seconds > BUDGETS["populate"] else time
        rows.append(
            f"| {size} | {made.families:,} | {time} | {made.client_seconds:.0f} s | {made.server_seconds:.0f} s"
            f" | {made.megabytes} MB |"
        )
    return (
        "\n".join(rows) + "\n\nThe budget is 20 minutes at national size. The two work side by side, each on a core.\n"
    )


def _memory(memory):
    ratio = memory["long"] / memory["warm"]
    return (
        "## Memory of the web process\n\n"
        f"{memory['warm']:.0f} MB after 1,000 requests, {memory['long']:.0f} MB after 10,000:"
        f" {_below(ratio, BUDGETS['memory'])} times (budget 1.05).\n"
    )


def _ms(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _ratio(one, other, budget):
    return _below(one / other, BUDGETS[budget])


def _below(value, budget):
    return f"**{value:.2f}**" if round(value, 2) > budget else f"{value:.2f}"


def _enough(value, budget):
    return f"**{value:.0f}**" if value < budget else f"{value:.0f}"


def _share(share):
    return f"**{share:.1%}**" if share < BUDGETS["right"] else f"{share:.1%}"


def kept(path: Path, text: str) -> str:
    """The text, with what somebody wrote by hand under the last heading of the document that is there."""
    mark = "\n## What is over budget, and the next step\n"
    old = path.read_text() if path.exists() else ""
    return text + mark + old.partition(mark)[2]
