"""What abstracts in other languages than English say of their code; English is in `offers`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.models import Statement
from bot.reading.offer import Offer
from bot.reading.text import holds_any


@dataclass(frozen=True, slots=True)
class _Language:
    """The words for code, for asking, for what is to come and for what is there, in one language."""

    code: re.Pattern[str]
    asking: re.Pattern[str]
    to_come: re.Pattern[str]
    there: re.Pattern[str]


def _language(code: str, asking: str, to_come: str, there: str) -> _Language:
    return _Language(*(re.compile(pattern) for pattern in (code, asking, to_come, there)))


_LANGUAGES = (
    _language(  # French
        r"\b(?:le|notre|les|nos|un) (?:codes? ?(?:source)?|logiciels?|programmes?)\b|\bimplémentation\b"
        r"|\bbibliothèque\b",
        r"\bsur (?:simple )?demande\b|\bauprès des auteurs\b",
        r"\b(?:sera|seront)\b.{0,40}\b(?:disponible|publié|accessible|diffusé|mis|rendu|ouvert)",
        r"\b(?:disponibles?|librement accessibles?|publiés?|téléchargeables?|code ouvert)\b",
    ),
    _language(  # Spanish and Portuguese
        r"\b(?:el|nuestro|los|o|nosso|os) (?:códigos?(?: (?:fuente|fonte))?|software|programas?)\b",
        r"\b(?:bajo|previa|mediante|sob) (?:petición|solicitud|solicitação|pedido)\b",
        r"\b(?:será|serán|estará|serão|estarão)\b.{0,40}\b(?:disponi|dispon|publicad|liberad|público)",
        r"\b(?:disponibles?|disponível|disponíveis|código abierto|código aberto|publicados?)\b",
    ),
    _language(  # German
        r"\b(?:der|unser|die|das) (?:quell-?codes?|quelltext|codes?|software|programm|implementierung)\b",
        r"\bauf (?:an|nach)frage\b|\bbei den autoren\b",
        r"\b(?:wird|werden)\b.{0,40}\b(?:veröffentlicht|verfügbar|bereitgestellt|zugänglich)",
        r"\b(?:verfügbar|erhältlich|veröffentlicht|quelloffen|zugänglich)\b",
    ),
    _language(  # Russian
        r"\b(?:исходный )?код\b|\bпрограммный код\b|\bпакет программ\b",
        r"\bпо запросу\b",
        r"\bбудет\b.{0,30}(?:опубликован|доступен|выложен|открыт)",
        r"\b(?:доступен|опубликован|выложен|открыт)\b",
    ),
    _language(  # Chinese
        r"代码|源码|软件包|工具包",
        r"索取|联系作者",
        r"(?:将|即将|会).{0,12}(?:公开|开源|发布)",
        r"开源|公开|可在|获取|发布",
    ),
)  # fmt: skip


_ASCII_WORDS = frozenset(
    "disponible disponibles logiciel sera seront quellcode quelltext anfrage implementierung".split()
)
_STEMS = (
    "disponib",
    "disponív",
    "publié",
    "código",
    "logiciel",
    "fügbar",
    "hältlich",
    "öffentlich",
    "код",
    "代码",
    "源码",
    "件包",
    "具包",
)


def may_be_foreign(flat: str, words: frozenset[str]) -> bool:
    """Whether a lower-case text with these words may speak of code in another language."""
    if flat.isascii():
        return not _ASCII_WORDS.isdisjoint(words)
    return holds_any(flat, _STEMS)


def find_foreign_offer(sentence: str) -> Offer | None:
    """What a lower-case sentence in another language says of code, or None."""
    for language in _LANGUAGES:
        code = language.code.search(sentence)
        if code is None:
            continue
        for statement, pattern in (
            (Statement.ON_REQUEST, language.asking),
            (Statement.PROMISED, language.to_come),
            (Statement.RELEASED, language.there),
        ):
            said = pattern.search(sentence)
            if said:
                return Offer(statement, min(code.start(), said.start()), max(code.end(), said.end()))
    return None
