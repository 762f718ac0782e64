"""Slack: what comes in, what is shown there, and what the app asks for."""
