"""Pages for everybody: they show the same to all, signed in or not."""

from portal.reference.models import Term, TermLabel

from .table import Row, World, everyone


def prepare(world: World) -> None:
    output = Term.objects.create(list="output", code="O1", position=1)
    activity = Term.objects.create(list="activity", code="1.1", position=1, parent=output)
    for term in (output, activity):
        TermLabel.objects.create(term=term, language="en", text=f"Label of {term.code}", standing="approved")


ROWS = [
    Row("root", everyone(302)),
    Row("programme:home", everyone()),
    Row("programme:roadmap", everyone()),
    Row("programme:activity", everyone(), args=lambda world: ["1.1"]),
    Row("programme:activity", everyone(404), args=lambda world: ["9.9"]),
    Row("programme:home_figures_csv", everyone()),
    Row("programme:activity_figures_csv", everyone(), args=lambda world: ["1.1"]),
    Row("programme:activity_figures_csv", everyone(404), args=lambda world: ["9.9"]),
    Row("programme:measures_csv", everyone(), args=lambda world: ["1.1"]),
    Row("programme:measures_csv", everyone(404), args=lambda world: ["9.9"]),
    Row("programme:countries", everyone()),
    Row("programme:countries_csv", everyone()),
    Row("programme:country", everyone(), args=lambda world: [world.party.iso3.lower()]),
    Row("programme:country", everyone(404), args=lambda world: ["xxx"]),
    Row("applications:register", everyone()),
    Row("applications:register", everyone(), query="?country=UGA&state=selected&call=unknown"),
    Row("programme:search", everyone()),
    Row("programme:search", everyone(), query="?q=uganda"),
    Row("programme:help", everyone()),
    Row("programme:manual", everyone(), args=lambda world: ["focal-point"]),
    Row("programme:manual", everyone(404), args=lambda world: ["unknown"]),
    Row("programme:accessibility", everyone()),
    Row("programme:privacy", everyone()),
    Row("robots", everyone()),
    Row("sitemap", everyone()),
    Row("sitemap_pages", everyone()),
    Row("sitemap_practices", everyone(404), args=lambda world: [9999]),
    Row("health_live", everyone()),
    Row("health_ready", everyone()),
    Row("ui:styleguide", everyone(404)),  # shown while debugging only
]
