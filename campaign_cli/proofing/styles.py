"""How a Word file's text looks in the end: its defaults, its styles, and what overrides them."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from campaign_cli.support.word_file import WordFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Looks = Mapping[str, str]
"""Properties of text or of a paragraph by name, lengths in twips."""

_OFF = frozenset({"0", "false", "off", "none"})
_TWIPS = {"pt": 20.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440.0, "pi": 240.0, "pc": 240.0}
_DEEPEST = 30
"""Styles that may be based on each other; a circle of them ends here."""

_MOST = 10.0**6
"""Twips beyond which no length of a page lies."""


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's; "" where there is none."""
    return "" if element is None else element.get(f"{W}{name}", "")


def length(text: str) -> float | None:
    """Return a length in twips: a number of them, or with its unit, as strict files write it."""
    unit = next((unit for unit in _TWIPS if text.endswith(unit)), "")
    try:
        number = float(text.removesuffix(unit)) * _TWIPS.get(unit, 1.0)
    except ValueError:
        return None
    return number if abs(number) < _MOST else None


def text_looks(properties: Element | None, fonts: Mapping[str, str]) -> dict[str, str]:
    """Return what a `w:rPr` says; `fonts`: the theme's, by the names that text uses for them."""
    looks: dict[str, str] = {}
    for one in properties if properties is not None else ():
        match one.tag.removeprefix(W):
            case "rFonts":
                for kind in ("ascii", "hAnsi"):
                    font = fonts.get(value(one, f"{kind}Theme"), "") or value(one, kind)
                    if font:
                        looks[kind] = font
            case "sz":
                looks["size"] = value(one)
            case "color":
                looks["color"] = value(one)
            case "rStyle":
                looks["style"] = value(one)
            case "b" | "i" | "caps" | "vanish" as name:
                looks[name] = "" if value(one) in _OFF else "1"
            case _:
                pass
    return looks


def paragraph_looks(properties: Element | None) -> dict[str, str]:
    """Return what a `w:pPr` says."""
    looks: dict[str, str] = {}
    for one in properties if properties is not None else ():
        match one.tag.removeprefix(W):
            case "jc":
                looks["aligned"] = value(one)
            case "spacing":
                looks |= _named(one, ("before", "after", "line", "lineRule"))
                looks |= _named(one, ("beforeAutospacing", "afterAutospacing"))
            case "ind":
                looks |= _named(one, ("firstLine", "hanging", "left", "start"))
            case "pStyle":
                looks["style"] = value(one)
            case "numPr":
                looks["numbered"] = "1"
            case "framePr":
                looks["framed"] = value(one, "xAlign")
            case _:
                pass
    return looks


def _named(element: Element, names: tuple[str, ...]) -> dict[str, str]:
    return {name: value(element, name) for name in names if value(element, name)}


class Styles:
    """The styles of a file, each with everything it is based on."""

    def __init__(self, file: WordFile) -> None:
        kinds = dict(file.related(file.main).values())
        root = file.tree(kinds.get("styles", "word/styles.xml"))
        self.fonts = _theme(file.tree(kinds.get("theme", "word/theme/theme1.xml")))
        self._styles: dict[str, Element] = {}
        self._whole: dict[str, tuple[Looks, Looks]] = {}
        self._usual = ""
        self.language = ""
        base: tuple[Looks, Looks] = ({}, {})
        if root is not None:
            defaults = root.find(f"{W}docDefaults")
            if defaults is not None:
                text = defaults.find(f"{W}rPrDefault/{W}rPr")
                base = (
                    paragraph_looks(defaults.find(f"{W}pPrDefault/{W}pPr")),
                    text_looks(text, self.fonts),
                )
                self.language = value(text.find(f"{W}lang") if text is not None else None)
            for style in root.iter(f"{W}style"):
                name = value(style, "styleId")
                self._styles.setdefault(name, style)
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}:
                    self._usual = name
        self._base = base

    def looks(self, style: str, table: str = "") -> tuple[Looks, Looks]:
        """Return how a paragraph of `style` and its text look, in a table of style `table`."""
        key = f"{style}\0{table}"
        if key not in self._whole:
            paragraph, text = (dict(part) for part in self._base)
            for name in (table, style or self._usual):
                for one in self._chain(name):
                    paragraph |= paragraph_looks(one.find(f"{W}pPr"))
                    text |= text_looks(one.find(f"{W}rPr"), self.fonts)
            self._whole[key] = (paragraph, text)
        return self._whole[key]

    def letters(self, style: str) -> Looks:
        """Return how text of a character style looks."""
        text: dict[str, str] = {}
        for one in self._chain(style):
            text |= text_looks(one.find(f"{W}rPr"), self.fonts)
        return text

    def _chain(self, name: str) -> list[Element]:
        """Return a style and what it is based on, the base first."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            name = value(self._styles[name].find(f"{W}basedOn"))
        return chain[::-1]


def _theme(root: Element | None) -> dict[str, str]:
    """Return the theme's fonts by the names that text uses for them."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{_A}{kind}Font/{_A}latin") if root is not None else None
        face = latin.get("typeface", "") if latin is not None else ""
        fonts |= {f"{kind}HAnsi": face, f"{kind}Ascii": face}
    return fonts
