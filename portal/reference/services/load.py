"""Loading the files of ``data/``: safe to repeat, and respectful of corrections."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from .. import files, ports, vocabulary
from ..merging import merge, plain
from ..models import Country, CountryLanguage, CountryName, Term, TermLabel
from ..sortkeys import sort_key
from .correct import tell_pages

M = TypeVar("M", bound=Model)
Key = Hashable
# The file has no word for it, and the row is the Secretariat's to correct like any other.
_ABSENT = {"active": False}
_NOT_SHOWN: dict[str, Any] = {"current": False}


@dataclass
class LoadReport:
    """What a load did: rows made, rows changed, and the corrections it left alone."""

    created: int = 0
    changed: int = 0
    retired: int = 0
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_reference(*, force: bool = False, folder: Path = files.DATA) -> LoadReport:
    """Bring the tables to what the files say; a row gone from them becomes inactive, never deleted.

    `force` overrides corrections. Raises KeyError or ValueError when a file can't be read; then nothing
    is changed.
    """
    report = LoadReport()
    countries = load_rows(
        Country.objects.all(), lambda row: row.iso3, files.countries(folder), report, force, _country
    )
    by_iso3 = {str(key): row for key, row in countries.items()}
    by_iso2 = {row.iso2: row for row in countries.values()}
    load_rows(
        CountryName.objects.select_related("country"),
        lambda row: (row.country.iso3, row.language),
        files.country_names(folder),
        report,
        force,
        lambda key: CountryName(country=by_iso3[key[0]], language=key[1]),
        derive=lambda row: setattr(row, "sort_key", sort_key(row.name)),
        derived=("sort_key",),
    )
    load_rows(
        CountryLanguage.objects.select_related("country"),
        lambda row: (row.country.iso2, row.language),
        files.country_languages(folder),
        report,
        force,
        lambda key: CountryLanguage(country=by_iso2[key[0]], language=key[1]),
    )
    _load_vocabulary(vocabulary.read(folder), report, force)
    ports.also_load.collect(report, force)
    if report.created or report.changed:
        tell_pages()
    return report


def _country(key: Any) -> Country:
    return Country(iso3=key)


def _load_vocabulary(records: list[vocabulary.TermRecord], report: LoadReport, force: bool) -> None:
    terms = load_rows(
        Term.objects.all(),
        lambda row: (row.list, row.code),
        {(r.list, r.code): {"position": r.position, "data": r.data, "active": True} for r in records},
        report,
        force,
        lambda key: Term(list=key[0], code=key[1]),
        initial={"parent_id": None},
    )
    # Parents in a second step: they may be rows that did not exist a moment ago.
    parents = {(r.list, r.code): {"parent_id": terms[r.parent].pk if r.parent else None} for r in records if r.parent}
    load_rows(Term.objects.all(), lambda row: (row.list, row.code), parents, report, force, None, count=False)
    labels = {
        (r.list, r.code, label.language, label.version): {
            "text": label.text, "source": label.source, "standing": label.standing, "current": label.current,
        }
        for r in records
        for label in r.labels
    }  # fmt: skip
    _keep_one_shown(labels, report, force)
    load_rows(
        TermLabel.objects.select_related("term"),
        lambda row: (row.term.list, row.term.code, row.language, row.version),
        labels,
        report,
        force,
        lambda key: TermLabel(term=terms[key[:2]], language=key[2], version=key[3]),
        derive=lambda row: setattr(row, "search_key", sort_key(row.text)),
        derived=("search_key",),
    )


def _keep_one_shown(labels: dict[Any, dict[str, Any]], report: LoadReport, force: bool) -> None:
    """Make way for the versions the file shows, unless the Secretariat chose which one is shown.

    At most one label of a term is shown in a language, at every moment: the one stepping aside goes first.
    """
    shown = {key[:3] for key, values in labels.items() if values["current"]}
    present = {
        (row.term.list, row.term.code, row.language, row.version): row
        for row in TermLabel.objects.select_related("term")
    }
    taken: dict[Any, str] = {}
    for key, row in present.items():
        if not row.current:
            continue
        stays = labels.get(key, _NOT_SHOWN)["current"] or key[:3] not in shown
        if stays or not (force or row.loaded.get("current") is True):
            taken[key[:3]] = row.version
            continue
        row.current, row.loaded = False, row.loaded | {"current": False}
        row.save(update_fields=["current", "loaded"])
        report.changed += 1
    for key, values in labels.items():
        known = present.get(key)
        hidden_by_choice = known is not None and not known.current and known.loaded.get("current") is True
        if values["current"] and taken.get(key[:3], key[3]) != key[3] and not hidden_by_choice:
            values["current"] = False


def load_rows(
    rows: QuerySet[Any],
    key_of: Callable[[Any], Key],
    incoming: Mapping[Any, dict[str, Any]],
    report: LoadReport,
    force: bool,
    make: Callable[[Any], Any] | None,
    *,
    derive: Callable[[Any], None] = lambda row: None,
    derived: Iterable[str] = (),
    initial: Mapping[str, Any] | None = None,
    count: bool = True,
) -> dict[Any, Any]:
    """Merge `incoming` into the rows of one model; the rows by key, new ones included.

    For lists of other rooms too (port `also_load`): the model has a column `loaded`.
    """
    model = rows.model
    present = {key_of(row): row for row in rows}
    new: list[Any] = []
    changed: list[tuple[Any, dict[str, Any]]] = []
    touched: set[str] = set()
    for key, values in incoming.items():
        row = present.get(key)
        if row is None:
            assert make is not None
            row = present[key] = make(key)
            for column, value in values.items():
                setattr(row, column, value)
            row.loaded = dict(initial or {}) | {column: plain(value) for column, value in values.items()}
            derive(row)
            new.append(row)
        else:
            _merge_row(row, values, force, changed, touched, report, derive)
    if make is not None and any(field.name == "active" for field in model._meta.concrete_fields):
        for key in present.keys() - incoming.keys():
            row = present[key]
            if row.loaded and row.active:
                before = len(changed)
                _merge_row(row, _ABSENT, force, changed, touched, report, derive)
                report.retired += len(changed) - before
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(
            [row for row, _old in changed], sorted(touched | {"loaded", *derived}), batch_size=100
        )
    for row, old in changed:
        if old and count:
            now = {column: plain(getattr(row, column)) for column in old}
            ports.record(actor=None, verb="reference.loaded", target=row, old=old, new=now)
    if count:
        report.created += len(new)
        report.changed += len([row for row, old in changed if old])
    return present


def _merge_row(
    row: Any,
    values: Mapping[str, Any],
    force: bool,
    changed: list[tuple[Any, dict[str, Any]]],
    touched: set[str],
    report: LoadReport,
    derive: Callable[[Any], None],
) -> None:
    merged = merge(
        present={column: getattr(row, column) for column in values},
        loaded=row.loaded,
        incoming=values,
        force=force,
    )
    report.kept += [f"{row._meta.verbose_name} {row}: {column}" for column in merged.kept]
    if not merged.values and merged.loaded == row.loaded:
        return
    old = {column: plain(getattr(row, column)) for column in merged.values}
    for column, value in merged.values.items():
        setattr(row, column, value)
    row.loaded = merged.loaded
    derive(row)
    touched.update(merged.values)
    changed.append((row, old))
