"""The elements and attributes that a page for a PDF engine may have; whatever is not named here is taken out.

None of them loads anything but `src` of a picture, `background`, `style` and, in SVG, `href`, which markup.py looks into.
"""

HTML = frozenset(
	"""
	html head title style body a abbr acronym address article aside b bdi bdo big blockquote br button caption center cite
	code col colgroup data dd del details dfn dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
	header hgroup hr i img input ins kbd label legend li main map mark menu meter nav ol optgroup option output p
	pre progress q rp rt ruby s samp section select small span strike strong sub summary sup table tbody td textarea tfoot
	th thead time tr tt u ul var wbr
	""".split()
)
SVG = frozenset(
	"""
	svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan image clippath mask pattern
	marker lineargradient radialgradient stop style switch
	""".split()
)
# Gone with all that is in them: what they hold is no text of the page.
DROPPED = frozenset(
	"""
	script iframe frame frameset noframes object embed applet param audio video source track base basefont bgsound meta
	link template xml xmp plaintext listing noembed portal foreignobject animate animatecolor animatemotion
	animatetransform set handler listener filter feimage font-face-uri cursor metadata canvas nextid isindex keygen math
	annotation-xml comment server layer ilayer
	""".split()
)
ATTRIBUTES = frozenset(
	"""
	abbr accept align alt axis bgcolor border bordercolor cellpadding cellspacing char charoff charset checked class clear
	color cols colspan compact datetime dir disabled face for frame headers height hidden high hspace id label lang low max
	maxlength media min multiple name noshade nowrap open optimum placeholder readonly reversed role rowspan rows
	rules scope selected shape size span spellcheck start style summary tabindex target text title type valign value vspace
	width wrap contenteditable translate xml:lang xml:space

	alignment-baseline baseline-shift clip-path clip-rule clippathunits color-interpolation color-rendering cx cy d
	direction display dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-size-adjust
	font-stretch font-style font-variant font-weight fx fy fr glyph-orientation-horizontal glyph-orientation-vertical
	gradienttransform gradientunits image-rendering kerning lengthadjust letter-spacing marker-end marker-mid marker-start
	markerheight markerunits markerwidth mask maskcontentunits maskunits offset opacity orient overflow
	patterncontentunits patterntransform patternunits pointer-events points preserveaspectratio r refx refy rotate rx ry
	shape-rendering spreadmethod stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
	stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering textlength
	transform unicode-bidi vector-effect version viewbox visibility word-spacing writing-mode x x1 x2 xmlns y y1 y2
	""".split()
)
# What an engine reads as text up to their end tag, whatever looks like an element in it.
TEXT_ONLY = frozenset(("title", "textarea"))
# Also whatever begins so: for the page's own style sheets to find its elements by.
ATTRIBUTE_FAMILIES = ("data-", "aria-")
# Where a link on the paper may lead.
LINKED = ("http:", "https:", "mailto:", "tel:", "#")
