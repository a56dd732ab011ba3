"""Signed tokens: ours are good for what they were made for, at the moment they are for, and for nothing else."""

import base64
import json
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt as independent
from joserfc.jwk import ECKey, KeySet

from bruggen.kit.tokens import LEEWAY_SECONDS, ExpiredToken, InvalidToken, UnusableKey, jwks, new_key, sign, verify
from tests.make.tokens import AUDIENCE, ISSUER, MISSING, TYP, der, forge, good_claims, true_signature

KEY = new_key()
OTHER = new_key()
KEYS = {KEY.kid: KEY.public_pem, OTHER.kid: OTHER.public_pem}
HEADER = {"alg": "ES256", "typ": TYP, "kid": KEY.kid}


def check(token: str, keys: dict[str, str] = KEYS, **expected: str) -> dict[str, Any]:
    return verify(token, keys, **{"issuer": ISSUER, "audience": AUDIENCE, "typ": TYP} | expected)


def refused(token: str, keys: dict[str, str] = KEYS, **expected: str) -> bool:
    with pytest.raises(InvalidToken) as error:
        check(token, keys, **expected)
    return type(error.value) is InvalidToken


class TestGoodTokens:
    def test_the_claims_come_back_as_they_were_signed(self) -> None:
        good = good_claims(nbf=int(time.time()), scope="offer:read offer:write", extra={"list": [1, None, "é"]})
        assert check(sign(good, key=KEY, typ=TYP)) == good

    def test_every_key_verifies_its_own(self) -> None:
        for key in (KEY, OTHER):
            assert check(sign(good_claims(), key=key, typ=TYP))["sub"] == "0197"

    def test_a_key_that_no_longer_signs_still_verifies(self) -> None:
        newest = new_key()
        assert check(sign(good_claims(), key=KEY, typ=TYP), KEYS | {newest.kid: newest.public_pem})

    def test_clocks_may_differ_by_a_few_seconds(self) -> None:
        moment = int(time.time())
        assert check(sign(good_claims(iat=moment + LEEWAY_SECONDS - 1, nbf=moment + LEEWAY_SECONDS - 1), key=KEY, typ=TYP))
        assert LEEWAY_SECONDS <= 5

    def test_signing_leaves_the_claims_as_they_are(self) -> None:
        mine = good_claims()
        before = dict(mine)
        sign(mine, key=KEY, typ=TYP)
        assert mine == before

    def test_a_private_key_is_not_shown(self) -> None:
        assert "PRIVATE" not in repr(KEY)
        assert KEY.kid in repr(KEY)


class TestClaims:
    @pytest.mark.parametrize("name", ["exp", "iat", "aud", "iss", "sub", "jti"])
    def test_each_has_to_be_there(self, name: str) -> None:
        assert refused(sign(good_claims(**{name: MISSING}), key=KEY, typ=TYP))

    @pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
    @pytest.mark.parametrize("value", [None, 9999999999.5, "9999999999", "", [], {}, float("inf"), float("nan")])
    def test_a_time_is_a_whole_number(self, name: str, value: Any) -> None:
        assert refused(sign(good_claims(**{name: value}), key=KEY, typ=TYP))

    @pytest.mark.parametrize("name", ["aud", "iss", "sub", "jti"])
    @pytest.mark.parametrize("value", [None, True, 1, [], {}])
    def test_a_name_is_a_text(self, name: str, value: Any) -> None:
        assert refused(sign(good_claims(**{name: value}), key=KEY, typ=TYP))

    @pytest.mark.parametrize("aud", ["another", "Bruggen", "bruggen ", "", [], [AUDIENCE], [AUDIENCE, "another"]])
    def test_for_others_or_for_others_too(self, aud: Any) -> None:
        assert refused(sign(good_claims(aud=aud), key=KEY, typ=TYP))

    @pytest.mark.parametrize("iss", ["https://evil.example", ISSUER + "/", ISSUER.upper(), "", [ISSUER]])
    def test_of_another_issuer(self, iss: Any) -> None:
        assert refused(sign(good_claims(iss=iss), key=KEY, typ=TYP))

    def test_expired(self) -> None:
        with pytest.raises(ExpiredToken):
            check(sign(good_claims(exp=int(time.time()) - LEEWAY_SECONDS - 1), key=KEY, typ=TYP))

    def test_expired_and_forged_is_just_forged(self) -> None:
        assert refused(forge(HEADER, good_claims(exp=1), true_signature(OTHER)))

    @pytest.mark.parametrize("name", ["nbf", "iat"])
    def test_not_yet_valid(self, name: str) -> None:
        assert refused(sign(good_claims(**{name: int(time.time()) + 60}), key=KEY, typ=TYP))

    @pytest.mark.parametrize("payload", [[], "text", 1, None, [good_claims()]])
    def test_no_claims(self, payload: Any) -> None:
        assert refused(forge(HEADER, payload, true_signature(KEY)))


def public_pem(private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


UNUSABLE = {
    "nothing": "",
    "a shared secret": "a shared secret",
    "DER": der(KEY).decode("latin-1"),
    "DER in base64": base64.b64encode(der(KEY)).decode(),
    "JWK Set": json.dumps(jwks(KEYS)),
    "a private key": KEY.private_pem,
    "no key in PEM": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    "RSA": public_pem(rsa.generate_private_key(65537, 2048)),
    "another curve": public_pem(ec.generate_private_key(ec.SECP384R1())),
}


class TestKeys:
    TOKEN = sign(good_claims(), key=KEY, typ=TYP)

    @pytest.mark.parametrize("key", UNUSABLE.values(), ids=UNUSABLE)
    def test_only_a_public_key_on_our_curve_in_pem_verifies(self, key: str) -> None:
        with pytest.raises(UnusableKey):
            check(self.TOKEN, {KEY.kid: key})

    def test_keys_and_their_ids_differ(self) -> None:
        keys = [new_key() for _ in range(20)]
        assert len({key.kid for key in keys}) == len({key.public_pem for key in keys}) == 20
        assert all(len(key.kid) <= 40 for key in keys)

    def test_others_verify_our_tokens_with_the_published_keys(self) -> None:
        published = KeySet.import_key_set(json.loads(json.dumps(jwks(KEYS))))
        for key in (KEY, OTHER):
            token = independent.decode(sign(good_claims(), key=key, typ=TYP), published, algorithms=["ES256"])
            assert token.header == HEADER | {"kid": key.kid}
            assert token.claims["sub"] == "0197"

    def test_we_verify_what_others_sign_with_our_key(self) -> None:
        assert check(independent.encode(HEADER, good_claims(), ECKey.import_key(KEY.private_pem)))

    def test_what_is_published_holds_no_private_part(self) -> None:
        assert [set(key) for key in jwks(KEYS)["keys"]] == [{"kty", "crv", "x", "y", "kid", "use", "alg"}] * 2
        assert [(key["kid"], key["use"], key["alg"]) for key in jwks(KEYS)["keys"]] == [(kid, "sig", "ES256") for kid in KEYS]
        assert jwks({}) == {"keys": []}
