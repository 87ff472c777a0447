"""What is said about a table of capabilities, in Korean and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.figures import Sentence
from graph.measures.capabilities.complexity import FEWEST_OF_TWO
from graph.measures.capabilities.holdout import FEWEST_ENTRIES, MOST_CELLS, WINDOW
from graph.plurals import plural

if TYPE_CHECKING:
    from graph.measures.capabilities.complexity import Complexity
    from graph.measures.capabilities.holdout import Trial

NOT_ASKED = Sentence(
    ko="‘다음 진입 기술’은 과거 자료로 시험(holdout)한 뒤에만 제시합니다. 이번에는 시험하지 않았습니다.",
    en="What a row might enter next is shown only after a test on past data (holdout), which was not asked for.",
)
EMPTY = Sentence(
    ko="이 자료에는 행과 열이 모두 알려진 개발·활용 기록이 없습니다.",
    en="The data has no statement of what an organisation develops or uses whose row and column are known.",
)
UNTESTED = {
    "no dates": Sentence(
        ko="이 자료에서는 ‘다음 진입 기술’을 추천하지 않습니다. 시작 시점이 알려진 기록이 적어 과거 자료로 시험할 수 없습니다.",
        en="This data does not show what a row might enter next: too few statements have a date to test it on the past.",
    ),
    "too many cells": Sentence(
        ko=f"‘다음 진입 기술’을 시험하지 않았습니다. 표의 칸이 {MOST_CELLS:,}개를 넘습니다. 더 넓은 분류로 다시 조회하십시오.",
        en=f"What a row might enter next was not tested: there are more than {MOST_CELLS:,} cells. Choose wider rows or columns.",
    ),
}


def say_next(trial: Trial) -> Sentence:
    """Say whether the data can show what comes next, and why not."""
    if trial.untested == "few entries":
        return Sentence(
            ko=f"이 자료에서는 ‘다음 진입 기술’을 추천하지 않습니다. 과거에 새로 진입한 사례가 {trial.entries}건뿐이라 시험할 수 없습니다"
            f"({FEWEST_ENTRIES}건 이상 필요).",
            en=f"This data does not show what a row might enter next: only {plural(trial.entries, 'cell was', 'cells were')}"
            f" entered in the past, and a test needs {FEWEST_ENTRIES}.",
        )
    if trial.untested is not None:
        return UNTESTED[trial.untested]
    near, active = f"{trial.auc:.2f}", f"{trial.auc_activity:.2f}"
    span = f"[{trial.low:+.2f}, {trial.high:+.2f}]".replace("-", "−")
    if trial.better:
        return Sentence(
            ko=f"과거 자료로 시험한 결과, 기술 연관도(AUC {near})가 단순한 규모·인기 기준({active})보다 이후 {WINDOW}년의 진입을"
            f" 더 잘 예측했습니다(차이의 95% 구간 {span}). 아래 순서는 과거의 경향이며 권고는 아닙니다.",
            en=f"On past data, relatedness (AUC {near}) predicted the entries of the next {WINDOW} years better than size and popularity"
            f" ({active}; difference {span}). The order below is what used to happen, not advice.",
        )
    return Sentence(
        ko=f"이 자료에서는 ‘다음 진입 기술’을 추천하지 않습니다. 과거 자료로 시험한 결과, 기술 연관도(AUC {near})가 단순한 규모·인기"
        f" 기준({active})보다 나은 예측을 하지 못했습니다.",
        en="This data does not show what a row might enter next: tested on the past, relatedness"
        f" (AUC {near}) predicted no better than size and popularity ({active}; difference {span}).",
    )


def say_complexity(found: Complexity) -> Sentence | None:
    """Say why there is no fitness; None if there is."""
    if found.refused is None:
        return None
    if found.refused == "empty":
        return EMPTY
    if found.refused == "in parts":
        return Sentence(
            ko=f"표가 서로 연결되지 않은 {found.parts}개 부분으로 나뉘어 적합도와 복잡도를 비교할 수 없습니다.",
            en=f"The table falls into {found.parts} parts with nothing in common, so fitness and complexity cannot be compared.",
        )
    return Sentence(
        ko=f"적합도와 복잡도를 계산하려면 LQ 1 이상인 칸이 둘 이상인 행과 열이 각각 {FEWEST_OF_TWO}개 이상이어야 합니다"
        f"(현재 행 {found.rows}개, 열 {found.columns}개).",
        en=f"Fitness and complexity need {FEWEST_OF_TWO} rows and columns with at least two location quotients of 1;"
        f" there are {plural(found.rows, 'row')} and {plural(found.columns, 'column')}.",
    )
