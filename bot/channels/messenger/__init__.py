"""Messenger: Meta's webhook and Send API for Facebook pages."""

NAME = "messenger"

PAGE_INBOX = "263902037430900"
"""The page inbox of Meta Business Suite, as an application:
https://developers.facebook.com/docs/messenger-platform/conversation-routing"""
