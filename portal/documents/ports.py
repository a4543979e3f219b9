"""What this room asks of the rooms above it."""

from portal.port import Collector

# provider() -> Iterable[str]: rebuild what is worked out from the rows (a search index); names what was done
after_restore: Collector[[], str] = Collector("documents.after_restore")
