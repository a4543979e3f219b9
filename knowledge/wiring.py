"""What this floor hangs up in the rooms below it, once, at start."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.activity import verbs
from portal.documents import jobs
from portal.office import places
from portal.search import ports as search
from portal.ui import nav
from portal.ui import ports as pages
from roadmaps import ports as assistance

from . import brief, forward, material, personal, waiting
from .found import SOURCE
from .open_data.platform import words_of
from .rules import is_knowledge_editor
from .services import importing


def connect() -> None:
    """Register what is found of entries, their briefs, the places in the menus, and the verbs of the log."""
    search.register(SOURCE)
    jobs.register(brief.BRIEF, _("Brief of an entry"), brief.build, may=brief.may_have)
    nav.register("main", _("Practices"), "knowledge:practices", order=35)
    nav.register("foot", _("Practices"), "knowledge:practices", order=41, group=_("Data"))
    assistance.find_material.register(material.find_material)
    assistance.material.register(material.material)
    assistance.on_platform.register(words_of)
    pages.about_activity.register(forward.about_activity)
    pages.about_country.register(forward.about_country)
    nav.register("foot", _("Open data"), "data:data", order=45, group=_("Data"))
    nav.register("foot", _("Interface for programs"), "data:api", order=46, group=_("Data"))
    nav.register("workspace", _("Practices"), "knowledge:entries", order=60)
    nav.register("workspace", _("Saved searches"), "knowledge:searches", order=65)
    places.register("knowledge", _("Entries"), "admin:knowledge_entries", is_knowledge_editor, order=10)
    places.register("knowledge", _("Messages of readers"), "admin:knowledge_notes", is_knowledge_editor, order=20)
    places.register("knowledge", _("Choice of the editors"), "admin:knowledge_choices", is_knowledge_editor, order=30)
    accounts_ports.waiting.register(waiting.for_editors)
    accounts_ports.waiting.register(waiting.for_owners)
    accounts_ports.waiting.register(waiting.for_countries)
    accounts_ports.files.register(waiting.files)
    accounts_ports.personal_data.register(personal.held)
    accounts_ports.erase.register(personal.erase)
    jobs.register(importing.COMPARE, _("Comparison of an import"), importing.compare, may=importing.may_see)
    jobs.register(importing.PUBLISH, _("Publication of an import"), importing.publish, may=importing.may_see)
    places.register("knowledge", _("Import of entries"), "admin:knowledge_imports", is_knowledge_editor, order=40)
    places.register("knowledge", _("Use of the entries"), "admin:knowledge_usage", is_knowledge_editor, order=60)
    places.register("knowledge", _("Try the interface"), "admin:knowledge_interface", is_knowledge_editor, order=70)
    places.register(
        "knowledge", _("Policy Monitoring Platform"), "admin:knowledge_platform", is_knowledge_editor, order=50
    )
    verbs.register(
        {
            "measure.handed_over": _("noted a measure as handed over to the Policy Monitoring Platform"),
            "measure.accepted": _("noted a measure as accepted by the Policy Monitoring Platform"),
            "measure.note_taken_back": _("took back a note about the Policy Monitoring Platform"),
            "entries.import_taken_in": _("sent a spreadsheet of entries"),
            "entries.import_released": _("released a spreadsheet of entries"),
        }
    )
    verbs.register(
        {
            "entry.imported": _("published the entry from a spreadsheet"),
            "entry.begun": _("began the entry"),
            "entry.proposed": _("proposed the entry"),
            "entry.taken_back": _("took the entry back"),
            "entry.review_begun": _("took up the review"),
            "entry.changes_asked": _("asked for changes"),
            "entry.declined": _("declined the entry"),
            "entry.read_once": _("did the first reading"),
            "entry.published": _("published the entry"),
            "entry.reopened": _("wrote the declined entry further"),
            "entry.revision_begun": _("began the next version"),
            "entry.revision_dropped": _("dropped the next version"),
            "entry.withdrawn": _("withdrew the entry"),
            "entry.restored": _("made the entry public again"),
            "entry.consented": _("noted the agreement of the country"),
            "entry.consent_refused": _("did not agree for the country"),
            "entry.confirmed": _("confirmed the entry"),
            "entry.outdated": _("marked the entry as not confirmed"),
            "entry.address_changed": _("changed the address of the entry"),
            "entry.text_saved": _("saved a translation"),
            "entry.text_followed": _("brought a translation in line with its original"),
            "entry.language_added": _("added a language"),
            "entry.language_removed": _("removed a language"),
            "entry.reuse_told": _("told of a reuse"),
            "entry.file_added": _("added a file"),
            "entry.file_removed": _("removed a file"),
            "entry.chosen": _("brought the entry forward on another page"),
            "entry.choice_ended": _("took the entry back from another page"),
            "entry.note_accepted": _("took up the message of a reader"),
            "entry.note_declined": _("did not take up the message of a reader"),
        },
        for_party=True,
    )
