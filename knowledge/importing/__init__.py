"""Entries brought in from a spreadsheet: its columns, how a row is read, what it would change."""
