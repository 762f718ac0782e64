"""The terminal: a plain-text platform, line by line, for one person and no account."""
