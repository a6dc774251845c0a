"""Pages of this app."""

from django.urls import URLPattern, path

from beside.foundation.accounts.views import entering, joining, library, settings, setup

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("join", entering.start, name="start"),
    path("join/code", entering.code, name="code"),
    path("join/year", entering.year, name="year"),
    path("join/not-yet", entering.not_yet, name="not_yet"),
    path("join/how", entering.how, name="how"),
    path("join/name", entering.name, name="name"),
    path("join/next", joining.next_page, name="next"),
    path("join/keep-codes", joining.keep_codes, name="keep_codes"),
    path("join/agree", joining.agree, name="agree"),
    path("join/waiting", joining.waiting, name="waiting"),
    path("join/come-in", joining.finish, name="finish"),
    path("setup/<str:secret>", setup.setup, name="setup"),
    path("accounts/recover", entering.recover, name="recover"),
    # The library's own, before it: same addresses.
    path("accounts/login/", library.sign_in, name="sign_in"),
    path("accounts/login/code/confirm/", library.confirm_code, name="confirm_code"),
    path("accounts/sessions/", library.sessions, name="sessions"),
    path("settings", settings.hub, name="settings"),
    path("settings/devices", settings.devices, name="devices"),
    path("settings/devices/<int:number>/end", settings.end_device, name="end_device"),
    path("settings/devices/end-others", settings.end_other_devices, name="end_other_devices"),
    path("settings/new-codes", settings.new_codes, name="new_codes"),
    path("settings/agreed", settings.agreed, name="agreed"),
    path("settings/agreed/<int:number>/take-back", settings.withdraw, name="withdraw"),
    path("settings/hints", settings.hints, name="hints"),
    path("settings/tokens", settings.tokens, name="tokens"),
    path("settings/tokens/<int:number>/end", settings.end_token, name="end_token"),
    path("settings/data", settings.data, name="data"),
    path("settings/erase", settings.erase, name="erase"),
    path("goodbye", settings.goodbye, name="goodbye"),
]
