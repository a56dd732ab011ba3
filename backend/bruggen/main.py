"""The application, put together: routers, problem answers, and the layers around them."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

import bruggen
from bruggen.access.authentication import Tokens
from bruggen.access.denials import record_denials
from bruggen.access.keyring import KeyRing
from bruggen.access.secret import make_seal
from bruggen.directory.indexes import open_directory, open_expertise
from bruggen.directory.service import Directory
from bruggen.features.account_requests.routes import router as account_requests
from bruggen.features.api_clients.routes import router as api_clients
from bruggen.features.audit_events.routes import router as audit_events
from bruggen.features.case_accesses.routes import router as case_accesses
from bruggen.features.case_assignments.routes import router as case_assignments
from bruggen.features.case_consultations.routes import router as case_consultations
from bruggen.features.case_consultations.steps import router as case_steps
from bruggen.features.case_consultations.views import router as saved_views
from bruggen.features.case_handovers.routes import router as case_handovers
from bruggen.features.case_offers.routes import router as case_offers
from bruggen.features.case_sides.routes import router as case_sides
from bruggen.features.case_tasks.routes import router as case_tasks
from bruggen.features.case_timeline.routes import router as case_timeline
from bruggen.features.contents.routes import router as contents
from bruggen.features.coordinators.routes import router as coordinators
from bruggen.features.digests.routes import one_click
from bruggen.features.digests.routes import router as digests
from bruggen.features.evaluations.routes import router as evaluations
from bruggen.features.expertise.routes import router as expertise
from bruggen.features.expertise_revisions.routes import router as expertise_revisions
from bruggen.features.keys.routes import router as keys
from bruggen.features.municipalities.routes import router as municipalities
from bruggen.features.network_meetings.routes import router as network_meetings
from bruggen.features.network_members.routes import router as network_members
from bruggen.features.network_relations.routes import router as network_relations
from bruggen.features.notifications.routes import router as notifications
from bruggen.features.novelties.routes import feeds
from bruggen.features.novelties.routes import router as novelties
from bruggen.features.offer_revisions.routes import router as offer_revisions
from bruggen.features.offers.routes import LIST_PATH, add_directory
from bruggen.features.offers.routes import router as offers
from bruggen.features.openid.provider import make_identity_provider
from bruggen.features.openid.routes import router as openid
from bruggen.features.organizations.routes import router as organizations
from bruggen.features.practice_uses.routes import router as practice_uses
from bruggen.features.profile.routes import router as profile
from bruggen.features.questions.routes import router as questions
from bruggen.features.refdata.routes import router as refdata
from bruggen.features.regions.routes import router as regions
from bruggen.features.registrations.routes import router as registrations
from bruggen.features.roles.routes import router as role_assignments
from bruggen.features.roles.routes import table as roles
from bruggen.features.search.routes import router as search
from bruggen.features.sessions.routes import router as sign_in_sessions
from bruggen.features.sign_in.routes import router as sign_in
from bruggen.features.synonyms.routes import router as synonyms
from bruggen.features.today.routes import router as today
from bruggen.features.tokens.routes import router as tokens
from bruggen.features.training_sessions.calendar import router as training_calendar
from bruggen.features.training_sessions.routes import router as training_sessions
from bruggen.features.users.routes import router as users
from bruggen.jobs.tools import make_tools
from bruggen.jobs.worker import Worker
from bruggen.kit.db import make_engine
from bruggen.kit.docs import doc_assets
from bruggen.kit.docs import router as docs
from bruggen.kit.envelope import OuterKeys
from bruggen.kit.head import AnswerHead
from bruggen.kit.headers import Protection
from bruggen.kit.health import router as health
from bruggen.kit.intake import BoundedIntake
from bruggen.kit.logs import configure_logs
from bruggen.kit.nul import RefuseNul
from bruggen.kit.outer_keys import open_keys
from bruggen.kit.pagecache import PageCache
from bruggen.kit.problems import PROBLEM_RESPONSES, Problem, handle_problems, problem_response
from bruggen.kit.ratelimit import Limits
from bruggen.kit.site import Site, is_built
from bruggen.kit.trace import TraceMiddleware
from bruggen.kit.wall import require_wall
from bruggen.kit.written import RefuseUnwritable
from bruggen.record.rates import RateCounts
from bruggen.record.sessions import recorded_sessions
from bruggen.settings import Settings, get_settings

PUBLIC = (offers, regions, municipalities, coordinators, organizations, refdata, contents, synonyms)
ADMINISTRATION = (profile, users, roles, role_assignments, sign_in_sessions, account_requests, api_clients, audit_events)
CASES = (
    case_consultations,
    saved_views,
    case_steps,
    case_timeline,
    case_sides,
    case_tasks,
    case_assignments,
    case_offers,
    case_accesses,
    case_handovers,
    notifications,
    today,
)
EXPERTISE = (
    search,
    novelties,
    digests,
    questions,
    expertise,
    expertise_revisions,
    practice_uses,
    training_sessions,
    registrations,
    network_members,
    network_meetings,
    network_relations,
    evaluations,
)
FEATURES = (*PUBLIC, offer_revisions, *EXPERTISE, *ADMINISTRATION, *CASES)
OUTSIDE_THE_VERSION = (sign_in, openid, tokens, keys, training_calendar, feeds, one_click, health)
DESCRIPTION = "Offers for pupils who are dropping out of school in Flanders and Brussels, who gives them and whom to call."
TAGS = {
    "Offers": "The directory: offers for pupils who are dropping out.",
    "OfferRevisions": "Proposals: changes of offers, and offers to be born.",
    "Search": "One search box for all that is public.",
    "Novelties": "What is new or changed, also as feeds.",
    "Questions": "What coordinators are asked, found again, and counted as demand.",
    "Networks": "Who shares responsibility for keeping pupils at school, and with whom.",
    "NetworkMembers": "Who takes part in a network, and what they share responsibility for.",
    "NetworkMeetings": "When those who take part in a network meet, and what came of it.",
    "Trainings": "What one sector teaches another.",
    "Gatherings": "Info and network moments.",
    "GoodPractices": "What worked somewhere, told so that others can do it.",
    "Methods": "Ways of working, and where they are described.",
    "ExpertPosts": "Which post in a region knows about what.",
    "Initiatives": "Offers and networks that are still being set up: with whom, how far, and how they grow.",
    "ExpertiseRevisions": "Proposals: changes of networks, trainings, practices and the like, and new ones.",
    "TrainingSessions": "When and where trainings and gatherings take place.",
    "Registrations": "Who comes to them.",
    "Regions": "The six working areas and the tandem of each.",
    "Municipalities": "Municipalities of today, found by every name and number they go or went by.",
    "Coordinators": "The people to call.",
    "Organizations": "Who gives the offers, and where.",
    "ReferenceData": "Code lists with their labels.",
    "Contents": "Pages and legal texts that people edit.",
    "Synonyms": "Words that mean the same to whoever searches.",
    "Profile": "One's own account.",
    "Users": "People with an account.",
    "Roles": "The roles there are, and who holds which.",
    "Sessions": "Signed-in browsers.",
    "AccountRequests": "People who ask for an account.",
    "ApiClients": "Partners' systems that are connected.",
    "AuditEvents": "Who did what, when, from where.",
    "CaseTasks": "What is to be done at cases by when, and by whom.",
    "CaseHandovers": "Cases that go from one region to another.",
    "Notifications": "What is new for somebody.",
    "Today": "What needs somebody now.",
    "CaseConsultations": "Blocked cases (ROTS): applications, their path, and the table of cases.",
    "SignIn": "Who signs in and out, and the keys of access tokens.",
    "Monitoring": "Whether the service works.",
}


def create_api(settings: Settings, keys: OuterKeys | None = None) -> FastAPI:
    """The REST API alone: routes, problems, and what must live as long as the process. Without keys no case can be opened."""
    engine = make_engine(settings.database_url)
    seal = make_seal(settings)
    sessions = recorded_sessions(engine, seal, keys)
    directory = open_directory(settings.directory_path, sessions, settings.index_poll_seconds)
    learning = open_expertise(settings.directory_path, sessions, settings.index_poll_seconds)
    keyring = KeyRing(sessions)
    worker = Worker(make_tools(settings, sessions)) if settings.jobs_embedded else None

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # The command looked, too; but any server of ASGI may start it.
        require_wall(engine)
        directory.start()
        learning.start()
        # The first key is made now: within a sign-in's transaction SQLite, which has one writer, would wait for itself.
        keyring.signing_key()
        if worker:
            worker.start()
        # What lives from here on is looked at no more by the collector: it cost 40 ms pauses.
        gc.collect()
        gc.freeze()
        yield
        if worker:
            worker.stop()
        learning.stop()
        directory.stop()
        engine.dispose()

    api = FastAPI(
        title="Bruggen",
        version=bruggen.__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    api.state.settings = settings
    api.state.sessions = sessions
    api.state.directory = directory
    api.state.expertise = learning
    api.state.seal = seal
    api.state.limits = Limits(RateCounts(engine), seal)
    api.state.identity_provider = make_identity_provider(settings)
    api.state.tokens = Tokens(keyring, settings.public_url, settings.demo)
    handle_problems(api)
    record_denials(api)
    # First: routes are tried in their order, and most requests are searches.
    add_directory(api)
    for router in FEATURES:
        api.include_router(router, prefix="/api/v1", responses=PROBLEM_RESPONSES)
    for router in OUTSIDE_THE_VERSION:
        api.include_router(router, responses=PROBLEM_RESPONSES)
    api.include_router(docs)
    api.mount("/doc/assets", doc_assets())
    return api


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole product as one ASGI application: the page cache outermost, then trace ids, CORS, the pages, the API."""
    settings = settings or get_settings()
    configure_logs(settings.log_level, settings.log_format)
    api = create_api(settings, open_keys(settings.case_keys))
    directory: Directory = api.state.directory
    app: ASGIApp = AnswerHead(RefuseNul(RefuseUnwritable(api)))
    app = BoundedIntake(app, max_bytes=settings.max_body_bytes, seconds=settings.body_seconds)
    if is_built(settings.static_path):
        app = Site(app, settings.static_path)
    if settings.cors_origins:
        app = CORSMiddleware(
            app,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            # The cookie of a session goes to /auth; the page says itself when it may try again.
            allow_credentials=True,
            expose_headers=["ETag", "Retry-After"],
        )
    protection = Protection(https=settings.public_url.startswith("https://"))
    app = TraceMiddleware(app, _on_failure, protection.headers_for)
    return PageCache(app, lambda: directory.version, frozenset({LIST_PATH}), settings.page_cache_bytes)


async def _on_failure(scope: Scope, receive: Receive, send: Send) -> None:
    await problem_response(Problem())(scope, receive, send)
