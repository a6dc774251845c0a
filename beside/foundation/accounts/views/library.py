"""Pages of the sign-in library that we change a little."""

from typing import Any

from allauth.account.fields import PasswordField
from allauth.account.forms import LoginForm
from allauth.account.views import ConfirmLoginCodeView, LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from beside.foundation.accounts.access import public, signed_in


class NameAndPasswordForm(LoginForm):  # type: ignore[misc]
    """Asks for the password too. The library leaves it out where nobody gives one while joining by letter."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")

    def _setup_password_field(self) -> None:
        """Keep it."""


class SignIn(LoginView):  # type: ignore[misc]
    """The page to sign in, with every way there is."""

    form_class = NameAndPasswordForm


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """Where a code is typed; the link in the letter fills it in. Nothing is done until the button is pressed."""

    def get_initial(self) -> dict[str, Any]:
        """The code from the link."""
        return {**super().get_initial(), "code": self.request.GET.get("code", "")[:20]}


sign_in = public(SignIn.as_view())
confirm_code = public(ConfirmCode.as_view())


@signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Our own page says the same, ends single devices, and closes their open pages."""
    return redirect("accounts:devices")
