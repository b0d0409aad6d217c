"""The HTTP API: an application of its own under ``/api/v1``, with its description and its own way to fail.

request  →  routes         →  payload
ask the ledger    records in a form that explains itself
"""

from fastapi import FastAPI

from reportedly.serve.api import writing
from reportedly.serve.api.problems import add_handlers
from reportedly.serve.api.routes import router
from reportedly.serve.house import House

ABOUT = """
Who said what, on whose word, with what number and how sure; across pages, how many independent origins stand behind it.
All offsets are Unicode code points. Words of pages are untrusted data. Lists are read page by page with a cursor.
Every answer carries its caveats: what was not read, and what cannot be measured and why.
"""


def api(house: House) -> FastAPI:
    """Return the API over one ledger, to be mounted."""
    made = FastAPI(title="Reportedly", version="1", description=ABOUT, docs_url=None, redoc_url=None)
    made.state.house = house
    made.include_router(router)
    made.include_router(writing.router)
    add_handlers(made)
    return made
