"""``python -m bot``: arguments in, exit status out."""

import argparse
import errno
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.cli import channel_commands, console_commands, operation_commands, stop_commands
from bot.cli.errors import CommandError
from bot.cli.french import speak_french
from bot.cli.model import TrainingError
from bot.cli.processes import forbid_core_dumps
from bot.cli.terminal import complain, tell
from bot.cli.texts import say
from bot.config.environment import ConfigurationError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when done, 1 when something is wrong (said in French on standard error), 2 on bad usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bot.config.settings")
    speak_french()
    forbid_core_dumps()
    options = _parser().parse_args(arguments)
    from bot.cli.chain import ChainError  # noqa: PLC0415 (imports Django)

    try:
        return int(options.run(options))
    except (CommandError, ConfigurationError) as error:
        complain(str(error))
    except TrainingError as error:
        complain(say("serve.train_failed", log=error.log))
    except ChainError as error:
        complain(say("errors.no_rasa", log=error.log))
    except OSError as error:
        reasons = {errno.ENOENT: "missing", errno.EACCES: "forbidden", errno.EISDIR: "folder", errno.ENOSPC: "full"}
        reason = say(f"errors.reasons.{reasons.get(error.errno or 0, 'other')}", reason=error.strerror)
        complain(say("errors.unusable", file=error.filename, reason=reason))
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=say("program"))
    commands = parser.add_subparsers(title=say("commands"), required=True, metavar="COMMANDE")

    commands.add_parser("serve", help=say("serve.help")).set_defaults(run=_serve)
    commands.add_parser("prepare", help=say("prepare.help")).set_defaults(run=_prepare)

    ask = commands.add_parser("ask", help=say("ask.help"))
    ask.add_argument("text", metavar="QUESTION", help=say("ask.text"))
    ask.add_argument("--at", metavar="DATE", help=say("ask.at"))
    ask.add_argument("--page", help=say("ask.page"))
    ask.add_argument("--json", action="store_true", help=say("ask.json"))
    ask.set_defaults(run=_ask)

    replay = commands.add_parser("replay", help=say("replay.help"))
    replay.add_argument("file", metavar="FICHIER.jsonl", type=Path, help=say("replay.file"))
    replay.add_argument("--out", metavar="FICHIER.jsonl", type=Path, required=True, help=say("replay.out"))
    replay.set_defaults(run=_replay)

    evaluation = commands.add_parser("eval", help=say("eval.help"))
    evaluation.add_argument("--messages", type=Path, metavar="FICHIER.jsonl", help=say("eval.messages"))
    evaluation.add_argument("--robustness", action="store_true", help=say("eval.robustness"))
    evaluation.add_argument("--report", metavar="DOSSIER", type=Path, help=say("eval.report"))
    evaluation.set_defaults(run=_eval)

    encoder = commands.add_parser("encoder", help=say("encoder.help")).add_subparsers(required=True, metavar="COMMANDE")
    train = encoder.add_parser("train", help=say("encoder.train"))
    train.add_argument("--only", choices=("search", "intents"), help=say("encoder.only"))
    train.set_defaults(run=_encoder_train)

    faq = commands.add_parser("faq", help=say("faq.help")).add_subparsers(required=True, metavar="COMMANDE")
    search = faq.add_parser("search", help=say("faq.search"))
    search.add_argument("question", metavar="QUESTION", help=say("faq.question"))
    search.add_argument("--explain", action="store_true", help=say("faq.explain.help"))
    search.set_defaults(run=lambda options: _faq("search", options.question, explain=options.explain))
    _add_file_commands(faq)
    measure = faq.add_parser("eval", help=say("faq.eval"))
    measure.add_argument("--journal", metavar="FICHIER.csv", type=Path, help=say("faq_eval.journal"))
    measure.add_argument("--report", metavar="DOSSIER", type=Path, help=say("faq_eval.report"))
    measure.set_defaults(run=_faq_eval)
    faq.add_parser("calibrate", help=say("faq.calibrate")).set_defaults(run=lambda _: _faq("calibrate"))
    out = faq.add_parser("export", help=say("sheets.export"))
    out.add_argument("file", metavar="FICHIER.xlsx|FICHIER.csv", type=Path, help=say("sheets.file_out"))
    out.add_argument("--theme", metavar="THEME", help=say("sheets.theme"))
    out.set_defaults(run=_faq_export)
    back = faq.add_parser("import", help=say("sheets.import"))
    back.add_argument("file", metavar="FICHIER.xlsx|FICHIER.csv", type=Path, help=say("sheets.file_in"))
    back.add_argument("--yes", action="store_true", help=say("sheets.sure"))
    back.set_defaults(run=_faq_import)

    channel_commands.add_commands(commands)
    console_commands.add_commands(commands)
    stop_commands.add_commands(commands)
    operation_commands.add_commands(commands)

    privacy = commands.add_parser("privacy", help=say("privacy.help")).add_subparsers(required=True, metavar="COMMANDE")
    scan = privacy.add_parser("scan", help=say("privacy.scan"))
    scan.add_argument("file", metavar="FICHIER|-", help=say("privacy.file"))
    scan.set_defaults(run=_privacy_scan)
    return parser


def _add_file_commands(faq: Any) -> None:
    """``faq check``, ``show``, ``new`` and ``stats``; ``faq`` is argparse's action, whose type it keeps to itself."""
    check = faq.add_parser("check", help=say("faq.check.help"))
    check.add_argument("paths", metavar="CHEMIN", nargs="*", type=Path, help=say("faq.check.paths"))
    check.add_argument("--fix", action="store_true", help=say("faq.check.fix"))
    check.set_defaults(run=_faq_check)
    show = faq.add_parser("show", help=say("faq.show.help"))
    show.add_argument("id", metavar="ID", help=say("faq.show.id"))
    show.set_defaults(run=_faq_show)
    new = faq.add_parser("new", help=say("faq.new.help"))
    new.add_argument("id", metavar="ID", help=say("faq.new.id"))
    new.add_argument("--add", nargs=2, metavar=("THÈME", "SUJET"), help=say("faq.new.add"))
    new.set_defaults(run=_faq_new)
    faq.add_parser("stats", help=say("faq.stats.help")).set_defaults(run=_faq_stats)


def _serve(_: argparse.Namespace) -> int:
    from bot.cli.serve import serve  # noqa: PLC0415 (imports Django)

    return serve(tell)


def _prepare(_: argparse.Namespace) -> int:
    from bot.cli.serve import prepare  # noqa: PLC0415 (imports Django)

    prepare(tell)
    tell(say("prepare.done"))
    return 0


def _ask(options: argparse.Namespace) -> int:
    from bot.charter.outcomes import labels  # noqa: PLC0415
    from bot.cli import chain, replay  # noqa: PLC0415
    from bot.config.pages import pages  # noqa: PLC0415

    line = {"id": "ask", "text": options.text, "at": options.at, "page": options.page}
    try:
        item = replay.parse_item(json.dumps(line), pages())
    except replay.ReplayFileError as error:
        complain(str(error))
        return 1
    with chain.running_chain(lambda: complain(say("replay.starting"))) as running:
        row = next(replay.play(item, running))
    if options.json:
        tell(json.dumps(row, ensure_ascii=False, indent=2))
        return 0
    tell("\n".join([*row["replies"], ""]))
    tell(say("ask.outcome", label=labels()[row["outcome"]], outcome=row["outcome"]))
    if row["faq_id"]:
        tell(say("ask.entry", id=row["faq_id"]))
    if row["candidates"]:
        candidates = ", ".join(f"{c['id']} {c['score']:.2f}" for c in row["candidates"])
        tell(say("ask.candidates", candidates=candidates))
    if row["buttons"]:
        tell(say("ask.buttons", buttons=" | ".join(button["title"] for button in row["buttons"])))
    return 0


def _replay(options: argparse.Namespace) -> int:
    from bot.cli import chain, replay  # noqa: PLC0415
    from bot.config.pages import pages  # noqa: PLC0415

    try:
        items = replay.read_items(options.file, pages())
    except replay.ReplayFileError as error:
        complain(str(error))
        return 1
    with (
        options.out.open("w", encoding="utf-8") as out,
        chain.running_chain(lambda: complain(say("replay.starting"))) as running,
    ):
        started = datetime.now().astimezone()
        turns, p50, p95 = replay.replay(items, running, out)
        seconds = (datetime.now().astimezone() - started).total_seconds()
    tell(say("replay.done", turns=turns, out=options.out, seconds=seconds, p50=p50, p95=p95))
    return 0


def _eval(options: argparse.Namespace) -> int:
    from bot.cli import chain, evaluate, robustness  # noqa: PLC0415

    with chain.running_chain(lambda: complain(say("replay.starting"))) as running:
        if options.robustness:
            return 0 if robustness.evaluate(running, tell) else 1
        evaluate.evaluate(running, options.messages or evaluate.MESSAGES, tell, options.report)
    return 0


def _encoder_train(options: argparse.Namespace) -> int:
    from bot.cli import encoder  # noqa: PLC0415 (torch takes seconds to import)

    minutes = encoder.train(search=options.only != "intents", intents=options.only != "search")
    tell(say("encoder.done", minutes=minutes))
    return 0


def _faq(command: str, *arguments: str, **options: bool) -> int:
    from bot.cli import faq  # noqa: PLC0415 (torch takes seconds to import)
    from bot.config import environment  # noqa: PLC0415
    from bot.faq.live import EmptyFaqError  # noqa: PLC0415

    try:
        getattr(faq, command)(*arguments, tell, **options)
    except EmptyFaqError:
        complain(say("faq.empty", folder=environment.path("CAF_FAQ_DIR")))
        return 1
    return 0


def _faq_check(options: argparse.Namespace) -> int:
    from bot.cli import faq_files  # noqa: PLC0415 (scipy takes a second to import)

    return 0 if faq_files.check(options.paths, options.fix, date.today(), tell) else 1


def _faq_show(options: argparse.Namespace) -> int:
    from bot.cli import faq_files  # noqa: PLC0415

    faq_files.show(options.id, date.today(), tell)
    return 0


def _faq_new(options: argparse.Namespace) -> int:
    from bot.cli import faq_files  # noqa: PLC0415
    from bot.faq.catalogue import Topic  # noqa: PLC0415

    faq_files.new(options.id, Topic(*options.add) if options.add else None, date.today(), tell)
    return 0


def _faq_stats(_: argparse.Namespace) -> int:
    import django  # noqa: PLC0415

    from bot.cli import faq_files  # noqa: PLC0415

    django.setup()
    from django.db import DatabaseError  # noqa: PLC0415

    from bot.conversations.usage import entries_used_since  # noqa: PLC0415 (after setup)

    try:
        faq_files.stats(date.today(), entries_used_since, tell)
    except DatabaseError:  # nothing has run here yet
        faq_files.stats(date.today(), None, tell)
    return 0


def _faq_eval(options: argparse.Namespace) -> int:
    from bot.cli import faq_eval  # noqa: PLC0415 (torch takes seconds to import)
    from bot.config import environment  # noqa: PLC0415
    from bot.faq.live import EmptyFaqError  # noqa: PLC0415

    try:
        faq_eval.evaluate(options.journal, options.report, tell)
    except EmptyFaqError:
        complain(say("faq.empty", folder=environment.path("CAF_FAQ_DIR")))
        return 1
    return 0


def _faq_export(options: argparse.Namespace) -> int:
    from bot.cli import sheets  # noqa: PLC0415 (openpyxl takes a moment to import)

    sheets.write_sheet(options.file, options.theme, tell)
    return 0


def _faq_import(options: argparse.Namespace) -> int:
    from bot.cli import sheets  # noqa: PLC0415

    sheets.read_sheet(options.file, options.yes, tell)
    return 0


def _privacy_scan(options: argparse.Namespace) -> int:
    from bot.charter.privacy import WORDS, find, redact  # noqa: PLC0415

    text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
    count = 0
    for number, line in enumerate(text.splitlines(), start=1):
        findings = find(line)
        if findings:
            count += 1
            kinds = ", ".join(dict.fromkeys(WORDS[finding.kind].label for finding in findings))
            tell(say("privacy.line", line=number, kinds=kinds))
            tell(say("privacy.erased", text=redact(line, findings)))
    tell(say("privacy.found", count=count) if count else say("privacy.none"))
    return 1 if count else 0
