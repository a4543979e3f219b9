"""Models of the knowledge base."""

from .adapted_for import AdaptedFor
from .attachment import Attachment
from .dump import Dump
from .editors_choice import EditorsChoice
from .editors_note import EditorsNote
from .entry import Entry
from .entry_import import EntryImport, EntryImportLine
from .entry_text import EntryText
from .figure import Figure
from .link import Link
from .old_slug import OldSlug
from .partner import Partner
from .place import Place
from .platform_record import PlatformRecord
from .reader_note import ReaderNote
from .reading import Reading
from .reuse import Reuse
from .saved_search import SavedSearch
from .tie import Tie
from .usage import LogMark, Usage
from .version import Version

__all__ = [
    "AdaptedFor",
    "Attachment",
    "Dump",
    "EditorsChoice",
    "EditorsNote",
    "Entry",
    "EntryImport",
    "EntryImportLine",
    "EntryText",
    "Figure",
    "Link",
    "LogMark",
    "OldSlug",
    "Partner",
    "Place",
    "PlatformRecord",
    "ReaderNote",
    "Reading",
    "Reuse",
    "SavedSearch",
    "Tie",
    "Usage",
    "Version",
]
