"""The reading room: pages, API and drawings over a ledger."""
