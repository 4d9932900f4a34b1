"""The room that sums an article up: which event is the main one, and who, what, when, where, why and how it was."""
