"""The doors: the terminal, Slack, Discord and the database, each knowing its vendor, wired in one place."""
