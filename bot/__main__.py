"""``python -m bot``: the one command line of the product."""

import sys

from bot.cli.main import main

sys.exit(main())
