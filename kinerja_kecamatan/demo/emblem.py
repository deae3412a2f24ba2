"""The demo office's lambang: a shield of this app's own drawing. It is nobody's coat of arms and says so."""

import io
import math

from PIL import Image, ImageDraw, ImageFont

# Drawn large and made smaller, so that its edges are smooth; the size is three times that of print.
SIZE, SCALE = (360, 420), 4
GREEN, GOLD, LIGHT, WHITE = (21, 94, 92), (205, 161, 61), (233, 243, 236), (255, 255, 255)
WORD = "PERAGA"


def drawn() -> bytes:
	"""A PNG with a transparent ground: rising bars over a furrowed field, a tick in a disc, a ribbon."""
	width, height = (side * SCALE for side in SIZE)
	picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
	draw = ImageDraw.Draw(picture)
	draw.polygon(_shield(width, height, 0), fill=GOLD)
	draw.polygon(_shield(width, height, 0.028 * width), fill=WHITE)
	draw.polygon(_shield(width, height, 0.045 * width), fill=GREEN)
	_bars(draw, width, height)
	_field(draw, width, height)
	_disc(draw, width, height)
	_ribbon(picture, width, height)
	out = io.BytesIO()
	picture.resize(SIZE, Image.LANCZOS).save(out, "PNG", optimize=True)
	return out.getvalue()


def _shield(width: int, height: int, inset: float) -> list[tuple[float, float]]:
	"""A flat top, straight sides, and a foot that two arcs lead to; `inset` pixels smaller all round."""
	left, right, top = inset, width - inset, inset
	shoulder, foot, middle = 0.52 * height, height - 1.25 * inset, width / 2
	steps = [n / 40 for n in range(41)]
	down = [
		(
			right - (right - middle) * (1 - math.cos(s * math.pi / 2)),
			shoulder + (foot - shoulder) * math.sin(s * math.pi / 2),
		)
		for s in steps
	]
	up = [(width - x, y) for x, y in reversed(down)]
	return [(left, top), (right, top), *down, *up]


def _bars(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
	for number, high in enumerate((0.10, 0.17, 0.24, 0.31)):
		left = (0.22 + 0.15 * number) * width
		draw.rectangle((left, (0.60 - high) * height, left + 0.10 * width, 0.60 * height), fill=LIGHT)


def _field(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
	"""Three furrows below the bars."""
	for number in range(3):
		base = (0.66 + 0.045 * number) * height
		half = (0.36 - 0.05 * number) * width
		line = [
			(width / 2 + x * half / 20, base + 0.008 * height * math.sin(x * math.pi / 5))
			for x in range(-20, 21)
		]
		draw.line(line, fill=GOLD, width=int(0.014 * width), joint="curve")


def _disc(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
	x, y, radius = 0.31 * width, 0.22 * height, 0.11 * width
	draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=GOLD)
	tick = [
		(x - 0.55 * radius, y),
		(x - 0.12 * radius, y + 0.45 * radius),
		(x + 0.58 * radius, y - 0.45 * radius),
	]
	draw.line(tick, fill=WHITE, width=int(0.026 * width), joint="curve")


def _ribbon(picture: Image.Image, width: int, height: int) -> None:
	"""The word on a band across the foot; its letters are drawn small and made larger, whatever fonts there are."""
	box = tuple(round(part) for part in (0.23 * width, 0.80 * height, 0.77 * width, 0.885 * height))
	ImageDraw.Draw(picture).rectangle(box, fill=WHITE, outline=GOLD, width=int(0.008 * width))
	font = ImageFont.load_default()
	left, top, right, bottom = font.getbbox(WORD)
	word = Image.new("L", (round(right - left) + 2, round(bottom - top) + 2), 0)
	ImageDraw.Draw(word).text((1 - left, 1 - top), WORD, fill=255, font=font)
	size = (round(0.40 * width), round(0.052 * height))
	word = word.resize(size, Image.LANCZOS)
	place = ((width - size[0]) // 2, (box[1] + box[3] - size[1]) // 2)
	picture.paste(Image.new("RGBA", size, GREEN), place, word)
