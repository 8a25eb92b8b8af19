import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'
import styles from './figure.module.css'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children'> & {
  readonly value: number | string
  /** After the number: 村, %, 天. */
  readonly unit?: ReactNode
  /** Before it: a TierShape, a word. */
  readonly lead?: ReactNode
  readonly size?: 'plain' | 'large'
  readonly tone?: 'ink' | 'red' | 'yellow' | 'green'
}

function FigureAnchor({ value, unit, lead, size = 'plain', tone = 'ink', ...anchor }: Props) {
  const classes = [styles.figure, styles[size], styles[tone]].join(' ')
  return (
    <a {...anchor} className={classes}>
      {lead !== undefined && <span className={styles.lead}>{lead}</span>}
      <b className={styles.value}>{typeof value === 'number' ? value.toLocaleString('en-US') : value}</b>
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </a>
  )
}

/** A number that is a count: always a link to what it counts. Takes `to`, `search` and `params` like a Link. */
export const Figure = createLink(FigureAnchor)
