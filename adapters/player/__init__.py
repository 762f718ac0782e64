"""Plays conversation scripts in virtual time; the language is in docs/reference/play.md."""
