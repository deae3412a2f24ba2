"""The SOP for one period, driven as each person in turn. Every line is a request that the desk could have sent."""

from dataclasses import dataclass, field
from datetime import datetime

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, LOG, RAPAT, REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, SELESAI, UNIT_RECAP
from kinerja_kecamatan.demo import evidence
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.demo.simulated_clock import SimulatedClock, after

# Office minutes that each piece of work takes in the demo, by unit where units work side by side.
FILL_MINUTES = (430, 455, 390, 465, 410, 505, 440)
# What the Sekcam sends back and what she corrects herself, in the round that is told.
RETURNED = {
	"kode": "TRB-02",
	"isian": {"realisasi": "12"},
	"alasan": "Daftar hadir memuat 12 kegiatan pembinaan, bukan 13; cocokkan dengan buktinya.",
}
CORRECTED = {
	"kode": "YAN-01",
	"kolom": "Pembilang",
	"sesudah": "413",
	"alasan": "Satu permohonan selesai pada hari yang sama menurut register pelayanan.",
}
AGENDA = [
	{
		"acara": "Pembacaan Format Data Kinerja",
		"pembahasan": "Tiap indikator dibaca bersama: target periode ini, satuan, dan cara menghitungnya.",
	},
	{
		"acara": "Sumber data dan bukti",
		"pembahasan": "Sumber data tiap indikator disepakati; bukti diunggah bersama angkanya.",
	},
]
DECISIONS = [
	{
		"keputusan": "Angka diisi dari register unit; pembilang dan penyebut wajib untuk indikator persentase.",
		"penanggung_jawab": "Jabatan Pelaksana tiap unit",
	},
	{
		"keputusan": "Bukti yang belum lengkap disusulkan sebelum rekap unit disampaikan.",
		"penanggung_jawab": "Kasi dan Kasubag",
	},
]
# As the list of the quarters' words begins its lines.
KENDALA, TINDAK_LANJUT = "Kendala: ", "Tindak lanjut: "
RECAP_MINUTES = (180, 210, 165, 240, 190, 225, 200)


@dataclass(frozen=True)
class Round:
	"""One period of the demo: when it begins, what the office has to say, and whether it is told step by step."""

	periode: str
	nama: str
	mulai: datetime
	batas: str
	arahan: str
	told: bool = False


def condensed(quarters: str | None, else_said: dict) -> dict:
	"""A year's kendala and tindak lanjut out of what its quarters said, each once; else what is given."""
	lines = (quarters or "").splitlines()
	said = {}
	for name, label in (("kendala", KENDALA), ("tindak_lanjut", TINDAK_LANJUT)):
		found = dict.fromkeys(line.removeprefix(label) for line in lines if line.startswith(label))
		said[name] = "; ".join(found) or else_said[name]
	return said


@dataclass
class Journey:
	"""State of one run: who sits where, what has been made, what was measured."""

	people: dict[str, Person]
	units: dict[str, dict]
	clock: SimulatedClock
	data: dict
	round: Round
	kecamatan: str
	say: callable
	log: list[dict] = field(default_factory=list)
	disposisi: str = ""
	formats: dict[str, str] = field(default_factory=dict)
	recaps: dict[str, str] = field(default_factory=dict)
	final: str = ""

	@property
	def periode(self) -> str:
		return self.round.periode

	def run(self) -> None:
		for step in (
			self.order,
			self.pass_on,
			self.send_forms,
			self.meet,
			self.fill_in,
			self.recap_units,
			self.validate,
			self.read_closely,
			self.recap_office,
		):
			step()

	def order(self) -> None:
		"""Step 1: the Kasubag drafts, the Camat taps once."""
		pek, camat = self.people["pek"], self.people["camat"]
		self.disposisi = pek.insert(
			DISPOSISI,
			kecamatan=self.kecamatan,
			periode=self.periode,
			tanggal=self.clock.now.date().isoformat(),
			hal=f"Pengumpulan data kinerja {self.round.nama}",
			isi_perintah=f"Laksanakan pengumpulan data kinerja {self.round.nama} sesuai SOP.",
		)["name"]
		self.clock.work(4)
		camat.open(DISPOSISI, self.disposisi)
		self.clock.work(7)
		camat.act(DISPOSISI, self.disposisi, "Perintahkan")
		self.report(1, camat, DISPOSISI, self.disposisi)

	def pass_on(self) -> None:
		"""Step 2: the Sekcam sets deadline and needed data and passes the order on."""
		sekcam = self.people["sekcam"]
		self.clock.work(20)
		sekcam.open(DISPOSISI, self.disposisi)
		self.clock.work(22)
		sekcam.update(
			DISPOSISI,
			self.disposisi,
			batas_pengumpulan=self.round.batas,
			data_yang_diperlukan=f"Realisasi seluruh indikator Perjanjian Kinerja 2021 {self.round.nama} beserta kendala, tindak lanjut dan bukti.",
			dokumen_rujukan="Perjanjian Kinerja 2021",
		)
		self.clock.work(3)
		sekcam.act(DISPOSISI, self.disposisi, "Teruskan")
		self.report(2, sekcam, DISPOSISI, self.disposisi)

	def send_forms(self) -> None:
		"""Step 3: the prepared Formats go to every Kasi and Kasubag."""
		pek = self.people["pek"]
		self.clock.work(15)
		pek.open(DISPOSISI, self.disposisi)
		self.clock.work(13)
		pek.act(DISPOSISI, self.disposisi, "Sampaikan Format")
		self.report(3, pek, DISPOSISI, self.disposisi)
		for row in pek.list(FORMAT, {"disposisi": self.disposisi}, ["name", "unit_kerja"]):
			self.formats[row["unit_kerja"]] = row["name"]

	def meet(self) -> None:
		"""Step 4: the meeting, with attendance per unit."""
		pek = self.people["pek"]
		self.clock.work(30)
		start = self.clock.now
		end = after(start, 55, self.clock.calendar)
		self.clock.set(end)
		meeting = pek.insert(
			RAPAT,
			disposisi=self.disposisi,
			tanggal=start.date().isoformat(),
			waktu_mulai=start.strftime("%H:%M:%S"),
			waktu_selesai=end.strftime("%H:%M:%S"),
			waktu_undangan=start.replace(minute=start.minute // 15 * 15).strftime("%H:%M:00"),
			tempat="Ruang rapat kecamatan",
			acara_rapat=AGENDA,
			daftar_keputusan=[{**decision, "batas_waktu": self.round.batas} for decision in DECISIONS],
		)
		for row in meeting["kehadiran"]:
			row["kehadiran"] = "Hadir"
		# The minutes are written by the Jabatan Pelaksana of the unit that puts the recap together.
		writer = [row["pegawai"] for row in meeting["kehadiran"] if row["unit_kerja"] == self.recap_unit][-1]
		pek.update(
			RAPAT,
			meeting["name"],
			modified=meeting["modified"],
			kehadiran=meeting["kehadiran"],
			notulis=writer,
		)
		present = [row["jabatan"] or row["unit_kerja"] for row in meeting["kehadiran"]]
		picture = evidence.signed_list(f"Daftar hadir rapat {self.round.nama}", present)
		pek.attach(RAPAT, meeting["name"], f"Daftar hadir rapat {self.periode}.png", picture)
		self.clock.work(5)
		pek.act(DISPOSISI, self.disposisi, "Tetapkan Hasil Rapat")
		self.report(4, pek, DISPOSISI, self.disposisi)

	def fill_in(self) -> None:
		"""Step 5: seven people fill in their Formats side by side."""
		self.clock.work(10)
		start, latest = self.clock.now, self.clock.now
		for unit, minutes in zip(self.formats, FILL_MINUTES, strict=True):
			person, name = self.people[f"jp:{unit}"], self.formats[unit]
			with self.clock.at(start):
				self.type_in(person, name)
			done = after(start, minutes, self.clock.calendar)
			with self.clock.at(done):
				person.act(FORMAT, name, "Sampaikan Data")
				self.report(5, person, FORMAT, name)
			latest = max(latest, done)
		self.clock.set(latest)

	def type_in(self, person: Person, name: str) -> None:
		figures = self.data["realisasi"][self.periode]
		proofs = self._attach_evidence(person, name, figures)
		form = person.get(FORMAT, name)
		for row in form["baris"]:
			row.update(figures.get(row["kode"], {}))
			row["bukti"] = proofs.get(row["kode"])
			if row["dari_triwulan"] and row["dihitung"] and row["capaian"] < 100:
				# The year's figures are there already; what fell short is explained.
				row.update(condensed(row.get("kendala_triwulan"), self.data["penjelasan_tahun"]))
		person.update(FORMAT, name, baris=form["baris"], modified=form["modified"])

	def _attach_evidence(self, person: Person, name: str, figures: dict) -> dict[str, str]:
		"""The registers of a Format's figures, by code their address; some are forgotten, as in any office."""
		form = person.get(FORMAT, name)
		unit, without = self.units[form["unit_kerja"]]["nama"], self.data["tanpa_bukti"].get(self.periode, ())
		proofs = {}
		for row in form["baris"]:
			typed = {
				key: figures.get(row["kode"], {}).get(key) for key in ("realisasi", "pembilang", "penyebut")
			}
			typed = {key: text for key, text in typed.items() if text}
			if typed and row["kode"] not in without:
				content = evidence.register(
					row, self._in_the_register(row["kode"], typed), unit, self.periode
				)
				proofs[row["kode"]] = person.attach(
					FORMAT, name, f"Register {row['kode']} {self.periode}.xlsx", content
				)
		return proofs

	def _in_the_register(self, kode: str, typed: dict) -> dict:
		"""What the register holds, where what was typed from it is wrong."""
		return RETURNED["isian"] if self.round.told and kode == RETURNED["kode"] else typed

	def recap_units(self) -> None:
		"""Step 6: each unit's recap, then its head takes note."""
		self.clock.work(10)
		start, latest = self.clock.now, self.clock.now
		for unit, minutes in zip(self.formats, RECAP_MINUTES, strict=True):
			person, head = self.people[f"jp:{unit}"], self.people[f"ku:{unit}"]
			name = person.list(
				REKAP, {"disposisi": self.disposisi, "unit_kerja": unit, "jenis": UNIT_RECAP}, ["name"]
			)[0]["name"]
			self.recaps[unit] = name
			with self.clock.at(start):
				person.open(REKAP, name)
			done = after(start, minutes, self.clock.calendar)
			with self.clock.at(done):
				person.act(REKAP, name, "Sampaikan Rekap")
				self.report(6, person, REKAP, name)
			noted = after(done, 15, self.clock.calendar)
			with self.clock.at(noted):
				head.act(REKAP, name, "Ketahui")
			latest = max(latest, noted)
		self.clock.set(latest)

	def validate(self) -> None:
		"""Step 7: the Kasubag gathers and validates, one unit after the other, with a word on each figure."""
		self._one_by_one(
			7, self.people["pek"], "Validasi", 50, catatan_validasi="Diperiksa terhadap register unit."
		)

	def _judge(self, name: str) -> dict:
		"""The Kasubag's verdicts on a unit's figures, by what lies beside them."""
		doc = self.people["pek"].get(REKAP, name)
		seen = self.data["sesuai_tanpa_bukti"]
		for row in doc["validasi"]:
			reason = "" if row["ada_bukti"] else seen.get(row["kode"], "")
			row["putusan"] = "Sesuai" if row["ada_bukti"] or reason else "Tanpa Bukti"
			row["alasan"] = reason
		return {"validasi": doc["validasi"], "modified": doc["modified"]}

	def read_closely(self) -> None:
		"""Step 8: the Sekcam reads closely."""
		if self.round.told:
			self.send_back()
			self.correct()
		self._one_by_one(
			8, self.people["sekcam"], "Selesai Dicermati", 28, catatan_pencermatan="Sudah dicermati."
		)

	def send_back(self) -> None:
		"""The Sekcam finds a figure that does not match its evidence: that unit alone fills in, recaps and is validated again."""
		sekcam, unit = self.people["sekcam"], self._unit_of(RETURNED["kode"])
		name, reason = self.recaps[unit], RETURNED["alasan"]
		sekcam.open(REKAP, name)
		self.clock.work(20)
		sekcam.act(REKAP, name, "Kembalikan ke Unit", alasan=reason)
		self.say(f"  8  Kembalikan ke Unit     {name}: {reason}")
		person, head, pek = self.people[f"jp:{unit}"], self.people[f"ku:{unit}"], self.people["pek"]
		self.clock.work(45)
		self._retype(person, self.formats[unit])
		person.act(FORMAT, self.formats[unit], "Sampaikan Data")
		self.clock.work(20)
		person.act(REKAP, name, "Sampaikan Rekap")
		head.act(REKAP, name, "Ketahui")
		pek.open(REKAP, name)
		self.clock.work(15)
		pek.update(REKAP, name, **self._judge(name))
		pek.act(REKAP, name, "Validasi")

	def _retype(self, person: Person, name: str) -> None:
		form = person.get(FORMAT, name)
		for row in form["baris"]:
			if row["kode"] == RETURNED["kode"]:
				row.update(RETURNED["isian"])
		person.update(FORMAT, name, baris=form["baris"], modified=form["modified"])

	def correct(self) -> None:
		"""The Sekcam corrects one figure herself: before, after, reason, who and when stay on the recap and on its paper."""
		sekcam, unit = self.people["sekcam"], self._unit_of(CORRECTED["kode"])
		doc = sekcam.get(REKAP, self.recaps[unit])
		row = next(row for row in doc["baris"] if row["kode"] == CORRECTED["kode"])
		correction = {field: CORRECTED[field] for field in ("kolom", "sesudah", "alasan")}
		before = row["realisasi_teks"]
		doc = sekcam.update(
			REKAP,
			doc["name"],
			koreksi=[{"indikator": row["indikator"], **correction}],
			modified=doc["modified"],
		)
		row = next(row for row in doc["baris"] if row["kode"] == CORRECTED["kode"])
		self.say(
			f"  8  Koreksi {CORRECTED['kode']}         {before} % menjadi {row['realisasi_teks']} %: {CORRECTED['alasan']}"
		)

	def _unit_of(self, kode: str) -> str:
		return next(
			f"{self.kecamatan}-{row['unit']}" for row in self.data["indikator"] if row["kode"] == kode
		)

	def _one_by_one(self, step: int, person: Person, action: str, minutes: int, **notes) -> None:
		self.clock.work(10)
		for name in self.recaps.values():
			person.open(REKAP, name)
			self.clock.work(minutes)
			person.update(REKAP, name, **notes, **(self._judge(name) if step == 7 else {}))
			person.act(REKAP, name, action)
			self.report(step, person, REKAP, name)

	def recap_office(self) -> None:
		"""Step 9: the recap of the whole kecamatan; the Camat takes note."""
		person, camat = self.people[f"jp:{self.recap_unit}"], self.people["camat"]
		self.clock.work(15)
		row = person.list(REKAP, {"disposisi": self.disposisi, "jenis": OFFICE_RECAP}, ["name"])[0]
		self.final = row["name"]
		person.open(REKAP, self.final)
		self.state_spending(person)
		self.clock.work(310)
		person.act(REKAP, self.final, "Finalkan")
		self.report(9, person, REKAP, self.final)
		self.clock.work(20)
		camat.update(REKAP, self.final, arahan_pimpinan=self.round.arahan)
		camat.act(REKAP, self.final, "Ketahui")

	def state_spending(self, person: Person) -> None:
		"""What was spent of the Camat's programs up to this period."""
		doc = person.get(REKAP, self.final)
		for row in doc["anggaran"]:
			spent = int(row["anggaran"]) * self.data["serapan"][self.periode] // 100
			row["realisasi"] = f"{spent:,}".replace(",", ".")
		person.update(REKAP, self.final, anggaran=doc["anggaran"], modified=doc["modified"])

	@property
	def recap_unit(self) -> str:
		return next(name for name, unit in self.units.items() if unit.get("unit_perekap"))

	def report(self, step: int, person: Person, doctype: str, name: str) -> None:
		"""One line from the log that the server wrote, read back by the person who acted; only of the round that is told."""
		if not self.round.told:
			return
		entry = self.people["sekcam"].list(
			LOG,
			{"dokumen": name, "langkah": step, "hasil": SELESAI},
			["nama_pelaku", "jabatan", "peran", "pelaksanaan", "standar", "kegiatan", "pelaku"],
			order_by="creation desc",
		)[0]
		if entry["pelaku"] != person.user:
			raise AssertionError(f"langkah {step} tercatat atas nama {entry['pelaku']}, bukan {person.user}")
		self.log.append(
			{
				"step": step,
				"person": entry["nama_pelaku"],
				"role": entry["peran"],
				"document": name,
				"minutes": entry["pelaksanaan"],
				"standard": entry["standar"],
			}
		)
		self.say(
			f"  {step}  {entry['kegiatan']:<22} {entry['nama_pelaku'][:34]:<34} {name:<36} "
			f"{entry['pelaksanaan']:>4} / {entry['standar']:>3} menit  (simulasi)"
		)
