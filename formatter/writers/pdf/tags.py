"""The structure tree: what each piece of text is, in which language, in reading order (PDF/UA-1, ISO 14289-1).

Reading order is that of the plan: Chinese, then English, row by row, whatever stands beside it on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from formatter.writers.pdf.objects import Objects, Raw, number, text_string


@dataclass(slots=True)
class Element:
    """A structure element; ``kids`` are its children or, as (page, MCID), marked content."""

    tag: str
    lang: str = ""
    kids: list[Element | tuple[int, int] | Raw] = field(default_factory=list)
    raw: Raw | None = None
    title: str = ""
    id: str = ""  # unique in the document; every Note has one (ISO 14289-1 7.9)
    alt: str = ""  # what stands for a Figure
    box: tuple[float, float, float, float] | None = None  # where a Figure is, points (ISO 32000-1 14.8.5.4.3)


class TagTree:
    """Collects elements while pages are drawn, writes them at the end."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.owners: list[list[Element]] = []  # for each page, the element of each MCID
        self.annotations: list[tuple[Raw, Element]] = []  # in the order of their StructParent keys

    def add(
        self, parent: Element, tag: str, lang: str = "", title: str = "", id: str = "", alt: str = ""
    ) -> Element:
        element = Element(tag, lang, title=title, id=id, alt=alt)
        parent.kids.append(element)
        return element

    def mark(self, element: Element, page: int) -> int:
        """Give the next MCID of a page to an element."""
        while len(self.owners) <= page:
            self.owners.append([])
        mcid = len(self.owners[page])
        self.owners[page].append(element)
        element.kids.append((page, mcid))
        return mcid

    def annotate(self, element: Element, annotation: Raw, pages: int) -> int:
        """Attach a link annotation to its element; returns its key in the parent tree (after those of the pages)."""
        element.kids.append(annotation)
        self.annotations.append((annotation, element))
        return pages + len(self.annotations) - 1

    def write(self, objects: Objects, pages: list[Raw]) -> Raw:
        """Write the tree. Returns the StructTreeRoot."""
        top = objects.add()
        self._number(self.root, objects)
        assert self.root.raw is not None
        self._write(self.root, top, pages)
        while len(self.owners) < len(pages):
            self.owners.append([])
        leaves = [
            (key, f"[{' '.join(e.raw.ref for e in owners if e.raw)}]") for key, owners in enumerate(self.owners)
        ]
        leaves += [(len(pages) + i, e.raw.ref) for i, (_, e) in enumerate(self.annotations) if e.raw]
        tree = self._number_tree(objects, leaves)
        top.text = (
            f"<</Type/StructTreeRoot/K[{self.root.raw.ref}]/ParentTree {tree.ref}"
            f"/ParentTreeNextKey {len(pages) + len(self.annotations)}>>"
        )
        return top

    def _number(self, element: Element, objects: Objects) -> None:
        stack = [element]
        while stack:
            current = stack.pop()
            current.raw = objects.add()
            stack.extend(k for k in reversed(current.kids) if isinstance(k, Element))

    def _write(self, element: Element, parent: Raw, pages: list[Raw]) -> None:
        stack = [(element, parent)]
        while stack:
            current, above = stack.pop()
            assert current.raw is not None
            kids, page = [], None
            for kid in current.kids:
                if isinstance(kid, Element):
                    assert kid.raw is not None
                    kids.append(kid.raw.ref)
                    stack.append((kid, current.raw))
                elif isinstance(kid, Raw):
                    kids.append(f"<</Type/OBJR/Obj {kid.ref}{f'/Pg {pages[page].ref}' if page is not None else ''}>>")
                else:
                    if page is None:
                        page = kid[0]
                    kids.append(
                        str(kid[1])
                        if kid[0] == page
                        else f"<</Type/MCR/Pg {pages[kid[0]].ref}/MCID {kid[1]}>>"
                    )
            text = f"<</Type/StructElem/S/{current.tag}/P {above.ref}"
            if current.lang:
                text += f"/Lang({current.lang})"
            if current.title:
                text += f"/T{text_string(current.title)}"
            if current.id:
                text += f"/ID({current.id})"
            if current.alt:
                text += f"/Alt{text_string(current.alt)}"
            if current.box:
                text += f"/A<</O/Layout/Placement/Block/BBox[{' '.join(map(number, current.box))}]>>"
            if page is not None:
                text += f"/Pg {pages[page].ref}"
            current.raw.text = f"{text}/K[{' '.join(kids)}]>>"

    def _number_tree(self, objects: Objects, leaves: list[tuple[int, str]]) -> Raw:
        """A number tree of two levels, 64 entries a leaf (ISO 32000-1 7.9.7)."""
        kids = []
        for start in range(0, len(leaves), 64):
            part = leaves[start : start + 64]
            nums = " ".join(f"{key} {value}" for key, value in part)
            kids.append(objects.add(f"<</Limits[{part[0][0]} {part[-1][0]}]/Nums[{nums}]>>").ref)
        return objects.add(f"<</Kids[{' '.join(kids)}]>>")
