"""Sentences in Korean and English on how reliable the ranking of bridging pairs is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.plurals import plural

if TYPE_CHECKING:
    from graph.figures import Difference, Quality
    from graph.grouping import Grouping


def say_trust(
    ours: Quality | None,
    baselines: dict[str, Quality],
    difference: Difference | None,
    ties: int,
    cutoff: str | None,
) -> tuple[str, str]:
    """Compare the ranking with preferential attachment, that is, with a ranking by activity."""
    if ours is None or difference is None:
        return (
            "날짜가 있는 연결이 너무 적어 순위를 검증하지 못하였습니다. 공통 협력 상대(자원 배분 지수)만으로 순위를 정하였으며, 예측의 정확도는 알 수 없습니다.",
            "Too few dated ties to validate the ranking: it uses common partners alone (resource allocation index),"
            " and its accuracy is not known.",
        )
    busy = baselines["preferential_attachment"]
    figures = (
        f"AUC {ours.auc:.3f} / {busy.auc:.3f}, {_span(difference.auc, difference.auc_low, difference.auc_high)}",
        f"{ours.average_precision:.4f} / {busy.average_precision:.4f},"
        f" {_span(difference.average_precision, difference.average_precision_low, difference.average_precision_high, 4)}",
    )
    ko = f"{cutoff} 이후에 생긴 연결 {ties}건으로 검증하면, 이 순위의 예측력은 활동이 많은 기관순(선호적 연결)보다"
    en = f"Validated on the {plural(ties, 'tie')} since {cutoff}, this ranking"
    figures_ko = f"{figures[0]}; 평균 정밀도 {figures[1]}. 괄호 안은 차이의 95% 신뢰구간"
    figures_en = f"{figures[0]}; average precision {figures[1]}; 95 % intervals of the difference in brackets"
    if difference.better:
        return (
            f"{ko} 높습니다({figures_ko}).",
            f"{en} predicts better than ranking by activity ({figures_en}).",
        )
    return (
        f"{ko} 높지 않습니다({figures_ko}). 순위보다 제시된 근거를 활용하시기 바랍니다.",
        f"{en} does not predict better than ranking by activity ({figures_en}):"
        " use it for its reasons, not for its order.",
    )


def say_nothing_known(grouping: Grouping, group: str, has_organisations: bool) -> dict[str, str]:
    """Say that a sector (or group) has no organisation, or none with a tie."""
    name_ko, name_en = grouping.names[group]
    word_ko, word_en = ("업종", "sector") if grouping.is_sectors else ("집단", "group")
    if has_organisations:
        return {
            "ko": f"지정한 기간에 {name_ko} {word_ko} 기관의 연결 기록이 없습니다.",
            "en": f"No organisation of the {word_en} {name_en} has a recorded tie in the given period.",
        }
    return {
        "ko": f"{name_ko} {word_ko}에 소속 기관이 없어 제안할 기관 쌍이 없습니다.",
        "en": f"The {word_en} {name_en} has no organisation, so there is no pair to bridge.",
    }


def _span(difference: float, low: float, high: float, digits: int = 3) -> str:
    return f"{difference:+.{digits}f} [{low:+.{digits}f}, {high:+.{digits}f}]"
