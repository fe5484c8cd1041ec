"""The contracts of pyproject.toml: rooms import down only, files inside a room too, rules know nothing of Django."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings


def test_imports_point_down():
    """As a process of its own: it sets up logging anew and would silence the product's loggers for later tests."""
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
