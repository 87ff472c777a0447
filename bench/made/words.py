"""Tables of words from which names are put together; none is the name of a firm, each is there for its shape."""

from __future__ import annotations

HEADS = "갈낙담둔랄멜벼빔솔숨얄옴절참칼툰폴핌할겸녈델룸밀별샘앤욜잔촌켈털팜훈글눌돔렌뭉봄쌀엘율줄"
TAILS = "람결담든찬밀샘월넬둘롬뫼벨빛슬암올잘철칸탐펄핀혼겔놀달룬믹빈설엔옥젠첼쿤톨필해녹"
LOANS = (
    "노벡",
    "라믹",
    "제룸",
    "바텔",
    "코닉",
    "델핀",
    "모닉",
    "자벨",
    "텔론",
    "소믹",
    "루반",
    "페닐",
    "타닉",
    "오벨",
    "미론",
    "카벤",
    "하딘",
    "로젤",
    "비넥",
    "우론",
)
LONG_LOANS = ("폴라빈", "트라믹", "오르단", "세라논", "칼리젠", "메타빌", "엘로닉", "푸르텔", "벨리온", "아르몬", "노바릭", "다이렘")  # fmt: skip
TRADES = {
    "machinery": ("기계", "정공", "기공", "정밀", "엔지니어링"), "automotive": ("오토", "정밀", "산업", "공업"), "metals": ("금속", "스틸", "메탈", "특수강"),
    "textiles": ("섬유", "텍스타일", "직물", "텍"), "it-electronics": ("전자", "테크", "시스템"), "energy": ("에너지", "전기", "산업"),
    "medical": ("메디칼", "바이오", "테크"), "ceramics": ("세라믹", "소재", "산업"), "robotics": ("로보틱스", "시스템", "테크"),
    "software": ("소프트", "솔루션", "시스템"), "chemicals": ("화학", "케미칼", "산업"), "polymers": ("폴리머", "화학", "소재"),
}  # fmt: skip
ENGLISH_TRADES = {
    "기계": "Machinery", "정공": "Precision", "기공": "Machine", "정밀": "Precision", "엔지니어링": "Engineering", "오토": "Auto", "산업": "Industry",
    "공업": "Industrial", "금속": "Metal", "스틸": "Steel", "메탈": "Metal", "특수강": "Special Steel", "섬유": "Textile", "텍스타일": "Textile",
    "직물": "Fabric", "텍": "Tex", "전자": "Electronics", "테크": "Tech", "시스템": "System", "에너지": "Energy", "전기": "Electric",
    "메디칼": "Medical", "바이오": "Bio", "세라믹": "Ceramic", "소재": "Materials", "로보틱스": "Robotics", "소프트": "Soft",
    "솔루션": "Solution", "화학": "Chemical", "케미칼": "Chemical", "폴리머": "Polymer",
}  # fmt: skip
SHAPES = {
    (2, True): 142, (4, False): 90, (5, False): 74, (2, False): 67, (3, False): 66, (6, False): 56, (4, True): 48, (7, False): 35,
    ("letters", False): 32, (3, True): 21, ("letters", True): 16, (5, True): 16, (8, False): 13, (6, True): 8, (1, True): 8,
}  # fmt: skip
"""Syllables before the word of trade, and whether one follows: counted on the 772 firms of the Daegu data."""
LETTERS = {
    "A": "에이", "B": "비", "C": "씨", "D": "디", "E": "이", "F": "에프", "G": "지", "H": "에이치", "J": "제이", "K": "케이", "L": "엘",
    "M": "엠", "N": "엔", "S": "에스", "T": "티", "Y": "와이",
}  # fmt: skip
"""Capitals and how they are read in Korean."""
FIELDS = {
    "기계": ("Machinery", "machinery"), "섬유": ("Textile", "textiles"), "금속": ("Metal", "metals"), "로봇": ("Robot", "robotics"),
    "전자": ("Electronics", "it-electronics"), "에너지": ("Energy", "energy"), "세라믹": ("Ceramic", "ceramics"), "화학": ("Chemical", "chemicals"),
    "의료기기": ("Medical Device", "medical"), "소프트웨어": ("Software", "software"), "소재": ("Materials", "materials-general"),
    "자동차부품": ("Auto Parts", "automotive"),
}  # fmt: skip
BODIES = {
    "research_institute": {"연구원": "Research Institute", "융합연구원": "Convergence Institute", "기술연구소": "Technology Laboratory"},
    "support_agency": {"진흥원": "Promotion Agency", "지원재단": "Support Foundation", "진흥재단": "Promotion Foundation"},
    "association": {"산업협회": "Industry Association", "공업협동조합": "Industrial Cooperative", "기술사업협회": "Technology Business Association"},
}  # fmt: skip
REGIONS = {"": "", "한국": "Korea ", "대구": "Daegu ", "경북": "Gyeongbuk ", "대구경북": "Daegu-Gyeongbuk "}
UNITS = {
    "실용화센터": "Commercialisation Center",
    "시험평가센터": "Test and Evaluation Center",
    "기술지원본부": "Technology Support Division",
}
PLACES = {
    ("Daegu", "Dalseo-gu"): 20, ("Daegu", "Buk-gu"): 12, ("Daegu", "Dalseong-gun"): 17, ("Daegu", "Dong-gu"): 9, ("Daegu", "Seo-gu"): 9,
    ("Daegu", "Suseong-gu"): 5, ("Daegu", "Nam-gu"): 3, ("Daegu", "Jung-gu"): 3, ("Gumi", ""): 6, ("Gyeongsan", ""): 6, ("Pohang", ""): 4,
    ("Yeongcheon", ""): 3, ("Chilgok", ""): 3,
}  # fmt: skip
ELSEWHERE = ("Seoul", "Busan", "Changwon", "Ulsan", "Daejeon", "Gimhae", "Gumi", "Pohang")
SECTORS = {
    "machinery": 18, "textiles": 16, "automotive": 15, "metals": 10, "it-electronics": 10, "medical": 8, "energy": 7, "other": 4,
    "ceramics": 4, "robotics": 4, "materials-general": 3, "software": 4, "chemicals": 3, "polymers": 3,
}  # fmt: skip
GENERAL = ("materials-general", "other")
NEAR = (
    ("metals", "machinery", "automotive", "robotics"), ("polymers", "chemicals", "textiles"), ("polymers", "automotive"),
    ("ceramics", "it-electronics", "energy"), ("it-electronics", "software", "robotics", "medical"), ("energy", "machinery", "chemicals"),
    ("automotive", "it-electronics"), ("it-electronics", "machinery"),
)  # fmt: skip
"""Value chains: what one list calls the one, another may call the other."""
PRODUCTS = {
    "machinery": ("감속기", "스핀들", "절삭 공구", "베어링"), "automotive": ("브레이크", "시트 프레임", "조향 부품", "램프"),
    "metals": ("냉간 압연", "주조품", "볼트", "선재"), "textiles": ("폴리에스터 직물", "염색", "산업용 섬유", "니트"),
    "it-electronics": ("회로 기판", "센서", "디스플레이 부품", "커넥터"), "energy": ("태양광 모듈", "전지 팩", "변압기", "연료 전지"),
    "medical": ("임플란트", "진단 기기", "안경 렌즈", "주사기"), "ceramics": ("알루미나 기판", "내화물", "도자 부품"),
    "robotics": ("그리퍼", "협동 로봇", "구동기"), "software": ("관제 소프트웨어", "영상 인식", "생산 관리"), "chemicals": ("도료", "접착제", "촉매"),
    "polymers": ("사출품", "필름", "고무 호스"), "materials-general": ("복합 재료", "분말"), "other": ("포장재", "인쇄물"),
}  # fmt: skip


def near(one: str, other: str) -> bool:
    """Tell whether two sectors are of one value chain."""
    return any(one in chain and other in chain for chain in NEAR)
