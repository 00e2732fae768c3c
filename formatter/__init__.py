"""Bilingual proceedings: Chinese speeches in, a glossary-controlled Chinese–English volume out."""

__version__ = "0.1.0"
