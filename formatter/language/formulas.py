"""What speakers say at the beginning and the end of a speech: salutations and thanks, composed by rule.

尊敬的各位嘉宾，女士们、先生们： is “Distinguished guests, ladies and gentlemen,” every time. A salutation that names
somebody (尊敬的王毅部长) is not one of these: its name and post are for the glossary and the engine.
"""

from __future__ import annotations

import re

from formatter.language.script import to_simplified
from formatter.language.tables import read_pairs

_RESPECT = re.compile("^(?:尊敬的|敬爱的|亲爱的)")
_PARTS = re.compile("[，,、；;！!]|　| (?=[\u4e00-\u9fff])")
_PAIRS = (("ladies", "gentlemen"), ("distinguished leaders", "distinguished guests"), ("dear teachers", "dear students"))
_TRAILING = "：:！!。.，, 　"


def render_formula(zh: str) -> str:
    """The English of a sentence that is nothing but a salutation or a closing formula; "" for any other sentence."""
    text = to_simplified(zh).strip()
    return _closing(text) or _salutation(text)


def _closing(text: str) -> str:
    """One formula, or several in a row: 谢谢！谢谢大家！ is said once."""
    said = []
    for part in filter(None, re.split("[！!。.]", text)):
        en = read_pairs("closings").get(part.strip(_TRAILING))
        if en is None:
            return ""
        said.append(en)
    if not said:
        return ""
    mark = "!" if text.endswith(("！", "!")) and any(s.startswith("I wish") for s in said) else "."
    return " ".join(f"{en}{mark if en.startswith('I wish') else '.'}" for en in dict.fromkeys(said))


def _salutation(text: str) -> str:
    found: list[str] = []
    greeting = ""
    for part in filter(None, _PARTS.split(text.rstrip(_TRAILING))):
        part = part.strip()
        en = read_pairs("salutations").get(part) or read_pairs("salutations").get(_RESPECT.sub("", part))
        if en is None:
            return ""
        if en.startswith(("good ", "hello")):
            greeting = en
        elif en not in found:
            found.append(en)
    if not found:
        return _sentence(greeting, "!") if greeting else ""
    for first, second in _PAIRS:
        if first in found and second in found and found.index(second) == found.index(first) + 1:
            at = found.index(first)
            found[at : at + 2] = [f"{first} and {second.removeprefix('distinguished ').removeprefix('dear ')}"]
    address = ", ".join(found)
    if greeting:
        return f"{_sentence(address, ',')} {greeting}!"
    return _sentence(address, "," if text.endswith(("：", ":", "，", ",")) else "!")


def _sentence(text: str, mark: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{mark}"
