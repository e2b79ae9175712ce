"""The console's addresses, under /console/."""

from django.urls import path

from bot.console.entries import files as entry_files
from bot.console.entries import views as entries
from bot.console.views import accounts, audit, editors, escalations, identity, statistics, stops, work

app_name = "console"
urlpatterns = [
    path("", escalations.home, name="home"),
    path("connexion/", identity.login, name="login"),
    path("deconnexion/", identity.leave, name="logout"),
    path("second-facteur/", identity.second_factor, name="second_factor"),
    path("second-facteur/installer/", identity.second_factor_setup, name="second_factor_setup"),
    path("mot-de-passe/", identity.password, name="password"),
    path("charte/", identity.acknowledge, name="charter"),
    path("connexions/", identity.sessions, name="sessions"),
    path("connexions/fermer/", identity.end_other_sessions, name="end_other_sessions"),
    path("service/", escalations.duty_change, name="duty"),
    path("escalades/", escalations.index, name="escalations"),
    path("conversations/<uuid:number>/", work.conversation, name="conversation"),
    path("conversations/<uuid:number>/prendre/", work.take, name="take"),
    path("conversations/<uuid:number>/repondre/", work.reply, name="reply"),
    path("conversations/<uuid:number>/rendre/", work.hand_back, name="hand_back"),
    path("conversations/<uuid:number>/fermer/", work.close, name="close"),
    path("conversations/<uuid:number>/rouvrir/", work.reopen, name="reopen"),
    path("conversations/<uuid:number>/note/", work.note, name="note"),
    path("conversations/<uuid:number>/signaler/", work.mark, name="mark"),
    path("comptes/", accounts.index, name="accounts"),
    path("comptes/nouveau/", accounts.new, name="new_account"),
    path("comptes/<int:number>/", accounts.change, name="account"),
    path("comptes/<int:number>/remise-a-zero/", accounts.reset, name="reset_account"),
    path("comptes/<int:number>/fermer/", accounts.close, name="close_account"),
    path("redaction/", editors.marks, name="marks"),
    path("redaction/<int:number>/fait/", editors.mark_done, name="mark_done"),
    path("reponses-types/", editors.ready, name="ready"),
    path("reponses-types/<int:number>/retirer/", editors.remove_ready, name="remove_ready"),
    path("statistiques/", statistics.index, name="statistics"),
    path("statistiques/graphiques/<slug:name>.png", statistics.plot, name="statistics_plot"),
    path("statistiques/fichiers/statistiques.<slug:kind>", statistics.export, name="statistics_file"),
    path("fiches/", entries.index, name="entries"),
    path("fiches/nouvelle/", entry_files.new, name="new_entry"),
    path("fiches/tableur/", entry_files.sheets, name="entry_sheets"),
    path("fiches/tableur/fiches.<slug:kind>", entry_files.export, name="entry_export"),
    path("fiches/<slug:entry_id>/", entries.editor, name="entry"),
    path("fiches/<slug:entry_id>/verifier/", entries.check, name="entry_check"),
    path("fiches/<slug:entry_id>/reprendre/", entries.rebase, name="entry_rebase"),
    path("fiches/<slug:entry_id>/abandonner/", entries.discard, name="entry_discard"),
    path("fiches/<slug:entry_id>/validation/", entries.review, name="entry_review"),
    path("fiches/<slug:entry_id>/valider/", entries.approve, name="entry_approve"),
    path("fiches/<slug:entry_id>/rendre/", entries.send_back, name="entry_send_back"),
    path("fiches/<slug:entry_id>/historique/", entries.past, name="entry_history"),
    path("fiches/<slug:entry_id>/historique/<int:number>/retablir/", entries.restore, name="entry_restore"),
    path("arrets/", stops.index, name="stops"),
    path("arrets/<int:number>/reprendre/", stops.resume, name="resume"),
    path("journal/", audit.index, name="audit"),
]
