"""A word is taken apart: which deed it tells, and which way round."""

import pytest

from core.stories.deeds import DeedKind, Voice, verb_of


@pytest.mark.parametrize("word", ["memukuli", "mukulin", "memukul", "mukul"])
def test_who_does_it_is_its_subject(word: str) -> None:
    verb = verb_of(word)
    assert verb is not None
    assert (verb.root, verb.voice, verb.deed) == ("pukul", Voice.ACTIVE, DeedKind.HARM)


@pytest.mark.parametrize("word", ["dipukul", "dipukuli", "dipukulin", "dipukulnya"])
def test_who_suffers_it_is_its_subject(word: str) -> None:
    verb = verb_of(word)
    assert verb is not None
    assert (verb.root, verb.voice) == ("pukul", Voice.PASSIVE)


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("nyoblosin", "coblos"),
        ("njaluk", "njaluk"),
        ("nyaksian", "saksi"),
        ("manangis", "tangis"),
        ("ngabaledog", "baledog"),
        ("diliatin", "liat"),
    ],
)
def test_the_languages_around_build_theirs_of_the_same_roots(word: str, root: str) -> None:
    verb = verb_of(word)
    assert verb is not None
    assert verb.root == root


@pytest.mark.parametrize("word", ["ketua", "kemarin", "dinas", "masih", "suruhan", "nama", "di", "malam"])
def test_what_only_looks_like_a_verb_is_none(word: str) -> None:
    assert verb_of(word) is None


def test_a_verb_of_an_unknown_root_is_some_deed() -> None:
    verb = verb_of("mengklarifikasi")
    assert verb is not None
    assert (verb.voice, verb.deed) == (Voice.ACTIVE, DeedKind.OTHER)
