"""The order in which ECMA-376 part 1 (annex A) wants the children of the elements that the writer builds.

Word refuses files that break it; this keeps the rule where no validator is installed.
"""

from __future__ import annotations

from lxml import etree

_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
ORDER = {
    name: children.split()
    for name, children in {
        "pPr": _PARAGRAPH,
        "rPr": _RUN,
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
        "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr p",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
        "tcMar": "top left start bottom right end",
        "tblCellMar": "top left start bottom right end",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "settings": "writeProtection view zoom embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData "
        "mirrorMargins defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl updateFields footnotePr "
        "endnotePr compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
        "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    }.items()
}


def misplaced(root: etree._Element) -> list[str]:
    """Name every child that its parent doesn't know or that stands after a later one."""
    found = []
    for parent in root.iter():
        order = ORDER.get(etree.QName(parent).localname)
        if order is None:
            continue
        last = 0
        for child in parent:
            name = etree.QName(child).localname
            where = f"{etree.QName(parent).localname}/{name}"
            if name not in order:
                found.append(f"{where} is unknown")
            elif order.index(name) < last:
                found.append(f"{where} is too late")
            else:
                last = order.index(name)
    return found
