"""With whom members share what is theirs: people they talk with, groups they are in, the care team."""
