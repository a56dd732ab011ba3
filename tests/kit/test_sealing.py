"""Sealing: opens for its purpose and its secret only, and whatever was changed does not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bruggen.kit.sealing import Seal, SealBroken, new_token, token_digest

INSTALLATION = "a secret of the installation, long and random"
SEAL = Seal(INSTALLATION)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.binary(max_size=500))
def test_what_was_sealed_opens_again(purpose: str, data: bytes) -> None:
    assert SEAL.open(purpose, SEAL.seal(purpose, data)) == data


@given(st.binary(min_size=1, max_size=100), st.data())
def test_no_byte_can_be_changed(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(SEAL.seal("mail", data))
    sealed[draw.draw(st.integers(0, len(sealed) - 1))] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        SEAL.open("mail", bytes(sealed))


@given(st.binary(max_size=100))
def test_other_bytes_never_open(data: bytes) -> None:
    with pytest.raises(SealBroken):
        SEAL.open("mail", data)


@pytest.mark.parametrize("kept", [0, 1, 5, 13, 20, 28, -1])
def test_nothing_can_be_cut_off(kept: int) -> None:
    with pytest.raises(SealBroken):
        SEAL.open("mail", SEAL.seal("mail", b"content")[:kept])


def test_it_opens_for_no_other_purpose() -> None:
    with pytest.raises(SealBroken, match="signingKey"):
        SEAL.open("signingKey", SEAL.seal("mail", b"content"))


def test_it_opens_with_no_other_secret() -> None:
    with pytest.raises(SealBroken):
        Seal("another secret").open("mail", SEAL.seal("mail", b"content"))


def test_it_opens_after_a_restart_with_the_same_secret() -> None:
    assert Seal(INSTALLATION).open("mail", SEAL.seal("mail", b"content")) == b"content"


def test_the_same_content_never_looks_the_same() -> None:
    sealed = {SEAL.seal("mail", b"content") for _ in range(50)}
    assert len(sealed) == 50
    assert all(b"content" not in each for each in sealed)


def test_neither_the_secret_nor_the_content_stands_in_what_is_shown() -> None:
    with pytest.raises(SealBroken) as broken:
        SEAL.open("mail", SEAL.seal("signingKey", b"content"))
    assert INSTALLATION not in repr(SEAL) + repr(broken.value)


def test_there_is_no_seal_without_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        Seal("")


class TestDigests:
    def test_the_same_text_has_the_same_digest_in_every_process(self) -> None:
        assert SEAL.digest("recoveryCode", "7KQ4M2XA9P") == Seal(INSTALLATION).digest("recoveryCode", "7KQ4M2XA9P")

    def test_it_is_64_hexadecimal_digits(self) -> None:
        digest = SEAL.digest("recoveryCode", "é")
        assert len(digest) == 64
        assert set(digest) <= set("0123456789abcdef")

    def test_another_text_purpose_or_secret_has_another_digest(self) -> None:
        digests = {
            SEAL.digest("recoveryCode", "one"),
            SEAL.digest("recoveryCode", "two"),
            SEAL.digest("rateLimit", "one"),
            Seal("another secret").digest("recoveryCode", "one"),
            token_digest("one"),
        }
        assert len(digests) == 5


class TestTokens:
    def test_tokens_differ_and_go_into_a_url(self) -> None:
        tokens = {new_token() for _ in range(50)}
        assert len(tokens) == 50
        assert all(len(token) == 43 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)

    def test_a_digest_is_the_plain_sha_256(self) -> None:
        assert token_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
