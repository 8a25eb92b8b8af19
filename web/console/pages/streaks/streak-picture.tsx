import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Streak } from '../../api/streaks.ts'
import { useStreakWords } from './streak-words.ts'
import styles from './streaks.module.css'

/** Own colours: a picture is the same on paper, in a message and on a dark screen. */
const ink = '#1b1f24'
const quiet = '#57606a'
const brand = '#1f4e8c'
const review = '#8a5a00'
const font = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
/** A4. */
const width = 1000
const height = 1414
const mostRows = 5

type Props = {
  readonly ref: Ref<SVGSVGElement>
  readonly stationName: string
  readonly asOf: string
  readonly streaks: readonly Streak[]
}

/** The first few streaks, one below the other, as large as the paper lets them be. */
export function StreakPicture({ ref, stationName, asOf, streaks }: Props) {
  const { t } = useTranslation()
  const shown = streaks.slice(0, mostRows)
  const top = 300
  const each = Math.min(330, (height - top - 130) / shown.length)
  return (
    <svg
      ref={ref}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      className={styles.picture}
      role="img"
      aria-label={t('streaks.picture.title')}
      fontFamily={font}
    >
      <rect width={width} height={height} fill="#ffffff" />
      <rect width={width} height="18" fill={brand} />
      <text x="80" y="130" fontSize="40" fill={quiet} {...fitted(stationName, 40, 840)}>
        {stationName}
      </text>
      <text x="80" y="215" fontSize="72" fontWeight="700" fill={ink}>
        {t('streaks.picture.heading')}
      </text>
      {shown.map((streak, index) => (
        <Row key={streak.id} streak={streak} y={top + index * each} height={each} />
      ))}
      <line x1="80" x2="920" y1={height - 110} y2={height - 110} stroke="#dfe3e8" strokeWidth="2" />
      <text x="80" y={height - 60} fontSize="28" fill={quiet}>
        {t('streaks.picture.asOf', { day: asOf })}
      </text>
    </svg>
  )
}

function Row({
  streak,
  y,
  height: rowHeight,
}: {
  readonly streak: Streak
  readonly y: number
  readonly height: number
}) {
  const { t } = useTranslation()
  const words = useStreakWords()
  const figure = Math.min(170, rowHeight * 0.5)
  const base = y + 46 + figure
  const certainty =
    streak.underReview !== null
      ? t('streaks.underReview', { day: streak.underReview })
      : streak.differences.length > 0
        ? t('streaks.picture.differs')
        : streak.reconciledTo === null
          ? t('streaks.unchecked')
          : t('streaks.checkedTo', { day: streak.reconciledTo })
  const uncertain = streak.underReview !== null || streak.differences.length > 0
  const name = `${words.name(streak)} · ${words.where(streak)}`
  return (
    <g>
      <line x1="80" x2="920" y1={y} y2={y} stroke="#dfe3e8" strokeWidth="2" />
      <text x="80" y={y + 52} fontSize="34" fill={ink} {...fitted(name, 34, 840)}>
        {name}
      </text>
      <text x="80" y={base} fill={brand} fontWeight="700" fontSize={figure}>
        {streak.value}
        <tspan fontSize="48" fontWeight="400" fill={ink} dx="18">
          {words.unit(streak.kind, streak.value ?? 0)}
        </tspan>
      </text>
      <text x="920" y={base - 44} fontSize="28" fill={quiet} textAnchor="end">
        {t('streaks.since')} {streak.since}
      </text>
      <text x="920" y={base} fontSize="28" fill={uncertain ? review : quiet} textAnchor="end">
        {certainty}
      </text>
    </g>
  )
}

/** A long text is drawn narrower instead of running over the edge. A Chinese sign is as wide as it is high. */
function fitted(text: string, size: number, room: number) {
  const wide = [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? size : size * 0.58), 0)
  return wide > room ? { textLength: room, lengthAdjust: 'spacingAndGlyphs' as const } : {}
}
