"""Pages and tags → the bytes of one PDF file that is PDF/UA-1 and PDF/A-2a, the same for the same input."""

from __future__ import annotations

import io

import pikepdf

from formatter.layout.plan import BookPlan, OutlineEntry
from formatter.layout.styles import PageFormat
from formatter.writers.pdf.draw import Drawing, Place
from formatter.writers.pdf.embed import embed_face
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.metadata import info_dictionary, srgb_profile, xmp_packet
from formatter.writers.pdf.objects import Objects, Raw, number, text_string
from formatter.writers.pdf.pages import Page
from formatter.writers.pdf.pictures import embed_picture


def build_document(
    plan: BookPlan, form: PageFormat, pages: list[Page], drawing: Drawing, places: dict[str, Place], book: FontBook
) -> bytes:
    objects = Objects()
    tree = Raw()
    raws = [objects.add() for _ in pages]
    annotations = _links(objects, drawing, raws, places)
    tree = drawing.tags.write(objects, raws)
    fonts = "".join(f"/{face.name} {embed_face(objects, face).ref}" for face in book.used())
    images = "".join(f"/{name} {embed_picture(objects, *key).ref}" for name, key in drawing.pictures.items())
    resources = objects.add(f"<</Font<<{fonts}>>{f'/XObject<<{images}>>' if images else ''}>>")
    parent = objects.add()
    for index, (raw, stream) in enumerate(zip(raws, drawing.streams, strict=True)):
        contents = objects.add_stream(stream.encode("ascii"))
        links = annotations.get(index)
        raw.text = (
            f"<</Type/Page/Parent {parent.ref}/MediaBox[0 0 {number(form.width)} {number(form.height)}]"
            f"/Resources {resources.ref}/Contents {contents.ref}/StructParents {index}/Tabs/S"
            f"{f'/Annots[{links}]' if links else ''}>>"
        )
    parent.text = f"<</Type/Pages/Count {len(raws)}/Kids[{' '.join(r.ref for r in raws)}]>>"
    metadata = objects.add_stream(xmp_packet(plan.metadata), "/Type/Metadata/Subtype/XML", compress=False)
    profile = objects.add_stream(srgb_profile(), "/N 3", compress=False)
    intent = objects.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile.ref}>>"
    )
    outline = add_outline(objects, plan, raws, places)
    catalog = objects.add(
        f"<</Type/Catalog/Pages {parent.ref}/Lang({plan.metadata.language})/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {tree.ref}/Metadata {metadata.ref}/OutputIntents[{intent.ref}]"
        "/ViewerPreferences<</DisplayDocTitle true>>/PageLayout/TwoPageRight"
        f"{f'/Outlines {outline.ref}/PageMode/UseOutlines' if outline else ''}"
        f"/PageLabels<</Nums[{page_labels(pages)}]>>>>"
    )
    info = objects.add(info_dictionary(plan.metadata))
    return pack(objects.write(catalog, info))


# A compressed object stream that ends in a carriage return has two lengths for some readers (see objects.settle).
_AMBIGUOUS = b"\r\nendstream"


def pack(data: bytes, version: str = "") -> bytes:
    """Pack the objects into streams, with an identifier made of the contents. ``version``: of PDF, if not the data's own."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for extra in range(12):
            out = io.BytesIO()
            pdf.save(
                out,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                fix_metadata_version=False,
                force_version=version,
            )
            if _AMBIGUOUS not in out.getvalue():
                break
            # an object more at the front moves all others to other places in their streams
            empty = [pdf.make_indirect(pikepdf.Dictionary()) for _ in range(extra + 1)]
            pdf.Root["/ProceedingsPadding"] = pikepdf.Array(empty)
    return out.getvalue()


def page_labels(pages: list[Page]) -> str:
    """Roman numbers for the front matter, arabic ones from the first page of the body."""
    first = next((i for i, p in enumerate(pages) if p.numbering == "arabic"), None)
    cover = sum(p.numbering == "cover" for p in pages)
    parts = ["0 <</P(Cover)>>"] if cover else []
    if first is None or first > cover:
        parts.append(f"{cover} <</S/r>>")
    if first is not None:
        parts.append(f"{first} <</S/D/St {pages[first].label}>>")
    return " ".join(parts)


def _destination(place: Place, raws: list[Raw]) -> str:
    return f"[{raws[place.page].ref}/XYZ null {number(place.top)} null]"


def _links(objects: Objects, drawing: Drawing, raws: list[Raw], places: dict[str, Place]) -> dict[int, str]:
    """Write the link annotations; returns the references of each page's."""
    found: dict[int, list[str]] = {}
    for link in drawing.links:
        annotation = objects.add()
        key = drawing.tags.annotate(link.element, annotation, len(raws))
        annotation.text = (
            f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(number, link.box))}]/Border[0 0 0]/F 4"
            f"/Contents{text_string(link.contents)}/Dest{_destination(places[link.target], raws)}/StructParent {key}>>"
        )
        found.setdefault(link.page, []).append(annotation.ref)
    return {page: " ".join(refs) for page, refs in found.items()}


def add_outline(objects: Objects, plan: BookPlan, raws: list[Raw], places: dict[str, Place]) -> Raw | None:
    """Bookmarks: sections and sessions, speeches below their session."""
    entries: list[tuple[OutlineEntry, Place]] = [
        (section.outline, places[section.rows[0].id])
        for section in plan.sections
        if section.outline and section.rows and section.rows[0].id in places
    ]
    if not entries:
        return None
    root = objects.add()
    nodes = [objects.add() for _ in entries]
    parents: list[int] = []  # index of each entry's parent, -1 for the root
    path: list[int] = []
    for index, (entry, _) in enumerate(entries):
        while path and entries[path[-1]][0].level >= entry.level:
            path.pop()
        parents.append(path[-1] if path else -1)
        path.append(index)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    for siblings in children.values():
        for position, index in enumerate(siblings):
            entry, place = entries[index]
            parent = parents[index]
            text = f"<</Title{text_string(entry.title)}/Dest{_destination(place, raws)}"
            text += f"/Parent {nodes[parent].ref if parent >= 0 else root.ref}"
            if position:
                text += f"/Prev {nodes[siblings[position - 1]].ref}"
            if position + 1 < len(siblings):
                text += f"/Next {nodes[siblings[position + 1]].ref}"
            if below := children.get(index):
                text += f"/First {nodes[below[0]].ref}/Last {nodes[below[-1]].ref}/Count {len(below)}"
            nodes[index].text = text + ">>"
    top = children[-1]
    root.text = f"<</Type/Outlines/First {nodes[top[0]].ref}/Last {nodes[top[-1]].ref}/Count {len(entries)}>>"
    return root
