import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './button.module.css'
import { Icon, type IconName } from './icons.tsx'

type Look = {
  /** `main`: the one thing a page is for; `call`: the telephone; `quiet`: beside the matter. */
  readonly look?: 'main' | 'plain' | 'call' | 'quiet'
  readonly icon?: IconName
  readonly wide?: boolean
}

type Props = Look & { readonly children: ReactNode } & Omit<
    ButtonHTMLAttributes<HTMLButtonElement>,
    'children' | 'className'
  >

export function Button({ look = 'plain', icon, wide = false, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={lookOf({ look, wide })}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** The class of what looks like a button and is a link or a label. */
export const lookOf = ({ look = 'plain', wide = false }: Look): string =>
  [styles.button, styles[look], wide ? styles.wide : ''].join(' ')
