"""The installation's secret: what it seals and signs with."""

from bruggen.kit.failures import OperatorError
from bruggen.kit.sealing import Seal
from bruggen.settings import DEMO_SECRET, Settings

SHORTEST_SECRET = 32


def make_seal(settings: Settings) -> Seal:
    """What the installation seals and signs with. Raises OperatorError for a secret that others know or could guess."""
    secret = settings.secret.get_secret_value()
    if not settings.demo and (secret == DEMO_SECRET or len(secret) < SHORTEST_SECRET):
        raise OperatorError(
            f"BRUGGEN_SECRET must be at least {SHORTEST_SECRET} random characters of your own (openssl rand -hex 32); "
            "only a demo, BRUGGEN_DEMO=true, does without"
        )
    return Seal(secret)
