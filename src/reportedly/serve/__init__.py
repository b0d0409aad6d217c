"""The reading room: pages, an HTTP API and tools for agents over one ledger.

    request  →  pages, api      →  views                  →  html, json, csv, feeds
                ask the ledger     what a page shows         drawings, templates

It reads the ledger and holds no models: what is to be read goes into the ledger's queue, and a worker reads it.
"""
