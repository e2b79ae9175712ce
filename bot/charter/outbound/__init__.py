"""The outbound guard: what staff write to citizens neither holds personal data nor asks for any (CH1, CD4).

Plain Python, pure: a text in, problems out. See :func:`check`.
"""

from bot.charter.outbound.guard import Problem, Rule, check, name_of

__all__ = ["Problem", "Rule", "check", "name_of"]
