"""The API, put together."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema

from beside import __version__
from beside.core.refusal import Refused
from beside.interfaces.api import groups, talks
from beside.interfaces.api.auth import Bearer, caller

api = NinjaAPI(
    title="Beside",
    version=__version__,
    description="Peer support, for programs. Bearer tokens with scopes; `beside token` makes them.",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
)


class MeOut(Schema):
    """The caller."""

    ref: str


@api.get("/me", response=MeOut, auth=Bearer("profile"), tags=["me"])
def me(request: HttpRequest) -> dict[str, str]:
    """Who the token speaks for."""
    return {"ref": caller(request).ref}


api.add_router("", talks.router)
api.add_router("", groups.router)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A clear no, in the words a person could read."""
    problem = {"error": refusal.code, "words": str(refusal.words), "retry_after": refusal.retry_after}
    response = api.create_response(request, problem, status=429 if refusal.retry_after else 422)
    if refusal.retry_after:
        response.headers["Retry-After"] = str(int(refusal.retry_after))
    return response
