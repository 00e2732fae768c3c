"""A volume's pictures: which file shows whom, looked at and ready to be printed.

A file that is named after a speaker, in Chinese or in English, is the speaker's portrait: 孟林.jpg, Meng Lin.png.
proceedings.toml has the exceptions, the logo, and alternative texts of the editors' own.
"""

from formatter.pictures.choose import load_pictures

__all__ = ["load_pictures"]
