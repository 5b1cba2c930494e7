"""What one figure of an invented article counts, where, when and by whose word."""

from __future__ import annotations

from datetime import date

import pytest
from factories import make_article

from factcheck import Checker
from factcheck.cues import CueIndex, spelled_out
from factcheck.model import Claim, Cue


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load()


# text, figure, field, what it is; each sentence was written for the rule it names.
CASES: list[tuple[str, str, str, object]] = [
    # places
    ("OTTAWA (Wire) - Canada's economy added 41,000 jobs in May.", "41,000", "place", "canada"),
    ("A coach crashed in the Pakistani city of Hyderabad and 12 people died.", "12", "place", "hyderabad_pakistan"),
    ("About 20,000 people marched in the Slovak capital on Friday.", "20,000", "place", "bratislava"),
    ("At least 6 people died in Tanzania and Rwanda.", "6", "place_name", "Tanzania and Rwanda"),
    ("33 people died in Manabi and 8 in Esmeraldas.", "8", "place_name", "Esmeraldas"),
    ("Liberia has counted 6,525 cases of Ebola and Sierra Leone 4,759.", "6,525", "place", "liberia"),
    ("Liberia has counted 6,525 cases of Ebola and Sierra Leone 4,759.", "4,759", "place", "sierra_leone"),
    ("In Guinea 304 people have died of Ebola, in Liberia 105.", "105", "place", "liberia"),
    ("Zambia counted 500 deaths. Neighbouring Zimbabwe has reported 376 deaths.", "376", "place", "zimbabwe"),
    ("Ebola spreads in Congo, the ministry in Kinshasa said. It has counted 3,272 cases.", "3,272", "place", "democratic_republic_of_the_congo"),
    ("In Fiji, where the storm came ashore at Navua and killed six, the government put the toll at 41.", "41", "place", "fiji"),
    ("In Peru, which borders Ecuador and shares its coast, at least 41 people drowned.", "41", "place", "peru"),
    ("Kenya's interior ministry confirmed 4,510 deaths, 2,230 of them herders from villages around Marsabit.", "4,510", "place", "kenya"),
    ("Nepal's disaster authority confirmed 163 deaths, 34 of them in Lalitpur.", "163", "place", "nepal"),
    ("The floods killed 90 people in Chad, among them 12 in Moundou.", "90", "place", "chad"),
    ("Spokeswoman Ana Reyes said in Geneva that 400,000 people in Haiti needed food.", "400,000", "place", "haiti"),
    ("The ministry in Lima sent 320 officers to the scene in Cusco.", "320", "place", "cusco"),
    ("Rescuers in Ahrweiler said 130 people were missing.", "130", "place_name", "Ahrweiler"),
    ("Tokyo says 41 civilians have been killed.", "41", "place", "japan"),
    ("Ghana counted 10 deaths and Togo a single one.", "10", "place", "ghana"),
    ("Cars blocked the road to Homs as nearly a million displaced Syrians set out for home.", "a million", "place", "syria"),
    ("Joblessness among Greeks reached 20.9 percent.", "20.9 percent", "place", "greece"),
    ("Floods killed 41 people, some of them from Honduras, in southern Mexico.", "41", "place", "mexico"),
    ("The toll for Sindh was revised down from 802 to 521.", "521", "place", "sindh"),
    ("Work by Andrew London, 52, shows that 41 percent of pupils in Leeds cannot swim.", "41 percent", "place", "leeds"),
    ("The quake killed 163 people nationwide, most of them in Lalitpur, Nepal.", "163", "place", "nepal"),
    ("Ganja in Azerbaijan came under fire. The mayor said one person had been killed there and 32 hurt.", "32", "place", "ganja"),
    ("Shelling of Goma went on. Doctors in the city counted 41 dead.", "41", "place", "goma"),
    ("Police put the crowd in Taksim Square in Istanbul at 80,000.", "80,000", "place_name", "Taksim Square"),
    ("Police put the crowd in Taksim Square in Istanbul at 80,000.", "80,000", "place", "istanbul"),
    # what is counted
    ("Cholera has spread to 1,204 people.", "1,204", "measure", "cases"),
    ("A ferry with 168 people on board sank.", "168", "measure", None),
    ("The death toll from the floods in Brazil's southern state of Rio Grande do Sul rose to 147.", "147", "measure", "killed"),
    ("For advice call the toll-free line, 3200.", "3200", "measure", None),
    ("The war has killed 4,000 people and five million are one step from famine.", "five million", "measure", None),
    ("Some 5,000 people attended a service for those killed by the flood.", "5,000", "measure", None),
    # what is counted: the displaced, the cut off, the served
    ("A burst main left 41 villages without water.", "41", "measure", "settlements_without_water"),
    ("A burst main left 41,000 people without water.", "41,000", "measure", "without_water"),
    ("About 41 hamlets in the upper valley have gone without piped water since May.", "41", "measure", "settlements_without_water"),
    ("The number of people without power fell to 41,000.", "41,000", "measure", "without_power"),
    ("The number of houses destroyed by the storm has reached 4,100.", "4,100", "measure", "homes_damaged"),
    ("The number of forcibly displaced people around the globe hit 117 million.", "117 million", "measure", "displaced_total"),
    ("About 41,000 homes in the north lost power in the storm.", "41,000", "measure", "without_power"),
    ("The war has uprooted 41,000 people, half of them abroad.", "41,000", "measure", "displaced_total"),
    ("About 41,000 people were hurt, 12 of them seriously.", "41,000", "measure", "injured"),
    ("About 41,000 people are displaced, 3,800 of them within the country and the rest abroad.", "3,800", "measure", "idp_stock"),
    ("Storms cost insurers $41 billion, of which $2 billion fell on Texas.", "$2 billion", "measure", "economic_damage"),
    ("The floods cost Germany's insurers $41 billion.", "$41 billion", "measure", "economic_damage"),
    ("At one point as many as 41,000 protesters were on the square.", "41,000", "measure", "protesters_peak"),
    ("The damaged plant supplied tap water to 41,000 people.", "41,000", "measure", "population_served"),
    ("Jackson's failed plant cut off supplies to 41,000 residents.", "41,000", "measure", None),
    ("The band drew a crowd of 41,000 to the stadium for the final.", "41,000", "measure", None),
    ("The firm relocated 41,000 workers to its new office.", "41,000", "measure", None),
    ("More than 41,000 passengers were affected by the pilots' strike.", "41,000", "measure", None),
    # parts and wholes
    ("The fire killed 154 people, among them 14 firefighters.", "154", "relation", ""),
    ("The fire killed 154 people, among them 14 firefighters.", "154", "population", None),
    ("The fire killed 154 people, among them 14 firefighters.", "14", "population", "firefighters"),
    ("Guinea has had 406 cases of Ebola, of which 304 were fatal.", "304", "relation", ""),
    ("Children account for 61 of the 987 people killed.", "61", "relation", "subset"),
    ("Children account for 61 of the 987 people killed.", "987", "relation", "total"),
    ("There were 398 new deaths, taking the total to 987.", "398", "relation", "change"),
    ("Only 43 patients were still in hospital with measles.", "43", "population", None),
    # who says so
    ("Canada's economy added 41,000 jobs, Statistics Canada said Friday.", "41,000", "speaker", "Statistics Canada"),
    ("Initial estimates of 2,000 dead proved wrong.", "2,000", "speaker", ""),
    ("Police raised the number of dead to 181 on Tuesday.", "181", "speaker", "Police"),
    ("A monitoring group, the Horn Observatory, put the number of dead at 72.", "72", "speaker", "monitoring group, the Horn Observatory"),
    ("The insurers' association expects losses of between 4 billion and 5 billion euros.", "4 billion and 5 billion euros", "speaker", "insurers' association"),
    ("Officials in the enclave, which no state has ever recognised as a country of its own, said another 21 had died.", "21", "speaker", "Officials in the enclave"),
    ("On the second day the operator acknowledged that 20 of the crew had survived.", "20", "speaker", "operator"),
    ("Chad denied the raid; Sudan's army called it a success and claimed to have destroyed 150 tanks.", "150", "speaker", "Sudan's army"),
    # how it is meant
    ("Initial estimates of 2,000 dead proved wrong.", "2,000", "modality", "withdrawn"),
    ("Officials first reported 1,500 dead but later spoke of 987.", "1,500", "modality", "withdrawn"),
    ("False posts claimed that 2,000 people had died.", "2,000", "modality", "denied"),
    ("The party needs 121 seats for a majority.", "121", "modality", "hypothetical"),
    ("The ministry denied that it had spent £4.2m and put the sum at £2.9m.", "£2.9m", "modality", "asserted"),
    ("Employers added 303,000 jobs, more than experts had forecast, and the unemployment rate fell to 3.8 percent.", "3.8 percent", "modality", "asserted"),
    # when
    ("Since Russia's full-scale invasion on Feb. 24, 2022, 9,000 civilians have been killed.", "9,000", "period_start", date(2022, 2, 24)),
    ("Inflation was 4.1 percent, down from a year earlier.", "4.1 percent", "as_of", None),
    ("It was the worst flood in two decades and killed 41 people.", "41", "period_start", None),
    # which event
    ("A flood in Kano 29 years ago killed 1,400 people.", "1,400", "other_event", True),
    ("The war that began three years ago has killed 14,000 people.", "14,000", "other_event", False),
    ("Sudan had 11.6 million internally displaced people in 2023.", "11.6 million", "other_event", False),
]  # fmt: skip


def claim_of(checker: Checker, text: str, figure: str) -> Claim:
    article = make_article(text, published=date(2024, 5, 20))
    found = [one.claim for one in checker.check(article) if one.claim.quantity.text == figure]
    assert len(found) == 1, [one.claim.quantity.text for one in checker.check(article)]
    return found[0]


@pytest.mark.parametrize(("text", "figure", "field", "expected"), CASES)
def test_one_field_of_a_claim(
    checker: Checker, text: str, figure: str, field: str, expected: object
) -> None:
    value = getattr(claim_of(checker, text, figure), field)
    assert getattr(value, "value", value) == expected


def test_refining_never_goes_round() -> None:
    cues = [
        Cue("refugees", "abroad", "refine", (), "", refines=("idp_stock",)),
        Cue("idp_stock", "abroad", "refine", (), "", refines=("refugees",)),
    ]
    assert CueIndex(cues, {}).refine("idp_stock", " displaced abroad ") == ("refugees", "abroad")


def test_choices_in_a_cue_are_spelled_out() -> None:
    assert spelled_out("cut (off|) water") == ["cut off water", "cut water"]
