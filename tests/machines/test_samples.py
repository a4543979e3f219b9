"""The sample answers of the OpenAPI document are answers the interface could give."""

import jsonschema
import pytest

from portal.api import document
from portal.machines.document import SAMPLES

pytestmark = pytest.mark.django_db


def operations(document):
    return [methods["get"] for methods in document["paths"].values()]


def test_every_operation_has_a_sample_that_its_own_schema_allows(loaded):
    made = document()
    for operation in operations(made):
        answer = operation["responses"]["200"]["content"]["application/json"]
        schema = {**answer["schema"], "components": made["components"]}
        jsonschema.validate(answer["example"], schema, jsonschema.Draft202012Validator)
        assert answer["example"], operation["operationId"]


def test_a_sample_has_every_field_there_is(loaded):
    made = document()
    for operation in operations(made):
        answer = operation["responses"]["200"]["content"]["application/json"]
        shape = made["components"]["schemas"][answer["schema"]["$ref"].rpartition("/")[2]]
        assert set(answer["example"]) == set(shape["properties"]), operation["operationId"]


def test_no_sample_belongs_to_no_operation(loaded):
    assert {path.stem for path in SAMPLES.glob("*.json")} == {one["operationId"] for one in operations(document())}


def test_the_page_about_the_interface_shows_each_sample(client, loaded):
    page = client.get("/en/data/api/").content.decode()
    assert page.count("A sample answer") == len(operations(document()))
    assert "&quot;reference&quot;" in page
