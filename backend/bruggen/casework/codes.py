"""The code that people call a case by."""

import secrets

# Without what is heard or read for another: 0 and O, 1 and I and L, U and V.
LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
PATTERN = rf"^ROTS-[{LETTERS}]{{4}}-[{LETTERS}]{{2}}$"


def new_case_code() -> str:
    """A random code, `ROTS-7KQ4-M2`: one of 594 million. Whether it is taken is the database's to say."""
    signs = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"ROTS-{signs[:4]}-{signs[4:]}"


def tidy_case_code(written: str) -> str:
    """A code as somebody typed or dictated it, in its one form: `rots 7kq4m2` is `ROTS-7KQ4-M2`."""
    signs = "".join(sign for sign in written.upper() if sign.isalnum()).removeprefix("ROTS")
    return f"ROTS-{signs[:4]}-{signs[4:]}"
