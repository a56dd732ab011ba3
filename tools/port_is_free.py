#!/usr/bin/env python3
"""Say so, before any work is done, when the port to serve on is taken: port_is_free.py PORT."""

import socket
import sys


def main() -> None:
    """Exit with code 2 and one line when nobody can listen on the port."""
    given = sys.argv[1]
    if not given.isdigit() or not 0 < int(given) < 65536:
        sys.exit(_refuse(f"PORT={given} is not a port number (1-65535)."))
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(given)))
        except OSError as problem:
            sys.exit(_refuse(f"Port {given} cannot be used ({problem.strerror}). Choose another: make start PORT=8123"))


def _refuse(line: str) -> int:
    sys.stderr.write(line + "\n")
    return 2


if __name__ == "__main__":
    main()
