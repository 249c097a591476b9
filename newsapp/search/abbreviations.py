"""What Vietnamese offices write short: each line is one thing, and whoever looks for one of its names finds all."""

from __future__ import annotations

from newsapp.search.fold import accented, words

NAMES = """
UBND; Ủy ban nhân dân
HĐND; Hội đồng nhân dân
TAND; Tòa án nhân dân
VKSND; Viện kiểm sát nhân dân
MTTQ; Mặt trận Tổ quốc
ĐBQH; Đại biểu Quốc hội
KH&CN; KHCN; Khoa học và Công nghệ
CNTT; Công nghệ thông tin
TT&TT; TTTT; Thông tin và Truyền thông
GD&ĐT; GDĐT; GD-ĐT; Giáo dục và Đào tạo
NN&PTNT; NNPTNT; Nông nghiệp và Phát triển nông thôn
TN&MT; TNMT; Tài nguyên và Môi trường
LĐTBXH; LĐ-TB&XH; Lao động, Thương binh và Xã hội
VHTTDL; VH-TT&DL; VHTT&DL; Văn hóa, Thể thao và Du lịch
KH&ĐT; KHĐT; Kế hoạch và Đầu tư
GTVT; Giao thông vận tải
BHYT; Bảo hiểm y tế
BHXH; Bảo hiểm xã hội
BHTN; Bảo hiểm thất nghiệp
CCHC; Cải cách hành chính
TTHC; Thủ tục hành chính
QPPL; Quy phạm pháp luật
CBCC; Cán bộ, công chức
CCVC; Công chức, viên chức
ATTP; Vệ sinh an toàn thực phẩm; An toàn thực phẩm
ATGT; An toàn giao thông
PCCC; Phòng cháy chữa cháy
PCTT; Phòng chống thiên tai
TKCN; Tìm kiếm cứu nạn
SHTT; Sở hữu trí tuệ
ĐMST; Đổi mới sáng tạo
CĐS; Chuyển đổi số
NTM; Nông thôn mới
OCOP; Mỗi xã một sản phẩm
DNNVV; Doanh nghiệp nhỏ và vừa
HTX; Hợp tác xã
THCS; Trung học cơ sở
THPT; Trung học phổ thông
GPMB; Giải phóng mặt bằng
ĐTXD; Đầu tư xây dựng
TP.HCM; TPHCM; Thành phố Hồ Chí Minh
ĐBSCL; Đồng bằng sông Cửu Long
"""

Spelling = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of one name: with their accents, and folded."""


def _spellings(line: str) -> list[Spelling]:
    names = [name.strip() for name in line.split(";")]
    return [(tuple(accented(name).split()), tuple(words(name))) for name in names]


GROUPS = [_spellings(line) for line in NAMES.strip().splitlines()]
OTHERS: dict[tuple[str, ...], list[Spelling]] = {
    own[1]: [other for other in group if other is not own] for group in GROUPS for own in group
}
"""The folded words of a name -> the thing's other names."""
LONGEST = max(map(len, OTHERS))
