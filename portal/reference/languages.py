"""The languages of the world by code, in the words of a language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from .sortkeys import sort_key

# Languages without a two-letter code in which people of the programme may work.
_LONGER = frozenset(
    """
    ace ach ast awa bal ban bas bem bho bik bin brx bug bum ceb chk ckb crs csb dgr dje doi dua dyo dyu
    ebu efi ewo fan fat fil fon gaa gil gon gsw guz haw hif hil ht ilo inh jam kab kac kam kbd kde kea
    kha kln kmb koi kok kos kpe krc kri kum lah lam lez lol loz lua lun luo luy mad mag mai mak man mas
    men mer mfe mgh min mni mos nap naq nia niu nso nus nym nyn nzi pag pam pap pau pcm pon quc raj rap
    rar rom rup sah sat seh ses shi shn sid snk srn srr ssy suk sus swb syr tem teo tet tig tiv tkl tmh
    tpi tum tvl tyv tzm udm umb vai vec vmw vun wal war xog yao yap zgh zza
    """.split()  # noqa: SIM905 - one word a language reads better than one line
)
# Languages of countries (country_languages.csv) of which CLDR has no name, in English and in French.
_OURS = {
    "bjt": ("Balanta-Ganja", "balante-ganja"),
    "bsc": ("Bassari", "bassari"),
    "knf": ("Mankanya", "mancagne"),
    "lbe": ("Lak", "lak"),
    "mdh": ("Maguindanaon", "maguindanao"),
    "mey": ("Hassaniyya Arabic", "arabe hassanya"),
    "mfv": ("Mandjak", "manjaque"),
    "sav": ("Saafi-Saafi", "saafi-saafi"),
    "snf": ("Noon", "noon"),
    "tnr": ("Menik", "ménik"),
    "tsg": ("Tausug", "tausug"),
    "wni": ("Ndzwani Comorian", "comorien d’Anjouan"),
    "zdj": ("Ngazidja Comorian", "comorien de Grande Comore"),
}
_RETIRED = {"no", "sh", "tl", "iw", "in", "ji", "mo"}


def page_language() -> str:
    """The two-letter language of the page at hand."""
    return (get_language() or "en")[:2]


@lru_cache(maxsize=12)
def language_names(language: str) -> dict[str, str]:
    """Code → name, in the order of `language`; English names where it has none. Names begin with a capital."""
    names = _known("en") | _known(language)
    kept = {
        code: f"{name[:1].upper()}{name[1:]}"
        for code, name in names.items()
        if (len(code) == 2 and code not in _RETIRED) or code in _LONGER or code in _OURS
    }
    return dict(sorted(kept.items(), key=lambda pair: (sort_key(pair[1]), pair[0])))


@lru_cache(maxsize=12)
def _known(language: str) -> dict[str, str]:
    """Code → name in one language: of CLDR, or ours where it has none. Empty for a language CLDR does not know."""
    try:
        found = dict(Locale.parse(language).languages)
    except UnknownLocaleError:
        return {}
    return {code: names[language == "fr"] for code, names in _OURS.items()} | found


def language_name(code: str, reader: str) -> str:
    """ "Swahili" for ``sw``; the code itself when CLDR has no name for it."""
    try:
        spoken = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        base, _dash, rest = code.partition("-")
        name = _known(reader).get(base) or _known("en").get(base)
        return f"{name} ({rest})" if name and rest else name or code
    return spoken.get_display_name(reader) or code
