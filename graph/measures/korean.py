"""Korean descriptions of measures: one sentence each, and units, ranges and families.

The full definition is the English docstring of the function. Measures of extensions may be missing here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARIES: Mapping[str, str] = MappingProxyType(
    {
        "articulation_point": "그곳이 빠지면 이어진 덩어리가 둘 이상으로 갈라지는지를 봅니다.",
        "betweenness": "다른 두 곳을 잇는 가장 짧은 길 가운데 그곳을 지나는 길의 비율입니다.",
        "clustering": "그곳의 상대끼리 짝지은 쌍 가운데 서로 이어진 쌍의 비율입니다.",
        "community": "그곳이 속한 커뮤니티입니다. 커뮤니티 안에서는 무작위일 때보다 많이 연결되어 있습니다.",
        "component_size": "연결을 따라 닿을 수 있는 곳의 수로, 자신도 셉니다.",
        "constraint": "연결이 같은 상대들에게로 되돌아가는 정도입니다. 낮을수록 서로 떨어진 곳들을 잇습니다.",
        "consultant": "다른 한 집단에 속한 상대 두 곳을 그 집단 밖에서 이어 주는 쌍의 수입니다.",
        "coordinator": "자기 집단의 상대 두 곳을 집단 안에서 이어 주는 쌍의 수입니다.",
        "core_number": "모두가 서로 k개 이상 이어진 모임에 그곳이 들 수 있는 가장 큰 k입니다.",
        "degree": "이어져 있는 서로 다른 상대의 수입니다.",
        "e_i_index": "얼마나 밖을 향하는지입니다. 집단 밖 연결에서 안 연결을 뺀 값을 둘의 합으로 나눕니다.",
        "effective_size": "서로 겹치지 않는 상대의 수입니다.",
        "efficiency": "상대 가운데 서로 겹치지 않는 상대의 비율입니다.",
        "eigenvector": "가장 큰 덩어리 안에서, 스스로 잘 이어진 곳들과 이어진 정도입니다.",
        "gatekeeper": "자기 집단의 상대와 다른 집단의 상대를 이어 주는 쌍의 수입니다. 두 집단 사이의 관문입니다.",
        "harmonic": "다른 모든 곳과 가까운 정도의 평균입니다. 닿지 않는 곳은 0으로 셉니다.",
        "liaison": "서로 다른 두 집단에 속한 상대를 제3의 집단에서 이어 주는 쌍의 수입니다.",
        "pagerank": "연결을 따라 무작위로 걸을 때 그곳에 머무는 시간의 비율입니다.",
        "participation_coefficient": "연결이 여러 커뮤니티에 고르게 퍼진 정도입니다. 한 커뮤니티에만 있으면 0입니다.",
        "role": "일곱 역할 가운데 하나입니다. 1 최외곽, 2 외곽, 3 연결자, 4 커뮤니티에 매이지 않은 연결자, 5–7 중심지.",
        "strength": "그곳이 맺은 연결의 무게를 모두 더한 값입니다.",
        "within_module_degree": "자기 커뮤니티 안에서 다른 구성원보다 얼마나 더 많이 이어져 있는지입니다.",
    }
)
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "ties": "연결 수",
        "weight": "무게",
        "number of the group": "커뮤니티 번호",
        "index": "지수",
        "partners": "상대 수",
        "share of partners": "상대 가운데 비율",
        "pairs of partners": "상대 쌍의 수",
        "share": "비율",
        "share of pairs": "쌍 가운데 비율",
        "mean of 1/steps": "1/단계 수의 평균",
        "relative to the highest": "가장 높은 값에 비교한 값",
        "nodes": "곳의 수",
        "yes or no": "예 또는 아니오",
        "standard deviations": "표준편차",
        "number of the role": "역할 번호",
    }
)
RANGES: Mapping[str, str] = MappingProxyType(
    {
        "0 to n − 1": "0부터 n − 1까지(n은 곳의 수)",
        "0 and up": "0 이상",
        "0 (the largest group) and up; isolates have none": "0(가장 큰 커뮤니티) 이상, 연결이 없으면 값 없음",
        "0 to 1.125; not defined for isolates": "0부터 1.125까지, 연결이 없으면 값 없음",
        "1 to k; not defined for isolates": "1부터 k까지(k는 연결 수), 연결이 없으면 값 없음",
        "0 to 1; not defined for isolates": "0부터 1까지, 연결이 없으면 값 없음",
        "0 and up; not defined without a group": "0 이상, 집단이 없으면 값 없음",
        "0 to 1, sum 1": "0부터 1까지, 모두 더하면 1",
        "0 to 1": "0부터 1까지",
        "1 to n": "1부터 n까지(n은 곳의 수)",
        "0 or 1": "0 또는 1",
        "any; not defined without a group": "모든 수, 집단이 없으면 값 없음",
        "1 to 7; not defined for isolates or without a group": "1부터 7까지, 연결이나 집단이 없으면 값 없음",
        "−1 (all inside) to 1 (all outside); not defined without such ties": "−1(모두 안)부터 1(모두 밖)까지, 그런 연결이 없으면 값 없음",
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
        "positions": "커뮤니티 안팎의 위치",
    }
)
