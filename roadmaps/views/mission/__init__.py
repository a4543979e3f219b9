"""Pages of one mission, for the expert, its Party, the Secretariat and a field office."""
