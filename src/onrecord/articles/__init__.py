"""Source -> Article: one file per format, and what is found at the top of a text and in its page chrome."""

from onrecord.articles.read import read_articles
from onrecord.articles.repeated import mark_repeated, repeated_lines

__all__ = ["mark_repeated", "read_articles", "repeated_lines"]
