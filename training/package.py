"""A CTranslate2 folder and a sentencepiece model → ``translate-zh_en-<version>.argosmodel``.

The archive is byte-identical for the same input: members are sorted and stamped with one fixed time.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

_STAMP = (2020, 1, 1, 0, 0, 0)


def package_name(version: str) -> str:
    return f"translate-zh_en-{version.replace('.', '_')}"


def write_package(
    model: Path, spm: Path, out: Path, version: str, readme: str, extra: Mapping[str, object] | None = None
) -> Path:
    """Write the package into the folder ``out`` and return its path.

    ``extra`` goes into metadata.json beside the fields that Argos knows (it ignores the rest).
    """
    metadata = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
        "links": [],
        "target_prefix": "",
        **(extra or {}),
    }
    members = {
        "metadata.json": json.dumps(metadata, ensure_ascii=False, indent=1).encode(),
        "README.md": readme.encode(),
        "sentencepiece.model": spm.read_bytes(),
        **{f"model/{file.name}": file.read_bytes() for file in sorted(model.iterdir())},
    }
    name = package_name(version)
    path = out / f"{name}.argosmodel"
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in sorted(members.items()):
            entry = zipfile.ZipInfo(f"{name}/{member}", _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, compresslevel=9)
    return path
