"""Each page of the dashboard as a reader sees it: with articles, with none, and when something is
wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from factcheck.articles import scan
from factcheck.model import Article
from factcheck.pipeline import Checker
from factcheck.runs import Run, collect
from factcheck.store import corrections, queue, reviews, saving
from factcheck.store.database import Store, open_store
from factcheck.store.queue import Filter

pytestmark = pytest.mark.usefixtures("scanned_once")

ROOT = Path(__file__).resolve().parent.parent
APP = str(ROOT / "app.py")
PAGES = {
    name: f"factcheck/ui/pages/{name}.py"
    for name in ("check", "lookup", "review", "article", "across", "reference", "export", "about")
}
HOSTILE = (
    "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) $a$ :red[x] "
    "Some 250,000 Russian troops stand near Ukraine's borders. <script>alert(2)</script>"
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/reviews.sqlite"
    monkeypatch.setenv("FACTCHECK_STORE", url)
    st.cache_resource.clear()
    st.cache_data.clear()
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sample_run(checker: Checker) -> Run:
    return collect(checker, scan([ROOT / "samples"]))


@pytest.fixture
def samples(store: Store, sample_run: Run) -> int:
    return saving.save_run(store, sample_run, "Samples")


def open_page(name: str = "check", **address: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    if name != "check":
        app.switch_page(PAGES[name])
        for key, value in address.items():
            app.query_params[key] = value
        app.run()
    assert not app.exception, [one.value for one in app.exception]
    return app


def in_address(app: AppTest, name: str) -> str:
    held = app.query_params[name]
    return held if isinstance(held, str) else held[0]


def component_words(app: AppTest) -> str:
    """Every text that the components of a page were given."""
    found: list[str] = []

    def collect_text(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                found.append(node["text"])
            for value in node.values():
                collect_text(value)
        elif isinstance(node, list):
            for value in node:
                collect_text(value)

    for element in app.get("bidi_component"):
        collect_text(json.loads(element.proto.json))
    return "\n".join(found)


def flagged(store: Store, run_id: int) -> list[str]:
    return [i.row["finding"] for i in queue.page(store, run_id, Filter(view="flagged"))]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("samples")
def test_every_page_opens_on_the_samples(name: str) -> None:
    app = open_page(name)
    assert not app.error
    assert app.title or app.header


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("store")
def test_every_page_opens_on_an_empty_store(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.rechecking.samples_folder", lambda: None)
    app = open_page(name)
    assert not app.error
    if name in {"review", "article", "across", "export"}:
        assert "no run yet" in app.info[0].value


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("samples")
def test_every_page_says_what_is_wrong_with_the_table(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "table"
    folder.mkdir()
    (folder / "figures.csv").write_text("figure_id,nonsense\n1,2\n")
    monkeypatch.setenv("FACTCHECK_REFERENCE", str(folder))
    app = open_page(name, q="5 killed")
    said = [error.value for error in app.error] + [text.value for text in app.text]
    if name not in {"export", "check"}:  # these show what was stored, without the table
        assert any("figures.csv" in one for one in said)


def test_a_new_store_shows_the_samples(store: Store) -> None:
    app = open_page()
    assert [metric.label for metric in app.metric] == [
        "Articles", "Figures found", "Flagged", "Not judged",
    ]  # fmt: skip
    assert int(app.metric[2].value) > 0
    assert [run.kind for run in saving.list_runs(store)] == ["samples"]


def test_a_pasted_text_is_checked_and_kept(store: Store) -> None:
    app = open_page()
    app.text_area(key="text").set_value("About 300 people left $5 and $6 behind.")
    app.text_input(key="title").set_value("Left behind")
    app.button[0].click().run()
    assert not app.exception
    assert "1 article, 3 figures" in app.success[0].value
    assert saving.list_runs(store)[0].name == "Left behind"
    again = open_page()
    assert again.metric[0].value == "1"


@pytest.mark.usefixtures("store")
def test_a_contradiction_inside_a_text_is_told_at_once() -> None:
    app = open_page()
    app.text_area(key="text").set_value(
        "The storm killed 41 people in Manila, the disaster agency said. Police spoke of 56 dead."
    )
    app.button[0].click().run()
    assert "and 1 contradiction under Across articles" in app.success[0].value


@pytest.mark.usefixtures("samples")
def test_an_empty_paste_is_refused() -> None:
    app = open_page()
    app.button[0].click().run()
    assert "Paste an article first" in app.info[0].value


@pytest.mark.usefixtures("samples")
def test_a_folder_is_read_and_its_metadata_shown() -> None:
    app = open_page()
    app.segmented_control(key="how").set_value("Name a folder").run()
    app.text_input(key="folder").set_value(str(ROOT / "samples")).run()
    assert not app.exception
    count = f"{sum(1 for _ in (ROOT / 'samples').glob('*.txt'))} articles"
    assert f"Read: {count}" in " ".join(text.value for text in app.text)
    app.button(key="check_read").click().run()
    assert count in app.success[0].value


@pytest.mark.usefixtures("samples")
def test_a_folder_that_is_not_there_is_named() -> None:
    app = open_page()
    app.segmented_control(key="how").set_value("Name a folder").run()
    app.text_input(key="folder").set_value("/no/such/folder").run()
    assert "does not exist" in app.error[0].value


def test_a_profile_says_how_many_verdicts_would_change(samples: int) -> None:
    app = open_page()
    app.selectbox(key=f"other_{samples}").set_value("strict").run()
    assert any("verdicts would change from standard to strict" in t.value for t in app.text)


def test_a_run_is_renamed_and_deleted(store: Store, samples: int) -> None:
    app = open_page()
    app.text_input(key=f"name_{samples}").set_value("Tuesday's <b>batch</b>")
    next(b for b in app.button if b.label == "Rename").click().run()
    assert saving.list_runs(store)[0].name == "Tuesday's <b>batch</b>"
    app.checkbox(key=f"sure_{samples}").check().run()
    app.button(key="delete").click().run()
    assert not app.exception
    assert samples not in [run.id for run in saving.list_runs(store)]


@pytest.mark.usefixtures("samples")
def test_looking_up_gives_the_verdict_and_a_line_to_copy() -> None:
    app = open_page("lookup")
    app.text_input(key="lookup").set_value("14,000 killed in Donbas").run()
    assert not app.exception
    assert "It would be: consistent" in component_words(app)
    assert "14,200-14,400 as of 2021-12-31" in app.code[0].value
    assert in_address(app, "q") == "14,000 killed in Donbas"


@pytest.mark.parametrize("asked", ["no number here", "12 zorbles in Nowhereland", "<b>5</b> $x$"])
@pytest.mark.usefixtures("samples")
def test_looking_up_what_is_not_there(asked: str) -> None:
    app = open_page("lookup", q=asked)
    assert not app.exception
    assert app.info


@pytest.mark.usefixtures("samples")
def test_the_queue_counts_what_was_not_judged_as_large_as_what_was_flagged() -> None:
    app = open_page("review")
    options = app.segmented_control(key="f_view").options
    assert any("flagged" in one for one in options)
    assert any("not judged" in one for one in options)
    app.segmented_control(key="f_view").set_value("not_judged").run()
    assert "not judged: " in component_words(app)


def test_filters_are_in_the_address_and_come_back_from_it(store: Store, samples: int) -> None:
    app = open_page("review")
    app.multiselect(key="f_verdict").set_value(["overstated"]).run()
    assert in_address(app, "verdict") == "overstated"
    expected = queue.count(store, samples, Filter(view="flagged", verdict=("overstated",)))
    again = open_page("review", verdict="overstated", view="flagged")
    assert again.multiselect(key="f_verdict").value == ["overstated"]
    assert any(f"1 to {expected} of {expected}" in text.value for text in again.text)
    again.button(key="f_clear").click().run()
    assert "verdict" not in again.query_params


@pytest.mark.parametrize(
    "address",
    [
        {"run": "99999999"},
        {"run": "x'; drop table runs"},
        {"figure": "nonsense"},
        {"page": "-3", "view": "no such view"},
        {"page": "9999999999999999999"},
        {"since": "not a day", "verdict": "<b>"},
        {"article": "../../etc/passwd", "read": "../../etc/passwd"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["review", "article", "across", "export"])
@pytest.mark.usefixtures("samples")
def test_a_wrong_address_is_borne(name: str, address: dict[str, str]) -> None:
    app = open_page(name, **address)
    assert not app.error


def test_a_figure_is_decided_undone_and_dismissed(store: Store, samples: int) -> None:
    first, second, *_ = flagged(store, samples)
    app = open_page("review", figure=first, view="flagged")
    app.button(key="confirm").click().run()
    assert "needs a name" in app.warning[0].value
    app.text_input(key="reviewer").set_value("Ana").run()
    app.button(key="confirm").click().run()
    assert "Kept as confirmed" in app.success[0].value
    assert in_address(app, "figure") == second
    app.button(key="dismiss").click().run()
    app.button(key="reason_2").click().run()
    assert queue.decision_counts(store, samples)["dismissed"] == 1
    app.button(key="undo").click().run()
    assert queue.decision_counts(store, samples)["dismissed"] == 0
    assert in_address(app, "figure") == second
    entries = [(one.action, one.outcome) for one in reviews.trail(store)]
    assert entries == [("undo", "stored"), ("decide", "undone"), ("decide", "stored")]


def test_the_second_of_two_reviewers_is_told(store: Store, samples: int) -> None:
    first = flagged(store, samples)[0]
    app = open_page("review", figure=first, view="flagged")
    app.text_input(key="reviewer").set_value("Ben").run()
    reviews.decide(store, samples, {first: 0}, "Ana", "confirmed")
    # What Ben has on the screen is older than Ana's decision.
    app.button(key="fixed").click().run()
    assert "Ana set this figure to confirmed" in app.warning[0].value
    held = {(e.reviewer, e.outcome) for e in reviews.trail(store, first)}
    assert held == {("Ana", "stored"), ("Ben", "set_aside")}
    app.button(key="conflict_theirs").click().run()
    assert not app.warning
    assert queue.decision_counts(store, samples)["confirmed"] == 1


def test_one_decision_for_all_copies_of_a_story(store: Store, samples: int) -> None:
    pair = next(
        (one, copies)
        for one in flagged(store, samples)
        if (copies := corrections.copies_of(store, samples, one))
    )
    app = open_page("review", figure=pair[0], view="flagged")
    app.text_input(key="reviewer").set_value("Ana").run()
    app.button(key="needs_source").click().run()
    decided = queue.page(store, samples, Filter(decision=("needs_source",)))
    assert {item.row["finding"] for item in decided} == {pair[0], *pair[1]}


def test_the_verdict_stands_below_the_evidence(store: Store, samples: int) -> None:
    app = open_page("review", figure=flagged(store, samples)[0], view="flagged")
    words = component_words(app)
    for earlier, later in (
        ("Field", "The nearest other row") if "The nearest other row" in words else ("Field", "▲ "),
        ("Grade", "▲ "),
        ("Definition", "▲ "),
    ):
        assert words.index(earlier) < words.rindex(later)


@pytest.mark.usefixtures("samples")
@pytest.mark.usefixtures("store")
def test_the_words_are_sober() -> None:
    for name in PAGES:
        app = open_page(name, q="14,000 killed in Donbas")
        shown = component_words(app) + " ".join(
            str(getattr(one, "value", "")) for one in [*app.text, *app.markdown, *app.title]
        )
        for word in ("fake", "false", "true", " lie", "weak", "agrees with"):
            assert word not in shown.lower().replace("not true", ""), (name, word)


def test_an_article_is_whole_and_a_correction_is_judged_at_once(store: Store, samples: int) -> None:
    first = flagged(store, samples)[0]
    view = queue.get_finding(store, samples, first)
    assert view is not None
    name = view.item.row["article"]
    app = open_page("article", read=name, figure=first)
    article = corrections.article_of(store, samples, name)
    assert article is not None
    said = "".join(component_words(app).split())
    assert "".join(article.text.split())[:80] in said.replace("▲", "").replace("●", "")
    app.text_input(key="reviewer").set_value("Ana").run()
    app.selectbox(key=f"measure_{first}").set_value("injured")
    next(b for b in app.button if b.label == "Judge again").click().run()
    assert not app.exception
    assert "Judged again" in app.success[0].value
    again = queue.get_finding(store, samples, first)
    assert again is not None
    assert again.item.row["measure"] == "injured"
    [kept] = corrections.corrections_of(store, [name])[name]
    assert (kept.reviewer, kept.correction.measure) == ("Ana", "injured")
    app.button(key="withdraw").click().run()
    back = queue.get_finding(store, samples, first)
    assert back is not None
    assert back.item.row["measure"] == view.item.row["measure"]


def test_a_missed_figure_is_marked_by_hand(store: Store, checker: Checker) -> None:
    text = "A score of villages is cut off. The \U0001f4a7 plant failed."
    run = collect(checker, [Article("a", text, "Cut off")])
    run_id = saving.save_run(store, run, "one")
    start = text.index("\U0001f4a7 plant") + 2
    app = open_page("article", run=str(run_id), read="a")
    app.text_input(key="reviewer").set_value("Ana").run()
    app.number_input(key="mark_start").set_value(start).run()
    app.number_input(key="mark_end").set_value(start + 5).run()
    assert '"plant"' in component_words(app)
    value = next(t for t in app.text_input if t.label.startswith("Its value"))
    value.set_value("20")
    next(b for b in app.button if b.label == "Mark and judge it").click().run()
    assert not app.exception
    assert "Judged again" in app.success[0].value
    found = queue.article_findings(store, run_id, "a")
    marked = next(item for item in found if item.row["text"] == "plant")
    assert (marked.row["start"], marked.row["low"], marked.row["role"]) == (start, 20, "claim")
    # It is found again when the same article is checked once more.
    from factcheck import rechecking

    later = rechecking.check(store, checker, [Article("a", text, "Cut off")])
    assert "plant" in [finding.claim.quantity.text for finding in later.findings]


def test_a_date_set_right_changes_the_verdict(store: Store, samples: int) -> None:
    [item] = queue.page(store, samples, Filter(verdict=("outdated",)), size=1)
    name = item.row["article"]
    app = open_page("article", read=name)
    from datetime import date

    day = next(d for d in app.date_input if d.label == "Published")
    day.set_value(date(2014, 10, 20))
    next(b for b in app.button if b.label == "Keep and judge again").click().run()
    assert not app.exception
    again = queue.get_finding(store, samples, item.row["finding"])
    assert again is not None
    assert again.item.row["verdict"] != "outdated"


def test_comparisons_are_listed_and_one_is_drawn(store: Store, samples: int) -> None:
    app = open_page("across")
    assert "contradict each other" in component_words(app)
    row = corrections.comparisons(store, samples)[0]
    one = open_page("across", comparison=row["comparison"])
    assert "independent origin" in component_words(one)
    before = len({m.origin for m in corrections.members(store, samples, row["comparison"])})
    one.text_input(key="reviewer").set_value("Ana").run()
    members = [
        m.item.row["finding"] for m in corrections.members(store, samples, row["comparison"])
    ]
    one.multiselect(key="regroup").set_value(members).run()
    one.button(key="join").click().run()
    assert len({m.origin for m in corrections.members(store, samples, row["comparison"])}) == 1
    one.button(key="regroup_back").click().run()
    assert len({m.origin for m in corrections.members(store, samples, row["comparison"])}) == before


@pytest.mark.usefixtures("samples")
def test_the_reference_is_searched() -> None:
    app = open_page("reference")
    app.text_input(key="reference_search").set_value("displaced syria").run()
    assert "Syria" in component_words(app)
    app.text_input(key="reference_search").set_value("no such words").run()
    assert "Fewer words find more" in app.info[0].value
    for tab in ("Stale rows", "Datasheet"):
        app.segmented_control(key="reference_tab").set_value(tab).run()
        assert not app.exception
    one = open_page("reference", series="killed_eastern_ukraine_recorded")
    assert "at least 3,707" in component_words(one)


def test_the_preview_is_the_export(store: Store, samples: int) -> None:
    from factcheck import export

    app = open_page("export", view="flagged")
    run = saving.get_run(store, samples)
    assert run is not None
    rows = export.selection(store, run, Filter(view="flagged"))
    shown = app.dataframe[0].value
    assert list(shown["reason"]) == [row["reason"] for row in rows]
    app.multiselect(key="f_verdict").set_value(["outdated"]).run()
    assert set(app.dataframe[0].value["verdict"]) == {"outdated"}
    assert any("sample" in t.value and "outdated" in t.value for t in app.text)


@pytest.mark.usefixtures("samples")
def test_the_measured_floors_are_those_of_the_tests() -> None:
    import tomllib

    floors = tomllib.loads((ROOT / "tests" / "gold" / "claim_floors.toml").read_text())
    shown = component_words(open_page("about"))
    assert "Claims in whole articles" in shown
    assert f"{floors['articles_held']['measure'] * 100:.0f} in 100" in shown


def test_hostile_text_is_shown_as_it_stands(store: Store, checker: Checker) -> None:
    article = Article("<i>id</i>", HOSTILE, HOSTILE, "<b>Outlet</b>", url="javascript:alert(3)")
    run_id = saving.save_run(store, collect(checker, [article]), HOSTILE)
    finding = queue.page(store, run_id, Filter())[0].row["finding"]
    for name in PAGES:
        app = open_page(name, run=str(run_id), view="all", figure=finding, read="<i>id</i>")
        assert not app.error
        for element in [*app.markdown, *app.header, *app.subheader, *app.success, *app.warning]:
            assert "<script>" not in element.value or "\\<script" in element.value
            assert not getattr(element, "allow_html", False) or "onerror" not in element.value
        assert "javascript:alert(3)" not in "".join(
            one.proto.json for one in app.get("bidi_component") if '"href"' in one.proto.json
        )
