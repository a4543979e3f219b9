"""Ports: a lower room works without those above it."""

import pytest

from portal.port import Collector, Port


def test_a_port_without_a_provider_answers_its_default():
    assert Port("load of an expert", default=None)(1) is None


def test_a_port_asks_its_provider():
    port: Port = Port("double", default=0)
    port.register(lambda number: number * 2)
    assert port(4) == 8


def test_a_port_refuses_a_second_provider():
    port: Port = Port("one", default=0)
    port.register(lambda: 1)
    with pytest.raises(RuntimeError, match="already has a provider"):
        port.register(lambda: 2)


def test_a_collector_joins_what_every_provider_says_in_order():
    collector: Collector = Collector("waiting")
    collector.register(lambda user: [f"{user} a"])
    collector.register(lambda user: [f"{user} b", f"{user} c"])
    assert collector.collect("ana") == ["ana a", "ana b", "ana c"]


def test_registering_twice_asks_once():
    collector: Collector = Collector("waiting")

    def provider():
        return [1]

    collector.register(provider)
    collector.register(provider)
    assert collector.collect() == [1]
