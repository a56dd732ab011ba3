"""Code lists."""

from starlette.testclient import TestClient


def test_every_code_has_a_label_in_three_languages(client: TestClient) -> None:
    lists = client.get("/api/v1/refData").json()
    assert lists["total"] == len(lists["items"]) > 20
    for entry in lists["items"]:
        for code in entry["codes"]:
            assert all(code["label"][language] for language in ("nl", "fr", "en")), (entry["name"], code)


def test_several_lists_are_read_by_their_names(client: TestClient) -> None:
    every = client.get("/api/v1/refData").json()
    assert every["self"] == "/api/v1/refData"
    address = "/api/v1/refData?name=themes&name=costs"
    some = client.get(address).json()
    wanted = [entry for entry in every["items"] if entry["name"] in ("costs", "themes")]
    assert some == {"self": address, "items": wanted, "total": 2}


def test_a_name_that_no_list_has_adds_none(client: TestClient) -> None:
    assert client.get("/api/v1/refData?name=nothing").json()["total"] == 0


def test_a_choice_of_lists_is_asked_after_by_its_etag(client: TestClient) -> None:
    address = "/api/v1/refData?name=costs"
    etag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_one_list_is_read_by_its_name(client: TestClient) -> None:
    lists = {entry["name"]: entry for entry in client.get("/api/v1/refData").json()["items"]}
    assert client.get("/api/v1/refData/themes").json() == lists["themes"]


def test_an_unknown_list_is_404(client: TestClient) -> None:
    assert client.get("/api/v1/refData/nothing").status_code == 404
