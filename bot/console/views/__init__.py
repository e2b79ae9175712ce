"""The console's views, one module a concern; each is guarded by a decorator of ``bot.console.access``."""
