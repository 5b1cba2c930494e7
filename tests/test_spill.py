"""The list that lies on disk is a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.cli import main
from factcheck.spill import Spill


@given(st.lists(st.lists(st.text(max_size=5), max_size=4), max_size=6))
def test_a_spill_reads_back_as_the_list_of_its_batches(batches: list[list[str]]) -> None:
    spill: Spill[str] = Spill()
    for batch in batches:
        spill.extend(batch)
        assert list(spill)[-len(batch) :] == batch or not batch, "reading does not disturb adding"
    flat = [item for batch in batches for item in batch]
    assert (list(spill), len(spill), list(reversed(spill))) == (flat, len(flat), flat[::-1])
    assert spill[1:3] == flat[1:3]
    for number in (0, -1, len(flat) // 2):
        if flat:
            assert spill[number] == flat[number]
    with pytest.raises(IndexError):
        spill[len(flat)]


TABLE = """id,published,text
a,2024-05-03,"The flood in Sylhet killed 41 people, 50 of them children, the agency said."
b,2024-05-03,"At least 44 people were killed by the flood in Sylhet, police said."
c,2024-05-04,"No figure here."
"""


def _files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_batch_finds_what_a_check_finds_without_setting_articles_beside_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "archive.csv").write_text(TABLE, encoding="utf-8")
    archive = str(tmp_path / "archive.csv")
    assert main(["check", archive, "--quiet", "--out", str(tmp_path / "check")]) == 1
    assert main(["batch", archive, "--out", str(tmp_path / "batch")]) == 1
    assert "not compared" in capsys.readouterr().out
    assert main(["batch", archive, "--compare", "--quiet", "--out", str(tmp_path / "both")]) == 1
    check, batch = _files(tmp_path / "check"), _files(tmp_path / "batch")
    assert _files(tmp_path / "both") == check
    assert batch["articles.csv"] == check["articles.csv"]
    assert (
        len(batch["comparisons.csv"].splitlines()) == 1 < len(check["comparisons.csv"].splitlines())
    )
    assert batch["checks.csv"] == check["checks.csv"], "arithmetic inside an article stays"
    found = [json.loads(line) for line in batch["findings.jsonl"].splitlines()]
    wanted = [json.loads(line) for line in check["findings.jsonl"].splitlines()]
    across = {"comparison", "comparison_state", "articles_in_comparison", "origins_in_comparison"}
    assert [{k: v for k, v in row.items() if k not in across} for row in found] == [
        {k: v for k, v in row.items() if k not in across} for row in wanted
    ]
    assert not any(row[name] for row in found for name in across)
    assert json.loads(batch["run.json"])["compared"] is False
