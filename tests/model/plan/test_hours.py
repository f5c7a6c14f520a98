"""Hours as people write them, read to the times that calendars have."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from campaign_cli.model.plan.hours import Hours, hours_of

FORMS = {
    "8h00–10h00": "8:00 10:00",
    "8h-10h": "8:00 10:00",
    "8h – 10h30": "8:00 10:30",
    "8:00-10:00": "8:00 10:00",
    "08:00 — 10:00": "8:00 10:00",
    "8H00−10H00": "8:00 10:00",
    "8h~10h": "8:00 10:00",
    "8h → 10h": "8:00 10:00",
    "８h－１０h": "8:00 10:00",
    "7.30–9.00": "7:30 9:00",
    "7.30-9": "7:30 9:00",
    "8 giờ 30 - 10 giờ": "8:30 10:00",
    "8 giờ 30 phút – 10 giờ 15 phút": "8:30 10:15",
    "8 giờ – 11 giờ": "8:00 11:00",
    "8g30 – 10g": "8:30 10:00",
    "8h30' – 10h00'": "8:30 10:00",
    "8h30p-10h": "8:30 10:00",
    "8–10h": "8:00 10:00",
    "8 - 10 giờ": "8:00 10:00",
    "8–10": "8:00 10:00",
    "0830-1000": "8:30 10:00",
    "08:00:00 – 10:00:00": "8:00 10:00",
    "từ 8h đến 10h": "8:00 10:00",
    "Từ 8 giờ 00 đến 11 giờ 30": "8:00 11:30",
    "8h30 đến 11h": "8:30 11:00",
    "khoảng 8h–10h": "8:00 10:00",
    "lúc 8h – 10h": "8:00 10:00",
    "8h–10h (dự kiến)": "8:00 10:00",
    "14:00 to 16:00": "14:00 16:00",
    "from 2 pm to 4 pm": "14:00 16:00",
    "between 2pm and 4pm": "14:00 16:00",
    "2pm until 4pm": "14:00 16:00",
    "6pm–8pm": "18:00 20:00",
    "6–8pm": "18:00 20:00",
    "6-8.30 p.m.": "18:00 20:30",
    "10am–1pm": "10:00 13:00",
    "10–1pm": "10:00 13:00",
    "11am–1": "11:00 13:00",
    "7:30 PM - 9:00 PM": "19:30 21:00",
    "12–2pm": "12:00 14:00",
    "12pm–2pm": "12:00 14:00",
    "noon–2pm": "12:00 14:00",
    "8pm–midnight": "20:00 0:00",
    "9 o'clock – 11 o'clock": "9:00 11:00",
    "18:30–20:00 hrs": "18:30 20:00",
    "8h–10h sáng": "8:00 10:00",
    "2h–4h chiều": "14:00 16:00",
    "2 giờ chiều – 4 giờ chiều": "14:00 16:00",
    "2h chiều – 4h": "14:00 16:00",
    "11h–1h chiều": "11:00 13:00",
    "8h sáng – 2h chiều": "8:00 14:00",
    "7h–9h tối": "19:00 21:00",
    "tối 7h30 – 9h": "19:30 21:00",
    "buổi sáng, 8h–10h": "8:00 10:00",
    "10h đêm – 12h đêm": "22:00 0:00",
    "11h30 trưa – 1h": "11:30 13:00",
    "22:00–00:30": "22:00 0:30",
    "22h–2h": "22:00 2:00",
    "23:00–24:00": "23:00 0:00",
    "10pm–2am": "22:00 2:00",
    "19h30": "19:30",
    "19:30": "19:30",
    "từ 19h30": "19:30",
    "19h30 trở đi": "19:30",
    "from 7pm": "19:00",
    "7.30pm onwards": "19:30",
    "8h sáng": "8:00",
    "1 giờ rưỡi – 3 giờ chiều": "13:30 15:00",
    "8h30ph – 10h": "8:30 10:00",
    "8 giờ 5 phút – 9 giờ": "8:05 9:00",
    "8:00h - 10:00h": "8:00 10:00",
    "08.00h – 10.00h": "8:00 10:00",
    "1400h - 1600h": "14:00 16:00",
    "1400hrs–1600hrs": "14:00 16:00",
    "12 noon - 2pm": "12:00 14:00",
    "9:30am - 12noon": "9:30 12:00",
    "midday to 2pm": "12:00 14:00",
    "10pm – 12 midnight": "22:00 0:00",
    "8pm–12": "20:00 0:00",
    "8am–12": "8:00 12:00",
    "10am til 4pm": "10:00 16:00",
    "8h cho đến 10h": "8:00 10:00",
    "8h--10h": "8:00 10:00",
    "8h...10h": "8:00 10:00",
    "8h ➔ 10h": "8:00 10:00",
    "8h\u200b–10h\u200b": "8:00 10:00",
    "8h00\u00a0–\u00a010h00.": "8:00 10:00",
    "(8h–10h)": "8:00 10:00",
    "sáng: 8h–10h": "8:00 10:00",
    "Buổi chiều: 2h – 4h": "14:00 16:00",
    "2h–4h (chiều)": "14:00 16:00",
    "7:00-9:00 (evening)": "19:00 21:00",
    "2–4 in the afternoon": "14:00 16:00",
    "morning 8–10": "8:00 10:00",
    "evening, 7–9": "19:00 21:00",
    "8:00 SA – 2:00 CH": "8:00 14:00",
    "22h đêm – 1h sáng": "22:00 1:00",
    "22h – 0h30 hôm sau": "22:00 0:30",
    "18:00 – 08:00 (+1)": "18:00 8:00",
    "6pm–8am the next day": "18:00 8:00",
    "hồi 8 giờ 00 phút": "8:00",
    "bắt đầu từ 8h": "8:00",
    "6pm start": "18:00",
    "at 6pm": "18:00",
    "10am – late": "10:00",
    "19h30 đến khi kết thúc": "19:30",
    "8h–10h hằng ngày": "8:00 10:00",
    "9am–5pm daily": "9:00 17:00",
    "19h đến hết": "19:00",
    "7pm till the end": "19:00",
    "7:30pm - finish": "19:30",
    "từ 8h đến khi xong": "8:00",
    "7h–11h30, 13h30–17h": "7:00 17:00",
    "8h–10h; 14h–16h": "8:00 16:00",
    "8h–10h, 14h–16h": "8:00 16:00",
    "8h–11h và 14h–17h": "8:00 17:00",
    "8h00 - 11h00 & 14h00 - 17h00": "8:00 17:00",
    "9:00–12:00 and 13:00–17:00": "9:00 17:00",
    "9am–noon, 1pm–5pm": "9:00 17:00",
    "Sáng: 8h-11h; Chiều: 2h-5h": "8:00 17:00",
    "Ca 1: 7h–11h, ca 2: 13h–17h": "7:00 17:00",
    "22h–23h, 23h30–1h": "22:00 1:00",
    "7h30 (tập trung 7h00)": "7:30",
    "7h30, tập trung 7h00": "7:30",
    "7pm (doors 6.30pm)": "19:00",
    "08:00-11:30 (2 lượt)": "8:00 11:30",
    "2pm–4pm (2 sessions)": "14:00 16:00",
    "8h-10h (45 phút)": "8:00 10:00",
    "16h–1h": "16:00 1:00",
    "từ 8 giờ": "8:00",
    "8 giờ sáng": "8:00",
    "9-11am": "9:00 11:00",
    "noon–1pm": "12:00 13:00",
    "0800-1000": "8:00 10:00",
    "tám giờ – mười một giờ": "8:00 11:00",
    "bảy giờ rưỡi tối": "19:30",
    "8h ÷ 10h": "8:00 10:00",
    "8h tối – nửa đêm": "20:00 0:00",
    "17 giờ 00 – 20 giờ 00 cùng ngày": "17:00 20:00",
    "02:00–04:00": "2:00 4:00",
    "4h sáng": "4:00",
}
"""What is written, and when it begins and ends."""

NO_HOURS = (
    "sau giờ làm",
    "cả ngày",
    "1/2",
    "theo lịch phát",
    "8h–10h ngày 25/11",
    "25h–26h",
    "8h60–10h",
    "10h–8h",
    "9:00–5:00",
    "10:00–10:00",
    "đến 10h",
    "8",
    "2022",
    "13pm–2pm",
    "all day",
    "",
    "8h–",
    "–",
    "8h–10h–12h",
    "9" * 5000,
    "20.11",
    "15.11 – 17.11",
    "2–4",
    "05-12",
    "2026–2027",
    "8h 10h",
    "8am and 2pm",
    "8h và 14h",
    "2h–4h (sau buổi chiều)",
    "24h",
    "24:00",
    "12h đêm",
    "midnight",
    "8h–10h hôm sau",
    "after 6pm",
    "trước 10h",
    "7.30pm for 8pm",
    "8 giờ kém 15",
    "late",
    "24/7",
    "sau 17h",
    "half past seven",
    "mười ba giờ",
    "hai mươi hai giờ",
    "nửa đêm",
    "2 giờ",
    "2h–4h",
    "2h30",
    "từ 1h đến 3h",
    "8h đến hết ngày",
    "8h, 10h",
    "8h–11h, 14h",
    "8h–10h, 9h–11h",
    "10h–12h, 8h–9h",
    "8h–10h, 20/11",
    "8h–10h, 15–17",
    "15h–3h",
    "13h–5h",
    "8h (45 phút)",
    "8h–10h (10h15)",
    "doors 6.30pm, start 7pm",
)
"""What says no two times, or more than two, or which cannot be told."""


def times(text: str) -> Hours:
    """Return the hours that a form must be read to."""
    first, *last = (time(*map(int, one.split(":"))) for one in text.split())
    return Hours(first, last[0] if last else None)


@pytest.mark.parametrize("written", FORMS)
def test_hours_are_read(written: str) -> None:
    """Every way of writing hours is understood."""
    assert hours_of(written) == times(FORMS[written])


@pytest.mark.parametrize("written", NO_HOURS)
def test_what_is_no_hours_is_not_guessed(written: str) -> None:
    """Other texts are printed as they stand; the calendar has the session's hours."""
    assert hours_of(written) is None


MORNING = (time(8), time(11, 30))


@pytest.mark.parametrize(
    ("hours", "begins", "ends"),
    [
        ("8h–11h30", "14 08:00", "14 11:30"),
        ("9h–10h", "14 09:00", "14 10:00"),
        ("22:00–00:30", "14 22:00", "15 00:30"),
        ("20h–24h", "14 20:00", "15 00:00"),
        # A beginning alone lasts until the session ends, or as long as one where that is before.
        ("9h30", "14 09:30", "14 11:30"),
        ("19h30", "14 19:30", "14 23:00"),
    ],
)
def test_hours_of_a_day(hours: str, begins: str, ends: str) -> None:
    """What ends after midnight ends on the next day."""
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    read = hours_of(hours)
    assert read is not None
    moments = read.on(date(2027, 5, 14), MORNING, zone)
    assert [f"{one:%d %H:%M}" for one in moments] == [begins, ends]
    assert {one.tzinfo for one in moments} == {zone}


@pytest.mark.parametrize("written", ["01:15–01:45", "00:30–01:30", "01:15–02:00", "01:45–02:15"])
def test_hours_that_the_clock_leaps_over(written: str) -> None:
    """In the night when summer time begins, nothing ends before it begins."""
    read = hours_of(written)
    assert read is not None
    begins, ends = read.on(date(2027, 3, 28), MORNING, ZoneInfo("Europe/London"))
    assert ends.timestamp() > begins.timestamp()
