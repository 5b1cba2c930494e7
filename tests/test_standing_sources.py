"""Whose figures a report goes on giving when its sentences name nobody. The texts are our own."""

import pytest

from factcheck import Checker
from factcheck.model import GOES_ON
from tests.factories import make_article

LEAD = "Some 41 million tonnes of grain were lost last year, the World Food Programme's annual report shows."
JOBS = "Unemployment in Norway rose to 4.1 percent in May, Statistics Norway said."
FLED = "Some 41,000 people are displaced in Sudan, the UN refugee agency said."
TOLL = "Cholera has killed 41 people in Quillby since May, the World Health Organization said on Friday."
AID = "OCHA said 41 aid workers were killed in Sudan."
LIVING = "UNAIDS said 39 million people live with HIV."

HEAD = "Cholera kills 41 in Quillby, WHO says\n\n"


CARRIED = [  # the text, a figure that nobody is named for, who says it
    (f"{LEAD} Of these, 12 million were spoilt in transport.", "12 million", "World Food Programme's annual report"),
    (f"{LEAD} Mills lost 12 percent. Prices rose by 9 percent.", "9 percent", "World Food Programme's annual report"),
    (f"{LEAD} Half of it was maize, the agency says. Only 7 percent was rice.", "7 percent",
     "World Food Programme's annual report"),
    (f"{TOLL} Another 310 are in hospital.", "310", "World Health Organization"),
    (f"{TOLL} Wards are full. There is little water. Another 310 are in hospital.", "310", "World Health Organization"),
    (f"{HEAD}The outbreak began in a camp outside the port, and wards are full. Another 310 are in hospital.",
     "310", "WHO"),
    (f"{HEAD}Wards are full, the World Health Organization said in Geneva. Another 310 people are in hospital.",
     "310", "WHO"),
    (f"{LEAD} That is 9 percent below the worst year, 2011.", "9 percent", "World Food Programme's annual report"),
    (f"{TOLL} The director said 12 wards were full. Another 310 are in hospital.", "310", "World Health Organization"),
    (f"{TOLL} An agency spokesman said 12 wards were full. Another 310 are in hospital.", "310",
     "World Health Organization"),
    (f"{TOLL} WHO said 12 wards were full. Another 310 are in hospital.", "310", "World Health Organization"),
    (f"{TOLL} As of Sunday, 310 were in hospital.", "310", "World Health Organization"),
    (f"{TOLL} Some 310 patients were rejected.", "310", "World Health Organization"),
    (f"{FLED} Another 310 are in hospital in Khartoum.", "310", "UN refugee agency"),
    (f"{FLED} Of these, 12,000 are children.", "12,000", "UN refugee agency"),
    ("Some 41,000 people are displaced in Sudan and 12,000 in Chad, the UN refugee agency said. Uganda has 310 refugees.",
     "310", "UN refugee agency"),
    (f"{JOBS} Inflation fell to 3.1 percent.", "3.1 percent", "Statistics Norway"),
    (f"{JOBS} The share of young people fell to 12 percent.", "12 percent", "Statistics Norway"),
    ("Grain worth 41 million dollars was lost, the World Food Programme's annual report shows. Mills cost 9 million dollars.",
     "9 million", "World Food Programme's annual report"),
    (f"{AID} Of those, 12 died in Darfur and 9 in Chad.", "12", "OCHA"),
    (f"{AID} Of those, 12 died in Darfur and 9 in Chad.", "9", "OCHA"),
    ("UNHCR said 1.2 million people had fled Sudan. Some 400,000 of them went to Chad.", "400,000", "UNHCR"),
    ("UNHCR said 1.2 million people had fled Sudan. Of them, 40 percent went to Chad.", "40 percent", "UNHCR"),
    ("IOM said 2,500 drowned in the Mediterranean in 2023. Of them, 1,200 died off Libya.", "1,200", "IOM"),
    (f"{LIVING} Some 29.8 million get drugs, which cost $75 a year.", "29.8 million", "UNAIDS"),
    (f"{TOLL} Another 310 are in hospital, where a bed costs $75 a day.", "310", "World Health Organization"),
    (f"{TOLL} Another 310 are in hospital, where a bed costs $75 a day. Some 12 were hurt.", "12",
     "World Health Organization"),
]  # fmt: skip

ENDS = [  # the text, a figure that is nobody's here
    (f'{LEAD} "We are at the end," a farmer said. Mills lost 12 percent.', "12 percent"),
    (f"{LEAD} The traders' union speaks of 60 million. Mills lost 12 percent.", "12 percent"),
    (f"{TOLL} In 2010, the last such outbreak took 310 lives.", "310"),
    (f"{TOLL} It rained. It stopped. It rained again. Another 310 are in hospital.", "310"),
    (f"{TOLL} « We are at the end. » Another 310 are in hospital.", "310"),
    (f"{TOLL} The World Bank said 12 wards were full. Another 310 are in hospital.", "310"),
    (f"{TOLL} The mayor said 12 wards were full. Another 310 are in hospital.", "310"),
    (f"{TOLL} The president said 12 wards were full. Another 310 are in hospital.", "310"),
    (f"{TOLL} A second report said 12 wards were full. Another 310 are in hospital.", "310"),
    (f"{TOLL} The government disputes this. Another 310 are in hospital.", "310"),
    (f"{TOLL} The figure is disputed by the ministry, 310 of whose beds are full.", "310"),
    (f"{TOLL} In Sudan the army killed 310 on Sunday.", "310"),
    (f"{TOLL} Tickets cost 310 pounds.", "310"),
    (f"{TOLL} Inflation rose to 3.1 percent.", "3.1 percent"),
    (f"{FLED} The army killed 310 on Sunday.", "310"),
    (f"{FLED} Yesterday the army killed 310.", "310"),
    (f"{FLED} In Uganda 310 people are in hospital.", "310"),
    (f"{FLED} Uganda said it took in 12. Another 310 are in hospital.", "310"),
    (f"{JOBS} Tickets cost 310 pounds.", "310"),
    (f"{JOBS} Shares of Quillby Mining fell 3.1 percent.", "3.1 percent"),
    (f"{JOBS} Norway said it hired 12. Inflation fell to 3.1 percent.", "3.1 percent"),
    (f"{LEAD} Tickets cost 310 pounds.", "310"),
    ("Data show 41 people died of cholera in Quillby. Another 310 are in hospital.", "310"),
    ("Some 41 people died of cholera in Quillby, Interfax agency said. Another 310 are in hospital.", "310"),
    ("Some 41 people died of cholera in Quillby, the Hamas-run service said. Another 310 are in hospital.", "310"),
    ("Police said 41 people were arrested in Quillby. Another 310 marched on.", "310"),
    ("The Bank of Morvale raised its rate to 9 percent on Monday, it said. The currency lost 4 percent.", "4 percent"),
    ("Quillby Mining, the firm, said it lost 41 million dollars. Output fell by 9 percent.", "9 percent"),
    (f"{LIVING} Some 29.8 million get drugs, which cost $75 a year.", "$75"),
    (f"{TOLL} Another 310 are in hospital, where a bed costs $75 a day.", "$75"),
    (f"{TOLL} Another 310 are in hospital, where a bed costs $75 a day. Tickets cost $90.", "$90"),
    (f"{FLED} In Uganda 310 people are in hospital, 12 of them children.", "12"),
    (f"{FLED} In Uganda 12 of the 310 patients died.", "12"),
    (f"{AID} Of those, 12 died in Darfur. In Uganda 310 people are in hospital.", "310"),
]  # fmt: skip


def said_of(checker: Checker, text: str, figure: str) -> tuple[str, list[str]]:
    claims = [one.claim for one in checker.check(make_article(text))]
    claim = next(one for one in claims if figure in one.quantity.text)
    return claim.speaker, [one.cue for one in claim.evidence if one.field == "speaker"]


@pytest.mark.parametrize(("text", "figure", "name"), CARRIED)
def test_a_report_goes_on(checker: Checker, text: str, figure: str, name: str) -> None:
    assert said_of(checker, text, figure) == (name, [GOES_ON])


@pytest.mark.parametrize(("text", "figure"), ENDS)
def test_somebody_else_comes_between(checker: Checker, text: str, figure: str) -> None:
    assert said_of(checker, text, figure)[0] == ""


def test_a_report_that_goes_on_is_no_voice_of_its_own(checker: Checker) -> None:
    claims = [
        one.claim for one in checker.check(make_article(f"{TOLL} Another 310 are in hospital."))
    ]
    told = {one.quantity.text: (one.speaker, one.voice) for one in claims}
    assert told["310"] == ("World Health Organization", "")
    assert told["41"] == ("World Health Organization", "World Health Organization")
