"""The addresses of the knowledge base in the office."""

from typing import Any

from django.urls import path

from portal.office import ReadOnlyAdmin, register

from ..models import Entry
from . import changes, choices, one, queue, reader_notes
from .common import in_office


@register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes an entry or its state."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(queue.list_view), name="knowledge_entries"),
            path("", view(queue.list_view), name="knowledge_entry_changelist"),
            path("messages/", view(reader_notes.list_view), name="knowledge_notes"),
            path("messages/<slug:code>/", view(reader_notes.handle_view), name="knowledge_note"),
            path("choices/", view(choices.list_view), name="knowledge_choices"),
            path("<slug:code>/", view(one.entry_view), name="knowledge_entry"),
            path("<slug:code>/changes/", view(changes.changes_view), name="knowledge_changes"),
        ]
