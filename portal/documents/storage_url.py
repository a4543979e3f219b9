"""Where private files are kept, from one address (no Django here: the settings read it)."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def storage_from(url: str) -> dict[str, Any]:
    """The storage that ``STORAGE_URL`` names, as Django's ``STORAGES["default"]``.

    ``s3://KEY:SECRET@host[:port]/bucket[/folder][?region=…&tls=0]``; without a host Amazon's own.
    Raises ValueError, without repeating the secret, when it is not such an address.
    """
    parts = urlsplit(url)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not bucket:
        raise ValueError("give s3://KEY:SECRET@host/bucket")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    options: dict[str, Any] = {
        "bucket_name": bucket,
        "location": folder,
        "default_acl": "private",
        "querystring_auth": True,
        "querystring_expire": 300,
        "file_overwrite": False,
        "object_parameters": {"CacheControl": "private, no-store"},
    }
    if parts.username:
        options["access_key"] = unquote(parts.username)
        options["secret_key"] = unquote(parts.password or "")
    if parts.hostname:
        scheme = "http" if query.get("tls") == "0" else "https"
        port = f":{parts.port}" if parts.port else ""
        options["endpoint_url"] = f"{scheme}://{parts.hostname}{port}"
    if "region" in query:
        options["region_name"] = query["region"]
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
