"""The review store: runs, decisions, notes, corrections and who did what, in one database.

SQLite by default, PostgreSQL by a URL. Only this package knows SQLAlchemy and Alembic.
"""
