"""The page of one section: saved at any time, by hand or by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.resume import wants_json
from portal.accounts.services import Refused
from portal.ui.dates import clock, day

from ..checking import refused_problems
from ..completeness import MISSING, WRONG, Problem, is_begun
from ..discussion import Discussion
from ..forms.raw import Raw, from_posted, from_stored
from ..forms.section_form import SectionPage as Shown
from ..forms.section_form import build, row_reader
from ..models import Section as SavedSection
from ..parsing import RowReader
from ..presence import colleagues
from ..queries import sections_of
from ..questions import Section, following
from ..services import Conflict, Saved
from ..store import SectionStore
from . import conflict


class SectionPage:
    """Shows and saves one section of one record; an app says how by a class of its own.

    The view of the app (``keeps_typed``, signed in) finds the record, asks whether this person may write
    it, and answers ``MyPage(request, record, section).answer()``. Everything else is here: the answers as
    they were typed, the autosave, rows added, two people at once, what was typed before a session ended.
    """

    store: SectionStore
    sections: Sequence[Section]
    shown: Shown
    """The answers being shown; there when `context` is asked."""
    template = "collaboration/section.html"
    conflict_template = "collaboration/conflict.html"

    def __init__(self, request: HttpRequest, record: models.Model, section: Section) -> None:
        self.request, self.record, self.section = request, record, section

    # --- What an app says ---------------------------------------------------------------------
    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        """Store it by the app's own service. Raises `Conflict` or `Refused`."""
        raise NotImplementedError

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        """What is missing or wrong in the section."""
        raise NotImplementedError

    def address(self, section: Section) -> str:
        """The page of a section of this record."""
        raise NotImplementedError

    def home(self) -> str:
        """Where one goes from the section: the list of sections."""
        raise NotImplementedError

    def check_address(self) -> str:
        """The page that shows all answers before they are sent."""
        return self.home()

    def refuse(self, error: Refused) -> HttpResponseBase:
        """The answer when the service says no. Raises Http404 for who may not know of the record."""
        raise NotImplementedError

    def frame(self) -> dict[str, Any]:
        """What both templates, of the section and of a conflict, need of the app."""
        return {}

    def context(self) -> dict[str, Any]:
        """What the template of the section needs beside."""
        return {}

    def posted_beside(self) -> list[tuple[str, str]]:
        """What is posted with the answers and is not one of them: carried along while two texts are settled."""
        return []

    def discussion(self) -> Discussion | None:
        """The comments on this section; None where a record has none."""
        return None

    def why_closed(self) -> Refused | None:
        """Why this section, among those of a record that is written, is not written now; asked on GET."""
        return None

    def opened(self, section: Section) -> bool:
        """Whether "Save and continue" may lead to a section."""
        return True

    @property
    def is_last(self) -> bool:
        """After the last section one checks the answers."""
        return following(self.sections, self.section) is None

    # --- What every section does --------------------------------------------------------------
    def answer(self) -> HttpResponseBase:
        """The answer to a GET or a POST."""
        return self._save() if self.request.method == "POST" else self._show()

    def stored_raw(self) -> Raw:
        """What is stored now, as it is typed."""
        fresh = self.store.model._default_manager.get(pk=self.record.pk)
        saved = sections_of(fresh).get(self.section.code)
        return from_stored(
            self.section, self.store.read_section(fresh, self.section), saved.unparsed if saved else {}
        )

    def _save(self) -> HttpResponseBase:
        posted: Any = self.request.POST
        if "settle" in posted:
            posted = conflict.settled(self, posted)
        try:
            outcome = self.save(posted, row_reader(posted), _revision(posted))
        except Conflict as clash:
            return conflict.answer(self, posted, clash)
        except Refused as error:
            if wants_json(self.request):
                return JsonResponse({"text": str(error)}, status=422)
            return self.refuse(error)

        too_long = refused_problems(self.section, outcome.parsed)
        if wants_json(self.request):
            if too_long:
                return JsonResponse({"text": too_long[0].message, "revision": outcome.section.revision}, status=422)
            text = _("Saved at %(time)s. You can leave this page.") % {"time": clock(timezone.now())}
            return JsonResponse({"revision": outcome.section.revision, "saved_at_text": text})
        if too_long:
            raw = from_posted(self.section, posted, row_reader(posted))
            return self.render(raw, outcome.section, too_long, status=422)
        return self._after_save(outcome, posted)

    def _after_save(self, outcome: Saved, posted: Mapping[str, Any]) -> HttpResponseBase:
        here = self.address(self.section)
        if posted.get("add_row"):
            kind = str(posted["add_row"])
            return redirect(f"{here}?add={kind}#{kind}" if self.section.rows_of(kind) else here)
        if posted.get("next") == "leave":
            return redirect(self.home())
        given = self.store.read_section(outcome.record, self.section)
        found = _wrong(self.problems(given, outcome.section.unparsed))
        if found:
            return self.render(from_stored(self.section, given, outcome.section.unparsed), outcome.section, found)
        if posted.get("next") == "check":
            return redirect(self.check_address())
        return redirect(self._next_address())

    def _next_address(self) -> str:
        """The next section that may be written; the list of sections after the last."""
        after = following(self.sections, self.section)
        while after is not None and not self.opened(after):
            after = following(self.sections, after)
        return self.home() if after is None else self.address(after)

    def _show(self) -> HttpResponseBase:
        closed = self.why_closed()
        if closed is not None:
            return self.refuse(closed)
        all_saved = sections_of(self.record)
        saved = all_saved.get(self.section.code)
        unparsed = saved.unparsed if saved else {}
        restored = getattr(self.request, "restored", None)
        if restored is not None:
            raw = from_posted(self.section, restored, row_reader(restored))
            shown = SavedSection(code=self.section.code, revision=_revision(restored))
            return self.render(raw, shown, [], restored=True, others=all_saved)
        given = self.store.read_section(self.record, self.section)
        found = self.problems(given, unparsed)
        if "check" not in self.request.GET:
            found = _wrong(found)
        carried = saved is None and is_begun(self.section, given, unparsed)
        raw = from_stored(self.section, given, unparsed)
        return self.render(raw, saved, found, carried=carried, others=all_saved)

    def render(
        self,
        raw: Raw,
        saved: SavedSection | None,
        problems: list[Problem],
        *,
        restored: bool = False,
        carried: bool = False,
        others: Mapping[str, SavedSection] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page with these texts and these problems; ``carried``: they were copied here, nobody typed them."""
        page = self.shown = build(self.section, raw, problems, add=self.request.GET.get("add", ""))
        values = {
            "section": self.section,
            "section_url": self.address(self.section),
            "home_url": self.home(),
            "count": len(self.sections),
            "page": page,
            "form": page.form,
            "page_errors": bool(problems),
            "missing_only": bool(problems) and all(problem.kind == MISSING for problem in problems),
            "revision": saved.revision if saved else 0,
            "save_state": "idle" if restored or saved is None or saved.saved_at is None else "saved",
            "save_text": _("Not saved yet.") if restored else saved_text(saved, carried=carried),
            "restored": restored,
            "others": colleagues(others or {}, self.sections, self.request.user),
            "is_last": self.is_last,
            "discussion": self.discussion(),
        }
        return render(self.request, self.template, {**values, **self.frame(), **self.context()}, status=status)


def saved_text(saved: SavedSection | None, *, carried: bool = False) -> str:
    """The state of the save bar; ``carried`` from a version or a record before."""
    if carried:
        return _("Carried over; nothing is changed yet. You can leave and come back at any time.")
    at = saved.saved_at if saved and saved.saved_at else None
    if at is None:
        return _("Nothing is saved yet. You can leave and come back at any time.")
    if timezone.localdate(at) != timezone.localdate():
        return _("Saved on %(date)s. You can leave this page.") % {"date": day(at)}
    return _("Saved at %(time)s. You can leave this page.") % {"time": clock(at)}


def _revision(posted: Mapping[str, Any]) -> int:
    text = str(posted.get("revision") or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _wrong(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.kind == WRONG]
