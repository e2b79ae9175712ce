"""How long a publication takes, in seconds: from the approver's click in a browser until citizens read it.

    python -m benchmarks.faq_publish [--rounds 5]

The installation is started as `make run` starts it, on a copy of the entries, with a second Rasa process beside the
first. An editor adds a sentence to an answer and a wording to the variants, and sends it to review; the approver clicks
« Valider et publier ». The clock runs from that click until the web chat shows the sentence, and until both Rasa
processes find the entry by the new wording.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import results
from benchmarks.faq_edit.assistant import Assistant, free_port, says
from benchmarks.faq_publish.people import APPROVER, EDITOR, PASSWORD
from bot.config import environment

EDITS = yaml.safe_load((Path(__file__).parents[1] / "faq_edit" / "edits.yml").read_text(encoding="utf-8"))
ENTRY = Path(EDITS["entry"]).name
CHROMIUM = "/usr/bin/chromium"
GIVE_UP_SECONDS = 30.0
START = (
    "import os, sys; from pathlib import Path; from bot.cli import processes; "
    "rasa = processes.rasa(Path(sys.argv[1])); os.execve(rasa.command[0], list(rasa.command), dict(rasa.environment))"
)


def main() -> None:
    """Measures and prints the table."""
    parser = results.parser("faq_publish", __doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caf-faq-publish-") as name:
        assistant = Assistant(Path(name))
        try:
            people = (sys.executable, "-m", "benchmarks.faq_publish.people")
            subprocess.run(people, cwd=environment.ROOT, env=os.environ | assistant.settings, check=True)
            with second_rasa(assistant, Path(name)) as ask_second, sync_playwright() as playwright:
                flags = ["--no-sandbox", "--disable-gpu"]
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
                times = measure(assistant, ask_second, browser, options.rounds)
        finally:
            assistant.stop()
    rows = [
        (who, str(len(seconds)), f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}")
        for who, seconds in times.items()
    ]
    with results.kept_in(options.results) as kept:
        kept.table("Publication, from the click", ("served by", "rounds", "median s", "worst s"), rows)


def measure(
    assistant: Assistant, ask_second: Callable[[str], str], browser: Browser, rounds: int
) -> dict[str, Sequence[float]]:
    """Seconds from the click, by what serves the change."""
    editor, approver = (sign_in(browser, assistant.url, who) for who in (EDITOR, APPROVER))
    entry = yaml.safe_load((assistant.faq / f"{EDITS['entry']}.yml").read_text(encoding="utf-8"))
    opening = entry["answer"][:40]
    shown: list[float] = []
    found: list[float] = []
    for number, wording in zip(range(rounds), EDITS["wordings"], strict=False):
        sentence = EDITS["added_sentence"].format(mark=number)
        write(editor, assistant.url, sentence, wording)
        approver.goto(f"{assistant.url}/console/fiches/{ENTRY}/validation/")
        clicked = publish(approver)
        shown.append(until(clicked, partial(says, assistant.ask, entry["title"], sentence)))
        found.append(until(clicked, partial(says, assistant.ask, wording, opening)))
        found[-1] = max(found[-1], until(clicked, partial(says, ask_second, wording, opening)))
    return {"web chat (sentence)": shown, "both Rasas (wording)": found}


def write(page: Page, url: str, sentence: str, wording: str) -> None:
    """An editor adds a sentence and a wording, and sends them to review."""
    page.goto(f"{url}/console/fiches/{ENTRY}/")
    answer, variants = page.locator("#answer"), page.locator("#variants")
    answer.fill(f"{answer.input_value()} {sentence}")
    variants.fill(f"{variants.input_value()}\n{wording}")
    page.locator("#comment").fill("Une phrase de plus.")
    page.get_by_role("button", name="Envoyer à la validation").click()
    page.get_by_text("une autre personne doit le valider").wait_for()


def publish(page: Page) -> float:
    """Clicks; the moment, in seconds since the epoch, at which the browser sent what was clicked."""
    with page.expect_response("**/valider/") as answered:
        page.get_by_role("button", name="Valider et publier").click(no_wait_after=True)
    return float(answered.value.request.timing["startTime"]) / 1000


def until(since: float, is_served: Callable[[], bool]) -> float:
    """Seconds since then when it was first served; NaN where it was not in half a minute."""
    while time.time() - since < GIVE_UP_SECONDS:
        if is_served():
            return time.time() - since
    return float("nan")


def sign_in(browser: Browser, url: str, username: str) -> Page:
    """A window of that person."""
    page = browser.new_context(locale="fr-FR").new_page()
    page.goto(f"{url}/console/connexion/")
    page.get_by_label("Identifiant").fill(username)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Se déconnecter").wait_for()
    return page


@contextmanager
def second_rasa(assistant: Assistant, folder: Path) -> Iterator[Callable[[str], str]]:
    """Another Rasa process of the same installation, and a way to ask it."""
    port = free_port()
    process = subprocess.Popen(
        (sys.executable, "-c", START, str(folder / "second.sqlite3")),
        cwd=environment.ROOT,
        env=os.environ | assistant.settings | {"CAF_RASA_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    secrets = json.loads((folder / "var" / "development-secrets.json").read_text(encoding="utf-8"))
    headers = {"Authorization": f"Bearer {secrets['CAF_RASA_TOKEN']}"}

    def ask(text: str) -> str:
        message = {"sender": uuid.uuid4().hex, "message": text}
        parts = http.post("/webhooks/rest/webhook", json=message).json()
        return "\n".join(part.get("text", "") for part in parts)

    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60, trust_env=False) as http:
            while not _listens(http):
                time.sleep(0.2)
            ask("bonjour")
            yield ask
    finally:
        process.terminate()
        process.wait(60)


def _listens(http: httpx.Client) -> bool:
    try:
        return http.get("/webhooks/rest/").is_success
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    main()
