"""What the demo's data say fits together: every indicator is defined, every kegiatan is of the nomenclature and within its budget."""

import csv
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path

from PIL import Image

import kinerja_kecamatan
from kinerja_kecamatan.demo import emblem
from kinerja_kecamatan.demo.masters_data import read
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.numbers import read_number

APP = Path(kinerja_kecamatan.__file__).parent
QUARTERS = ("target_tw1", "target_tw2", "target_tw3", "target_tw4")


def test_every_indicator_has_its_line_in_the_dictionary():
	data = read()
	words = data["kamus"]
	assert set(words) == {row["kode"] for row in data["indikator"]}
	said = Counter(text for terms in words.values() for text in terms.values())
	for row in data["indikator"]:
		terms = words[row["kode"]]
		assert all(len(terms[part]) > 10 for part in ("definisi_operasional", "formula", "sumber_data"))
		pair = operators.is_pair(row["sumber"], row["agregasi"])
		assert pair == ("sebutan_pembilang" in terms) == ("sebutan_penyebut" in terms), row["kode"]
		assert said[terms["definisi_operasional"]] == 1


def test_the_plans_of_action_are_of_the_nomenclature_and_within_the_budget():
	data = read()
	with (APP / "setup/data/nomenklatur_kecamatan.tsv").open(encoding="utf-8", newline="") as lines:
		known = {row["kode"] for row in csv.DictReader(lines, delimiter="\t")}
	units, indicators = {row["kode"] for row in data["unit"]}, {row["kode"]: row for row in data["indikator"]}
	plans = data["rencana_aksi"]
	assert {row["unit"] for row in plans} == {"PACE", *(row["unit"] for row in data["indikator"])} <= units
	for row in plans:
		assert not row["kode"] or row["kode"] in known, row
		assert row["kode"] or row["kegiatan"], row
		if row["indikator"]:
			owner = indicators[row["indikator"]]
			assert row["unit"] == ("PACE" if owner["tingkat"] == "IKU" else owner["unit"]), row
		parts = [read_number(row[quarter]) for quarter in QUARTERS]
		assert sum(part for part in parts if part) == read_number(row["target_tahunan"]), row
	for code, _name, budget in data["program"]:
		for whose in (["PACE"], sorted(units - {"PACE"})):
			mine = [row for row in plans if row["unit"] in whose and row["kode"].startswith(f"{code}.")]
			assert sum(Decimal(row["anggaran"] or 0) for row in mine) <= budget, (code, whose)


def test_the_emblem_is_a_picture_of_our_own_making():
	content = emblem.drawn()
	picture = Image.open(io.BytesIO(content))
	assert (picture.format, picture.size, picture.mode) == ("PNG", emblem.SIZE, "RGBA")
	assert emblem.drawn() == content and len(content) < 100_000
	corners = [
		picture.getpixel(place)
		for place in ((0, picture.height - 1), (picture.width - 1, picture.height - 1))
	]
	assert [pixel[3] for pixel in corners] == [0, 0], "nothing but the shield"
