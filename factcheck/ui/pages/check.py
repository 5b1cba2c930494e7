"""Check: paste a text, drop files, name a folder; then the runs so far."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import streamlit as st

from factcheck import rechecking
from factcheck.articles import scan
from factcheck.errors import FactcheckError, UsageError
from factcheck.manifest import ReadProblem
from factcheck.model import Article
from factcheck.runs import Run
from factcheck.store import saving
from factcheck.store.database import Store
from factcheck.store.saving import SavedRun
from factcheck.ui import data, state, words
from factcheck.ui.marked import escaped

_PASTE, _FILES, _FOLDER = "Paste a text", "Drop files", "Name a folder"
_EDITED = 500  # articles whose title, publisher and date can be set in one table
_RUNS = 20  # runs in the list
_ENDINGS = [
    "txt",
    "text",
    "md",
    "html",
    "htm",
    "pdf",
    "docx",
    "csv",
    "tsv",
    "jsonl",
    "ndjson",
    "parquet",
]
_PROBLEMS = 100  # problems listed on the page; articles.csv has all
_FEW = 3  # problems that are shown without being asked for
_OLDEST = date(1800, 1, 1)


def show() -> None:
    """The three ways in, then the runs."""
    store = data.store()
    st.title("Check the figures of articles")
    st.text(
        "Every figure is read, compared with a curated reference table and with the other articles. "
        "The program shows what to look at first and why; a person decides."
    )
    if message := st.session_state.pop("check_said", ""):
        st.success(escaped(message))
    how = st.segmented_control(
        "How the articles come in", (_PASTE, _FILES, _FOLDER), default=_PASTE, required=True,
        key="how", label_visibility="collapsed",
    )  # fmt: skip
    try:
        if how == _PASTE:
            _paste(store)
        elif how == _FILES:
            _files(store)
        else:
            _folder(store)
    except FactcheckError as error:
        st.error(escaped(str(error)))
    st.divider()
    _runs(store)
    state.write()


# -- the three ways in ----------------------------------------------------------------------------


def _paste(store: Store) -> None:
    with st.form("pasted"):
        text = st.text_area("Article text", height=200, key="text", max_chars=2_000_000)
        title = st.text_input("Title", key="title", max_chars=500)
        left, right = st.columns(2)
        publisher = left.text_input("Publisher", key="publisher", max_chars=200)
        published = right.date_input(
            "Published",
            value=None,
            min_value=_OLDEST,
            key="published",
            help="Figures are judged by what was known that day. Leave it empty where it is not known.",
        )
        profile = _profile("paste_profile")
        sent = st.form_submit_button("Check", type="primary", key="submit")
    if not sent:
        return
    if not text.strip():
        st.info("Paste an article first.")
        return
    day = published if isinstance(published, date) else None
    article = Article(
        _pasted_id(title, text), text, title.strip(), publisher.strip(), day,
        "manifest" if day else "none",
    )  # fmt: skip
    _check(store, [article], title.strip() or "Pasted text", profile)


def _pasted_id(title: str, text: str) -> str:
    """The same title is the same article, so that what was decided on it is found again."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    digest = hashlib.sha1(
        (title.strip() or text).encode("utf-8", "replace"), usedforsecurity=False
    ).hexdigest()[:8]
    return f"pasted/{'-'.join(filter(None, (plain, digest)))}"


def _files(store: Store) -> None:
    st.text(
        "Text, HTML, PDF and Word files, or tables with a row an article. "
        "A manifest.csv among them gives titles, publishers and dates."
    )
    given = st.file_uploader(
        "Files", type=_ENDINGS, accept_multiple_files=True, key="files",
        label_visibility="collapsed",
    )  # fmt: skip
    if not given:
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        names: set[str] = set()
        for number, one in enumerate(given):
            name = PurePosixPath(one.name.replace("\\", "/")).name or f"file-{number}"
            if name in names:
                name = f"{number}-{name}"
            names.add(name)
            (folder / name).write_bytes(one.getvalue())
        items = _read_folder(folder)
    _read(store, items, "Dropped files" if len(given) > 1 else given[0].name)


def _folder(store: Store) -> None:
    st.text("A folder on the machine that runs this dashboard, with or without a manifest.csv.")
    path = st.text_input("Folder or manifest", key="folder", placeholder="/path/to/articles")
    if not path.strip():
        return
    given = Path(path.strip()).expanduser()
    manifest = given if given.is_file() and given.suffix.lower() == ".csv" else None
    folder = given.parent if manifest else given
    if not folder.exists():
        raise UsageError("does not exist", where=str(folder), remedy="check the path")
    items = list(scan([folder], manifest)) if manifest else _read_folder(folder)
    _read(store, items, folder.absolute().name or "Folder")


def _read_folder(folder: Path) -> list[Article | ReadProblem]:
    """The articles of a folder, and those of the tables in it where it holds no other."""
    items = list(scan([folder]))
    if any(isinstance(item, Article) for item in items):
        tables = _tables(folder)
        return items + (list(scan(tables)) if tables else [])
    tables = _tables(folder)
    return list(scan(tables)) if tables else items


def _tables(folder: Path) -> list[Path]:
    endings = {".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"}
    return sorted(
        path for path in folder.glob("*")
        if path.suffix.lower() in endings and path.name != "manifest.csv"
    )  # fmt: skip


def _read(store: Store, items: Sequence[Article | ReadProblem], name: str) -> None:
    """What was read, for a person to set right, and the button that checks it."""
    articles = [item for item in items if isinstance(item, Article)]
    problems = [item for item in items if isinstance(item, ReadProblem)]
    _problems(problems)
    if not articles:
        st.info("No article could be read from these.")
        return
    st.text(
        f"Read: {words.many(len(articles), 'article')}. Title, publisher and date can be set right here."
    )
    if len(articles) <= _EDITED:
        articles = _edited(articles)
    else:
        st.text(f"A table for setting them right is shown for up to {_EDITED} articles.")
    name = st.text_input("Name of the run", value=name, key="run_name", max_chars=120)
    profile = _profile("files_profile")
    if st.button(f"Check {words.many(len(articles), 'article')}", type="primary", key="check_read"):
        _check(store, [*articles, *problems], name.strip() or "Run", profile)


def _edited(articles: Sequence[Article]) -> list[Article]:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "article": [one.article_id for one in articles],
            "title": [one.title for one in articles],
            "publisher": [one.publisher for one in articles],
            "published": [one.published for one in articles],
            "source": [words.DATE_SOURCES.get(one.published_source, "") for one in articles],
        }
    )
    column = st.column_config
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["article", "source"],
        column_config={
            "article": column.TextColumn("Article", width=190),
            "title": column.TextColumn("Title", width=330),
            "publisher": column.TextColumn("Publisher", width=140),
            "published": column.DateColumn("Published", min_value=_OLDEST, width=100),
            "source": column.TextColumn("The date is", width=140),
        },
        key="metadata",
        alt="Articles that were read, with title, publisher and date",
    )
    made: list[Article] = []
    for article, row in zip(articles, edited.to_dict("records"), strict=True):
        day = _as_day(row["published"])
        source = article.published_source
        if day != article.published:
            source = "manifest" if day else "none"
        made.append(
            replace(
                article, title=str(row["title"] or ""), publisher=str(row["publisher"] or ""),
                published=day, published_source=source,
            )
        )  # fmt: skip
    return made


def _as_day(value: object) -> date | None:
    if value is None or value != value:  # noqa: PLR0124 - NaT and NaN differ from themselves
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _profile(key: str) -> str:
    return st.selectbox(
        "Tolerance", data.PROFILES, index=1, key=key,
        help="How wide a round number is read: strict takes half of the usual width, lenient twice.",
    )  # fmt: skip


def _check(store: Store, items: Sequence[Article | ReadProblem], name: str, profile: str) -> None:
    total = sum(isinstance(item, Article) for item in items)
    bar = st.progress(0.0, text="Reading ...")

    def told(progress: str) -> None:
        done = int(progress.split(" ", 1)[0]) if progress[:1].isdecimal() else total
        bar.progress(min(done / max(total, 1), 1.0), text=progress)

    run = rechecking.check(store, data.checker(profile), items, told)
    number = saving.save_run(store, run, name, reviewer=state.reviewer())
    bar.empty()
    state.choose_run(number)
    st.session_state["check_said"] = _said(run)
    st.rerun()


def _said(run: Run) -> str:
    """What a check found, in one line; contradictions and sums are flagged on a page of their own."""
    parts = [
        words.many(len(run.articles), "article"),
        words.many(len(run.findings), "figure"),
        f"{len(run.flagged):,} flagged",
    ]
    across = [
        words.many(len(listed), name)
        for listed, name in ((run.diverging, "contradiction"), (run.failed_checks, "failed check"))
        if listed
    ]
    seen = f", and {' and '.join(across)} under Across articles" if across else ""
    return f"{', '.join(parts)}{seen}."


# -- runs -----------------------------------------------------------------------------------------


def _runs(store: Store) -> None:
    runs = saving.list_runs(store)
    if not runs:
        st.info("No run yet. Paste a text above, or drop files.")
        return
    current = state.current_run(store)
    if current is not None:
        _current(store, current)
    st.subheader(f"Runs ({len(runs)})", anchor=False)
    for run in runs[:_RUNS]:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            mark = "● " if current is not None and run.id == current.id else ""
            st.text(
                f"{mark}{run.name}: {words.many(run.articles, 'article')}, {run.flagged:,} flagged, "
                f"{words.moment_words(run.created)}, {run.profile}"
            )
            st.button("Open", key=f"open_{run.id}", on_click=state.choose_run, args=(run.id,))
    if len(runs) > _RUNS:
        st.text(f"The sidebar lists more of the {len(runs):,} runs.")


def _current(store: Store, run: SavedRun) -> None:
    st.subheader(escaped(run.name), anchor=False)
    columns = st.columns(4)
    columns[0].metric("Articles", f"{run.articles:,}")
    columns[1].metric("Figures found", f"{run.findings:,}")
    columns[2].metric("Flagged", f"{run.flagged:,}")
    columns[3].metric("Not judged", f"{run.not_judged:,}")
    left, right = st.columns(2)
    with left:
        state.page_link(
            "review",
            "Review what was flagged",
            ":material/checklist:",
            run=str(run.id),
            view="flagged",
        )
    with right:
        state.page_link(
            "review",
            "See what was not judged",
            ":material/help:",
            run=str(run.id),
            view="not_judged",
        )
    _problems(
        [
            ReadProblem(one["source"], one["source"], one["found"], one["remedy"], one["line"], one["article"])
            for one in run.problems
        ]
    )  # fmt: skip
    with st.expander("Name, tolerance, delete"):
        _manage(store, run)


def _manage(store: Store, run: SavedRun) -> None:
    with st.form("rename", border=False):
        name = st.text_input("Name", value=run.name, max_chars=120, key=f"name_{run.id}")
        if st.form_submit_button("Rename") and name.strip():
            saving.rename_run(store, run.id, name.strip())
            st.rerun()
    other = st.selectbox(
        "Another tolerance", [one for one in data.PROFILES if one != run.profile], index=None,
        key=f"other_{run.id}", placeholder="Choose one to see what it would change",
    )  # fmt: skip
    if other:
        digest = data.checker().table.digest
        changes = data.profile_changes(store, run.id, run.revision, digest, run.profile, other)
        st.text(f"{changes:,} verdicts would change from {run.profile} to {other}.")
    earlier = run.table_digest != data.checker().table.digest
    if earlier:
        st.text("The reference table changed since this run.")
    if run.stale_comparisons:
        st.text("Figures were corrected since; comparisons between articles are as before.")
    if st.button(f"Check these articles again{f' ({other})' if other else ''}", key="again"):
        articles = saving.run_articles(store, run.id)
        _check(store, articles, run.name, other or run.profile)
    sure = st.checkbox("I want to delete this run", key=f"sure_{run.id}")
    st.text("Decisions, notes and the history of its figures stay.")
    if st.button("Delete the run", disabled=not sure, key="delete"):
        saving.delete_run(store, run.id)
        state.put("run", "")
        st.rerun()


def _problems(problems: Sequence[ReadProblem]) -> None:
    if not problems:
        return
    with st.expander(
        f"Could not be read as it stands ({len(problems)})", expanded=len(problems) <= _FEW
    ):
        for problem in problems[:_PROBLEMS]:
            line = f", line {problem.line}" if problem.line else ""
            st.text(f"{problem.source}{line}: {problem.found} - {problem.remedy}")
        if len(problems) > _PROBLEMS:
            st.text(f"... and {len(problems) - _PROBLEMS:,} more")


if __name__ == "__main__":
    show()
