"""Whose figures a report goes on giving when its sentences name nobody. The texts are our own."""

import pytest

from factcheck import Checker
from factcheck.model import GOES_ON
from tests.factories import make_article

LEAD = "Some 41 million tonnes of grain were lost last year, the World Food Programme's annual report shows."
TOLL = "Cholera has killed 41 people in Quillby since May, the World Health Organization said on Friday."

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
]  # fmt: skip

ENDS = [  # the text, a figure that is nobody's here
    (f'{LEAD} "We are at the end," a farmer said. Mills lost 12 percent.', "12 percent"),
    (f"{LEAD} The traders' union speaks of 60 million. Mills lost 12 percent.", "12 percent"),
    (f"{TOLL} In 2010, the last such outbreak took 310 lives.", "310"),
    (f"{TOLL} It rained. It stopped. It rained again. Another 310 are in hospital.", "310"),
    ("Police said 41 people were arrested in Quillby. Another 310 marched on.", "310"),
    ("The Bank of Morvale raised its rate to 9 percent on Monday, it said. The currency lost 4 percent.", "4 percent"),
    ("Quillby Mining, the firm, said it lost 41 million dollars. Output fell by 9 percent.", "9 percent"),
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
