"""How the claimant puts it: what the cue does with the content, and what the content says in its main clause."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Status
from reportedly.resolve.status import band, status
from reportedly.resolve.status import english as english_status


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the gate was closed", Status.ASSERTED),
        ("claimed", "200 boats were lost", Status.ASSERTED),
        ("insisted", "no soldier has crossed the river", Status.ASSERTED),  # negative, and no denial
        ("said", "the board was never told", Status.ASSERTED),
        ("denied", "that it had paid", Status.DENIED),
        ("dismissed", "reports of a leak", Status.DENIED),
        ("found no evidence", "that the gate was forced", Status.DENIED),
        ("did not deny", "that it had paid", Status.POSSIBLE),
        ("did not rule out", "a strike", Status.POSSIBLE),
        ("refused to say whether", "she would stay", Status.POSSIBLE),
        ("estimated", "the repairs will cost 40 million euros", Status.ESTIMATED),
        ("put", "the wounded at roughly 300", Status.ESTIMATED),
        ("believes", "the fire began in the mill", Status.BELIEVED),
        ("believes", "the dam will hold", Status.PREDICTED),
        ("fear", "the dam will break", Status.PREDICTED),
        ("fear", "the dam may break", Status.POSSIBLE),
        ("feared", "a higher toll", Status.POSSIBLE),
        ("expects", "growth of 3%", Status.PREDICTED),
        ("predict", "the island could send up to 900 men", Status.PREDICTED),
        ("pledged", "to reopen the bridge", Status.PREDICTED),
        ("hopes", "to reopen the bridge", Status.PREDICTED),
        ("hopes", "the bridge is safe", Status.POSSIBLE),
        ("sought", "to brush aside a loss", Status.ASSERTED),  # an act, and over
        ("don’t think", "that it paid", Status.DENIED),
        ("said", "I don’t think that it paid", Status.DENIED),
        ("don’t think", "the dam will hold", Status.PREDICTED),
        ("does not expect", "to close the gate", Status.PREDICTED),
        ("called", "the figure of nine dead 'a lie'", Status.DENIED),
        ("recommends", "the gate be closed", Status.POSSIBLE),
        ("reckoned with", "a leak", Status.ASSERTED),
        ("false claim", "that it paid", Status.ASSERTED),  # the page's word, and not the claimant's
        ("refused to disavow", "the clerk", Status.POSSIBLE),
        ("warned", "of a shortage", Status.PREDICTED),
        ("warned", "the dam is leaking", Status.ASSERTED),
        ("warned", "there could be more victims", Status.POSSIBLE),
        ("said", "she could not say how many", Status.ASSERTED),
        ("said", "the toll could be closer to around 300", Status.ESTIMATED),
        ("said", "it was due to the storm", Status.ASSERTED),
        ("said", "the trial is due to open", Status.PREDICTED),
        ("said", "I think the mayor is not sure", Status.BELIEVED),
        ("said", "I think the mayor will go", Status.PREDICTED),
        ("said", "it broke the will of the crew", Status.ASSERTED),
        # what stands in an aside says nothing of the whole
        ("said", "the head of the board, who may resign, was ill", Status.ASSERTED),
        ("said", "the homes that might flood were empty", Status.ASSERTED),
        ("said", "if the rain goes on, the gate may fail", Status.POSSIBLE),
        ("said", "the town was empty because it could flood", Status.ASSERTED),
        ("said", "neighbours took what they could out of the mill", Status.ASSERTED),
        ("said", "a would-be buyer left the sale", Status.ASSERTED),
        # what is not known, and what is worked out
        ("said", "the crew could not reach the weir", Status.ASSERTED),
        ("said", "no count of the homes could be given yet", Status.ASSERTED),
        ("could not confirm", "that the gate was forced", Status.POSSIBLE),
        ("would neither confirm nor deny", "that it had paid", Status.POSSIBLE),
        ("said", "she could not rule out a second breach", Status.POSSIBLE),
        ("told", "the assessment is now that 300 homes were cut off", Status.ESTIMATED),
        ("said", "tenants will pay, so that the board can mend the gate", Status.PREDICTED),
        ("said", "the board left early so that boats could pass", Status.ASSERTED),
        ("said", "The gate, which is old. It will be mended", Status.PREDICTED),  # an aside ends with its sentence
        ("said", "more lawsuits will be filed", Status.PREDICTED),
        ("said", "the delay was due to Mara Quist", Status.ASSERTED),
        # nothing is so
        ("said", "there is no danger to the town", Status.ASSERTED),
        ("wrote", "There is no evidence that the gate was forced", Status.DENIED),
        ("called", "the claim that the gate was forced a fabrication", Status.DENIED),
        ("said", "the report of a leak is baseless", Status.DENIED),
        ("said", "the report of a leak could not be verified", Status.ASSERTED),  # and that is what is said
        ("said", "There is no water in the mill", Status.ASSERTED),
        # embedded and graded
        ("view", "the weir is beyond repair", Status.BELIEVED),
        ("said", "evidence suggests the gate was forced", Status.BELIEVED),
        ("said", "the marks are consistent with a forced gate", Status.BELIEVED),
        ("said", "the fire was almost certainly set on purpose", Status.BELIEVED),
        ("said", "the gate is almost certain to fail", Status.PREDICTED),
        ("said", "it is highly likely that the mayor was behind it", Status.BELIEVED),
        ("said", "it is likely that the gate was damaged", Status.BELIEVED),
        ("said", "the valve is unlikely to have caused the fire", Status.BELIEVED),
        ("said", "it is very unlikely the bank has failed", Status.BELIEVED),
        ("said", "it is likely the bank will fail", Status.PREDICTED),
        ("said", "the fire is likely the work of two men", Status.BELIEVED),
        ("said", "it is likely that the damaged gate will fail", Status.PREDICTED),
        ("said", "it is almost certain that the gate failed", Status.BELIEVED),
        ("said", "there is almost no chance that the gate holds", Status.PREDICTED),
        ("said", "there was a roughly even chance of rain", Status.POSSIBLE),
        ("said", "the work is on course to end in May", Status.PREDICTED),
        ("said", "the lower town is at risk of flooding", Status.PREDICTED),
        ("said", "the board expected the water to fall", Status.PREDICTED),
        ("said", "the water was higher than expected", Status.ASSERTED),
        ("said", "the gate should be back in place by Friday", Status.PREDICTED),
        ("said", "the gate should have been mended", Status.ASSERTED),
        ("said", "the town should be led by engineers", Status.ASSERTED),
        ("said", "the find, if confirmed, is the oldest on the river", Status.POSSIBLE),
        ("said", "If confirmed, it is the oldest on the river", Status.POSSIBLE),
        ("said", "if the gate is open, the mill is safe", Status.ASSERTED),
        ("said", "the board made the widely expected cut", Status.ASSERTED),
        ("dismissed as lies", "reports of a leak", Status.DENIED),
        ("said", "unless the rain stops, the gate may fail", Status.POSSIBLE),
        # told by nobody who is named, and not less sure for that
        ("", "The board is said to have paid.", Status.ASSERTED),
        ("", "The clerk allegedly took the money.", Status.ASSERTED),
        # nobody's cue
        ("", "The river will crest on Saturday.", Status.PREDICTED),
        ("", "The gate was reportedly closed.", Status.ASSERTED),
    ],
)
def test_status(cue: str, content: str, expected: Status) -> None:
    """Cue and content together tell the status."""
    assert status(content, cue=cue)[0] is expected


@pytest.mark.parametrize(
    ("content", "number", "expected"),
    [
        ("the toll may rise to 40", "40", Status.POSSIBLE),
        ("the toll may rise, with 40 dead so far", "40", Status.ASSERTED),
        ("40 may have died", "40", Status.POSSIBLE),
        ("40 and probably more died", "40", Status.ASSERTED),
        ("if 40 homes are cut off, the mayor may resign", "40", Status.POSSIBLE),
        ("40 people died, and the toll may rise", "40", Status.ASSERTED),
        ("at least 40 were in the mill but she could not rule out more", "40", Status.ASSERTED),
        ("the board will spend 40 million euros", "40", Status.PREDICTED),
        ("the board will meet after 40 homes were cut off", "40", Status.ASSERTED),
        ("the board expects 40 boats", "40", Status.PREDICTED),
        ("the mayor, who may have lost 40 votes, was ill", "40", Status.POSSIBLE),
        ("the mayor, who lost 40 votes, may resign", "40", Status.ASSERTED),
        ("an estimated 40 homes were cut off", "40", Status.ESTIMATED),
        ("if the gate fails, 40 homes may be cut off", "40", Status.POSSIBLE),
        # nobody says that it is so
        ("the guard declined to say whether 40 men had died", "40", Status.POSSIBLE),
        ("the guard declined to say how many of the 40 men had died", "40", Status.ASSERTED),
        ("the guard declined to comment, but 40 men had died", "40", Status.ASSERTED),
        ("the guard refused to comment on reports that 40 men had died", "40", Status.POSSIBLE),
        ("the board would not tell the town on Monday if 40 men had died", "40", Status.POSSIBLE),
        ("the board could not confirm that 40 men had died", "40", Status.POSSIBLE),
        ("it was not clear whether 40 men had died", "40", Status.POSSIBLE),
        ("40 men were in the mill, it was not clear whether alive", "40", Status.ASSERTED),
        ("40 homes are at risk of flooding", "40", Status.PREDICTED),
        ("the board had asked whether 40 men had died", "40", Status.POSSIBLE),
        ("the board must find 40 boats", "40", Status.POSSIBLE),
        ("the board should explain why 40 boats were lost", "40", Status.ASSERTED),
        ("the town should know that 40 boats were lost", "40", Status.ASSERTED),
        ("the board has not said if the 40 men will be charged", "40", Status.POSSIBLE),
        ("the board must mend the 40 boats", "40", Status.ASSERTED),
        ("the board should have sent 40 boats", "40", Status.POSSIBLE),
        ("the board had to send 40 boats", "40", Status.ASSERTED),  # and did
        ("the board would have lost 40 boats had the gate failed", "40", Status.POSSIBLE),
        ("the rain was 40% stronger than it would have been", "40", Status.ASSERTED),
        ("the board recommends speeds be lowered to 40 knots", "40", Status.POSSIBLE),
        ("the crew called the figure of 40 dead 'a lie'", "40", Status.DENIED),
        ("the mayor was wrong to say that 40 men had died", "40", Status.DENIED),
        ("it was not true that 40 men had left", "40", Status.DENIED),
        ("no one has confirmed that 40 men died", "40", Status.POSSIBLE),
        ("the guard could not confirm a report by the Courier that 40 men died", "40", Status.POSSIBLE),
        ("nobody at the mill would confirm that 40 men died", "40", Status.POSSIBLE),
        ("the board has yet to confirm that 40 men died", "40", Status.POSSIBLE),
        ("the board did not respond to a request for comment about claims that 40 men died", "40", Status.POSSIBLE),
        ("the board would neither confirm nor deny that 40 men died", "40", Status.POSSIBLE),
        ("the claim that 40 men died could not be independently verified", "40", Status.POSSIBLE),
        ("the figure of 40 dead was wrong", "40", Status.DENIED),
        ("the board denied reports that 40 men died", "40", Status.DENIED),
        ("the mill recommended by 40 bakers was closed", "40", Status.ASSERTED),
        # short forms
        ("they'd have lost 40 boats", "40", Status.POSSIBLE),
        ("we’ll need 40 boats", "40", Status.PREDICTED),
        ("they're going to lose 40 boats", "40", Status.PREDICTED),
        ("the board's expected loss of 40 boats", "40", Status.ASSERTED),
        ("I don’t think we'll lose more than 40 boats", "40", Status.PREDICTED),
        ("she believed she saw 40 boats", "40", Status.BELIEVED),
    ],
)
def test_what_reaches_a_number(content: str, number: str, expected: Status) -> None:
    """Only what speaks of the number tells how sure it is."""
    assert status(content, cue="said", at=content.index(number))[0] is expected


@pytest.mark.parametrize("sign", english_status.CUES + english_status.LEANINGS, ids=lambda sign: sign.example)
def test_every_cue_has_a_true_example(sign: english_status.Sign) -> None:
    """The example of each row shows its status, with a content that says nothing."""
    assert status("the gate was closed", cue=sign.example)[0] is sign.status or sign.example == "warned of"


@pytest.mark.parametrize("sign", english_status.SIGNS, ids=lambda sign: sign.example)
def test_every_sign_has_a_true_example(sign: english_status.Sign) -> None:
    """The example of each row shows its status, with a cue that says nothing; what is no sign leaves it asserted."""
    assert status(f"the matter, so far, {sign.example}", cue="said")[0] is (sign.status or Status.ASSERTED)


@pytest.mark.parametrize("sign", english_status.OF_NUMBERS, ids=lambda sign: sign.example)
def test_every_sign_of_numbers_has_a_true_example(sign: english_status.Sign) -> None:
    """The example of each row shows its status of a number after it."""
    text = f"{sign.example} 40 boats"
    assert status(text, cue="said", at=text.index("40"))[0] is sign.status


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the gate is very likely to fail", "very likely"),
        ("it was highly probable that it failed", "highly probable"),
        ("it is not very likely to fail", "not very likely"),
        ("It is unlikely to fail", "unlikely"),
        ("there was a roughly even chance of rain", "a roughly even chance"),
        ("there is almost no chance of rain", "almost no chance"),
        ("it was almost certainly set on purpose", "almost certainly"),
        ("it will probably fail", "probably"),
        ("it is almost certain that the bank will fail", "almost certain"),
        ("it is highly unlikely that the bank will fail", "highly unlikely"),
        ("there is a roughly even chance that the bank will fail", "a roughly even chance"),
        ("it may fail", "may"),
    ],
)
def test_graded_words(content: str, expected: str) -> None:
    """A probability is kept whole, with all that grades it."""
    assert status(content, cue="said")[1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("almost no chance", (0.01, 0.05)),
        ("remote chance", (0.01, 0.05)),
        ("a remote chance", (0.01, 0.05)),
        ("Very unlikely", (0.05, 0.20)),
        ("highly improbable", (0.05, 0.20)),
        ("unlikely", (0.20, 0.45)),
        ("improbable", (0.20, 0.45)),
        ("a roughly even chance", (0.45, 0.55)),
        ("roughly even odds", (0.45, 0.55)),
        ("likely", (0.55, 0.80)),
        ("probably", (0.55, 0.80)),
        ("very  likely", (0.80, 0.95)),
        ("highly probable", (0.80, 0.95)),
        ("highly likely", (0.80, 0.95)),
        ("almost certainly", (0.95, 0.99)),
        ("nearly certain", (0.95, 0.99)),
        # no words of the directive's
        ("not likely", None),
        ("most likely", None),
        ("a chance", None),
        ("may", None),
        ("expected", None),
        ("", None),
    ],
)
def test_bands(words: str, expected: tuple[float, float] | None) -> None:
    """The words of ICD 203 stand for their band, and no others for any."""
    found = band(words)
    assert (found and (found.low, found.high)) == expected


def test_bands_are_apart() -> None:
    """From remote to almost certain, each band ends where the next begins."""
    rows = english_status.BANDS
    assert all(below[2] == above[1] for below, above in pairwise(rows))
    assert all(band(row[0]) for row in rows)


def test_estimates_as_sources() -> None:
    """What an estimate says is estimated."""
    assert status("the force was built up", cue="says", source="a new assessment") == (Status.ESTIMATED, "assessment")


@given(st.text(max_size=60), st.text(max_size=20), st.none() | st.integers(0, 60))
def test_words_that_show_it(content: str, cue: str, at: int | None) -> None:
    """The words that show a status stand in the content or the cue; an assertion has none."""
    how, words = status(content, cue=cue, at=at)
    assert words is None or words in content or words in cue
    assert (how is Status.ASSERTED) == (words is None)
