"""`.env.example` names exactly what the settings read."""

import ast
import re

from django.conf import settings


def test_the_example_lists_every_variable_that_the_settings_read_and_no_other():
    tree = ast.parse((settings.BASE_DIR / "strongerfamilies" / "settings.py").read_text())
    read = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and _is_env(call.func.value)
        and call.args
    }
    example = (settings.BASE_DIR / ".env.example").read_text()
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == read


def test_the_environment_is_read_nowhere_else_in_the_product():
    """But for manage.py and the embedded server, which settle the database's address before there are settings."""
    rooms = [path.parent for path in settings.BASE_DIR.glob("*/apps.py")]
    readers = {
        str(path.relative_to(settings.BASE_DIR))
        for room in rooms
        for path in room.rglob("*.py")
        if re.search(r"os\.environ\[|os\.environ\.get|getenv", path.read_text())
    }
    assert readers == set()


def _is_env(node):
    return isinstance(node, ast.Name) and node.id == "env"
