"""The key file: new keys join the older ones, none is lost by accident, and a file that is not right is refused in one line."""

import json
import multiprocessing
import stat
from base64 import b64encode
from pathlib import Path

import pytest

from bruggen.kit.envelope import OuterKeys, Wrapped, new_data_key
from bruggen.kit.failures import OperatorError
from bruggen.kit.keyfile import FileKeys
from bruggen.kit.outer_keys import open_keys, prepare_keys
from bruggen.kit.sealing import SealBroken

DATA_KEY = new_data_key()
GOOD = b64encode(bytes(32)).decode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def keys(path: Path) -> FileKeys:
    return FileKeys.create(path)


def add_keys(path: Path) -> None:
    keys = FileKeys.read(path)
    for _ in range(20):
        keys.add_key()


class TestTheFile:
    def test_it_is_its_owners_alone(self, keys: FileKeys, path: Path) -> None:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        keys.add_key()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_it_is_all_that_stays_in_the_folder(self, keys: FileKeys, path: Path) -> None:
        keys.add_key()
        keys.drop_key(keys.ids[0])
        assert list(path.parent.iterdir()) == [path]

    def test_it_says_current_and_keys(self, keys: FileKeys, path: Path) -> None:
        document = json.loads(path.read_text())
        assert document.keys() == {"current", "keys"}
        assert list(document["keys"]) == [document["current"]] == [keys.current]

    def test_it_opens_again_after_a_restart(self, keys: FileKeys, path: Path) -> None:
        assert FileKeys.read(path).unwrap(keys.wrap(DATA_KEY, b"x"), b"x") == DATA_KEY

    def test_an_existing_one_is_never_made_anew(self, keys: FileKeys, path: Path) -> None:
        before = path.read_bytes()
        with pytest.raises(OperatorError, match="already"):
            FileKeys.create(path)
        assert path.read_bytes() == before

    def test_a_half_written_one_of_a_crash_is_in_nobodys_way(self, keys: FileKeys, path: Path) -> None:
        path.with_name(".keys.json.new").write_text('{"current"')
        keys.add_key()
        assert len(FileKeys.read(path).ids) == 2
        assert list(path.parent.iterdir()) == [path]


class TestAnotherKey:
    def test_the_new_one_wraps_and_the_old_one_unwraps(self, keys: FileKeys) -> None:
        before = keys.wrap(DATA_KEY, b"x")
        added = keys.add_key()
        assert keys.current == added != before.key_id
        assert keys.wrap(DATA_KEY, b"x").key_id == added
        assert keys.unwrap(before, b"x") == DATA_KEY
        assert keys.ids == [before.key_id, added]

    def test_who_has_read_the_file_before_uses_it_at_once(self, keys: FileKeys, path: Path) -> None:
        elsewhere = FileKeys.read(path)
        added = elsewhere.add_key()
        assert keys.unwrap(elsewhere.wrap(DATA_KEY, b"x"), b"x") == DATA_KEY
        assert keys.wrap(DATA_KEY, b"x").key_id == added

    def test_two_at_a_time_lose_none(self, keys: FileKeys, path: Path) -> None:
        spawn = multiprocessing.get_context("spawn")
        adders = [spawn.Process(target=add_keys, args=(path,)) for _ in range(2)]
        for adder in adders:
            adder.start()
        for adder in adders:
            adder.join()
        assert [adder.exitcode for adder in adders] == [0, 0]
        assert len(keys.ids) == 41

    def test_one_that_was_dropped_opens_nothing_any_more(self, keys: FileKeys, path: Path) -> None:
        before = keys.wrap(DATA_KEY, b"x")
        after = Wrapped(keys.add_key(), b"")
        keys.drop_key(before.key_id)
        assert keys.ids == [after.key_id]
        assert before.key_id not in path.read_text()
        with pytest.raises(SealBroken, match=before.key_id):
            FileKeys.read(path).unwrap(before, b"x")

    def test_the_one_that_wraps_cannot_be_dropped(self, keys: FileKeys) -> None:
        with pytest.raises(ValueError, match="wraps"):
            keys.drop_key(keys.current)
        assert keys.unwrap(keys.wrap(DATA_KEY, b"x"), b"x") == DATA_KEY


class TestRefusals:
    def test_a_missing_file(self, path: Path) -> None:
        with pytest.raises(OperatorError, match=r"no key file: .*keys\.json; return it from its backup"):
            FileKeys.read(path)

    def test_a_missing_folder(self, path: Path) -> None:
        with pytest.raises(OperatorError, match=r"nowhere.*create it"):
            FileKeys.create(path.parent / "nowhere" / "keys.json")

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
    def test_one_that_others_can_read(self, keys: FileKeys, path: Path, mode: int) -> None:
        path.chmod(mode)
        with pytest.raises(OperatorError, match="chmod 600"):
            FileKeys.read(path)

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("", "broken"),
            ("{", "broken"),
            ("[]", "broken"),
            ('{"keys": {}}', "broken"),
            ('{"current": "a", "keys": []}', "broken"),
            ('{"current": "a", "keys": {"a": 3}}', "broken"),
            ('{"current": "a", "keys": {"a": "no base64!"}}', "broken"),
            ('{"current": "b", "keys": {"a": "GOOD"}}', "calls current"),
            ('{"current": ["a"], "keys": {"a": "GOOD"}}', "calls current"),
            ('{"current": "a", "keys": {"a": "GOOD", "b": "AAAA"}}', r"wrong length \(b\)"),
        ],
    )
    def test_a_broken_one(self, keys: FileKeys, path: Path, written: str, told: str) -> None:
        path.write_text(written.replace("GOOD", GOOD))
        with pytest.raises(OperatorError, match=told) as refused:
            FileKeys.read(path)
        assert str(path) in str(refused.value)
        assert "\n" not in str(refused.value)
        assert GOOD not in str(refused.value)

    def test_nothing_is_wrapped_when_the_file_went_away_meanwhile(self, keys: FileKeys, path: Path) -> None:
        wrapped = keys.wrap(DATA_KEY, b"x")
        path.unlink()
        with pytest.raises(OperatorError, match="no key file"):
            keys.wrap(DATA_KEY, b"x")
        assert keys.unwrap(wrapped, b"x") == DATA_KEY


class Vault:
    """A key management service, as an operator's own code would reach one."""

    current = "vault/1"

    def wrap(self, data_key: bytes, context: bytes) -> Wrapped:
        return Wrapped(self.current, data_key[::-1] + context)

    def unwrap(self, wrapped: Wrapped, context: bytes) -> bytes:
        return wrapped.data.removesuffix(context)[::-1]


NO_FUNCTION = "vault"


class TestTheSetting:
    def test_a_file(self, keys: FileKeys, path: Path) -> None:
        opened = open_keys(f"file:{path}")
        assert opened.unwrap(keys.wrap(DATA_KEY, b"x"), b"x") == DATA_KEY

    def test_a_hook_of_ones_own(self) -> None:
        opened: OuterKeys = open_keys(f"{__name__}:Vault")
        assert opened.current == "vault/1"
        assert opened.unwrap(opened.wrap(DATA_KEY, b"x"), b"x") == DATA_KEY

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "write file:path"),
            ("var/keys.json", "write file:path"),
            ("no_such_module:keys", "no_such_module"),
            (f"{__name__}:nothing", "nothing"),
            (f"{__name__}:NO_FUNCTION", "cannot be called"),
            (f"{__name__}:TestTheFile", "does not give keys"),
        ],
    )
    def test_what_is_no_such_thing(self, text: str, told: str) -> None:
        with pytest.raises(OperatorError, match=told) as refused:
            open_keys(text)
        assert "BRUGGEN_CASE_KEYS" in str(refused.value)
        assert "\n" not in str(refused.value)


class TestPreparing:
    def test_a_new_installation_gets_a_file(self, path: Path) -> None:
        prepare_keys(f"file:{path}", in_use=False)
        assert len(FileKeys.read(path).ids) == 1

    def test_an_existing_file_stays_as_it_is(self, keys: FileKeys, path: Path) -> None:
        before = path.read_bytes()
        prepare_keys(f"file:{path}", in_use=False)
        prepare_keys(f"file:{path}", in_use=True)
        assert path.read_bytes() == before

    def test_a_lost_file_is_never_quietly_replaced(self, path: Path) -> None:
        with pytest.raises(OperatorError, match=r"missing.*backup"):
            prepare_keys(f"file:{path}", in_use=True)
        assert not path.exists()

    def test_a_hook_needs_no_file(self) -> None:
        prepare_keys(f"{__name__}:Vault", in_use=True)
