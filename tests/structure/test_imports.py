"""The contracts of pyproject.toml: rooms import down only, files inside a room too, rules know nothing of Django."""

from importlinter.cli import lint_imports


def test_imports_point_down(capsys):
    assert lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out
