"""The directory's page, as the tests handle it."""

from playwright.sync_api import Locator, Page, expect


def open_directory(page: Page, query: str = "") -> None:
    """Go to the directory and wait for its results."""
    page.goto(f"/aanbod{query}")
    expect(total_line(page)).to_be_visible()


def total_line(page: Page) -> Locator:
    """The heading that says how many offers there are."""
    return page.locator("h2#results")


def expect_total(page: Page, count: int) -> None:
    """Wait until the page says that there are so many."""
    expect(total_line(page)).to_have_text(f"{count} mogelijkheid" if count == 1 else f"{count} mogelijkheden")


def titles(page: Page) -> list[str]:
    """The titles of the results, in their order."""
    return page.get_by_role("article").get_by_role("heading").all_inner_texts()


def result(page: Page, number: int) -> Locator:
    """The link of a result, counted from 0."""
    return page.get_by_role("article").nth(number).get_by_role("heading").get_by_role("link")


def chip(page: Page, kind: str, label: str) -> Locator:
    """The chip that takes something away."""
    return page.get_by_role("link", name=f"Haal weg: {kind} {label}", exact=True)


def facet(page: Page, title: str) -> Locator:
    """The values of a facet, unfolded."""
    summary = page.locator("summary", has_text=title)
    # The filters come after the first results: a look before that would take an open facet for a folded one.
    expect(summary).to_be_visible()
    group = page.get_by_role("group", name=title, exact=True)
    if not group.is_visible():
        summary.click()
    return group


def whole_facet(page: Page, title: str) -> Locator:
    """All values of a facet, the seldom ones too."""
    group = facet(page, title)
    all_of_them = group.get_by_role("button", name="Toon alle")
    if all_of_them.count():
        all_of_them.click()
    return group


def choice(page: Page, title: str, label: str) -> Locator:
    """The tick box of one value of a facet."""
    named = page.locator(".name").get_by_text(label, exact=True)
    return whole_facet(page, title).locator("label", has=named).get_by_role("checkbox")


def counts(page: Page, title: str) -> dict[str, int]:
    """Label and count of all values of a facet."""
    rows = whole_facet(page, title).locator("label")
    return {
        row.locator(".name").inner_text(): int(row.locator(".count").inner_text().replace(".", ""))
        for row in (rows.nth(index) for index in range(rows.count()))
    }
