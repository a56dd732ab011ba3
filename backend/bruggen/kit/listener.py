"""The socket that a server listens on."""

import socket

from bruggen.kit.failures import OperatorError


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, which processes of one server may share. Raises OperatorError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OperatorError(f"cannot listen on {host}:{port}: {error.strerror}; choose another with PORT=...") from error
    listener.set_inheritable(True)
    return listener
