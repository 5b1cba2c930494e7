"""Migrations, oldest first; Alembic reads them."""
