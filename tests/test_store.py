"""The review store, on SQLite always and on PostgreSQL where one is named."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.model import ComparisonState, Finding, Verdict
from factcheck.runs import Run, summarise
from factcheck.store import corrections, queue, reviews, saving
from factcheck.store.database import Store, StoreError, default_file, open_store
from factcheck.store.queue import Filter
from tests.factories import make_article, make_comparison, make_finding

POSTGRES = "FACTCHECK_TEST_POSTGRES"


def postgres_url() -> str:
    url = os.environ.get(POSTGRES)
    if not url:
        pytest.skip(f"{POSTGRES} names no PostgreSQL database")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path}/reviews.sqlite")
    else:
        opened = open_store(postgres_url())
        _empty(opened)
    yield opened
    opened.close()


def _empty(store: Store) -> None:
    from factcheck.store.schema import Base

    with store.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


def make_run(*findings: Finding, comparisons: tuple = ()) -> Run:
    articles = {f.claim.article.article_id: f.claim.article for f in findings}
    read = [
        summarise(article, 1, [f for f in findings if f.claim.article is article])
        for article in articles.values()
    ]
    return Run(read, findings, comparisons, (), (), "1.0", "standard", "digest")


def finding_of(text: str, written: str, name: str = "a.txt", **fields: object) -> Finding:
    return make_finding(written, text, article=make_article(text, article_id=name), **fields)  # type: ignore[arg-type]


@pytest.fixture
def three(store: Store) -> tuple[int, list[str]]:
    """A run of three flagged figures, the most severe first."""
    found = [
        finding_of("About 5,000 people died.", "5,000", "a.txt", severity=90),
        finding_of("About 6,000 people fled.", "6,000", "b.txt", severity=70, measure="displaced"),
        finding_of("About 7,000 people came.", "7,000", "c.txt", severity=50),
    ]
    run_id = saving.save_run(store, make_run(*found), "Monday")
    return run_id, [f.finding_id for f in found]


def test_a_run_comes_back_as_it_was(store: Store) -> None:
    hostile = 'Ünïcode \x00 \ud800 <b>5,000</b> {{x}} $2 "q" \U0001f600'
    finding = finding_of(hostile, "5,000")
    run_id = saving.save_run(store, make_run(finding), "<script>", reviewer="Ana")
    saved = saving.get_run(store, run_id)
    assert saved is not None
    assert (saved.name, saved.articles, saved.flagged) == ("<script>", 1, 1)
    [item] = queue.page(store, run_id, Filter())
    assert item.row["sentence"] == hostile
    assert item.row["claim_high"] == 5500
    [article] = saving.run_articles(store, run_id)
    assert len(article.text) == len(hostile)
    assert article.text[finding.claim.quantity.span.start :].startswith("5,000")
    view = queue.get_finding(store, run_id, finding.finding_id)
    assert view is not None
    assert view.figures["f1"]["best"] == "100"
    assert view.detail["today"] == "f2"


def test_runs_are_listed_renamed_and_deleted(store: Store, three: tuple[int, list[str]]) -> None:
    run_id, ids = three
    saving.rename_run(store, run_id, "Tuesday")
    assert [run.name for run in saving.list_runs(store)] == ["Tuesday"]
    reviews.decide(store, run_id, {ids[0]: 0}, "Ana", "confirmed")
    saving.delete_run(store, run_id)
    assert saving.list_runs(store) == []
    assert queue.count(store, run_id, Filter()) == 0
    assert reviews.trail(store)[0].reviewer == "Ana"  # what was decided stays on the trail


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), [0, 1, 2]),
        (Filter(view="flagged"), [0, 1, 2]),
        (Filter(view="not_judged"), []),
        (Filter(measure=("displaced",)), [1]),
        (Filter(search="FLED 6,000"), [1]),
        (Filter(search="100%"), []),
        (Filter(search="_"), []),
        (Filter(article="c.txt"), [2]),
        (Filter(since="2031-01-01"), []),
        (Filter(decision=("open",)), [1, 2]),
        (Filter(decision=("confirmed",)), [0]),
        (Filter(reviewer=("Ana",)), [0]),
        (Filter(decision=("dismissed",), reviewer=("Ana",)), []),
    ],
)
def test_the_queue_is_filtered(
    store: Store, three: tuple[int, list[str]], chosen: Filter, expected: list[int]
) -> None:
    run_id, ids = three
    reviews.decide(store, run_id, {ids[0]: 0}, "Ana", "confirmed")
    found = [item.row["finding"] for item in queue.page(store, run_id, chosen)]
    assert found == [ids[number] for number in expected]
    assert queue.count(store, run_id, chosen) == len(expected)
    assert [i.row["finding"] for i in queue.everything(store, run_id, chosen)] == found
    assert sum(queue.view_counts(store, run_id, chosen).values()) >= len(expected)


def test_pages_follow_each_other(store: Store) -> None:
    found = [
        finding_of(f"About {n},000 people died.", f"{n},000", f"{n}.txt", severity=n % 7)
        for n in range(1, 60)
    ]
    run_id = saving.save_run(store, make_run(*found), "many")
    paged = [
        item.row["finding"]
        for number in (1, 2, 3, 4)
        for item in queue.page(store, run_id, Filter(), number, 20)
    ]
    assert paged == [item.row["finding"] for item in queue.everything(store, run_id, Filter())]
    severities = [i.row["severity"] for i in queue.everything(store, run_id, Filter())]
    assert severities == sorted(severities, reverse=True)
    for place in (0, 20, 58):
        number, before, after = queue.neighbours(store, run_id, Filter(), paged[place])
        assert number == place + 1
        assert before == (paged[place - 1] if place else None)
        assert after == (paged[place + 1] if place < 58 else None)


def test_a_decided_figure_leaves_its_filter_and_the_next_is_known(
    store: Store, three: tuple[int, list[str]]
) -> None:
    run_id, ids = three
    chosen = Filter(view="flagged", decision=("open",))
    reviews.decide(store, run_id, {ids[1]: 0}, "Ana", "confirmed")
    assert queue.neighbours(store, run_id, chosen, ids[1]) == (0, ids[0], ids[2])


def test_the_second_of_two_is_told_and_both_are_kept(
    store: Store, three: tuple[int, list[str]]
) -> None:
    run_id, [first, *_] = three
    assert reviews.decide(store, run_id, {first: 0}, "Ana", "confirmed", note="saw the PDF") == []
    [conflict] = reviews.decide(
        store, run_id, {first: 0}, "Ben", "dismissed", reason="other period"
    )
    assert (conflict.theirs.reviewer, conflict.theirs.decision) == ("Ana", "confirmed")
    [item] = queue.page(store, run_id, Filter(decision=("confirmed",)))
    assert item.review is not None
    assert item.review.reviewer == "Ana"
    kept = [(e.reviewer, e.outcome, e.after["decision"]) for e in reviews.trail(store, first)]
    assert kept == [("Ben", "set_aside", "dismissed"), ("Ana", "stored", "confirmed")]
    # Having seen Ana's, Ben may still decide otherwise, and hers stays on the trail.
    seen = {first: conflict.theirs.version}
    assert reviews.decide(store, run_id, seen, "Ben", "dismissed", reason="other period") == []
    assert reviews.trail(store, first)[0].before["reviewer"] == "Ana"


def test_many_at_once_lose_nothing(store: Store, three: tuple[int, list[str]]) -> None:
    """Eight reviewers decide on the same three figures at one moment: one of each is stored, the
    other seven are told."""
    run_id, ids = three
    conflicts: list[reviews.Conflict] = []
    failures: list[BaseException] = []
    start = threading.Barrier(8)

    def work(name: str) -> None:
        try:
            start.wait()
            for finding in ids:
                conflicts.extend(reviews.decide(store, run_id, {finding: 0}, name, "confirmed"))
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"R{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(conflicts) == 21
    entries = reviews.trail(store)
    assert len(entries) == 24
    assert sum(entry.outcome == "stored" for entry in entries) == 3


def test_undo_takes_back_the_last_change(store: Store, three: tuple[int, list[str]]) -> None:
    run_id, [first, second, third] = three
    reviews.decide(store, run_id, {first: 0}, "Ana", "confirmed")
    reviews.decide(store, run_id, {second: 0, third: 0}, "Ana", "dismissed", reason="copy")
    assert sorted(reviews.undo(store, "Ana")) == sorted([second, third])
    assert queue.decision_counts(store, run_id)["dismissed"] == 0
    assert reviews.undo(store, "Ana") == [first]
    assert queue.decision_counts(store, run_id)["open"] == 3
    with pytest.raises(UsageError, match="nothing to undo"):
        reviews.undo(store, "Ana")


def test_undo_does_not_take_back_another_persons_decision(
    store: Store, three: tuple[int, list[str]]
) -> None:
    run_id, [first, *_] = three
    reviews.decide(store, run_id, {first: 0}, "Ana", "confirmed")
    reviews.decide(store, run_id, {first: 1}, "Ben", "fixed")
    with pytest.raises(UsageError, match="changed this figure after you"):
        reviews.undo(store, "Ana")
    assert queue.decision_counts(store, run_id)["fixed"] == 1


@pytest.mark.parametrize(
    ("decision", "reason", "reviewer", "words"),
    [
        ("dismissed", " ", "Ana", "with a reason"),
        ("confirmed", "", "  ", "needs a name"),
        ("true", "", "Ana", "no decision"),
    ],
)
def test_what_is_refused(
    store: Store,
    three: tuple[int, list[str]],
    decision: str,
    reason: str,
    reviewer: str,
    words: str,
) -> None:
    run_id, [first, *_] = three
    with pytest.raises(UsageError, match=words):
        reviews.decide(store, run_id, {first: 0}, reviewer, decision, reason=reason)
    assert reviews.trail(store) == []


def test_assigned_asked_and_signed_off(store: Store, three: tuple[int, list[str]]) -> None:
    run_id, [first, *_] = three
    reviews.assign(store, run_id, {first: 0}, "Ana", "Ben")
    reviews.ask(store, run_id, {first: 1}, "Ben", "the ministry's press office", "2026-11-20")
    [item] = queue.page(store, run_id, Filter(decision=("asked",)))
    assert item.review is not None
    assert (item.review.assigned, item.review.asked_of) == ("Ben", "the ministry's press office")
    with pytest.raises(UsageError, match="your own decision"):
        reviews.sign_off(store, run_id, {first: 2}, "ben ")
    reviews.sign_off(store, run_id, {first: 2}, "Ana")
    [item] = queue.page(store, run_id, Filter(decision=("asked",)))
    assert item.review is not None
    assert item.review.signed_by == "Ana"
    reviews.decide(store, run_id, {first: 3}, "Ben", "fixed")
    [item] = queue.page(store, run_id, Filter(decision=("fixed",)))
    assert item.review is not None
    assert item.review.signed_by == ""  # a new decision needs a new signature


def test_notes_are_kept(store: Store, three: tuple[int, list[str]]) -> None:
    _, [first, *_] = three
    reviews.add_note(store, first, "Ana", " called twice ")
    assert [(note.reviewer, note.text) for note in reviews.notes_of(store, first)] == [
        ("Ana", "called twice")
    ]
    with pytest.raises(UsageError):
        reviews.add_note(store, first, "Ana", " ")


BEFORE = "About 5,000 people died. They say 5,000 houses fell."


@pytest.mark.parametrize(
    ("after", "written_at", "kept", "earlier_text"),
    [
        (BEFORE, "About 5,000", True, False),
        ("A new first paragraph. " + BEFORE, "About 5,000", True, False),
        ("About 5,000 people died on Monday. They say so.", "About 5,000", True, True),
        ("New. About 5,000 people died on Monday.", "About 5,000", True, True),
        ("New. Some 5,000 litres were sold in spring.", "Some 5,000", False, False),
    ],
    ids=["same text", "paragraph above", "sentence mended", "mended and moved", "another sentence"],
)
def test_a_decision_outlives_its_text(
    store: Store, after: str, written_at: str, *, kept: bool, earlier_text: bool
) -> None:
    def run_of(text: str, hedged: str) -> Run:
        start = text.index(hedged) + hedged.index("5")
        sentence = text[text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0 :]
        sentence = sentence[: sentence.index(".") + 1].strip()
        found = make_finding("5,000", text, article=make_article(text))
        claim = replace(
            found.claim,
            sentence=replace(found.claim.sentence, text=sentence),
            quantity=replace(
                found.claim.quantity, span=type(found.claim.quantity.span)(start, start + 5)
            ),
        )
        return make_run(replace(found, claim=claim, finding_id=f"a:{start}"))

    first = saving.save_run(store, run_of(BEFORE, "About 5,000"), "before")
    [item] = queue.page(store, first, Filter())
    reviews.decide(store, first, {item.row["finding"]: 0}, "Ana", "confirmed")
    second = saving.save_run(store, run_of(after, written_at), "after")
    [item] = queue.page(store, second, Filter())
    assert (item.review is not None) is kept
    assert item.earlier_text is earlier_text
    third = saving.save_run(store, run_of(BEFORE, "About 5,000"), "as it was")
    [item] = queue.page(store, third, Filter())
    assert item.review is not None
    assert item.review.decision == "confirmed"


def test_copies_of_one_story_and_a_persons_word_on_origins(store: Store) -> None:
    found = [
        finding_of("About 5,000 people died.", "5,000", name, finding_id=name)
        for name in ("a", "b", "c")
    ]
    comparison = make_comparison("a", "b", "c", state=ComparisonState.AGREE)
    run_id = saving.save_run(store, make_run(*found, comparisons=(comparison,)), "copies")
    assert corrections.copies_of(store, run_id, "a") == ["b", "c"]
    corrections.set_origin(store, "c1", ["c"], "c", "Ana")
    assert corrections.copies_of(store, run_id, "a") == ["b"]
    origins = {m.item.row["finding"]: m.origin for m in corrections.members(store, run_id, "c1")}
    assert origins == {"a": "wire", "b": "wire", "c": "c"}
    corrections.set_origin(store, "c1", ["c"], "", "Ana")
    assert len({m.origin for m in corrections.members(store, run_id, "c1")}) == 1
    assert corrections.comparison_counts(store, run_id) == {"agree": 1}


def test_a_figure_that_was_judged_again_takes_the_place_of_the_old(
    store: Store, three: tuple[int, list[str]]
) -> None:
    run_id, [first, *_] = three
    view = queue.get_finding(store, run_id, first)
    assert view is not None
    again = replace(
        finding_of("About 5,000 people died.", "5,000", finding_id=first),
        verdict=Verdict.CONSISTENT, flagged=False, severity=0, gap=Decimal(0),
    )  # fmt: skip
    saving.put_finding(store, run_id, again, view.article_row)
    saved = saving.get_run(store, run_id)
    assert saved is not None
    assert (saved.findings, saved.flagged, saved.stale_comparisons) == (3, 2, True)
    assert queue.view_counts(store, run_id, Filter())["matches"] == 1
    saving.remove_finding(store, run_id, first)
    assert queue.count(store, run_id, Filter()) == 2


def test_facets_count_values(store: Store, three: tuple[int, list[str]]) -> None:
    run_id, _ = three
    assert queue.facets(store, run_id)["measure"] == {"displaced": 1}
    assert queue.facets(store, run_id)["verdict"] == {"overstated": 3}


def test_samples_are_replaced_and_other_runs_stay(store: Store) -> None:
    run = make_run(finding_of("About 5,000 people died.", "5,000"))
    own = saving.save_run(store, run, "own")
    saving.replace_samples(store, run, "Samples")
    newest = saving.replace_samples(store, run, "Samples")
    assert [saved.id for saved in saving.list_runs(store)] == [newest, own]


def test_migrations_make_the_tables_that_the_models_describe(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from factcheck.store.schema import Base

    with store.writing() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_back(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, inspect

    engine = create_engine(f"sqlite:///{tmp_path}/reviews.sqlite")
    config = Config()
    folder = Path(saving.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_a_step_back_keeps_the_findings(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, text

    config = Config()
    config.set_main_option("script_location", str(Path(saving.__file__).with_name("migrations")))
    engine = create_engine(f"sqlite:///{tmp_path}/reviews.sqlite")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        before = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
        connection.execute(
            text(
                "INSERT INTO runs VALUES (1, 'r', 'own', '', '', '', '', '', 1, 1, 0, 0, '[]', 0, 0)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO articles (id, run_id, position, article, title, publisher, published_source, url, text,"
                " extra, sentences, figures, claims, flagged, before, behind)"
                " VALUES (1, 1, 0, 'a', '', '', 'none', '', 'x', '{}', 1, 1, 1, 0, 'y', 'z')"
            )
        )
        connection.execute(
            text("CREATE TABLE kept (article INTEGER REFERENCES articles ON DELETE CASCADE)")
        )
        connection.execute(text("INSERT INTO kept VALUES (1)"))
        connection.commit()
        command.downgrade(config, "0001")
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar_one() == 1
        command.upgrade(config, "head")
        row = connection.execute(text("SELECT text, before, behind FROM articles")).one()
        assert tuple(row) == ("x", "", "")
        after = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
        assert after == before + 1
    engine.dispose()


def test_two_open_a_new_store_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/reviews.sqlite"
    failures: list[BaseException] = []

    def work() -> None:
        try:
            opened = open_store(url)
            saving.list_runs(opened)
            opened.close()
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("no url", "no database URL"),
        ("mysql://host/name", "no database that is served"),
    ],
)
def test_a_wrong_url_is_named(url: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        open_store(url)


def test_a_store_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="folder cannot be made"):
        open_store(f"sqlite:///{tmp_path}/file/reviews.sqlite")
    (tmp_path / "reviews.sqlite").write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{tmp_path}/reviews.sqlite")


def test_the_own_file_lies_where_the_system_keeps_such_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_file() == tmp_path / "factcheck" / "reviews.sqlite"


def test_words_of_a_filter_name_a_file() -> None:
    chosen = Filter(view="flagged", verdict=("overstated",), since="2024-01-01", search="../<b>")
    assert chosen.words() == "flagged-overstated-2024-01-01-b"
    assert Filter().words() == "all"
    assert date.fromisoformat(chosen.since)
