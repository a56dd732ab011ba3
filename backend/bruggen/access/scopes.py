"""What can be allowed: one scope an ability, with the words that screens and documents use for it."""

from enum import StrEnum


class Scope(StrEnum):
    """`resource:action`. `ownProfile` is the caller's own account; what everybody may read needs no scope."""

    OWN_PROFILE_READ = "ownProfile:read"
    OWN_PROFILE_WRITE = "ownProfile:write"
    REGION_WRITE = "region:write"
    COORDINATOR_WRITE = "coordinator:write"
    ORGANIZATION_WRITE = "organization:write"
    OFFER_READ = "offer:read"
    OFFER_WRITE = "offer:write"
    OFFER_REVIEW = "offer:review"
    EXPERTISE_READ = "expertise:read"
    EXPERTISE_WRITE = "expertise:write"
    EXPERTISE_MANAGE = "expertise:manage"
    EXPERTISE_REVIEW = "expertise:review"
    REGISTRATION_READ = "registration:read"
    REGISTRATION_WRITE = "registration:write"
    QUESTION_READ = "question:read"
    QUESTION_WRITE = "question:write"
    CONTENT_WRITE = "content:write"
    SYNONYM_WRITE = "synonym:write"
    TAXONOMY_WRITE = "taxonomy:write"
    ACCOUNT_REQUEST_READ = "accountRequest:read"
    ACCOUNT_REQUEST_WRITE = "accountRequest:write"
    USER_READ = "user:read"
    USER_WRITE = "user:write"
    ROLE_READ = "roleAssignment:read"
    ROLE_WRITE = "roleAssignment:write"
    SESSION_READ = "session:read"
    SESSION_WRITE = "session:write"
    API_CLIENT_READ = "apiClient:read"
    API_CLIENT_WRITE = "apiClient:write"
    AUDIT_READ = "auditEvent:read"
    CASE_APPLY = "caseConsultation:apply"
    CASE_READ = "caseConsultation:read"
    CASE_DISCUSS = "caseConsultation:discuss"
    CASE_WRITE = "caseConsultation:write"
    CASE_BREAK_GLASS = "caseConsultation:breakGlass"


DESCRIPTIONS: dict[Scope, tuple[str, str]] = {
    Scope.OWN_PROFILE_READ: ("Je eigen gegevens en sessies zien", "See one's own account and sessions"),
    Scope.OWN_PROFILE_WRITE: ("Je eigen gegevens en aanmelding beheren", "Manage one's own account and sign-in"),
    Scope.REGION_WRITE: ("Teksten van de eigen regio wijzigen", "Change the texts of one's region"),
    Scope.COORDINATOR_WRITE: ("De coördinatoren van de eigen regio wijzigen", "Change the coordinators of one's region"),
    Scope.ORGANIZATION_WRITE: ("Organisaties en vestigingen wijzigen", "Change organizations and their locations"),
    Scope.OFFER_READ: ("Aanbod zien dat niet openbaar is", "See offers that are not public"),
    Scope.OFFER_WRITE: ("Aanbod voorstellen en wijzigen", "Propose offers and changes to them"),
    Scope.OFFER_REVIEW: ("Voorstellen beoordelen en publiceren", "Judge proposals and publish them"),
    Scope.EXPERTISE_READ: (
        "Netwerken, vormingen en praktijken zien die niet openbaar zijn",
        "See networks, trainings and practices that are not public",
    ),
    Scope.EXPERTISE_WRITE: (
        "Netwerken, vormingen en praktijken voorstellen",
        "Propose networks, trainings and practices",
    ),
    Scope.EXPERTISE_MANAGE: (
        "Leden, overleg en sessies bijhouden",
        "Keep members, meetings and sessions up to date",
    ),
    Scope.EXPERTISE_REVIEW: (
        "Voorstellen van netwerken, vormingen en praktijken beoordelen",
        "Judge proposals of networks, trainings and practices",
    ),
    Scope.REGISTRATION_READ: ("Zien wie zich inschreef", "See who registered"),
    Scope.REGISTRATION_WRITE: ("Inschrijvingen beheren", "Manage registrations"),
    Scope.QUESTION_READ: ("Vragen aan de coördinatoren zien", "See what coordinators were asked"),
    Scope.QUESTION_WRITE: ("Vragen van de eigen regio noteren en beantwoorden", "Log and answer the questions of one's region"),
    Scope.CONTENT_WRITE: ("Pagina's en wettelijke teksten wijzigen", "Change pages and legal texts"),
    Scope.SYNONYM_WRITE: ("Synoniemen wijzigen", "Change synonyms"),
    Scope.TAXONOMY_WRITE: ("Codelijsten wijzigen", "Change code lists"),
    Scope.ACCOUNT_REQUEST_READ: ("Aanvragen voor een account zien", "See requests for an account"),
    Scope.ACCOUNT_REQUEST_WRITE: ("Aanvragen voor een account beslissen", "Decide on requests for an account"),
    Scope.USER_READ: ("Gebruikers zien", "See users"),
    Scope.USER_WRITE: ("Gebruikers uitnodigen en beheren", "Invite and manage users"),
    Scope.ROLE_READ: ("Rollen zien", "See roles"),
    Scope.ROLE_WRITE: ("Rollen geven en beëindigen", "Give and end roles"),
    Scope.SESSION_READ: ("Sessies van anderen zien", "See others' sessions"),
    Scope.SESSION_WRITE: ("Sessies van anderen beëindigen", "End others' sessions"),
    Scope.API_CLIENT_READ: ("Koppelingen van systemen zien", "See systems that are connected"),
    Scope.API_CLIENT_WRITE: ("Koppelingen van systemen beheren", "Manage systems that are connected"),
    Scope.AUDIT_READ: ("Het auditspoor lezen", "Read the audit trail"),
    Scope.CASE_APPLY: ("Casussen aanmelden en de eigen aanmelding aanvullen", "Apply for consultations and complete one's own"),
    Scope.CASE_READ: ("Casussen zien waar je bij betrokken bent", "See the cases that one is part of"),
    Scope.CASE_DISCUSS: ("Berichten schrijven bij een casus", "Write messages at a case"),
    Scope.CASE_WRITE: ("Casussen van de eigen regio behandelen", "Handle the cases of one's region"),
    Scope.CASE_BREAK_GLASS: ("In nood een casus inzien, met melding", "See a case in an emergency, which is reported"),
}
