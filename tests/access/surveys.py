"""Forms by private link: whoever holds the link, signed in or not; in the office those who read them."""

from portal.surveys import ports
from portal.surveys.services import create_link
from tests.surveys.factories import PURPOSE, SECTION

from .table import Row, World, everyone, office, office_model

READERS = ("officer", "head")


def prepare(world: World) -> None:
    ports.register(
        ports.Questionnaire(purpose=PURPOSE, name="Reference", section=SECTION, readers="Staff", thanks="Thanks")
    )
    world.things.survey, path = create_link(
        record=world.party, purpose=PURPOSE, name="Rosa", email="rosa@example.org", by=None
    )
    world.things.survey_token = path.rstrip("/").rpartition("/")[2]


def token(world: World) -> list[str]:
    return [world.things.survey_token]


def survey(world: World) -> list[int]:
    return [world.things.survey.pk]


ROWS = [
    Row("surveys:form", everyone(), args=token),
    Row("surveys:form", everyone(422), args=token, method="post"),
    Row("surveys:form", everyone(404), args=lambda world: ["unknown"]),
    *office_model("surveys_link", view=READERS, obj=lambda world: survey(world)[0]),
    Row("admin:surveys_link_revoke", office(*READERS), args=survey),
]
