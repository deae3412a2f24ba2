"""locale/main.pot holds every string of the app as it stands; read from the files, no site is needed."""

from devbench import catalogue


def test_the_catalogue_is_up_to_date():
	assert catalogue.POT.read_bytes() == catalogue.catalogue(), "python3 -m devbench.catalogue"


def test_words_come_from_all_kinds_of_files():
	"""One that is known of each: Python, JavaScript, a template, a DocType's field, a choice, a workflow's action, a fixture."""
	found = catalogue.collected()
	assert len(found) > 1000
	kinds = {file.rpartition(".")[2] for files in found.values() for file in files}
	assert kinds >= {"py", "js", "json"}
	for known in ("Jenis Gerak", "Sampaikan Format", "Selesai Dicermati", "Rata-rata", "Rekap Kinerja"):
		assert known in found


def test_sentences_of_the_rules_are_in_it():
	found = catalogue.collected()
	for sentence in ("Baris {0}: {1} masih kosong. Isi setiap tingkat.", "Isian ini bukan angka. {0}"):
		assert sentence in found
	assert any(message.startswith("Tulislah dengan angka saja") for message in found)
