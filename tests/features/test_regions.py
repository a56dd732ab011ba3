"""Regions, their tandem, and the coordinators."""

from starlette.testclient import TestClient


class TestListRegions:
    def test_gives_the_six_regions_in_their_order(self, client: TestClient) -> None:
        page = client.get("/api/v1/regions").json()
        assert [item["code"] for item in page["items"]] == ["BRU", "VBR", "ANT", "OVL", "WVL", "LIM"]
        assert page["total"] == 6
        assert page["items"][3]["name"] == {"nl": "Oost-Vlaanderen", "fr": "Flandre orientale", "en": "East Flanders"}
        assert all(item["offerCount"] > 0 for item in page["items"])

    def test_embeds_the_tandems_in_one_request(self, client: TestClient) -> None:
        page = client.get("/api/v1/regions", params={"embed": "tandem"}).json()
        assert all(
            [post["role"] for post in item["tandem"]] == ["youthCareEducation", "togetherAgainstDropout"]
            for item in page["items"]
        )


class TestGetRegion:
    def test_tells_who_to_call(self, client: TestClient) -> None:
        youth_care, dropout = client.get("/api/v1/regions/OVL").json()["tandem"]
        assert [person["name"] for person in youth_care["coordinators"]] == ["Frederik"]
        assert [person["name"] for person in dropout["coordinators"]] == ["Oona", "Sofie"]
        assert "email" not in dropout["coordinators"][0]
        assert dropout["coordinators"][1]["email"] == "sofie.baert@clboudenaarde.be"

    def test_says_of_an_empty_cell_that_nothing_was_published(self, client: TestClient) -> None:
        posts = client.get("/api/v1/regions/WVL").json()["tandem"]
        assert posts[1] == {"role": "togetherAgainstDropout", "publication": "notPublished", "coordinators": []}

    def test_embeds_municipalities(self, client: TestClient) -> None:
        plain = client.get("/api/v1/regions/BRU").json()
        embedded = client.get("/api/v1/regions/BRU", params={"embed": "municipalities"}).json()
        assert "municipalities" not in plain
        assert len(embedded["municipalities"]) == 19

    def test_unknown_region_is_404(self, client: TestClient) -> None:
        answer = client.get("/api/v1/regions/ZZZ")
        assert answer.status_code == 404
        assert "OVL" in answer.json()["detail"]


class TestListCoordinators:
    def test_two_people_in_one_post_stay_two_people(self, client: TestClient) -> None:
        page = client.get("/api/v1/coordinators", params={"region": "OVL", "role": "togetherAgainstDropout"}).json()
        assert [item["name"] for item in page["items"]] == ["Oona", "Sofie"]

    def test_reads_one(self, client: TestClient) -> None:
        item = client.get("/api/v1/coordinators", params={"region": "LIM"}).json()["items"][0]
        assert client.get(item["href"]).json() == item

    def test_unknown_role_is_refused(self, client: TestClient) -> None:
        answer = client.get("/api/v1/coordinators", params={"role": "chief"})
        assert answer.status_code == 400
        assert answer.json()["issues"][0]["name"].startswith("role")
