"""The template's formulas: they read what is typed as `rules.numbers` does and judge it as `rules.capaian` does.

Only functions that Excel 2007 and LibreOffice have. Text is taken apart by hand, since VALUE() reads `93,75` by the
settings of the machine. What is doubtful gives TANDA_TANYA and no capaian; the server says why at the upload.
"""

from decimal import Decimal

from kinerja_kecamatan.excel.layout import CHOICE, SCALE, address
from kinerja_kecamatan.excel.sheets import Formula
from kinerja_kecamatan.rules.capaian import POSITIF, T_BAGI_R
from kinerja_kecamatan.rules.numbers import DESIMAL_CETAK
from kinerja_kecamatan.rules.status import BELUM_DIISI, NIHIL, TERISI, TIDAK_ADA_OBJEK

TANDA_TANYA, NOL_PER_NOL = "?", "0/0"
CHECK_NUMBER, CHECK_RATIO = "Periksa angka", "Periksa pembilang dan penyebut"


def typed_text(key: str, row: int) -> Formula:
	"""What is typed as digits with a comma before the decimals: `1.234,5` and `4.25` are `1234,5` and `4,25`."""
	cell = address(key, row)
	text = f'SUBSTITUTE(TRIM({cell}),"%","")'
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


def ratio_value(row: int, factor: int) -> Formula:
	"""pembilang / penyebut x factor; empty without both, NOL_PER_NOL for 0/0, TANDA_TANYA for what is no ratio."""
	upper, lower = address("nilai_pembilang", row), address("nilai_penyebut", row)
	zero = f'IF({lower}=0,IF({upper}=0,"{NOL_PER_NOL}","{TANDA_TANYA}"),IF({lower}<0,"{TANDA_TANYA}",{upper}/{lower}*{factor}))'
	given = f'IF(AND(ISNUMBER({upper}),ISNUMBER({lower})),{zero},"{TANDA_TANYA}")'
	return Formula(f'=IF(AND({upper}="",{lower}=""),"",{given})')


def ratio_realisasi(row: int, decimals: int) -> Formula:
	value = address("nilai_realisasi", row)
	return Formula(f'=IF(ISNUMBER({value}),ROUND({value},{decimals}),"")')


def status(row: int, ratio: bool) -> Formula:
	"""The status that the server will give the row, or what to check first."""
	value, choice = address("nilai_realisasi", row), address(CHOICE, row)
	check = CHECK_RATIO if ratio else CHECK_NUMBER
	empty = f'IF({choice}="{TIDAK_ADA_OBJEK}","{TIDAK_ADA_OBJEK}","{BELUM_DIISI}")'
	given = f'IF({value}=0,"{NIHIL}","{TERISI}")'
	return Formula(
		f'=IF({value}="{TANDA_TANYA}","{check}",IF({value}="{NOL_PER_NOL}","{TIDAK_ADA_OBJEK}",IF({value}="",{empty},{given})))'
	)


def capaian(value: str, target: str, sifat: str, rumus_negatif: str, target_value: Decimal) -> Formula | None:
	"""Capaian in percent from the cells of realisasi and target; None where the rules calculate none (target zero)."""
	if target_value < 0 or (target_value == 0 and sifat == POSITIF):
		return None
	if sifat == POSITIF:
		result = f"{value}/{target}*100"
	elif target_value == 0:
		result = f"IF({value}<=0,100,0)"
	elif rumus_negatif == T_BAGI_R:
		result = f"IF({value}<=0,100,{target}/{value}*100)"
	else:
		result = f"MAX((2*{target}-{value})/{target}*100,0)"
	return Formula(f'=IF(ISNUMBER({value}),{result},"")')


def predikat(row: int, bands: int, lowest: Decimal) -> Formula:
	"""The band of the capaian, as it is printed, on the sheet of the scale, lowest first; below all is the lowest."""
	cell = address("capaian", row)
	places = f"{SCALE}!$A$1:$A${bands},{SCALE}!$B$1:$B${bands}"
	return Formula(
		f'=IF(ISNUMBER({cell}),LOOKUP(MAX(ROUND({cell},{DESIMAL_CETAK}),{lowest.normalize():f}),{places}),"")'
	)
