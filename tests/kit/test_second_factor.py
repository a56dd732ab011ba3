"""The second factor: the codes of RFC 6238, each good once, and recovery codes that survive being typed."""

from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bruggen.kit.second_factor import (
    matching_step,
    new_recovery_codes,
    new_secret,
    normalize_recovery_code,
    provisioning_uri,
)

# The secret of the examples in RFC 6238, appendix B ("12345678901234567890"), in base32.
EXAMPLE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
AT = datetime(2026, 11, 3, 9, 30, 10, tzinfo=UTC)
STEP = int(AT.timestamp()) // 30


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(EXAMPLE).at(moment)


class TestCodes:
    @pytest.mark.parametrize(
        ("seconds", "code"),
        [
            (59, "287082"),
            (1111111109, "081804"),
            (1111111111, "050471"),
            (1234567890, "005924"),
            (2000000000, "279037"),
            (20000000000, "353130"),
        ],
    )
    def test_the_examples_of_the_standard(self, seconds: int, code: str) -> None:
        at = datetime.fromtimestamp(seconds, UTC)
        assert matching_step(EXAMPLE, code, at=at, last_step=None) == seconds // 30

    @pytest.mark.parametrize("late", [-1, 0, 1])
    def test_one_step_early_or_late_is_on_time(self, late: int) -> None:
        code = code_at(AT + timedelta(seconds=30 * late))
        assert matching_step(EXAMPLE, code, at=AT, last_step=None) == STEP + late

    @pytest.mark.parametrize("late", [-2, 2, 100])
    def test_two_steps_are_not(self, late: int) -> None:
        code = code_at(AT + timedelta(seconds=30 * late))
        assert matching_step(EXAMPLE, code, at=AT, last_step=None) is None

    def test_a_code_is_good_once(self) -> None:
        step = matching_step(EXAMPLE, code_at(AT), at=AT, last_step=None)
        assert step == STEP
        assert matching_step(EXAMPLE, code_at(AT), at=AT, last_step=step) is None

    def test_an_earlier_code_is_no_longer_good_either(self) -> None:
        earlier = code_at(AT - timedelta(seconds=30))
        assert matching_step(EXAMPLE, earlier, at=AT, last_step=STEP) is None

    def test_the_next_code_is(self) -> None:
        later = AT + timedelta(seconds=30)
        assert matching_step(EXAMPLE, code_at(later), at=later, last_step=STEP) == STEP + 1

    def test_of_another_secret_is_wrong(self) -> None:
        assert matching_step("A" * 32, code_at(AT), at=AT, last_step=None) is None

    @pytest.mark.parametrize("form", ["{a} {b}", "{a}-{b}", " {a}{b} ", "{a}\u00a0{b}", "{a}\u2013{b}\n"])
    def test_spaces_and_dashes_are_passed_over(self, form: str) -> None:
        code = code_at(AT)
        assert matching_step(EXAMPLE, form.format(a=code[:3], b=code[3:]), at=AT, last_step=None) == STEP

    @given(st.text(st.characters(exclude_categories=["N"])))
    def test_what_is_no_code_is_wrong_and_breaks_nothing(self, text: str) -> None:
        assert matching_step(EXAMPLE, text, at=AT, last_step=None) is None

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "-12345", "0x1234", "\u0661\u0662\u0663\u0664\u0665\u0666"])
    def test_what_is_almost_a_code_is_wrong(self, code: str) -> None:
        assert matching_step(EXAMPLE, code, at=AT, last_step=None) is None

    def test_the_moment_is_a_moment_everywhere(self) -> None:
        there = AT.astimezone(timezone(timedelta(hours=-7)))
        assert matching_step(EXAMPLE, code_at(AT), at=there, last_step=None) == STEP


class TestEnrolment:
    def test_a_secret_is_160_random_bits(self) -> None:
        secrets = {new_secret() for _ in range(20)}
        assert len(secrets) == 20
        assert all(len(secret) == 32 for secret in secrets)

    def test_the_address_holds_what_an_app_needs(self) -> None:
        address = urlsplit(provisioning_uri(EXAMPLE, "an.peeters@clb.example"))
        assert (address.scheme, address.netloc) == ("otpauth", "totp")
        assert address.path == "/Bruggen:an.peeters%40clb.example"
        assert parse_qs(address.query) == {"secret": [EXAMPLE], "issuer": ["Bruggen"]}

    def test_an_app_that_read_it_makes_codes_that_match(self) -> None:
        secret = new_secret()
        app = pyotp.parse_uri(provisioning_uri(secret, "an@clb.example", issuer="Bruggen (test)"))
        assert isinstance(app, pyotp.TOTP)
        assert matching_step(secret, app.at(AT), at=AT, last_step=None) == STEP


class TestRecoveryCodes:
    def test_ten_different_codes_in_groups(self) -> None:
        codes = new_recovery_codes()
        assert len(set(codes)) == 10
        assert all([len(group) for group in code.split("-")] == [4, 4, 2] for code in codes)

    def test_as_many_as_asked(self) -> None:
        assert len(new_recovery_codes(3)) == 3

    def test_no_two_signs_look_alike(self) -> None:
        signs = set("".join(new_recovery_codes(200))) - {"-"}
        assert len(signs) == 27
        for alike in ("0O", "1IL", "2Z", "5S", "8B", "UV"):
            assert len(signs & set(alike)) <= 1, alike

    @given(st.sampled_from(new_recovery_codes(20)))
    def test_however_it_is_typed_it_is_the_same(self, code: str) -> None:
        bare = code.replace("-", "")
        assert normalize_recovery_code(code) == bare
        assert normalize_recovery_code(f" {code.lower()} ") == bare
        assert normalize_recovery_code(" ".join(bare)) == bare
        assert normalize_recovery_code(code.translate(str.maketrans("258V", "zsbu"))) == bare

    @given(st.text())
    def test_whatever_else_is_typed_breaks_nothing(self, text: str) -> None:
        assert not set(normalize_recovery_code(text)) & set(" -\t\n")
