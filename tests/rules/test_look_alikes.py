"""Names of roles that read the same are told apart, codes of units are plain."""

import pytest

from kinerja_kecamatan.rules.look_alikes import looks_like
from kinerja_kecamatan.rules.unit_codes import is_plain


@pytest.mark.parametrize(
	"twin",
	["camat", "CAMAT", "Camat ", " Camat", "Çamat", "Cámat", "\u0421amat", "C\u0430m\u0430t", "\u0421\u0410\u041c\u0410\u0422", "Cam\u03b1t",
		"\uff23amat", "Ca\u200bmat", "Ca\u00admat", "C amat", "Camat.", "\u202eCamat", "\u216d\u0430mat"],
)  # fmt: skip
def test_twins_of_camat(twin):
	assert looks_like(twin, "Camat")


@pytest.mark.parametrize(
	"twin", ["Kepala Unlt", "KepaIa Unit", "Kepala\u00a0Unit", "Kepala-Unit", "\u039aepala Un\u0131t"]
)
def test_twins_of_kepala_unit(twin):
	assert looks_like(twin, "Kepala Unit")


@pytest.mark.parametrize(
	("one", "other"),
	[("Camat", "Camat"), ("Camat", "Sekcam"), ("Sekcam", "Sekretaris Baru"), ("Kasi 1", "Kasi 2")],
)
def test_others_are_others(one, other):
	assert not looks_like(one, other)


@pytest.mark.parametrize("kode", ["PACE", "SI-PEM", "K1", "CTH-SI-YAN", "2"])
def test_plain_codes(kode):
	assert is_plain(kode)


@pytest.mark.parametrize(
	"kode",
	[
		"",
		None,
		"si",
		"SI_1",
		"SI 1",
		"SI/1",
		"SI-",
		"-SI",
		"A--B",
		"<B>",
		"\u0421I",
		"É",
		"A\n",
		"A'B",
		"..",
		"A&B",
		"SI\u2013PEM",
	],
)
def test_other_codes(kode):
	assert not is_plain(kode)
