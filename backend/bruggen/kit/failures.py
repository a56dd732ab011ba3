"""Failures an operator can mend: told in one line, exit code 2, no traceback."""


class OperatorError(Exception):
    """Something outside the code is wrong (a port in use, a missing folder, a newer database).

    The message is one line that names the thing and what to do about it.
    """
