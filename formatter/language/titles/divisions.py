"""Divisions inside the names of bodies: Hubei Provincial, Wuhan Municipal, Jing'an District; and what stands behind them."""

from __future__ import annotations

from formatter.language.places import Place

LEVEL_WORDS = tuple(
    ["自治区", "自治州", "自治县", "新区", "省", "市", "区", "县", "州", "旗", "盟", "镇", "乡", "村", "街道"]
)
_LEVEL_OF = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "自治州": "prefecture", "盟": "prefecture", "区": "district",
             "新区": "district", "县": "county", "自治县": "county", "旗": "county", "镇": "town", "乡": "town", "街道": "town", "村": "village"}  # fmt: skip
GENERIC = {"省": "Provincial", "自治区": "Autonomous Regional", "市": "Municipal", "州": "Prefectural", "自治州": "Prefectural", "盟": "League", "区": "District",
            "新区": "New Area", "县": "County", "自治县": "County", "旗": "Banner", "镇": "Township", "乡": "Township", "街道": "Subdistrict", "村": "Village"}  # fmt: skip


def adjective(place: Place) -> str:
    """The division as an adjective: Hubei Provincial, Wuhan Municipal, Dongxihu District."""
    en = place.en
    if place.level == "province":
        if en.endswith("Autonomous Region"):
            return f"{en.removesuffix(' Region')} Regional"
        if en.endswith("Special Administrative Region"):
            return place.name
        municipal = not en.endswith(" Province") and place.name in _MUNICIPALITIES
        return f"{place.name} {'Municipal' if municipal else 'Provincial'}"
    if place.suffix in ("自治州", "州") or en.endswith("Autonomous Prefecture"):
        return f"{en.removesuffix(' Autonomous Prefecture').removesuffix(' Prefecture')} Prefectural"
    if place.suffix == "地区":
        return f"{place.name} Prefectural"
    if place.level in ("prefecture", "county") and place.suffix in ("市", "") and en == place.name:
        return f"{place.name} Municipal"
    if en.endswith(" City"):
        return f"{place.name} Municipal"
    if en.endswith((" Town", " Township")):
        return f"{place.name} Township"
    return en if en != place.name else f"{place.name} Municipal"


_MUNICIPALITIES = frozenset(("Beijing", "Shanghai", "Tianjin", "Chongqing"))


def full_name(place: Place) -> str:
    """Hubei Province, Wuhan, Dongxihu District; a municipality by its bare name."""
    if place.level == "province" and place.suffix == "" and place.name in _MUNICIPALITIES | {"Hong Kong", "Macao"}:
        return place.name
    return place.en


def tail_of(places: tuple[Place, ...]) -> tuple[str, ...]:
    """What is said of the divisions above a body, smallest first."""
    return tuple(full_name(p) for p in reversed(places))


def level_english(template: str, place: Place) -> str:
    museum = adjective(place) if place.level == "province" and place.suffix else place.name
    return template.format(adj=adjective(place), name=place.name, full=place.en, museum=museum)


def from_context(generic: str, context: tuple[Place, ...]) -> tuple[Place, ...]:
    """The division of that kind that the line named before, with those above it."""
    level = _LEVEL_OF[generic]
    for i in range(len(context) - 1, -1, -1):
        place = context[i]
        municipal = generic == "市" and (
            place.level == "prefecture" or place.name in _MUNICIPALITIES or place.suffix == "市"
        )
        if place.level == level or municipal:
            return context[: i + 1]
    return ()
