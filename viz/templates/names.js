// Names as people type them: the comparable forms of graph/names.py.
const LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const TAILS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const SPLIT = {
  ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ",
  ㅄ: "ㅂㅅ", ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
};
const comparable = (name) =>
  name.split(/([\u3131-\u318e]+)/).map((part, i) => (i % 2 ? part : part.normalize("NFKC"))).join("")
    .toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const syllable = (c) => { const code = c.charCodeAt(0) - 0xac00; return code >= 0 && code < 11172 ? code : -1; };
const jamo = (text) => [...text].map((c) => {
  const code = syllable(c);
  if (code < 0) return SPLIT[c] ?? c;
  const vowel = VOWELS[Math.floor((code % 588) / 28)], tail = TAILS[code % 28];
  return LEADS[Math.floor(code / 588)] + (SPLIT[vowel] ?? vowel) + (SPLIT[tail] ?? tail);
}).join("");
const choseong = (text) => [...text].map((c) => (syllable(c) < 0 ? c : LEADS[Math.floor(syllable(c) / 588)])).join("");
const consonantsOnly = (text) => /^[ㄱ-ㅎ]+$/.test(text);

const INDEX = DATA.nodes.map((node) => {
  const names = [node.ko, node.en, node.id, ...(node.aliases ?? [])].map(comparable).filter(Boolean);
  return { node, names, letters: names.map(jamo), heads: names.map(choseong) };
});

// Nodes whose names match, best first: beginning before middle, shorter names first, then those with most relations.
function found(text, limit) {
  const wanted = comparable(text);
  if (!wanted) return [];
  const heads = consonantsOnly(wanted), typed = heads ? [...wanted].map((c) => SPLIT[c] ?? c).join("") : jamo(wanted);
  const hits = [];
  for (const entry of INDEX) {
    let best = 0;
    (heads ? entry.heads : entry.letters).forEach((name, i) => {
      const at = name.indexOf(typed);
      if (at < 0) return;
      best = Math.max(best, (entry.names[i] === wanted ? 2 : at ? 0 : 1) + 0.9 * (typed.length / name.length));
    });
    if (best) hits.push([best, entry.node]);
  }
  hits.sort((a, b) => b[0] - a[0] || b[1].recorded - a[1].recorded || (a[1].id < b[1].id ? -1 : 1));
  return hits.slice(0, limit).map((hit) => hit[1]);
}
