"""The command line on real folders: exit codes, files, words, and bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cli import main
from factcheck.terminal import printable

ROOT = Path(__file__).resolve().parent.parent
FILES = [
    "articles.csv", "checks.csv", "comparisons.csv", "discrepancies.csv", "findings.csv",
    "findings.jsonl", "members.csv", "run.json", "timeline.csv",
]  # fmt: skip
TEXT = "Nobody was counted in Vale on Monday, the town said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def _lines(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    shown = capsys.readouterr()
    return shown.out, shown.err


def test_check_writes_all_files_and_says_where(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(article), "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    out, err = _lines(capsys)
    assert "Nothing was flagged." in out
    assert "1 article, " in out
    assert "Files are in" in out
    assert "\x1b" not in out
    assert err == ""


def test_samples_are_flagged_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(ROOT / "samples"), "--out", str(tmp_path)]) == 1
    out, _ = _lines(capsys)
    summary = json.loads((tmp_path / "run.json").read_text())
    assert f"{summary['counts']['flagged']} flagged" in out
    assert f"Judged: {summary['counts']['judged']}" in out
    assert summary["counts"]["not_read"] == 0
    rows = (tmp_path / "findings.jsonl").read_text().splitlines()
    assert len(rows) == summary["counts"]["figures"] > 0


def test_json_is_json_and_quiet_is_quiet(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(article), "--json"]) == 0
    assert json.loads(_lines(capsys)[0])["counts"]["articles"] == 1
    assert main(["compare", str(article), "--json"]) == 0
    assert json.loads(_lines(capsys)[0])["comparisons"] == []
    assert main(["batch", str(article), "--quiet"]) == 0
    assert _lines(capsys) == ("", "")


def test_what_cannot_be_read_never_stops_the_rest(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (article.parent / "b.txt").write_bytes(b"\0\1\2")
    (article.parent / "c.txt").write_bytes(b"")
    gone = tmp_path / "gone.txt"
    assert main(["check", str(article.parent), str(gone), "--out", str(tmp_path / "out")]) == 0
    out, _ = _lines(capsys)
    assert "Could not be read: 3" in out
    summary = json.loads((tmp_path / "out" / "run.json").read_text())
    assert [problem["source"] for problem in summary["problems"]] == ["b.txt", "c.txt", "gone.txt"]


@pytest.mark.parametrize("options", [[], ["--quiet"], ["--json"]])
def test_nothing_read_is_code_two_with_one_line_a_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert main(["check", str(tmp_path / "gone.txt"), *options]) == 2
    out, err = _lines(capsys)
    told = [line for line in (out + err).splitlines() if "does not exist" in line]
    assert len(told) == 1 or options == ["--json"]
    assert err.startswith("factcheck: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["judge", "x"],
        ["check", "x", "--profile", "harsh"],
        ["check", "{article}", "--manifest", "gone.csv"],
        ["check", "{article}", "--reference", "gone"],
        ["check", "{article}", "--out", "{article}"],
        ["explain", "{article}", "--figure", "99"],
        ["reference", "show", "no_such_measure"],
    ],
)
def test_wrong_usage_is_code_two(
    article: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main([argument.format(article=article) for argument in arguments]) == 2
    _, err = _lines(capsys)
    assert err.splitlines()[-1].startswith("factcheck")
    assert "Traceback" not in err


def test_a_reference_table_with_mistakes_prints_every_one(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "table"
    folder.mkdir()
    header = (ROOT / "reference" / "figures.csv").read_text("utf-8").splitlines()[0]
    cells = header.split(",")
    rows = [dict.fromkeys(cells, ""), dict.fromkeys(cells, "x")]
    body = "\n".join(",".join(row[cell] for cell in cells) for row in rows)
    (folder / "figures.csv").write_text(f"{header}\n{body}\n")
    for arguments in (["check", str(article)], ["reference", "validate"]):
        assert main([*arguments, "--reference", str(folder)]) == 2
        _, err = _lines(capsys)
        assert err.count("figures.csv") > 2
        assert all(line.startswith("factcheck: ") for line in err.splitlines())


def test_reference_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "validate"]) == 0
    assert _lines(capsys)[0].startswith("valid: ")
    assert main(["reference", "show", "killed"]) == 0
    assert " series, " in _lines(capsys)[0]


def test_explain_shows_sentence_and_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    sample = min((ROOT / "samples").rglob("*.txt"))
    assert main(["explain", str(sample), "--figure", "1"]) in (0, 1)
    out, _ = _lines(capsys)
    assert ("figure" in out and "measure" in out) or "kind" in out


@pytest.mark.parametrize("command", ["check", "compare", "batch", "explain", "reference", "app"])
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    out, _ = _lines(capsys)
    assert f"example:\n  factcheck {command} " in out
    assert "exit codes:" in out


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "factcheck", "check", "samples", "--out", tmp_path / seed, "--quiet"],
            env={**os.environ, "PYTHONHASHSEED": seed}, check=False, cwd=ROOT, timeout=120,
        )  # fmt: skip
    for name in FILES:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


def test_hostile_text_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b]0;title\x07b\r\nc\u202ed") == "a ]0;title b c d"


def test_the_session_in_the_readme_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    block = (ROOT / "README.md").read_text("utf-8").split("```console\n$ factcheck ")[1]
    command, shown = block.split("\n```")[0].split("\n", 1)
    main(command.split())
    printed = "\n".join(line.rstrip() for line in _lines(capsys)[0].splitlines())
    assert printed.strip() == shown.strip(), f"paste the output of: factcheck {command}"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("into", [">&-", "> /dev/full"])
def test_an_output_that_takes_nothing_is_one_line(into: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("About 5,000 people left.", encoding="utf-8")
    command = f'"{sys.executable}" -m factcheck check "{tmp_path}/a.txt" --json {into}'
    done = subprocess.run(  # noqa: S602 - the shell is what closes the output
        command, shell=True, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("factcheck: stdout: ")
