"""Each change is said in one sentence, in both languages."""

from datetime import date
from typing import Any

import pytest
from helpers import builders as b

from campaign_cli.model.repair import Change
from campaign_cli.model.schedule.repair_sentences import sentence
from campaign_cli.support.language import language

NOVEMBER = {day: date(2022, 11, day) for day in (18, 19, 20, 21)}

SAID = [
    (
        ("activity.talk.to", NOVEMBER[18], NOVEMBER[20], {}),
        "let `talk` end 2 days later, on Sunday 20 November",
        "cho `talk` kết thúc muộn hơn 2 ngày, vào Chủ nhật, 20/11",
    ),
    (
        ("activity.talk.from", NOVEMBER[19], NOVEMBER[18], {}),
        "let `talk` begin 1 day earlier, on Friday 18 November",
        "cho `talk` bắt đầu sớm hơn 1 ngày, từ Thứ Sáu, 18/11",
    ),
    (("resource.sound.quantity", 3, 4, {}), "one more `sound`", "thêm 1 `sound`"),
    (("supply.poster.quantity", 100, 150, {}), "50 more `poster`", "thêm 50 `poster`"),
    (
        ("resource.speakers.members", 2, 1, {}),
        "one more person in `speakers`",
        "thêm 1 người vào `speakers`",
    ),
    (
        ("resource.speakers.members", 2, 3, {}),
        "3 more people in `speakers`",
        "thêm 3 người vào `speakers`",
    ),
    (
        ("venue.hall.capacity", 100, 140, {}),
        "let `hall` hold 140 people instead of 100",
        "cho `hall` chứa 140 người thay vì 100",
    ),
    (
        ("activity.talk.fixed.xuan-dinh#2", None, None, {}),
        "drop the fixed date of `talk@xuan-dinh#2`",
        "bỏ ngày đã chốt của `talk@xuan-dinh#2`",
    ),
    (
        ("activity.talk.fixed", None, None, {}),
        "drop the fixed date of `talk`",
        "bỏ ngày đã chốt của `talk`",
    ),
    (
        ("activity.talk.fixed.x", None, NOVEMBER[21], {}),
        "fix `talk@x` on Monday 21 November instead",
        "chốt `talk@x` vào Thứ Hai, 21/11",
    ),
    (
        ("activity.visit.wards.choose", 4, 3, {}),
        "choose 3 wards instead of 4 for `visit`",
        "chọn 3 nơi thay vì 4 cho `visit`",
    ),
    (
        ("activity.visit.wards.per_group", 1, 2, {}),
        "let 2 wards of a group be chosen for `visit` instead of 1",
        "cho chọn 2 nơi trong một cụm cho `visit` thay vì 1",
    ),
    (
        ("activity.visit.wards.per_group", 1, None, {}),
        "let any number of a group be chosen for `visit`",
        "không giới hạn số nơi được chọn trong một cụm cho `visit`",
    ),
    (
        ("activity.talk.wards", ("a", "b", "c"), ("b",), {}),
        "leave `a`, `c` out of `talk`",
        "không tổ chức `talk` ở `a`, `c`",
    ),
    (
        ("activity.talk.wards", tuple("abcdefg"), ("a",), {}),
        "leave 6 wards out of `talk`",
        "không tổ chức `talk` ở 6 nơi",
    ),
    (
        ("calendar.closed.0", None, None, {"day": NOVEMBER[18]}),
        "open Friday 18 November to events",
        "cho tổ chức hoạt động vào Thứ Sáu, 18/11",
    ),
    (
        ("calendar.closed.0", None, None, {"day": NOVEMBER[18], "session": "morning"}),
        "open Friday 18 November (morning) to events",
        "cho tổ chức hoạt động vào Thứ Sáu, 18/11 (buổi sáng)",
    ),
    (
        ("calendar.open", None, None, {"day": NOVEMBER[20]}),
        "let Sunday 20 November be a workday",
        "cho làm việc Chủ nhật, 20/11",
    ),
    (
        ("activity.talk.days", None, None, {"day": NOVEMBER[20]}),
        "let `talk` take place on Sunday 20 November, too",
        "cho tổ chức `talk` cả Chủ nhật, 20/11",
    ),
    (
        ("ward.tay-tuu.closed.1", None, None, {"day": NOVEMBER[18]}),
        "let `tay-tuu` be free on Friday 18 November",
        "để trống `tay-tuu` Thứ Sáu, 18/11",
    ),
    (
        (
            "resource.speakers.members.legal.closed.0",
            None,
            None,
            {"day": NOVEMBER[18], "session": "afternoon"},
        ),
        "let `legal` be free on Friday 18 November (afternoon)",
        "để trống `legal` Thứ Sáu, 18/11 (buổi chiều)",
    ),
    (
        ("resource.speakers.members.legal.days", ("mon",), ("mon", "sat"), {}),
        "let `legal` serve on Saturdays, too",
        "cho `legal` phục vụ cả thứ Bảy",
    ),
    (
        ("activity.talk.days", ("mon",), ("mon", "sat", "sun"), {}),
        "let `talk` take place on Saturdays, Sundays, too",
        "cho tổ chức `talk` cả thứ Bảy, chủ nhật",
    ),
    (
        ("activity.talk.sessions", ("morning",), ("morning", "afternoon"), {}),
        "let `talk` use further sessions: afternoon",
        "cho tổ chức `talk` thêm buổi: chiều",
    ),
    (
        ("activity.talk.after.posters", 2, None, {}),
        "let `talk` not wait for `posters`",
        "cho `talk` không phải chờ `posters`",
    ),
    (
        ("activity.talk.after.posters.by", 2, 1, {}),
        "let `talk` follow `posters` after 1 day",
        "cho `talk` tổ chức sau `posters` 1 ngày",
    ),
    (
        ("activity.talk.after.posters.by", 2, 0, {}),
        "let `talk` follow `posters` from a later session of the same day on",
        "cho `talk` diễn ra sau `posters` từ buổi kế tiếp của cùng ngày trở đi",
    ),
    (
        ("activity.talk.apart", 7, 5, {}),
        "let events of `talk` begin 5 days apart instead of 7",
        "cho các cuộc của `talk` cách nhau 5 ngày thay vì 7",
    ),
    (
        ("activity.talk.times", 3, 2, {}),
        "hold `talk` 2 times instead of 3",
        "tổ chức `talk` 2 lần thay vì 3",
    ),
    (
        ("activity.talk.times", 3, 1, {}),
        "hold `talk` once instead of 3 times",
        "tổ chức `talk` 1 lần thay vì 3",
    ),
    (
        ("activity.talk.audience", 120, 90, {}),
        "expect 90 people instead of 120 at `talk`",
        "dự kiến 90 người dự `talk` thay vì 120",
    ),
    (
        ("activity.talk.in.tay-tuu.audience", 120, None, {}),
        "name no audience for `talk@tay-tuu`",
        "không ghi số người dự của `talk@tay-tuu`",
    ),
    (
        ("activity.talk.uses.sound", 2, 1, {}),
        "let an event of `talk` use 1 `sound` instead of 2",
        "mỗi cuộc của `talk` dùng 1 `sound` thay vì 2",
    ),
    (
        ("resource.speakers.max_per_day", 1, 2, {}),
        "let each of `speakers` serve 2 events a day instead of 1",
        "cho mỗi người trong `speakers` phục vụ 2 cuộc mỗi ngày thay vì 1",
    ),
    (
        ("resource.speakers.max_per_day", 1, None, {}),
        "let each of `speakers` serve any number of events a day",
        "không giới hạn số cuộc mỗi ngày của từng người trong `speakers`",
    ),
    (
        ("venue.hall.capacity", 100, None, {}),
        "let `hall` hold any number",
        "không giới hạn sức chứa của `hall`",
    ),
    (
        ("supply.poster.ready", NOVEMBER[20], NOVEMBER[18], {}),
        "have `poster` ready by Friday 18 November",
        "có `poster` muộn nhất vào Thứ Sáu, 18/11",
    ),
    (
        ("budget.limit", 100, 5_000_000, {}),
        "raise the budget's limit to 5,000,000",
        "nâng mức kinh phí tối đa lên 5.000.000",
    ),
    (
        ("budget.source.quan.amount", 100, 200, {}),
        "raise what `quan` pays to 200",
        "nâng phần chi của `quan` lên 200",
    ),
    (
        ("campaign.wind_up", None, NOVEMBER[20], {}),
        "let the campaign last until Sunday 20 November",
        "kéo dài đợt hoạt động đến Chủ nhật, 20/11",
    ),
    (
        ("campaign.prepare_from", None, NOVEMBER[18], {}),
        "let the campaign begin on Friday 18 November",
        "bắt đầu đợt hoạt động từ Thứ Sáu, 18/11",
    ),
    (("activity.talk.source", None, None, {}), "take `activity.talk.source` out", None),
    (("activity.talk.lasts", 2, 1, {}), "let `activity.talk.lasts` be 1", None),
    (("task.report.on", 2, NOVEMBER[18], {}), "let `task.report.on` be 2022-11-18", None),
]


@pytest.mark.parametrize(("change", "english", "vietnamese"), SAID)
def test_a_sentence(change: Any, english: str, vietnamese: str | None) -> None:
    """Names in backquotes, days in words; what is rare is said by its path."""
    path, was, value, more = change
    asked = Change(path=tuple(path.split(".")), was=was, value=value, **more)
    said = sentence(b.plan(), asked)
    assert language("en").say(said) == english
    assert vietnamese is None or language("vi").say(said) == vietnamese
