"""What the reference data asks of the rooms above it.

`record` has the signature of ``activity.services.record``; without it a correction is still made, only
not logged. `may_correct` answers no until the accounts room is there.
"""

from typing import Any

from portal.port import Collector, Port

record: Port[..., Any] = Port("reference.record", None)
may_correct: Port[[Any], bool] = Port("reference.may_correct", False)
content_version: Port[[], int | None] = Port("reference.content_version", None)
bump_content: Port[[], None] = Port("reference.bump_content", None)
# provider(record) -> (): told in the transaction of a correction: a country has another name, a term another wording
corrected: Collector[[Any], Any] = Collector("reference.corrected")
# Where the pages that gather several floors stand: by three-letter code, by the code of an activity; else "".
country_page: Port[[str], str] = Port("reference.country_page", "")
activity_page: Port[[str], str] = Port("reference.activity_page", "")
# provider(report, force) -> (): loads a list of its own from its files, in the transaction of `load_reference`
also_load: Collector[[Any, bool], Any] = Collector("reference.also_load")
