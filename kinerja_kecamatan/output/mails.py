"""What a mail takes into itself: public pictures and style sheets of this site, and nothing else.

Frappe puts the file that a text names as `embed="..."` into the mail, any file that the web server may open, whoever wrote the text; and
premailer, which writes a mail's styles into its elements, opens or fetches what a `<link>` names. Texts of mails come from clients
(communication.email.make, email_body.get_email_html). Neither has a hook.
"""

from kinerja_kecamatan.output import own_files


def _picture(original, path: str | None) -> bytes | None:
	"""frappe.email.email_body.get_filecontent_from_path: None for what is not there, and Frappe leaves the picture out."""
	file = own_files.read(path, own_files.PICTURES) if isinstance(path, str) else None
	return file.content if file else None


def _sheet(original, mailer, address: str | None) -> str:
	"""premailer.Premailer._load_external: nothing in the place of a sheet that is none of the site's own."""
	file = own_files.read(address, own_files.SHEETS) if isinstance(address, str) else None
	return file.content.decode("utf-8", "replace") if file else ""


STRICTER = {
	"frappe.email.email_body": {"get_filecontent_from_path": _picture},
	"premailer.premailer": {"Premailer._load_external": _sheet},
}
