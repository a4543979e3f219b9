"""Pages of an expert: offers and missions."""
