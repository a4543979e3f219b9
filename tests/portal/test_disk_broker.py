"""The broker on disk: a worker that looks while a message is written finds nothing, or all of it."""

from queue import Empty

import pytest
from kombu import Connection

from portal import disk_broker
from portal.celery import app


@pytest.fixture
def channel(tmp_path):
    options = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path)}
    with Connection("filesystem://localhost//", transport_options=options) as connection:
        yield connection.channel()


def test_the_worker_uses_it(settings):
    if settings.REDIS_URL:
        pytest.skip("with Redis there is no broker on disk")
    assert isinstance(app.connection().transport, disk_broker.Transport)


def test_a_message_that_is_written_but_not_named_is_not_there_yet(channel, monkeypatch):
    looked, named = [], disk_broker.Path.replace

    def look_first(part, name):
        with pytest.raises(Empty):
            channel._get("work")
        looked.append(part)
        return named(part, name)

    monkeypatch.setattr(disk_broker.Path, "replace", look_first)
    channel._put("work", {"body": "né"})
    assert looked
    with pytest.raises(Empty):
        channel._get("mails")
    assert channel._get("work") == {"body": "né"}
    with pytest.raises(Empty):
        channel._get("work")
