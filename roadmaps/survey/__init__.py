"""The survey of Parties."""
