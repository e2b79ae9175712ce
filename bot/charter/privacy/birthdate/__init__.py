"""Date of birth of a private person.

Source: a date of birth is what the Caf checks callers by, beside the numéro d'allocataire; the CNIL counts it
among identifying data.

Forms: ``12/03/1985`` with any separator and the parts in any order, ``12 03 85``, ``12031985``,
``1985-03-12``, ``12 mars 1985``, ``mars 12 1985``, with abbreviations and misspellings of the months, all of
it in words too (read by the view).

Algorithm: every date is looked at with the words around it. Words of birth, or of an age reached that day, make
it a date of birth, words of administration (payment, lease, appointment, since, until…) another date, whichever
stand nearer; an expected birth is none. Without either, a relative or a first name just before tells, or a
message that speaks of a date of birth, or the year: a date of long ago is hardly anything else in a message to a
Caf. A date told in disorder (« née en mars 74, le 12 ») or mended (« le 4 et non le 5 mai 1990 »), and a day and month
in figures right after « né le », or after an age reached (« j'ai eu 40 ans le 4 mars »), are taken too.

Not taken: a month and a year without day, a year, an age.

Worked example (invented): ``ma fille Lina est née le 30 fevrié 2019`` → ``30 fevrié 2019``.
"""

from bot.charter.privacy.birthdate.rules import recognise

__all__ = ["recognise"]
