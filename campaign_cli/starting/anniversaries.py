"""Days that are kept on their date every year, by the names that people write them with."""

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import normalize

Feast = tuple[int, int]
"""Day and month, as they are said: 20/10."""

_EVERYWHERE: tuple[tuple[int, int, str], ...] = (
    (4, 2, "ung thư thế giới|world cancer day"),
    (21, 2, "tiếng mẹ đẻ|mother language day"),
    (8, 3, "quốc tế phụ nữ|women'?s day"),
    (20, 3, "quốc tế hạnh phúc|day of happiness"),
    (21, 3, "hội chứng down|down syndrome|phân biệt chủng tộc|racial discrimination"),
    (22, 3, "nước thế giới|world water day"),
    (24, 3, "phòng,? chống lao|tuberculosis"),
    (2, 4, "tự kỷ|autism"),
    (7, 4, "sức khỏe thế giới|world health day"),
    (22, 4, "ngày trái đất|earth day"),
    (23, 4, "world book"),
    (1, 5, "quốc tế lao động|may day|labou?r day|workers'? day"),
    (12, 5, "quốc tế điều dưỡng|nurses day"),
    (15, 5, "quốc tế gia đình|day of families"),
    (31, 5, "không thuốc lá|no tobacco"),
    (1, 6, "thiếu nhi|tết thiếu nhi|children'?s day"),
    (5, 6, "môi trường thế giới|environment day"),
    (12, 6, "lao động trẻ em|child labou?r"),
    (14, 6, "người hiến máu|blood donor"),
    (15, 6, "ngược đãi người cao tuổi|elder abuse"),
    (20, 6, "người tị nạn|refugee day"),
    (26, 6, "phòng,? chống ma t[uú][yý]|drug abuse"),
    (11, 7, "dân số thế giới|population day"),
    (12, 8, "thanh niên quốc tế|quốc tế thanh niên|youth day"),
    (8, 9, "xóa mù chữ|literacy day"),
    (1, 10, "người cao tuổi|older persons"),
    (10, 10, "sức khỏe tâm thần|mental health day"),
    (11, 10, "trẻ em gái|girl child"),
    (16, 10, "lương thực thế giới|food day"),
    (17, 10, "xóa đói,? giảm nghèo|eradication of poverty"),
    (24, 10, "liên hợp quốc|united nations day"),
    (14, 11, "đái tháo đường|diabetes"),
    (19, 11, "quốc tế nam giới|men'?s day"),
    (20, 11, "trẻ em thế giới|universal children"),
    (25, 11, "xóa bỏ bạo lực|violence against women|orange day"),
    (1, 12, "aids"),
    (3, 12, "quốc tế người khuyết tật|persons with disabilities|disabled persons"),
    (5, 12, "tình nguyện viên?|volunteer day"),
    (9, 12, "chống tham nhũng|anti-corruption"),
    (10, 12, "nhân quyền|human rights"),
    (18, 12, "người di cư|migrants day"),
    (24, 12, "christmas eve"),
    (25, 12, "giáng sinh|noel|nô-en|christmas day"),
    (31, 12, "giao thừa dương lịch|new year'?s eve"),
    (1, 1, "tết dương lịch|năm mới dương lịch|new year'?s day"),
)
_OF_COUNTRIES: dict[str, tuple[tuple[int, int, str], ...]] = {
    "VN": (
        (9, 1, "học sinh,? sinh viên"),
        (3, 2, "thành lập đảng|founding of the party"),
        (27, 2, "thầy thuốc|doctors'? day"),
        (3, 3, "biên phòng|border guard"),
        (26, 3, "thành lập đoàn|đoàn tncs|đoàn thanh niên cộng sản|youth union"),
        (27, 3, "ngành thể thao|thể thao việt nam"),
        (18, 4, "người khuyết tật việt nam"),
        (21, 4, "sách và văn hóa đọc|ngày sách việt nam|book day"),
        (30, 4, "giải phóng miền nam|thống nhất đất nước|reunification"),
        (7, 5, "điện biên phủ|dien bien phu"),
        (15, 5, "đội thiếu niên|đội tntp|young pioneers"),
        (19, 5, "sinh nhật bác|chủ tịch hồ chí minh|sinh nhật chủ tịch|ho chi minh"),
        (21, 6, "báo chí|press day"),
        (28, 6, "gia đình việt nam|vietnamese? family"),
        (27, 7, "thương binh|liệt sĩ|war invalids|martyrs"),
        (28, 7, "công đoàn việt nam|trade union"),
        (10, 8, "chất độc da cam|nạn nhân da cam|agent orange"),
        (19, 8, "cách mạng tháng tám|công an nhân dân|bảo vệ an ninh|august revolution"),
        (2, 9, "quốc khánh|national day"),
        (5, 9, "khai giảng|toàn dân đưa trẻ"),
        (15, 10, "hội liên hiệp thanh niên"),
        (4, 10, "phòng cháy|fire prevention"),
        (10, 10, "chuyển đổi số|giải phóng thủ đô|digital transformation"),
        (13, 10, "doanh nhân|entrepreneur"),
        (14, 10, "hội nông dân|farmers'? union"),
        (20, 10, "phụ nữ việt nam|hội liên hiệp phụ nữ|vietnamese? women"),
        (9, 11, "pháp luật|law day"),
        (18, 11, "đại đoàn kết|mặt trận dân tộc|national unity|great unity"),
        (20, 11, "nhà giáo|teachers'? day"),
        (23, 11, "chữ thập đỏ|di sản văn hóa|red cross|cultural heritage"),
        (24, 11, "văn hóa việt nam|vietnam cultur"),
        (6, 12, "cựu chiến binh|veterans"),
        (22, 12, "quân đội nhân dân|quốc phòng toàn dân|people'?s army"),
        (26, 12, "dân số việt nam"),
    ),
}
_FAMOUS = (
    "3/2 27/2 8/3 26/3 7/4 22/4 30/4 1/5 15/5 19/5 31/5 1/6 5/6 26/6 28/6 11/7 27/7 19/8 2/9 1/10 "
    "10/10 17/10 20/10 9/11 18/11 20/11 25/11 1/12 3/12 10/12 22/12 25/12"
)
"""Those that people know by their date, so that nobody need name them."""
LUNAR: tuple[tuple[str, str], ...] = (
    ("giỗ tổ|hùng vương|hung kings?", r"Hung Kings"),
    ("tết|nguyên đán|giao thừa|lunar new year", r"^Lunar New Year$"),
)
"""How people write days of the lunar year, and what `holidays` calls them in English."""

_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?!\d|[/.-]\d{1,3}\b)"
)
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_WORDS = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(MONTHS)})[a-z]*\b"
    rf"|\b(?P<month_>{'|'.join(MONTHS)})[a-z]*\s+(?P<day_>\d{{1,2}})(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)


def feast_of(day: date) -> Feast:
    """Return a date without its year."""
    return (day.day, day.month)


def known_feasts(country: str) -> dict[Feast, re.Pattern[str]]:
    """Return the days that are kept on their date, and what their names have in them."""
    listed = (*_OF_COUNTRIES.get(country, ()), *_EVERYWHERE)
    patterns: dict[Feast, list[str]] = {}
    for day, month, names in listed:
        patterns.setdefault((day, month), []).append(names)
    return {feast: re.compile("|".join(names)) for feast, names in patterns.items()}


def famous_feasts(country: str) -> frozenset[Feast]:
    """Return the known days that are known by their date."""
    return frozenset(known_feasts(country)) & frozenset(dates_in(_FAMOUS))


def feasts_in(words: str, country: str) -> frozenset[Feast]:
    """Return the days of the year that `words` name, by their name or as 20/10."""
    text = normalize("NFC", words).casefold()
    named = {feast for feast, names in known_feasts(country).items() if names.search(text)}
    return frozenset(named | set(dates_in(words)))


def dates_in(words: str) -> Iterator[Feast]:
    """Yield the days of the year that stand in `words` as "20/10", "20 tháng 10", "20 October"."""
    for found in _NUMBERS.finditer(words):
        day, month = int(found["day"]), int(found["month"])
        if 1 <= day <= 31 and 1 <= month <= 12:  # noqa: PLR2004 - of a month, of a year
            yield (day, month)
    for found in _WORDS.finditer(words):
        month = MONTHS.index((found["month"] or found["month_"]).casefold()) + 1
        yield (int(found["day"] or found["day_"]), month)
