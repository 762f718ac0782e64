"""The core: what a person did goes in, what we say and what is due comes out."""
