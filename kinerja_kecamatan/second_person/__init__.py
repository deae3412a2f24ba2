"""What decides who signs is changed by two people: one proposes (Usulan Perubahan), another confirms.

Who signs is decided by a person's account, name and NIP (Pegawai), by the roles, unit, title and dates of an appointment
(Penugasan) and by what a unit's head is called and what stands below it (Unit Kerja). Whatever way such a change comes in, it
ends in `gate`: taken at once, held back as a proposal, or refused. What corrects a closed Perjanjian Kinerja, a Ralat, is
proposed and confirmed in the same way (ralat.py).
"""
