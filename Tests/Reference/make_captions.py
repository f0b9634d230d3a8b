#!/usr/bin/env python3
"""Makes Tests/TextTests/Fixtures/captions.json: prompts and what cleaning makes of them, twice applied.

usage: make_captions.py

The steps are those that the model's pipeline documents, written here with Python's own urllib, html and re and with
the package ftfy for the repair of text.
"""
import html, json, pathlib, random, re
from html.parser import HTMLParser
from urllib.parse import unquote_plus
import ftfy

FIXTURE = pathlib.Path(__file__).parents[1] / "TextTests/Fixtures/captions.json"
FORMATS = "png|jpg|jpeg|bmp|webp|eps|pdf|apk|mp4"
DOMAIN = r"[a-zA-Z0-9.\-]+[.](?:com|co|ru|net|org|edu|gov|it)[\w/-]*\b/?(?!@)"


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def text_of(markup):
    parser = Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


def replace(text, steps):
    for pattern, replacement in steps:
        text = re.sub(pattern, replacement, text)
    return text


ADDRESSES = [
    ("<person>", "person"),
    (rf"\b(?:https?:(?:/{{1,3}}|[a-zA-Z0-9%])|{DOMAIN})", ""),
    (rf"\b(?:www:(?:/{{1,3}}|[a-zA-Z0-9%])|{DOMAIN})", ""),
]
DASHES = "\u002d\u058a\u05be\u1400\u1806\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d"
SYMBOLS = [
    (r"@[\w\d]+\b", ""),
    *[(f"[\\u{a}-\\u{b}]+", "") for a, b in (
        ("31c0", "31ef"), ("31f0", "31ff"), ("3200", "32ff"), ("3300", "33ff"), ("3400", "4dbf"), ("4dc0", "4dff"),
        ("4e00", "9fff"))],
    (rf"[\{DASHES}]+", "-"),
    ("[`´«»“”¨]", '"'), ("[‘’]", "'"), ("&quot;?", ""), ("&amp", ""),
    (r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", " "), (r"\d:\d\d\s+$", ""), (r"\\n", " "),
    (r"#\d{1,3}\b", ""), (r"#\d{5,}\b", ""), (r"\b\d{6,}\b", ""), (rf"\S+\.(?:{FORMATS})", ""),
    (r"""["']{2,}""", '"'), (r"\.{2,}", " "), (r"[#®•©™&@·º½¾¿¡§~)(\]\[}{|\\/*]+", " "), (r"\s+\.\s+", " "),
]
CODES = [
    (r"\b[a-zA-Z]{1,3}\d{3,15}\b", ""), (r"\b[a-zA-Z]+\d+[a-zA-Z]+\b", ""), (r"\b\d+[a-zA-Z]+\d+\b", ""),
    (r"(worldwide\s+)?(free\s+)?shipping", ""), (r"(free\s)?download(\sfree)?", ""),
    (r"\bclick\b\s(?:for|on)\s\w+", ""), (rf"\b(?:{FORMATS})(\simages?)?", ""), (r"\bpage\s+\d+\b", ""),
    (r"\b\d*[a-zA-Z]+\d+[a-zA-Z]+\d+[a-zA-Z\d]*\b", " "), (r"\b\d+\.?\d*[xх×]\d+\.?\d*\b", ""),
    (r"\b\s+:\s+", ": "), (r"(\D[,./])\b", r"\1 "), (r"\s+", " "),
]
ENDS = [(r"^[\"']([\w\W]+)[\"']$", r"\1"), (r"^['_,\-:;]", ""), (r"['_,\-:+]$", ""), (r"^\.\S+$", "")]


def clean(caption):
    text = replace(unquote_plus(caption).strip().lower(), ADDRESSES)
    text = replace(text_of(text), SYMBOLS)
    if len(re.findall(r"[-_]", text)) > 3:
        text = re.sub(r"[-_]", " ", text)
    text = html.unescape(html.unescape(ftfy.fix_text(text))).strip()
    text = replace(text, CODES).strip()
    return replace(text, ENDS).strip()


PROMPTS = [
    "a high quality photo", "An Oil Painting of a Snowy Mountain Village", "a photo of the amalfi cost", "", "   ", "a",
    "a rocket ship", "a portrait of RB, smiling", "cats & dogs", "a photo of a <person> in a hat", "hello%20world+again",
    "caf%C3%A9 cr%c3%a8me", "100%", "50%zz", "%ff%fe", "see https://example.org/a/b?c=d for more", "visit example.com today",
    "www.example.co.uk/path is nice", "mail me at someone@example.com", "www:abc def", "http:x", "a.b.com@c",
    "<b>bold</b> and <i>italic</i> text", "a <br/> b", "text <!-- a comment --> more", "1 < 2 and 3 > 2", "x<y>z",
    "fish &amp; chips", "&quot;quoted&quot;", "&lt;tag&gt;", "5 &euro; &#8364; &#x20ac;", "caf&eacute; &eacute", "&copy; 2020",
    "&nosuchthing; x", "&#0; &#xd800; &#128;", "hello @someone nice", "@nick", "a 中文 b", "日本 picture", "㈱ ㌔ 㐀 ䷀ x", "カタカナ ok",
    "em — dash – en ― bar", "a‐b‑c‒d", "a〜b", "“curly” ‘single’ «guillemets» `tick´", "it’s fine", "192.168.0.1 server",
    "posted at 3:45 ", "line\\nbreak", "item #12 here", "item #12345 here", "item #1234 here", "number 1234567 gone",
    "number 12345 stays", "my_photo.png of a dog", "see holiday.jpeg", "a.mp4 b.pdf c.apk d.webp", "''double'' \"\"quotes\"\"",
    "wait... what", "a . b", "a (b) [c] {d} | e * f / g \\ h ~ i", "® ™ © • º ½ ¿ ¡ §", "this-is-my-cute-cat", "this_is_my_cute_cat",
    "one-two-three", "ﬁne ﬂowers ﬃ", "ＦＵＬＬ　ｗｉｄｔｈ", "ﾊﾝｶｸ", "e\u0301 composed", "tab\there", "a\r\nb\rc", "a\u2028b", "bell\u0007gone",
    "zero\ufeffwidth", "code ab1234 gone", "jc6640vc 6640vc231", "j2d1a2a3 x", "abc123", "a1", "worldwide free shipping now",
    "free shipping", "free download free", "download now", "click for more", "click on this", "click here", "png image of a cat",
    "jpg images", "pngs", "see page 12", "page one", "1024x768 wallpaper", "3.5×2.5 cm", "10х20", "size : large", "a,b,c", "3.14",
    "a.b", "end. Next sentence.Here", "1/2 cup", "'quoted whole'", "\"double quoted\"", "'start", "end'", "-dash start", "dash end-",
    ":colon", ";semi", ",comma,", "_under_", ".hidden", ".hidden token", "plus+", "a++b", "#hashtag art", "#1", "🐶 dog", "naïve façade",
    "ÜBER GROẞ", "привет МИР", "İstanbul", "  spaces   everywhere  ", "multi\n\nline", "<a href='x'>link</a> text", "a<b", "a <3 b",
    "<unclosed", "x > y", "\"a\" and \"b\"", "o'clock", "rock'n'roll", "5'10\" tall", "C++ and C#", "a_b_c", "e.g. this, i.e. that",
    "Mr. Smith vs. Dr. Jones", "$5.99!", "half—dash", "a&b", "AT&T", "R&D &amp;amp; more", "state-of-the-art high-res photo-realistic",
    "a lithograph of a skull", "a man wearing a hat", "a pencil", "an oil painting of people around a campfire",
]
PIECES = [
    "a", "Photo", "of", "12", "3.5", "x", "ab", "#", "@", "-", "_", "'", '"', ".", ",", ":", ";", "/", "\\", "n", "&", "&amp;",
    "&quot", "(", ")", "<b>", "<", ">", "+", "%41", "%", "`", "~", "page", "shipping", "free", "download", "click", "for",
    "png", "jpg", "image", ".com", "www:", "http://", "1234567", "8:15", "10.0.0.1", "\t", "  ", "é", "“", "—", "中",
]
generator = random.Random(0)
for _ in range(300):
    pieces = generator.choices(PIECES, k=generator.randint(1, 7))
    PROMPTS.append("".join(piece + generator.choice(["", " "]) for piece in pieces))
FIXTURE.write_text(json.dumps({"ftfy": ftfy.__version__, "captions": [[p, clean(clean(p))] for p in PROMPTS]}) + "\n")
