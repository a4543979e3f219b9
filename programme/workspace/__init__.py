"""The workspace: what waits for whom, the team, the account."""
