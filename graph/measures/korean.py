"""Units, ranges and families of measures in Korean; a unit that is missing here is shown in English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "ties": "연결 수",
        "weight": "가중치",
        "number of the group": "커뮤니티 번호",
        "index": "지수",
        "neighbours": "이웃 수",
        "share of neighbours": "이웃 중 비율",
        "pairs of neighbours": "이웃 쌍의 수",
        "share": "비율",
        "share of pairs": "쌍 가운데 비율",
        "mean of 1/steps": "거리 역수의 평균",
        "relative to the highest": "최댓값 대비 비율",
        "nodes": "기관 수",
        "yes or no": "예 또는 아니오",
        "standard deviations": "표준편차",
        "number of the role": "역할 번호",
    }
)
RANGES: Mapping[str, str] = MappingProxyType(
    {
        "0 to n − 1": "0부터 n − 1까지(n은 기관 수)",
        "0 and up": "0 이상",
        "0 (the largest group) and up; isolates have none": "0(가장 큰 커뮤니티) 이상, 연결이 없으면 값 없음",
        "0 to 1.125; not defined for isolates": "0부터 1.125까지, 연결이 없으면 값 없음",
        "1 to k; not defined for isolates": "1부터 k까지(k는 연결 수), 연결이 없으면 값 없음",
        "0 to 1; not defined for isolates": "0부터 1까지, 연결이 없으면 값 없음",
        "0 and up; not defined without a group": "0 이상, 집단이 없으면 값 없음",
        "0 to 1, sum 1": "0부터 1까지, 합계 1",
        "0 to 1": "0부터 1까지",
        "1 to n": "1부터 n까지(n은 기관 수)",
        "0 or 1": "0 또는 1",
        "any; not defined without a group": "모든 실수, 집단이 없으면 값 없음",
        "1 to 7; not defined for isolates or without a group": "1부터 7까지, 연결이나 집단이 없으면 값 없음",
        "−1 (all inside) to 1 (all outside); not defined without such ties": "−1(모두 내부)부터 1(모두 외부)까지, 해당 연결이 없으면 값 없음",
    }
)
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "degree": "연결 수",
        "centrality": "중심성",
        "cohesion": "응집",
        "structural_holes": "구조적 공백",
        "brokerage": "중개",
        "groups": "커뮤니티",
        "positions": "커뮤니티 내 위치",
    }
)
