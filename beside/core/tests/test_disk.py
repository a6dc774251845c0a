"""Letting go of what was deleted; that it leaves the files is seen in tests/service/test_erasing.py."""

import pytest
from django.db import connection, transaction

from beside.core import disk


@pytest.mark.django_db(transaction=True)
def test_it_is_for_later_inside_of_a_transaction() -> None:
    assert disk.let_go()
    with transaction.atomic():
        assert disk.let_go() is (connection.vendor != "sqlite")
