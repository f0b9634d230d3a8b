#!/usr/bin/env python3
"""Makes Tests/Support/Fixtures/tokenizer_{nfkc,bytes}.model and Tests/TextTests/Fixtures/tokenizer.json.

usage: make_tokenizer.py

tokenizer_nfkc.model   1,000 pieces, normalised as T5's are (nmt_nfkc), pad 0, </s> 1, <unk> 2
tokenizer_bytes.model  600 pieces with byte fallback, symbols of the user and white space kept as it is
tokenizer.json         240 prompts and the ids that sentencepiece gives them, without the end of the sequence

The text that the models are trained on is made here.
"""
import io, json, pathlib, random
import sentencepiece

TESTS = pathlib.Path(__file__).parents[1]
random.seed(7)

SUBJECTS = """dog cat skull waterfall village mountain campfire barista rocket ship pencil man woman hat castle river
forest ocean bridge tower garden teapot violin lighthouse dragon robot astronaut horse bicycle umbrella candle
kitchen library market harbour desert volcano glacier orchard meadow penguin owl fox whale butterfly""".split()
STYLES = """oil painting, lithograph, photo, watercolor, pencil sketch, pixel art image, charcoal drawing, rendering,
engraving, mosaic, poster, woodcut, pastel, fresco, stained glass window, polaroid""".replace("\n", " ").split(", ")
WORDS = """snowy old red ancient bright quiet crowded golden misty tiny enormous hipster dark warm frozen colorful
high quality detailed wearing under near beside above with and in of on at the a an people around during sunset
dawn winter night rain summer glass wooden stone silver two three seven unusual whispering flying sleeping""".split()


def sentence():
    style, subject = random.choice(STYLES), random.choice(SUBJECTS)
    extra = " ".join(random.choices(WORDS, k=random.randrange(6)))
    return f"a {style} of a {random.choice(WORDS)} {subject} {extra}".strip()


def word():
    return "".join(random.choice("bcdfghklmnprstvwz") + random.choice("aeiouy") for _ in range(random.randrange(1, 5)))


def train(name, **settings):
    corpus = [sentence() for _ in range(4000)]
    corpus += [" ".join(word() for _ in range(random.randrange(3, 9))) for _ in range(1500)]
    corpus += ["Überraschung über Größe, café à la crème, naïve façade; привет мир; 12.5 cm (50%)!"] * 40
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus), model_writer=model, model_type="unigram", pad_id=0, eos_id=1, unk_id=2,
        bos_id=-1, num_threads=1, minloglevel=2, **settings)
    (TESTS / "Support/Fixtures" / name).write_bytes(model.getvalue())
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


SPECIAL = [
    "", " ", "   ", "\t\n\r ", "a", " a", "a ", "  a  b   c  ", "\u3000全角　スペース\u3000", "▁", "▁▁ a ▁", "a▁b", " ▁ ",
    "ａ　ｐｈｏｔｏ　ｏｆ　ａ　ｄｏｇ", "ＡＢＣ１２３！？", "ﬁne ﬂowers ﬀ", "①②③ ⅷ ½ ㎏ ㍿", "e\u0301 e\u0302\u0323 a\u030a", "é vs e\u0301",
    "n\u0303o\u0308", "\u0301", "a\u0301\u0301\u0301", "🐶", "a photo of a 🐶 and a 🐱", "👨‍👩‍👧‍👦 family", "👍🏽", "🇩🇪🇫🇷", "❤️",
    "中文字符", "日本語のテキスト", "한국어 텍스트", "각", "ᄀ\u1161\u11a8", "עברית", "العربية", "हिन्दी", "ไทย", "привет мир",
    "Überraschung über Größe", "İstanbul ıstanbul", "ß ẞ", "Ǆ ǅ ǆ", "ſ", "Å Å", "Ω Ω", "K K", "™ © ® ℃", "… ‥ .",
    "“quotes” ‘single’ „low‟", "— – ‒ ― −", "\u00a0non\u00a0breaking\u00a0", "zero\u200bwidth\u200cjoin\u200d\ufeff",
    "soft\u00adhyphen", "a\u2028b\u2029c", "a\u0000b", "a\u0001\u0002b\u007f", "\u202ertl\u202c", "x\u2060y",
    "<pad> </s> <unk>", "<extra_id_0>", "<0x41>", "<b>bold</b>", "[MASK] <mask>", "hello <sep> world", "<sep><sep>",
    "a" * 300, "ab " * 120, "antidisestablishmentarianism", "x" * 50 + "🐶" * 30, "🐶🐱" * 40, "z9q7x5", "12345678901234567890",
    "1.5 + 2.25 = 3.75", "50% off!!!", "a,b;c:d.e?f!g", "\\n\\t", "C:\\path\\file", "https://example.org/a?b=c&d=e",
    "user@example.org", "#hash @nick", "((()))[[]]{{}}", "''\"\"``", "a/b/c", "snake_case camelCase kebab-case",
    "ALL CAPS PHOTO OF A DOG", "MiXeD CaSe", "tab\tseparated\tvalues", "line\nbreak\r\nwindows", "  ", " \u3000\u2003 x",
    "\U0001d54f\U0001d550", "\U00020000", "\uffff", "\ufffd", "\ue000private", "ʰʲʷ ₁₂₃ ¹²³", "ﷺ", "ﾊﾝｶｸ", "゛゜ ヴ",
    "ǰ", "ΐ", "\u0958", "\u2126\u212a\u212b", "\u1e9b\u0323", "ཱི", "\u0f43", "a\u0327\u0301", "🤷‍♀️", "‼️", "㊗️",
]

nfkc = train("tokenizer_nfkc.model", vocab_size=1000, normalization_rule_name="nmt_nfkc")
keeping = train(
    "tokenizer_bytes.model", vocab_size=600, normalization_rule_name="identity", byte_fallback=True,
    remove_extra_whitespaces=False, user_defined_symbols=["<sep>", "camp", "<b>"])
prompts = list(SPECIAL)
while len(prompts) < 240:
    text = sentence()
    if random.random() < 0.3:
        text = "".join(c.upper() if random.random() < 0.3 else c for c in text)
    if random.random() < 0.3:
        text = " ".join(text.split(" ")[:3] + [word(), random.choice(SPECIAL), random.choice("🐶é中ａ")])
    prompts.append(text)
record = {
    "sentencepiece": sentencepiece.__version__,
    "prompts": [{"text": p, "nfkc": nfkc.encode(p), "bytes": keeping.encode(p)} for p in prompts],
}
(TESTS / "TextTests/Fixtures/tokenizer.json").write_text(json.dumps(record) + "\n")
