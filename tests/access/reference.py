"""Countries and vocabulary in the office: the Secretariat corrects them, its field offices read them."""

from portal.reference.models import Term

from .table import STAFF, World, office_model


def prepare(world: World) -> None:
    world.things.term = Term.objects.create(list="theme", code="X1", position=1)


READERS = (*STAFF, "field_office")
ROWS = [
    *office_model("reference_country", obj=lambda world: world.party.pk, view=READERS, change=STAFF),
    *office_model("reference_term", obj=lambda world: world.things.term.pk, view=READERS, add=STAFF, change=STAFF),
]
