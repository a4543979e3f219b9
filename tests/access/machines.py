"""What programs read, and the pages about it: the same for everybody."""

from tests.knowledge import factories as entries

from .table import Row, World, everyone


def prepare(world: World) -> None:
    world.things.entry = entries.published(country=world.party, by=world.person["focal"])


ROWS = [
    Row("api_index", everyone()),
    Row("api_schema", everyone()),
    Row("api:api-root", everyone()),
    Row("api:practices", everyone()),
    Row("api:practices", everyone(400), query="?kind=nothing"),
    Row("api:practice", everyone(), args=lambda world: [world.things.entry.slug]),
    Row("api:practice", everyone(404), args=lambda world: ["nothing"]),
    Row("api:roadmaps", everyone()),
    Row("api:roadmap", everyone(404), args=lambda world: ["XXX"]),
    Row("api:measures", everyone()),
    Row("api:countries", everyone()),
    Row("api:country", everyone(), args=lambda world: [world.party.iso3]),
    Row("api:activities", everyone()),
    Row("api:activity", everyone(), args=lambda world: ["1.1"]),
    Row("api:calls", everyone()),
    Row("api:call", everyone(404), args=lambda world: ["nothing"]),
    Row("api:figures", everyone()),
    Row("api:practices", everyone(405), method="post"),
    Row("data:api", everyone()),
    Row("data:data", everyone()),
    Row("data:data", everyone(400), query="?kind=nothing"),
    Row("data:practices_csv", everyone()),
    Row("data:practices_csv", everyone(400), query="?kind=nothing"),
    Row("data:practices_json", everyone()),
    Row("data:practices_xlsx", everyone()),
    Row("data:catalogue", everyone()),
    Row("data:checksums", everyone()),
    Row("data:file", everyone(404), args=lambda world: ["nothing.csv"]),
    Row("practices_atom", everyone()),
    Row("practices_atom", everyone(400), query="?colour=blue"),
]
