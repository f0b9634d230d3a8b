"""Reads [{language, text}] from standard input and writes [html or null] to standard output: listings with the classes
of Pygments, whose colours are the style sheet's."""

import json
import sys

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

formatter = HtmlFormatter(nowrap=True)
answers = []
for listing in json.load(sys.stdin):
    try:
        lexer = get_lexer_by_name(listing["language"], stripnl=False, ensurenl=False)
    except ClassNotFound:
        answers.append(None)
        continue
    answers.append(highlight(listing["text"], lexer, formatter))
json.dump(answers, sys.stdout)
