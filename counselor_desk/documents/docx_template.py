"""The empty Word file that every document starts from: its own styles, nothing left over."""

from __future__ import annotations

import zipfile
from functools import cache
from html import escape
from io import BytesIO

from counselor_desk.documents import blocks, styles
from counselor_desk.documents.styles import Look, Style

FONT = "Calibri"
"""A font that Word has: the receiver needs none of ours."""

RULED = "RuledTable"
FACTS = "FactsBox"
FRAME = "FramedText"
BARE = "BareTable"
"""Table styles, by the id that a table refers to."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BUILT_IN_LOWER = ("Heading ", "Header", "Footer")
_PARAGRAPHS = (
    styles.PROGRAM,
    styles.TITLE,
    styles.SUBTITLE,
    styles.SECTION,
    styles.SUBSECTION,
    styles.LINE,
    styles.CELL,
    styles.NUMBER,
    styles.ITEM,
    styles.DETAIL,
    styles.LABEL,
    styles.VALUE,
    styles.HEAD,
    styles.FOOT,
    styles.GAP,
)
# The headings, outermost first.
_LEVELS = (styles.SECTION, styles.SUBSECTION)


def style_id(style: Style) -> str:
    """The id by which a paragraph refers to a style."""
    return style.name.replace(" ", "")


def twips(points: float) -> int:
    """Word's unit of length: twentieths of a point."""
    return round(points * 20)


def eighths(points: float) -> int:
    """Word's unit of border width: eighths of a point."""
    return max(2, round(points * 8))


@cache
def template(language: str, look: blocks.Look = blocks.Look.RECORD) -> bytes:
    """An empty Word file with every style of `styles`, for text in the given language and look."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, xml in _parts(language, styles.LOOKS[look]):
            package.writestr(zipfile.ZipInfo(name), _HEAD + xml)
    return out.getvalue()


def _parts(language: str, look: Look) -> list[tuple[str, str]]:
    return [
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", _relations(("officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            _relations(
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("numbering", "numbering.xml"),
            ),
        ),
        (
            "word/document.xml",
            f"<w:document {_W} {_R}><w:body><w:sectPr/></w:body></w:document>",
        ),
        ("word/styles.xml", _styles(language, look)),
        ("word/settings.xml", _settings(language)),
        ("word/numbering.xml", _numbering()),
    ]


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("numbering", "numbering"),
        )
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


def _settings(language: str) -> str:
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{escape(language)}"/></w:settings>'
    )


def _numbering() -> str:
    left = twips(styles.ITEM.indent)
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="bullet"/><w:pStyle w:val="{style_id(styles.ITEM)}"/>'
        '<w:lvlText w:val="\N{BULLET}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _styles(language: str, look: Look) -> str:
    fonts = "".join(f' w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
        f'<w:lang w:val="{escape(language)}" w:eastAsia="{escape(language)}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{_paragraph_style(styles.BODY, look, is_default=True)}"
        f"{''.join(_paragraph_style(style, look) for style in _PARAGRAPHS)}"
        f"{_mark_style()}{_table_styles()}</w:styles>"
    )


def _paragraph_style(style: Style, look: Look, *, is_default: bool = False) -> str:
    name = style.name.lower() if style.name.startswith(_BUILT_IN_LOWER) else style.name
    based = "" if is_default else f'<w:basedOn w:val="{style_id(styles.BODY)}"/>'
    following = (
        f'<w:next w:val="{style_id(styles.BODY)}"/>'
        if style in (styles.TITLE, styles.SUBTITLE, *_LEVELS)
        else ""
    )
    default = ' w:default="1"' if is_default else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(style)}">'
        f'<w:name w:val="{name}"/>{based}{following}<w:qFormat/>'
        f"<w:pPr>{_paragraph_look(style, look)}</w:pPr>"
        f"<w:rPr>{_letter_look(look.of(style))}</w:rPr></w:style>"
    )


def _paragraph_look(style: Style, look: Look) -> str:
    worn, parts = look.of(style), []
    if style in (styles.PROGRAM, styles.TITLE, *_LEVELS):
        parts.append("<w:keepNext/>")
    if style is styles.ITEM:
        parts.append('<w:numPr><w:numId w:val="1"/></w:numPr>')
    if style is styles.SECTION:
        parts.append(
            f'<w:pBdr><w:bottom w:val="single" w:sz="{eighths(look.section_rule)}"'
            f' w:space="{round(styles.SECTION_RULE_GAP)}"'
            f' w:color="{look.section_rule_ink}"/></w:pBdr>'
        )
    parts.append(
        f'<w:spacing w:before="{twips(worn.before)}" w:after="{twips(worn.after)}"'
        f' w:line="{twips(worn.leading)}" w:lineRule="atLeast"/>'
    )
    if style in _LEVELS:
        parts.append(f'<w:outlineLvl w:val="{_LEVELS.index(style)}"/>')
    return "".join(parts)


def _letter_look(style: Style) -> str:
    size = round(style.size * 2)
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    return f'{bold}<w:color w:val="{style.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _mark_style() -> str:
    border = f'<w:bdr w:val="single" w:sz="8" w:space="0" w:color="{styles.DRAFT}"/>'
    return (
        f'<w:style w:type="character" w:styleId="{style_id(styles.MARK)}">'
        f'<w:name w:val="{styles.MARK.name}"/><w:qFormat/>'
        f"<w:rPr>{_letter_look(styles.MARK)}{border}</w:rPr></w:style>"
    )


def _table_styles() -> str:
    hairline = f'w:val="single" w:sz="{eighths(styles.HAIRLINE)}" w:color="{styles.RULE}"'
    frame = f'w:val="single" w:sz="{eighths(styles.CALLOUT_LINE)}" w:color="{styles.INK}"'
    box = styles.BOX_PADDING
    return "".join(
        (
            _table_style(BARE, "Bare table", "", (0, 0, 0, styles.CELL_GAP)),
            _table_style(
                RULED,
                "Ruled table",
                f"<w:tblBorders><w:bottom {hairline}/><w:insideH {hairline}/></w:tblBorders>",
                (3, 0, 3, styles.CELL_GAP),
            ),
            _table_style(FACTS, "Facts box", "", (4, box, 4, 0), shade=styles.FILL),
            _table_style(
                FRAME,
                "Framed text",
                "<w:tblBorders>"
                f"<w:top {frame}/><w:left {frame}/><w:bottom {frame}/><w:right {frame}/>"
                "</w:tblBorders>",
                (6, box, 6, box),
            ),
        )
    )


def _table_style(
    identity: str,
    name: str,
    borders: str,
    padding: tuple[float, float, float, float],
    shade: str = "",
) -> str:
    margins = "".join(
        f'<w:{side} w:w="{twips(size)}" w:type="dxa"/>'
        for side, size in zip(("top", "left", "bottom", "right"), padding, strict=True)
    )
    fill = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{shade}"/></w:tcPr>'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identity}">'
        f'<w:name w:val="{name}"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{fill if shade else ''}</w:style>"
    )
