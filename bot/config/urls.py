"""The addresses of the installation."""

from django.urls import include, path

from bot.conversations import health, metrics, notices, web, webhooks

urlpatterns = [
    path("", web.home, name="home"),
    path("chat/<slug:page_id>/", web.chat, name="chat"),
    path("chat/<slug:page_id>/embed.js", web.embed, name="embed"),
    path("chat/<slug:page_id>/messages", web.messages, name="messages"),
    path("chat/<slug:page_id>/replies", web.replies, name="replies"),
    path("messenger", webhooks.messenger, name="messenger"),
    path("telegram/<slug:page_id>", webhooks.telegram, name="telegram"),
    path("donnees-personnelles/", notices.personal_data, name="personal_data"),
    path("accessibilite/", notices.accessibility, name="accessibility"),
    path("console/", include("bot.console.urls")),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
]
