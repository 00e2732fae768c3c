"""Pictures → their rows in the plan: portraits beside the titles of speeches, the logo on the title page and cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from formatter.layout.plan import BookPlan, Picture, PictureKind, Role, Row, Section, SectionKind
from formatter.layout.styles import Design
from formatter.model import Volume

PORTRAIT_RATIO = 4 / 5  # width to height, the shape of passport and press photographs
BESIDE = 2  # this many portraits stand beside a title; more go below it
LOGO_WIDTH = 0.4  # of the text's width, at most
LEAST_MEASURE = 8  # em of the title's size that have to be left for it
GAP = 12.0  # points between a portrait and the text beside it
_CAP_HEIGHT = 0.67  # of the size, in the text faces
_SPOKEN = (SectionKind.FOREWORD, SectionKind.SPEECH)
_WITH_LOGO = (SectionKind.COVER, SectionKind.TITLE_PAGE)


@dataclass(frozen=True, slots=True)
class Album:
    """The volume's pictures. ``portraits``: a speaker's Chinese name → the portrait."""

    portraits: Mapping[str, Picture] = field(default_factory=dict)
    logo: Picture | None = None


def add_pictures(plan: BookPlan, volume: Volume, album: Album) -> BookPlan:
    """Give each speech and foreword the portraits of its speakers, in their order, and the title page and cover the logo."""
    speakers = {speech.id: [s.speaker.name for s in speech.speakers] for speech in volume.speeches}

    def illustrated(section: Section) -> Section:
        if section.kind in _WITH_LOGO and album.logo:
            return replace(section, rows=_with_logo(section, album.logo))
        if section.kind not in _SPOKEN:
            return section
        names = speakers.get(section.id, [])
        found = tuple(album.portraits[name] for name in dict.fromkeys(names) if name in album.portraits)
        if not found:
            return section
        return replace(section, rows=(replace(section.rows[0], pictures=found), *section.rows[1:]))

    return replace(plan, sections=tuple(map(illustrated, plan.sections)))


def _with_logo(section: Section, logo: Picture) -> tuple[Row, ...]:
    """A row of its own, above the publisher at the foot, or last where no publisher is named."""
    row = Row(f"{section.id}-logo", None, None, pictures=(logo,))
    before = next((n for n, r in enumerate(section.rows) if n and r.id.endswith("publisher")), len(section.rows))
    return (*section.rows[:before], row, *section.rows[before:])


def portrait_size(design: Design) -> tuple[float, float]:
    """Width and height in points: from the top of a title's capitals down to a baseline of the grid."""
    title = design.roles[Role.SPEECH_TITLE].en
    height = (design.portrait - title.leading) * design.unit + _CAP_HEIGHT * title.size
    return height * PORTRAIT_RATIO, height


def drop_to_capitals(design: Design) -> float:
    """Points from the top of a speech's title down to the top of its capitals."""
    title = design.roles[Role.SPEECH_TITLE].en
    return title.leading * design.unit - design.drop - _CAP_HEIGHT * title.size


def room_beside(pictures: Sequence[Picture], design: Design, measure: float) -> float:
    """Points that portraits take from the measure of the English text beside them.

    None where they stand in a strip below the text: more than two, or so many that the title would be squeezed.
    """
    portraits = [p for p in pictures if p.kind is PictureKind.PORTRAIT]
    room = len(portraits) * (portrait_size(design)[0] + GAP)
    least = LEAST_MEASURE * design.roles[Role.SPEECH_TITLE].en.size
    return room if len(portraits) <= BESIDE and measure - room >= least else 0.0


def logo_size(design: Design, measure: float, logo: Picture) -> tuple[float, float]:
    """Width and height in points: the design's height, less where the logo would be too wide for the measure (points)."""
    scale = min(design.logo * design.unit / logo.height, LOGO_WIDTH * measure / logo.width)
    return logo.width * scale, logo.height * scale


def printed_resolution(picture: Picture, width: float, height: float) -> float:
    """Dots per inch of a picture that fills a box (points) and is cropped to its shape."""
    return min(picture.width / width, picture.height / height) * 72
