"""The rules of the house that no linter knows. Each says what is wrong and where."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.safety import reviewing

HOUSE = Path(__file__).parents[2]
SOURCES = [path for path in (HOUSE / "beside").rglob("*.py") if "migrations" not in path.parts]
PRODUCT = [path for path in SOURCES if "tests" not in path.parts]
TEMPLATES = list((HOUSE / "beside").rglob("templates/**/*.html"))
OURS = "beside."


def _shown(path: Path) -> str:
    return str(path.relative_to(HOUSE))


# --- sizes ---
def test_files_stay_small() -> None:
    long = {_shown(path): n for path in PRODUCT if (n := path.read_text().count("\n")) > 400}
    assert not long, f"files over 400 lines: {long}"


def test_functions_stay_small() -> None:
    long = []
    for path in PRODUCT:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 50:
                    long.append(f"{_shown(path)}:{node.lineno} {node.name} {size}")
    assert not long, f"functions over 50 lines: {long}"


def test_no_plain_asserts_in_the_product() -> None:
    found = [
        f"{_shown(path)}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assert)
    ]
    assert not found, f"asserts vanish under -O: {found}"


def test_no_signals_and_no_utils() -> None:
    for path in PRODUCT:
        assert path.stem not in {"utils", "helpers", "misc"}, f"{_shown(path)}: say what it is for"
        assert "django.dispatch" not in path.read_text(), f"{_shown(path)}: call the function, do not signal"


# --- people ---
def _links_to_people(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    ]


def test_every_table_about_a_person_exports_and_erases() -> None:
    registered = {holding.table for holding in personal.holdings()}
    forgotten = [
        model._meta.label for model in apps.get_models() if _links_to_people(model) and model not in registered
    ]
    assert not forgotten, f"not in any personal.py: {forgotten}"


def test_every_sealed_text_is_registered_too() -> None:
    registered = {holding.table for holding in personal.holdings()}
    forgotten = [
        model._meta.label
        for model in apps.get_models()
        if any(isinstance(field, models.BinaryField) for field in model._meta.get_fields())
        and model not in registered
        and _links_to_people(model)
    ]
    assert not forgotten


def test_messages_can_be_reviewed() -> None:
    assert "talk.message" in reviewing.kinds()


# --- pages ---
def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for item in resolver.url_patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from _patterns(item, route)
        else:
            yield route, item


def test_every_page_has_an_access_rule() -> None:
    """allauth's pages keep their own rules; the API's are ninja's auth, tested beside it."""
    bare = [
        route
        for route, pattern in _patterns(get_resolver())
        if pattern.callback.__module__.startswith(OURS) and not hasattr(pattern.callback, "access")
    ]
    assert not bare, f"no access rule: {bare}"


def test_every_api_call_has_an_access_rule() -> None:
    from beside.interfaces.api.urls import api

    bare = [
        path
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if not operation.auth_callbacks
    ]
    assert not bare, f"no auth: {bare}"


# --- actions ---
def _actions() -> Iterator[tuple[str, object]]:
    for path in PRODUCT:
        if path.stem == "actions" or path.parent.name == "actions":
            module = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")
            if module == "beside.foundation.audit.actions":
                continue  # what writes down who acted
            found = __import__(module, fromlist=["*"])
            for name, value in vars(found).items():
                if inspect.isfunction(value) and not name.startswith("_") and value.__module__ == module:
                    yield f"{module}.{name}", value


# What stands beside actions without being one: names of things, wording, checks, letters, and what runs only inside
# another action (which has the actor).
NOT_DEEDS = re.compile(
    r"actions\.checks\.|\.(topic|\w+_context|words_of|keep_letter|free_name|code_words|check_password|another_operator)$"
    r"|\.(leaving\.empty|forget_the_erased|ask_for_another)$"
)


def test_every_action_has_an_actor() -> None:
    without = [
        name
        for name, action in _actions()
        if not NOT_DEEDS.search(name)
        and getattr(inspect.signature(action).parameters.get("actor"), "kind", None)  # type: ignore[arg-type]
        is not inspect.Parameter.KEYWORD_ONLY
    ]
    assert not without, f"no keyword `actor`: {without}"


# --- the log ---
CHANGES_THE_LOG = re.compile(
    r"\bEntry\.(objects|_default_manager|_base_manager)\b[^;]{0,200}?\.(update|delete|bulk_update|_raw_delete)\("
    r"|(UPDATE|DELETE FROM|TRUNCATE)\W+audit_entry",
    re.DOTALL,
)


def test_nothing_changes_or_deletes_what_the_log_holds() -> None:
    """But for the one statement that seals an entry, in sealing.py."""
    found = {
        _shown(path): len(hits)
        for path in PRODUCT
        if "Entry" in (text := path.read_text()) and (hits := CHANGES_THE_LOG.findall(text))
    }
    assert found == {"beside/foundation/audit/sealing.py": 1}


def _calls(node: ast.AST, name: str) -> bool:
    return any(
        isinstance(call, ast.Call) and (getattr(call.func, "attr", "") == name or getattr(call.func, "id", "") == name)
        for call in ast.walk(node)
    )


def _opens_a_text(node: ast.AST) -> bool:
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"read_for_case", "around"}
        and getattr(call.func.value, "id", "") != "actions"
        for call in ast.walk(node)
    )


# What its author reads of their own, or gets back, locked unread, with a statement of reasons.
FOR_ITS_AUTHOR = {("access_oncall", "measure"), ("deciding", "_own_text")}


def test_whoever_opens_a_text_for_staff_leaves_an_entry() -> None:
    """The text behind a case is opened in actions alone, each of which writes down that it was."""
    silent = []
    for path in PRODUCT:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and _opens_a_text(node):
                told = "actions" in path.parts and _calls(node, "record")
                if not told and (path.stem, node.name) not in FOR_ITS_AUTHOR:
                    silent.append(f"{_shown(path)}:{node.lineno} {node.name}")
    assert not silent, f"opens a member's text without an entry: {silent}"


# --- templates ---
INCLUDES = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")


@pytest.mark.parametrize("path", TEMPLATES, ids=_shown)
def test_a_template_includes_only_its_own_apps_or_cores(path: Path) -> None:
    home = path.parts[path.parts.index("templates") + 1]
    for name in INCLUDES.findall(path.read_text()):
        owner = name.split("/")[0]
        assert owner in {home, "core", "allauth"} or home in {"account", "mfa", "usersessions"}, name


@pytest.mark.parametrize("path", TEMPLATES, ids=_shown)
def test_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)", text)
    assert "<style" not in text


# What stands between tags and would be read aloud must be marked for translation. Data for a script is not read aloud.
TAGS = re.compile(
    r"<script data-allauth-onload[^>]*>.*?</script>"
    r"|<code>.*?</code>|{%\s*block \w+_class\s*%}[\w -]*{%\s*endblock\s*%}"
    r"|{%\s*(blocktranslate|blocktrans)\b.*?{%\s*end\1\s*%}|{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}"
    r"|<!--.*?-->|<[^>]+>|&[#\w]+;",
    re.DOTALL,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=_shown)
def test_every_string_is_marked_for_translation(path: Path) -> None:
    left = TAGS.sub(" ", path.read_text())
    words = re.findall(r"[^\W\d_]{2,}", left)
    allowed = {"Beside", "DOCTYPE"}
    if path.name == "styleguide.html" or path.suffix == ".txt":
        return
    assert not set(words) - allowed, f"{_shown(path)}: not marked for translation: {words[:8]}"


# --- docs ---
def test_every_setting_is_documented() -> None:
    from beside.config.env import Environment

    text = (HOUSE / "docs" / "settings.md").read_text()
    missing = [name for name in Environment.model_fields if f"BESIDE_{name.upper()}" not in text]
    assert not missing


def test_every_command_is_documented() -> None:
    from beside.interfaces.cli.main import main

    text = (HOUSE / "README.md").read_text() + (HOUSE / "docs" / "operating.md").read_text()
    assert not [name for name in main.commands if f"beside {name}" not in text]


def test_every_runtime_dependency_is_explained() -> None:
    text = (HOUSE / "docs" / "dependencies.md").read_text().lower()
    wanted = (HOUSE / "requirements" / "run.in").read_text() + (HOUSE / "requirements" / "dev.in").read_text()
    names = [re.split(r"[<>=\[]", line)[0].strip() for line in wanted.splitlines()]
    missing = [name for name in names if name and not name.startswith("-") and name.lower() not in text]
    assert not missing


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_what_the_product_imports_is_what_it_asks_for() -> None:
    """A package that only the tests bring along is missing where somebody just runs Beside."""
    wanted = (HOUSE / "requirements" / "run.in").read_text().splitlines()
    asked = {re.split(r"[<>=\[]", line)[0].strip().lower().replace("_", "-") for line in wanted}
    brings = packages_distributions()
    used = {name: path for path in PRODUCT for name in _imported(path)}
    missing = {
        name: _shown(path)
        for name, path in used.items()
        if name not in sys.stdlib_module_names | {"beside", "conftest"}
        and not {one.lower().replace("_", "-") for one in brings.get(name, [])} & asked
    }
    assert not missing, f"not in requirements/run.in: {missing}"


def test_the_repository_speaks_of_the_product_alone() -> None:
    """No path of a machine, and no registry: a lock names packages and hashes, nothing else."""
    for path in [*HOUSE.glob("*.*"), *HOUSE.glob("docs/*.md"), *HOUSE.glob("requirements/*")]:
        if path.is_file() and path.suffix in {".md", ".toml", ".txt", ".in"}:
            assert not re.search(r"pypi\.org|files\.pythonhosted|/work/|--find-links|--index-url", path.read_text()), (
                path
            )
