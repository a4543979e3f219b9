"""Pages of a Party: its assistances, the choice of experts."""
