"""Who gets what at which address: the table that ``tests/test_urls_roles.py`` walks.

Each app has a module here (``tests/access/<app>.py``) with ``ROWS``, a list of `table.Row`. A row names an
address (as ``reverse`` takes it), says with which arguments, and gives the status for every role of
`table.ROLES`. A module may define ``prepare(world)``: it makes the records its rows speak of and puts them on
``world.things``; ``world.person["focal"]``, ``world.party`` and ``world.other_party`` are there already.

    from .table import Row, everyone, office, office_model, only, signed_in

    ROWS = [
        Row("knowledge:practices", everyone()),
        Row("knowledge:edit", only("editor"), args=lambda world: [world.things.entry.slug]),
        *office_model("knowledge_entry", view=("editor", "officer"), obj=lambda world: world.things.entry.pk),
    ]

An address that stands in no row fails the test, and so does a row whose address is gone. Add rows to the
module of your own app; an act that changes something gets a second row with ``method="post"``.
"""
