"""The collector is put off for a while, and comes back whatever happens."""

import gc

import pytest

from partnerdesk.desk.uncollected import uncollected


def test_the_collector_works_again_after_the_frame() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_whoever_has_put_it_off_before_keeps_it_so() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
