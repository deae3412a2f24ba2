"""Commands of bench: `bench --site <site> kinerja-periksa-log`."""

import sys

import click
import frappe
from frappe.commands import pass_context


@click.command("kinerja-periksa-log")
@click.option("--kecamatan", help="Hanya kecamatan ini (kode Unit Kerja puncaknya).")
@click.option("--nomor", type=int, help="Nomor pada baris 'Segel catatan' sebuah kertas.")
@click.option("--sidik", help="Sidik pada baris yang sama, sedikitnya 8 angka; spasi boleh.")
@click.option("--berkas", is_flag=True, help="Baca pula setiap berkas arsip dan cocokkan sidiknya.")
@pass_context
def check_log(context, kecamatan: str | None, nomor: int | None, sidik: str | None, berkas: bool) -> None:
	"""Periksa keutuhan Catatan Tahapan, arsip dan status dokumen; satu baris tiap kecamatan, kode keluar 1 bila ada yang putus.

	Segel dari sebuah kertas diperiksa dengan --kecamatan, --nomor dan --sidik.
	"""
	if (nomor is None) != (sidik is None) or (nomor is not None and not kecamatan):
		raise click.UsageError("Isi --kecamatan, --nomor dan --sidik bersama-sama.")
	if not context.sites:
		raise click.UsageError("Sebutkan situsnya: bench --site <situs> kinerja-periksa-log")
	whole = [_check_site(site, kecamatan, nomor, sidik, berkas) for site in context.sites]
	sys.exit(0 if all(whole) else 1)


def _check_site(site: str, kecamatan: str | None, nomor: int | None, sidik: str | None, berkas: bool) -> bool:
	# bench reads this file for each of its commands; what checks a log is loaded for this one alone
	from kinerja_kecamatan.archive import files
	from kinerja_kecamatan.integrity import chain_check
	from kinerja_kecamatan.step_log import anchors

	frappe.init(site=site)
	frappe.connect()
	try:
		typed = anchors.typed_in(nomor, sidik) if nomor is not None else None
	except ValueError:
		frappe.destroy()
		raise click.UsageError("Sidik ditulis dengan angka 0-9 dan huruf a-f, sedikitnya 8.") from None
	try:
		whole = True
		for name in [kecamatan] if kecamatan else chain_check.known_chains():
			result = chain_check.check_chain(name, typed)
			click.echo(result.kalimat)
			damaged = files.damaged_papers(name) if berkas else []
			for sentence in (*damaged, *anchors.anchors_beside(name)):
				click.echo(f"  {sentence}")
			whole = whole and not result.putus and not damaged
		return whole
	finally:
		frappe.destroy()


commands = [check_log]
