"""Forged tokens: every known way to make one is refused, and nothing that is no token breaks anything."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from hypothesis import given
from hypothesis import strategies as st

from bruggen.kit.tokens import InvalidToken, jwks, new_key, sign, verify
from tests.make.tokens import AUDIENCE, ISSUER, MISSING, TYP, base64url, changed, der, forge, good_claims, true_signature

KEY = new_key()
OTHER = new_key()
KEYS = {KEY.kid: KEY.public_pem, OTHER.kid: OTHER.public_pem}
HEADER = {"alg": "ES256", "typ": TYP, "kid": KEY.kid}
# What a library that mixes up kinds of keys would take for a shared secret.
SECRETS = {"PEM": KEY.public_pem.encode(), "PEM, stripped": KEY.public_pem.strip().encode(), "DER": der(KEY)}


def check(token: str, keys: dict[str, str] = KEYS, **expected: str) -> dict[str, Any]:
    return verify(token, keys, **{"issuer": ISSUER, "audience": AUDIENCE, "typ": TYP} | expected)


def refused(token: str, keys: dict[str, str] = KEYS, **expected: str) -> bool:
    with pytest.raises(InvalidToken) as error:
        check(token, keys, **expected)
    return type(error.value) is InvalidToken


def with_header(**changes: Any) -> str:
    """A token with a true signature of ours, under another header than we write."""
    return forge(changed(HEADER, **changes), good_claims(), true_signature(KEY))


def test_what_the_forgeries_are_made_from_is_good() -> None:
    assert check(with_header())


class TestAlgorithms:
    @pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", ""])
    @pytest.mark.parametrize("signature", [b"", b"\0" * 64])
    def test_no_signature_at_all(self, alg: str, signature: bytes) -> None:
        assert refused(forge(HEADER | {"alg": alg}, good_claims(), lambda _: signature))

    @pytest.mark.parametrize("alg", ["HS256", "ES256"])
    @pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
    @pytest.mark.parametrize("length", [32, 64])
    def test_the_public_key_as_a_shared_secret(self, alg: str, secret: bytes, length: int) -> None:
        def signer(data: bytes) -> bytes:
            return hmac.new(secret, data, hashlib.sha256).digest().ljust(length, b"\0")

        assert refused(forge(HEADER | {"alg": alg}, good_claims(), signer))

    @pytest.mark.parametrize("secret", [der(KEY), base64.b64encode(der(KEY))], ids=["DER", "DER in base64"])
    def test_the_known_forgery_with_a_key_in_der(self, secret: bytes) -> None:
        token = forge(HEADER | {"alg": "HS256"}, good_claims(), lambda data: hmac.new(secret, data, hashlib.sha256).digest())
        assert refused(token, {KEY.kid: secret.decode("latin-1")})

    @pytest.mark.parametrize("alg", ["RS256", "ES256"])
    def test_another_kind_of_key(self, alg: str) -> None:
        private = rsa.generate_private_key(65537, 2048)
        token = forge(HEADER | {"alg": alg}, good_claims(), lambda data: private.sign(data, padding.PKCS1v15(), SHA256()))
        assert refused(token)

    @pytest.mark.parametrize("alg", ["ES384", "ES256"])
    def test_another_curve(self, alg: str) -> None:
        private = ec.generate_private_key(ec.SECP384R1())
        assert refused(forge(HEADER | {"alg": alg}, good_claims(), lambda data: private.sign(data, ec.ECDSA(SHA384()))))

    @pytest.mark.parametrize("alg", ["ES384", "RS256", "HS256", "EdDSA", "es256", "dir", None, 256, ["ES256"], {}, MISSING])
    def test_another_algorithm_than_ours_over_a_true_signature(self, alg: Any) -> None:
        assert refused(with_header(alg=alg))


class TestHeader:
    @pytest.mark.parametrize("typ", ["JWT", "AT+JWT", "", None, ["at+jwt"], MISSING])
    def test_another_type_or_none(self, typ: Any) -> None:
        assert refused(with_header(typ=typ))

    def test_a_token_of_one_type_is_not_taken_for_another(self) -> None:
        token = sign(good_claims(), key=KEY, typ="ticket+jwt")
        assert check(token, typ="ticket+jwt")
        assert refused(token)

    @pytest.mark.parametrize("kid", ["unknown", "", None, 1, ["a"], {"a": 1}, "../../dev/null", "' OR 1=1", MISSING])
    def test_an_unknown_key_or_none(self, kid: Any) -> None:
        assert refused(with_header(kid=kid))

    def test_the_id_of_another_key(self) -> None:
        assert refused(with_header(kid=OTHER.kid))

    def test_a_key_that_was_taken_away(self) -> None:
        assert refused(sign(good_claims(), key=KEY, typ=TYP), {OTHER.kid: OTHER.public_pem})
        assert refused(sign(good_claims(), key=KEY, typ=TYP), {})

    def test_a_key_that_the_token_brings_along(self) -> None:
        stranger = new_key()
        brought = jwks({KEY.kid: stranger.public_pem})["keys"][0]
        for extra in ({"jwk": brought}, {"jku": "https://evil.example/jwks"}, {"x5u": "https://evil.example"}, {"x5c": ["MII"]}):
            assert refused(forge(HEADER | extra, good_claims(), true_signature(stranger)))

    @pytest.mark.parametrize(
        "extra", [{"crit": ["exp"]}, {"crit": ["b64"], "b64": False}, {"zip": "DEF"}, {"cty": "JWT"}, {"jwk": {}}]
    )
    def test_anything_more_than_we_write(self, extra: dict[str, Any]) -> None:
        assert refused(with_header(**extra))

    @pytest.mark.parametrize("header", [[], "ES256", 1, None, {}, [[HEADER]]])
    def test_no_header(self, header: Any) -> None:
        assert refused(forge(header, good_claims(), true_signature(KEY)))


class TestForm:
    TOKEN = sign(good_claims(), key=KEY, typ=TYP)

    def test_another_content_under_the_same_signature(self) -> None:
        header, _, signature = self.TOKEN.split(".")
        assert refused(f"{header}.{base64url(json.dumps(good_claims(sub='somebody else')).encode())}.{signature}")

    @given(st.data())
    def test_no_character_can_be_changed_added_or_left_out(self, draw: st.DataObject) -> None:
        at = draw.draw(st.integers(0, len(self.TOKEN) - 1))
        instead = draw.draw(st.text(max_size=2).filter(lambda text: text != self.TOKEN[at]))
        assert refused(self.TOKEN[:at] + instead + self.TOKEN[at + 1 :])

    def test_there_is_one_way_to_write_a_signature(self) -> None:
        digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        assert all(refused(self.TOKEN[:-1] + last) for last in digits if last != self.TOKEN[-1])

    @pytest.mark.parametrize("kept", [1, 20, 100, -87, -86, -43, -1])
    def test_cut_off(self, kept: int) -> None:
        assert refused(self.TOKEN[:kept])

    def test_an_encrypted_token(self) -> None:
        header = base64url(json.dumps({"alg": "dir", "enc": "A256GCM", "kid": KEY.kid, "typ": TYP}).encode())
        assert refused(f"{header}..{'A' * 16}.{'A' * 200}.{'A' * 22}")
        assert refused(f"{self.TOKEN}.AAAA.AAAA")

    @pytest.mark.parametrize("text", ["", " ", ".", "..", "a.b.c", "Bearer x", "null", "{}", "\0", "\ud800", "é.é.é"])
    def test_what_is_no_token(self, text: str) -> None:
        assert refused(text)

    @pytest.mark.parametrize("form", ["{}\n", " {}", "{}=", ".{}", "{}.", "Bearer {}", '"{}"'])
    def test_a_token_with_something_around_it(self, form: str) -> None:
        assert refused(form.format(self.TOKEN))

    def test_what_is_very_long(self) -> None:
        assert refused(sign(good_claims(more="x" * 4000), key=KEY, typ=TYP))
        assert refused("x" * 10_000_000)

    def test_what_is_nested_very_deeply(self) -> None:
        assert refused(f"{base64url(b'[' * 2900)}.e30.{'A' * 86}")

    @given(st.text())
    def test_any_text_is_refused_and_breaks_nothing(self, text: str) -> None:
        assert refused(text)

    @given(st.tuples(st.binary(max_size=200), st.binary(max_size=200), st.binary(min_size=64, max_size=64)))
    def test_anything_in_the_form_of_a_token_is_refused_and_breaks_nothing(self, parts: tuple[bytes, ...]) -> None:
        assert refused(".".join(base64url(part) for part in parts))

    @given(st.dictionaries(st.sampled_from(["alg", "typ", "kid", "jwk"]), st.sampled_from([*HEADER.values(), None, 1, [], {}])))
    def test_any_header_over_a_strangers_signature_is_refused(self, header: dict[str, Any]) -> None:
        assert refused(forge(header, good_claims(), true_signature(OTHER)))
