"""The package from outside: light imports, exports, its own files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import factcheck

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    "pandas",
    "numpy",
    "streamlit",
    "quantulum3",
    "rapidfuzz",
    "trafilatura",
    "rich",
    "pyarrow",
    "sqlalchemy",
    "alembic",
    "altair",
)


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import factcheck",
        "from factcheck.cli import main\nmain(['--help'])",
        "from factcheck.cli import main\nmain(['check', '--help'])",
    ],
)
def test_start_loads_nothing_heavy(code: str) -> None:
    quiet = "import contextlib, io, sys\nwith contextlib.redirect_stdout(io.StringIO()):\n    "
    listed = f"\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    assert _python(quiet + code.replace("\n", "\n    ") + listed) == ""


def test_the_dashboard_looks_alike_however_it_is_started() -> None:
    own = (ROOT / "factcheck" / "ui" / ".streamlit" / "config.toml").read_text()
    assert own == (ROOT / ".streamlit" / "config.toml").read_text()


def test_every_export_is_there() -> None:
    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None
    assert set(factcheck.__all__) <= set(dir(factcheck))
    with pytest.raises(AttributeError, match="no_such_name"):
        factcheck.no_such_name  # noqa: B018


def test_pinned_requirements_name_no_host_and_cover_what_is_declared() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    assert "://" not in pinned
    assert "--index" not in pinned
    names = {line.split("==")[0] for line in pinned.splitlines() if "==" in line}
    declared = {
        entry.split(">=")[0].split("==")[0].split("[")[0] for entry in project["dependencies"]
    }
    assert declared <= names
    assert project["version"] == factcheck.__version__
