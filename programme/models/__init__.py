from .demonstration import Demonstration

__all__ = ["Demonstration"]
