"""The words of its page around an article that is a passage of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("before", "behind"):
        op.add_column("articles", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew and takes the findings of its rows along.
    for name in ("behind", "before"):
        op.drop_column("articles", name)
