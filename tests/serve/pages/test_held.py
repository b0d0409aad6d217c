"""A story held against house rules: the sentence, the rule, why, what would mend it."""

import csv
import io

import pytest

from karvel import MERCURY, PAGES
from laid import STORY
from reportedly import rules
from seen import Read, got, head, plain

AT = f"/stories/{STORY}/rules"


@pytest.mark.parametrize("policy", rules.presets())
def test_every_policy(read: Read, policy: str) -> None:
    """Each policy that comes with us can be asked for, and each finding is on the screen or on the next one."""
    reader = read(*PAGES)
    shown = got(reader, f"{AT}?policy={policy}")
    told = reader.get(f"{AT}.json?policy={policy}").json()
    assert f"{len(told['broken'])} sentence" in head(shown)
    assert all(one["says"][:40] in plain(shown) for one in told["broken"])
    rows = list(csv.DictReader(io.StringIO(reader.get(f"{AT}.csv?policy={policy}").text)))
    assert len(rows) == len(told["broken"])


def test_a_number_on_nobodys_word(read: Read) -> None:
    """A page that gives a number and names nobody breaks a rule, with its sentence."""
    told = read(*PAGES).get(f"{AT}.json?policy=reuters").json()["broken"]
    mine = [one for one in told if one["article"] == MERCURY.article.id]
    assert mine
    assert all(one["sentence"]["text"] in MERCURY.article.text and one["why"] and one["way_out"] for one in mine)


def test_no_such_policy(read: Read) -> None:
    """A policy that there is not is refused with those that there are."""
    answer = read(*PAGES).get(f"{AT}?policy=none")
    assert answer.status_code == 400
    assert "reuters" in answer.text
