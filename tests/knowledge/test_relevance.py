"""What must come in the first three, for queries as people type them: the texts are those of the demonstration.

Typing errors, accents, inflections, phrases and synonyms, in French and in English.
"""

import pytest

from knowledge.keys import KIND
from knowledge.models import Entry
from knowledge.plain import plain
from portal.reference.queries import country_rows, term_map
from portal.search import index, ports
from portal.search.ports import Item, Source
from portal.search.services import refresh
from programme.demo.entries_told import LANGUAGES, WORDS, all_entries

QUERIES = [
    # words of the field
    ("observatory of digital culture", ["uga-observatory"]),
    ("observatoire de la culture numérique", ["uga-observatory"]),
    ("metadata for musicians", ["metadata-primer"]),
    ("registre de métadonnées musique", ["sen-repertoire"]),
    ("creative labs post offices", ["geo-labs"]),
    ("microentreprises dirigées par des femmes", ["cri-fund"]),
    ("discoverability of films", ["tun-discover"]),
    ("découvrabilité des films", ["tun-discover"]),
    ("session musicians mobile money", ["ind-payment"]),
    ("droits voisins musiciens", ["ind-payment"]),
    ("video games school women", ["jor-games"]),
    ("caravane film téléphone", ["ner-mobile"]),
    ("national languages recommendations platforms", ["mdg-languages"]),
    ("langues nationales plateformes", ["mdg-languages"]),
    ("catalogue independent publishers", ["per-books"]),
    ("financement participatif", ["civ-crowd"]),
    ("crowdfunding", ["civ-crowd"]),
    ("tax data creative economy", ["ken-data"]),
    ("indigenous songs consent", ["mex-indigenous"]),
    ("griots", ["mli-griot"]),
    ("carnival", ["lca-carnival"]),
    ("collective agreement video platforms", ["arg-union"]),
    ("forum theatre cyberbullying", ["ton-story"]),
    ("e-books rural libraries", ["npl-library"]),
    ("peer learning guide", ["peer-guide"]),
    ("guide apprentissage par les pairs", ["peer-guide"]),
    ("nine steps of an assistance", ["nine-steps"]),
    ("quatre étapes feuille de route nationale", ["four-steps"]),
    ("knowledge fairs", ["eng-fair"]),
    ("visites d’experts", ["eng-visits"]),
    ("jumelage", ["m-fra-export", "eng-twinning"]),
    ("quadrennial periodic reports", ["module-reports"]),
    ("International Fund for Cultural Diversity", ["module-ifcd"]),
    ("touring artists visa", ["m-mdg-visa"]),
    ("film levy platforms", ["m-sen-levy"]),
    ("traitement préférentiel", ["m-ner-ecowas"]),
    ("mediator artistic freedom", ["m-jor-freedom"]),
    ("statut de l’artiste sécurité sociale", ["m-geo-status"]),
    ("Mauritius law artists", ["story-mus"]),
    ("chaîne de valeur de la musique Maroc", ["story-mar"]),
    # accents left out, other cases, inflections
    ("decouvrabilite", ["tun-discover"]),
    ("METADONNEES", ["sen-repertoire", "metadata-primer"]),
    ("feuilles de routes nationales", ["four-steps", "state-of-play"]),
    ("subtitle volunteers", ["idn-subtitles"]),
    ("incubateurs musicaux", ["mar-label"]),
    ("residencies islands", ["fji-ocean"]),
    ("bibliotheques scolaires", ["school-kit"]),
    ("musées guide", ["access-guide"]),
    ("museums share one guide", ["arm-museum"]),
    # typing errors
    ("obsrvatory", ["uga-observatory"]),
    ("crowdfundng", ["civ-crowd"]),
    ("discoverabilty films", ["tun-discover"]),
    ("harcelement femmes artiste", ["harassment", "m-gab-harass"]),
    ("cyberharcelemnt", ["harassment", "m-gab-harass"]),
    ("algoritms transparency", ["m-zaf-algorithm"]),
    ("metadonées", ["sen-repertoire", "metadata-primer"]),
    ("carnaval", ["lca-carnival"]),
    # synonyms of the field, across languages too
    ("propriété intellectuelle", ["m-uga-copyright", "jam-sound", "contract-kit"]),
    ("droit d’auteur streaming", ["m-uga-copyright"]),
    ("copyright streaming", ["m-uga-copyright"]),
    ("intelligence artificielle", ["ai-questions", "m-bra-ai"]),
    ("AI remuneration authors", ["m-bra-ai"]),
    ("quota contenu local", ["m-civ-quota", "m-nam-music"]),
    ("local content requirement radio", ["m-nam-music"]),
    ("numérisation collections", ["m-lao-heritage"]),
    ("mise en valeur œuvres locales", ["m-civ-quota"]),
    # exact phrases, codes, countries
    ("\"fair contracts\"", ["contract-kit"]),
    ("« licence collective »", ["m-bra-ai"]),
    ("Jamaica coordination ministries", ["story-jam"]),
    ("Ouganda femmes équipe nationale", ["story-uga"]),
    ("Brésil rémunération auteurs", ["m-bra-ai"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def names(loaded, django_db_blocker):
    """Record → id of the file, with every public entry of the demonstration in the index."""
    told = dict(enumerate((entry for entry in all_entries() if "until" not in entry), start=1))
    before = dict(ports._sources)
    ports._sources.clear()
    ports.register(Source(KIND, Entry, "Practice", lambda ids: _items(told), str))
    with django_db_blocker.unblock():
        refresh(kind=KIND, records=list(told))
        yield {number: entry["id"] for number, entry in told.items()}
    ports._sources.clear()
    ports._sources.update(before)


def _items(told):
    """As `knowledge.found` makes them of the published entries."""
    for number, entry in told.items():
        for language in (one for one in entry if one in LANGUAGES):
            said = {WORDS[short]: words for short, words in entry[language].items()}
            countries = {row.iso3: row.name for row in country_rows(language)}
            own = entry.get("country") or entry["by"].removeprefix("focal.").upper()
            keywords = [entry["org"], countries.get(own, ""), *(countries[code] for code in entry.get("places", []))]
            for key, name in (("t", "theme"), ("s", "cultural_domain"), ("d", "assistance_domain")):
                known = term_map(name, language)
                keywords += [str(known[code].text) for code in entry.get(key, "").split() if code in known]
            yield Item(
                number, language, entry["id"], said.pop("title"), plain(said.pop("summary")),
                plain("\n\n".join(said.values())), " · ".join([*filter(None, keywords), *entry["a"].split()]),
            )  # fmt: skip


def test_the_demonstration_holds_120_public_entries_in_several_languages():
    public = [entry for entry in all_entries() if "until" not in entry]
    assert len(public) == 120
    assert len({entry["id"] for entry in public}) == 120
    assert {language for entry in public for language in entry if language in LANGUAGES} >= {"en", "fr", "es", "ar"}


def test_there_are_sixty_queries_and_more():
    assert len(QUERIES) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "expected"), QUERIES, ids=[typed for typed, _expected in QUERIES])
def test_the_right_entry_is_among_the_first_three(names, typed, expected):
    first = [names[record] for record in index.ids(typed, kind=KIND)[:3]]
    assert set(first) & set(expected), first
