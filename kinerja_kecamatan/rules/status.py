"""Status words of a row of performance data (empty is not zero)."""

BELUM_DIISI = "Belum Diisi"
"""Nothing given yet: the result is incomplete."""
TERISI = "Terisi"
"""A value is given."""
NIHIL = "Nihil"
"""A true 0, with a keterangan."""
TIDAK_ADA_OBJEK = "Tidak Ada Objek"
"""0/0: there was nothing to measure; contributes nothing, but is not missing."""
TIDAK_DIUKUR = "Tidak Diukur"
"""The period has no target: outside completeness and averages."""
MENUNGGU_RILIS = "Menunggu Rilis"
"""Others measure it and have not published it yet: neither missing nor zero, outside completeness and averages."""

STATUS_BARIS = (BELUM_DIISI, TERISI, NIHIL, TIDAK_ADA_OBJEK, TIDAK_DIUKUR, MENUNGGU_RILIS)
STATUS_BERNILAI = (TERISI, NIHIL)
