"""Malformed and forged requests, over HTTP, to the running web process."""

from collections import Counter

import httpx
from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.results import Results
from tests.channels.forgeries import Forgery, forgeries


def forge(kept: Results, url: str, requests: int) -> bool:
    """Sends them and prints what was answered; whether none was an error and nothing forged was let in."""
    from bot.conversations.models import InboxMessage  # noqa: PLC0415 (needs Django, which is set up by now)

    answers: Counter[str] = Counter()
    wrong: list[Forgery] = []

    @settings(
        max_examples=requests,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(forgeries)
    def send(forgery: Forgery) -> None:
        before = InboxMessage.objects.count()
        # Many people, as the web chat lets one address write only so often.
        number = sum(answers.values())
        headers = {**forgery.headers, "X-Forwarded-For": f"10.0.{number // 250 % 250}.{number % 250}"}
        try:
            response = http.request(forgery.method, url + forgery.path, content=forgery.body, headers=headers)
        except httpx.LocalProtocolError:  # a header that HTTP cannot carry, such as one that ends in a space
            answers["never sent"] += 1
            return
        answers[f"{'forged' if forgery.is_forged else 'malformed'} {response.status_code}"] += 1
        let_in = forgery.is_forged and InboxMessage.objects.count() > before
        if response.status_code not in forgery.answers or let_in:
            wrong.append(forgery)

    with httpx.Client(timeout=30, trust_env=False) as http:
        send()
    rows = [(what, str(count)) for what, count in sorted(answers.items())]
    rows += [("all", str(answers.total())), ("errors, or forged and let in", str(len(wrong)))]
    kept.table("Malformed and forged requests", ("request, answer", "how many"), rows)
    return not wrong
