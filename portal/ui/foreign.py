"""Words in another language than the page's say so: screen readers and browsers read them rightly."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def foreign(code: Any) -> SafeString:
    """` lang="fr"` where that is not the language of the page, else nothing (`<bdi{{ text.language|foreign }}>`)."""
    here = (get_language() or "en")[:2]
    return format_html(' lang="{}"', code) if code and code != here else SafeString("")
