"""The addresses of the installation."""

from django.urls import path

from bot.conversations import health, web, webhooks

urlpatterns = [
    path("", web.home, name="home"),
    path("chat/<slug:page_id>/", web.chat, name="chat"),
    path("chat/<slug:page_id>/embed.js", web.embed, name="embed"),
    path("chat/<slug:page_id>/messages", web.messages, name="messages"),
    path("chat/<slug:page_id>/replies", web.replies, name="replies"),
    path("messenger", webhooks.messenger, name="messenger"),
    path("telegram/<slug:page_id>", webhooks.telegram, name="telegram"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
