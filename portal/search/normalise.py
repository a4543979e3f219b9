"""The one normaliser of the portal, under the name the search uses; it lives with the reference data."""

from portal.reference.sortkeys import sort_key

__all__ = ["sort_key"]
