"""Units: the table, what is told apart by context, and what quantulum3 is asked."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import factcheck.vocabulary
from factcheck.model import Kind, Sentence, Span
from factcheck.quantities import find_quantities
from factcheck.units import resolve_unit
from factcheck.vocabulary import load_lexicon


def unit_of(text: str) -> tuple[str | None, Kind]:
    found = find_quantities(Sentence(0, Span(0, len(text)), text))[0]
    return found.unit, found.kind


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("It is 10 kilometers away.", "kilometre", Kind.MEASURE),
        ("It is 10-km long.", "kilometre", Kind.MEASURE),
        ("It covers 40 sq km.", "square kilometre", Kind.MEASURE),
        ("It covers 240,000 square meter.", "square metre", Kind.MEASURE),
        ("It has 6 feet.", "foot", Kind.MEASURE),
        ("A wind of 70mph blew.", "mile per hour", Kind.MEASURE),
        ("It holds 5 ug/m3.", "microgram per cubic metre", Kind.MEASURE),
        ("It is 25 °C.", "degree celsius", Kind.MEASURE),
        ("It is 98.6 degrees Fahrenheit.", "degree fahrenheit", Kind.MEASURE),
        ("Turn it 90°.", "degree", Kind.MEASURE),
        ("It took 3.5 hours.", "hour", Kind.DURATION),
        ("It took two million barrels of oil a day.", "barrel per day", Kind.MEASURE),
        ("It rose 5 per cent.", "percentage", Kind.PERCENT),
        ("It rose 0.5 percentage points.", "percentage point", Kind.PERCENT),
        ("It rose 15 bps.", "basis point", Kind.PERCENT),
        ("It costs $3 per gallon.", "dollar per gallon", Kind.MONEY),
        ("It costs 470 pence a share.", "penny per share", Kind.MONEY),
        ("It costs 120p.", "penny", Kind.MONEY),
        ("It costs 5m Swiss francs.", "swiss franc", Kind.MONEY),
        ("It costs NZ $ 26 million.", "new zealand dollar", Kind.MONEY),
        ("It costs 300 roubles.", "russian rouble", Kind.MONEY),
        ("It costs 75 USD million.", "dollar", Kind.MONEY),
        ("It costs 120 MEUR.", "euro", Kind.MONEY),
        ("The baby weighed 8 pounds.", "pound-mass", Kind.MEASURE),
        ("The fine cost 80 pounds.", "pound sterling", Kind.MONEY),
        ("They do 3,000 tests per day.", "test per day", Kind.COUNT),
        ("They do 3,000 tests.", None, Kind.COUNT),
        ("The 5 A students left.", None, Kind.COUNT),
        ("It rained 12 mm.", "millimetre", Kind.MEASURE),
    ],
)
def test_unit(text, unit, kind):
    assert unit_of(text) == (unit, kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kg/m3", "kilogram per cubic metre"),
        ("watts per square metre", "watt per square metre"),
        ("mmol/l", None),  # it reads "metre mole per litre"
        ("jobs", None),
        ("", None),
        ("x" * 50, None),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_quantulum3_is_asked_and_doubted(text, name):
    assert resolve_unit(text) == name


def test_import_does_not_pay_for_quantulum3():
    code = (
        "import sys; import factcheck.quantities as q; from factcheck.model import Sentence, Span;"
        "t = 'It costs 5 kg/m3 and $3bn.'; q.find_quantities(Sentence(0, Span(0, len(t)), t));"
        "sys.exit('quantulum3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def test_generated_table_is_well_formed():
    folder = Path(factcheck.vocabulary.__file__).parent
    table = tomllib.loads((folder / "units_table.toml").read_text(encoding="utf-8"))
    assert len(table) > 250
    for name, (dimension, words, symbols) in table.items():
        assert name == name.strip()
        assert dimension
        assert words or symbols
        assert not any(word != word.strip() for word in words.split("|"))


def test_every_symbol_and_word_leads_to_a_named_unit():
    units = load_lexicon().units
    named = set(units.by_name.values())
    for unit in units.symbols.values():
        assert unit in named
    for found in units.phrases.values():
        lengths = [len(phrase) for phrase, _ in found]
        assert lengths == sorted(lengths, reverse=True)
        assert all(unit in named for _, unit in found)
