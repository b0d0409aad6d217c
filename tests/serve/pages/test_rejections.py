"""What was left out, with its reason, page by page."""

import re

from builders import NOON
from clocked_rooms import Room
from reportedly.records import Rejection
from reportedly.serve.pages.rejections import SHOWN

HOSTILE = "javascript:alert(1)//<script>alert(2)</script>\u202eturned"


def test_each_is_told_with_its_reason(empty: Room) -> None:
    """Address and reason stand there as text, whatever the address holds; nothing of it is a link."""
    with empty.writing() as ledger:
        ledger.reject(Rejection("read", "https://courier.example/list", "it is a list of links"))
        ledger.reject(Rejection("ingest", HOSTILE, "=1+1"))
    reader = empty.reader()
    page = reader.get("/rejections").text
    assert "2 pages came in and are no article of the ledger" in page
    assert '<td data-th="Reason" class="break">it is a list of links</td>' in page
    assert "&lt;script&gt;alert(2)&lt;/script&gt;\ufffdturned" in page
    assert 'href="javascript' not in page
    table = reader.get("/rejections.csv").text.splitlines()
    assert table[0] == "stage,address,reason,at"
    assert table[1] == f"ingest,{HOSTILE},'=1+1,{NOON.isoformat()}"


def test_page_by_page(empty: Room) -> None:
    """Every rejection is told once, the latest first."""
    number = SHOWN + 7
    with empty.writing() as ledger:
        for one in range(number):
            ledger.reject(Rejection("read", f"https://courier.example/{one}", "no article"))
    reader = empty.reader()
    first = reader.get("/rejections").text
    following = re.search(r'href="(/rejections\?before=\d+)" rel="next"', first)
    assert following
    second = reader.get(following[1]).text
    told = [int(one) for one in re.findall(r"https://courier\.example/(\d+)</bdi>", first + second)]
    assert told == list(reversed(range(number)))
    assert 'rel="next"' not in second
    assert reader.get("/rejections.atom").text.count("<entry>") == SHOWN


def test_none(empty: Room) -> None:
    """Where all was read the page says so; a place that is no number is refused."""
    reader = empty.reader()
    assert "Every page that came in was read." in reader.get("/rejections").text
    assert reader.get("/rejections?before=x").status_code == 422
    assert "There are none before that one." in reader.get("/rejections?before=1").text
