"""The lists of the reference data that forms use, small and quick, for tests that do not load them all."""

from portal.reference import cache
from portal.reference.models import Term, TermLabel

_LISTS = {
    "output": [f"O{number}" for number in range(1, 6)],
    "activity": [f"{output}.{number}" for output in range(1, 6) for number in range(1, 5)],
    "process_step": ["R1", "R2", "R3", "R4"],
    "theme": ["T1", "T2", "T3", "T4"],
    "assistance_step": [f"TA{number}" for number in range(1, 10)],
    "stakeholder_kind": ["public_authority", "civil_society", "private_sector", "women_org", "youth_org", "academia"],
}


def small_vocabulary() -> None:
    """Make each term with a label in English and in French, unless the reference data are there."""
    cache.clear()
    if Term.objects.filter(list="activity").exists():
        return
    terms = [
        Term(list=name, code=code, position=position)
        for name, codes in _LISTS.items()
        for position, code in enumerate(codes)
    ]
    Term.objects.bulk_create(terms)
    made = {(term.list, term.code): term for term in Term.objects.filter(list__in=_LISTS)}
    for (name, code), term in made.items():
        if name == "activity":
            term.parent = made[("output", f"O{code[0]}")]
    Term.objects.bulk_update([term for term in made.values() if term.parent_id], ["parent"])
    TermLabel.objects.bulk_create(
        TermLabel(
            term=term,
            language=language,
            text=f"{word} {term.list} {term.code}",
            standing="approved",
            current=True,
        )
        for term in made.values()
        for language, word in (("en", "Label of"), ("fr", "Libellé de"))
    )
    cache.clear()
