"""Drawings of what is on record, as SVG: each takes plain rows and gives a string that stands in a page or alone in a file.

They know nothing of the ledger, of addresses or of pages; whoever draws gives the rows and, where a mark should lead somewhere, the address.
"""
