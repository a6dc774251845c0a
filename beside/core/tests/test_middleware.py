"""How pages travel."""

import gzip

from django.test import Client


def test_pages_come_compressed_but_not_beside_words_from_the_address(client: Client, db: None) -> None:
    taking = {"Accept-Encoding": "gzip, deflate, br"}
    small = client.get("/help", headers=taking)
    assert (small["Content-Encoding"], "Accept-Encoding" in small["Vary"]) == ("gzip", True)
    assert gzip.decompress(small.content).rstrip().endswith(b"</html>")
    assert len(small.content) * 2 < len(client.get("/help").content)
    for path, headers in (("/help", {}), ("/help?country=GB", taking), ("/manifest.webmanifest", taking)):
        assert "Content-Encoding" not in client.get(path, headers=headers)
