"""Code lists."""

from starlette.testclient import TestClient


def test_every_code_has_a_label_in_three_languages(client: TestClient) -> None:
    lists = client.get("/api/v1/refData").json()
    assert lists["total"] == len(lists["items"]) > 20
    for entry in lists["items"]:
        for code in entry["codes"]:
            assert all(code["label"][language] for language in ("nl", "fr", "en")), (entry["name"], code)


def test_one_list_is_read_by_its_name(client: TestClient) -> None:
    lists = {entry["name"]: entry for entry in client.get("/api/v1/refData").json()["items"]}
    assert client.get("/api/v1/refData/themes").json() == lists["themes"]


def test_an_unknown_list_is_404(client: TestClient) -> None:
    assert client.get("/api/v1/refData/nothing").status_code == 404
