"""Thresholds, read from settings.toml: the one home of every number that decides something."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from factcheck.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds with their units; settings.toml gives the reason for each.

    ``spread`` is the profile's factor on the half-width h of a round number.
    """

    profile: str
    spread: Decimal
    lag_days: int
    between_days: int
    statement_days: int
    level_days: int
    level_paces: int
    brief_days: int
    settled_days: int
    window_share: Decimal
    guessed_dates: tuple[str, ...]
    round_share: Decimal
    converted_share: Decimal
    small_count: int
    about_digits: Decimal
    fraction_share: Decimal
    nearly_steps: Decimal
    loose_ratio: Decimal
    part_ratio: int
    long_event_days: int
    edge_share: Decimal
    likeness_sure: float
    likeness_over: float
    likeness_small: float
    likeness_compared: float
    likeness_unspoken: float
    likeness_told: float
    likeness_most: int
    passage_length: int
    page_length: int
    passages_alike: float
    anomaly_most: int
    severity: tuple[tuple[str, int], ...]
    gap_points: int
    gap_full: float
    grade_points: tuple[tuple[str, int], ...]
    copy_run: int
    copy_words: int
    copy_share: float
    hedged_share: Decimal
    story_days: int
    happening_days: int
    level_gap_days: int
    statistic_days: int
    open_ratio: Decimal
    same_ratio: Decimal
    blow_ratio: Decimal
    echo_digits: int
    long_digits: int
    echo_words: int
    pair_stays: float
    pair_joins: float
    opposed_least: float
    paired_most: int
    name_evidence: int
    name_articles: int
    spot_articles: int
    key_share: float
    key_name_days: int
    number_digits: int
    number_days: int
    number_longest: int
    stale_days: int
    level_stale_days: int


@cache
def load_settings(profile: str = "standard") -> Settings:
    """The settings with one tolerance profile: strict, standard or lenient.

    Raises ``UsageError`` for a profile that does not exist.
    """
    path = Path(__file__).parent / "settings.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    profiles = raw["profiles"]
    if profile not in profiles:
        raise UsageError(
            f'there is no profile "{profile}"',
            where="--profile",
            remedy="use " + ", ".join(profiles),
        )
    severity = dict(raw["severity"])
    grades = severity.pop("grade_points")
    gap_points, gap_full = severity.pop("gap_points"), float(severity.pop("gap_full"))
    interval, verdict, compare = raw["interval"], raw["verdict"], raw["compare"]
    return Settings(
        profile=profile,
        spread=Decimal(profiles[profile]),
        lag_days=raw["time"]["lag_days"],
        between_days=raw["time"]["between_days"],
        statement_days=raw["time"]["statement_days"],
        level_days=raw["time"]["level_days"],
        level_paces=raw["time"]["level_paces"],
        brief_days=raw["time"]["brief_days"],
        settled_days=raw["time"]["settled_days"],
        window_share=raw["time"]["window_share"],
        guessed_dates=tuple(raw["time"]["guessed_dates"]),
        round_share=interval["round_share"],
        converted_share=interval["converted_share"],
        small_count=interval["small_count"],
        about_digits=Decimal(interval["about_digits"]),
        fraction_share=interval["fraction_share"],
        nearly_steps=Decimal(interval["nearly_steps"]),
        loose_ratio=verdict["loose_ratio"],
        part_ratio=verdict["part_ratio"],
        long_event_days=verdict["long_event_days"],
        edge_share=verdict["edge_share"],
        likeness_sure=float(raw["likeness"]["sure"]),
        likeness_over=float(raw["likeness"]["over_words"]),
        likeness_small=float(raw["likeness"]["small"]),
        likeness_compared=float(raw["likeness"]["compared"]),
        likeness_unspoken=float(raw["likeness"]["unspoken"]),
        likeness_told=float(raw["likeness"]["told"]),
        likeness_most=int(raw["likeness"]["most"]),
        passage_length=raw["reading"]["passage_length"],
        page_length=raw["reading"]["page_length"],
        passages_alike=float(raw["reading"]["passages_alike"]),
        anomaly_most=raw["degrees"]["anomaly_most"],
        severity=tuple(severity.items()),
        gap_points=gap_points,
        gap_full=gap_full,
        grade_points=tuple(grades.items()),
        copy_run=compare["copy_run"],
        copy_words=compare["copy_words"],
        copy_share=float(compare["copy_share"]),
        hedged_share=compare["hedged_share"],
        story_days=compare["story_days"],
        happening_days=compare["happening_days"],
        level_gap_days=compare["level_gap_days"],
        statistic_days=compare["statistic_days"],
        open_ratio=compare["open_ratio"],
        same_ratio=compare["same_ratio"],
        blow_ratio=compare["blow_ratio"],
        echo_digits=int(compare["echo_digits"]),
        long_digits=int(compare["long_digits"]),
        echo_words=int(compare["echo_words"]),
        pair_stays=float(compare["pair_stays"]),
        pair_joins=float(compare["pair_joins"]),
        opposed_least=float(compare["opposed_least"]),
        paired_most=int(compare["paired_most"]),
        name_evidence=int(compare["name_evidence"]),
        name_articles=int(compare["name_articles"]),
        spot_articles=int(compare["spot_articles"]),
        key_share=float(compare["key_share"]),
        key_name_days=int(compare["key_name_days"]),
        number_digits=int(compare["number_digits"]),
        number_days=int(compare["number_days"]),
        number_longest=int(compare["number_longest"]),
        stale_days=compare["stale_days"],
        level_stale_days=compare["level_stale_days"],
    )
