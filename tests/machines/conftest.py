from tests.reference.fixtures import loaded

__all__ = ["loaded"]
