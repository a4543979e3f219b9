"""What programs read, and the pages about it: the same for everybody."""

from knowledge.models import EntryImport
from portal.documents.services import store_bytes
from tests.knowledge import factories as entries

from .table import Row, World, everyone, office, signed_in


def prepare(world: World) -> None:
    world.things.entry = entries.published(country=world.party, by=world.person["focal"])
    stored = store_bytes(name="x.csv", content_type="text/csv", data=b"code", owner=None, purpose="entry-import")
    world.things.entry_import = EntryImport.objects.create(
        stored_file=stored, source="A catalogue", created_by=world.person["superuser"]
    )


EDITORS = ("editor", "officer", "head")


def an_import(world: World) -> list[str]:
    return [world.things.entry_import.code]


ROWS = [
    Row("admin:knowledge_usage", office(*EDITORS)),
    Row("admin:knowledge_usage_changelist", office(*EDITORS)),
    Row("usage:mine", signed_in()),
    Row("admin:knowledge_platform", office(*EDITORS)),
    Row("admin:knowledge_platform", office(*EDITORS, status=422), method="post"),
    Row("admin:knowledge_platformrecord_changelist", office(*EDITORS)),
    Row("admin:knowledge_platform_csv", office(*EDITORS)),
    Row("admin:knowledge_platform_xlsx", office(*EDITORS)),
    Row("admin:knowledge_imports", office(*EDITORS)),
    Row("admin:knowledge_imports", office(*EDITORS, status=422), method="post"),
    Row("admin:knowledge_entryimport_changelist", office(*EDITORS)),
    Row("admin:knowledge_import_template", office(*EDITORS)),
    Row("admin:knowledge_import", office(*EDITORS), args=an_import),
    Row("admin:knowledge_import", office(*EDITORS, status=422), args=an_import, method="post"),
    Row("admin:knowledge_import_put_aside", office(*EDITORS), args=an_import),
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
    Row("api:register", everyone()),
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
