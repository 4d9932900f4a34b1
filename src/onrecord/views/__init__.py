"""Records as terminal text, tables and HTML: strings, never printed here."""
