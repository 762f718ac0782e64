"""Processes that deliver nudges are killed at random moments: nothing is lost, and nobody sees anything twice."""
