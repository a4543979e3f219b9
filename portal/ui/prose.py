"""Texts written in Markdown by the office, as safe HTML."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "a", "hr", "code"}
_reader = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=256)
def to_html(text: str) -> SafeString:
    """Markdown as HTML without anything that runs; headings begin at h2, links only to web and mail."""
    html = nh3.clean(
        _reader.render(text.replace("\r\n", "\n")),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )
    return mark_safe(html)  # cleaned above
