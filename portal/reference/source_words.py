"""Sources in the reader's language. The data name them in English; a source nobody translated is shown as it is."""

from django.utils.translation import gettext, gettext_noop, pgettext

# The beginnings of sources that are citations, and whole remarks; what follows (a number, a date) stays.
_PHRASES = sorted(
    (
        gettext_noop("not in Netherlands Treaty Database, treaty"),
        gettext_noop("Netherlands Treaty Database, treaty"),
        gettext_noop("Austrian Federal Law Gazette"),
        gettext_noop("German Commission for UNESCO, March 2007"),
        gettext_noop("Macao Official Gazette, Aviso 1/2008 (ratification by China)"),
        gettext_noop("Philippines, Department of Foreign Affairs, 30 June 2025"),
        gettext_noop("Philippines, Department of Foreign Affairs, 5 June 2024"),
        gettext_noop("San Marino press, December 2024"),
        gettext_noop("Saudi Official Gazette, Cabinet decision 428 (2023)"),
        gettext_noop("Swiss SR 0.440.8, heading"),
        gettext_noop("Timor-Leste: Parliament Resolution 8/2016 of 18 May"),
        gettext_noop("World Heritage instrument of the same package took effect 31 Jan 2017"),
        gettext_noop("Turkmenistan, Ministry of Foreign Affairs, 2023–2024"),
        gettext_noop("UN Australia, 30 May 2016: Samoa ratified in 2015, first Pacific island"),
        gettext_noop("UNESCO Harare office, table of ratifications (2017)"),
        gettext_noop("UNESCO Legal Affairs notice, 21 November 2017"),
        gettext_noop("UNESCO news: Rwanda ratified in 2012"),
        gettext_noop("UNESCO, country page of the Party"),
        gettext_noop("UNESCO, list of conventions ratified by the Member State (date and type)"),
        gettext_noop("UNESCO, quadrennial periodic report of the Party (year of ratification)"),
        gettext_noop(
            "Uzbekistan, Ministry of Foreign Affairs, February 2020: in force for Uzbekistan 15 Feb 2020 "
            "(Art. 29: deposit three months before)"
        ),
        gettext_noop("no instrument known"),
        gettext_noop("statement at 17.IGC, February 2024"),
        gettext_noop("to be confirmed"),
        # Labels of the Open Roadmap.
        gettext_noop("Working translation made for this portal"),
        gettext_noop("Resolution 7.CP 13, as in DCE/21/14.IGC/14, annex, axis 3"),
        gettext_noop("Open Roadmap table (UNESCO web page)"),
        gettext_noop("UNESCO leaflet on the Open Roadmap for the first words, the rest is a translation"),
        gettext_noop("UNESCO leaflet on the Open Roadmap"),
        gettext_noop("To be checked against DCE/19/7.CP/13, Annex I"),
        gettext_noop("UNESCO practice"),
        gettext_noop("to be confirmed by the Secretariat"),
        gettext_noop("Proposal"),
        gettext_noop("to be adopted by the Secretariat"),
        # Aims of the Expert Facility.
        gettext_noop("CE/13/7.IGC/INF.4, para. 12, for the total, the regions and the fields named"),
        gettext_noop("the numbers by region, gender and field are a proposal, to be adopted by the Secretariat"),
    ),
    key=len,
    reverse=True,
)


def in_words(source: str) -> str:
    """Each part of `source` (they are set apart by "; ") in the present language."""
    return pgettext("between two sources", "; ").join(_part(part) for part in source.split("; "))


def _part(part: str) -> str:
    for phrase in _PHRASES:
        if part.startswith(phrase):
            return gettext(phrase) + part[len(phrase) :]
    return part
