"""Data keys and their wrapping: what one key or context closed, no other opens."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bruggen.kit.envelope import DataKey, OuterKeys, Wrapped, new_data_key
from bruggen.kit.keyfile import FileKeys
from bruggen.kit.sealing import SealBroken, SealingKey

KEY = DataKey(new_data_key())


@pytest.fixture
def keys(tmp_path: Path) -> FileKeys:
    return FileKeys.create(tmp_path / "keys.json")


class TestDataKeys:
    @given(st.binary(max_size=40), st.binary(max_size=500))
    def test_what_was_sealed_opens_again(self, context: bytes, data: bytes) -> None:
        assert KEY.open(context, KEY.seal(context, data)) == data

    @given(st.binary(max_size=100), st.data())
    def test_no_byte_can_be_changed(self, data: bytes, draw: st.DataObject) -> None:
        sealed = bytearray(KEY.seal(b"case 1 summary", data))
        sealed[draw.draw(st.integers(0, len(sealed) - 1))] ^= draw.draw(st.integers(1, 255))
        with pytest.raises(SealBroken):
            KEY.open(b"case 1 summary", bytes(sealed))

    @given(st.binary(max_size=100))
    def test_other_bytes_never_open(self, data: bytes) -> None:
        with pytest.raises(SealBroken):
            KEY.open(b"case 1 summary", data)

    @pytest.mark.parametrize("context", [b"case 2 summary", b"case 1 advice", b"", b"case 1 summar"])
    def test_it_opens_in_no_other_context(self, context: bytes) -> None:
        with pytest.raises(SealBroken):
            KEY.open(context, KEY.seal(b"case 1 summary", b"what was written"))

    def test_it_opens_with_no_other_key(self) -> None:
        with pytest.raises(SealBroken):
            DataKey(new_data_key()).open(b"case 1", KEY.seal(b"case 1", b"what was written"))

    def test_the_same_words_never_look_the_same(self) -> None:
        sealed = {KEY.seal(b"case 1", b"what was written") for _ in range(50)}
        assert len(sealed) == 50
        assert all(b"written" not in each for each in sealed)

    def test_a_key_of_another_length_is_none(self) -> None:
        with pytest.raises(ValueError, match="32"):
            DataKey(b"short")

    def test_new_keys_differ(self) -> None:
        assert len({new_data_key() for _ in range(50)}) == 50

    def test_the_key_stands_in_nothing_that_is_shown(self) -> None:
        key = new_data_key()
        with pytest.raises(SealBroken) as broken:
            DataKey(key).open(b"case 1", KEY.seal(b"case 1", b"what was written"))
        assert str(key) not in repr(DataKey(key)) + repr(broken.value)


class TestWrapping:
    def test_a_file_holds_outer_keys(self, keys: FileKeys) -> None:
        assert isinstance(keys, OuterKeys)

    def test_what_was_wrapped_unwraps_again_and_names_its_key(self, keys: FileKeys) -> None:
        data_key = new_data_key()
        wrapped = keys.wrap(data_key, b"case 1")
        assert wrapped.key_id == keys.current
        assert data_key not in wrapped.data
        assert keys.unwrap(wrapped, b"case 1") == data_key

    def test_it_unwraps_for_nobody_else(self, keys: FileKeys) -> None:
        with pytest.raises(SealBroken):
            keys.unwrap(keys.wrap(new_data_key(), b"case 1"), b"case 2")

    def test_it_unwraps_with_no_other_file(self, keys: FileKeys, tmp_path: Path) -> None:
        others = FileKeys.create(tmp_path / "others.json")
        wrapped = keys.wrap(new_data_key(), b"case 1")
        with pytest.raises(SealBroken, match=wrapped.key_id):
            others.unwrap(wrapped, b"case 1")
        with pytest.raises(SealBroken):
            others.unwrap(Wrapped(others.current, wrapped.data), b"case 1")

    def test_a_wrapped_key_that_was_changed_does_not_unwrap(self, keys: FileKeys) -> None:
        wrapped = keys.wrap(new_data_key(), b"case 1")
        for place in range(len(wrapped.data)):
            changed = bytearray(wrapped.data)
            changed[place] ^= 1
            with pytest.raises(SealBroken):
                keys.unwrap(Wrapped(wrapped.key_id, bytes(changed)), b"case 1")

    def test_an_outer_key_opens_no_words_by_itself(self, keys: FileKeys) -> None:
        data_key = new_data_key()
        sealed = DataKey(data_key).seal(b"case 1", b"what was written")
        with pytest.raises(SealBroken):
            keys.unwrap(Wrapped(keys.current, sealed), b"case 1")
        assert SealingKey(keys.unwrap(keys.wrap(data_key, b"case 1"), b"case 1")).open(b"case 1", sealed) == b"what was written"
