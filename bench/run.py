"""Builds what is missing, measures both sizes, writes docs/benchmarks.md; fails when a large table is read whole."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from bench import report
from bench.building import CHECKOUT, SIZES, build, environment, folder
from strongerfamilies import embedded_postgres

DOCUMENT = CHECKOUT / "docs" / "benchmarks.md"


def main():
    arguments = _arguments()
    with embedded_postgres.running(arguments.folder) as server:
        built = {size: build(server, size) for size in SIZES}
        wanted = {"borough": ("borough", "pages"), "national": ("national", "pages")}
        wanted |= {"names": ("national", "names"), "memory": ("borough", "memory")}
        figures = {name: _measure(server, *what, keep=arguments.keep) for name, what in wanted.items()}
    DOCUMENT.write_text(report.kept(DOCUMENT, report.page_of(figures, built)))
    print(f"Wrote {DOCUMENT.relative_to(CHECKOUT)}.")
    if scanned := report.scanned(figures):
        sys.exit("A large table is read from end to end:\n" + "\n".join(scanned))


def _arguments():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--folder", type=Path, default=folder(), help="where the two databases are kept")
    parser.add_argument("--keep", action="store_true", help="measure only what no earlier run left figures of")
    return parser.parse_args()


def _measure(server, size, what, *, keep):
    """Figures of a process of its own."""
    notes = server.folder / f"{size}-{what}.json"
    if not (keep and notes.exists()):
        print(f"Measuring {what}, {size}…", flush=True)
        command = [sys.executable, "-W", "ignore", "-m", "bench.measuring", what]
        done = subprocess.run(command, cwd=CHECKOUT, env=environment(server, size), stdout=subprocess.PIPE, check=True)
        notes.write_bytes(done.stdout.splitlines()[-1])
    return json.loads(notes.read_text())


if __name__ == "__main__":
    main()
