"""A call: what the open call of Parties and the calls for experts share, from the draft to the closing."""
