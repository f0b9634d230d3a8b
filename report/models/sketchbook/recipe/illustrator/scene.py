"""What a subject tells about the picture that it has drawn."""
import dataclasses


@dataclasses.dataclass
class Scene:
    """The words for a drawn scene.

    label: the class of the subject, for judging a model by a classifier
    phrases: noun phrases, any of which describes it ('a ship in a stormy sea')
    details: clauses, any of which may follow ('at sunset'); all of them are true of the picture
    tone: 'bright' or 'dark'; drawings of dark scenes keep their blacks
    """

    label: str
    phrases: list
    details: list = dataclasses.field(default_factory=list)
    tone: str = "bright"


def article(words):
    """The words with 'a' or 'an' before them."""
    return ("an " if words[0] in "aeiou" else "a ") + words
