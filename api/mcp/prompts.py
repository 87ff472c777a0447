"""Prompts: a gap report and a partner search, in Korean and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mcp_types import Prompt, PromptArgument

from queries.errors import Fault, Invalid, NotFound, near_to, not_allowed

LANGUAGE = PromptArgument(name="language", description="ko or en; default: ko", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A prompt: its description, its arguments (name → description) and its text in both languages."""

    description: str
    arguments: Mapping[str, str]
    ko: str
    en: str


PROMPTS: Mapping[str, Template] = {
    "gap_report": Template(
        description="Report on a gap between two sectors, with sources (두 업종 간 연결 공백 보고서)",
        arguments={
            "sector_a": "id of a sector, for instance metals",
            "sector_b": "id of another sector, for instance textiles",
        },
        ko="""{sector_a}와 {sector_b} 사이의 연결 공백에 관한 한 쪽 분량의 보고서를 작성하십시오.
1. gaps로 전체 업종 쌍의 판정을 보고, 이 쌍의 관측 건수, 예상 건수, q를 적습니다.
2. gap으로 판정을 좌우하는 기관과 연도별 추이를 설명합니다.
3. bridges로 연결 후보 기관을 제시하고, evidence의 예측력을 함께 밝힙니다.
모든 수치에는 출처 번호와 그래프 버전을 붙입니다. 자료에 없는 연결이 실제로 없다는 뜻은 아니라는 점을 밝히고, ‘자료 부족’은 그대로 적습니다.""",
        en="""Write a report of one page on the gap between {sector_a} and {sector_b}.
1. Call gaps for the verdicts on all pairs; give the observed and expected ties of this pair, and its q.
2. Call gap to explain which organisations the verdict depends on, and its course over the years.
3. Call bridges to name organisations that could connect the two, and say how well that ranking predicted later ties.
Cite source ids and the graph version with every figure. Say that a tie missing in the data may still exist, and report “not enough data” as it is.""",
    ),
    "partner_search": Template(
        description="Find partners for an organisation in a sector, with sources (협력 기관 찾기)",
        arguments={
            "organisation": "name or id of the organisation",
            "sector": "id of the sector in which to look",
        },
        ko="""{organisation}의 협력 후보를 {sector} 업종에서 찾으십시오.
1. search로 기관의 id를 확인합니다. 여러 기관이 나오면 어느 기관인지 묻습니다.
2. neighbourhood로 현재 협력 기관과 보유 기술을 확인합니다.
3. 기관이 속한 업종과 {sector} 사이에 bridges를 사용해 후보를 다섯 곳 이내로 고르고, paths로 이미 이어진 경로를 보입니다.
후보마다 근거가 되는 관계와 출처 번호를 적고, 자료에 없는 연결이 실제로 없다는 뜻은 아니라는 점을 밝힙니다.""",
        en="""Find partners for {organisation} in the sector {sector}.
1. Call search for the id of the organisation. If several fit, ask which one is meant.
2. Call neighbourhood for its present partners and technologies.
3. Call bridges between the sector of the organisation and {sector}, choose at most five candidates, and call paths to show how they are already connected.
Give the relations and source ids behind each candidate, and say that a tie missing in the data may still exist.""",
    ),
}


def listed() -> list[Prompt]:
    """List the prompts."""
    return [
        Prompt(
            name=name,
            description=one.description,
            arguments=[
                *(
                    PromptArgument(name=key, description=text, required=True)
                    for key, text in one.arguments.items()
                ),
                LANGUAGE,
            ],
        )
        for name, one in PROMPTS.items()
    ]


def written(name: str, given: Mapping[str, str]) -> str:
    """Write a prompt.

    Raises:
        NotFound: there is no such prompt.
        Invalid: an argument is missing, or the language is unknown.
    """
    if name not in PROMPTS:
        raise NotFound(
            "prompt", name[:60], near_to(name, list(PROMPTS)), parameter="name", known=list(PROMPTS)
        )
    template, language = PROMPTS[name], given.get("language", "ko")
    if language not in {"ko", "en"}:
        raise Invalid([not_allowed("language", language, ["ko", "en"])])
    if missing := [key for key in template.arguments if not given.get(key)]:
        raise Invalid([Fault(one, "a value is required", f"give {one}", implied=True) for one in missing])
    text = template.ko if language == "ko" else template.en
    return text.format(**{key: given[key] for key in template.arguments})
