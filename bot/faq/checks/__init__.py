"""Checks of the FAQ, one concern a module.

A check of an entry is a pure function of the entry and its :class:`~bot.faq.checks.context.Context`; what it finds
names the field, so that a form can show it beside the field as well as the command line beside a line.
"""
