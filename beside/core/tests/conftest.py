"""What the frame's tests share."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from beside.core.tests.frames import Served


@pytest.fixture(autouse=True)
def plain_static(settings: Settings) -> None:
    """File names as they are in the folder: nothing has been collected in a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # Core stands below the app that fills the frame; these tests fill it themselves, and open no database.
    [engine] = settings.TEMPLATES
    kept = [name for name in engine["OPTIONS"]["context_processors"] if name.startswith("django.")]
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "context_processors": kept}}]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., tuple[Page, Served]]]:
    """Opens a browser window served from memory: ``opened({"/today": html}, script=False)``."""
    contexts = []

    def start(pages: dict[str, str], *, script: bool = True, width: int = 1280) -> tuple[Page, Served]:
        context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        return page, Served(page, pages)

    yield start
    for context in contexts:
        context.close()
