"""The application, put together: routers, problem answers, and the layers around them."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

import bruggen
from bruggen.directory.service import Directory
from bruggen.features.coordinators.routes import router as coordinators
from bruggen.features.municipalities.routes import router as municipalities
from bruggen.features.offers.routes import LIST_PATH, add_directory
from bruggen.features.offers.routes import router as offers
from bruggen.features.organizations.routes import router as organizations
from bruggen.features.refdata.routes import router as refdata
from bruggen.features.regions.routes import router as regions
from bruggen.kit.db import make_engine, make_sessions
from bruggen.kit.docs import doc_assets
from bruggen.kit.docs import router as docs
from bruggen.kit.head import AnswerHead
from bruggen.kit.health import router as health
from bruggen.kit.logs import configure_logs
from bruggen.kit.nul import RefuseNul
from bruggen.kit.pagecache import PageCache
from bruggen.kit.problems import PROBLEM_RESPONSES, Problem, handle_problems, problem_response
from bruggen.kit.site import Site, is_built
from bruggen.kit.trace import TraceMiddleware
from bruggen.record.changes import watch_changes
from bruggen.settings import Settings, get_settings

FEATURES = (offers, regions, municipalities, coordinators, organizations, refdata)
DESCRIPTION = "Offers for pupils who are dropping out of school in Flanders and Brussels, who gives them and whom to call."
TAGS = {
    "Offers": "The directory: offers for pupils who are dropping out.",
    "Regions": "The six working areas and the tandem of each.",
    "Municipalities": "Municipalities of today, found by every name and number they go or went by.",
    "Coordinators": "The people to call.",
    "Organizations": "Who gives the offers, and where.",
    "ReferenceData": "Code lists with their labels.",
    "Monitoring": "Whether the service works.",
}


def create_api(settings: Settings) -> FastAPI:
    """The REST API alone: routes, problems, and what must live as long as the process."""
    watch_changes()
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    directory = Directory(settings.directory_path, sessions, poll_seconds=settings.index_poll_seconds)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        directory.start()
        # What lives from here on is looked at no more by the collector: it cost 40 ms pauses.
        gc.collect()
        gc.freeze()
        yield
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
    api.state.sessions = sessions
    api.state.directory = directory
    handle_problems(api)
    # First: routes are tried in their order, and most requests are searches.
    add_directory(api)
    for router in FEATURES:
        api.include_router(router, prefix="/api/v1", responses=PROBLEM_RESPONSES)
    api.include_router(health, responses=PROBLEM_RESPONSES)
    api.include_router(docs)
    api.mount("/doc/assets", doc_assets())
    return api


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole product as one ASGI application: trace ids outermost, then CORS, the pages, the page cache, the API."""
    settings = settings or get_settings()
    configure_logs(settings.log_level, settings.log_format)
    api = create_api(settings)
    directory: Directory = api.state.directory
    app: ASGIApp = AnswerHead(RefuseNul(api))
    app = PageCache(app, lambda: directory.version, frozenset({LIST_PATH}), settings.page_cache_bytes)
    if is_built(settings.static_path):
        app = Site(app, settings.static_path)
    if settings.cors_origins:
        app = CORSMiddleware(
            app, allow_origins=settings.cors_origins, allow_methods=["*"], allow_headers=["*"], expose_headers=["ETag"]
        )
    return TraceMiddleware(app, _on_failure)


async def _on_failure(scope: Scope, receive: Receive, send: Send) -> None:
    await problem_response(Problem())(scope, receive, send)
