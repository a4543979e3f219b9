"""PDFs by WeasyPrint: from local assets only, tagged, in one language, with the woven edge.

A template extends ``pdf/base.html``; `render` gives it the frame (edge, wordmark, reference and date,
running header, page numbers) and turns it into a tagged PDF. Nothing is ever fetched.
"""

import datetime as dt
import gc
import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.documents import edge
from portal.documents.jobs import JobRefused
from portal.ui.dates import day

if TYPE_CHECKING:
    from weasyprint import CSS

logger = logging.getLogger(__name__)
RIGHT_TO_LEFT = {"ar"}
ENDLESS = 200
# Chinese, Japanese and Korean break between any two signs by themselves.
_ENDLESS_WORD = re.compile(r"[^\s\u200b\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{200,}")
# Fewer collections while WeasyPrint builds its trees: 16–25 % faster (docs/decisions).
GC_THRESHOLDS = (200_000, 20, 20)


class PdfUnavailable(JobRefused):
    """The libraries that draw text are missing on this machine."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "PDFs are switched off on this server: the library Pango is missing. Everything else works; "
                "ask the operator to install it (docs/operations.md), or print the page from your browser."
            )
        )


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether PDFs can be made here: WeasyPrint needs Pango from the system."""
    try:
        import weasyprint  # noqa: F401  (loads the system libraries: the only way to know)
    except (ImportError, OSError) as error:
        logger.warning("PDFs are switched off: %s", str(error).splitlines()[0] if str(error) else error)
        return False
    return True


def warm() -> None:
    """Prepare a worker: import early, parse the style sheet once, collect garbage less often."""
    gc.set_threshold(*GC_THRESHOLDS)
    if available():
        _sheet()


def render(
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    title: str,
    reference: str = "",
    date: dt.date | dt.datetime | None = None,
    facts: Sequence[tuple[str, str]] | None = None,
    check_code: str = "",
) -> bytes:
    """A tagged PDF (built to PDF/UA-1) of a template that extends ``pdf/base.html``.

    ``title`` is the document's title (metadata, running header, and the heading unless the template
    says otherwise), ``reference`` stands at the foot of each page, ``facts`` replaces the block of
    reference and date at the head; ``check_code`` (from `issue_document`) prints the check line.
    One language a document: ``language``. Raises `PdfUnavailable` when Pango is missing, and ValueError
    when the template names something that would have to be fetched.
    """
    if not available():
        raise PdfUnavailable
    with translation.override(language):
        date = date or timezone.now()
        if facts is None:
            facts = [(_("Reference"), reference)] if reference else []
            facts = [*facts, (_("Date"), day(date, language))]
        full = {
            "pdf_direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
            "pdf_language": language,
            "title": title,
            "reference": reference,
            "facts": facts,
            "date": date,
            "check_code": check_code,
            "public_url": settings.PUBLIC_URL,
            **context,
        }
        html = render_to_string(template, full)
        return _write(html, _running(title, reference, full["pdf_direction"]))


def _write(html: str, running: str) -> bytes:
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class LocalOnly(URLFetcher):
        """Answers ``data:`` addresses; any other stops the document instead of leaving a hole in it."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            try:
                return super().fetch(url, headers)
            except Exception as error:
                raise FatalURLFetchingError(f"a PDF may fetch nothing, asked for {url[:80]}") from error

    fetcher = LocalOnly(allowed_protocols={"data"}, fail_on_errors=True)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    _soften(document.etree_element)
    try:
        data: bytes | None = document.write_pdf(
            stylesheets=[_sheet(), weasyprint.CSS(string=running, url_fetcher=fetcher)],
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
        )
    except FatalURLFetchingError as error:
        raise ValueError(str(error)) from error
    assert data is not None
    return data


def _soften(tree: Any) -> None:
    """Let endless words break: laying one out takes time with the square of its length (100 000 signs: minutes)."""
    for element in tree.iter():
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text and len(text) > ENDLESS:
                setattr(element, part, _ENDLESS_WORD.sub(_breakable, text))


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return "\u200b".join(word[at : at + 50] for at in range(0, len(word), 50))


@lru_cache(maxsize=1)
def _sheet() -> "CSS":
    """The style sheet of every PDF, parsed once a process."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    text = (settings.BASE_DIR / "static" / "css" / "pdf.css").read_text(encoding="utf-8")
    return weasyprint.CSS(string=text, url_fetcher=URLFetcher(allowed_protocols={"data"}, fail_on_errors=True))


def _running(title: str, reference: str, direction: str) -> str:
    """What stands in the margins of each page, in the language of the document."""
    page, of = _("Page {page} of {pages}").split("{page}")
    of, after = of.split("{pages}")
    number = f"{_css(page)} counter(page) {_css(of)} counter(pages) {_css(after)}"
    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    name = _css(_("Digital Assistance Programme"))
    return f"""
@page {{
  background: url("{edge.data_address()}") no-repeat {start} -34mm top -20mm;
  margin-{start}: 34mm; margin-{end}: 22mm;
  @top-{start} {{ content: {_css(title)}; }}
  @top-{end} {{ content: {name}; }}
  @bottom-{start} {{ content: {_css(reference)}; }}
  @bottom-{end} {{ content: {number}; }}
}}
@page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}
"""


def _css(text: str) -> str:
    """A text as a CSS string: nothing in it can end the string."""
    return '"' + "".join(c if c.isalnum() or c in " -–,.:/()·" else f"\\{ord(c):x} " for c in text) + '"'
