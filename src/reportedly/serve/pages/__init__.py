"""The pages: each module asks the ledger for what one sort of page shows, and has its routes."""

from fastapi import APIRouter

from reportedly.serve.pages import (
    article,
    capture,
    claim,
    claimants,
    counts,
    due,
    front,
    held,
    login,
    measures,
    methods,
    outlets,
    point,
    queue,
    rejections,
    review,
    search,
    story,
)

ROUTERS: tuple[APIRouter, ...] = (
    front.router,
    story.router,
    counts.router,
    held.router,
    point.router,
    claim.router,
    capture.router,
    article.router,
    claimants.router,
    outlets.router,
    measures.router,
    search.router,
    due.router,
    rejections.router,
    methods.router,
    login.router,
    queue.router,
    review.router,
)
"""The routes of all pages, in the order in which addresses are tried."""
