"""Our reading of a package gives argostranslate's own translation.

argostranslate installs the package and its own code tokenizes, decodes and joins. Only its sentence splitters are
replaced, by one that leaves a sentence whole: stanza and minisbd need data that must be downloaded, and this
project splits sentences itself.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from formatter.engines.archive import read_archive
from formatter.engines.argos import ArgosEngine
from formatter.engines.packages import bundled_folder

pytest.importorskip("argostranslate.package", reason="the argos extra is not installed")

SENTENCES = (
    "媒体融合发展是一项长期任务。",
    "我们要坚持正确方向，走好创新之路，讲好中国故事。",
    "2022年，全市经济总量达到3.6万亿元，同比增长5.2%。",
    "一是加强队伍建设，二是完善体制机制，三是推动技术创新。",
    "感谢各位嘉宾的到来！",
    "“一带一路”倡议提出10年来，合作伙伴越来越多。",
    "县级融媒体中心打通了联系群众的“最后一公里”。",
    "龘靐齉爩是生僻字，API和5G是拉丁字母。",
    "请看 file_name_1 和⟪3⟫。",
)


@pytest.fixture(scope="module", params=["tiny", "in the box"])
def path(request: pytest.FixtureRequest, tiny_path: str) -> Path:
    return Path(tiny_path) if request.param == "tiny" else next(Path(bundled_folder()).glob("*.argosmodel"))


@pytest.fixture(scope="module")
def engine(path: Path) -> ArgosEngine:
    return ArgosEngine(read_archive(path.read_bytes(), str(path)))


@pytest.fixture(scope="module")
def argos(tmp_path_factory: pytest.TempPathFactory, path: Path) -> Callable[[str], str]:
    """argostranslate's translation by the package."""
    stubs = {}
    for name, parts in {"stanza": (), "minisbd": ("SBDetect", "models")}.items():
        if name not in sys.modules:
            stubs[name] = types.ModuleType(name)
            for part in parts:
                setattr(stubs[name], part, types.SimpleNamespace())
    sys.modules.update(stubs)
    try:
        from argostranslate import package, translate
    finally:
        for name in stubs:
            del sys.modules[name]
    import ctranslate2

    folder = tmp_path_factory.mktemp("argos")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("argostranslate.settings.package_data_dir", folder)
        package.install_from_path(path)
    (installed,) = package.get_installed_packages([folder])
    translator = ctranslate2.Translator(str(installed.package_path / "model"), compute_type="int8")
    whole = types.SimpleNamespace(split_sentences=lambda text: [text])

    def run(text: str) -> str:
        return translate.apply_packaged_translation(installed, text, translator, whole, 1)[0].value

    return run


@pytest.mark.parametrize("sentence", SENTENCES)
def test_same_translation(sentence: str, engine: ArgosEngine, argos: Callable[[str], str]) -> None:
    ours = engine.translate([sentence], mend_loops=False)[0].text
    assert ours.replace("_", " ") == argos(sentence)  # argostranslate turns every underscore into a blank


def test_batches_give_the_same_too(engine: ArgosEngine, argos: Callable[[str], str]) -> None:
    ours = [t.text.replace("_", " ") for t in engine.translate(SENTENCES, mend_loops=False)]
    assert ours == [argos(s) for s in SENTENCES]
