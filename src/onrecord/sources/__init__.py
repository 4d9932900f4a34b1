"""Bytes in: files, folders, standard input."""

from onrecord.sources.open import open_sources

__all__ = ["open_sources"]
