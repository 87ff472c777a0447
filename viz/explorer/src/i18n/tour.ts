/** Texts of the tour and of the keyboard map, in both languages. */
import { language } from "./language";

interface TourStep {
  title: string;
  text: string;
}
interface TourTexts {
  help: string;
  keys: string;
  start: string;
  invite: string;
  skip: string;
  back: string;
  next: string;
  done: string;
  close: string;
  place: (n: number, all: number) => string;
  steps: TourStep[];
  groups: { title: string; keys: [string, string][] }[];
}
const ko: TourTexts = {
  help: "도움말과 단축키",
  keys: "단축키",
  start: "둘러보기",
  invite: "처음이신가요? 여섯 단계로 안내합니다.",
  skip: "건너뛰기",
  back: "이전",
  next: "다음",
  done: "마치기",
  close: "닫기",
  place: (n, all) => `${all}단계 중 ${n}단계`,
  steps: [
    {
      title: "이름으로 찾기",
      text: "기관, 기술, 사업을 이름이나 영문명, 초성(ㄷㄱㅌㅋ)으로 찾습니다. 선택하면 그 위치로 이동합니다.",
    },
    {
      title: "네트워크 읽기",
      text: "점은 기관, 선은 출처가 있는 관계입니다. 점을 누르면 관계와 출처가 열리고, 선을 누르면 그 근거가 열립니다.",
    },
    {
      title: "걸러 보기",
      text: "관계 종류를 고르고, 업종·관계·소재지를 눌러 끄거나 켭니다. 숫자는 늘 화면에 그려진 것을 셉니다.",
    },
    {
      title: "시점 바꾸기",
      text: "막대를 옮기면 그 시점에 유효한 관계만 남습니다. 두 시점을 비교하면 생긴 관계와 끝난 관계를 색으로 보여 줍니다.",
    },
    {
      title: "다른 관점",
      text: "업종 간 공백은 연결이 예상보다 적은 업종을, 커뮤니티와 위치는 핵심 기관을, 역량은 지역별 특화 분야를 보여 줍니다.",
    },
    {
      title: "저장하고 나누기",
      text: "링크를 복사하면 지금 화면이 그대로 열립니다. 그림과 자료 파일은 내려받기에 있고, 이 안내는 도움말에서 다시 볼 수 있습니다.",
    },
  ],
  groups: [
    {
      title: "어디서나",
      keys: [
        ["/", "이름 검색"],
        ["Ctrl Z", "실행 취소"],
        ["Ctrl Shift Z", "다시 실행"],
        ["Esc", "맨 위의 창 닫기"],
        ["?", "도움말과 단축키"],
      ],
    },
    {
      title: "네트워크와 지도",
      keys: [
        ["← ↑ → ↓", "화면 이동, 지도에서는 이웃한 지역으로"],
        ["+ −", "확대와 축소"],
        ["0", "전체 보기"],
        ["Enter", "선택"],
      ],
    },
    {
      title: "동일 기관 검토",
      keys: [
        ["J K", "다음, 이전"],
        ["M", "같은 기관"],
        ["S", "다른 기관"],
        ["U", "판정 취소"],
      ],
    },
    { title: "이야기 재생", keys: [["← →", "이전 장면, 다음 장면"]] },
  ],
};
const en: TourTexts = {
  help: "Help and keys",
  keys: "Keyboard",
  start: "Take the tour",
  invite: "New here? A tour of six steps.",
  skip: "Skip",
  back: "Back",
  next: "Next",
  done: "Done",
  close: "Close",
  place: (n, all) => `Step ${n} of ${all}`,
  steps: [
    {
      title: "Find a name",
      text: "Search organisations, technologies and programmes by name, alias or 초성. Choosing one flies to it.",
    },
    {
      title: "Read the network",
      text: "Dots are organisations, lines are relations with a source. Click a dot for its relations and sources, a line for its evidence.",
    },
    {
      title: "Filter",
      text: "Choose a layer; click sectors, relations or places to hide and show them. Every number counts what is drawn.",
    },
    {
      title: "Travel in time",
      text: "Move the slider to see what was in force on a date. Comparing two dates colours what was added and what ended.",
    },
    {
      title: "Other views",
      text: "Sector gaps shows where ties are fewer than expected, Communities & positions who is central, Capabilities what a place is good at.",
    },
    {
      title: "Keep and share",
      text: "A copied link opens exactly this screen. Pictures and data files are in the download menu; this tour is under Help.",
    },
  ],
  groups: [
    {
      title: "Anywhere",
      keys: [
        ["/", "search"],
        ["Ctrl Z", "undo"],
        ["Ctrl Shift Z", "redo"],
        ["Esc", "close what is on top"],
        ["?", "help and keys"],
      ],
    },
    {
      title: "Network and map",
      keys: [
        ["← ↑ → ↓", "move; on the map, to the next place"],
        ["+ −", "zoom"],
        ["0", "show all"],
        ["Enter", "choose"],
      ],
    },
    {
      title: "Review",
      keys: [
        ["J K", "next, previous"],
        ["M", "the same organisation"],
        ["S", "two organisations"],
        ["U", "take the decision back"],
      ],
    },
    { title: "Playing a story", keys: [["← →", "previous and next step"]] },
  ],
};

export const tourTexts = (): TourTexts => (language.value === "ko" ? ko : en);
