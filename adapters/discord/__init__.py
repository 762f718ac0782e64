"""Discord: what comes in, what is shown there, and what the bot asks for."""
