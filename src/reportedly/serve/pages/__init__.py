"""The pages: each module asks the ledger for what one sort of page shows, and has its routes."""

from fastapi import APIRouter

from reportedly.serve.pages import claim, counts, front, point, story

ROUTERS: tuple[APIRouter, ...] = (
    front.router,
    story.router,
    counts.router,
    point.router,
    claim.router,
)
"""The routes of all pages, in the order in which addresses are tried."""
