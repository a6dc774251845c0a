"""A measure is worded as it was published, or it is not shown at all."""

import json
import re
import shutil
from pathlib import Path

from django.core.checks import run_checks

from beside.features.checkins import measures


def test_every_file_is_what_the_lock_says() -> None:
    assert measures.wrong_with() == []
    assert set(measures.shipped()) == set(measures.ABOUT)


def test_a_changed_wording_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(measures.FOLDER, folder)
    changed = folder / "measures" / "phq-8.en.json"
    changed.write_text(changed.read_text().replace("Little interest", "Less interest"))
    (folder / "measures" / "own.en.json").write_text("{}")
    (folder / "measures" / "gad-2.en.json").unlink()
    assert len(measures.wrong_with(folder)) == 3


def test_a_pack_can_be_taken_out_whole_and_not_in_part(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(measures.FOLDER, folder)
    (folder / "packs" / "noncommercial" / "who-5.en.json").unlink()
    assert len(measures.wrong_with(folder)) == 1
    shutil.rmtree(folder / "packs" / "noncommercial")
    assert measures.wrong_with(folder) == []


def test_the_service_checks_it_at_the_start() -> None:
    assert not [problem for problem in run_checks() if problem.id == "checkins.E001"]


def test_what_must_stand_with_each() -> None:
    held = measures.shipped()
    for name in ("phq-9", "phq-8", "phq-2", "gad-7", "gad-2"):
        assert "No permission required to reproduce, translate, display or distribute." in held[name].notice
    assert "CC BY-NC-SA 3.0 IGO" in held["who-5"].notice
    assert [one.id for one in held.values() if one.pack] == ["who-5"]
    assert [one.id for one in held.values() if one.needs_pathway] == ["phq-9"]
    assert held["phq-9"].help_item == 9
    assert [one.text for one in held["phq-8"].items] == [one.text for one in held["phq-9"].items][:8]


def test_the_page_about_measures_names_every_one() -> None:
    page = (Path(__file__).parents[4] / "docs" / "measures.md").read_text(encoding="utf-8")
    for measure in measures.shipped().values():
        assert f"`{measure.id}`" in page
        assert measure.sha256[:12] in page
    assert not re.search(r"\bdiagnos(is|es) of\b", page)


def test_the_lock_holds_nothing_else() -> None:
    lock = json.loads((measures.FOLDER / "lock.json").read_text())
    assert all(re.fullmatch(r"[0-9a-f]{64}", value) for value in lock.values())
