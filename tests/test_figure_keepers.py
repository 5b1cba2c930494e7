"""Which bodies and papers count for others to read, and when a speaker is the same one again."""

import pytest

from factcheck.figure_keepers import keeps_figures, speaks_again

KEEPERS = """
UN, U.N., United Nations, WHO, World Health Organization, World Health Organization (WHO), UNHCR's annual report, UNICEF,
UN refugee agency, UN humanitarian chief John Holmes, UN data, Unicef, Eurostat, Statistics Norway, statistics office,
Office for National Statistics, Israel's statistics office, EU's Copernicus Climate Change Service,
Global Carbon Project, National Snow and Ice Data Center in Boulder, National Emergency Operation Centre,
International Monetary Fund, National Hurricane Center, U.S. Geological Survey, Bureau of Labor Statistics, Met Office,
World Food Programme's annual report, Syrian Observatory for Human Rights, International Energy Agency,
Institute for Fiscal Studies, census, Norway's census, study, new study, New report, report, Oxford study,
study in the Lancet, researchers at Oslo University, survey by the University of Oslo, annual bulletin
"""

OTHERS = """
Data, data, Latest data, figures, Statistics, Studies, Lufthansa, Lufthansa Services, Lufthansa's annual report,
Quillby report, index of Lufthansa, Interfax agency, Interfax news agency, news agency, Xinhua agency, Bloomberg data,
Secret Service, Secret Intelligence Service, Central Intelligence Agency, Prison Service, Emergency Services,
Health Secretary's office, Mayor's Office, prime minister's office, Hamas-run service, Hamas-run health service,
Hamas-run statistics office, Palestinian Authority, Port Authority, Post Office, World Trade Center, First Nations,
Vanguard Fund, hedge fund, travel agency, agency, office, police, health ministry, Ministry of Health data,
government figures, officials, president, World Bank, Uganda, Southern Cross, Who, Un
"""

SAME = [  # the speaker, the source
    ("WHO", "World Health Organization"),
    ("World Health Organization", "WHO"),
    ("U.N.", "United Nations"),
    ("USGS", "U.S. Geological Survey"),
    ("UN High Commissioner for Refugees", "UNHCR"),
    ("UNHCR", "UNHCR's annual report"),
    ("UNHCR", "William Spindler of UNHCR"),
    ("Holmes", "UN humanitarian chief John Holmes"),
    ("IMF's chief economist Ana Lind", "International Monetary Fund"),
    ("statistics office", "Israel's statistics office"),
    ("Project", "Global Carbon Project"),
    ("agency", "UNHCR's annual report"),
    ("report", "WHO"),
    ("study", "new study"),
    ("authors", "study"),
    ("director", "WHO"),
    ("agency spokesman", "WHO"),
    ("study's authors", "new study"),
    ("chief economist", "International Monetary Fund"),
    ("spokeswoman", "WHO"),
]

DIFFERENT = [
    ("Uganda", "UN"),
    ("union", "UN"),
    ("United Airlines", "United Nations"),
    ("UN soldiers", "UN"),
    ("UN-backed government", "UN"),
    ("World Bank", "WHO"),
    ("World Bank", "World Health Organization"),
    ("World Food Programme", "World Health Organization"),
    ("health ministry", "World Health Organization"),
    ("WHO critics", "WHO"),
    ("Israel's army", "Israel's statistics office"),
    ("Israel", "Israel's statistics office"),
    ("Sweden's statistics office", "Israel's statistics office"),
    ("National Guard", "National Bureau of Statistics"),
    ("John Kerry", "UN humanitarian chief John Holmes"),
    ("EU", "EU's Copernicus Climate Change Service"),
    ("Oxford study", "study"),
    ("rival study", "study"),
    ("president", "WHO"),
    ("general", "WHO"),
    ("mayor", "WHO"),
    ("officials", "WHO"),
    ("Ana Lind", "WHO"),
]


def names(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", " ").split(",")]


@pytest.mark.parametrize("name", names(KEEPERS))
def test_who_counts_for_others(name: str) -> None:
    assert keeps_figures(name)


@pytest.mark.parametrize("name", names(OTHERS))
def test_who_only_speaks_for_himself(name: str) -> None:
    assert not keeps_figures(name)


@pytest.mark.parametrize(("name", "source"), SAME)
def test_the_source_speaks_again(name: str, source: str) -> None:
    assert speaks_again(name, source)


@pytest.mark.parametrize(("name", "source"), DIFFERENT)
def test_somebody_else_speaks(name: str, source: str) -> None:
    assert not speaks_again(name, source)


@pytest.mark.parametrize(
    ("before", "name", "again"),
    [
        ("", "report", True), ("The ", "report", True), ("In Geneva the new ", "report", True),
        ("An ", "agency spokesman", True), ("A second ", "report", False), ("Yet another ", "report", False),
        ("One ", "agency", False),
    ],
)  # fmt: skip
def test_a_second_report_is_another(before: str, name: str, again: bool) -> None:
    assert speaks_again(name, "WHO", before) is again
