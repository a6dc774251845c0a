"""The sign-in library's forms with our labels. What they check and do stays the library's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

_PASSKEY_NAME_HINT = _("So that you can tell it from others, like “my phone”.")


def _say(form: forms.Form, **labels: Any) -> None:
    for name, label in labels.items():
        form.fields[name].label = label


class ChangePassword(account.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=_("The password you have now"),
            password1=_("The new password"),
            password2=_("The new password again"),
        )


class SetPassword(account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("Your password"), password2=_("The same again"))


class PasswordFromLetter(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password for someone who came by the link in a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("The new password"), password2=_("The new password again"))


class SecondStep(codes.AuthenticateForm):  # type: ignore[misc]
    """The code asked for after the first step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("The code"))


class StillYouByCode(codes.ReauthenticateForm):  # type: ignore[misc]
    """The code asked for again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("The code from your app, or a recovery code"))


class ConnectApp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that shows codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("The code the app shows"))


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: its name, and whether it is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("A name for it"), passwordless=_("Let it sign me in by itself"))
        self.fields["name"].help_text = _PASSKEY_NAME_HINT
        self.fields["passwordless"].help_text = _("Then you need no password and no letter, only this passkey.")


class RenamePasskey(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("A name for it"))
        self.fields["name"].help_text = _PASSKEY_NAME_HINT
