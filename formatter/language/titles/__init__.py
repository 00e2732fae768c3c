"""Speaker lines in English: affiliation and positions composed by a grammar over the glossary and data tables."""

from formatter.language.titles.line import LinePart, SpeakerLine, UnknownPart, compose_speaker_line

__all__ = ["LinePart", "SpeakerLine", "UnknownPart", "compose_speaker_line"]
