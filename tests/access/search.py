"""The synonyms of the search in the office: editors and the Secretariat."""

from portal.search.models import SynonymGroup

from .table import STAFF, World, office_model


def prepare(world: World) -> None:
    world.things.synonyms = SynonymGroup.objects.create(code="dance", words="dance\nballet")


MINDERS = (*STAFF, "editor")
ROWS = office_model(
    "search_synonymgroup", obj=lambda world: world.things.synonyms.pk, view=MINDERS, add=MINDERS, change=MINDERS
)
