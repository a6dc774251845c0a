"""An invented organisation to look around in: ``beside demo``."""

from beside.interfaces.cli.demo.filling import fill
from beside.interfaces.cli.demo.signing_in import print_sign_ins

__all__ = ["fill", "print_sign_ins"]
