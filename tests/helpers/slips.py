"""Slips of people: what they write for a line of a plan, and what is meant by it."""

BASE = """\
[campaign]
name = "Tháng hành động"
start = 2022-11-15
end = 2022-12-15
language = "vi"

[calendar]
closed = [2022-11-23]

[budget]
limit = 480_000_000

[[body]]
id = "hoi"
name = "Hội Phụ nữ"
contact = { name = "Chủ tịch", phone = "024 0000 0001" }

[[ward]]
id = "tay-tuu"
name = "Tây Tựu"
population = 35_000
contact = { name = "Cán bộ", phone = "024 0000 0102" }

[[ward]]
id = "lien-mac"
name = "Liên Mạc"
population = 29_000
contact = { name = "Cán bộ", phone = "024 0000 0103" }

[[resource]]
id = "bcv"
name = "Báo cáo viên"
members = [{ id = "mot", name = "Một", phone = "024 0000 0301" }]

[[supply]]
id = "to-roi"
name = "Tờ rơi"
quantity = 900
share_by = "population"

[[activity]]
id = "le"
kind = "ceremony"
title = "Lễ phát động"
owner = "hoi"
wards = "together"
from = 2022-11-15
to = 2022-11-18

[[activity]]
id = "talk"
kind = "talk"
title = "Tọa đàm"
owner = "hoi"
from = 2022-11-21
to = 2022-12-09
days = ["mon", "tue", "wed", "thu", "fri"]
sessions = ["morning", "afternoon"]
uses = { bcv = 1 }
after = ["le"]
cost = 3_000_000
"""

SLIPS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "from = 2022-11-21\nto": (
        ("from = 21/11/2022\nto", None),
        ("from = 21-11-2022\nto", None),
        ("from = 2022/11/21\nto", None),
        ('from = "21/11/2022"\nto', None),
        ('from = "21-11-2022"\nto', None),
        ('from = "2022/11/21"\nto', None),
        ('from = "2022-11-21"\nto', None),
        ("from = 21/11\nto", None),
        ('from = "21/11"\nto', None),
        ('from = "ngày 21/11/2022"\nto', None),
        ("from = ngày 21/11/2022\nto", None),
        ("from = 21.11.2022\nto", None),
        ("from = 2022–11–21\nto", None),
        ("from = 2022-11-21.\nto", None),
        ("from = 2022-11-21;\nto", None),
        ("from = 2022-11-21,\nto", None),
        ("from: 2022-11-21\nto", None),
        ("from 2022-11-21\nto", None),
        ("from == 2022-11-21\nto", None),
        ("from = 2022-11-31\nto", "from = 2022-11-30\nto"),
        ("from = ２０２２-11-21\nto", None),
        ("từ ngày = 21/11/2022\nto", None),
        ("from = 21 tháng 11 năm 2022\nto", None),
        ('from = "Thứ hai, 21/11"\nto', None),
    ),
    "closed = [2022-11-23]": (
        ("closed = [23/11]", None),
        ("closed = [23/11/2022, 24/11/2022]", "closed = [2022-11-23, 2022-11-24]"),
        ('closed = ["23/11"]', None),
        ("closed = [2022-11-23 2022-11-24]", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = [2022-11-23; 2022-11-24]", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = [2022-11-23, 2022-11-24", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = 2022-11-23", None),
        ("closed = 2022-11-23, 2022-11-24", "closed = [2022-11-23, 2022-11-24]"),
        ('closed = ["thứ 2"]', 'closed = [{ weekly = ["mon"] }]'),
        ('closed = [{ weekly = "thứ 2" }]', 'closed = [{ weekly = "mon" }]'),
        ('closed = [{ weekly = "Thứ Hai" }]', 'closed = [{ weekly = "mon" }]'),
        ('closed = [{ weekly = "Monday" }]', 'closed = [{ weekly = "mon" }]'),
        ('closed = [{ weekly = ["T2", "CN"] }]', 'closed = [{ weekly = ["mon", "sun"] }]'),
        (
            "closed = [{ from = 2022-11-23 to = 2022-11-24 }]",
            "closed = [{ from = 2022-11-23, to = 2022-11-24 }]",
        ),
        (
            "closed = [{ from: 2022-11-23, to: 2022-11-24 }]",
            "closed = [{ from = 2022-11-23, to = 2022-11-24 }]",
        ),
        (
            "closed = [{ từ = 2022-11-23, đến = 2022-11-24 }]",
            "closed = [{ from = 2022-11-23, to = 2022-11-24 }]",
        ),
        (
            'closed = [{ "từ" = 2022-11-23, "đến" = 2022-11-24, "lý do" = "x" }]',
            'closed = [{ from = 2022-11-23, to = 2022-11-24, why = "x" }]',
        ),
        ("closed = [2022-11-23 - 2022-11-25]", "closed = [{ from = 2022-11-23, to = 2022-11-25 }]"),
        ('ngày nghỉ = ["23/11/2022"]', None),
        ("closed = [{ date = 23/11, why = “Lễ” }]", 'closed = [{ date = 2022-11-23, why = "Lễ" }]'),
        (
            "closed = [\n  2022-11-23\n  2022-11-28,\n]",
            "closed = [\n  2022-11-23,\n  2022-11-28,\n]",
        ),
        ("closed = [\n  2022-11-23,\n  2022-11-28\n", "closed = [\n  2022-11-23,\n  2022-11-28]\n"),
        (
            'closed = [\n  { from = 23/11, to = 24/11, why = "Họp" },\n]',
            'closed = [{ from = 2022-11-23, to = 2022-11-24, why = "Họp" }]',
        ),
        (
            "closed = [\n  { from = 2022-11-23, to = 2022-11-24, why = Họp },\n]",
            'closed = [{ from = 2022-11-23, to = 2022-11-24, why = "Họp" }]',
        ),
        (
            "closed = [  # nghỉ\n  2022-11-23,\n\n  { from = 24/11 to = 25/11 } # họp\n]",
            "closed = [2022-11-23, { from = 2022-11-24, to = 2022-11-25 }]",
        ),
        ("closed = [\n  23/11/2022,\n  24/11/2022\n]", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = [\n  23/11,\n  24/11\n]", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = [\n  23/11\n  24/11\n]", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = [\n  - 23/11/2022\n  - 24/11/2022\n]", "closed = [2022-11-23, 2022-11-24]"),
        ("closed = [23/11,\n  24/11]", "closed = [2022-11-23, 2022-11-24]"),
        ("ngày nghỉ = [\n  ngày 23/11/2022,\n]", None),
        ("closed = [\n  2022-11-23;\n  2022-11-24;\n]", "closed = [2022-11-23, 2022-11-24]"),
        (
            "closed = [\n  23/11/2022 - 25/11/2022,  # họp\n]",
            "closed = [{ from = 2022-11-23, to = 2022-11-25 }]",
        ),
        ("closed = [\n  // nghỉ\n  2022-11-23,\n]", None),
    ),
    "cost = 3_000_000": (
        ("cost = 3_000_000; # ba triệu", None),
        ("cost = 3_000_000, # ba triệu", None),
        ("cost = 3_000_000 ;", None),
        ("cost = 20 triệu", "cost = 20_000_000"),
        ('cost = "20 triệu"', "cost = 20_000_000"),
        ('cost = "20.000.000đ"', "cost = 20_000_000"),
        ("cost = 20.000.000đ", "cost = 20_000_000"),
        ("cost = 20.000.000 đồng", "cost = 20_000_000"),
        ("cost = 20,000,000", "cost = 20_000_000"),
        ('cost = "20.000.000"', "cost = 20_000_000"),
        ("cost = 20tr", "cost = 20_000_000"),
        ("cost = 20tr5", "cost = 20_500_000"),
        ('cost = "20tr"', "cost = 20_000_000"),
        ("cost = £200", "cost = 200"),
        ('cost = "£200"', "cost = 200"),
        ("cost = $1,200", "cost = 1_200"),
        ("cost = 200 USD", "cost = 200"),
        ('cost = "1.234,5"', "cost = 1_234"),
        ("cost = 1.234,5", "cost = 1_234"),
        ("cost = 3.000", "cost = 3_000"),
        ("cost = 0.33", "cost = 0"),
        ("cost = 3.5", "cost = 3"),
        ("cost = 500k", "cost = 500_000"),
        ('cost = "500 nghìn"', "cost = 500_000"),
        ("cost = 500 ngàn đồng", "cost = 500_000"),
        ("cost = ３００", "cost = 300"),
        ("cost = 3_000_000 VND", None),
        ("cost = 3 000 000 đ", None),
        ("cost = -5", "cost = 0"),
        ("cost = 3e6", None),
        ("cost = € 300", "cost = 300"),
        ('cost = "3 triệu rưỡi"', "cost = 3_500_000"),
        ('cost = 3_000_000\nprivate = "Không"', "cost = 3_000_000\nprivate = false"),
        ("cost = 3_000_000\noutdoor = Co", "cost = 3_000_000\noutdoor = true"),
        (
            "cost = 3_000_000\nprefer = { on = 25/11 }",
            "cost = 3_000_000\nprefer = { on = 2022-11-25 }",
        ),
        (
            "cost = 3_000_000\nfixed.tay-tuu = 25/11/2022",
            "cost = 3_000_000\nfixed.tay-tuu = 2022-11-25",
        ),
        (
            'cost = 3_000_000\nfixed.tay-tuu = "25/11"',
            "cost = 3_000_000\nfixed.tay-tuu = 2022-11-25",
        ),
    ),
    "quantity = 900": (
        ("quantity = 900\nwaste = 5%", "quantity = 900\nwaste = 0.05"),
        ('quantity = 900\nwaste = "5%"', "quantity = 900\nwaste = 0.05"),
        ("quantity = 900\nwaste = 5", "quantity = 900\nwaste = 0.05"),
        ("quantity = 900\nwaste = 0,05", "quantity = 900\nwaste = 0.05"),
        ("quantity = 900 tờ", None),
        ('quantity = "900 tờ"', None),
        ("số lượng = 900", None),
    ),
    "population = 35_000": (
        ("population = 35.000", None),
        ('population = "35.000"', None),
        ("population = 35.000 người", None),
        ("population = 35,5", "population = 35"),
        ("population = 035", "population = 35"),
        ("dân số: 35.000", None),
        ("Population = 35_000", None),
    ),
    'phone = "024 0000 0102"': (
        ("phone = 024 0000 0102", None),
        ("phone = 0240000102", 'phone = "0240000102"'),
        ("phone = +84240000102", 'phone = "+84240000102"'),
        ("phone = 84240000102", 'phone = "84240000102"'),
        ("phone = 024.0000.0102", 'phone = "024.0000.0102"'),
    ),
    'contact = { name = "Cán bộ", phone = "024 0000 0102" }': (
        ('contact = { name = "Cán bộ" phone = "024 0000 0102" }', None),
        (
            'contact = { name = "Cán bộ", phone = "024 0000 0102"\nterm = "Xã"',
            'contact = { name = "Cán bộ", phone = "024 0000 0102" }\nterm = "Xã"',
        ),
        ('contact = {\n  name = "Cán bộ"\n  phone = "024 0000 0102"\n}', None),
        ('contact = { name = "Cán bộ"; phone = "024 0000 0102" }', None),
        ('contact = { name = Cán bộ, phone = "024 0000 0102" }', None),
        ('contact = { name = "Cán bộ", phone = "024 0000 0102" ', None),
        ('contact = ( name = "Cán bộ", phone = "024 0000 0102" )', None),
        ('contact = name = "Cán bộ", phone = "024 0000 0102"', None),
        ('contact = "Cán bộ, 024 0000 0102"', None),
        ('contact = { tên = "Cán bộ", sđt = "024 0000 0102" }', None),
        ('contact = { "tên" = "Cán bộ", "điện thoại" = "024 0000 0102" }', None),
    ),
    'name = "Tây Tựu"': (
        ('tên = "Tây Tựu"', None),
        ('"tên" = "Tây Tựu"', None),
        ('ten = "Tây Tựu"', None),
        ('Name = "Tây Tựu"', None),
        ("name = “Tây Tựu”", None),
        ("name = Tây Tựu", None),
        ('name = "Tây Tựu', None),
        ('name = "Tây Tựu"; # phường', None),
        ('name = Tây Tựu"', None),
        ("name = 'Tây Tựu", None),
        ('name = "Tây "Tựu""', 'name = "Tây \\"Tựu\\""'),
        ('name = "Tây Tựu" "x"', 'name = "Tây Tựu\\" \\"x"'),
        ('name: "Tây Tựu"', None),
        ('name "Tây Tựu"', None),
        ("name = ‘Tây Tựu’", None),
        ("name = «Tây Tựu»", None),
        ('name = ""Tây Tựu""', None),
        ('tên phường = "Tây Tựu"', None),
        ('name = "C:\\Users"', 'name = "C:\\\\Users"'),
        ("name = 5", 'name = "5"'),
        ("name = 05", 'name = "05"'),
        ('name\xa0= "Tây Tựu"', 'name= "Tây Tựu"'),
        ('name = \xa0"Tây Tựu"', None),
        ('// ghi chú\nname = "Tây Tựu"', '# ghi chú\nname = "Tây Tựu"'),
        ('-- ghi chú\nname = "Tây Tựu"', '# ghi chú\nname = "Tây Tựu"'),
        ('Ghi chú: phường lớn\nname = "Tây Tựu"', '# Ghi chú: phường lớn\nname = "Tây Tựu"'),
        ('name = "Tây Tựu"\nname = "Tây Tựu"', None),
        ('name = "Tây Tựu",', None),
        ('name = "Tây Tựu";', None),
        ('- name = "Tây Tựu"', None),
        ('\u200bname = "Tây Tựu"', None),
        ('"name": "Tây Tựu",', None),
    ),
    'id = "tay-tuu"': (
        ("id = tay-tuu", None),
        ('id = "Tây Tựu"', None),
        ('id = "tay_tuu"', None),
        ('mã = "tay-tuu"', None),
        ("", 'id = "tay-tuu"\n'),
    ),
    '[[ward]]\nid = "tay': (
        ('[ward]\nid = "tay', None),
        ('[[phường]]\nid = "tay', None),
        ('[[phuong]]\nid = "tay', None),
        ('[[wards]]\nid = "tay', None),
        ('[[Ward]]\nid = "tay', None),
        ('[[ward]\nid = "tay', None),
        ('[ward]]\nid = "tay', None),
        ('ward\nid = "tay', None),
        ('[ [ward] ]\nid = "tay', None),
    ),
    '[[ward]]\nid = "lien': (('[ward]\nid = "lien', None),),
    "[campaign]": (
        ("[[campaign]]", None),
        ("[chiến dịch]", None),
        ("[campain]", None),
        ("campaign:", None),
        ("[campaign", None),
    ),
    "[budget]": (("[ngân sách]", None),),
    '[[activity]]\nid = "talk"': (
        ('[[hoạt động]]\nid = "talk"', None),
        ('[[hoat-dong]]\nid = "talk"', None),
        ('[[activities]]\nid = "talk"', None),
    ),
    'kind = "talk"': (
        ('kind = "tọa đàm"', None),
        ('kind = "Tọa Đàm"', None),
        ('kind = "toạ đàm"', None),
        ('kind = "toa dam"', None),
        ('kind = "TOA ĐÀM"', None),
        ('kind = "văn nghệ"', 'kind = "arts"'),
        ('kind = "lễ phát động"', 'kind = "ceremony"'),
        ('kind = "thể thao"', 'kind = "sports"'),
        ('kind = "hội thi"', 'kind = "contest"'),
        ('kind = "Talk"', None),
        ('kind = "arts evening"', 'kind = "arts"'),
        ('loại = "talk"', None),
        ('loại hình = "talk"', None),
        ("kind = talk", None),
    ),
    'days = ["mon", "tue", "wed", "thu", "fri"]': (
        ('days = ["thứ 2", "thứ ba"]', 'days = ["mon", "tue"]'),
        ('days = ["thu 2", "Chủ nhật"]', 'days = ["mon", "sun"]'),
        ('days = ["T2", "t7", "CN"]', 'days = ["mon", "sat", "sun"]'),
        ('days = ["Monday", "Tues"]', 'days = ["mon", "tue"]'),
        ('days = ["hai", "tư"]', 'days = ["mon", "wed"]'),
        ('days = "mon"', 'days = ["mon"]'),
        ('days = "thứ 2"', 'days = ["mon"]'),
        ("days = thứ 2", 'days = ["mon"]'),
        ("days = [mon, tue]", 'days = ["mon", "tue"]'),
        ("days = [thứ 2, thứ 3]", 'days = ["mon", "tue"]'),
        ('days = "mon, tue"', 'days = ["mon", "tue"]'),
        ('days = ["mon" "tue"]', 'days = ["mon", "tue"]'),
        ('days = ["mon", "tue"', 'days = ["mon", "tue"]'),
        ('days = ["mon"; "tue"]', 'days = ["mon", "tue"]'),
        ('days = {"mon", "tue"}', 'days = ["mon", "tue"]'),
        ('days = ("mon", "tue")', 'days = ["mon", "tue"]'),
        ("days = [“mon”, “tue”]", 'days = ["mon", "tue"]'),
        ('days = "mon", "tue"', 'days = ["mon", "tue"]'),
        ('days = "mon-fri"', None),
        ('days = ["mon","tue","mon"]', 'days = ["mon","tue"]'),
    ),
    'sessions = ["morning", "afternoon"]': (
        ('sessions = ["sáng", "chiều"]', None),
        ('sessions = ["Sang", "buổi chiều"]', None),
        ('sessions = ["SÁNG"]', 'sessions = ["morning"]'),
        ('sessions = "morning"', 'sessions = ["morning"]'),
        ('sessions = "sáng"', 'sessions = ["morning"]'),
        ('sessions = ["tối", "night"]', 'sessions = ["evening"]'),
        ('sessions = ["morning", "morning"]', 'sessions = ["morning"]'),
        ('buổi = ["sáng"]', 'sessions = ["morning"]'),
    ),
    "uses = { bcv = 1 }": (
        ('uses = { "Báo cáo viên" = 1 }', None),
        ("uses = bcv", None),
        ('uses = ["bcv"]', None),
        ("uses = { bcv }", None),
        ("uses = { bcv: 1 }", None),
        ("uses = { bcv = 1", None),
        ("uses = { bcv = 1,", None),
        ("uses = { bcv = 1\nbeside = true", "uses = { bcv = 1 }\nbeside = true"),
        ("uses = {\n  bcv = 1", None),
        ("uses = {\n  bcv = 1,  # một", None),
        ("uses = { bcv = 1,\nbeside = true", "uses = { bcv = 1 }\nbeside = true"),
        (
            "prefer = { on = 2022-11-23\nuses = { bcv = 1 }",
            "prefer = { on = 2022-11-23 }\nuses = { bcv = 1 }",
        ),
        ('uses = { bcv = "mot" }', 'uses = { bcv = ["mot"] }'),
    ),
    'after = ["le"]': (
        ('after = ["le", "le"]', None),
        ('after = ["le", { activity = "le", by = 2 }]', None),
        ('after = ["lễ"]', None),
        ('after = ["Lễ phát động"]', None),
        ("after = le", None),
        ('after = [{ activity = "le", by = "2 ngày" }]', 'after = [{ activity = "le", by = 2 }]'),
        ('after = [{ activity = "le", by = 2 ngày }]', 'after = [{ activity = "le", by = 2 }]'),
        ('lasts = "2 ngày"', "lasts = { days = 2 }"),
        ('lasts = "2 days"', "lasts = { days = 2 }"),
        ('lasts = "2 buổi"', "lasts = 2"),
        ('lasts = "90 phút"', "lasts = 1"),
        ('lasts = "1h30"', "lasts = 1"),
        ('times = 2\napart = "3 ngày"', "times = 2\napart = 3"),
        ('after = { activity = "le", by = 2 }', 'after = [{ activity = "le", by = 2 }]'),
        ('note = "xong"', "# xong"),
        ('ghi chú = "xong"', '# ghi chú = "xong"'),
        ('comment = "xong"', "# xong"),
        ('beside = "yes"', "beside = true"),
        ("beside = Yes", "beside = true"),
        ("beside = yes", "beside = true"),
        ("beside = Có", "beside = true"),
        ('beside = "Không"', "beside = false"),
        ("beside = không", "beside = false"),
        ("beside = 1", "beside = true"),
        ('beside = "true"', "beside = true"),
        ("beside = TRUE", "beside = true"),
        ("beside = đúng", "beside = true"),
        ("hours = 8h", 'hours = "8h"'),
        ("hours = 8h30-10h", 'hours = "8h30-10h"'),
        ("hours = 08:00", 'hours = "08:00"'),
        ("hours = 8", 'hours = "8"'),
        ("after = [“le”]", None),
        ('after = ["le]', None),
        ('after = [le"]', None),
        ('after = "le"]', None),
        ('after = ["le"]]', None),
        ('after = "tất cả"', 'after = "all"'),
        ('times = "2 lần"', "times = 2"),
        ("times = 2 lần", "times = 2"),
        ('sau = ["le"]', None),
        ("số lần = 2", "times = 2"),
        ('wards = ["Tây Tựu"]', 'wards = ["tay-tuu"]'),
        ("wards = Tây Tựu", 'wards = ["tay-tuu"]'),
        ('wards = "tất cả"', 'wards = "each"'),
        ('wards = "mỗi phường"', 'wards = "each"'),
        ("wards = [tay-tuu, lien-mac]", 'wards = ["tay-tuu", "lien-mac"]'),
        ("wards = [\n  tay-tuu,\n  lien-mac\n]", 'wards = ["tay-tuu", "lien-mac"]'),
        ("phường = [\n  tay-tuu\n  lien-mac\n]", 'wards = ["tay-tuu", "lien-mac"]'),
        ('wards = [\n  “tay-tuu”,\n  "lien-mac\n]', 'wards = ["tay-tuu", "lien-mac"]'),
        ('phường = ["tay-tuu"]', 'wards = ["tay-tuu"]'),
        ('after = ["le",]]', None),
        ('after = ["Lễ Phát Động"]', None),
        ("sau: le", None),
        ('lưu ý = "mời sớm"', '# lưu ý = "mời sớm"'),
        ("in.tay-tuu = { kinh phí = 2 triệu }", "in.tay-tuu = { cost = 2_000_000 }"),
    ),
    "start = 2022-11-15\n": (
        ("ngày bắt đầu = 2022-11-15\n", None),
        ("ngay_bat_dau = 2022-11-15\n", None),
        ("bắt đầu = 2022-11-15\n", None),
        ('"ngày bắt đầu" = 2022-11-15\n', None),
        ("start = 15/11/2022\n", None),
        ("start = 2022-11-15T08:00:00\n", None),
    ),
    'language = "vi"': (
        ('language = "Tiếng Việt"', None),
        ('language = "vn"', None),
        ('language = "English"', 'language = "en"'),
        ("language = vi", None),
        ('timezone = "GMT+7"', 'timezone = "Asia/Ho_Chi_Minh"'),
        ('timezone = "UTC+7"', 'timezone = "Asia/Ho_Chi_Minh"'),
        ('timezone = "+07:00"', 'timezone = "Asia/Ho_Chi_Minh"'),
        ('timezone = "Hà Nội"', 'timezone = "Asia/Ho_Chi_Minh"'),
        ('timezone = "Asia/Hanoi"', 'timezone = "Asia/Ho_Chi_Minh"'),
        ('timezone = "GMT+1"', 'timezone = "Etc/GMT-1"'),
        ('timezone = "UTC-5"\ncountry = "US"', 'timezone = "America/New_York"\ncountry = "US"'),
        ('country = "Việt Nam"', 'country = "VN"'),
        ('ngôn ngữ = "vi"', None),
        ('language = "vi"\ncountry = vn', 'language = "vi"\ncountry = "VN"'),
        ('timezone = "Asia/Saigom"', 'timezone = "Asia/Saigon"'),
        ('timezone = "London"', 'timezone = "Europe/London"'),
    ),
    'owner = "hoi"\nfrom': (
        ('owner = "Hội Phụ nữ"\nfrom', None),
        ('owner = "phường"\nfrom', 'owner = "ward"\nfrom'),
        ("owner = hoi\nfrom", None),
    ),
    "to = 2022-12-09": (("đến ngày: 9/12/2022", None),),
    "limit = 480_000_000": (
        ("hạn mức = 480 triệu đồng", None),
        ('limit = "480.000.000 VNĐ"', None),
        ("limit = 0,48 tỷ", None),
    ),
    'id = "hoi"': (("mã: hoi", None),),
    'name = "Hội Phụ nữ"': (('tên đơn vị = "Hội Phụ nữ"', None),),
    "[[body]]": (("[[đơn vị]]", None),),
    "[[resource]]": (("[[lực lượng]]", None),),
    "[[supply]]": (
        ("[[ấn phẩm]]", None),
        ("[supply]", None),
    ),
    'members = [{ id = "mot", name = "Một", phone = "024 0000 0301" }]': (
        ('thành viên = [{ mã = "mot", tên = "Một", sđt = "024 0000 0301" }]', None),
        ('members = [{ id = "mot", name = "Một", phone = "024 0000 0301" }', None),
        ('members = [\n  { id = "mot", name = Một, phone = "024 0000 0301" },\n]', None),
        ('members = [\n  { id = "mot", name = "Một", phone = 024 0000 0301 }\n]', None),
        ('members = [\n  { mã = "mot", tên = Một, sđt = 024 0000 0301 },\n]', None),
        ('members = [\n  { id: "mot", name: "Một", phone: "024 0000 0301" },\n]', None),
        ('members = [\n  { id = "mot", name = “Một”, phone = "024 0000 0301" \n]', None),
        ('members = { id = "mot", name = "Một", phone = "024 0000 0301" }', None),
    ),
    'share_by = "population"': (('chia theo = "population"', None),),
    'title = "Tọa đàm"': (
        ('tên hoạt động = "Tọa đàm"', None),
        ("title = ”Tọa đàm”", None),
    ),
    'owner = "hoi"\nwards': (('chủ trì = "hoi"\nwards', None),),
    'wards = "together"': (
        ('wards = "tập trung"', None),
        ("wards = together", None),
    ),
    "[calendar]": (
        ("[Calendar]", None),
        ("[[calendar]]", None),
    ),
    "end = 2022-12-15\n": (
        ("end = 2022-12-15 00:00:00\n", None),
        ("end = 15/12\n", None),
    ),
}
"""By a line of the plan: what may stand in its place, and what is meant; None: the line itself."""
