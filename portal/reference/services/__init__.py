"""The only writers of the reference data."""

from .correct import save_correction, show_version
from .load import LoadReport, load_reference

__all__ = ["LoadReport", "load_reference", "save_correction", "show_version"]
