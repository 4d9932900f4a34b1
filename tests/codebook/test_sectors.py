"""The sectors of party files are those of the codebook's own rows, and PLOVER's others."""

from onrecord.codebook.load import document
from onrecord.codebook.party_file import SECTORS


def test_every_sector_of_the_codebook_is_one() -> None:
    files = ("data/sectors.toml", "data/organisations.toml", "data/roles.toml")
    found = {row["sector"] for f in files for table in document(f).values() if isinstance(table, list) for row in table if row.get("sector")}
    assert found <= SECTORS
