import time

import frappe


def test_x(env, site, at_desk):
	t=time.time()
	def lap(x):
		nonlocal t
		print(x, round(time.time()-t,2)); t=time.time()
	d = at_desk("Administrator", env.admin_password); lap("login")
	n = frappe.get_all("Rekap Kinerja", {"jenis":"Kecamatan","workflow_state":"Final"}, pluck="name")[0]
	d.open("Rekap Kinerja", n); lap("open")
	d.picture("dbg"); lap("pic")
	d.picture("dbg", full=True); lap("picfull")
	d.refresh(); lap("refresh")
	n = frappe.get_all("Disposisi", pluck="name")[0]
	d.open("Disposisi", n); lap("open")
	d.refresh(); lap("refresh")
	d.settled(); lap("settled")
	d.page.evaluate("1"); lap("eval")
	e = at_desk("Administrator", env.admin_password); lap("login2")
