"""Pictures as SVG markup, drawn on the server: pure functions from plain records, which know no routes and no database.

Markup carries classes only (the style sheet has the colours), nothing inline, and every name in it is escaped, bounded
and harmless. What a picture says a table beside it says too; the records give both.
"""
