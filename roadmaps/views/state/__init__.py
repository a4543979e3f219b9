"""The public state of play: map, matrix, comparison, change over time, the trace of each stage."""
