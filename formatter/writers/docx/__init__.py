"""The volume as an editable Word document."""

from formatter.writers.docx.document import write_docx

__all__ = ["write_docx"]
