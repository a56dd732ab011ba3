"""Every page in every state worth looking at, and how to get there."""

from playwright.sync_api import expect

from bruggen.seeding.accounts import ACCOUNTS, PASSWORD
from tests.e2e.administration import ADMINISTRATION
from tests.e2e.applications import APPLICATIONS
from tests.e2e.casework import CASEWORK
from tests.e2e.directory import open_directory
from tests.e2e.editing import EDITING
from tests.e2e.expertise import EXPERTISE
from tests.e2e.expertise_work import EXPERTISE_WORK
from tests.e2e.network_table import NETWORK_TABLE
from tests.e2e.networks import NETWORKS
from tests.e2e.product import Product
from tests.e2e.sign_in import fill_in, give_code, give_password
from tests.e2e.training_sessions import TRAINING_SESSIONS
from tests.e2e.visitor import PHONE, Visitor
from tests.e2e.ways import Way, answers, goes_to, open_page

WORRY = "schoolweigering, Gent, 9 jaar"
GONE = "00000000-0000-7000-8000-000000000000"


def _ids(site: Product, count: int) -> list[str]:
    return [offer["id"] for offer in site.ask("offers", q="schoolweigering", pageSize=count)["items"]]


def _filters(visitor: Visitor, _: Product) -> None:
    # Only where there is no room for them beside the results do they open over them.
    visitor.page.set_viewport_size(PHONE)
    open_directory(visitor.page, "?q=spijbelen&availability=free")
    visitor.page.get_by_role("button", name="Filters").click()
    expect(visitor.page.get_by_role("dialog", name="Filters")).to_be_visible()


def _offer(visitor: Visitor, site: Product) -> None:
    open_page(visitor, f"/aanbod/{site.ask('offers', q=WORRY)['items'][0]['id']}")


def _own_list(visitor: Visitor, site: Product) -> None:
    # The address is the one way to fill a list that needs no click for each of its offers.
    open_page(visitor, f"/lijst?ids={','.join(_ids(site, 3))}")
    visitor.page.get_by_role("button", name="Bewaar in mijn lijst").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Mijn lijst")


def _shared_list(visitor: Visitor, site: Product) -> None:
    open_page(visitor, f"/lijst?ids={','.join([*_ids(site, 3), GONE])}")


def _comparison(visitor: Visitor, site: Product) -> None:
    ids = ",".join(_ids(site, 4))
    open_page(visitor, f"/lijst?ids={ids}&compare={ids}")


def _missing(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 404|Not found: ")
    open_page(visitor, "/bestaat-niet")


def _failing(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 503")
    visitor.page.route("**/api/v1/offers?*", lambda route: route.fulfill(status=503, json={"status": 503}))
    open_page(visitor, "/aanbod")
    expect(visitor.page.get_by_role("button", name="Probeer opnieuw")).to_be_visible()


def _offline(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("ERR_INTERNET_DISCONNECTED|Failed to fetch|Unable to preload|Couldn't load preload")
    open_page(visitor, "/over")
    visitor.context.set_offline(True)
    visitor.page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Regio's").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Geen verbinding")


# What the API says of a secret or a code: real ones would last for one visit only.
LINK = {"purpose": "invitation", "email": "oona.vermeulen@example.org", "name": "Oona Vermeulen"}
ENROLLMENT = {
    "secret": "66OJILCT7EGJWX7UCYTCGHZM2VGUOTOS",
    "uri": "otpauth://totp/Bruggen:oona?secret=66OJILCT7EGJ&issuer=Bruggen",
}
CODES = [f"7KQ4-M2XA-9{letter}" for letter in "ACDEFGHJKM"]


def _sign_in(visitor: Visitor, site: Product) -> None:
    visitor.page.goto("/aanmelden?naar=/profiel")
    give_password(visitor.page, ACCOUNTS[0].email, PASSWORD)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Mijn profiel")


def _sign_in_refused(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 401")
    give_password(visitor.page, "niemand@example.org", "dit is het niet")
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _sign_in_code(visitor: Visitor, _: Product, *, enrolled: bool = True) -> None:
    answers(visitor, "/auth/signIns", {"secondFactor": {"ticket": "t" * 43, "enrolled": enrolled}})
    answers(visitor, "/auth/secondFactorEnrollments", ENROLLMENT)
    give_password(visitor.page, LINK["email"], PASSWORD)
    expect(visitor.page.locator("[name=code]")).to_be_visible()


def _sign_in_setup(visitor: Visitor, site: Product) -> None:
    _sign_in_code(visitor, site, enrolled=False)


def _recovery_codes(visitor: Visitor, site: Product) -> None:
    _sign_in(visitor, site)
    answers(visitor, "/api/v1/profile/secondFactorEnrollments", ENROLLMENT)
    answers(visitor, "/api/v1/profile/secondFactorConfirmations", {"recoveryCodes": CODES})
    visitor.page.get_by_role("button", name="Stel de tweede stap in").click()
    fill_in(visitor.page, password=PASSWORD)
    visitor.page.get_by_role("button", name="Ga verder").click()
    give_code(visitor.page, "123456", "Bevestig de code")
    expect(visitor.page.get_by_text(CODES[0])).to_be_visible()


def _profile_menu(visitor: Visitor, site: Product) -> None:
    _sign_in(visitor, site)
    visitor.page.get_by_role("banner").get_by_role("button").click()
    visitor.page.get_by_role("button", name="Wijzig mijn wachtwoord").dispatch_event("click")
    expect(visitor.page.get_by_label("Je wachtwoord nu", exact=True)).to_be_visible()


def _forgotten_sent(visitor: Visitor, _: Product) -> None:
    open_page(visitor, "/wachtwoord-vergeten")
    fill_in(visitor.page, email="niemand@example.org")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Kijk in je mailbox")


def _invitation(visitor: Visitor, _: Product) -> None:
    answers(visitor, "/auth/linkChecks", LINK)
    open_page(visitor, f"/wachtwoord#{'s' * 43}")
    fill_in(visitor.page, password="een brug")


def _link_spent(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 410")
    open_page(visitor, f"/wachtwoord#{'s' * 43}")


def _account_request_faulty(visitor: Visitor, _: Product) -> None:
    open_page(visitor, "/account-aanvragen")
    visitor.page.get_by_role("button", name="Verstuur mijn aanvraag").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


WAYS: dict[str, Way] = {
    "home": goes_to("/"),
    "directory": goes_to("/aanbod"),
    "search": goes_to(f"/aanbod?q={WORRY}"),
    "corrected": goes_to("/aanbod?q=shoolweigering"),
    "map": goes_to("/aanbod?view=map&region=OVL&locatedIn=44021"),
    "filters": _filters,
    "nothing-found": goes_to("/aanbod?category=distanceLearning&near=Oostende&radius=5"),
    "offer": _offer,
    "list-empty": goes_to("/lijst"),
    "list": _own_list,
    "list-shared": _shared_list,
    "comparison": _comparison,
    "regions": goes_to("/regios"),
    "region": goes_to("/regios/OVL"),
    "region-half": goes_to("/regios/WVL"),
    "about": goes_to("/over"),
    "privacy": goes_to("/privacy"),
    "sign-in": goes_to("/aanmelden?naar=/profiel"),
    "sign-in-refused": _sign_in_refused,
    "sign-in-code": _sign_in_code,
    "sign-in-setup": _sign_in_setup,
    "recovery-codes": _recovery_codes,
    "forgotten": goes_to("/wachtwoord-vergeten"),
    "forgotten-sent": _forgotten_sent,
    "invitation": _invitation,
    "link-spent": _link_spent,
    "profile": _sign_in,
    "profile-menu": _profile_menu,
    "account-request": goes_to("/account-aanvragen"),
    "account-request-faulty": _account_request_faulty,
    **EXPERTISE,
    **NETWORKS,
    **NETWORK_TABLE,
    **ADMINISTRATION,
    **EDITING,
    **APPLICATIONS,
    **CASEWORK,
    **EXPERTISE_WORK,
    **TRAINING_SESSIONS,
    "missing": _missing,
    "failing": _failing,
    "offline": _offline,
}


def go(visitor: Visitor, site: Product, name: str) -> None:
    """Bring the visitor to a page and wait until everything on it has come."""
    WAYS[name](visitor, site)
    # What lies under the pointer keeps the colours of the day when it becomes night, until the pointer moves.
    visitor.page.mouse.move(0, 0)
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.evaluate("() => document.fonts.ready.then(() => true)")
