"""The settings in which runs differ, as a table."""
