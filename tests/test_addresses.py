"""Places that an address, or a body of one country, tells where a text names none."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from factcheck import Article, Checker
from factcheck.home_bodies import VOCABULARY, load_home_bodies
from factcheck.urls import headline_in

PLAIN = "Some 4,100 people lost their homes in the fire, officials said."

# address, place. Addresses as newsrooms write them, of invented news.
ADDRESSES = (
    ("https://news.example/wiki/Fire_in_Bolivia_leaves_thousands_homeless", "bolivia"),
    ("https://news.example/wiki/Bolivian_fire_leaves_thousands_homeless", "bolivia"),
    ("https://news.example/2024/05/fire-leaves-thousands-homeless-in-bolivia/", "bolivia"),
    ("https://news.example/bolivian-fire-leaves-thousands-homeless.html?from=rss#top", "bolivia"),
    ("https://news.example/bolivias-worst-fire-leaves-thousands-homeless", "bolivia"),
    ("https://news.example/california-park-fire-leaves-thousands-homeless", "california"),
    ("https://news.example/uk-fire-leaves-thousands-homeless-overnight", "united_kingdom"),
    ("https://news.example/burkina-faso-fire-leaves-thousands-homeless", "burkina_faso"),
    ("https://news.example/world/bolivia/2024/05/fire-leaves-thousands-homeless", "bolivia"),
    ("https://news.example/world/south-sudan/4711", "south_sudan"),
    ("https://news.example/us-fire-leaves-thousands-homeless-1402118", "united_states"),
    ("https://news.example/entry/fire-leaves-thousands-homeless-in-bolivia_uk_5d06b7e2", "bolivia"),
    ("https://news.example/bolivia-news/thousands-homeless-after-the-fire-4711", "bolivia"),
    ("https://news.example/lok-sabha-told-of-thousands-homeless", "india"),
    # persons, firms and things that are called like a place; authors and tags; a body beside a place
    ("https://news.example/michael-jordan-mourns-fans-hurt-in-crush", None),
    ("https://news.example/georgia-pacific-plant-fire-leaves-thousands-homeless", None),
    ("https://news.example/how-to-roast-a-turkey-after-the-fire", None),
    ("https://news.example/how-to-cook-peruvian-dishes-at-home", None),
    ("https://news.example/turkish-airlines-fire-leaves-thousands-waiting", None),
    ("https://news.example/author/chad/4711", None),
    ("https://news.example/turkey-fire-leaves-thousands-homeless", "turkey"),
    ("https://news.example/fire-leaves-thousands-homeless-in-jordan", "jordan"),
    ("https://news.example/bundestag-mourns-thousands-homeless-in-mexico", "mexico"),
    # "us" is a pronoun, "nice" and "reading" are plain words, a section of a continent tells no country
    ("https://news.example/what-the-fire-taught-us-and-them", None),
    ("https://news.example/not-a-nice-reading-after-the-fire", None),
    ("https://news.example/wiki/Bush_to_propose_help_for_the_homeless", None),
    ("https://news.example/wiki/Fire_in_Reading_leaves_thousands_homeless", "reading"),
    ("https://news.example/2024/05/20/4711", None),
    ("http://[broken/fire-in-bolivia-leaves-thousands", None),
    ("", None),
)

# sentence, place of its last figure. Written for these tests.
BODIES = (
    ("The NHS waiting list fell to 7.2 million, the health secretary said.", "united_kingdom"),
    ("Unemployment held at 7.5% of the workforce in September, Eurostat said.", "eurozone"),
    ("The fire grew to 41,000 acres overnight, Cal Fire said.", "california"),
    ("BNPB counted 214 dead by noon.", "indonesia"),
    ("Macron and Biden spoke of 41 hostages.", None),
    ("President Joe Biden said unemployment had fallen to 3.9 percent.", "united_states"),
    ("The rebels seized 300 hostages. President Joe Biden condemned it.", None),
    ("A litre now costs 900 naira, and 41 stations have closed, a union said.", "nigeria"),
    ("The rise of 400 forints, for 4,100 nurses, was refused.", "hungary"),
    (
        "It pays 4,100 people. Each gets 900 naira.\n\nOne is from Peru.\n\nThe other 41 get less.",
        "nigeria",
    ),
    ("It pays 4,100 people.\n\nOne is from Peru.\n\nThe other 41 get less.", None),
    # two countries' bodies or money, a place that is named, a body of no country
    ("The NHS and Medicaid lost 4,100 nurses between them.", None),
    ("The NHS sent 41 nurses to Malta.", "malta"),
    ("The ministry counted 214 dead by noon.", None),
    ("It costs 400 forints or 41 zlotys.", None),
    ("In Peru a rise of 400 forints would be 41 soles.", "peru"),
    ("The Bank of England cut rates to 4 percent, and sterling buys 41 baht.", "united_kingdom"),
    ("Rates rose to 5.25 percent, and the dollar to 41 baht.", None),
    ("The baht fell, and 41 shops closed.", None),
)


def _place(checker: Checker, text: str, url: str = "", title: str = "") -> str | None:
    found = checker.check(Article("a", text, title=title, url=url, published=date(2024, 5, 20)))
    return [one.claim.place for one in found if one.claim.quantity.low is not None][-1]


@pytest.mark.parametrize(("url", "place"), ADDRESSES)
def test_an_address_tells_the_place(checker: Checker, url: str, place: str | None) -> None:
    assert _place(checker, PLAIN, url) == place


def test_a_place_of_the_text_goes_before_small_letters(checker: Checker) -> None:
    url = "https://news.example/bolivia-fire-leaves-thousands-homeless"
    assert _place(checker, f"LIMA, Peru (AP) - The fire spread.\n\n{PLAIN}", url) == "peru"


def test_furniture_tells_no_country(checker: Checker) -> None:
    text = f"{PLAIN}\n\nSign up to our Bundestag newsletter."
    assert _place(checker, text) is None


def test_a_headline_goes_before_an_address(checker: Checker) -> None:
    url = "https://news.example/fire-leaves-thousands-homeless-in-bolivia"
    assert _place(checker, PLAIN, url, title="Fire in Peru leaves thousands homeless") == "peru"


def test_text_goes_before_an_address(checker: Checker) -> None:
    url = "https://news.example/fire-leaves-thousands-homeless-in-bolivia"
    assert _place(checker, f"A fire broke out in Peru. {PLAIN}", url) == "peru"


@pytest.mark.parametrize(("text", "place"), BODIES)
def test_a_body_tells_its_country(checker: Checker, text: str, place: str | None) -> None:
    assert _place(checker, text) == place


def test_the_body_is_shown_as_evidence(checker: Checker) -> None:
    (found,) = checker.check(Article("a", BODIES[3][0]))
    (cue,) = [one.cue for one in found.claim.evidence if one.field == "place"]
    assert cue == "the article's main place, told by BNPB"


def test_bodies_are_names_of_known_places(checker: Checker) -> None:
    for name, place in load_home_bodies().items():
        assert place in checker.table.vocabulary.places, name
        assert any(letter.isupper() for letter in name), name


def test_money_is_of_known_places(checker: Checker) -> None:
    money = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))["currencies"]
    assert set(money) <= set(checker.table.vocabulary.places)
    coins = [name for names in money.values() for name in names]
    assert len(set(coins)) == len(coins)
    assert all(name.islower() for name in coins)


def test_headlines_of_addresses() -> None:
    assert headline_in("https://x.example/a/B-c_d%20e/") == ("B c d e", False)
    assert headline_in("https://x.example/two-words") == ("", False)
