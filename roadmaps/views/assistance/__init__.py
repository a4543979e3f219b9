"""Pages of an assistance under way, shared by its Party, its field office and the Secretariat."""
