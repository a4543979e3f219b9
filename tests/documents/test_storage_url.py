import pytest

from portal.documents.storage_url import storage_from


def test_an_address_gives_a_private_storage():
    storage = storage_from("s3://key:s%2Fcret@minio.example.org:9000/portal/files?region=eu-west-3")
    options = storage["OPTIONS"]
    assert storage["BACKEND"] == "storages.backends.s3.S3Storage"
    assert options["endpoint_url"] == "https://minio.example.org:9000"
    assert (options["bucket_name"], options["location"], options["region_name"]) == ("portal", "files", "eu-west-3")
    assert (options["access_key"], options["secret_key"]) == ("key", "s/cret")
    assert options["default_acl"] == "private"
    assert options["querystring_auth"] is True
    assert options["file_overwrite"] is False


def test_tls_is_off_only_when_told():
    assert storage_from("s3://minio:9000/b?tls=0")["OPTIONS"]["endpoint_url"] == "http://minio:9000"
    assert storage_from("s3://minio:9000/b")["OPTIONS"]["endpoint_url"] == "https://minio:9000"


def test_without_keys_the_machine_has_its_own():
    assert "access_key" not in storage_from("s3://s3.example.org/bucket")["OPTIONS"]


@pytest.mark.parametrize("url", ["https://x/bucket", "s3://key:secret@host/", "bucket", "s3://key:secret@host"])
def test_another_address_is_refused_without_repeating_its_secret(url):
    with pytest.raises(ValueError, match="s3://KEY:SECRET") as caught:
        storage_from(url)
    assert "secret" not in str(caught.value)
