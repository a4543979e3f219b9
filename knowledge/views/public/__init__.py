"""Pages for everybody."""

from .entry import as_bibtex, as_json_ld, as_pdf, as_ris, attachment, practice_page
from .notes import note_page, note_sent_page
from .practices import practices_page

__all__ = [
    "as_bibtex",
    "as_json_ld",
    "as_pdf",
    "as_ris",
    "attachment",
    "note_page",
    "note_sent_page",
    "practice_page",
    "practices_page",
]
