"""What the Secretariat's side holds on an expert who asks to be erased."""

from typing import Any

from django.utils.translation import gettext as _

from portal.documents.services import remove_file

from .models import ContactRequest, Expert


def erase(*, expert: Expert, by: Any) -> list[str]:
    """Letters of decisions (they carry the name) and requests to reach the person go; that it was decided stays."""
    done = []
    letters = list(expert.candidacies.filter(letter__isnull=False).select_related("letter__stored_file"))
    for candidacy in letters:
        assert candidacy.letter is not None
        remove_file(stored_file=candidacy.letter.stored_file)
    if letters:
        done.append(_("Letters"))
    if ContactRequest.objects.filter(expert=expert).delete()[0]:
        done.append(_("Requests to reach the person"))
    return done
