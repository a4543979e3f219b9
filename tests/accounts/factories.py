"""People of every kind, in one line each."""

from typing import Any

import factory
from allauth.account.models import EmailAddress

from portal.accounts.models import Membership, Role, User
from portal.reference import cache
from portal.reference.models import Country, CountryName
from portal.reference.sortkeys import sort_key

PASSWORD = "a-long-password-for-tests"
# The names tests look for; any other code names its country by itself.
_NAMES = {
    "UGA": ("UG", "Uganda", "Ouganda"),
    "ZWE": ("ZW", "Zimbabwe", "Zimbabwe"),
    "GAB": ("GA", "Gabon", "Gabon"),
    "GEO": ("GE", "Georgia", "Géorgie"),
}


def country(iso3: str = "UGA", **fields: Any) -> Country:
    """The country with this code, made as a developing Party when the test has not loaded it."""
    iso2, english, french = _NAMES.get(iso3, (iso3[::2], iso3, iso3))
    values = {"iso2": iso2, "region": "africa", "party": True, "developing": True, **fields}
    row, made = Country.objects.get_or_create(iso3=iso3, defaults=values)
    if made:
        for language, name in (("en", english), ("fr", french)):
            CountryName.objects.create(country=row, language=language, name=name, sort_key=sort_key(name))
    elif fields:
        Country.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    cache.clear()
    return row


class UserFactory(factory.django.DjangoModelFactory):
    """A person with a verified address and `PASSWORD`; no role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    language = "en"

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        verified = kwargs.pop("verified", True)
        user = model_class.objects.create_user(password=password, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
        return user


def newcomer(**fields: Any) -> User:
    return UserFactory(**fields)


def superuser(**fields: Any) -> User:
    return UserFactory(is_superuser=True, **fields)


def with_role(kind: str, countries: Any = (), **fields: Any) -> User:
    user = UserFactory(**fields)
    role = Role.objects.create(user=user, kind=kind)
    role.countries.set(countries)
    return user


def officer(**fields: Any) -> User:
    return with_role("officer", **fields)


def head(**fields: Any) -> User:
    return with_role("head", **fields)


def assessor(**fields: Any) -> User:
    return with_role("assessor", **fields)


def editor(**fields: Any) -> User:
    return with_role("editor", **fields)


def expert(**fields: Any) -> User:
    return with_role("expert", **fields)


def field_office(*countries: Country, **fields: Any) -> User:
    return with_role("field_office", countries or [country()], **fields)


def membership(user: User, party: Country, kind: str = "writer", **fields: Any) -> Membership:
    """A confirmed place in the Party's team; a writer leads it unless said otherwise."""
    values = {
        "kind": kind,
        "state": "confirmed",
        "institution": "Ministry of Culture",
        "title": "Director",
        "is_focal": kind == "writer",
        **fields,
    }
    return Membership.objects.create(user=user, country=party, **values)


def focal_point(party: Country | None = None, **fields: Any) -> User:
    user = UserFactory(**fields)
    membership(user, party or country())
    return user


def signatory(party: Country | None = None, **fields: Any) -> User:
    user = UserFactory(**fields)
    membership(user, party or country(), "signatory")
    return user
