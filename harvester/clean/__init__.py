"""Cleaning: `fields` says what is done to each, the other files hold what does it."""
