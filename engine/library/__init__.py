"""The library: every run kept, in one SQLite file."""
