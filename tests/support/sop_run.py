"""The SOP for one office and period, as far as a test needs it, over HTTP as each person."""

from kinerja_kecamatan.demo.client import DemoError, Person
from tests.support.environment import Environment
from tests.support.office import FIGURES, PASSWORD, Office

DISPOSISI, FORMAT, REKAP, RAPAT = "Disposisi", "Format Data Kinerja", "Rekap Kinerja", "Rapat Kinerja"


def verdicts(rows: list[dict], said: dict) -> list[dict]:
	"""The rows of a recap's validation with a verdict on each that has none, as its evidence has it or as it is said; [] when all have one."""
	if all(row.get("putusan") for row in rows):
		return []
	return [
		row
		if row.get("putusan")
		else {**row, "putusan": "Sesuai" if row["ada_bukti"] else "Tanpa Bukti", **said}
		for row in rows
	]


class SopRun:
	"""Sessions of an office's people and the documents made so far. Every method is one step of the SOP."""

	def __init__(self, env: Environment, office: Office):
		self.env, self.office = env, office
		self._people: dict[str, Person] = {}
		self.disposisi = ""

	def person(self, key: str) -> Person:
		if key not in self._people:
			self._people[key] = Person(self.env.url, self.env.site, self.office.people[key], PASSWORD, key)
		return self._people[key]

	def draft(self, **values) -> str:
		doc = self.person("pek").insert(
			DISPOSISI,
			kecamatan=self.office.root,
			periode=self.office.periode,
			tanggal="2021-04-01",
			hal="Pengumpulan data",
			isi_perintah="Kumpulkan data kinerja.",
			**values,
		)
		self.disposisi = self.disposisi or doc["name"]
		return doc["name"]

	def order(self) -> None:
		self.draft()
		self.person("camat").act(DISPOSISI, self.disposisi, "Perintahkan")

	def pass_on(self) -> None:
		sekcam = self.person("sekcam")
		sekcam.update(
			DISPOSISI, self.disposisi, batas_pengumpulan="2099-04-09", data_yang_diperlukan="Semua indikator"
		)
		sekcam.act(DISPOSISI, self.disposisi, "Teruskan")

	def send_forms(self) -> None:
		"""Where something drops out the person is told, looks at it and confirms."""
		pek = self.person("pek")
		try:
			pek.act(DISPOSISI, self.disposisi, "Sampaikan Format")
		except DemoError as error:
			if "tidak ikut dikumpulkan" not in str(error):
				raise
			(asked,) = filter(
				None, (move["konfirmasi"] for move in pek.open(DISPOSISI, self.disposisi)["tindakan"])
			)
			shown = {asked["kunci"]: [row["value"] for row in asked["baris"]]}
			pek.act(DISPOSISI, self.disposisi, "Sampaikan Format", **shown)

	def meet(self) -> None:
		pek = self.person("pek")
		doc = pek.insert(
			RAPAT,
			disposisi=self.disposisi,
			tanggal="2021-04-01",
			waktu_mulai="10:00:00",
			waktu_selesai="10:50:00",
			keputusan="Sepakat.",
		)
		pek.update(
			RAPAT,
			doc["name"],
			modified=doc["modified"],
			kehadiran=[{**row, "kehadiran": "Hadir"} for row in doc["kehadiran"]],
		)
		pek.act(DISPOSISI, self.disposisi, "Tetapkan Hasil Rapat")

	def formats(self, unit: str) -> list[str]:
		rows = self.person("pek").list(
			FORMAT, {"disposisi": self.disposisi, "unit_kerja": unit}, ["name"], order_by="creation asc"
		)
		return [row["name"] for row in rows]

	def recap(self, unit: str | None = None) -> str:
		"""The unit's Rekap, or the kecamatan's when no unit is named."""
		filters = {"disposisi": self.disposisi, "jenis": "Unit" if unit else "Kecamatan"}
		if unit:
			filters["unit_kerja"] = unit
		return self.person("pek").list(REKAP, filters, ["name"])[0]["name"]

	def type_in(self, unit: str, figures: dict | None = None) -> None:
		"""Fill in a unit's (first) Format by the last part of each indicator's code."""
		person, name = self.person(f"jp:{unit}"), self.formats(unit)[0]
		form = person.get(FORMAT, name)
		for row in form["baris"]:
			row.update((figures or FIGURES).get(row["kode"].rsplit("-", 1)[-1], {}))
		person.update(FORMAT, name, baris=form["baris"], modified=form["modified"])

	def fill(self, unit: str, figures: dict | None = None) -> None:
		self.type_in(unit, figures)
		self.person(f"jp:{unit}").act(FORMAT, self.formats(unit)[0], "Sampaikan Data")

	def recap_unit(self, unit: str) -> None:
		self.person(f"jp:{unit}").act(REKAP, self.recap(unit), "Sampaikan Rekap")
		self.person(f"ku:{unit}").act(REKAP, self.recap(unit), "Ketahui")

	def judge(self, unit: str, **said) -> None:
		"""The Kasubag's verdict on each figure of a unit that has none yet, as its evidence has it unless it is said."""
		pek, name = self.person("pek"), self.recap(unit)
		doc = pek.get(REKAP, name)
		if rows := verdicts(doc["validasi"], said):
			pek.update(REKAP, name, validasi=rows, modified=doc["modified"])

	def validate(self, unit: str) -> None:
		self.judge(unit)
		self.person("pek").act(REKAP, self.recap(unit), "Validasi")

	def read_closely(self, unit: str) -> None:
		self.person("sekcam").act(REKAP, self.recap(unit), "Selesai Dicermati")

	def finalize(self) -> None:
		self.person(f"jp:{self.office.recap_unit}").act(REKAP, self.recap(), "Finalkan")

	def up_to_meeting(self) -> "SopRun":
		self.order()
		self.pass_on()
		self.send_forms()
		self.meet()
		return self

	def unit_through(self, unit: str) -> None:
		"""Steps 5 to 8 of one unit."""
		self.fill(unit)
		self.recap_unit(unit)
		self.validate(unit)
		self.read_closely(unit)

	def all(self) -> "SopRun":
		self.up_to_meeting()
		for unit in self.office.units:
			self.unit_through(unit)
		self.finalize()
		return self
