"""Codes of other systems: unique, of countries that there are, and as everybody knows them."""

from __future__ import annotations

import re

import pytest

from onrecord.codebook.countries import country_of_code
from onrecord.codebook.event_contexts import goldstein_of
from onrecord.codebook.event_types import event_types
from onrecord.codebook.export_codes import all_country_codes, country_codes, future_code, gdelt_quad, role_code
from onrecord.codebook.load import document


@pytest.mark.parametrize("system", ["iso3", "cow", "fips"])
def test_no_code_stands_twice(system: str) -> None:
    codes = [getattr(row, system) for row in all_country_codes() if getattr(row, system)]
    assert len(set(codes)) == len(codes)


def test_codes_have_their_form_and_their_country() -> None:
    for row in all_country_codes():
        assert country_of_code(row.iso3) is not None
        assert row.cow is None or re.fullmatch(r"[1-9]\d{0,2}", row.cow)
        assert row.fips is None or re.fullmatch(r"[A-Z]{2}", row.fips)
    assert sum(row.cow is not None for row in all_country_codes()) == 195


@pytest.mark.parametrize(("iso3", "cow", "fips"), [
    ("USA", "2", "US"), ("CAN", "20", "CA"), ("GBR", "200", "UK"), ("DEU", "255", "GM"), ("CHE", "225", "SZ"), ("SWE", "380", "SW"),
    ("RUS", "365", "RS"), ("UKR", "369", "UP"), ("SRB", "345", "RI"), ("XKX", "347", "KV"), ("MDA", "359", "MD"), ("TUR", "640", "TU"),
    ("ISR", "666", "IS"), ("IRQ", "645", "IZ"), ("CHN", "710", "CH"), ("CHL", "155", "CI"), ("PRK", "731", "KN"), ("KOR", "732", "KS"),
    ("JPN", "740", "JA"), ("AUS", "900", "AS"), ("AUT", "305", "AU"), ("ZAF", "560", "SF"), ("NGA", "475", "NI"), ("NER", "436", "NG"),
    ("COG", "484", "CF"), ("COD", "490", "CG"), ("SSD", "626", "OD"), ("KEN", "501", "KE"), ("VNM", "816", "VM"), ("YEM", "679", "YM"),
    ("PSE", None, "WE"), ("HKG", None, "HK"), ("GRL", None, "GL"),
])  # fmt: skip
def test_well_known_codes(iso3: str, cow: str | None, fips: str | None) -> None:
    found = country_codes(iso3)
    assert (found.cow, found.fips) == (cow, fips)


def test_what_is_no_country_has_no_codes() -> None:
    assert country_codes("IGO").cow is country_codes(None).fips is None


def test_every_announced_act_has_a_code_of_intent_or_threat() -> None:
    for kind in event_types().values():
        for cameo in {kind.cameo, *(m.cameo for m in kind.modes), *(t.cameo for t in kind.triggers if t.cameo)}:
            code = future_code(cameo)
            if kind.future_as and code:
                assert code.startswith("13" if kind.future_as == "THREATEN" else "03"), (kind.type, cameo)
                assert goldstein_of(code) is not None


def test_roles_are_those_of_cameo() -> None:
    known = {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "HLH", "IGO", "JUD", "LAB", "LEG", "MED", "MIL", "NGO", "OPP", "REB",
             "REF", "SPY", "UAF"}  # fmt: skip
    assert {row["cameo"] for row in document("data/export_codes.toml")["roles"]} == known
    assert (role_code("MED"), role_code("JRN"), role_code("PTY"), role_code(None)) == ("HLH", "MED", None, None)


@pytest.mark.parametrize(
    ("cameo", "quad"), [("010", 1), ("057", 1), ("061", 2), ("0841", 2), ("090", 3), ("1313", 3), ("141", 4), ("204", 4)]
)
def test_the_quad_class_follows_from_the_root(cameo: str, quad: int) -> None:
    assert gdelt_quad(cameo) == quad
