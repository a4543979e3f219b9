"""The office: selections, missions."""
