"""From bytes to text: what is nearly UTF-8 is UTF-8."""

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.formats import charsets

ACCENTED = "Nombre\nElena Muñoz\nJosé Ángel\nZoë Ĉapek\nInês Gonçalves\n" * 3


def test_a_stray_letter_of_windows_does_not_garble_a_file() -> None:
    data = ACCENTED.encode() + b"Fran\xe7ois Dub\xe9\n"
    assert charsets.decoded(data) == (f"{ACCENTED}François Dubé\n", "utf-8")


def test_what_is_no_letter_stays_damaged() -> None:
    text, used = charsets.decoded(ACCENTED.encode() + b"\x92 and the end \xe2\x82")
    assert (text, used) == (f"{ACCENTED}\ufffd and the end \ufffd", "utf-8")


def test_a_file_of_windows_stays_one_of_windows() -> None:
    assert charsets.decoded(ACCENTED.replace("Ĉ", "C").encode("cp1252"))[1] == "windows-1252"


@given(st.text(), st.integers(0, 400))
def test_any_text_in_utf8_is_read_as_it_was(text: str, at: int) -> None:
    long = f"{'x' * at}{text}"
    if not charsets.marked(long.encode("utf-8", "replace")):
        assert (
            charsets.decoded(long.encode("utf-8", "replace"))[0] == long.encode("utf-8", "replace").decode()
        )


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    charsets.decoded(data)
