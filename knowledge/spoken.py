"""Words in another language than the page: said so in the markup, wherever they stand."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .choices import RIGHT_TO_LEFT


def language_attributes(language: str, reader: str) -> SafeString:
    """`` lang="es" dir="ltr"`` for words in another language than the page; else nothing."""
    if language == reader:
        return mark_safe("")
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return mark_safe(f' lang="{escape(language)}" dir="{direction}"')  # escaped


def spoken(words: str, language: str, reader: str) -> SafeString:
    """The words as HTML, kept apart from what stands around them."""
    return format_html("<bdi{}>{}</bdi>", language_attributes(language, reader), words)


def naming(sentence: str, title: SafeString) -> SafeString:
    """A sentence of the page, as HTML, around a title in another language (`%(title)s` in it)."""
    return mark_safe(escape(sentence) % {"title": title})  # escaped
