"""Passwords: stored so that they cannot be read, checked in equal time, weak ones refused."""

import unicodedata
from typing import Literal

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from bruggen.kit.passwords import NOBODYS, PasswordCheck, hash_password, verify_password, weaknesses

GOOD = "paraplu walvis trompet"
STORED = hash_password(GOOD)


class TestChecking:
    def test_the_right_password_is_right(self) -> None:
        assert verify_password(GOOD, STORED) == PasswordCheck(ok=True, renewed=None)

    @pytest.mark.parametrize(
        "wrong", ["", GOOD.upper(), GOOD + " ", GOOD[:-1], "x" * 5000, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"]
    )
    def test_any_other_is_wrong(self, wrong: str) -> None:
        assert verify_password(wrong, STORED) == PasswordCheck(ok=False, renewed=None)

    @pytest.mark.parametrize("password", ["", GOOD, "x" * 5000])
    def test_nobody_signs_in_to_an_account_that_is_not_there(self, password: str) -> None:
        assert verify_password(password, None) == PasswordCheck(ok=False, renewed=None)

    def test_saying_no_for_nobody_takes_the_same_work(self) -> None:
        def parameters(stored: str) -> tuple[list[str], list[int]]:
            parts = stored.split("$")
            return parts[:4], [len(part) for part in parts[4:]]

        assert parameters(NOBODYS) == parameters(STORED)

    @pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
    def test_a_letter_is_the_same_however_the_keyboard_sends_it(self, form: Literal["NFC", "NFD", "NFKC", "NFKD"]) -> None:
        written = "één \ufb01ets naar \uff22elgië"
        assert verify_password(unicodedata.normalize(form, written), hash_password(written)).ok

    def test_the_end_of_a_long_password_counts(self) -> None:
        assert not verify_password("x" * 199 + "z", hash_password("x" * 199 + "y")).ok


class TestStoring:
    def test_it_is_argon2id_with_owasps_parameters_at_least(self) -> None:
        _, kind, _, parameters, _, _ = STORED.split("$")
        numbers = {name: int(value) for name, _, value in (pair.partition("=") for pair in parameters.split(","))}
        assert kind == "argon2id"
        assert numbers["m"] >= 19456
        assert numbers["t"] >= 2
        assert numbers["p"] >= 1

    def test_the_same_password_is_never_stored_the_same(self) -> None:
        assert hash_password(GOOD) != STORED
        assert GOOD not in STORED

    def test_it_fits_its_column(self) -> None:
        assert len(hash_password("\U0001f309" * 200)) <= 300

    def test_one_that_is_too_long_is_never_stored(self) -> None:
        with pytest.raises(ValueError, match="200"):
            hash_password("x" * 201)

    def test_a_hash_with_other_parameters_is_renewed_at_the_next_sign_in(self) -> None:
        old = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),)).hash(GOOD)
        check = verify_password(GOOD, old)
        assert check.ok
        assert check.renewed is not None
        assert verify_password(GOOD, check.renewed) == PasswordCheck(ok=True, renewed=None)

    def test_a_wrong_password_renews_nothing(self) -> None:
        old = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),)).hash(GOOD)
        assert verify_password("something else", old) == PasswordCheck(ok=False, renewed=None)


class TestWeaknesses:
    OWN = ("Gaëlle Peeters", "g.peeters@clb-noord.example", "Bruggen")

    @pytest.mark.parametrize(
        "password", [GOOD, "tK9#vQ2mLp0z", "vier koffers en een zeehond", "\U0001f309 over de 7 kanalen van Damme"]
    )
    def test_a_good_one_has_none(self, password: str) -> None:
        assert weaknesses(password, self.OWN) == []

    @pytest.mark.parametrize("password", ["", "tK9#vQ2mLp0"])
    def test_fewer_than_twelve_characters(self, password: str) -> None:
        assert "tooShort" in weaknesses(password, [])

    def test_characters_count_after_normalizing(self) -> None:
        assert "tooShort" in weaknesses("e\u0301" * 6, [])

    def test_more_than_two_hundred(self) -> None:
        assert weaknesses(GOOD * 10, []) == ["tooLong"]

    @pytest.mark.parametrize(
        "password",
        [
            "password1234",
            "P@ssw0rd2026!",
            "wachtwoord1234",
            "Welkom2026!!",
            "Zomer2026Zomer",
            "azertyuiop123",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabc",
            "123456789012",
            "leerling2026",
        ],
    )
    def test_what_is_tried_first(self, password: str) -> None:
        assert weaknesses(password, []) == ["tooCommon"]

    @pytest.mark.parametrize(
        "password", ["qz7 PEETERS wolk", "gaelle vist morgen", "Gaëlle vist morgen", "vis-noord-wolk-tas", "7bruggen7wolken"]
    )
    def test_what_others_know_about_the_person(self, password: str) -> None:
        assert "containsOwnWord" in weaknesses(password, self.OWN)

    def test_short_parts_of_a_name_stand_in_many_words(self) -> None:
        assert weaknesses(GOOD, ["Tro de Wal", "par@vis.be", ""]) == []

    def test_all_that_is_wrong_is_said_at_once(self) -> None:
        assert weaknesses("peeters", self.OWN) == ["tooShort", "tooCommon", "containsOwnWord"]
