"""Public names in addresses, as ``urls.py`` files ask for them."""

from beside.core.ids import REF_LENGTH


class Ref:
    """A row's public name: never mistaken for a page such as /talk/ask or /stories/mine."""

    regex = f"[2-9a-z]{{{REF_LENGTH}}}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value
