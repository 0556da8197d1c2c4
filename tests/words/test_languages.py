"""A language is one file: what it lacks is English, and one that is broken is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import CannotStart
from bot.evidence import without_repeats
from bot.models import Confidence, Evidence, EvidenceKind, ScanResult
from bot.said import said
from bot.status import Status
from bot.store._codec import from_json, to_json
from bot.words import Languages, english, in_english, load_languages, number, say, sentence, speaking, word

AT = datetime(2026, 11, 24, tzinfo=UTC)


def write(folder: Path, text: str, name: str = "de.ftl") -> Languages:
    """The languages, with one of this text."""
    (folder / name).write_text(text, encoding="utf-8")
    return load_languages(folder)


def test_what_a_language_lacks_is_said_in_english(tmp_path: Path) -> None:
    """By message; outside, English holds."""
    german = write(tmp_path, "removing-removed = Die Antwort ist weg.\n").find("de")
    with speaking(german):
        assert say("removing-removed") == "Die Antwort ist weg."
        assert say("paper-which") == "Which one?"
        with speaking(None):
            assert say("removing-removed") == "Die Antwort ist weg."
    assert say("removing-removed") == "The answer is removed."


def test_a_locale_finds_its_language(tmp_path: Path) -> None:
    """The very one, else one of its kind, else English."""
    languages = write(tmp_path, "paper-which = Welches?\n")
    write(tmp_path, "paper-which = Qual?\n", "pt-BR.ftl")
    languages = load_languages(tmp_path)
    found = {locale: languages.find(locale).code for locale in ("de", "de-AT", "pt-BR", "pt-PT", "en-GB", "ja")}
    assert found == {"de": "de", "de-AT": "de", "pt-BR": "pt-BR", "pt-PT": "en", "en-GB": "en", "ja": "en"}
    assert {language.code for language in languages} == {"de", "pt-BR"}


def test_what_is_said_is_worded_when_it_is_shown(tmp_path: Path) -> None:
    """With what is said inside; plain words stay as they are."""
    languages = write(tmp_path, 'separator-clauses = { " · " }\nseparator-thousands = .\npaper-which = Welches?\n')
    inner = (said("paper-which"), "as it was")
    kept = said("paper-unasked", source=inner)
    rest = "could not be asked; an arXiv id or link works all the same."
    assert word(kept) == f"Which one?; as it was {rest}"
    with speaking(languages.find("de")):
        assert word(kept) == f"Welches? · as it was {rest}"
        assert word("a sentence of old") == "a sentence of old"
        assert number(1234567) == "1.234.567"
    assert number(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("paper-which = Welches?\nremoving-removed Die Antwort\n", r"line 2, cannot be used \(Expected token"),
        ("paper-which = { $n ->\n  [one] a\n }\n", r"line 1, cannot be used"),
        ("\nno-such-thing = Was?\n", r"line 2, cannot be used \(no-such-thing is no message of English"),
        ("paper-which = Welches { $what }?\n", r"paper-which has no \$what in English"),
        ("paper-which = Welches?\npaper-which = Welches?\n", r"line 2, .*is there twice"),
        ("paper-which = { paper-not-yet }\npaper-not-yet = { paper-which }\n", r"line 1, .*paper-which again"),
        ("paper-which = { paper-what }\n", r"line 1, .*refers to paper-what"),
        ("paper-which =\n    .label = Welches?\n", r"line 1, .*no words of its own"),
    ],
)
def test_a_broken_language_is_refused(tmp_path: Path, text: str, what: str) -> None:
    """In one sentence that names file and line."""
    with pytest.raises(CannotStart, match=what) as refused:
        write(tmp_path, text)
    assert str(tmp_path / "de.ftl") in str(refused.value)


def test_a_file_of_another_name_or_none_is_refused(tmp_path: Path) -> None:
    """The name is the language; what cannot be read is told."""
    with pytest.raises(CannotStart, match=r"xx\.ftl cannot be read"):
        write(tmp_path, "", "xx.ftl")
    (tmp_path / "xx.ftl").rename(tmp_path / "de.ftl")
    (tmp_path / "de.ftl").write_bytes(b"\xff\xfe")
    with pytest.raises(CannotStart, match=r"de\.ftl cannot be read"):
        load_languages(tmp_path)
    with pytest.raises(CannotStart, match="LANGUAGES_FOLDER"):
        load_languages(tmp_path / "nowhere")


def test_what_was_said_is_kept_and_old_words_still_load() -> None:
    """A result goes through JSON as key and arguments; one of an earlier version keeps its English sentences."""
    why = (said("evidence-unasked", source="GitHub"), "as it was")
    reason = said("verdict-until-read", reason=said("verdict-fog-reason", why=why))
    result = ScanResult("2303.00001", Status.FOG, Confidence.LOW, reason, (), (), AT, notes=(said("note-fork"),))
    kept = from_json(to_json(result), ScanResult)
    assert kept == result
    assert in_english(kept.reason) == "GitHub could not be asked; as it was; full text still to be read"
    old = from_json(to_json(replace(result, reason="their repository is empty", notes=("A fork.",))), ScanResult)
    with speaking(english()):
        assert (word(old.reason), [sentence(note) for note in old.notes]) == ("their repository is empty", ["A fork."])
        assert sentence(kept.notes[0]) == "A fork."


def test_what_this_version_cannot_say_is_shown_by_its_key() -> None:
    """An answer does not fail of a message that another version had, or of an argument that it did not know."""
    reason = said("verdict-until-read", reason=said("verdict-of-tomorrow", n=3))
    assert word(reason) == "verdict-of-tomorrow; full text still to be read"
    assert word(said("verdict-old-age-reason", since=2004)) == "verdict-old-age-reason"


def test_evidence_of_an_earlier_version_is_not_shown_twice() -> None:
    """In English words or as it is said now, it is the same."""
    now = Evidence(EvidenceKind.FACT, said("evidence-title", title="A Survey"), "PWNC Scanner", "", AT)
    old = replace(now, text="Title-pattern auto-detect: A Survey")
    other = replace(now, text="Title-pattern auto-detect: A Theory")
    assert without_repeats((old, now, other)) == (now, other)
