"""Two speakers in one article: "Six people were killed, the army said. The charity counted 15."

Only numbers that stand right beside each other are set against each other, and only where no word
puts the second one at another time or place: what an article tells elsewhere may be of something
else.
"""

from __future__ import annotations

from factcheck.statements import Statement, load_compare_words, speaker_key

_LINK = 4  # letters of a word that links a name to what follows
_REACH = 2  # sentences from one number to the other


def side_by_side(one: Statement, other: Statement) -> bool:
    """Whether two statements of one article give two speakers' numbers for one time."""
    first, second = sorted((one, other), key=lambda each: each.finding.claim.quantity.span.start)
    claims = first.finding.claim, second.finding.claim
    if claims[0].article.article_id != claims[1].article.article_id:
        return False
    if any(claim.sentence.field != "text" for claim in claims):
        return False
    speakers = speaker_key(first.speaker), speaker_key(second.speaker)
    if not all(speakers) or speakers[0] & speakers[1]:
        return False
    if any(_broken_off(each.speaker) for each in (first, second)):
        return False
    if claims[1].sentence.index - claims[0].sentence.index > _REACH:
        return False
    if claims[0].as_of != claims[1].as_of and all(claim.as_of for claim in claims):
        return False
    words = load_compare_words()
    texts = {claim.sentence.index: claim.sentence.text.lower() for claim in claims}
    return not any(words.told_later.search(text) for text in texts.values()) and not (
        words.elsewhere.search(texts[claims[1].sentence.index])
    )


def _broken_off(speaker: str) -> bool:
    """ "and Ndola for 701": the beginning of another phrase is no name."""
    last = speaker.lower().split()[-1]
    return len(last) <= _LINK and last in load_compare_words().fillers
