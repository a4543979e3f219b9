"""A person at work: complete profiles and drafts, and short ways to open and post the pages of an expert."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from expertise import states
from expertise.models import Candidacy, Expert, KnownDomain, KnownField, KnownTheme, NamedReferee, Post, Profile
from expertise.sections import BY_CODE, MOTIVATION
from expertise.services import files, profile
from expertise.store import CANDIDACY_STORE, STORE
from portal.accounts.models import User
from portal.collaboration.forms.raw import flatten, from_stored
from portal.collaboration.queries import sections_of
from portal.messaging.models import Message
from portal.messaging.sealing import unseal
from portal.reference import cache
from portal.reference.models import Term, TermLabel
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary

from . import factories as make


def vocabulary() -> None:
    """The lists the sections of a profile use."""
    small_vocabulary()
    for name, codes in {"expertise_field": ["law", "statistics"], "cultural_domain": ["music", "film"]}.items():
        if Term.objects.filter(list=name).exists():
            continue
        for position, code in enumerate(codes):
            term = Term.objects.create(list=name, code=code, position=position)
            for language in ("en", "fr"):
                TermLabel.objects.create(term=term, language=language, text=code.title(), standing="approved")
    cache.clear()


def pdf(script: str = "") -> bytes:
    """A PDF of one empty page; with ``script``, one that runs it when opened."""
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if script:
        act = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        )
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(act)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def upload(name: str = "cv.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data)


def complete(expert: Expert) -> Profile:
    """Fill what the factory leaves open in the profile of an expert, the CV included."""
    kept = Profile.objects.get(pk=expert.profile_id)
    Profile.objects.filter(pk=kept.pk).update(time_zone="Indian/Mauritius")
    KnownField.objects.create(profile=kept, field="law")
    KnownTheme.objects.create(profile=kept, theme="T1")
    KnownDomain.objects.create(profile=kept, domain="music")
    Post.objects.create(profile=kept, title="Adviser", employer="Ministry", year_from=2015)
    files.attach(expert=expert, upload=upload(), kind="cv", title="CV", by=expert.user)
    return Profile.objects.get(pk=kept.pk)


def member(**fields: Any) -> Expert:
    """A member of the roster with a complete profile."""
    expert = make.expert(**fields)
    complete(expert)
    return Expert.objects.select_related("user", "profile", "residence").get(pk=expert.pk)


def applicant(user: User | None = None, **fields: Any) -> Expert:
    """A person who is no member, with a complete profile."""
    return member(
        user=user or people.newcomer(), **{"state": states.CANDIDATE, "admitted_on": None, "term_ends_on": None,
        "confirmed_on": None, "availability_confirmed_on": None, "is_public": False, **fields},
    )  # fmt: skip


def draft(expert: Expert | None = None, *, referees: int = 2, **call: Any) -> Candidacy:
    """A complete draft in a call of its own, ready to be sent."""
    made = make.candidacy(expert or applicant(), make.expert_call(**call), motivation="To help.")
    for number in range(referees):
        NamedReferee.objects.create(
            candidacy=made,
            position=number,
            name=f"Referee {number}",
            email=f"referee{number}@example.org",
            relation="Colleague",
            language="fr" if number else "en",
        )
    return Candidacy.objects.select_related("call", "expert__user", "expert__profile").get(pk=made.pk)


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"expertise:{name}", args=args)


def form_of(record: Any, code: str) -> dict[str, Any]:
    """What a browser would send back from the page of a section as it stands."""
    section, store = (MOTIVATION, CANDIDACY_STORE) if code == "motivation" else (BY_CODE[code], STORE)
    saved = sections_of(record).get(code)
    raw = from_stored(section, store.read_section(record, section), saved.unparsed if saved else {})
    data: dict[str, Any] = {"revision": saved.revision if saved else 0, "next": "continue"}
    for name, text in flatten(section, raw):
        data[name] = (
            [*data[name], text]
            if isinstance(data.get(name), list)
            else ([data[name], text] if name in data else text)
        )
    return data


def begun(user: User) -> Expert:
    """A person who has just begun a profile."""
    return profile.begin(user=user)


def words(message: Message) -> str:
    """The text of a message, sealed or not."""
    return unseal(message.sealed) or message.body


def posted(code: str) -> list[Message]:
    return list(Message.objects.filter(code=code).order_by("pk"))


def link_in(message: Message) -> str:
    """The path of our own a message leads to."""
    line = next(line for line in words(message).splitlines() if line.startswith("http") and "/workspace/" in line)
    return "/" + line.strip().split("/", 3)[3]


def days_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)
