"""Markdown as plain words, for the search and for extracts. Pure, without Django."""

import re

_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)")
_SIGNS = re.compile(r"(^|\n)[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+")
_MARKS = re.compile(r"(\*\*|__|`+)")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """The words of a Markdown text on one line, links by their words.

    >>> plain("## Results\\n\\n- **12** films, see [the list](https://example.org)")
    'Results 12 films, see the list'
    """
    text = _LINK.sub(r"\1", text)
    text = _SIGNS.sub(r"\1", text)
    return _SPACES.sub(" ", _MARKS.sub("", text)).strip()
