"""The state of play: the same for everybody."""

from tests.roadmaps import factories_national as make

from .table import Row, World, everyone


def prepare(world: World) -> None:
    make.validated(world.party, by=world.person["focal"])


ROWS = [
    Row("roadmaps:state", everyone()),
    Row("roadmaps:state", everyone(400), query="?region=atlantis"),
    Row("roadmaps:state_csv", everyone()),
    Row("roadmaps:figures_csv", everyone()),
    Row("roadmaps:matrix", everyone()),
    Row("roadmaps:matrix_csv", everyone()),
    Row("roadmaps:activities_csv", everyone()),
    Row("roadmaps:compare", everyone()),
    Row("roadmaps:compare", everyone(), query="?country=uga&country=zwe"),
    Row("roadmaps:compare_csv", everyone(400)),
    Row("roadmaps:compare_csv", everyone(), query="?country=uga&country=zwe"),
    Row("roadmaps:change", everyone()),
    Row("roadmaps:change_csv", everyone()),
    Row("roadmaps:stages", everyone(), args=lambda world: ["uga"]),
    Row("roadmaps:stages", everyone(404), args=lambda world: ["zwe"]),
    Row("roadmaps:stages_csv", everyone(), args=lambda world: ["uga"]),
    Row("roadmaps:stages_csv", everyone(404), args=lambda world: ["zwe"]),
    Row("programme:country_figures_csv", everyone(), args=lambda world: ["uga"]),
    Row("programme:country_figures_csv", everyone(404), args=lambda world: ["xxx"]),
]
