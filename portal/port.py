"""Ports: how a lower room asks an upper one without importing it.

The lower room declares a port in its ``ports.py``; the upper app registers its provider in
``AppConfig.ready()``. Without a provider a `Port` answers its default ("not known") and a
`Collector` answers an empty list, so a floor works when those above it are absent.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Port(Generic[P, R]):
    """A question with at most one answerer."""

    def __init__(self, name: str, default: R) -> None:
        self.name = name
        self.default = default
        self._provider: Callable[P, R] | None = None

    def register(self, provider: Callable[P, R]) -> Callable[P, R]:
        """Set the provider. Raises RuntimeError if another one is already there."""
        if self._provider is not None and self._provider is not provider:
            raise RuntimeError(f"the port {self.name!r} already has a provider")
        self._provider = provider
        return provider

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.default if self._provider is None else self._provider(*args, **kwargs)


class Collector(Generic[P, R]):
    """A question to which every registered provider adds its part."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._providers: list[Callable[P, Iterable[R]]] = []

    def register(self, provider: Callable[P, Iterable[R]]) -> Callable[P, Iterable[R]]:
        """Add a provider; registering the same one twice is harmless."""
        if provider not in self._providers:
            self._providers.append(provider)
        return provider

    def collect(self, *args: P.args, **kwargs: P.kwargs) -> list[Any]:
        """All parts, in the order of registration."""
        return [item for provider in self._providers for item in provider(*args, **kwargs)]
