"""The people of the demonstration (CONTRACT, "Demo accounts"). All are invented."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from portal.accounts.models import Role, User
from portal.accounts.services import people as accounts
from portal.accounts.services import roles
from portal.accounts.services.memberships import claim_party, confirm_claim
from portal.reference.models import Country

from .persons import DOMAIN as EXPERTS
from .stories import Story

DOMAIN = "demo.example"
INSTITUTION = {"en": "Ministry responsible for culture", "fr": "Ministère chargé de la culture"}
ALWAYS = ("UGA", "ZWE", "GEO", "GAB", "CRI", "JAM")
FRENCH_SPEAKING = {"GAB", "SEN", "MDG", "NER", "TUN"}


@dataclass(frozen=True, slots=True)
class Staff:
    """An account outside the Parties."""

    account: str
    name: str
    roles: tuple[str, ...] = ()
    language: str = "en"
    superuser: bool = False
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegation:
    """Two people of a Party that has a roadmap."""

    iso3: str
    language: str
    focal: str
    signatory: str


STAFF = (
    Staff("admin", "Portal Administrator", superuser=True),
    Staff("officer", "Ingrid Halvorsen", (Role.Kind.OFFICER,)),
    Staff("officer2", "Baptiste Lemoine", (Role.Kind.OFFICER,), language="fr"),
    Staff("head", "Amparo Quintero", (Role.Kind.HEAD,)),
    Staff("editor", "Solveig Aune", (Role.Kind.EDITOR,)),
    Staff("fieldoffice", "Joseph Mugenyi", (Role.Kind.FIELD_OFFICE,), covers=("UGA", "ZWE", "MDG")),
    Staff("assessor1", "Ana Lucía Rojas", (Role.Kind.ASSESSOR,)),
    Staff("assessor2", "Mikael Okonkwo", (Role.Kind.ASSESSOR,)),
    Staff("assessor3", "Salma Ahmadi", (Role.Kind.ASSESSOR,), language="fr"),
    Staff("assessor4", "Kaisa Lindqvist", (Role.Kind.ASSESSOR,)),
    *(
        # Their role comes with their admission to the Expert Facility.
        Staff(f"expert{number}", name, language=language)
        for number, name, language in (
            (1, "Thandeka Mabuza", "en"),
            (2, "Rodrigo Villalba", "en"),
            (3, "Aminata Sylla", "fr"),
            (4, "Linh Pham Thu", "en"),
            (5, "Hanan Barakat", "en"),
            (6, "Étienne Marchand", "fr"),
        )
    ),
    Staff("newcomer", "Noor Newcomer"),
)


def make_people(stories: list[Story], password: str) -> dict[str, User]:
    """Every demo account, by the part of its address before the @; one password for all."""
    countries = {country.iso3: country for country in Country.objects.all()}
    # Hashing is slow on purpose, and the password is the same for all.
    hashed, made = make_password(password), {}
    for staff in STAFF:
        made[staff.account] = _account(staff.account, staff.name, staff.language, hashed, superuser=staff.superuser)
        for kind in staff.roles:
            roles.grant_role(
                user=made[staff.account],
                kind=kind,
                by=None,
                countries=[countries[iso3] for iso3 in staff.covers],
                reason="demonstration",
            )
    told = {story.iso3: story for story in stories}
    for iso3 in sorted({*ALWAYS, *told}):
        story = told.get(iso3)
        language = story.language if story else ("fr" if iso3 in FRENCH_SPEAKING else "en")
        for account, kind in (("focal", "writer"), ("signatory", "signatory")):
            person = story.people[account] if story else {"name": f"{account.title()} Point", "title": ""}
            user = _account(f"{account}.{iso3.lower()}", person["name"], language, hashed)
            institution = story.sections["party"]["lead_institution"] if story else "Ministry responsible for culture"
            place = claim_party(
                user=user, country=countries[iso3], kind=kind, institution=institution, title=person["title"]
            )
            confirm_claim(membership=place, by=made["officer"])
            made[f"{account}.{iso3.lower()}"] = user
    return made


def make_delegations(delegations: list[Delegation], password: str, officer: User) -> dict[str, User]:
    """The focal point and the signatory of further Parties, by the part of their address before the @."""
    countries = {country.iso3: country for country in Country.objects.all()}
    hashed, made = make_password(password), {}
    for one in delegations:
        institution = INSTITUTION.get(one.language, INSTITUTION["en"])
        for account, name, kind in (("focal", one.focal, "writer"), ("signatory", one.signatory, "signatory")):
            user = _account(f"{account}.{one.iso3.lower()}", name, one.language, hashed)
            place = claim_party(user=user, country=countries[one.iso3], kind=kind, institution=institution, title="")
            confirm_claim(membership=place, by=officer)
            made[f"{account}.{one.iso3.lower()}"] = user
    return made


def _account(account: str, name: str, language: str, hashed: str, *, superuser: bool = False) -> User:
    return with_password(
        accounts.create_person(
            email=f"{account}@{DOMAIN}", name=name, language=language, superuser=superuser, log=False
        ),
        hashed,
    )


def with_password(user: User, hashed: str) -> User:
    """Let an account sign in by a password that is hashed already."""
    user.password = hashed
    user.save(update_fields=["password"])
    return user


def note(people: dict[str, User], password: str) -> str:
    """The text that run.py prints and keeps in demo-accounts.txt."""
    lines = ["Demo accounts (every figure and person is invented)", f"Password: {password}", ""]
    lines += [f"  {user.email:<34}{user.name}" for user in people.values()]
    lines += [
        "",
        f"Parties with a national roadmap sign in alike, such as focal.mex@{DOMAIN}, signatory.mex@{DOMAIN}.",
    ]
    lines += [f"The other experts sign in with the same password: their addresses end in @{EXPERTS}."]
    return "\n".join(lines) + "\n"


def known_password(text: str) -> str:
    """The password that stands in such a note, or nothing."""
    lines = [line.removeprefix("Password: ") for line in text.splitlines() if line.startswith("Password: ")]
    return lines[0] if lines else ""
