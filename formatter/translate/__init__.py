"""Segments to English: approved wording, cache, and the engine under the control of constraints."""
