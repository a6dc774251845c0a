"""Fields and forms: what is said about a field is tied to it."""

from collections.abc import Callable

import pytest
from django import forms
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from beside.core.styleguide import Sample
from beside.core.tests.frames import ORIGIN, Served

pytestmark = pytest.mark.browser
Opened = Callable[..., tuple[Page, Served]]


def form_page(form: forms.Form, **given: object) -> str:
    """A page with the whole form on it."""
    body = render_to_string("core/parts/form.html", {"form": form, "submit": "Save", **given})
    return f'<!doctype html><html lang="en"><title>Form</title><main>{body}</main>'


def test_the_summary_takes_focus_and_leads_to_the_field_without_script(opened: Opened) -> None:
    page, _ = opened({"/": form_page(Sample({"name": "", "feel": "low"}))}, script=False)
    page.goto(ORIGIN + "/")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    assert page.url.endswith("#id_name")


def test_an_error_is_tied_to_its_field_and_what_was_typed_is_kept(opened: Opened) -> None:
    sent = {"name": "", "email": "ben@", "feel": "low", "wishes": ["heard"]}
    page, _ = opened({"/": form_page(Sample(sent))})
    page.goto(ORIGIN + "/")
    name, email = page.locator("#id_name"), page.locator("#id_email")
    assert name.get_attribute("aria-invalid") == "true"
    assert name.get_attribute("aria-describedby") == "id_name_hint id_name_error"
    assert email.input_value() == "ben@"
    expect(page.locator("#id_email_error")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_a_field_without_a_mistake_says_nothing_of_one(opened: Opened) -> None:
    page, _ = opened({"/": form_page(Sample())})
    page.goto(ORIGIN + "/")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)


def test_sets_of_choices_are_named_groups(opened: Opened) -> None:
    page, _ = opened({"/": form_page(Sample())})
    page.goto(ORIGIN + "/")
    groups = page.get_by_role("group")
    expect(groups).to_have_count(2)
    assert page.locator("fieldset").nth(1).get_attribute("aria-describedby") == "id_wishes_hint"


def test_text_of_a_form_is_escaped() -> None:
    html = form_page(Sample({"name": "x", "story": "<script>alert(1)</script>", "feel": "low"}))
    assert "<script>alert" not in html
    wrong = Sample({})
    wrong.add_error(None, "<b>bold</b>")
    assert "<b>bold" not in form_page(wrong)
