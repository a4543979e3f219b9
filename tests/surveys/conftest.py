from .factories import form  # noqa: F401
