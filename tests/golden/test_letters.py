from email import message_from_bytes, policy

import pytest

from partnerdesk.desk import templates
from tests.golden.letters import FOLDER, letter, letters

NAMES = [f"{each.key}.{each.language}.eml" for each in templates.built_in()]


def test_there_is_one_for_each_and_no_file_is_left_over() -> None:
    assert sorted(NAMES) == sorted(path.name for path in FOLDER.glob("*.eml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_letter_is_the_one_that_was_looked_at(name: str) -> None:
    expected = (FOLDER / name).read_bytes()
    template = next(each for each in templates.built_in() if f"{each.key}.{each.language}.eml" == name)
    written = letter(template)
    assert readable(written) == readable(expected)
    assert written == expected


def readable(content: bytes) -> list[str]:
    """Head and text as lines, so that a difference can be read."""
    message = message_from_bytes(content, policy=policy.default)
    return [f"{key}: {value}" for key, value in message.items()] + message.get_content().splitlines()


def test_all_letters_can_be_written_anew() -> None:
    assert sorted(letters()) == sorted(NAMES)
