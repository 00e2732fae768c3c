"""Every diagnostic code: its severity and what it means, from which docs/diagnostics.md is generated.

A code is named for the fault, kebab-case, and never reused. ``fatal`` codes stop the build before it writes.
Each room keeps its codes together below.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    severity: str  # "error", "warning" or "note"
    explanation: str
    fatal: bool = False


_CONFIG = {
    "config-syntax": Code("error", "proceedings.toml is not valid TOML.", True),
    "config-unknown": Code("error", "A setting in proceedings.toml is not known; the nearest right name is shown.", True),
    "config-value": Code("error", "A setting in proceedings.toml has a value of the wrong type or outside its range.", True),
    "config-untranslated": Code(
        "warning", "A text of the volume in proceedings.toml has no English; its place in the English is left empty."
    ),
    "config-missing-file": Code("error", "A file or folder that proceedings.toml names does not exist.", True),
    "no-speeches": Code("error", "The volume's seeds folder holds no file that can be read.", True),
    "seed-skipped": Code("warning", "A file in the seeds folder is of a kind that is not read; its text is not in the volume."),
    "speech-twice": Code("warning", "Two speeches of the volume have the same text: a file may have been copied."),
    "seed-unreadable": Code("error", "A speech file can't be opened.", True),
    "order-unmatched": Code("error", "An entry of speeches.order matches no speech.", True),
    "order-rest": Code("note", "Speeches that speeches.order leaves out follow after the others."),
}

_READERS = {
    "unknown-format": Code("error", "A source file has a suffix that no reader knows; .txt, .md and .docx are read.", True),
    "file-empty": Code("error", "A source file holds no text.", True),
    "file-binary": Code("error", "A source file is no text at all, or of another kind than its suffix says.", True),
    "docx-damaged": Code("error", "A Word file can't be opened, in whole or in part.", True),
    "bytes-undecodable": Code("error", "Bytes in a text file fit no encoding; the text there is lost."),
    "text-damaged": Code("warning", "The text holds signs that an earlier conversion left where characters were lost."),
    "encoding-guessed": Code("note", "A text file's encoding was worked out from its bytes, since nothing in it says it."),
    "no-speech-found": Code("error", "No title, speaker and text could be told apart in a source file.", True),
    "line-unclear": Code("warning", "A line could be a title, a speaker or text; which one was a near thing."),
    "speech-without-title": Code("warning", "A speech has a speaker and text, and no line that looks like its title."),
    "speech-without-speaker": Code("warning", "A speech has a title and text, and no line that looks like its speaker."),
    "speech-without-text": Code("warning", "A speech has a title or speaker, and no paragraph."),
    "speaker-without-name": Code("warning", "A speaker line names a post or body, and no person."),
    "speaker-name-unclear": Code("warning", "What was taken for a speaker's name has no surname that is known."),
    "text-outside-speech": Code("warning", "Text stands before the first speech or between a heading and its first speech; it is not printed."),
    "furniture-left-out": Code("note", "Page numbers or a list of contents in a source file were left out."),
    "lines-joined": Code("note", "Lines that had been broken at a fixed width were joined to paragraphs."),
    "docx-table": Code("warning", "Text from a table in a Word file was read as plain lines."),
    "docx-text-box": Code("warning", "Text from a text box in a Word file was read as plain lines."),
    "docx-left-out": Code("warning", "Footnotes, comments, headers or pictures of a Word file are not printed."),
    "docx-tracked-changes": Code("note", "A Word file has tracked changes; they were read as if accepted."),
}

_LANGUAGE = {
}

_GLOSSARY = {
    "glossary-missing": Code("error", "A glossary file that the configuration names does not exist.", True),
    "glossary-unreadable": Code("error", "A glossary file is damaged, locked or in no encoding that is known.", True),
    "glossary-format": Code("error", "A glossary file is of a kind that is not read.", True),
    "glossary-skipped": Code("note", "A file in the glossary folder is of a kind that is not read as a glossary."),
    "glossary-encoding": Code("note", "A glossary file does not say its encoding; the one that fits was taken."),
    "glossary-header": Code("error", "A glossary file lacks its Chinese or English column, or has a column twice.", True),
    "glossary-column": Code("warning", "A column's name is not known, so what stands in it is not used."),
    "glossary-cells": Code("error", "A row has more cells than the file has columns: an unquoted comma, mostly.", True),
    "glossary-quote": Code("error", "A quotation mark opens a cell and is never closed.", True),
    "glossary-value": Code("error", "A kind, case, status or yes/no value is not known; the nearest right one is shown.", True),
    "glossary-spaces": Code("note", "A cell starts or ends with spaces, or has several together; they were left out."),
    "glossary-empty": Code("error", "A row lacks its Chinese or its English.", True),
    "glossary-duplicate": Code("warning", "Two rows are the same; one of them is enough."),
    "glossary-conflict": Code("error", "Two rows of a file give the same Chinese different English and nothing decides between them.", True),
    "glossary-override": Code("warning", "A row gives a term other English than a row of an earlier file; the later file wins."),
    "glossary-shadowed": Code("warning", "A row can never win: another row with the same Chinese always comes first."),
    "glossary-han-in-english": Code("error", "The English of a row holds Chinese characters.", True),
    "glossary-no-han": Code("warning", "The Chinese column of a row holds no Chinese: two columns may be exchanged."),
    "glossary-quotes": Code("warning", "Quotation marks or brackets in a row do not pair."),
    "glossary-lookalike": Code("warning", "A character in the English is not the one that it looks like (Cyrillic а, full-width A, a Unicode hyphen)."),
    "glossary-expansion": Code("warning", "An acronym has no full form for its first use."),
    "glossary-first-use": Code("warning", "A first-use form does not contain the row's English."),
    "glossary-forbidden": Code("error", "A rendering that one row forbids is required by that row or by another.", True),
    "glossary-nested": Code("note", "A row stands inside a longer row whose English has other words for it; the longer row wins."),
    "glossary-draft": Code("note", "A row is a draft and waits for confirmation."),
    "glossary-unused": Code("note", "A row matches nothing in this volume."),
    "glossary-scope": Code("warning", "A row's scope fits no speech of this volume."),
}

_MEMORY = {
    "memory-syntax": Code("error", "A file of approved wording is not well-formed TMX.", True),
    "memory-unit": Code("warning", "A unit of approved wording lacks its Chinese or its English and is not used."),
    "memory-conflict": Code("warning", "Two units of approved wording give the same source different English; the later is used."),
    "memory-near": Code("note", "A sentence much like this one has approved wording; it is shown with the difference, not used."),
    "cache-unsaved": Code("note", "The build cache could not be written; the next build translates everything again."),
    "cache-corrupt": Code("note", "Part of the build cache could not be read; what it held is translated again."),
}

_ENGINES = {
    "engine-damaged": Code("error", "An engine package is damaged, or has changed since it was installed; it is left out."),
}

_TRANSLATE = {
    "untranslated": Code("error", "Nothing could translate a segment; it is printed as visibly untranslated."),
    "constraint-conflict": Code("error", "A glossary row forbids what it requires; the requirement was obeyed."),
    "approved-term": Code("warning", "Approved wording lacks the rendering that a glossary row requires; both are named."),
    "name-uncertain": Code("warning", "A name was romanised by rule and could be read otherwise; ask the speaker."),
    "position-unknown": Code("warning", "Part of a speaker line is in no glossary; the engine translated it."),
}

_CHECKS = {
    "term-missing": Code("error", "A rendering that the glossary, a name or a number requires is not in the English."),
    "term-forbidden": Code("error", "The English uses a rendering that a glossary row forbids for this Chinese."),
    "session-untranslated": Code("warning", "The date or place of a session has no English and stands on the Chinese side alone."),
    "number-value": Code("error", "A number of the Chinese is not in the English, or has another value there."),
    "number-direction": Code("error", "A number has the right value and the wrong direction: 近20 is not more than 20."),
    "number-unit": Code("warning", "A number stands with another unit than in the Chinese."),
    "number-added": Code("warning", "The English has a number that the Chinese does not."),
    "name-missing": Code("error", "A speaker's name stands in the Chinese and is missing or different in the English."),
    "inconsistent": Code("warning", "The same Chinese has different English in different places."),
    "han-in-english": Code("error", "Chinese characters are left in the English."),
    "placeholder-left": Code("error", "A mark that only the engine should see is left in the English."),
    "punctuation-left": Code("warning", "Chinese punctuation is left in the English."),
    "quotes-unbalanced": Code("warning", "Quotation marks or brackets of an English paragraph do not pair."),
    "omission": Code("warning", "The English is far shorter than its Chinese usually needs: something may be left out."),
    "addition": Code("warning", "The English is far longer than its Chinese usually needs: something may be added."),
    "enumeration": Code("warning", "The English counts fewer points (First, Second …) than the Chinese (一是、二是……)."),
    "repetition": Code("error", "A phrase is repeated over and over, as engines sometimes do."),
    "doubled-word": Code("warning", "The same English word stands twice running."),
    "spelling": Code("note", "An English word is in no dictionary and in no glossary row."),
    "low-confidence": Code("warning", "The engine is unsure of a sentence; a person should read it."),
}

_PICTURES = {
    "picture-missing": Code("error", "A picture that proceedings.toml names does not exist; the volume goes without it."),
    "picture-unreadable": Code("error", "A picture is damaged or can't be opened; the volume goes without it."),
    "picture-format": Code("error", "A picture is of a kind that is not printed; PNG, JPEG and SVG are."),
    "picture-skipped": Code("warning", "A file in the folder of pictures is of a kind that is not printed."),
    "picture-huge": Code("error", "A picture has more pixels than a book can use, and is left out."),
    "picture-external": Code("error", "An SVG takes in another file, which may not be there later; it is left out."),
    "picture-text": Code("warning", "An SVG has text, which is set in the book's faces instead of its own."),
    "picture-resolution": Code("note", "A picture has too few pixels to be printed sharply at its size."),
    "picture-unmatched": Code("note", "A picture is named after no speaker of this volume, and is not printed."),
    "picture-twice": Code("warning", "A speaker has two pictures; the first is printed."),
    "picture-speaker": Code("error", "proceedings.toml gives a picture to a speaker who is not in this volume."),
}

_WRITERS = {
    "design-syntax": Code("error", "A design's file is not valid TOML.", True),
    "design-unknown": Code("error", "A key in a design's file is not known; the nearest right name is shown.", True),
    "design-value": Code("error", "A value in a design's file is of the wrong type, or can't be set on paper.", True),
    "docx-facing-pages": Code("note", "The layout has facing pages, which Word can't keep level; the DOCX has two columns."),
    "missing-glyph": Code("error", "No face has a glyph for a character; 〓 is printed in its place."),
}

CODES: dict[str, Code] = {
    **_CONFIG,
    **_READERS,
    **_LANGUAGE,
    **_GLOSSARY,
    **_MEMORY,
    **_ENGINES,
    **_TRANSLATE,
    **_CHECKS,
    **_PICTURES,
    **_WRITERS,
}
