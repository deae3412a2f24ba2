"""HTML that asks a PDF engine for files and addresses, in every way that one has ever answered; and who would notice."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import frappe

SECRET, ANSWERED = "RAHASIA-7f3c19", "JARINGAN-7f3c19"
SVG = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
# {at} is an address of something foreign; each is tried with all of `addresses`.
REFERENCES = {
	"img": '<img src="{at}">',
	"img, bare and shouted": "<IMG SRC={at}>",
	"img in entities": '<img src="{entities}">',
	"img, broken over lines": '<img src=" \n{broken}">',
	"img srcset": '<img srcset="{at} 1x, {at} 2x" src="data:,">',
	"img in picture": '<picture><source srcset="{at}"><img></picture>',
	"image of no language": '<image src="{at}">',
	"input image": '<input type="image" src="{at}">',
	"background": '<table background="{at}"><tr><td background="{at}">x</td></tr></table>',
	"body background": '<body background="{at}">',
	"object": '<object data="{at}" type="text/plain" width="600" height="90"></object>',
	"object html": '<object data="{at}" type="text/html"><param name="src" value="{at}"></object>',
	"embed": '<embed src="{at}" type="text/plain" width="600" height="90">',
	"applet": '<applet code="x" codebase="{at}" archive="{at}"></applet>',
	"iframe": '<iframe src="{at}" width="600" height="90"></iframe>',
	"iframe srcdoc": "<iframe srcdoc=\"<iframe src='{at}'></iframe>\"></iframe>",
	"iframe of data": "<iframe src=\"data:text/html,<iframe src='{at}'></iframe>\"></iframe>",
	"frameset": '<frameset><frame src="{at}"></frameset>',
	"link": '<link rel="stylesheet" href="{at}">',
	"link, shouted": '<LINK REL="StyleSheet" HREF="{at}">',
	"link of data": '<link rel="stylesheet" href="data:text/css,@import%20%22{at}%22;">',
	"icon": '<link rel="icon" href="{at}"><link rel="prefetch" href="{at}"><link rel="attachment" href="{at}">',
	"attachment": '<a rel="attachment" href="{at}">x</a>',
	"style import": '<style>@import "{at}";</style>',
	"style import url": "<style>@import url({at}) print;</style>",
	"style import, escaped": '<style>@\\69 mport "{at}"; @IMPORT\n"{at}";</style>',
	"style in a comment": '<style>/* " */ @import "{at}"; /* " */</style>',
	"style url": "<style>body {{ background: url('{at}') }}</style>",
	"style url, escaped": "<style>body {{ background: \\75\\000072 l({at}) }} p {{ background: ur\\l({at}) }}</style>",
	"style url, not closed": "<style>body {{ background: url({at}",
	"style url behind a string": "<style>p {{ content: '\n; background: url({at}) }} </style>",
	"font": "<style>@font-face {{ font-family: u; src: url({at}) }} p {{ font-family: u }}</style><p>x</p>",
	"style attribute": "<p style=\"background: url('{at}')\">x</p>",
	"style attribute, escaped": '<p style="background-image:&#117;\\72 l({at})">x</p>',
	"style attribute, list": '<ul style="list-style: url({at})"><li>x</li></ul>',
	"content": "<style>p:before {{ content: url({at}) }}</style><p>x</p>",
	"audio, video": '<audio src="{at}" autoplay></audio><video src="{at}" poster="{at}"><source src="{at}"><track src="{at}"></video>',
	"meta refresh": '<meta http-equiv="refresh" content="0;url={at}">',
	"base": '<base href="{at}/"><img src="x.png"><link rel="stylesheet" href="x.css">',
	"svg image": '<svg width="90" height="90"><image width="90" height="90" xlink:href="{at}"/></svg>',
	"svg image href": '<svg width="90" height="90"><image width="90" height="90" href="{at}"/></svg>',
	"svg use": '<svg width="90" height="90"><use xlink:href="{at}#x"/></svg>',
	"svg fill": '<svg width="90" height="90"><rect width="9" height="9" fill="url({at}#x)" filter="url({at}#y)"/></svg>',
	"svg filter": '<svg width="90" height="90"><filter id="f"><feImage xlink:href="{at}"/></filter><rect width="90" height="90" filter="url(#f)"/></svg>',
	"svg set": '<svg width="90" height="90"><image width="90" height="90"><set attributeName="xlink:href" to="{at}"/></image></svg>',
	"svg foreign": '<svg width="90" height="90"><foreignObject width="90" height="90"><iframe src="{at}"></iframe></foreignObject></svg>',
	"svg style": "<svg><style>@import '{at}'; * {{ background: &#117;rl({at}) }}</style></svg>",
	"svg style, closed in entities": "<svg><style>&lt;/style&gt;&lt;img src={at}&gt;&lt;iframe src={at}&gt;</style></svg>",
	"svg of data": f"<img width=\"90\" src=\"data:image/svg+xml,<svg {SVG} width='90' height='90'><image width='90' height='90' xlink:href='{{at}}'/></svg>\">",
	"svg of data with an entity": f"<img width=\"90\" src=\"data:image/svg+xml,<!DOCTYPE svg [<!ENTITY e SYSTEM '{{at}}'>]><svg {SVG} width='90' height='90'><text y='20'>%26e;</text></svg>\">",
	"svg of data in a style": f"<p style=\"background: url(&quot;data:image/svg+xml,<svg {SVG}><image xlink:href='{{at}}' width='9' height='9'/></svg>&quot;)\">x</p>",
	"behind noscript": '<noscript><p title="</noscript><iframe src={at}></iframe>"></p></noscript>',
	"behind a title": '<title><b title="</title><iframe src={at}></iframe>"></b></title>',
	"behind a textarea": '<textarea><b title="</textarea><iframe src={at}></iframe>"></b></textarea>',
	"behind a comment": "<!--><iframe src={at}></iframe>--><![CDATA[<iframe src={at}></iframe>]]>",
	"behind mathematics": '<math><mtext><mglyph><style><img title="</style><iframe src={at}></iframe>">',
	"template": "<template><iframe src={at}></iframe></template><xmp></xmp><iframe src={at}></iframe>",
	"instruction": '<?xml-stylesheet href="{at}"?><img src="{at}">',
	"script": '<script>document.write("<iframe src={at}></iframe>"); new Image().src = "{at}"</script>',
	"onload": "<body onload=\"document.body.innerHTML='<iframe src={at}></iframe>'\"><img src=x onerror=\"this.src='{at}'\">",
}
# Words to the engine itself: they open a file or run something with no reference on the page.
OPTIONS = {
	"allow all": '<meta name="pdfkit-enable-local-file-access" content=""><meta name="pdfkit-allow" content="/">',
	"shouted": "<meta name='pdfkit-ENABLE-LOCAL-FILE-ACCESS' content=''>",
	"scripts": '<meta name="pdfkit-enable-javascript" content=""><meta name="pdfkit-run-script" content="document.write(1)">',
	"header": '<meta name="pdfkit-header-html" content="{at}">',
	"cover": '<meta name="pdfkit-cover" content="{at}"><meta name="pdfkit-toc" content="">',
	"style": '<meta name="pdfkit-user-style-sheet" content="{at}">',
	"post": '<meta name="pdfkit-post-file" content="{at}"><meta name="pdfkit-proxy" content="{web}">',
	"geometry": "<style>.print-format {{ page-size:  mm; margin-top: --allow / mm; header-spacing:  mm; orientation: --proxy mm; }}</style>",
}
# What would swallow the rest of a page: each is tried on a page of its own.
APART = [kind for kind in REFERENCES if kind.startswith(("behind", "template", "frameset", "style url, not"))]
ALLOWING = OPTIONS["allow all"] + OPTIONS["scripts"]


class _Listener(socketserver.ThreadingTCPServer):
	daemon_threads = allow_reuse_address = True

	def __init__(self):
		super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
		self.asked: list[str] = []

	def process_request(self, request, client_address) -> None:
		request.settimeout(2)
		try:
			line = request.recv(2000).split(b"\r\n", 1)[0].decode(errors="replace")
			request.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + ANSWERED.encode())
		except OSError:
			line = "connected"
		self.asked.append(line)
		self.shutdown_request(request)


@dataclass
class Trap:
	"""What must not be read or asked, and who has been asked."""

	files: list[str]
	listener: _Listener
	picture: str = ""
	names: list[str] = field(default_factory=list)

	@property
	def url(self) -> str:
		return f"http://127.0.0.1:{self.listener.server_address[1]}"

	@property
	def asked(self) -> list[str]:
		return self.listener.asked

	@property
	def addresses(self) -> list[str]:
		"""Files by their paths; the listener, which is the site itself too, by what no public file answers."""
		site = self.url.replace("http:", "")
		return [
			*(f"file://{path}" for path in self.files),
			f"FILE:///{self.files[0].lstrip('/')}",
			f"file://localhost{self.files[0]}",
			self.files[0],
			f"{self.url}/x",
			f"{site}/x",
			f"HTTP:{site}/x",
			f"http://Guest@{site[2:]}/files/logo.png",
			f"{self.url}/api/method/ping",
			"/api/method/ping",
			"/private/files/rahasia.txt",
			"/files/../../private/files/rahasia.txt",
			"/files/%2e%2e/%2e%2e/site_config.json",
			f"{self.url}/assets/../test/site_config.json",
		]

	def written(self, template: str, address: str) -> str:
		entities = "".join(f"&#{ord(sign)};" for sign in address)
		broken = f"{address[:2]}\t{address[2:3]}\r\n{address[3:]}"
		return template.format(at=address, entities=entities, broken=broken, web=self.url)

	def pages(self) -> dict[str, str]:
		"""One page for every way to refer to something, with all addresses on it."""
		kinds = {**REFERENCES, **OPTIONS}
		return {
			name: whole("".join(self.written(template, at) for at in self.addresses))
			for name, template in kinds.items()
		}

	def everything(self, addresses: list[str] | None = None) -> str:
		"""One page of all but those of APART, each way on its own; some in header and footer too."""
		at = addresses or [f"file://{self.files[0]}", f"{self.url}/x"]
		kinds = [kind for kind in REFERENCES if kind not in APART]
		parts = "".join(self.written(REFERENCES[kind], address) for kind in kinds for address in at)
		options = "".join(self.written(template, at[0]) for template in OPTIONS.values())
		ends = f'<div id="header-html">{self.few()}</div><div id="footer-html">{self.few()}</div>'
		return whole(f"{ends}{parts}", ALLOWING + options)

	def few(self) -> str:
		"""A part of it, for the top and the bottom of a page."""
		kinds = ("iframe", "img", "style url", "script", "onload", "style import")
		at = (f"file://{self.files[0]}", f"{self.url}/x")
		return "".join(self.written(REFERENCES[kind], address) for kind in kinds for address in at)


def whole(body: str, head: str = "") -> str:
	return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><div class="print-format"><p>Terbaca</p>{body}</div></body></html>'


@contextmanager
def trap() -> Iterator[Trap]:
	"""Secrets on this machine, and a listener that is the network and the site itself."""
	listener = _Listener()
	threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
	path = frappe.get_site_path("private", "files", "rahasia.txt")
	with open(path, "w") as file:
		file.write(SECRET)
	host, frappe.local.conf.host_name = (
		frappe.local.conf.host_name,
		f"http://127.0.0.1:{listener.server_address[1]}",
	)
	try:
		from os.path import abspath

		yield Trap([abspath(path), abspath(frappe.get_site_path("site_config.json"))], listener)
	finally:
		frappe.local.conf.host_name = host
		listener.shutdown()
		listener.server_close()
