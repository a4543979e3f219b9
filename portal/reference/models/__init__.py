"""The reference data: countries with their names and languages, the vocabulary with its labels."""

from .country import Country
from .country_language import CountryLanguage
from .country_name import CountryName
from .stamp import Stamp
from .term import Term
from .term_label import Standing, TermLabel

__all__ = ["Country", "CountryLanguage", "CountryName", "Stamp", "Standing", "Term", "TermLabel"]
