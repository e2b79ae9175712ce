"""The FAQ: entries in files, encoder, index, search and decision. Plain Python: no Rasa, no Django."""

import logging

logging.getLogger("faiss.loader").setLevel(logging.WARNING)  # at INFO it tells each instruction set that it tries
