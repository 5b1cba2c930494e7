"""Places as publishers write them: country codes of two and three letters, names, districts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.accents import without_accents
from factcheck.model import Place
from factcheck.reference import Vocabulary

_COUNTRIES = ("country", "territory")
_ISO2, _ISO3 = 2, 3


class PlaceNames:
    """The places of a table by code and by name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._places = vocabulary.places
        self._vocabulary = vocabulary
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[Place]] = {}
        for kind in _COUNTRIES:
            for place in self._places.values():
                if place.kind == kind and place.country:
                    self._codes.setdefault(place.country, place.place)
        for place in self._places.values():
            for name in {_plain(one) for one in (place.label, *place.aliases)}:
                self._names.setdefault(name, []).append(place)

    def by_code(self, code: str) -> str | None:
        """The country or territory of an ISO 3166 code of two or three letters."""
        code = code.strip().upper()
        if len(code) == _ISO3:
            code = _two_letters().get(code, "")
        return self._codes.get(code) if len(code) == _ISO2 else None

    def find(self, kind: str, written: str) -> str | None:
        """A place by code, by name, or by its id in the table."""
        if kind == "code":
            return self.by_code(written)
        if kind == "name":
            return self.by_name(written)
        return written if written in self._places else None

    def by_name(self, name: str, within: str = "") -> str | None:
        """The one place of a name, inside another where that is given; None where several fit.

        "X (Y)" may be either; words such as "Province" may be left out or added.
        """
        for form in _forms(name):
            found = {place.place for place in self._names.get(form, ())}
            if within:
                found = {one for one in found if self._vocabulary.contains(within, one)}
                found.discard(within)
            else:
                countries = {one for one in found if self._places[one].kind in _COUNTRIES}
                found = countries or found
            if len(found) > 1:
                areas = {one for one in found if self._places[one].kind == "admin1"}
                found = areas or found
            if len(found) == 1:
                return found.pop()
        return None


def _forms(name: str) -> list[str]:
    """Ways to look a name up, the fullest first.

    >>> _forms("Barisāl Division")
    ['barisal division', 'barisal']
    >>> _forms("Myanmar (Burma)")
    ['myanmar (burma)', 'myanmar', 'burma']
    """
    plain = _plain(name)
    forms = [plain]
    inside = re.fullmatch(r"(.+?)\s*\((.+)\)", plain)
    if inside:
        forms += [inside[1], inside[2]]
    for form in list(forms):
        words = [word for word in form.split() if word not in _area_words()]
        forms.append(" ".join(words))
    return list(dict.fromkeys(form for form in forms if form))


def _plain(name: str) -> str:
    return " ".join(without_accents(name.casefold()).split())


@cache
def _area_words() -> frozenset[str]:
    return frozenset(preset("areas")["words"])


@cache
def _two_letters() -> Mapping[str, str]:
    from babel.core import get_global

    codes = {
        code: others[0]
        for code, others in get_global("territory_aliases").items()
        if len(code) == _ISO3 and len(others) == 1 and len(others[0]) == _ISO2
    }
    return {**codes, **preset("areas")["codes"]}


@cache
def preset(name: str) -> dict[str, Any]:
    """A data file of this package."""
    path = Path(__file__).parent / "presets" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
