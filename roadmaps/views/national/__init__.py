"""Pages of national roadmaps in the workspace of a Party."""
