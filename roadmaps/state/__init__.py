"""The state of play, public."""
