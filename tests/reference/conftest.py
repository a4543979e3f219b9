from .fixtures import loaded

__all__ = ["loaded"]
