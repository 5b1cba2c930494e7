"""Opening the review store: engine, migrations, transactions."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from factcheck.errors import FactcheckError, UsageError

VARIABLE = "FACTCHECK_STORE"
_WAIT_SECONDS = 30.0  # a writer waits this long for another before it gives up
_PAUSE_SECONDS = 0.05
_POOL = 5  # connections of one dashboard; a page holds one for some milliseconds
_READS = "factcheck_reads"
_LOCK = 0x66616374  # PostgreSQL's advisory lock while the tables are brought up to date


class StoreError(FactcheckError):
    """The review store cannot be opened, read or written."""


class Store:
    """One open database. ``reading`` and ``writing`` give sessions; each is one transaction."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = _engine(url)
        self._reads = self._engine.execution_options(**{_READS: True})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that changes nothing and keeps no writer waiting."""
        with _in_words(self.url), Session(self._reads) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at its end, and rolled back where something fails.

        On SQLite it takes the write lock at its start: two that read first and write later
        could both be refused.
        """
        with _in_words(self.url), Session(self._engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @property
    def shared(self) -> bool:
        """Whether others may work in it from other machines."""
        return self.url.get_backend_name() != "sqlite"

    @property
    def shown(self) -> str:
        """Where the store is, for a person; a password is not shown."""
        if self.url.get_backend_name() == "sqlite":
            return self.url.database or "memory"
        return self.url.render_as_string(hide_password=True)


def open_store(url: str | None = None) -> Store:
    """The store at a URL, brought up to date; else of the environment's FACTCHECK_STORE, else the
    person's own file.

    Raises ``StoreError`` where it cannot be opened.
    """
    given = url or os.environ.get(VARIABLE, "")
    made = _url(given) if given else URL.create("sqlite", database=str(default_file()))
    if made.get_backend_name() == "sqlite" and made.database:
        try:
            Path(made.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the folder cannot be made: {error.strerror}",
                where=made.database,
                remedy=f"name another file: {VARIABLE}=sqlite:////path/to/reviews.sqlite",
            ) from None
    store = Store(made)
    with _in_words(made):
        _migrate(store._engine)
    return store


def default_file() -> Path:
    """The person's own database file, in the place where their system keeps such files."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "factcheck" / "reviews.sqlite"


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _url(given: str) -> URL:
    try:
        url = make_url(given)
    except ArgumentError:
        raise UsageError(
            "is no database URL",
            where=VARIABLE,
            remedy="write sqlite:///reviews.sqlite or postgresql://user@host/name",
        ) from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise UsageError(
            f'"{url.get_backend_name()}" is no database that is served',
            where=VARIABLE,
            remedy="use sqlite or postgresql",
        )
    return url


def _keep_journal(cursor: Any) -> None:
    """Set the write-ahead journal; SQLite's own timeout does not hold for this statement, so it is tried
    again where another process opens the same new file at that moment."""
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=_POOL, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        _keep_journal(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options: Mapping[str, object] = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN" if options.get(_READS) else "BEGIN IMMEDIATE")

    return engine


def _migrate(engine: Engine) -> None:
    """Bring the tables up to date, one process at a time."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _in_words(url: URL) -> Iterator[None]:
    """A database's refusal as one clear line."""
    try:
        yield
    except DBAPIError as error:
        where = url.render_as_string(hide_password=True)
        found = str(error.orig).strip().splitlines()[0] if error.orig else "cannot be used"
        raise StoreError(
            f"the review store answered: {found}",
            where=where,
            remedy=f"check that it is there and may be written, or set {VARIABLE}",
        ) from error
    except SQLAlchemyError as error:
        if isinstance(error, _passed_on()):
            raise
        raise StoreError(
            f"the review store cannot be used: {error}",
            where=url.render_as_string(hide_password=True),
            remedy=f"check {VARIABLE}",
        ) from error


def _passed_on() -> tuple[type[Exception], ...]:
    from sqlalchemy.orm.exc import StaleDataError

    return (StaleDataError,)
