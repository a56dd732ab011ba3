"""Ask the product how it is: exit code 0 when it is up, else 1. The image has neither curl nor wget."""

import json
import sys
import urllib.request

try:
    with urllib.request.urlopen(sys.argv[1], timeout=4) as answer:  # noqa: S310 - the address is the image's own
        healthy = json.load(answer)["status"] in {"UP", "DEGRADED"}
except (OSError, ValueError, KeyError):
    healthy = False
sys.exit(0 if healthy else 1)
