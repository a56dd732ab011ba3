"""The one table of roles: role -> scopes -> reach. The access decision, the documents and the screens are made from it."""

from dataclasses import dataclass
from enum import StrEnum

from bruggen.access.scopes import Scope


class Role(StrEnum):
    """What a person can be. Anonymous callers are visitors: they read what is public."""

    REFERRER = "referrer"
    PARTNER_EDITOR = "partnerEditor"
    PARTNER_MANAGER = "partnerManager"
    COORDINATOR = "coordinator"
    EXPERT = "expert"
    POLICY_OFFICER = "policyOfficer"
    DATA_PROTECTION_OFFICER = "dataProtectionOfficer"
    ADMINISTRATOR = "administrator"


class Reach(StrEnum):
    """How far a role reaches: the rows that `access/reach.py` lets it see or change."""

    REGION = "region"
    ORGANIZATION = "organization"
    EVERYWHERE = "everywhere"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What a role may do and how far, in words for people (nl, en), and whether it needs a second factor."""

    title: tuple[str, str]
    description: tuple[str, str]
    reach: Reach
    scopes: frozenset[Scope]
    # Whoever reads cases, or can open the way to them, proves it twice.
    second_factor: bool = False
    # What an assignment has to say beside the role, and which sectors there are to say.
    asks: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


# A good practice is anybody's to tell who signed in.
OWN = frozenset({Scope.OWN_PROFILE_READ, Scope.OWN_PROFILE_WRITE, Scope.EXPERTISE_READ, Scope.EXPERTISE_WRITE})
EDITOR = frozenset(
    {
        Scope.OFFER_READ,
        Scope.OFFER_WRITE,
        Scope.ORGANIZATION_WRITE,
        Scope.EXPERTISE_READ,
        Scope.EXPERTISE_WRITE,
        Scope.EXPERTISE_MANAGE,
        Scope.REGISTRATION_READ,
        Scope.REGISTRATION_WRITE,
    }
)
PEOPLE = frozenset({Scope.USER_READ, Scope.USER_WRITE, Scope.ROLE_READ, Scope.ROLE_WRITE})
CLIENTS = frozenset({Scope.API_CLIENT_READ, Scope.API_CLIENT_WRITE})
AT_A_CASE = frozenset({Scope.CASE_READ, Scope.CASE_DISCUSS})

ROLES: dict[Role, RoleRule] = {
    Role.REFERRER: RoleRule(
        ("Aanmelder", "Referrer"),
        (
            "Meldt casussen aan vanuit het CLB of de jeugdhulp en volgt de eigen aanmeldingen.",
            "Applies for consultations from a guidance centre or youth care, and follows the own ones.",
        ),
        Reach.OWN,
        OWN | AT_A_CASE | {Scope.CASE_APPLY},
        second_factor=True,
        asks=("region", "sector"),
        sectors=("clb", "youthCare"),
    ),
    Role.PARTNER_EDITOR: RoleRule(
        ("Redacteur partner", "Partner editor"),
        ("Houdt het aanbod van de eigen organisatie bij.", "Keeps the offers of the own organization up to date."),
        Reach.ORGANIZATION,
        OWN | EDITOR,
        asks=("organization",),
    ),
    Role.PARTNER_MANAGER: RoleRule(
        ("Beheerder partner", "Partner manager"),
        (
            "Houdt het aanbod bij en beheert collega's en koppelingen van de eigen organisatie.",
            "Keeps the offers up to date and manages colleagues and connected systems of the own organization.",
        ),
        Reach.ORGANIZATION,
        OWN | EDITOR | PEOPLE | CLIENTS,
        asks=("organization",),
    ),
    Role.COORDINATOR: RoleRule(
        ("Coördinator", "Coordinator"),
        (
            "Werkt in de eigen regio: behandelt casussen, beoordeelt aanbod en accountaanvragen. De hele tandem mag hetzelfde.",
            "Works in the own region: handles cases, judges offers and account requests. The whole tandem has the same rights.",
        ),
        Reach.REGION,
        OWN
        | EDITOR
        | AT_A_CASE
        | {
            Scope.CASE_APPLY,
            Scope.CASE_WRITE,
            Scope.CASE_BREAK_GLASS,
            Scope.OFFER_REVIEW,
            Scope.EXPERTISE_REVIEW,
            Scope.QUESTION_READ,
            Scope.QUESTION_WRITE,
            Scope.REGION_WRITE,
            Scope.COORDINATOR_WRITE,
            Scope.ACCOUNT_REQUEST_READ,
            Scope.ACCOUNT_REQUEST_WRITE,
            Scope.USER_READ,
            Scope.ROLE_READ,
        },
        second_factor=True,
        asks=("region", "post"),
    ),
    Role.EXPERT: RoleRule(
        ("Expert bij een casus", "Expert at a case"),
        (
            "Denkt mee over de casussen waarvoor de coördinatoren dat vroegen, zolang dat duurt.",
            "Thinks along about the cases that the coordinators asked for, as long as that lasts.",
        ),
        Reach.OWN,
        OWN | AT_A_CASE,
        second_factor=True,
    ),
    Role.POLICY_OFFICER: RoleRule(
        ("Beleidsmedewerker", "Policy officer"),
        ("Ziet cijfers en signalen, nooit een casus.", "Sees figures and signals, never a case."),
        Reach.EVERYWHERE,
        OWN,
        asks=("sector",),
        sectors=("welfare", "education"),
    ),
    Role.DATA_PROTECTION_OFFICER: RoleRule(
        ("Functionaris gegevensbescherming", "Data protection officer"),
        (
            "Leest het auditspoor en ziet wie welke rol heeft. Ziet geen inhoud.",
            "Reads the audit trail and sees who holds which role. Sees no content.",
        ),
        Reach.EVERYWHERE,
        OWN | {Scope.AUDIT_READ, Scope.USER_READ, Scope.ROLE_READ},
        second_factor=True,
    ),
    Role.ADMINISTRATOR: RoleRule(
        ("Beheerder", "Administrator"),
        (
            "Beheert mensen, rollen en instellingen. Ziet geen casussen.",
            "Manages people, roles and settings. Sees no cases.",
        ),
        Reach.EVERYWHERE,
        OWN
        | PEOPLE
        | CLIENTS
        | {
            Scope.CONTENT_WRITE,
            Scope.SYNONYM_WRITE,
            Scope.TAXONOMY_WRITE,
            Scope.ACCOUNT_REQUEST_READ,
            Scope.ACCOUNT_REQUEST_WRITE,
            Scope.SESSION_READ,
            Scope.SESSION_WRITE,
        },
        second_factor=True,
    ),
}

# What a partner's system may be given; people's accounts, and who registered, are never a machine's business.
CLIENT_SCOPES = EDITOR - {Scope.REGISTRATION_READ, Scope.REGISTRATION_WRITE} | {Scope.CASE_APPLY, Scope.CASE_READ}
