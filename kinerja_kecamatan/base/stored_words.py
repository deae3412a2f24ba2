"""Words that columns of ours hold and Python asks for, each once.

A word of the rules (a row's status, an indicator's tingkat, a way of aggregation) stands in rules/; a state or a role is named nowhere.
Columns that hold the same word have each a name of their own here.
"""

# Rekap Kinerja.jenis.
UNIT_RECAP, OFFICE_RECAP = "Unit", "Kecamatan"
# Unit Kerja.jenis: the unit at the top, whatever its province calls it, and the one that serves all of it.
ROOT_UNIT, SECRETARIAT = "Kecamatan", "Sekretariat"
# Peran Penugasan.lingkup: over the whole office; the other reaches over the unit and what is below it.
WHOLE_OFFICE = "Kecamatan"
# Perjanjian Kinerja.status, .jenis and .mengikat.
IN_FORCE = "Ditetapkan"
MURNI = "Murni"
BINDS_UNIT, BINDS_PERSON = "Unit", "Perorangan"
# Disposisi.jenis.
MAIN_ORDER, SUPPLEMENT = "Utama", "Susulan"
# Disposisi.kunci of a cancelled order, which holds no period any more.
CANCELLED = "batal|"
# Catatan Tahapan.hasil.
SELESAI, DIKEMBALIKAN, LAINNYA, PINTAS = "Selesai", "Dikembalikan", "Lainnya", "Pintas"
# Pengaturan Kinerja.ukuran_kertas, where a site has chosen none.
USUAL_PAPER = "F4"
# Pola Nomor Surat.jenis_naskah and that of the register; the fourth is a DocType's name.
NOTA_DINAS, UNDANGAN, NOTULEN = "Nota Dinas", "Undangan", "Notulen"
# Pola Nomor Surat.cara and Register Nomor Surat.asal.
NUMBER_GIVEN, NUMBER_TYPED = "Diberikan Aplikasi", "Diketik"
# Register Nomor Surat.status.
NUMBER_IN_USE, NUMBER_CANCELLED = "Berlaku", "Batal"
# Unit Kerja.urutan_surat.
COUNTED_APART = "Urutan sendiri tiap jenis naskah"
