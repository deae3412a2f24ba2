"""Answers that answer nothing: a kendala or tindak lanjut that only points to where something may stand."""

import re

# What points elsewhere.
_POINTING = frozenset(
	"sebagaimana seperti sama idem sda s.d.a ibid lihat melihat periksa mengacu merujuk mengikuti sesuai terlampir dilampirkan "
	"berdasarkan diuraikan terurai dijelaskan disebutkan tercantum termuat tertuang tertulis tersaji dipaparkan".split()
)
# Words that point only where a place to look is named behind them: what has been handed in may be an answer.
_HANDED_IN = frozenset(
	"dilaporkan disampaikan ditulis dibahas diisi dimuat dicantumkan dituangkan disajikan dirinci".split()
)
_PLACES = frozenset(
	"laporan format rekap rekapitulasi dokumen lampiran catatan keterangan penjelasan uraian kolom tabel".split()
)
# What is pointed to, and the words between: none of them says what the matter was.
_EMPTY = frozenset(
	"kendala hambatan masalah permasalahan tindak lanjut tindaklanjut solusi upaya catatan keterangan penjelasan uraian data "
	"triwulan tw triwulanan semester bulan bulanan periode tahun tahunan laporan format rekap rekapitulasi dokumen lampiran "
	"sebelumnya sebelum lalu kemarin terdahulu bersangkutan tersebut dimaksud masing-masing masing keempat ketiga kedua setiap "
	"tiap semua seluruh i ii iii iv pertama terakhir yang di ke dari pada dalam dan atau dengan atas untuk oleh s.d sd sampai "
	"ini itu telah sudah juga saja masih tetap ada halaman bagian nomor poin bawah halnya".split()
)
_WORD = re.compile(r"[^\W_]+(?:[.\-/][^\W_]+)*")


def only_refers(text: str | None) -> bool:
	"""Whether a text says nothing but where to look: `Sebagaimana kendala pada triwulan yang bersangkutan`, `idem`, `sama seperti
	TW II 2021`. Numbers count as names of periods. What says anything of its own is an answer, whatever it refers to besides."""
	words = [word.casefold() for word in _WORD.findall(text or "")]
	if not any(word in _POINTING for word in words) and not _says_where(words):
		return False
	empty = _POINTING | _HANDED_IN | _PLACES | _EMPTY
	return all(word in empty or _is_period(word) for word in words)


def _says_where(words: list[str]) -> bool:
	"""Whether something is handed in, and where it stands is all that is said of it: `Telah disampaikan pada laporan triwulan`."""
	return any(
		verb in _HANDED_IN and at in ("pada", "dalam", "di") and place in _PLACES
		for verb, at, place in zip(words, words[1:], words[2:], strict=False)
	)


def _is_period(word: str) -> bool:
	return bool(re.fullmatch(r"\d+|(?:\d{4}-)?tw-?(?:\d|i|ii|iii|iv)", word))
