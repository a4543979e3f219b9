"""Experts and needs in numbers: the world of the demonstration's bulk data (``manage demo --scale``)."""

from programme.demo.bulk_experts import make_experts, make_needs

__all__ = ["make_experts", "make_needs"]
