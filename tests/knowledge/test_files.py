"""Files of an entry, as a browser sends them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.models import Attachment
from tests.documents import factories as documents
from tests.knowledge import factories as make
from tests.knowledge.test_workspace import browser

pytestmark = pytest.mark.django_db


def send(entry, name, data):
    upload = SimpleUploadedFile(name, data)
    form = {"title": "The studio", "language": "en", "file": upload}
    return browser(entry.owner).post(reverse("knowledge:entry_attach", args=[entry.code]), form, follow=True)


@pytest.mark.parametrize("name", ["studio.jpg", "studio.jpeg", "STUDIO.JPG", "studio photo.JPEG"])
def test_a_jpeg_joins_an_entry_and_stands_on_its_page(client, name):
    entry = make.draft()
    assert "The file is added." in send(entry, name, documents.image("JPEG")).content.decode()
    make.publish(entry)
    entry.refresh_from_db()
    file = Attachment.objects.get(version=entry.version)
    address = reverse("knowledge:practice_file", args=[entry.slug, file.code])
    assert address in client.get(reverse("knowledge:practice", args=[entry.slug])).content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


@pytest.mark.parametrize(("name", "kind"), [("studio.gif", "GIF"), ("studio.jpg", "GIF")])
def test_a_picture_of_another_kind_does_not(name, kind):
    entry = make.draft()
    send(entry, name, documents.image(kind))
    assert not Attachment.objects.exists()
