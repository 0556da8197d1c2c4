"""A language is one file: what it lacks is English, and one that is broken is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CannotStart
from bot.said import said
from bot.words import Languages, load_languages, number, say, speaking, word


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
