"""Whether two names look alike to a reader although they are not the same text: roles are told apart by what people see.

Plain Python; compared exactly, as the database's collation does not (`camat`, `Camat ` and `Çamat` are one to it).
"""

import unicodedata

# Letters of Cyrillic, Greek, Armenian and of phonetic alphabets that read as a Latin one. Capitals have shapes of their own.
_CAPITALS = str.maketrans(
	"АВЕЅІЇЈКМНОРСТУХԚԜҺЗБΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹՕՍ",
	"abesiijkmhopctyxqwh36abezhikmnoptyxcou",
)
_SMALL = str.maketrans(
	"авсԁеһніїјкӏмоԛрѕтуԝхүзбгѵцαβεηικμνορστυχγϲϳωօսոհցյաıɑɡɩʏᴏᴀᴄᴍᴛᴋᴘøđłħŧ",
	"abcdehhiijklmoqpstywxy36rvuabenikuvopotuxycjwounhgjwiagiyoacmtkpodlht",
)
# One stroke or one ring in many typefaces.
_STROKES = str.maketrans("i1|05", "lllos")


def skeleton(nama: str) -> str:
	"""What a name looks like: no case, marks, widths, blanks, dashes or invisible signs, and Latin letters for their doubles."""
	teks = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", nama or ""))
	teks = teks.translate(_CAPITALS).casefold().translate(_SMALL).translate(_STROKES)
	return "".join(tanda for tanda in teks if unicodedata.category(tanda)[0] not in "MCZP")


def looks_like(nama: str, lain: str) -> bool:
	"""Whether two different names read as the same."""
	return nama != lain and skeleton(nama) == skeleton(lain)
