/** What a pair's verdict hangs on: organisations, and observed and expected ties by year. */
import { useState } from "preact/hooks";
import type { GapOfPair } from "../../api/types";
import { NameButton } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { dates, day, inLanguage, number, percent } from "../../i18n";
import { groupName, words } from "./groups";
import { gapOfPair, gaps } from "./resources";

const WIDTH = 420;
const HEIGHT = 120;
const LEFT = 26;
const BOTTOM = 18;
const SHOWN = 5;

function Course({ course }: { course: GapOfPair["course"] }) {
  const msg = words.value;
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(1, ...course.flatMap((year) => [year.observed, year.expected]));
  const x = (i: number) => LEFT + (i * (WIDTH - LEFT - 12)) / Math.max(course.length - 1, 1);
  const y = (ties: number) => (HEIGHT - BOTTOM) * (1 - ties / (most * 1.1)) + 2;
  const line = (of: (year: GapOfPair["course"][number]) => number) =>
    course.map((year, i) => `${i ? "L" : "M"}${x(i).toFixed(1)},${y(of(year)).toFixed(1)}`).join("");
  const first = course[0];
  const last = course.at(-1);
  const shown = at === null ? last : course[at];
  if (!first || !last || !shown) return null;
  return (
    <figure class="course">
      <figcaption>
        {msg.hangs.course}{" "}
        <b class="soft" aria-live="polite">
          {shown.year}: {msg.hangs.observed} {number(shown.observed)}, {msg.hangs.expected} {number(shown.expected, 1)}{" "}
          · {msg.verdict[shown.verdict]}
        </b>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${msg.hangs.course}: ${first.year}–${last.year}, ${msg.hangs.observed} ${first.observed} → ${last.observed}, ${msg.hangs.expected} ${number(first.expected, 1)} → ${number(last.expected, 1)}`}
        onMouseLeave={() => setAt(null)}
      >
        <line class="axis" x1={LEFT} x2={WIDTH - 12} y1={y(0)} y2={y(0)} />
        <text x={LEFT - 5} y={y(0)} text-anchor="end" dominant-baseline="central">
          0
        </text>
        <text x={LEFT - 5} y={y(most)} text-anchor="end" dominant-baseline="central">
          {number(most, most < 10 ? 1 : 0)}
        </text>
        <path class="expected" d={line((year) => year.expected)} />
        <path class="observed" d={line((year) => year.observed)} />
        {course.map((year, i) => (
          <g key={year.year} data-year={year.year} onMouseEnter={() => setAt(i)}>
            <rect x={x(i) - 8} y={0} width={16} height={HEIGHT - BOTTOM} fill="transparent" />
            <circle class={`expected ${year.verdict.replaceAll(" ", "-")}`} cx={x(i)} cy={y(year.expected)} r={3.2} />
            <circle class="observed" cx={x(i)} cy={y(year.observed)} r={2.2} />
          </g>
        ))}
        <text x={LEFT} y={HEIGHT - 4}>
          {first.year}
        </text>
        <text x={WIDTH - 12} y={HEIGHT - 4} text-anchor="end">
          {last.year}
        </text>
      </svg>
      <p class="course-legend">
        <i class="expected" aria-hidden="true" /> {msg.hangs.expected} <i class="observed" aria-hidden="true" />{" "}
        {msg.hangs.observed}
      </p>
    </figure>
  );
}

/** Why the last year differs from the verdict: ended relations, and sources that do not reach its end. */
function CourseNote({ of }: { of: GapOfPair }) {
  const msg = words.value.hangs;
  const last = of.course.at(-1);
  if (!last) return null;
  const youngest = gaps.value.data?.sectors
    .map((sector) => sector.youngest_source ?? "")
    .reduce((a, b) => (a > b ? a : b), "");
  const notes = [
    of.as_of === null && last.expected !== of.pair.expected && msg.courseEnded(number(of.pair.expected, 1)),
    youngest && youngest < `${last.year}-12-31` && msg.courseUnfinished(String(last.year), day(youngest)),
  ].filter(Boolean);
  return notes.length ? (
    <p class="soft" data-part="course-note">
      {notes.join(" ")}
    </p>
  ) : null;
}

export function HangsOn() {
  const msg = words.value;
  const { data, status, problem, retry } = gapOfPair.value;
  if (problem) return <Failure problem={problem} retry={retry} small />;
  if (status === "loading") return <Spinner />;
  if (!data) return null;
  return (
    <section class="hangs" data-part="hangs">
      <h3>{msg.hangs.title}</h3>
      <p class="sentence">{inLanguage(data.sentence)}</p>
      <ol class="drivers">
        {data.drivers
          .filter((one, i) => one.lost || i < SHOWN)
          .map((one) => (
            <li key={one.id} data-driver={one.id} class={one.lost ? "lost" : ""}>
              <NameButton id={one.id} named={one} />{" "}
              <span class="soft">
                {msg.hangs.share} {percent(one.share)} · {msg.hangs.without} {number(one.observed_without)} /{" "}
                {number(one.expected_without, 1)}
              </span>{" "}
              <span class={`verdict ${one.verdict_without.replaceAll(" ", "-")}`}>
                {msg.verdict[one.verdict_without]}
              </span>
            </li>
          ))}
      </ol>
      <p class="soft">{msg.hangs.more(number(data.left_out))}</p>
      <Course course={data.course} />
      <CourseNote of={data} />
      {data.programmes.length > 0 && (
        <section data-part="joining">
          <h3>{msg.hangs.joining}</h3>
          <p class="soft">{msg.hangs.joiningHint}</p>
          <ul class="reach joining">
            {data.programmes.slice(0, SHOWN).map((one) => (
              <li key={one.id} data-programme={one.id}>
                <NameButton id={one.id} named={one} />
                <em>{dates(one.start, one.end)}</em>
                <em>
                  {groupName(data.a)} {number(one.members_a)} · {groupName(data.b)} {number(one.members_b)}
                </em>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}
