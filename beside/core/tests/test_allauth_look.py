"""allauth's pages fall into our frame and are made of our parts."""

import re
from importlib.resources import files

import pytest
from allauth.account.forms import ResetPasswordForm
from django.template.loader import get_template

from beside.core.tests.frames import show

KIT = files("allauth") / "templates" / "allauth" / "elements"


@pytest.mark.parametrize("name", sorted(entry.name for entry in KIT.iterdir()))
def test_every_element_is_ours(name: str) -> None:
    origin = get_template(f"allauth/elements/{name}").template.origin.name  # type: ignore[attr-defined]
    assert "beside/core/templates" in origin


def test_a_page_to_come_in_stands_in_our_frame() -> None:
    form = ResetPasswordForm({"email": ""})
    assert not form.is_valid()
    html = show("account/password_reset.html", {"form": form}, places=[], account=None)
    assert 'class="bar"' in html
    assert 'aria-describedby="id_email_error"' in html
    assert re.search(r"<title>[^<]+ · Beside</title>", html)
    assert " style=" not in html
    assert "placeholder" not in html


def test_a_page_without_mistakes_has_no_summary() -> None:
    html = show("account/password_reset.html", {"form": ResetPasswordForm()}, places=[], account=None)
    assert "data-summary" not in html
