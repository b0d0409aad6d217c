"""The pages: each module asks the ledger for what one sort of page shows, and has its routes."""

from fastapi import APIRouter

from reportedly.serve.pages import (
    article,
    capture,
    claimants,
    due,
    front,
    login,
    measures,
    methods,
    outlets,
    queue,
    rejections,
    review,
    search,
)

ROUTERS: tuple[APIRouter, ...] = (
    front.router,
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
