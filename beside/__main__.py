"""``python -m beside``."""

from beside.interfaces.cli.main import main

if __name__ == "__main__":
    main()
