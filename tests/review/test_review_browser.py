"""The review page in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from lxml import html
from review_volumes import DIAGNOSTICS, small_volume

from formatter.review.html import write_review_html

pytestmark = pytest.mark.external

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Open a page in headless Chromium; give the document as it stands after scripts, and what the console said."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    folder = tmp_path_factory.mktemp("browser")

    def run(data: bytes):
        page = folder / "review.html"
        page.write_bytes(data)
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr"]
        command = [browser, *flags, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return html.document_fromstring(done.stdout), re.findall(r".*CONSOLE.*", done.stderr)

    return run


def test_page_loads_and_its_script_runs(load):
    page, console = load(write_review_html(small_volume(), DIAGNOSTICS))
    assert console == []
    assert not page.xpath("//form/@hidden")
    assert page.xpath("//output/text()") == ["7 of 7 segments"]


def shown(page) -> list[str]:
    return [a.get("id").removeprefix("seg-") for a in page.xpath("//article[not(@hidden)]")]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("f.order.value = 'worst'", ["s02-p01-1", "s01-p01-2", "s02-p01-2", "s01-p01-1", "x1", "s01-t", "s02-t"]),
        ("f.show.value = 'missing'", ["s01-p01-2"]),
        ("f.show.value = 'error'", ["s02-p01-1"]),
        ("f.show.value = 'clean'", ["x1", "s01-t", "s01-p01-1", "s02-t", "s02-p01-2"]),
        ("f.speech.value = 's02'", ["s02-t", "s02-p01-1", "s02-p01-2"]),
        ("f.text.value = 'TERMS.csv:7'", ["s01-p01-1"]),
        ("f.querySelector('[value=engine]').checked = false", ["x1", "s01-t", "s02-t", "s02-p01-1"]),
        ("f.order.value = 'worst'; f.dispatchEvent(new Event('input')); f.order.value = 'reading'",
         ["x1", "s01-t", "s01-p01-1", "s01-p01-2", "s02-t", "s02-p01-1", "s02-p01-2"]),
    ],
)  # fmt: skip
def test_filters_and_order(load, choice, expected):
    data = write_review_html(small_volume(), DIAGNOSTICS).decode()
    data = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", data)  # to let the test's own script in
    act = (
        f"<script>const f = document.getElementById('controls'); {choice}; f.dispatchEvent(new Event('input'))</script>"
    )
    page, console = load(data.replace("</body>", act + "</body>").encode())
    assert console == []
    assert shown(page) == expected
