"""The only writers of the reference data."""

from .correct import save_correction, show_version
from .load import LoadReport, load_reference, load_rows

__all__ = ["LoadReport", "load_reference", "load_rows", "save_correction", "show_version"]
