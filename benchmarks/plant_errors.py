"""Plant errors into the sample articles and count how many are exported.

    python benchmarks/plant_errors.py [--sentences 40] [--seed 1]

In ``--sentences`` sentences one figure is changed by a fifth or more, written as the original was;
as many other sentences stay as they are. Printed: how many changed figures are flagged, and how
many of the unchanged ones are flagged that were not flagged before.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from factcheck import Checker, Finding, read_articles
from factcheck.model import Article, Role

ROOT = Path(__file__).parent.parent
MARKED_FROM = 1000  # numbers from here on are written with thousands marks
FACTORS = (0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.4, 1.6, 2.0, 3.0)


def changed(text: str, factor: float) -> str:
    """The number of a figure times ``factor``, in the same form, at least a fifth away."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if match is None:
        return text
    written = match.group().rstrip(",")
    plain = written.replace(",", "")
    value = float(plain) * factor
    decimals = len(plain.partition(".")[2])
    zeros = 0 if decimals else max(0, len(plain) - len(plain.rstrip("0")) - 1)
    rounded = round(value, decimals) if decimals else round(value / 10**zeros) * 10**zeros
    new = (
        f"{rounded:,.{decimals}f}"
        if "," in written or rounded >= MARKED_FROM
        else f"{rounded:.{decimals}f}"
    )
    return text[: match.start()] + new + text[match.start() + len(written) :]


def plant(
    articles: Iterable[Article], findings: Iterable[Finding], number: int, seed: int
) -> tuple[dict[str, Article], set[tuple[str, int]]]:
    """Articles with planted errors, and the (article, sentence) pairs that were changed."""
    chosen: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        claim = finding.claim
        checkable = claim.role is Role.CLAIM and claim.sentence.field == "text"
        if checkable and re.search(r"\d", claim.quantity.text):
            chosen.setdefault((claim.article.article_id, claim.sentence.index), finding)
    # Only a figure that the table holds can be found wrong; the sentence keeps its other figures.
    pool = [key for key, finding in chosen.items() if finding.verdict == "consistent"]
    picked = random.Random(seed).sample(sorted(pool), min(number, len(pool)))  # noqa: S311
    planted = {article.article_id: article for article in articles}
    for place, key in enumerate(
        sorted(picked, key=lambda one: -chosen[one].claim.quantity.span.start)
    ):
        quantity = chosen[key].claim.quantity
        article = planted[key[0]]
        span = quantity.span
        new = changed(quantity.text, FACTORS[place % len(FACTORS)])
        planted[key[0]] = replace(
            article, text=article.text[: span.start] + new + article.text[span.end :]
        )
    return planted, set(picked)


def main() -> None:
    """Plant, check, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sentences", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    checker = Checker.load()
    articles = list(read_articles(ROOT / "samples"))
    before = [finding for article in articles for finding in checker.check(article)]
    flagged_before = {_key(finding) for finding in before if finding.flagged}
    planted, picked = plant(articles, before, options.sentences, options.seed)
    after = [finding for article in planted.values() for finding in checker.check(article)]
    flagged = {_key(finding) for finding in after if finding.flagged}
    found = picked & flagged
    alarms = flagged - picked - flagged_before
    print(f"planted {len(picked)}, exported {len(found)}; false alarms elsewhere {len(alarms)}")
    for finding in after:
        key = _key(finding)
        if (key in picked and key not in flagged) or key in alarms:
            print("missed" if key in picked else "alarm ", finding.claim.sentence.text.strip(),
                  "|", finding.verdict, finding.code, "|", finding.reason)  # fmt: skip


def _key(finding: Finding) -> tuple[str, int]:
    return finding.claim.article.article_id, finding.claim.sentence.index


if __name__ == "__main__":
    main()
