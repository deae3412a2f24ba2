"""The template's formulas: they read what is typed as `rules.numbers` does and judge it as `rules.capaian` does.

Only functions that Excel 2007 and LibreOffice have. Text is taken apart by hand, since VALUE() reads `93,75` by the
settings of the machine. What is doubtful gives TANDA_TANYA and no capaian; the server says why at the upload.
"""

from dataclasses import replace
from decimal import Decimal

from kinerja_kecamatan.excel.layout import CHOICE, SCALE, address
from kinerja_kecamatan.excel.sheets import Formula
from kinerja_kecamatan.rules.capaian import POSITIF, T_BAGI_R, Rentang, Target
from kinerja_kecamatan.rules.numbers import DESIMAL_CETAK
from kinerja_kecamatan.rules.rilis import TANDA
from kinerja_kecamatan.rules.skala_nilai import SkalaNilai
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, NIHIL, TERISI, TIDAK_ADA_OBJEK

TANDA_TANYA, NOL_PER_NOL = "?", "0/0"
# Letters that the words of a scale take of a formula, which holds 8192; the other ways to say them are left to the server.
MAX_WORDS = 5000
EMPTY = '""'
STAR = TANDA
CHECK_NUMBER, CHECK_RATIO = "Periksa angka", "Periksa pembilang dan penyebut"


def says_waiting(cell: str) -> str:
	"""Whether a cell says in the place of a figure that it is waited for; Excel does not tell upper case from lower."""
	return f'TRIM({cell})="{MENUNGGU_RILIS}"'


def typed_text(key: str, row: int, graded: bool = False) -> Formula:
	"""What is typed as digits with a comma before the decimals: `1.234,5` and `4.25` are `1234,5` and `4,25`. `graded`: a word may stand in
	brackets behind them."""
	cell = address(key, row)
	given = f'LEFT({cell},FIND("(",{cell}&"(")-1)' if graded else cell
	text = f'TRIM(SUBSTITUTE(SUBSTITUTE({given},"%",""),"{STAR}",""))'
	one_dot = f'LEN({text})-LEN(SUBSTITUTE({text},".",""))=1'
	no_group = f'OR(LEN({text})-IFERROR(FIND(".",{text}),0)<>3,LEFT(SUBSTITUTE({text},"-",""),2)="0.")'
	decimal = f'AND(ISERROR(FIND(",",{text})),{one_dot},{no_group})'
	return Formula(
		f'=IF(ISNUMBER({cell}),"",IF({decimal},SUBSTITUTE({text},".",","),SUBSTITUTE({text},".","")))'
	)


def typed_number(key: str, row: int, empty: str = '""') -> Formula:
	"""The number in an entry cell: `empty` if nothing is typed, TANDA_TANYA if it cannot be read."""
	cell, text = address(key, row), address(f"teks_{key}", row)
	sign = f'IF(LEFT({text},1)="-",-1,1)'
	whole = f'VALUE(SUBSTITUTE(LEFT({text},FIND(",",{text}&",")-1),"-",""))'
	rest = f'MID({text},FIND(",",{text})+1,20)'
	parsed = f'{sign}*({whole}+IF(ISNUMBER(FIND(",",{text})),VALUE({rest})/10^LEN({rest}),0))'
	return Formula(
		f'=IF(TRIM({cell})="",{empty},IF(ISNUMBER({cell}),{cell},IFERROR({parsed},"{TANDA_TANYA}")))'
	)


def plain_value(row: int) -> Formula:
	"""Realisasi as typed; chosen Nihil is 0."""
	return typed_number("realisasi", row, f'IF({address(CHOICE, row)}="{NIHIL}",0,"")')


def graded_value(row: int, scale: SkalaNilai) -> Formula:
	"""Realisasi as a word's value, or the score that is typed; a scale without scores has its words alone."""
	cell = f'UPPER(TRIM(SUBSTITUTE({address("realisasi", row)},"{STAR}","")))'
	if sum(len(cell) + len(text) for word in scale.kata for text in (word.kata, *word.sinonim)) > MAX_WORDS:
		scale = replace(scale, kata=tuple(replace(word, sinonim=()) for word in scale.kata))
	score = str(plain_value(row)).removeprefix("=") if scale.berskor else f'IF({cell}="","","{TANDA_TANYA}")'
	result = score
	for word in reversed(scale.kata):
		same = ",".join(f'{cell}="{_quoted(text)}"' for text in (word.kata, *word.sinonim))
		result = f"IF(OR({same}),{word.nilai:f},{result})"
	return Formula(f"={result}")


def _quoted(text: str) -> str:
	return text.upper().replace('"', '""')


def ratio_value(row: int, factor: int) -> Formula:
	"""pembilang / penyebut x factor; empty without both, NOL_PER_NOL for 0/0, TANDA_TANYA for what is no ratio."""
	upper, lower = address("nilai_pembilang", row), address("nilai_penyebut", row)
	zero = f'IF({lower}=0,IF({upper}=0,"{NOL_PER_NOL}","{TANDA_TANYA}"),IF({lower}<0,"{TANDA_TANYA}",{upper}/{lower}*{factor}))'
	given = f'IF(AND(ISNUMBER({upper}),ISNUMBER({lower})),{zero},"{TANDA_TANYA}")'
	return Formula(f'=IF(AND({upper}="",{lower}=""),"",{given})')


def ratio_realisasi(row: int, decimals: int) -> Formula:
	value = address("nilai_realisasi", row)
	return Formula(f'=IF(ISNUMBER({value}),ROUND({value},{decimals}),"")')


def status(row: int, ratio: bool, nothing: str = BELUM_DIISI) -> Formula:
	"""The status that the server will give the row, or what to check first; `nothing` is that of an empty one."""
	value, choice = address("nilai_realisasi", row), address(CHOICE, row)
	check = CHECK_RATIO if ratio else CHECK_NUMBER
	empty = f'IF(OR({choice}="",{choice}="{NIHIL}"),"{nothing}",{choice})'
	cells = (address(key, row) for key in (("pembilang", "penyebut") if ratio else ("realisasi",)))
	waiting = f"OR({','.join(map(says_waiting, cells))})"
	given = f'IF({value}=0,"{NIHIL}","{TERISI}")'
	return Formula(
		f'=IF({waiting},"{MENUNGGU_RILIS}",IF({value}="{TANDA_TANYA}","{check}",IF({value}="{NOL_PER_NOL}","{TIDAK_ADA_OBJEK}",IF({value}="",{empty},{given}))))'
	)


def capaian(value: str, target: str, sifat: str, rumus_negatif: str, target_value: Target) -> Formula | None:
	"""Capaian in percent from the cells of realisasi and target; None where the rules calculate none (target zero). The cell of a range
	holds its lower end; outside of it the nearer end counts."""
	if isinstance(target_value, Rentang):
		return _range_capaian(value, target, sifat, rumus_negatif, target_value)
	result = _capaian(value, target, sifat, rumus_negatif, target_value)
	return Formula(f'=IF(ISNUMBER({value}),{result},"")') if result else None


def _range_capaian(value: str, target: str, sifat: str, rumus: str, ends: Rentang) -> Formula | None:
	low, high = (
		_capaian(value, cell, sifat, rumus, end)
		for cell, end in ((target, ends.bawah), (f"{ends.atas:f}", ends.atas))
	)
	if not low and not high:
		return None
	# Beyond an end that is 0 nothing is calculated; between the ends and beyond the other one it is.
	outside = f"IF({value}<{target},{low or EMPTY},IF({value}>{ends.atas:f},{high or EMPTY},100))"
	return Formula(f'=IF(ISNUMBER({value}),{outside},"")')


def _capaian(value: str, target: str, sifat: str, rumus_negatif: str, target_value: Decimal) -> str | None:
	if target_value == 0 and sifat == POSITIF:
		return None
	if target_value < 0:
		part = f"(2*{target}-{value})" if sifat == POSITIF else value
		result = f"MAX({part}/{target}*100,0)"
	elif sifat == POSITIF:
		result = f"{value}/{target}*100"
	elif target_value == 0:
		result = f"IF({value}<=0,100,0)"
	elif rumus_negatif == T_BAGI_R:
		result = f"IF({value}<=0,100,{target}/{value}*100)"
	else:
		result = f"MAX((2*{target}-{value})/{target}*100,0)"
	return result


def predikat(row: int, bands: int, lowest: Decimal) -> Formula:
	"""The band of the capaian, as it is printed, on the sheet of the scale, lowest first; below all is the lowest."""
	cell = address("capaian", row)
	places = f"{SCALE}!$A$1:$A${bands},{SCALE}!$B$1:$B${bands}"
	return Formula(
		f'=IF(ISNUMBER({cell}),LOOKUP(MAX(ROUND({cell},{DESIMAL_CETAK}),{lowest.normalize():f}),{places}),"")'
	)
