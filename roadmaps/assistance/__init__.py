"""An assistance under way: plan, steps, people, money, papers, final package."""
