"""How the claimant puts it: what the cue does with the content, and what the content says in its main clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Status
from reportedly.resolve import english_status
from reportedly.resolve.status import status


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
        # nobody's cue
        ("", "The river will crest on Saturday.", Status.PREDICTED),
        ("", "The gate was reportedly closed.", Status.ASSERTED),
    ],
)
def test_status(cue: str, content: str, expected: Status) -> None:
    """Cue and content together tell the status."""
    assert status(content, cue=cue)[0] is expected


@pytest.mark.parametrize("sign", english_status.CUES + english_status.LEANINGS, ids=lambda sign: sign.example)
def test_every_cue_has_a_true_example(sign: english_status.Sign) -> None:
    """The example of each row shows its status, with a content that says nothing."""
    assert status("the gate was closed", cue=sign.example)[0] is sign.status or sign.example == "warned of"


@pytest.mark.parametrize("sign", english_status.SIGNS, ids=lambda sign: sign.example)
def test_every_sign_has_a_true_example(sign: english_status.Sign) -> None:
    """The example of each row shows its status, with a cue that says nothing."""
    assert status(f"the matter, so far, {sign.example}", cue="said")[0] is sign.status


def test_estimates_as_sources() -> None:
    """What an estimate says is estimated."""
    assert status("the force was built up", cue="says", source="a new assessment") == (Status.ESTIMATED, "assessment")


@given(st.text(max_size=60), st.text(max_size=20))
def test_words_that_show_it(content: str, cue: str) -> None:
    """The words that show a status stand in the content or the cue; an assertion has none."""
    how, words = status(content, cue=cue)
    assert words is None or words in content or words in cue
    assert (how is Status.ASSERTED) == (words is None)
