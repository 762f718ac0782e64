"""Journeys in a database: SQLModel tables, encrypted personal columns, one hop per turn."""
