"""The office of the open call: calls, applications, assessments, decision board, letters, ties."""

from . import assessments, board, calls, files, letters, ties

__all__ = ["assessments", "board", "calls", "files", "letters", "ties"]
